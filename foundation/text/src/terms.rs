use rust_stemmers::{Algorithm, Stemmer};

use crate::fold::fold;
use crate::forms;
use crate::stop_words::{ENGLISH, FRENCH};

/// Longer words are cut: no one types them, and an index need not keep them.
const MAX_WORD: usize = 64;

/// The words of a text as search keeps them, in the order of the text:
/// folded, then stemmed, without the words that say nothing.
///
/// `language` is a tag such as `fr` or `en-GB`; a language without a stemmer
/// here keeps every word, folded. A text of nothing but words that say
/// nothing has no terms.
pub fn terms(text: &str, language: &str) -> Vec<String> {
    Words::of(language).terms(text)
}

/// The [`terms`] of a text on one line, for a column of an index.
pub fn index_text(text: &str, language: &str) -> String {
    terms(text, language).join(" ")
}

/// The rules of one language, made once for many words.
pub(crate) struct Words {
    tongue: Option<(Tongue, Stemmer)>,
    stop: &'static [&'static str],
}

/// A language whose words are brought to their stems.
#[derive(Clone, Copy)]
enum Tongue {
    French,
    English,
}

impl Words {
    pub(crate) fn of(language: &str) -> Self {
        let primary = language.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        let (tongue, stop) = match primary.as_str() {
            "fr" => (Some((Tongue::French, Stemmer::create(Algorithm::French))), FRENCH),
            "en" => (Some((Tongue::English, Stemmer::create(Algorithm::English))), ENGLISH),
            _ => (None, &[][..]),
        };
        Self { tongue, stop }
    }

    pub(crate) fn terms(&self, text: &str) -> Vec<String> {
        fold(text)
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty() && self.stop.binary_search(word).is_err())
            .map(|word| self.stem(word))
            .collect()
    }

    fn stem(&self, word: &str) -> String {
        let word: String = word.chars().take(MAX_WORD).collect();
        match &self.tongue {
            None => word,
            Some((Tongue::French, stemmer)) => forms::french_stem(fold(&stemmer.stem(&forms::french(&word)))),
            Some((Tongue::English, stemmer)) => fold(&stemmer.stem(&forms::english(&word))),
        }
    }
}
