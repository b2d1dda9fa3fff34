//! Who holds which role; suspending and restoring.

use askama::Template;
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_kernel::{PageRequest, PersonId};
use griot_web::{Answer, Form, Role, Visitor, WebError, sessions};
use http::StatusCode;
use serde::Deserialize;

use super::{PageQuery, moment, rights};
use crate::{
    Section,
    acts::{roles, safety},
    answers,
    model::staff::Refusal,
    store::{self, grants::RoleGrant},
};

#[derive(Template)]
#[template(path = "roles.html")]
struct RolesPage<'a> {
    v: &'a Visitor,
    people: Vec<Line>,
    roles: Vec<(&'static str, String)>,
    page: u32,
    more: bool,
    error: Option<String>,
    /// What must be done before a role is given: the sentence, and the way there.
    lacking: Option<(String, String)>,
    done: Option<String>,
}

struct Line {
    id: String,
    name: String,
    handle: String,
    suspended: bool,
    oneself: bool,
    /// Whether codes or passkeys stand beside the passphrase.
    second: bool,
    /// The role, its name, and what the button that takes it back says.
    held: Vec<(&'static str, String, String)>,
}

fn role_name(v: &Visitor, role: Role) -> (&'static str, String) {
    (role.as_str(), v.words.t(&format!("people-role-{role}")))
}

async fn build<'a>(
    section: &Section,
    v: &'a Visitor,
    request: PageRequest,
) -> Result<RolesPage<'a>, WebError> {
    let me = v.signed_in()?.id;
    let mut db = section.db.read().await?;
    let found = store::persons::for_desk(&mut db, request).await?;
    let mut people = Vec::with_capacity(found.items.len());
    for person in found.items {
        let held = store::grants::of(&mut db, person.id).await?;
        let held = held.iter().filter(|g| g.scope == store::grants::SECTION);
        let held = held.filter_map(|g| g.role.parse().ok()).map(|role| {
            let (role, label) = role_name(v, role);
            let values = [("role", label.clone().into()), ("name", person.name.clone().into())];
            (role, label, v.words.with("people-roles-take-named", values))
        });
        let held = held.collect();
        people.push(Line {
            id: person.id.to_string(),
            suspended: !person.is_member(),
            oneself: person.id == me,
            second: answers::has_second_factor(&mut db, person.id).await?,
            name: person.name,
            handle: person.handle,
            held,
        });
    }
    let grantable = Role::ALL.into_iter().filter(|role| *role != Role::Member);
    Ok(RolesPage {
        v,
        people,
        roles: grantable.map(|role| role_name(v, role)).collect(),
        page: found.number,
        more: found.more,
        error: None,
        lacking: None,
        done: None,
    })
}

pub(super) async fn page(
    State(section): State<Section>,
    v: Visitor,
    Query(query): Query<PageQuery>,
) -> Result<Response, WebError> {
    let mut page = build(&section, &v, query.request(30)).await?;
    page.done = query.done(&v);
    page.answer()
}

async fn refused(section: &Section, v: &Visitor, refusal: Refusal) -> Result<Response, WebError> {
    let mut page = build(section, v, PageRequest::new(1, 30)).await?;
    page.error = Some(v.words.t(refusal.key()));
    page.answer_with(StatusCode::UNPROCESSABLE_ENTITY)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RoleForm {
    person: String,
    role: String,
    act: String,
}

pub(super) async fn change(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<RoleForm>,
) -> Result<Response, WebError> {
    let by = v.require(&rights::GIVE_ROLES)?.id;
    let person: PersonId = form.person.parse().map_err(|_| WebError::BadRequest)?;
    let role: Role = form.role.parse().map_err(|_| WebError::BadRequest)?;
    let grant = RoleGrant { person, role: role.to_string(), scope: store::grants::SECTION.to_owned() };
    let at = moment(&section);
    let mut tx = section.db.begin().await?;
    if form.act == "give"
        && let Some(lacking) = roles::lacking(&section, &mut tx, &grant).await?
    {
        drop(tx);
        let mut page = build(&section, &v, PageRequest::new(1, 30)).await?;
        page.lacking = Some((roles::said(&v.words, &lacking), v.href(&lacking.address)));
        return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let done = match form.act.as_str() {
        "give" => roles::give(&mut tx, at, &grant, Some(by)).await?,
        "take" => roles::take(&mut tx, at, &grant, Some(by)).await?,
        _ => return Err(WebError::BadRequest),
    };
    match done {
        Ok(()) => {
            tx.commit().await?;
            Ok(Redirect::to("/desk/roles?done=role").into_response())
        }
        Err(refusal) => {
            drop(tx);
            refused(&section, &v, refusal).await
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct StateForm {
    person: String,
    act: String,
}

/// Suspends a member, whose sessions end at once, or lets one in again.
pub(super) async fn state(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<StateForm>,
) -> Result<Response, WebError> {
    let by = v.require(&rights::GIVE_ROLES)?.id;
    let person: PersonId = form.person.parse().map_err(|_| WebError::BadRequest)?;
    let at = moment(&section);
    let mut tx = section.db.begin().await?;
    let done = match form.act.as_str() {
        "suspend" => roles::suspend(&mut tx, at, person, Some(by)).await?,
        "restore" => roles::restore(&mut tx, at, person, Some(by)).await?,
        _ => return Err(WebError::BadRequest),
    };
    match done {
        Ok(()) => {
            if form.act == "suspend" {
                sessions::revoke_all(&mut tx, person).await?;
            }
            tx.public_changed().await?;
            tx.commit().await?;
            Ok(Redirect::to("/desk/roles?done=state").into_response())
        }
        Err(refusal) => {
            drop(tx);
            refused(&section, &v, refusal).await
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct SecondForm {
    person: String,
}

/// Takes codes and passkeys away from someone who cannot come in by them any more; they hear of it.
pub(super) async fn clear_second(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<SecondForm>,
) -> Result<Response, WebError> {
    let by = v.require(&rights::GIVE_ROLES)?.id;
    let person: PersonId = form.person.parse().map_err(|_| WebError::BadRequest)?;
    let mut tx = section.db.begin().await?;
    match safety::clear_second_factor(&mut tx, moment(&section), person, Some(by)).await? {
        Ok(()) => {
            tx.commit().await?;
            Ok(Redirect::to("/desk/roles?done=second").into_response())
        }
        Err(refusal) => {
            drop(tx);
            refused(&section, &v, refusal).await
        }
    }
}
