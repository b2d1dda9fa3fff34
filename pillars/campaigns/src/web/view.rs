//! What many of these pages show: names, choices, figures, and where an act leads.

use std::collections::HashMap;

use axum::response::{IntoResponse, Redirect, Response};
use griot_contracts::{
    campaigns::{Evidence, Evidences, LineId, Serving},
    packs::Packs,
    people::{PublicName, PublicNames, StaffLog},
};
use griot_db::{Conn, Tx};
use griot_kernel::{Id, NotAWord, PersonId, Timestamp};
use griot_web::{Member, Section, Visitor, WebError};

use crate::{model::LineKind, store::versions};

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

    /// The name of someone; words for nobody, and for who is gone.
    pub fn name(&self, v: &Visitor, person: Option<PersonId>) -> String {
        match person.map(|person| self.0.get(&person)) {
            Some(Some(found)) => found.name.clone(),
            Some(None) => v.words.t("campaigns-gone"),
            None => v.words.t("campaigns-nobody"),
        }
    }
}

/// A kind of network as people call it.
pub(super) fn network(section: &Section, v: &Visitor, name: &str) -> String {
    let key = section.all::<dyn Packs>().iter().find_map(|keeper| keeper.network_key(name));
    key.map_or_else(|| name.to_owned(), |key| v.words.t(key))
}

/// Those who take part, to choose one of them.
pub(super) async fn people(
    section: &Section,
    db: &mut Conn,
    current: Option<PersonId>,
) -> Result<Vec<Choice>, WebError> {
    let members = section.ask::<dyn PublicNames>()?.members(db, MEMBERS).await?;
    let choice = |one: PublicName| Choice {
        value: one.person.to_string(),
        label: one.name,
        current: Some(one.person) == current,
    };
    Ok(members.into_iter().map(choice).collect())
}

/// The member who was chosen, if one was. Someone who does not take part any more is none.
pub(super) async fn chosen_person(
    section: &Section,
    db: &mut Conn,
    typed: &str,
) -> Result<Result<Option<PersonId>, NotAWord>, WebError> {
    if typed.trim().is_empty() {
        return Ok(Ok(None));
    }
    let Ok(person) = typed.trim().parse::<PersonId>() else { return Ok(Err(NotAWord)) };
    let known = section.ask::<dyn PublicNames>()?.names(db, &[person]).await?;
    Ok(if known.get(&person).is_some_and(|one| one.takes_part) { Ok(Some(person)) } else { Err(NotAWord) })
}

/// An id that may have been left open.
pub(super) fn chosen<T>(typed: &str) -> Result<Option<Id<T>>, NotAWord> {
    let typed = typed.trim();
    if typed.is_empty() { Ok(None) } else { typed.parse().map(Some).map_err(|_| NotAWord) }
}

/// The lines of the strategy in force, to choose some of them.
pub(super) async fn line_choices(
    db: &mut Conn,
    v: &Visitor,
    current: &[LineId],
) -> Result<Vec<Choice>, WebError> {
    let Some(version) = versions::in_force(db).await? else { return Ok(Vec::new()) };
    let lines = versions::lines(db, version.number).await?;
    let mut choices = Vec::new();
    for kind in LineKind::ALL.iter().filter(|kind| kind.is_served()) {
        choices.extend(lines.iter().filter(|line| line.kind == *kind).map(|line| Choice {
            value: line.id.to_string(),
            label: format!("{} · {}", v.words.t(kind.key()), line.words.text),
            current: current.contains(&line.id),
        }));
    }
    Ok(choices)
}

/// A figure against its goal, ready for a page.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    /// What is to be reached, in words.
    pub text: String,
    /// `240 sur 500 personnes`, or what is wanted where nobody counted yet.
    pub sentence: String,
    /// Whole hundredths, at most 100.
    pub share: i64,
    /// When and how that is known.
    pub known: Option<String>,
    /// Until when.
    pub due: Option<String>,
}

impl Figure {
    /// The figure of an objective: its words, goal and unit, and the value with its day and source.
    pub fn of(
        v: &Visitor,
        text: &str,
        (goal, unit): (i64, &str),
        known: Option<(i64, Timestamp, &str)>,
        due: Option<Timestamp>,
    ) -> Self {
        let value = known.map_or(0, |(value, _, _)| value);
        let share = value.saturating_mul(100).checked_div(goal).unwrap_or(0).clamp(0, 100);
        let (of, unit) = (v.words.number(goal), unit.to_owned());
        let sentence = match known {
            Some((value, _, _)) => v.words.with(
                "campaigns-figure",
                [("value", v.words.number(value).into()), ("goal", of.into()), ("unit", unit.into())],
            ),
            None => v.words.with("campaigns-figure-wanted", [("goal", of.into()), ("unit", unit.into())]),
        };
        let known = known.map(|(_, day, source)| {
            let day = v.day(day);
            v.words.with("campaigns-figure-known", [("day", day.into()), ("source", source.into())])
        });
        let due = due.map(|due| v.words.put("campaigns-figure-due", "day", v.day(due)));
        Self { text: text.to_owned(), sentence, share, known, due }
    }
}

/// Something of this house or another room, in a list.
#[derive(Clone, Debug)]
pub(super) struct Thing {
    pub href: String,
    pub title: String,
    pub kind: String,
    pub state: String,
    pub day: Option<String>,
}

impl Thing {
    /// As staff see it.
    pub fn at_desk(v: &Visitor, serving: Serving) -> Self {
        Self {
            href: v.href(&serving.address),
            kind: v.words.t(serving.kind_key),
            state: v.words.t(serving.state_key),
            day: serving.at.map(|at| v.day(at)),
            title: serving.title,
        }
    }

    /// As the public sees it, if it may.
    pub fn in_public(v: &Visitor, serving: Serving) -> Option<Self> {
        let public = serving.public.clone()?;
        Some(Self { href: v.href(&public), ..Self::at_desk(v, serving) })
    }
}

/// What happened that can prove a step, of all rooms, the newest first.
pub(super) async fn evidences(
    section: &Section,
    db: &mut Conn,
    since: Timestamp,
    limit: i64,
) -> Result<Vec<Evidence>, WebError> {
    let mut all = Vec::new();
    for who in section.all::<dyn Evidences>() {
        all.extend(who.lately(db, since, limit).await?);
    }
    all.sort_by(|one, two| two.at.cmp(&one.at).then_with(|| one.mark.cmp(&two.mark)));
    all.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(all)
}

/// What is said of something that happened.
pub(super) fn evidence_sentence(v: &Visitor, key: &str, title: &str) -> String {
    if v.words.knows(key) { v.words.put(key, "title", title) } else { title.to_owned() }
}

/// What is said after an act, by the word in the address.
pub(super) fn said(v: &Visitor, word: &str) -> Option<String> {
    let key = match word {
        "added" => "campaigns-done-added",
        "saved" => "campaigns-done-saved",
        "removed" => "campaigns-done-removed",
        "adopted" => "campaigns-done-adopted",
        "measured" => "campaigns-done-measured",
        "restored" => "campaigns-done-restored",
        "moved" => "campaigns-done-moved",
        "opened" => "campaigns-done-opened",
        "proposed" => "campaigns-done-proposed",
        "closed" => "campaigns-done-closed",
        "read" => "campaigns-done-read",
        "replied" => "campaigns-done-replied",
        "done" => "campaigns-done-done",
        "undone" => "campaigns-done-undone",
        "joined" => "ambassador-done-joined",
        "shared" => "ambassador-done-shared",
        "left" => "ambassador-done-left",
        "kit-taken" => "kit-done-taken",
        "kit-again" => "kit-done-again",
        "handed" => "campaigns-done-handed",
        _ => return None,
    };
    Some(v.words.t(key))
}

/// Leads on after an act.
pub(super) fn lead(v: &Visitor, path: &str) -> Result<Response, WebError> {
    Ok(Redirect::to(&v.href(path)).into_response())
}

/// The day as a field for days holds it.
pub(super) fn day_field(day: Option<Timestamp>) -> String {
    day.map(|at| at.day().to_string()).unwrap_or_default()
}

/// Notes an act of staff on `thing` (its kind and id), of `owner` if it is someone's.
pub(super) async fn note(
    section: &Section,
    tx: &mut Tx,
    member: &Member,
    act: &'static str,
    owner: Option<PersonId>,
    thing: &str,
) -> Result<(), WebError> {
    let subject = owner.map_or_else(|| thing.to_owned(), |owner| format!("person {owner} {thing}"));
    Ok(section.ask::<dyn StaffLog>()?.note(tx, member.id, act, &subject).await?)
}

/// An id of the path; what is none leads nowhere.
pub(super) fn id_of<T>(typed: &str) -> Result<Id<T>, WebError> {
    typed.parse().map_err(|_| WebError::NotFound)
}
