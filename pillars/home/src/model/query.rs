use std::collections::BTreeSet;

use griot_kernel::{Language, Timestamp};
use griot_text::{index_text, terms};
use jiff::civil::Date;

/// Longer questions are cut.
pub const MAX_QUERY: usize = 200;
const MAX_TERMS: usize = 12;
/// More bytes of different words than this are not indexed: PostgreSQL takes a million at most.
const MAX_WORDS: usize = 600_000;
/// The languages whose stems are tried: a question does not say its language.
const STEMMED: [&str; 3] = ["fr", "en", ""];

/// The different words of a text, as the index keeps them: in order of first use, parted by a space.
pub fn search_words(text: &str, language: Language) -> String {
    let mut seen = BTreeSet::new();
    let all = index_text(text, language.as_str());
    let mut words = String::new();
    for word in all.split(' ').filter(|word| !word.is_empty()) {
        if words.len() + word.len() >= MAX_WORDS {
            break;
        }
        if seen.insert(word) {
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(word);
        }
    }
    words
}

/// What someone is looking for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    ways: Vec<Vec<String>>,
}

impl Query {
    /// Reads what was typed; `None` when it holds no word that tells texts apart.
    pub fn read(typed: &str) -> Option<Self> {
        let mut ways: Vec<Vec<String>> = Vec::new();
        for language in STEMMED {
            let mut words = terms(typed, language);
            words.sort();
            words.dedup();
            words.truncate(MAX_TERMS);
            // A language that knows every word as saying nothing has no say.
            if !words.is_empty() && !ways.contains(&words) {
                ways.push(words);
            }
        }
        (!ways.is_empty()).then_some(Self { ways })
    }

    /// The question as FTS5 reads it: all words of one way, in any order.
    pub fn fts5(&self) -> String {
        self.join("\"", " AND ", " OR ")
    }

    /// The question as PostgreSQL reads a `tsquery`.
    pub fn tsquery(&self) -> String {
        self.join("'", " & ", " | ")
    }

    /// Terms are letters and digits only, so quoting them is safe.
    fn join(&self, quote: &str, and: &str, or: &str) -> String {
        let quoted = |word: &String| format!("{quote}{word}{quote}");
        let way =
            |words: &Vec<String>| format!("({})", words.iter().map(quoted).collect::<Vec<_>>().join(and));
        self.ways.iter().map(way).collect::<Vec<_>>().join(or)
    }
}

/// What narrows a search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// `post`, `page`, …
    pub kind: Option<String>,
    /// In lower case.
    pub tag: Option<String>,
    /// Of publication.
    pub year: Option<i16>,
    /// Of the version.
    pub language: Option<Language>,
    /// The address of the place where the work stands.
    pub place: Option<String>,
}

impl Filter {
    /// The first moment asked for and the first not asked for any more.
    pub fn span(&self) -> (Timestamp, Timestamp) {
        let start = |year: i16| Date::new(year, 1, 1).map(Timestamp::start_of).ok();
        let whole = (Timestamp::from_millisecond(0), Timestamp::from_millisecond(i64::MAX));
        match self.year {
            Some(year) => start(year).zip(start(year.saturating_add(1))).unwrap_or(whole),
            None => whole,
        }
    }
}

#[cfg(test)]
mod tests {
    use griot_kernel::Language;

    use super::{Query, search_words};

    #[test]
    fn a_question_is_read_in_every_language_of_the_index() {
        let query = Query::read("Libérations").unwrap();
        assert_eq!(query.fts5(), r#"("liber") OR ("libérations")"#.replace('é', "e"));
        assert!(Query::read("  … ! ").is_none());
    }

    #[test]
    fn signs_that_databases_would_read_are_gone() {
        for typed in ["a' | 'b", "x\" OR y*", "NEAR(a b)", "title : secret", "\\'--"] {
            let (one, two) = Query::read(typed).map(|q| (q.fts5(), q.tsquery())).unwrap_or_default();
            let plain = |c: char| c.is_alphanumeric() || " ()".contains(c);
            assert!(one.replace('"', "").chars().all(plain), "{one}");
            assert!(two.replace(['\'', '&', '|'], "").chars().all(plain), "{two}");
        }
    }

    #[test]
    fn a_word_is_indexed_once() {
        assert_eq!(search_words("Droit, droits et DROIT humain", Language::FRENCH), "droit humain");
    }
}
