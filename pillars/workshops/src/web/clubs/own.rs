//! The clubs to which somebody belongs, and what whoever answers for one does with it.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_kernel::PersonId;
use griot_web::{Answer, Form, Section, Visitor, WebError};

use super::{
    Asked,
    form::{self, MemberForm, ResultForm},
    page::{Typed, page},
};
use crate::{
    model::{Club, Eyes},
    store::clubs,
    web::view::{Names, id_of, lead, said},
};

struct Row {
    href: Option<String>,
    name: String,
    kind: String,
    place: String,
    role: Option<String>,
    coordinator: Option<String>,
    is_closed: bool,
}

#[derive(Template)]
#[template(path = "club_mine.html")]
struct MinePage<'a> {
    v: &'a Visitor,
    rows: Vec<Row>,
}

pub(super) async fn list(State(section): State<Section>, v: Visitor) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let mut db = section.db.read().await?;
    let all = clubs::of_person(&mut db, member.id).await?;
    let names =
        Names::of(&section, &mut db, all.iter().filter_map(|club| club.coordinator).collect()).await?;
    let mut rows = Vec::new();
    for club in all {
        let members = clubs::members(&mut db, club.id).await?;
        let place = members.iter().find(|one| one.person == Some(member.id));
        rows.push(Row {
            href: (club.coordinator == Some(member.id)).then(|| v.href(&club.own())),
            kind: v.words.t(club.words.kind.key()),
            role: place.map(|one| v.words.t(one.role.key())),
            coordinator: club.coordinator.map(|person| names.name(&v, person)),
            is_closed: club.is_closed,
            name: club.words.name,
            place: club.words.place,
        });
    }
    MinePage { v: &v, rows }.answer()
}

/// The club, for whoever answers for it now. Nobody else learns whether there is one.
fn led(club: Option<Club>, person: PersonId) -> Result<Club, WebError> {
    club.filter(|club| club.coordinator == Some(person)).ok_or(WebError::NotFound)
}

pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let mut db = section.db.read().await?;
    let club = led(clubs::by_id(&mut db, id_of(&id)?).await?, member.id)?;
    let mut page = page(&section, &mut db, &v, (club, Eyes::Coordinator), Typed::default()).await?;
    page.done = said(&v, &asked.done);
    page.answer()
}

pub(super) async fn join(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<MemberForm>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let mut tx = section.db.begin().await?;
    let club = led(clubs::hold(&mut tx, id_of(&id)?).await?, member.id)?;
    let joined = form::join(&section, &mut tx, &club, &form, (member.id, Eyes::Coordinator)).await?;
    if let Err(refusal) = joined {
        let typed = Typed { member: form, ..Typed::default() };
        let page = page(&section, &mut tx, &v, (club, Eyes::Coordinator), typed).await?;
        return page.refuse("member", refusal);
    }
    tx.commit().await?;
    lead(&v, &format!("{}?done=added#members", club.own()))
}

pub(super) async fn result(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<ResultForm>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let mut tx = section.db.begin().await?;
    let club = led(clubs::hold(&mut tx, id_of(&id)?).await?, member.id)?;
    let noted = form::note(&section, &mut tx, &club, &form, (member.id, Eyes::Coordinator)).await?;
    if let Err(refusal) = noted {
        let typed = Typed { result: form, ..Typed::default() };
        let page = page(&section, &mut tx, &v, (club, Eyes::Coordinator), typed).await?;
        return page.refuse("result", refusal);
    }
    tx.commit().await?;
    lead(&v, &format!("{}?done=added#results", club.own()))
}
