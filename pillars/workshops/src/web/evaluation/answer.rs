//! Answering, for whoever holds the code of an enrolment: without script and without account.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use griot_db::Conn;
use griot_kernel::Timestamp;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::{StatusCode, request::Parts};

use super::{Asked, fields, round_of, sentence};
use crate::{
    acts::evaluate as acts,
    model::{
        Enrolment, EnrolmentStage, EvaluationQuestion, Meeting, Programme, Round, Window, Workshop, window,
    },
    store::{evaluations, meetings},
    web::{
        enrolment::opened,
        title,
        view::{Link, lead},
    },
};

#[derive(Template)]
#[template(path = "evaluation_answer.html")]
struct AnswerPage<'a> {
    v: &'a Visitor,
    at: String,
    back: String,
    title: String,
    round: String,
    /// Why nothing can be answered now.
    closed: Option<String>,
    questions: Vec<Asked>,
    refusal: Option<String>,
}

struct Found {
    one: Enrolment,
    workshop: Workshop,
    programme: Programme,
    round: Round,
    questions: Vec<EvaluationQuestion>,
    closed: Option<&'static str>,
}

async fn find(
    section: &Section,
    parts: &Parts,
    db: &mut Conn,
    (code, round): (&str, &str),
) -> Result<Found, WebError> {
    let (one, workshop, programme) = opened(section, parts, db, code).await?;
    let (round, questions) = round_of(db, &programme, round).await?;
    let meetings = meetings::of(db, workshop.id).await?;
    let closed = closed(db, (&one, &workshop, &meetings), (round, &questions), section.clock.now()).await?;
    Ok(Found { one, workshop, programme, round, questions, closed })
}

/// Why a round cannot be answered, if it cannot.
async fn closed(
    db: &mut Conn,
    (one, workshop, meetings): (&Enrolment, &Workshop, &[Meeting]),
    (round, questions): (Round, &[EvaluationQuestion]),
    now: Timestamp,
) -> Result<Option<&'static str>, WebError> {
    if evaluations::has_given(db, one.id, round).await? {
        return Ok(Some("evaluation-closed-given"));
    }
    if one.stage != EnrolmentStage::Enrolled {
        return Ok(Some("evaluation-closed-not-enrolled"));
    }
    Ok(match window(workshop, meetings, round, now) {
        Window::Open if questions.is_empty() => Some("evaluation-closed-none"),
        Window::Open => None,
        Window::NotYet => Some("evaluation-closed-not-yet"),
        Window::Over => Some("evaluation-closed-over"),
        Window::Closed => Some("evaluation-closed-cancelled"),
    })
}

/// The ways to the questions that somebody can answer now.
pub(in crate::web) async fn ways(
    db: &mut Conn,
    v: &Visitor,
    (one, workshop, meetings): (&Enrolment, &Workshop, &[Meeting]),
    now: Timestamp,
) -> Result<Vec<Link>, WebError> {
    let mut ways = Vec::new();
    for round in Round::ALL {
        let questions = acts::asked(db, workshop.programme, round).await?;
        if closed(db, (one, workshop, meetings), (round, &questions), now).await?.is_none() {
            let label = v.words.t(match round {
                Round::Before => "evaluation-link-before",
                Round::After => "evaluation-link-after",
                Round::Satisfaction => "evaluation-link-satisfaction",
            });
            let href = v.href(&format!("{}/questions/{}", one.address(), round.as_str()));
            ways.push(Link { href, label });
        }
    }
    Ok(ways)
}

fn page<'a>(v: &'a Visitor, found: &Found, typed: &[(String, String)]) -> AnswerPage<'a> {
    AnswerPage {
        v,
        at: v.href(&format!("{}#refusal", place(found))),
        back: v.href(&found.one.address()),
        title: title(&found.workshop, &found.programme).to_owned(),
        round: v.words.t(found.round.key()),
        closed: found.closed.map(|key| v.words.t(key)),
        questions: fields(&found.questions, typed),
        refusal: None,
    }
}

fn place(found: &Found) -> String {
    format!("{}/questions/{}", found.one.address(), found.round.as_str())
}

/// Asks.
pub(in crate::web) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path((code, round)): Path<(String, String)>,
    parts: Parts,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let found = find(&section, &parts, &mut db, (&code, &round)).await?;
    page(&v, &found, &[]).answer()
}

/// Takes the answers.
pub(in crate::web) async fn give(
    State(section): State<Section>,
    v: Visitor,
    Path((code, round)): Path<(String, String)>,
    parts: Parts,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Response, WebError> {
    let mut tx = section.db.begin().await?;
    let found = find(&section, &parts, &mut tx, (&code, &round)).await?;
    if found.closed == Some("evaluation-closed-given") {
        return lead(&v, &place(&found));
    }
    if found.closed.is_some() {
        return page(&v, &found, &typed).answer_with(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let about = (found.workshop.id, found.round);
    match acts::judged(&section, about, &found.questions, &typed) {
        Ok(answers) => acts::answer(&mut tx, (found.one.id, found.round), &answers).await?,
        Err(refusal) => {
            let mut page = page(&v, &found, &typed);
            page.refusal = Some(sentence(&v, refusal));
            return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    tx.commit().await?;
    lead(&v, &place(&found))
}
