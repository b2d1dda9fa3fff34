//! Answering, for whoever got the letter: without script and without account.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_db::Conn;
use griot_kernel::Timestamp;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::{StatusCode, request::Parts};
use serde::Deserialize;

use crate::{
    model::{Days, Enrolment, FollowUp, FollowWords, Hindrance, NO_FOLLOW_UP, Stage, Workshop},
    store::{enrolments, follow_ups, reports},
    web::{
        enrolment::opened,
        evaluation::{Said, sentence},
        title,
        view::{Choice, lead, said},
    },
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct FollowForm {
    published: String,
    what: String,
    stops: Vec<String>,
    hindrance: String,
    help: String,
}

impl From<&FollowWords> for FollowForm {
    fn from(words: &FollowWords) -> Self {
        Self {
            published: words.published.to_string(),
            what: words.what.clone(),
            stops: words.hindrances.iter().map(|one| one.as_str().to_owned()).collect(),
            hindrance: words.hindrance.clone(),
            help: if words.wants_help { "yes".to_owned() } else { String::new() },
        }
    }
}

#[derive(Template)]
#[template(path = "follow_answer.html")]
struct AnswerPage<'a> {
    v: &'a Visitor,
    at: String,
    off: String,
    title: String,
    closed: Option<String>,
    is_answered: bool,
    form: FollowForm,
    hindrances: Vec<Choice>,
    refusal: Option<String>,
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "follow_off.html")]
struct OffPage<'a> {
    v: &'a Visitor,
    at: String,
    is_off: bool,
}

struct Found {
    one: Enrolment,
    days: Days,
    title: String,
    asked: Option<FollowUp>,
    closed: Option<&'static str>,
}

fn closed(workshop: &Workshop, days: Days, may: bool, now: Timestamp) -> Option<&'static str> {
    if workshop.stage != Stage::Open {
        return Some("evaluation-closed-cancelled");
    }
    if now < days.due(workshop.ends_at) {
        return Some("follow-closed-not-yet");
    }
    match (days.is_open(workshop.ends_at, now), may) {
        (true, true) => None,
        (true, false) => Some("follow-closed-absent"),
        (false, _) => Some("follow-closed-over"),
    }
}

async fn find(
    section: &Section,
    parts: &Parts,
    db: &mut Conn,
    (code, days): (&str, &str),
) -> Result<Found, WebError> {
    let (one, workshop, programme) = opened(section, parts, db, code).await?;
    let days = days.parse().ok().and_then(Days::of).ok_or(WebError::NotFound)?;
    let asked = follow_ups::get(db, one.id, days).await?;
    // A telephone lies open on a table: of a sensitive training the page says no more than the letter.
    let title =
        if programme.words.is_sensitive { String::new() } else { title(&workshop, &programme).to_owned() };
    // Whoever could not be reached may be given the address by a trainer.
    let was_there = reports::presences(db, workshop.id).await?.iter().any(|(who, ..)| *who == one.id);
    let closed = closed(&workshop, days, asked.is_some() || was_there, section.clock.now());
    Ok(Found { one, days, title, asked, closed })
}

fn place(found: &Found) -> String {
    format!("{}/follow-up/{}", found.one.address(), found.days.get())
}

fn page<'a>(v: &'a Visitor, found: &Found, form: FollowForm) -> AnswerPage<'a> {
    let choice = |one: Hindrance| Choice {
        value: one.as_str().to_owned(),
        label: v.words.t(one.key()),
        current: form.stops.iter().any(|typed| typed == one.as_str()),
    };
    AnswerPage {
        v,
        at: v.href(&format!("{}#refusal", place(found))),
        off: v.href(&format!("{}/follow-up-off", found.one.address())),
        title: found.title.clone(),
        closed: found.closed.map(|key| v.words.t(key)),
        is_answered: found.asked.as_ref().is_some_and(|asked| asked.answered.is_some()),
        hindrances: Hindrance::ALL.map(choice).into(),
        form,
        refusal: None,
        done: None,
    }
}

/// Asks.
pub(in crate::web) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path((code, days)): Path<(String, String)>,
    parts: Parts,
    Query(asked): Query<Said>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let found = find(&section, &parts, &mut db, (&code, &days)).await?;
    let known = found.asked.as_ref().and_then(|asked| asked.answered.as_ref());
    let form = known.map(|(_, words)| words.into()).unwrap_or_default();
    let mut page = page(&v, &found, form);
    page.done = said(&v, &asked.done);
    page.answer()
}

/// Takes what somebody answers, in the place of what they answered before.
pub(in crate::web) async fn give(
    State(section): State<Section>,
    v: Visitor,
    Path((code, days)): Path<(String, String)>,
    parts: Parts,
    Form(form): Form<FollowForm>,
) -> Result<Response, WebError> {
    let mut tx = section.db.begin().await?;
    let found = find(&section, &parts, &mut tx, (&code, &days)).await?;
    if found.closed.is_some() {
        return page(&v, &found, form).answer_with(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let mut words = match FollowWords::typed(&form.published, &form.what, &form.stops, &form.hindrance) {
        Ok(words) => words,
        Err(refusal) => {
            let mut page = page(&v, &found, form);
            page.refusal = Some(sentence(&v, refusal));
            return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    words.wants_help = form.help == "yes";
    let now = section.clock.now();
    follow_ups::ask(&mut tx, found.one.id, found.days, now).await?;
    follow_ups::answer(&mut tx, (found.one.id, found.days), &words, now).await?;
    tx.commit().await?;
    lead(&v, &format!("{}?done=thanks", place(&found)))
}

/// Asks whether somebody wants no more of these letters: programs that look at links must not decide it.
pub(in crate::web) async fn ask_off(
    State(section): State<Section>,
    v: Visitor,
    Path(code): Path<String>,
    parts: Parts,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let (one, ..) = opened(&section, &parts, &mut db, &code).await?;
    let is_off = follow_ups::is_off(&mut db, one.id).await?;
    OffPage { v: &v, at: v.href(&format!("{}/follow-up-off", one.address())), is_off }.answer()
}

/// Notes that somebody wants no more of them.
pub(in crate::web) async fn off(
    State(section): State<Section>,
    v: Visitor,
    Path(code): Path<String>,
    parts: Parts,
    Form(_): Form<Said>,
) -> Result<Response, WebError> {
    let mut tx = section.db.begin().await?;
    let (one, ..) = opened(&section, &parts, &mut tx, &code).await?;
    enrolments::tell_once(&mut tx, one.id, NO_FOLLOW_UP).await?;
    tx.commit().await?;
    lead(&v, &format!("{}/follow-up-off", one.address()))
}
