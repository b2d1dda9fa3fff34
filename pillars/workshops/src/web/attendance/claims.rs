//! What devices without a network said, and what a trainer thinks of it.

use axum::{
    extract::{Path, State},
    response::Response,
};
use griot_web::{Answer, Form, Section, Visitor, WebError};
use serde::Deserialize;

use super::{Room, TRAIN, hour, list};
use crate::{
    acts::attend,
    model::{Claim, EnrolmentId, Refusal, Verdict},
    store::claims,
    web::view::{id_of, lead, note},
};

/// A claim, ready for the page.
pub(super) struct Shown {
    pub name: String,
    pub verdict: String,
    pub mood: &'static str,
    pub facts: String,
    pub is_held: bool,
    pub action: String,
}

impl Shown {
    /// As the trainer sees it.
    pub fn of(v: &Visitor, room: &Room, one: &Claim, names: &[(EnrolmentId, String)]) -> Self {
        let said = [
            ("day", v.words.day(griot_kernel::Timestamp::start_of(v.settings.zone.day(one.at))).into()),
            ("hour", hour(v, one.at).into()),
            ("code", one.code.clone().into()),
        ];
        let stood = crate::model::Codes::of(&room.workshop, &room.meeting).all().get(&one.code).copied();
        let stood = match stood {
            Some(at) => v.words.put("attendance-claim-stood", "hour", hour(v, at)),
            None => v.words.t("attendance-claim-never"),
        };
        let name = names.iter().find(|(id, _)| *id == one.enrolment).map(|(_, name)| name.clone());
        Self {
            name: name.unwrap_or_else(|| v.words.t("workshops-gone")),
            verdict: v.words.t(one.verdict.key()),
            mood: match one.verdict {
                Verdict::Held => "wait",
                Verdict::Taken => "ok",
                Verdict::Refused => "bad",
            },
            facts: format!("{} {stood}", v.words.with("attendance-claim-said", said)),
            is_held: one.verdict == Verdict::Held,
            action: v.href(&format!("{}/claims/{}#refusal", room.at(), one.id)),
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct JudgeForm {
    verdict: String,
}

/// Takes or refuses a claim that is held.
pub(super) async fn judge(
    State(section): State<Section>,
    v: Visitor,
    Path((id, meeting, claim)): Path<(String, String, String)>,
    Form(form): Form<JudgeForm>,
) -> Result<Response, WebError> {
    let member = v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let room = Room::of(&mut tx, &id, &meeting).await?;
    let found = claims::by_id(&mut tx, id_of(&claim)?).await?;
    let found = found.filter(|one| one.meeting == room.meeting.id).ok_or(WebError::NotFound)?;
    let refusal = match form.verdict.parse() {
        Ok(verdict @ (Verdict::Taken | Verdict::Refused)) => {
            let judged = (verdict == Verdict::Taken, member.id);
            let at = (&room.workshop, &room.meeting);
            let done = attend::judge(&mut tx, at, &found, judged, section.clock.now()).await?;
            if done { None } else { Some(Refusal::NotNow) }
        }
        _ => Some(Refusal::BadChoice),
    };
    if let Some(refusal) = refusal {
        let mut page = list::page(&mut tx, &v, &room, Default::default()).await?;
        page.refusal = Some(v.words.t(refusal.key()));
        return page.answer_form(true);
    }
    let subject = format!("enrolment {} meeting {}", found.enrolment, room.meeting.id);
    note(&section, &mut tx, member, "workshops-log-claim", &subject).await?;
    tx.commit().await?;
    lead(&v, &format!("{}?done=judged#claims", room.at()))
}
