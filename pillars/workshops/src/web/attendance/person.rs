//! When somebody came and went, as a trainer knows it better.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use griot_db::Conn;
use griot_kernel::Timestamp;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use serde::Deserialize;

use super::{Room, TRAIN, list::facts, moment_of};
use crate::{
    model::{Enrolment, Method, Presence, Refusal},
    store::{attendance, enrolments},
    web::view::{Choice, id_of, lead, note},
};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct HoursForm {
    arrived: String,
    left: String,
    how: String,
}

#[derive(Template)]
#[template(path = "attendance_person.html")]
struct PersonPage<'a> {
    v: &'a Visitor,
    at: String,
    back: String,
    title: String,
    when: String,
    name: String,
    known: Option<String>,
    form: HoursForm,
    methods: Vec<Choice>,
    refusal: Option<String>,
}

async fn of_path(db: &mut Conn, room: &Room, id: &str) -> Result<(Enrolment, Option<Presence>), WebError> {
    let found = enrolments::by_id(db, id_of(id)?).await?;
    let one = found.filter(|one| one.workshop == room.workshop.id).ok_or(WebError::NotFound)?;
    let presence = attendance::one(db, one.id, room.meeting.id).await?;
    Ok((one, presence))
}

fn page<'a>(
    v: &'a Visitor,
    room: &Room,
    (one, known): (&Enrolment, Option<&Presence>),
    form: HoursForm,
) -> PersonPage<'a> {
    let methods = Method::ALL.map(|method| Choice {
        value: method.as_str().to_owned(),
        label: v.words.t(method.key()),
        current: form.how == method.as_str(),
    });
    PersonPage {
        at: format!("{}/people/{}", room.at(), one.id),
        back: v.href(&room.at()),
        title: room.title(),
        when: room.when(v),
        name: one.name.clone(),
        known: known.map(|known| facts(v, known)),
        form,
        methods: methods.to_vec(),
        refusal: None,
        v,
    }
}

/// When somebody came and went.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path((id, meeting, enrolment)): Path<(String, String, String)>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut db = section.db.read().await?;
    let room = Room::of(&mut db, &id, &meeting).await?;
    let (one, known) = of_path(&mut db, &room, &enrolment).await?;
    let zone = &v.settings.zone;
    let form = HoursForm {
        arrived: zone.field(known.as_ref().map_or(room.meeting.starts_at, |known| known.arrived_at)),
        left: known.as_ref().and_then(|known| known.left_at).map(|at| zone.field(at)).unwrap_or_default(),
        how: known.as_ref().map_or(Method::List, |known| known.method).as_str().to_owned(),
    };
    page(&v, &room, (&one, known.as_ref()), form).answer()
}

/// From when until when, and by which way it is known.
type Hours = (Timestamp, Option<Timestamp>, Method);

fn judged(v: &Visitor, room: &Room, known: Option<&Presence>, form: &HoursForm) -> Result<Hours, Refusal> {
    let method: Method = form.how.parse().map_err(|_| Refusal::BadChoice)?;
    let arrived = moment_of(v, &form.arrived, known.map(|known| known.arrived_at))?;
    let left = match form.left.trim() {
        "" => None,
        typed => Some(moment_of(v, typed, known.and_then(|known| known.left_at))?),
    };
    if left.is_some_and(|left| left < arrived) {
        return Err(Refusal::EndsFirst);
    }
    if !room.meeting.is_on(arrived) || left.is_some_and(|left| !room.meeting.is_on(left)) {
        return Err(Refusal::NotDuring);
    }
    Ok((arrived, left, method))
}

/// Puts the hours that were typed in the place of those that were noted.
pub(super) async fn save(
    State(section): State<Section>,
    v: Visitor,
    Path((id, meeting, enrolment)): Path<(String, String, String)>,
    Form(form): Form<HoursForm>,
) -> Result<Response, WebError> {
    let member = v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let room = Room::of(&mut tx, &id, &meeting).await?;
    let (one, known) = of_path(&mut tx, &room, &enrolment).await?;
    let (arrived_at, left_at, method) = match judged(&v, &room, known.as_ref(), &form) {
        Ok(hours) => hours,
        Err(refusal) => {
            let mut page = page(&v, &room, (&one, known.as_ref()), form);
            page.refusal = Some(v.words.t(refusal.key()));
            return page.answer_form(true);
        }
    };
    let presence = Presence {
        enrolment: one.id,
        meeting: room.meeting.id,
        method,
        arrived_at,
        left_at,
        noted_at: section.clock.now(),
        by: Some(member.id),
    };
    if !attendance::note(&mut tx, &presence).await? {
        attendance::amend(&mut tx, &presence).await?;
    }
    let subject = format!("enrolment {} meeting {}", one.id, room.meeting.id);
    note(&section, &mut tx, member, "workshops-log-hours", &subject).await?;
    tx.commit().await?;
    lead(&v, &format!("{}?done=saved#list", room.at()))
}
