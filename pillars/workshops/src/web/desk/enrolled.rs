//! Those who come to a workshop, as whoever gives it sees them; enrolling from paper.

use axum::{
    extract::{Path, State},
    response::Response,
};
use griot_kernel::PersonId;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use serde::Deserialize;

use super::{TRAIN, answered, of_path, page};
use crate::{
    acts::{
        self,
        enrol::{By, Came, Door},
    },
    model::{Contact, Enrolment, EnrolmentStage, Refusal, Source, Wanting},
    store::enrolments,
    web::view::{id_of, lead, note},
};

/// Somebody who wants to come, ready for a page.
pub(super) struct Guest {
    pub id: String,
    pub name: String,
    pub contact: String,
    pub needs: String,
    pub guardian: String,
    pub source: String,
    pub stage: EnrolmentStage,
    pub is_minor: bool,
    pub href: String,
}

impl Guest {
    /// As whoever gives the workshop sees them.
    pub fn of(section: &Section, v: &Visitor, one: &Enrolment) -> Self {
        let Contact { email, phone, needs, guardian } = acts::enrol::open(section, one);
        let contact: Vec<String> = [email, phone].into_iter().filter(|text| !text.is_empty()).collect();
        Self {
            id: one.id.to_string(),
            name: one.name.clone(),
            contact: contact.join(" · "),
            needs,
            guardian,
            source: v.words.t(one.source.key()),
            stage: one.stage,
            is_minor: one.is_minor,
            href: v.href(&one.address()),
        }
    }
}

/// Those who stand at one stage.
pub(super) struct Group {
    pub title: String,
    pub stage: EnrolmentStage,
    pub guests: Vec<Guest>,
}

/// Those who come first, then those who wait, those who are to confirm, and those who do not come.
pub(super) fn groups(v: &Visitor, guests: Vec<Guest>) -> Vec<Group> {
    let order = [
        (EnrolmentStage::Enrolled, "workshop-group-enrolled"),
        (EnrolmentStage::Waiting, "workshop-group-waiting"),
        (EnrolmentStage::Asked, "workshop-group-asked"),
        (EnrolmentStage::Cancelled, "workshop-group-cancelled"),
    ];
    let mut groups: Vec<Group> = order
        .into_iter()
        .map(|(stage, key)| Group { title: v.words.t(key), stage, guests: Vec::new() })
        .collect();
    for guest in guests {
        if let Some(group) = groups.iter_mut().find(|group| group.stage == guest.stage) {
            group.guests.push(guest);
        }
    }
    groups.retain(|group| !group.guests.is_empty() || group.stage == EnrolmentStage::Enrolled);
    groups
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct PaperForm {
    pub name: String,
    pub email: String,
    pub phone: String,
    pub needs: String,
    pub minor: String,
    pub guardian: String,
    pub paper: String,
}

/// Enrols somebody of whom the trainer knows: from a sheet of paper, or by word of mouth.
pub(super) async fn enrol(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<PaperForm>,
) -> Result<Response, WebError> {
    let member = v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let (workshop, programme) = of_path(&mut tx, &id).await?;
    let minor = (!form.minor.is_empty(), form.guardian.as_str());
    let wanting = Wanting::typed(&form.name, (&form.email, &form.phone), &form.needs, minor, false);
    let came = match wanting {
        Ok(wanting) => {
            let source = if form.paper.is_empty() { Source::Staff } else { Source::Paper };
            let language = programme.words.language;
            let by = By { person: None, source, trainer: Some(member.id), language };
            match acts::enrol::enrol(&section, &mut tx, &workshop, &wanting, by).await? {
                Ok(Came::In(one)) => Ok(one),
                Ok(Came::Known(_)) => Err(Refusal::Known),
                Err(refusal) => Err(refusal),
            }
        }
        Err(refusal) => Err(refusal),
    };
    match came {
        Ok(one) => {
            note(&section, &mut tx, member, "workshops-log-enrolled", &format!("enrolment {}", one.id))
                .await?;
            tx.commit().await?;
            let word = if one.stage == EnrolmentStage::Waiting { "waiting" } else { "enrolled" };
            lead(&v, &format!("{}?done={word}#enrolled", workshop.desk()))
        }
        Err(refusal) => {
            let mut page = page(&section, &mut tx, &v, (&workshop, &programme)).await?;
            (page.paper, page.refusal) = (form, Some(v.words.t(refusal.key())));
            page.answer_form(true)
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ChangeForm {
    id: String,
    wanted: String,
}

/// Confirms an enrolment, says that somebody does not come, that they come after all, or takes it away.
pub(super) async fn change(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<ChangeForm>,
) -> Result<Response, WebError> {
    let member = v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let (workshop, programme) = of_path(&mut tx, &id).await?;
    let found = enrolments::by_id(&mut tx, id_of(&form.id)?).await?;
    let one = found.filter(|one| one.workshop == workshop.id).ok_or(WebError::NotFound)?;
    let (done, act) = match form.wanted.as_str() {
        "confirm" => {
            let done =
                acts::enrol::confirm(&section, &mut tx, (&one, Door::Trainer), &workshop).await?.map(drop);
            (done, "workshops-log-confirmed")
        }
        "withdraw" => {
            let done = acts::enrol::withdraw(&section, &mut tx, &one).await?;
            (if done { Ok(()) } else { Err(Refusal::NotNow) }, "workshops-log-withdrawn")
        }
        "back" => {
            let done =
                acts::enrol::come_back(&section, &mut tx, (&one, Door::Trainer), &workshop).await?.map(drop);
            (done, "workshops-log-back")
        }
        _ => return Err(WebError::BadRequest),
    };
    let subject = subject(one.person, &one);
    note(&section, &mut tx, member, act, &subject).await?;
    answered(&section, tx, &v, (&workshop, &programme), done, "saved").await
}

/// What the log says that an act was about.
fn subject(person: Option<PersonId>, one: &Enrolment) -> String {
    match person {
        Some(person) => format!("person {person} enrolment {}", one.id),
        None => format!("enrolment {}", one.id),
    }
}
