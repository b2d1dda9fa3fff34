use std::str::FromStr;

use griot_kernel::{Language, Timestamp};
use griot_text::terms;
use jiff::civil::Date;

use super::words::{self, Field};

/// Longer questions are cut.
pub const MAX_QUERY: usize = 200;
const MAX_TERMS: usize = 12;
/// The languages whose stems are tried: a question does not say its language.
const STEMMED: [&str; 3] = ["fr", "en", ""];

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

    /// All words of one way, in any order; of the title, or of the whole work.
    fn written(&self, signs: &Signs, in_title: bool) -> String {
        let quoted = |word: &String| match in_title {
            true => signs.quoted(&words::in_title(word)),
            false => signs.quoted(word),
        };
        let way = |words: &Vec<String>| words.iter().map(quoted).collect::<Vec<_>>().join(signs.and);
        let ways = self.ways.iter().map(|words| format!("({})", way(words)));
        format!("({})", ways.collect::<Vec<_>>().join(signs.or))
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

    /// What is asked for beside the time, those that narrow most first.
    fn fields(&self) -> impl Iterator<Item = String> {
        let language = self.language.as_ref().map(Language::as_str);
        let all = [
            (Field::Tag, self.tag.as_deref()),
            (Field::Place, self.place.as_deref()),
            (Field::Language, language),
            (Field::Kind, self.kind.as_deref()),
        ];
        all.into_iter().filter_map(|(field, value)| Some(words::field(field, value?)))
    }
}

/// Which half of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Half {
    /// Works whose title answers.
    Title,
    /// The others.
    Rest,
}

/// The place of a hit among all that answer, as an address carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// In which half it stands.
    pub half: Half,
    /// Where in it: higher ones come first.
    pub id: i64,
}

impl std::fmt::Display for Mark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let half = if self.half == Half::Title { 't' } else { 'r' };
        write!(f, "{half}{:x}", self.id)
    }
}

/// This is not a place among hits.
#[derive(Debug, thiserror::Error)]
#[error("not a place among hits")]
pub struct NoMark;

impl FromStr for Mark {
    type Err = NoMark;

    fn from_str(text: &str) -> Result<Self, NoMark> {
        let (half, id) = match (text.strip_prefix('t'), text.strip_prefix('r')) {
            (Some(id), _) => (Half::Title, id),
            (None, Some(id)) => (Half::Rest, id),
            (None, None) => return Err(NoMark),
        };
        Ok(Self { half, id: i64::from_str_radix(id, 16).ok().filter(|id| *id >= 0).ok_or(NoMark)? })
    }
}

/// How a database writes a question.
#[derive(Debug)]
pub(crate) struct Signs {
    quote: char,
    /// Stands before every word.
    before: &'static str,
    and: &'static str,
    or: &'static str,
    but_not: &'static str,
}

impl Signs {
    /// As FTS5 reads it.
    pub(crate) const FTS5: Self = Self { quote: '"', before: "", and: " AND ", or: " OR ", but_not: " NOT " };
    /// As PostgreSQL reads a `tsquery`, once every `~` has become the name of a shelf.
    pub(crate) const TSQUERY: Self =
        Self { quote: '\'', before: "~", and: " & ", or: " | ", but_not: " & !" };

    /// Words are letters and digits after a sign at most, so quoting them is safe.
    fn quoted(&self, word: &str) -> String {
        let Self { quote, before, .. } = self;
        format!("{quote}{before}{word}{quote}")
    }

    /// The question whose answers make up `half`; empty when everything answers.
    pub(crate) fn question(&self, query: Option<&Query>, half: Half, filter: &Filter) -> String {
        let asked = query.map(|query| match half {
            Half::Title => query.written(self, true),
            Half::Rest => {
                let (anywhere, title) = (query.written(self, false), query.written(self, true));
                format!("({anywhere}{}{title})", self.but_not)
            }
        });
        let fields = filter.fields().map(|field| self.quoted(&field));
        asked.into_iter().chain(fields).collect::<Vec<_>>().join(self.and)
    }
}

#[cfg(test)]
mod tests {
    use super::{Filter, Half, Mark, Query, Signs};

    fn both(typed: &str, half: Half, filter: &Filter) -> [String; 2] {
        let query = Query::read(typed);
        [Signs::FTS5, Signs::TSQUERY].map(|signs| signs.question(query.as_ref(), half, filter))
    }

    #[test]
    fn a_question_is_read_in_every_language_of_the_index() {
        let [fts5, tsquery] = both("Libérations", Half::Title, &Filter::default());
        assert_eq!(fts5, r#"(("¶liber") OR ("¶liberations"))"#);
        assert_eq!(tsquery, "(('~¶liber') | ('~¶liberations'))");
        assert!(Query::read("  … ! ").is_none());
    }

    #[test]
    fn filters_are_words_of_the_question() {
        let filter = Filter { tag: Some("eau".into()), kind: Some("post".into()), ..Filter::default() };
        let [fts5, tsquery] = both("", Half::Rest, &filter);
        assert_eq!(fts5, r#""§t656175" AND "§k706f7374""#);
        assert_eq!(tsquery, "'~§t656175' & '~§k706f7374'");
        let [fts5, _] = both("1948", Half::Rest, &filter);
        assert_eq!(fts5, r#"((("1948")) NOT (("¶1948"))) AND "§t656175" AND "§k706f7374""#);
        assert_eq!(both("", Half::Rest, &Filter::default()), ["", ""]);
    }

    #[test]
    fn signs_that_databases_would_read_are_gone() {
        let hostile = "a' | 'b\"";
        let filter = Filter { tag: Some(hostile.into()), place: Some(hostile.into()), ..Filter::default() };
        for typed in ["a' | 'b", "x\" OR y*", "NEAR(a b)", "title : secret", "\\'--", "~¶§"] {
            let [one, two] = both(typed, Half::Rest, &filter);
            let plain = |c: char| c.is_alphanumeric() || " ()¶§".contains(c);
            assert!(one.replace('"', "").chars().all(plain), "{one}");
            assert!(two.replace(['\'', '&', '|', '!', '~'], "").chars().all(plain), "{two}");
        }
    }

    #[test]
    fn a_mark_in_an_address_leads_back_to_its_place() {
        for mark in [Mark { half: Half::Title, id: 0 }, Mark { half: Half::Rest, id: i64::MAX }] {
            assert_eq!(mark.to_string().parse::<Mark>().unwrap(), mark);
        }
        for wrong in ["", "t", "r-1", "x1", "tzz", "t8000000000000000"] {
            assert!(wrong.parse::<Mark>().is_err(), "{wrong}");
        }
    }
}
