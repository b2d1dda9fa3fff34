use crate::Html;

/// A space that a line never breaks at.
const WIDE: char = '\u{a0}';
/// The same, narrow.
const NARROW: char = '\u{202f}';
/// What stands in these is shown sign by sign.
const VERBATIM: [&str; 4] = ["code", "kbd", "pre", "samp"];

/// Sets a French text as French printers do: the spaces before `; : ! ? »` and after `«`, and those
/// that part thousands, hold their line together; an apostrophe is one. Only spaces and apostrophes
/// that the writer put there change; none is added, and code stays as it is. Setting twice is
/// setting once.
///
/// Rules: *Lexique des règles typographiques en usage à l’Imprimerie nationale*.
pub fn typeset_french(html: Html) -> Html {
    let text = html.into_string();
    let mut out = String::with_capacity(text.len() + text.len() / 32);
    let mut verbatim = 0_usize;
    let mut rest = text.as_str();
    while let Some(start) = rest.find('<') {
        let (words, tag) = rest.split_at(start);
        set(&mut out, words, verbatim > 0);
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        let (tag, after) = tag.split_at(end);
        let name = tag.trim_start_matches(['<', '/']);
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if VERBATIM.contains(&name) {
            verbatim = if tag.starts_with("</") { verbatim.saturating_sub(1) } else { verbatim + 1 };
        }
        out.push_str(tag);
        rest = after;
    }
    set(&mut out, rest, verbatim > 0);
    // Spaces and apostrophes of a text are all that changed: what was clean is clean.
    Html::cleaned(out)
}

/// Words that are no HTML, such as a title, set as their language wants it.
pub fn typeset_words(words: &str, language: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    set(&mut out, words, language != "fr");
    out
}

fn set(out: &mut String, words: &str, verbatim: bool) {
    if verbatim {
        out.push_str(words);
        return;
    }
    let mut signs = words.chars().peekable();
    let mut before = None;
    while let Some(sign) = signs.next() {
        let next = signs.peek().copied();
        let set = match (before, sign, next) {
            (Some(b), ' ', Some('?' | '!' | ';')) if !b.is_whitespace() => NARROW,
            (Some(b), ' ', Some(':' | '»')) if !b.is_whitespace() => WIDE,
            (Some('«'), ' ', Some(n)) if !n.is_whitespace() => WIDE,
            (Some(b), ' ', Some(n)) if b.is_ascii_digit() && n.is_ascii_digit() && three(&signs) => NARROW,
            (Some(b), '\'', Some(n)) if b.is_alphabetic() && n.is_alphabetic() => '’',
            _ => sign,
        };
        out.push(set);
        before = Some(set);
    }
}

/// Whether just three digits follow.
fn three(signs: &std::iter::Peekable<std::str::Chars<'_>>) -> bool {
    let mut ahead = signs.clone();
    (0..3).all(|_| ahead.next().is_some_and(|sign| sign.is_ascii_digit()))
        && !ahead.next().is_some_and(|sign| sign.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{typeset_french, typeset_words};
    use crate::{markdown, plain};

    fn set(source: &str) -> String {
        typeset_french(markdown(source)).into_string()
    }

    #[test]
    fn spaces_that_belong_together_stay_on_one_line() {
        let cases = [
            ("Qui vient ?", "Qui vient\u{202f}?"),
            ("Venez ! Tous : vite ; oui", "Venez\u{202f}! Tous\u{a0}: vite\u{202f}; oui"),
            ("Il dit « non » à 142 240 personnes", "Il dit «\u{a0}non\u{a0}» à 142\u{202f}240 personnes"),
            ("L'eau d'ici, aujourd'hui", "L’eau d’ici, aujourd’hui"),
            ("Le 14 2013, en 20 12345", "Le 14 2013, en 20 12345"),
            ("Quoi?", "Quoi?"),
        ];
        for (source, expected) in cases {
            assert_eq!(set(source).trim(), format!("<p>{expected}</p>"));
        }
    }

    #[test]
    fn a_title_is_set_as_its_language_wants_it() {
        assert_eq!(typeset_words("L'eau < la terre ?", "fr"), "L’eau < la terre\u{202f}?");
        assert_eq!(typeset_words("Who's there ?", "en"), "Who's there ?");
    }

    #[test]
    fn code_and_addresses_stay_as_they_are() {
        let shown = set("`a ? b : c'd'e` et [l'eau](https://exemple.bf/l'eau?a=1)\n\n```\nx ! y\n```");
        assert!(shown.contains("<code>a ? b : c'd'e</code>"), "{shown}");
        assert!(shown.contains("x ! y"), "{shown}");
        assert!(shown.contains(">l’eau</a>") && !shown.contains("exemple.bf/l’eau"), "{shown}");
    }

    #[test]
    fn setting_twice_is_setting_once_and_changes_no_letter() {
        let signs: Vec<char> = " ab'?!:;«»09<>&`*\n".chars().collect();
        let letters = |text: String| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let mut state = 2013_u64;
        for _ in 0..3_000 {
            let source: String = (0..60)
                .map(|_| {
                    state =
                        state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    signs[usize::try_from(state >> 33).unwrap() % signs.len()]
                })
                .collect();
            let clean = markdown(&source);
            let once = typeset_french(clean.clone());
            assert_eq!(typeset_french(once.clone()), once, "{source:?}");
            assert_eq!(letters(plain(&once)), letters(plain(&clean)), "{source:?}");
        }
    }
}
