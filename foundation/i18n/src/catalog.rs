use std::{collections::BTreeMap, sync::Arc};

use fluent_bundle::{FluentResource, FluentValue, concurrent::FluentBundle, types::FluentNumber};
use griot_kernel::Language;

use crate::Words;

/// The messages of one room, each file with its language tag.
pub type WordFiles = &'static [(&'static str, &'static str)];

/// Names the message files of a room: `words![fr: "../i18n/fr.ftl", en: "../i18n/en.ftl"]`,
/// as paths from the calling source file.
#[macro_export]
macro_rules! words {
    ($($language:ident : $file:literal),* $(,)?) => {
        &[$((stringify!($language), include_str!($file))),*]
    };
}

/// A message file cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("the words in {language} cannot be read: {cause}")]
pub struct BadWords {
    language: String,
    cause: String,
}

pub(crate) type Bundle = FluentBundle<FluentResource>;

/// All messages of the house, by language.
#[derive(Clone)]
pub struct Catalog(Arc<BTreeMap<Language, Arc<Bundle>>>);

impl std::fmt::Debug for Catalog {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.0.keys()).finish()
    }
}

impl Catalog {
    /// Gathers the messages of every room. A message given twice, or a file that
    /// cannot be read, is refused.
    pub fn gather(rooms: &[WordFiles]) -> Result<Self, BadWords> {
        let mut bundles = BTreeMap::new();
        for (tag, text) in rooms.iter().flat_map(|files| files.iter()) {
            let bad = |cause: String| BadWords { language: (*tag).to_owned(), cause };
            let language: Language = tag.parse().map_err(|_| bad("not a language tag".into()))?;
            let resource = FluentResource::try_new((*text).to_owned())
                .map_err(|(_, errors)| bad(format!("{errors:?}")))?;
            let identifier = tag.parse().map_err(|e| bad(format!("{e:?}")))?;
            let bundle = bundles.entry(language).or_insert_with(|| {
                let mut bundle = Bundle::new_concurrent(vec![identifier]);
                bundle.set_use_isolating(false);
                bundle.set_formatter(Some(plain_numbers));
                bundle
            });
            bundle.add_resource(resource).map_err(|errors| bad(format!("{errors:?}")))?;
        }
        for bundle in bundles.values_mut() {
            let apart = match bundle.get_message("number-separator").and_then(|m| m.value()) {
                Some(pattern) => bundle.format_pattern(pattern, None, &mut vec![]).into_owned(),
                None => continue,
            };
            bundle.set_formatter(Some(match apart.as_str() {
                "," => comma_numbers,
                "." => point_numbers,
                _ => spaced_numbers,
            }));
        }
        Ok(Self(Arc::new(bundles.into_iter().map(|(l, b)| (l, Arc::new(b))).collect())))
    }

    /// The words in `language`, or in French if the house does not speak it.
    pub fn words(&self, language: Language) -> Words {
        let french = self.0.get(&Language::FRENCH).cloned();
        match self.0.get(&language).cloned() {
            Some(bundle) => Words::new(language, Some(bundle), french),
            None => Words::new(Language::FRENCH, french, None),
        }
    }

    /// The languages of the house, French first.
    pub fn languages(&self) -> Vec<Language> {
        let mut all: Vec<_> = self.0.keys().copied().collect();
        all.sort_by_key(|l| (*l != Language::FRENCH, *l));
        all
    }

    /// The first language of an `Accept-Language` header that the house speaks.
    pub fn negotiate(&self, accept_language: &str) -> Option<Language> {
        let mut wanted: Vec<(f32, &str)> = accept_language
            .split(',')
            .take(12)
            .filter_map(|part| {
                let (tag, weight) = part.split_once(";q=").unwrap_or((part, "1"));
                let weight: f32 = weight.trim().parse().ok()?;
                (weight > 0.0).then_some((weight, tag.trim()))
            })
            .collect();
        wanted.sort_by(|a, b| b.0.total_cmp(&a.0));
        wanted.into_iter().find_map(|(_, tag)| {
            let primary = tag.split('-').next().unwrap_or(tag);
            [tag, primary].into_iter().filter_map(|t| t.parse().ok()).find(|l| self.0.contains_key(l))
        })
    }
}

type Memoizer = intl_memoizer::concurrent::IntlLangMemoizer;

fn plain_numbers(_: &FluentValue<'_>, _: &Memoizer) -> Option<String> {
    None
}
fn spaced_numbers(value: &FluentValue<'_>, _: &Memoizer) -> Option<String> {
    grouped(value, '\u{202f}', ',')
}
fn comma_numbers(value: &FluentValue<'_>, _: &Memoizer) -> Option<String> {
    grouped(value, ',', '.')
}
fn point_numbers(value: &FluentValue<'_>, _: &Memoizer) -> Option<String> {
    grouped(value, '.', ',')
}

/// `142240` as `142 240`, `1.5` as `1,5`. Years are given as text, not as numbers.
fn grouped(value: &FluentValue<'_>, apart: char, decimal: char) -> Option<String> {
    let FluentValue::Number(FluentNumber { value, .. }) = value else { return None };
    let text = value.to_string();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |d| ("−", d));
    let mut out = String::from(sign);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(apart);
        }
        out.push(digit);
    }
    if !part.is_empty() {
        out.push(decimal);
        out.push_str(part);
    }
    Some(out)
}
