//! Whoever comes without being enrolled is added on the spot, even beyond the places there are.

use axum::{
    extract::{Path, State},
    response::Response,
};
use griot_web::{Answer, Form, Section, Visitor, WebError};
use serde::Deserialize;

use super::{Room, TRAIN, list};
use crate::{
    acts,
    model::{Contact, Enrolment, EnrolmentStage, Method, Presence, Refusal, Source, Stage, line_of},
    store::{attendance, enrolments},
    web::view::{lead, note},
};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AddForm {
    pub name: String,
    pub minor: String,
    pub guardian: String,
}

fn judged(room: &Room, form: &AddForm) -> Result<(String, Contact), Refusal> {
    let name = line_of(&form.name, 80)?;
    let guardian = line_of(&form.guardian, 200)?;
    match () {
        () if room.workshop.stage != Stage::Open => Err(Refusal::NotNow),
        () if name.is_empty() => Err(Refusal::NoText),
        () if !form.minor.is_empty() && guardian.is_empty() => Err(Refusal::NoGuardian),
        () => Ok((name, Contact { guardian, ..Contact::default() })),
    }
}

/// Enrols somebody who stands in the door, and notes them as there while the meeting is on.
pub(super) async fn add(
    State(section): State<Section>,
    v: Visitor,
    Path((id, meeting)): Path<(String, String)>,
    Form(form): Form<AddForm>,
) -> Result<Response, WebError> {
    let member = v.require(&TRAIN)?;
    let now = section.clock.now();
    let mut tx = section.db.begin().await?;
    let room = Room::of(&mut tx, &id, &meeting).await?;
    let (name, contact) = match judged(&room, &form) {
        Ok(judged) => judged,
        Err(refusal) => {
            let mut page = list::page(&mut tx, &v, &room, (Default::default(), form)).await?;
            page.refusal = Some(v.words.t(refusal.key()));
            return page.answer_form(true);
        }
    };
    let (id, code) = acts::enrol::names(&section);
    let is_minor = !form.minor.is_empty();
    let one = Enrolment {
        id,
        code,
        workshop: room.workshop.id,
        person: None,
        name,
        sealed: acts::enrol::seal(&section, id, &contact),
        digest: None,
        phone_digest: contact.phone_key().map(|key| acts::enrol::digest(&section, &key)),
        language: room.programme.words.language,
        stage: EnrolmentStage::Enrolled,
        source: Source::Staff,
        is_minor,
        guardian_at: is_minor.then_some(now),
        at: now,
        stage_at: now,
        told: String::new(),
        by: Some(member.id),
    };
    enrolments::insert(&mut tx, &one).await?;
    if room.meeting.is_on(now) {
        let presence = Presence {
            enrolment: one.id,
            meeting: room.meeting.id,
            method: Method::List,
            arrived_at: now,
            left_at: None,
            noted_at: now,
            by: Some(member.id),
        };
        attendance::note(&mut tx, &presence).await?;
    }
    note(&section, &mut tx, member, "workshops-log-added", &format!("enrolment {}", one.id)).await?;
    tx.commit().await?;
    lead(&v, &format!("{}?done=added#list", room.at()))
}
