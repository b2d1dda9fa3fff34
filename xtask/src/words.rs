//! The words of the house: the same keys in French and English, each owned by one
//! crate, each used, none missing, and French set as French is set.

mod ftl;
mod typography;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Result, bail};

use crate::files;
use ftl::Words;

/// Fails with everything that is wrong with the words.
pub fn check(root: &Path) -> Result<()> {
    let mut troubles = Vec::new();
    let mut owners: BTreeMap<String, String> = BTreeMap::new();
    let mut patterns = Vec::new();

    for folder in files::crates(root)? {
        let (french, english) = (folder.join("i18n/fr.ftl"), folder.join("i18n/en.ftl"));
        if !french.is_file() && !english.is_file() {
            continue;
        }
        let place = files::seen_from(root, &folder);
        let french_text = files::read(&french)?;
        let (fr, en) = (Words::read(&french_text), Words::read(&files::read(&english)?));
        troubles.extend(compare(&place, &fr, &en));
        troubles.extend(typography::check(&format!("{place}/i18n/fr.ftl"), &french_text));
        for key in fr.keys.union(&en.keys) {
            if let Some(other) = owners.insert(key.clone(), place.clone()) {
                troubles.push(format!("{place}/i18n: `{key}` belongs to {other} already"));
            }
        }
        patterns.extend(fr.declared.into_iter().chain(en.declared));
    }

    let spoken = Spoken::listen(root)?;
    for (key, place) in &owners {
        let declared = patterns.iter().any(|pattern| ftl::matches(pattern, key));
        if !declared && !spoken.literals.contains(key) {
            troubles.push(format!("{place}/i18n: `{key}` is used nowhere"));
        }
    }
    for (key, place) in &spoken.asked {
        if !owners.contains_key(key) {
            troubles.push(format!("{place}: `{key}` has no words"));
        }
    }

    if !troubles.is_empty() {
        bail!("{} troubles with words\n  {}", troubles.len(), troubles.join("\n  "));
    }
    println!("words: {} keys, the same in French and English", owners.len());
    Ok(())
}

fn compare(place: &str, fr: &Words, en: &Words) -> Vec<String> {
    let missing = |language: &str, key: &String| format!("{place}/i18n/{language}.ftl: `{key}` is missing");
    let mut troubles: Vec<String> = fr.keys.difference(&en.keys).map(|key| missing("en", key)).collect();
    troubles.extend(en.keys.difference(&fr.keys).map(|key| missing("fr", key)));
    for (language, words) in [("fr", fr), ("en", en)] {
        for key in &words.twice {
            troubles.push(format!("{place}/i18n/{language}.ftl: `{key}` is written twice"));
        }
    }
    for (key, given) in &fr.variables {
        if let Some(other) = en.variables.get(key)
            && given != other
        {
            troubles.push(format!("{place}/i18n: `{key}` takes {given:?} in French, {other:?} in English"));
        }
    }
    troubles
}

/// What code and pages say.
struct Spoken {
    /// Every string literal that could be a key.
    literals: BTreeSet<String>,
    /// Keys asked for by a call, with the place that asks.
    asked: BTreeMap<String, String>,
}

impl Spoken {
    fn listen(root: &Path) -> Result<Self> {
        let mut spoken = Self { literals: BTreeSet::new(), asked: BTreeMap::new() };
        for shelf in ["foundation", "common", "pillars", "griot"] {
            for path in files::below(&root.join(shelf), &[".rs", ".html", ".txt", ".xml", ".svg"])? {
                let place = files::seen_from(root, &path);
                let tests = place.contains("/tests/");
                let text = files::read(&path)?;
                // Tests may bring words of their own, and keep no word in use.
                let kept = files::without_tests(&text);
                if !tests {
                    spoken.literals.extend(literals(kept).map(str::to_owned));
                    spoken.asked.extend(asked(kept).map(|key| (key.to_owned(), place.clone())));
                }
            }
        }
        Ok(spoken)
    }
}

fn is_key(text: &str) -> bool {
    text.starts_with(|sign: char| sign.is_ascii_lowercase())
        && text.chars().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-')
}

fn literals(text: &str) -> impl Iterator<Item = &str> {
    text.split(['"', '\'']).filter(|piece| is_key(piece))
}

/// The keys given to `words.t("…")` and its sisters, wherever the line was broken.
fn asked(text: &str) -> impl Iterator<Item = &str> {
    [".t(", ".count(", ".with(", ".put("].into_iter().flat_map(move |call| {
        text.split(call)
            .skip(1)
            .filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next())
            .filter(|key| is_key(key) && key.contains('-'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_asked_for_in_a_page_is_heard() {
        let page = r#"<p>{{ words.t("post-title") }} {{ words.count("post-comments", n) }} {{ map.count("x") }}
            {{ words.put(
                "post-by", "name", x) }}"#;
        assert_eq!(asked(page).collect::<Vec<_>>(), ["post-title", "post-comments", "post-by"]);
    }

    #[test]
    fn a_key_missing_in_one_language_or_other_variables_are_told() {
        let fr = Words::read("a-one = Un { $n }\nb-two = Deux\n");
        let en = Words::read("a-one = One { $m }\nc-three = Three\n");
        let troubles = compare("pillars/x", &fr, &en);
        assert_eq!(troubles.len(), 3, "{troubles:?}");
    }
}
