//! Answering, for whoever holds the code of an enrolment: without script and without account.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use griot_crypto::typed_code;
use griot_db::Conn;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::StatusCode;

use super::{Asked, fields, round_of, sentence, title};
use crate::{
    acts::evaluate as acts,
    model::{Enrolment, EnrolmentStage, EvaluationQuestion, Programme, Round, Window, Workshop, window},
    store::{enrolments, evaluations, meetings, programmes, workshops},
    web::view::lead,
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

async fn find(section: &Section, db: &mut Conn, code: &str, round: &str) -> Result<Found, WebError> {
    let one = enrolments::by_code(db, &typed_code(code)).await?.ok_or(WebError::NotFound)?;
    let workshop = workshops::by_id(db, one.workshop).await?.ok_or(WebError::NotFound)?;
    let programme = programmes::by_id(db, workshop.programme).await?.ok_or(WebError::NotFound)?;
    let (round, questions) = round_of(db, &programme, round).await?;
    let meetings = meetings::of(db, workshop.id).await?;
    let closed = if evaluations::has_given(db, one.id, round).await? {
        Some("evaluation-closed-given")
    } else if one.stage != EnrolmentStage::Enrolled {
        Some("evaluation-closed-not-enrolled")
    } else {
        match window(&workshop, &meetings, round, section.clock.now()) {
            Window::Open if questions.is_empty() => Some("evaluation-closed-none"),
            Window::Open => None,
            Window::NotYet => Some("evaluation-closed-not-yet"),
            Window::Over => Some("evaluation-closed-over"),
            Window::Closed => Some("evaluation-closed-cancelled"),
        }
    };
    Ok(Found { one, workshop, programme, round, questions, closed })
}

fn page<'a>(v: &'a Visitor, found: &Found, typed: &[(String, String)]) -> AnswerPage<'a> {
    AnswerPage {
        v,
        at: v.href(&format!("{}#refusal", place(found))),
        back: v.href(&found.one.address()),
        title: title(&found.workshop, &found.programme),
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
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let found = find(&section, &mut db, &code, &round).await?;
    page(&v, &found, &[]).answer()
}

/// Takes the answers.
pub(in crate::web) async fn give(
    State(section): State<Section>,
    v: Visitor,
    Path((code, round)): Path<(String, String)>,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Response, WebError> {
    let mut tx = section.db.begin().await?;
    let found = find(&section, &mut tx, &code, &round).await?;
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
