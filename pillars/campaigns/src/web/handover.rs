//! The sheet for someone who leaves: each account that they answer for, whatever else is theirs in the house,
//! and who takes over.

use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use griot_contracts::duties::{Charge, Duties, Duty};
use griot_db::Conn;
use griot_kernel::PersonId;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::view::{Choice, Names, chosen_person, id_of, lead, note, people, said};
use crate::{
    model::{Account, AccountWords, Refusal},
    store::accounts,
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    person: String,
    done: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct HandForm {
    person: String,
    account: String,
    to: String,
    revision: i64,
}

struct Row {
    id: String,
    revision: i64,
    network: String,
    address: String,
    recovery: String,
    other: Option<String>,
}

/// Something that is theirs.
struct Thing {
    href: String,
    label: String,
    /// Its day and how it stands.
    about: String,
}

#[derive(Template)]
#[template(path = "handover.html")]
struct SheetPage<'a> {
    v: &'a Visitor,
    members: Vec<Choice>,
    person: String,
    name: Option<String>,
    day: String,
    rows: Vec<Row>,
    /// What else is theirs, by kind.
    charges: Vec<(String, Vec<Thing>)>,
    refusal: Option<String>,
    done: Option<String>,
}

/// The sheet of someone, or the choice of whose.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let mut page = page(&section, &mut db, &v, asked.person.parse().ok()).await?;
    page.done = said(&v, &asked.done);
    page.answer()
}

async fn page<'a>(
    section: &Section,
    db: &mut Conn,
    v: &'a Visitor,
    person: Option<PersonId>,
) -> Result<SheetPage<'a>, WebError> {
    let held = match person {
        Some(person) => accounts::of_person(db, person).await?,
        None => Vec::new(),
    };
    let others = held.iter().flat_map(|one| [one.words.owner, one.words.second]).flatten().chain(person);
    let names = Names::of(section, db, others.collect()).await?;
    let row = |one: Account| {
        let other = [one.words.owner, one.words.second].into_iter().flatten().find(|id| Some(*id) != person);
        Row {
            id: one.id.to_string(),
            revision: one.revision,
            network: one.words.network,
            address: one.words.address,
            recovery: one.words.recovery,
            other: other.map(|id| names.name(v, Some(id))),
        }
    };
    Ok(SheetPage {
        v,
        members: people(section, db, person).await?,
        person: person.map(|id| id.to_string()).unwrap_or_default(),
        name: person.map(|id| names.name(v, Some(id))),
        day: v.day(section.clock.now()),
        rows: held.into_iter().map(row).collect(),
        charges: charges(section, db, v, person).await?,
        refusal: None,
        done: None,
    })
}

/// What else is somebody's: each room tells of its own.
async fn charges(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    person: Option<PersonId>,
) -> Result<Vec<(String, Vec<Thing>)>, WebError> {
    let Some(person) = person else { return Ok(Vec::new()) };
    let mut all: Vec<Charge> = Vec::new();
    for room in section.all::<dyn Duties>() {
        all.extend(room.of(db, person, section.clock.now()).await?);
    }
    all.sort_by_key(|one| one.order);
    let thing = |one: Duty| {
        let day = one.day.map(|day| v.day(day)).unwrap_or_default();
        let state = one.state_key.map(|key| v.words.t(key)).unwrap_or_default();
        let (label, parts) = match one.label.as_str() {
            "" => (day, vec![state]),
            label => (label.to_owned(), vec![day, state]),
        };
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        Thing { href: v.href(&one.address), label, about: parts.join(" · ") }
    };
    let shown = |one: Charge| (v.words.t(one.title_key), one.duties.into_iter().map(thing).collect());
    Ok(all.into_iter().map(shown).collect())
}

/// What is noted of an account once someone else stands where `person` stood.
fn in_place_of(person: PersonId, to: PersonId, words: &AccountWords) -> AccountWords {
    let swap = |held: Option<PersonId>| if held == Some(person) { Some(to) } else { held };
    AccountWords { owner: swap(words.owner), second: swap(words.second), ..words.clone() }
}

/// Puts someone else in the place of whoever leaves.
pub(super) async fn hand_over(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<HandForm>,
) -> Result<Response, WebError> {
    let member = v.require(&super::KEEP)?;
    let person: PersonId = form.person.parse().map_err(|_| WebError::BadRequest)?;
    let mut tx = section.db.begin().await?;
    let account = accounts::by_id(&mut tx, id_of(&form.account)?).await?.ok_or(WebError::NotFound)?;
    let refusal = match chosen_person(&section, &mut tx, &form.to).await? {
        Ok(Some(to)) => match in_place_of(person, to, &account.words).judged() {
            Err(refusal) => Some(refusal),
            Ok(words) => {
                let (now, ours_at) = (section.clock.now(), account.ours_at);
                if accounts::save(&mut tx, account.id, form.revision, &words, ours_at, now).await? {
                    None
                } else {
                    Some(Refusal::NotNow)
                }
            }
        },
        Ok(None) | Err(_) => Some(Refusal::BadChoice),
    };
    if let Some(refusal) = refusal {
        let mut page = page(&section, &mut tx, &v, Some(person)).await?;
        page.refusal = Some(v.words.t(refusal.key()));
        return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let thing = account.words.network.as_str();
    note(&section, &mut tx, member, "campaigns-log-handed-over", Some(person), thing).await?;
    tx.commit().await?;
    lead(&v, &format!("/desk/accounts/handover?person={person}&done=handed"))
}
