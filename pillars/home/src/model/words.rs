//! The words of a work as the index keeps them, on both databases alike: the different words of
//! its text, those of its title once more with a sign before them, and what filters ask for.
//! Words are letters and digits only, so that no word can be taken for one with a sign.

use std::{collections::BTreeSet, fmt::Write};

use griot_kernel::{Publication, Version};
use griot_text::{index_text, terms};

/// By which rules words are made. A row that was kept by a lower number is read again; raise it
/// with every change here or in `griot_text::terms` after which other words come out.
pub const RULES: i64 = 3;

/// More bytes of different words than this are not indexed: PostgreSQL takes a million at most,
/// with what it keeps beside each word.
const MAX_WORDS: usize = 300_000;
/// More bytes of a filter's value are not looked at.
const MAX_VALUE: usize = 400;

/// Stands before a word of the title.
const IN_TITLE: char = '¶';
/// Stands before the value of a filter.
const FIELD: char = '§';

/// What narrows a search, beside the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Kind,
    Language,
    Place,
    Tag,
}

/// A value as one word: its bytes as digits, so that no database reads anything into it.
pub(super) fn field(field: Field, value: &str) -> String {
    let mut word = String::from(FIELD);
    word.push(match field {
        Field::Kind => 'k',
        Field::Language => 'l',
        Field::Place => 'p',
        Field::Tag => 't',
    });
    for byte in value.bytes().take(MAX_VALUE) {
        // Writing to a text does not fail.
        let _ = write!(word, "{byte:02x}");
    }
    word
}

/// A word of a title.
pub(super) fn in_title(word: &str) -> String {
    format!("{IN_TITLE}{word}")
}

/// All words of one version of a work, each once, parted by one space.
pub fn index_words(work: &Publication, version: &Version) -> String {
    let language = version.language.as_str();
    let title = terms(&version.title, language);
    let text = index_text(&version.search_text, language);

    let mut words = Words::default();
    words.add(&field(Field::Kind, &work.kind));
    words.add(&field(Field::Language, language));
    if let Some(place) = &work.container {
        words.add(&field(Field::Place, &place.address));
    }
    for tag in &work.tags {
        words.add(&field(Field::Tag, tag));
    }
    for word in &title {
        words.add(&in_title(word));
    }
    let all = title.iter().map(String::as_str).chain(text.split(' ')).filter(|word| !word.is_empty());
    let mut seen = BTreeSet::new();
    for word in all {
        if seen.insert(word) {
            words.add(word);
        }
    }
    words.0
}

#[derive(Default)]
struct Words(String);

impl Words {
    fn add(&mut self, word: &str) {
        if self.0.len() + word.len() >= MAX_WORDS {
            return;
        }
        if !self.0.is_empty() {
            self.0.push(' ');
        }
        self.0.push_str(word);
    }
}
