//! Who of a workshop has earned a certificate, who has not and why, and who has one.

use std::collections::HashMap;

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_db::Conn;
use griot_kernel::Timestamp;
use griot_web::{Answer, Section, Visitor, WebError};
use serde::Deserialize;

use super::super::view::{id_of, said};
use crate::{
    acts::certify::Ground,
    model::{
        Certificate, Earned, Enrolment, EnrolmentId, EnrolmentStage, Meeting, Missing, Programme, Stage,
        Workshop,
    },
    store::{certificates, enrolments, meetings, programmes, workshops},
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    done: String,
}

/// Everything that decides on the certificates of a workshop.
pub(super) struct Known {
    pub programme: Programme,
    pub workshop: Workshop,
    pub meetings: Vec<Meeting>,
    pub people: Vec<Enrolment>,
    pub earned: HashMap<EnrolmentId, Earned>,
    pub given: Vec<Certificate>,
}

impl Known {
    pub async fn of(db: &mut Conn, id: &str) -> Result<Self, WebError> {
        let workshop = workshops::by_id(db, id_of(id)?).await?.ok_or(WebError::NotFound)?;
        let programme = programmes::by_id(db, workshop.programme).await?.ok_or(WebError::NotFound)?;
        Ok(Self {
            meetings: meetings::of(db, workshop.id).await?,
            people: enrolments::of(db, workshop.id).await?,
            earned: certificates::earned(db, workshop.id, programme.course).await?,
            given: certificates::of_workshop(db, workshop.id).await?,
            programme,
            workshop,
        })
    }

    pub fn ground(&self) -> Ground<'_> {
        Ground { programme: &self.programme, workshop: &self.workshop, meetings: &self.meetings }
    }

    /// Where this is shown.
    pub fn at(&self) -> String {
        format!("{}/certificates", self.workshop.desk())
    }

    /// Whether certificates are given now: the training gives some, and its last meeting has begun.
    pub fn is_time(&self, now: Timestamp) -> bool {
        let last = self.meetings.last().map_or(self.workshop.ends_at, |meeting| meeting.starts_at);
        !self.programme.certificate.title.is_empty() && self.workshop.stage == Stage::Open && now >= last
    }

    pub fn did(&self, one: &Enrolment) -> Earned {
        self.earned.get(&one.id).cloned().unwrap_or_default()
    }

    pub fn missing(&self, one: &Enrolment) -> Option<Missing> {
        self.did(one).missing(&self.programme.certificate, one, &self.meetings)
    }

    fn has_one(&self, one: &Enrolment) -> bool {
        self.given.iter().any(|given| given.enrolment == Some(one.id))
    }

    /// Who has none yet: those who earned one, and those who did not, with what is missing.
    fn waiting(&self) -> (Vec<&Enrolment>, Vec<(&Enrolment, Missing)>) {
        let (mut earned, mut others) = (Vec::new(), Vec::new());
        let came = |one: &&Enrolment| matches!(one.stage, EnrolmentStage::Enrolled | EnrolmentStage::Waiting);
        for one in self.people.iter().filter(came).filter(|one| !self.has_one(one)) {
            match self.missing(one) {
                None => earned.push(one),
                Some(missing) => others.push((one, missing)),
            }
        }
        (earned, others)
    }
}

/// What was typed on the page before it was refused.
#[derive(Debug, Default)]
pub(super) struct Typed {
    pub ticked: Vec<String>,
    pub names: HashMap<String, String>,
}

struct Line {
    id: String,
    /// As the trainer calls them.
    called: String,
    /// As it will be printed.
    name: String,
    ticked: bool,
    why: String,
}

struct Given {
    id: String,
    number: String,
    holder: String,
    has_holder: bool,
    day: String,
    revoked: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "certificate_desk.html")]
struct DeskPage<'a> {
    v: &'a Visitor,
    at: String,
    back: String,
    title: String,
    rules: Vec<String>,
    is_time: bool,
    gives: bool,
    is_sensitive: bool,
    earned: Vec<Line>,
    others: Vec<Line>,
    given: Vec<Given>,
    refusal: Option<String>,
    done: Option<String>,
}

fn why(v: &Visitor, missing: Missing) -> String {
    match missing {
        Missing::Place => v.words.t("certificate-missing-place"),
        Missing::Course => v.words.t("certificate-missing-course"),
        Missing::Meetings { was, of, needs } => v.words.with(
            "certificate-missing-meetings",
            [("was", was.into()), ("of", of.into()), ("needs", needs.into())],
        ),
    }
}

/// The page, as it stands or with what was refused.
pub(super) fn page(
    section: &Section,
    v: &Visitor,
    known: &Known,
    typed: Option<&Typed>,
    (refusal, done): (Option<String>, Option<String>),
) -> Result<Response, WebError> {
    let rule = &known.programme.certificate;
    let line = |one: &Enrolment, why: String| {
        let id = one.id.to_string();
        Line {
            called: one.name.clone(),
            name: typed.and_then(|typed| typed.names.get(&id)).unwrap_or(&one.name).clone(),
            ticked: typed.is_none_or(|typed| typed.ticked.contains(&id)),
            why,
            id,
        }
    };
    let (earned, others) = known.waiting();
    let mut rules = vec![v.words.with("certificate-rule-share", [("share", rule.share.into())])];
    if rule.needs_course {
        rules.push(v.words.t("certificate-rule-course"));
    }
    let title = &known.workshop.words.title;
    let refused = refusal.is_some();
    DeskPage {
        at: known.at(),
        back: v.href(&known.workshop.desk()),
        title: if title.is_empty() { known.programme.words.title.clone() } else { title.clone() },
        rules,
        is_time: known.is_time(section.clock.now()),
        gives: !rule.title.is_empty(),
        is_sensitive: known.programme.words.is_sensitive,
        earned: earned.into_iter().map(|one| line(one, String::new())).collect(),
        others: others.into_iter().map(|(one, missing)| line(one, why(v, missing))).collect(),
        given: known
            .given
            .iter()
            .map(|one| Given {
                id: one.id.to_string(),
                number: one.number.clone(),
                holder: if one.is_erased() { v.words.t("workshops-gone") } else { one.holder.clone() },
                has_holder: one.enrolment.is_some(),
                day: v.day(one.issued_on),
                revoked: one.revoked.as_ref().map(|revoked| (v.day(revoked.at), revoked.why.clone())),
            })
            .collect(),
        refusal,
        done,
        v,
    }
    .answer_form(refused)
}

/// The certificates of a workshop.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    v.require(&super::TRAIN)?;
    let mut db = section.db.read().await?;
    let known = Known::of(&mut db, &id).await?;
    page(&section, &v, &known, None, (None, said(&v, &asked.done)))
}
