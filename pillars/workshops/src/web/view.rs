//! What many of these pages show: names, choices, and where an act leads.

use std::collections::HashMap;

use axum::response::{IntoResponse, Redirect, Response};
use griot_contracts::people::{PublicName, PublicNames, StaffLog};
use griot_db::{Conn, Tx};
use griot_kernel::{Id, PersonId, Timestamp};
use griot_web::{Member, Section, Visitor, WebError};

/// Members among whom one is chosen.
const MEMBERS: i64 = 500;

/// A link with its words.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub href: String,
    pub label: String,
}

/// One of several things to choose from.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    pub value: String,
    pub label: String,
    pub current: bool,
}

/// The names of people on one page.
#[derive(Debug)]
pub(super) struct Names(HashMap<PersonId, PublicName>);

impl Names {
    /// Asks for the names of these people.
    pub async fn of(section: &Section, db: &mut Conn, mut people: Vec<PersonId>) -> Result<Self, WebError> {
        people.sort_unstable();
        people.dedup();
        if people.is_empty() {
            return Ok(Self(HashMap::new()));
        }
        Ok(Self(section.ask::<dyn PublicNames>()?.names(db, &people).await?))
    }

    /// The name of someone; words for who is gone.
    pub fn name(&self, v: &Visitor, person: PersonId) -> String {
        self.0.get(&person).map_or_else(|| v.words.t("workshops-gone"), |found| found.name.clone())
    }
}

/// Those who take part in the house, to choose some of them.
pub(super) async fn people(
    section: &Section,
    db: &mut Conn,
    current: &[PersonId],
) -> Result<Vec<Choice>, WebError> {
    let members = section.ask::<dyn PublicNames>()?.members(db, MEMBERS).await?;
    let choice = |one: PublicName| Choice {
        value: one.person.to_string(),
        current: current.contains(&one.person),
        label: one.name,
    };
    Ok(members.into_iter().map(choice).collect())
}

/// Leads on after an act.
pub(super) fn lead(v: &Visitor, path: &str) -> Result<Response, WebError> {
    Ok(Redirect::to(&v.href(path)).into_response())
}

/// An id of the path; what is none leads nowhere.
pub(super) fn id_of<T>(typed: &str) -> Result<Id<T>, WebError> {
    typed.parse().map_err(|_| WebError::NotFound)
}

/// From when until when something lasts, as this reader reads it.
pub(super) fn span(v: &Visitor, from: Timestamp, until: Timestamp) -> String {
    super::when(&v.words, from, until)
}

/// Notes an act of staff on the things of somebody, in the log that nobody changes.
pub(super) async fn note(
    section: &Section,
    tx: &mut Tx,
    member: &Member,
    act: &'static str,
    thing: &str,
) -> Result<(), WebError> {
    Ok(section.ask::<dyn StaffLog>()?.note(tx, member.id, act, thing).await?)
}

/// What is said after an act, by the word in the address.
pub(super) fn said(v: &Visitor, word: &str) -> Option<String> {
    let key = match word {
        "added" => "workshops-done-added",
        "saved" => "workshops-done-saved",
        "removed" => "workshops-done-removed",
        "certified" => "workshops-done-certified",
        "sheet" => "workshops-done-sheet",
        "thanks" => "workshops-done-thanks",
        "announced" => "workshops-done-announced",
        "cancelled" => "workshops-done-cancelled",
        "enrolled" => "workshops-done-enrolled",
        "waiting" => "workshops-done-waiting",
        "begun" => "workshops-done-begun",
        "read" => "workshops-done-read",
        "course-shipped" => "course-done-shipped",
        "course-published" => "course-done-published",
        "course-taken" => "course-done-taken",
        "noted" => "attendance-done-noted",
        "photographed" => "attendance-done-photographed",
        "judged" => "attendance-done-judged",
        "handed" => "workshops-done-handed",
        "returned" => "workshops-done-returned",
        "approved" => "workshops-done-approved",
        "drafted" => "workshops-done-drafted",
        "proposed" => "skills-done-proposed",
        "contested" => "skills-done-contested",
        "retired" => "skills-done-retired",
        "club-closed" => "club-done-closed",
        "club-reopened" => "club-done-reopened",
        _ => return None,
    };
    Some(v.words.t(key))
}
