//! How people are shown: their names are asked for when a page is made.

use std::collections::HashMap;

use griot_contracts::people::{PublicName, PublicNames};
use griot_db::Conn;
use griot_kernel::PersonId;
use griot_text::words_of_name;
use griot_web::{Visitor, WebError};

use crate::store;

/// A question with more words asks for a text, not for a name.
const WORDS_OF_A_NAME: usize = 5;
const FOUND: usize = 10;
const SHOWN: usize = 8;
const WORKS_LOOKED_AT: i64 = 60;

/// The names behind some ids.
#[derive(Debug, Default)]
pub(super) struct Names(HashMap<PersonId, PublicName>);

impl Names {
    /// Asks once for all of `people`. Where nobody answers, nobody has a name.
    pub async fn of(v: &Visitor, db: &mut Conn, people: &[PersonId]) -> Result<Self, WebError> {
        match v.section().ask::<dyn PublicNames>() {
            Ok(who) if !people.is_empty() => Ok(Self(who.names(db, people).await?)),
            _ => Ok(Self::default()),
        }
    }

    /// How someone is shown to this reader: a link only where they may open it.
    pub fn face(&self, v: &Visitor, person: Option<PersonId>) -> Option<Face> {
        let known = self.0.get(&person?)?;
        let may_open = known.open || v.member.is_some();
        let href = may_open.then(|| v.href(&format!("/people/{}", known.handle)));
        Some(Face { name: known.name.clone(), initials: initials(&known.name), href })
    }
}

/// Someone, as a page shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Face {
    pub name: String,
    pub initials: String,
    pub href: Option<String>,
}

/// The first letters of the first and the last word.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().and_then(|word| word.chars().next());
    let last = words.next_back().and_then(|word| word.chars().next());
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

/// People with a page that this reader may open: the last who wrote, then the last who came.
pub(super) async fn to_meet(v: &Visitor, db: &mut Conn) -> Result<Vec<Face>, WebError> {
    let mut people = store::newest_authors(db, WORKS_LOOKED_AT).await?;
    for person in store::people(db, WORKS_LOOKED_AT).await? {
        if !people.contains(&person) {
            people.push(person);
        }
    }
    let names = Names::of(v, db, &people).await?;
    // The front page shows to members, too, only those who chose to be seen.
    let open = people.iter().filter(|person| names.0.get(person).is_some_and(|known| known.open));
    Ok(open.filter_map(|person| names.face(v, Some(*person))).take(SHOWN).collect())
}

/// People whose name holds every word asked for, as the beginning of a word.
pub(super) async fn by_name(v: &Visitor, db: &mut Conn, typed: &str) -> Result<Vec<Face>, WebError> {
    let asked = words_of_name(typed);
    let Ok(who) = v.section().ask::<dyn PublicNames>() else { return Ok(Vec::new()) };
    if asked.is_empty() || asked.len() > WORDS_OF_A_NAME {
        return Ok(Vec::new());
    }
    let found = who.called(db, &asked, v.member.is_none(), FOUND).await?;
    let names = Names(found.iter().map(|known| (known.person, known.clone())).collect());
    Ok(found.iter().filter_map(|known| names.face(v, Some(known.person))).collect())
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_those_of_the_first_and_last_name() {
        assert_eq!(initials("Awa Marie Ouédraogo"), "AO");
        assert_eq!(initials("élan"), "É");
        assert_eq!(initials("  "), "");
    }
}
