//! A work as lists show it.

use griot_db::Conn;
use griot_kernel::PersonId;
use griot_text::{excerpt, typeset_words};
use griot_web::{Visitor, WebError};

use super::people::{Face, Names};
use crate::model::{Line, PLACE};

const EXCERPT: usize = 180;

/// A work with its author, ready for a template.
#[derive(Debug)]
pub(super) struct Card {
    pub title: String,
    pub href: String,
    /// Given where it is not the language of the page.
    pub lang: Option<String>,
    pub excerpt: String,
    pub author: Option<Face>,
    pub place: Option<(String, String)>,
    pub image: Option<(String, String)>,
    pub day: String,
    /// Whether others stand in it.
    pub is_place: bool,
}

impl Card {
    pub fn of(v: &Visitor, names: &Names, line: &Line) -> Self {
        let set = |words: &str| typeset_words(words, line.language.as_str());
        let place = line.place.as_ref().map(|(address, title)| (v.href(address), set(title)));
        Self {
            title: set(&line.title),
            href: v.href(&line.address),
            lang: (line.language != v.words.language()).then(|| line.language.to_string()),
            excerpt: set(&excerpt(&line.summary, EXCERPT)),
            author: names.face(v, line.author),
            place,
            image: line.image.clone().filter(|_| !v.light),
            day: v.day(line.published),
            is_place: line.kind == PLACE,
        }
    }

    /// All of them, with names asked for once.
    pub async fn all(v: &Visitor, db: &mut Conn, lines: &[Line]) -> Result<Vec<Self>, WebError> {
        let mut authors: Vec<PersonId> = lines.iter().filter_map(|line| line.author).collect();
        authors.sort();
        authors.dedup();
        let names = Names::of(v, db, &authors).await?;
        Ok(lines.iter().map(|line| Self::of(v, &names, line)).collect())
    }
}

/// What the visitor chose by the address, for the hidden fields of a form that is sent by GET.
pub(super) fn chosen(v: &Visitor) -> Vec<(String, String)> {
    let address = v.href("");
    let pairs = address.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}
