//! Filling the seats of a team: who gets which roles is looked at, then given, and can be taken back at
//! once.

use askama::Template;
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_db::Conn;
use griot_kernel::{PageRequest, PersonId};
use griot_web::{Answer, Form, Role, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{moment, rights};
use crate::{
    Section,
    acts::roles,
    model::{
        person::Person,
        team::{Seat, Team},
    },
    store::{self, grants::RoleGrant},
};

/// So many members are proposed while one types.
const PROPOSED: u32 = 200;

struct SizeView {
    href: String,
    label: String,
    here: bool,
}

struct SeatView {
    label: String,
    roles: String,
    holders: String,
    typed: String,
}

struct Change {
    name: String,
    roles: Vec<String>,
    /// Why nothing is given, where that is so.
    not: Option<String>,
}

#[derive(Template)]
#[template(path = "team.html")]
struct TeamPage<'a> {
    v: &'a Visitor,
    size: &'static str,
    sizes: Vec<SizeView>,
    seats: Vec<SeatView>,
    members: Vec<(String, String)>,
    looked: bool,
    changes: Vec<Change>,
    any: bool,
    given: String,
    given_words: Vec<String>,
    error: Option<String>,
    /// What must be done before a role is given: the sentence, and the way there.
    lacking: Option<(String, String)>,
    done: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    size: String,
    given: String,
    done: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TeamForm {
    act: String,
    size: String,
    seat: Vec<String>,
    given: String,
}

/// Somebody on a seat, with the roles of it that they do not hold yet.
struct Seated {
    person: Person,
    roles: Vec<Role>,
}

/// Shows the seats of a team, and who holds their roles already.
pub(super) async fn page(
    State(section): State<Section>,
    v: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    v.require(&rights::GIVE_ROLES)?;
    let team = wanted.size.parse().unwrap_or(Team::Four);
    let mut page = build(&section, &v, team, &[]).await?;
    let given = read_given(&wanted.given);
    let mut db = section.db.read().await?;
    for grant in &given {
        if let Some(person) = store::persons::by_id(&mut db, grant.person).await? {
            let values = [("name", person.name.into()), ("role", role_name(&v, &grant.role).into())];
            page.given_words.push(v.words.with("people-team-given-one", values));
        }
    }
    if !page.given_words.is_empty() {
        page.given = wanted.given;
    }
    page.done = match wanted.done.as_str() {
        "team" => Some(v.words.t("people-done-team")),
        "team-back" => Some(v.words.t("people-done-team-back")),
        _ => None,
    };
    page.answer()
}

fn role_name(v: &Visitor, role: &str) -> String {
    v.words.t(&format!("people-role-{role}"))
}

async fn build<'a>(
    section: &Section,
    v: &'a Visitor,
    team: Team,
    typed: &[String],
) -> Result<TeamPage<'a>, WebError> {
    let mut db = section.db.read().await?;
    let held = store::grants::over_section(&mut db).await?;
    let mut seats = Vec::new();
    for (n, seat) in team.seats().iter().enumerate() {
        let names: Vec<String> = seat.roles.iter().map(|role| role_name(v, role.as_str())).collect();
        seats.push(SeatView {
            label: v.words.t(seat.key),
            roles: names.join(", "),
            holders: holders(&mut db, seat, &held).await?.join(", "),
            typed: typed.get(n).cloned().unwrap_or_default(),
        });
    }
    let members = store::persons::members(&mut db, PageRequest::new(1, PROPOSED)).await?;
    let size = |one: Team| SizeView {
        href: v.href(&format!("/desk/roles/team?size={}", one.as_str())),
        label: v.words.t(one.key()),
        here: one == team,
    };
    Ok(TeamPage {
        v,
        size: team.as_str(),
        sizes: Team::ALL.into_iter().map(size).collect(),
        seats,
        members: members.items.into_iter().map(|person| (person.handle, person.name)).collect(),
        looked: false,
        changes: Vec::new(),
        any: false,
        given: String::new(),
        given_words: Vec::new(),
        error: None,
        lacking: None,
        done: None,
    })
}

/// Those who hold every role of a seat over the whole section.
async fn holders(db: &mut Conn, seat: &Seat, held: &[RoleGrant]) -> Result<Vec<String>, WebError> {
    let holds = |person: PersonId, role: &Role| {
        held.iter().any(|grant| grant.person == person && grant.role == role.as_str())
    };
    let mut people: Vec<PersonId> = held.iter().map(|grant| grant.person).collect();
    people.sort();
    people.dedup();
    people.retain(|person| seat.roles.iter().all(|role| holds(*person, role)));
    let found = store::persons::by_ids(db, &people).await?;
    Ok(found.into_iter().filter(Person::is_member).map(|person| person.name).collect())
}

/// Who is to sit where. The words that name nobody are given back.
async fn seated(
    db: &mut Conn,
    team: Team,
    typed: &[String],
) -> Result<Result<Vec<Seated>, String>, WebError> {
    let mut all: Vec<Seated> = Vec::new();
    for (seat, typed) in team.seats().iter().zip(typed) {
        let handle = typed.trim().trim_start_matches('@');
        if handle.is_empty() {
            continue;
        }
        let found = store::persons::by_handle(db, handle).await?.filter(Person::is_member);
        let Some(person) = found else { return Ok(Err(typed.clone())) };
        let held = store::grants::of(db, person.id).await?;
        let has = |role: &Role| {
            held.iter().any(|grant| grant.role == role.as_str() && grant.scope == store::grants::SECTION)
        };
        let known = all.iter().position(|one| one.person.id == person.id);
        let mut roles: Vec<Role> = seat.roles.iter().copied().filter(|role| !has(role)).collect();
        match known.and_then(|n| all.get_mut(n)) {
            Some(one) => {
                roles.retain(|role| !one.roles.contains(role));
                one.roles.extend(roles);
            }
            None => all.push(Seated { person, roles }),
        }
    }
    Ok(Ok(all))
}

/// Looks at what would change, gives it, or takes back what was just given.
pub(super) async fn act(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<TeamForm>,
) -> Result<Response, WebError> {
    let by = v.require(&rights::GIVE_ROLES)?.id;
    let team: Team = form.size.parse().map_err(|_| WebError::BadRequest)?;
    if form.act == "back" {
        return take_back(&section, &v, team, &form.given, by).await;
    }
    let mut tx = section.db.begin().await?;
    let seated = match seated(&mut tx, team, &form.seat).await? {
        Ok(seated) => seated,
        Err(nobody) => {
            drop(tx);
            let mut page = build(&section, &v, team, &form.seat).await?;
            page.error = Some(v.words.put("people-refused-team", "name", nobody));
            return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    // A seat whose person is not ready is left empty by whoever fills them, knowing why.
    if let Some((sentence, address)) = not_ready(&section, &mut tx, &v, &seated, by).await? {
        drop(tx);
        let mut page = build(&section, &v, team, &form.seat).await?;
        page.lacking = Some((sentence, v.href(&address)));
        return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
    }
    if form.act != "give" {
        drop(tx);
        let mut page = build(&section, &v, team, &form.seat).await?;
        page.looked = true;
        page.any = seated.iter().any(|one| one.person.id != by && !one.roles.is_empty());
        page.changes = seated.into_iter().map(|one| change(&v, one, by)).collect();
        return page.answer();
    }
    let at = moment(&section);
    let mut given = Vec::new();
    // Nobody raises themselves: their own seat is for somebody else to fill.
    for one in seated.into_iter().filter(|one| one.person.id != by) {
        for role in one.roles {
            let (role, scope) = (role.to_string(), store::grants::SECTION.to_owned());
            let grant = RoleGrant { person: one.person.id, role, scope };
            if roles::give(&mut tx, at, &grant, Some(by)).await?.is_ok() {
                given.push(format!("{}.{}", grant.person, grant.role));
            }
        }
    }
    tx.commit().await?;
    let to = format!("/desk/roles/team?size={}&done=team&given={}", team.as_str(), given.join("~"));
    Ok(Redirect::to(&v.href(&to)).into_response())
}

/// The first of these people who must do something before they are given a role: who and what, and where.
async fn not_ready(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    seated: &[Seated],
    by: PersonId,
) -> Result<Option<(String, String)>, WebError> {
    for one in seated.iter().filter(|one| one.person.id != by) {
        for role in &one.roles {
            let (role, scope) = (role.to_string(), store::grants::SECTION.to_owned());
            let grant = RoleGrant { person: one.person.id, role, scope };
            if let Some(lacking) = roles::lacking(section, db, &grant).await? {
                let name = one.person.name.clone();
                let values = [("name", name.into()), ("why", roles::said(&v.words, &lacking).into())];
                return Ok(Some((v.words.with("people-roles-lacking-one", values), lacking.address)));
            }
        }
    }
    Ok(None)
}

fn change(v: &Visitor, one: Seated, by: PersonId) -> Change {
    let not = if one.person.id == by {
        Some(v.words.t("people-team-own"))
    } else if one.roles.is_empty() {
        Some(v.words.t("people-team-has-all"))
    } else {
        None
    };
    let roles = one.roles.iter().map(|role| role_name(v, role.as_str())).collect();
    Change { name: one.person.name, roles, not }
}

async fn take_back(
    section: &Section,
    v: &Visitor,
    team: Team,
    given: &str,
    by: PersonId,
) -> Result<Response, WebError> {
    let mut tx = section.db.begin().await?;
    for grant in read_given(given) {
        if let Err(refusal) = roles::take(&mut tx, moment(section), &grant, Some(by)).await? {
            drop(tx);
            let mut page = build(section, v, team, &[]).await?;
            page.error = Some(v.words.t(refusal.key()));
            return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
        }
    }
    tx.commit().await?;
    let to = format!("/desk/roles/team?size={}&done=team-back", team.as_str());
    Ok(Redirect::to(&v.href(&to)).into_response())
}

/// What was just given, as the address carries it: `person.role~person.role`.
fn read_given(text: &str) -> Vec<RoleGrant> {
    let grant = |part: &str| {
        let (person, role) = part.split_once('.')?;
        let role: Role = role.parse().ok()?;
        let scope = store::grants::SECTION.to_owned();
        Some(RoleGrant { person: person.parse().ok()?, role: role.to_string(), scope })
    };
    text.split('~').filter_map(grant).collect()
}
