//! Typing what participants answered on paper: sheets without a name.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_db::Conn;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::StatusCode;

use super::{Asked, Said, fields, round_of, sentence, workshop_of};
use crate::{
    acts::evaluate as acts,
    model::{EvaluationQuestion, Programme, Refusal, Round, Stage, Workshop},
    store::evaluations,
    web::{
        TRAIN, title,
        view::{lead, note, said},
    },
};

#[derive(Template)]
#[template(path = "evaluation_paper.html")]
struct PaperPage<'a> {
    v: &'a Visitor,
    at: String,
    back: String,
    title: String,
    round: String,
    questions: Vec<Asked>,
    refusal: Option<String>,
    done: Option<String>,
}

type Found = (Workshop, Programme, Round, Vec<EvaluationQuestion>);

async fn find(db: &mut Conn, id: &str, round: &str) -> Result<Found, WebError> {
    let (workshop, programme) = workshop_of(db, id).await?;
    let (round, questions) = round_of(db, &programme, round).await?;
    Ok((workshop, programme, round, questions))
}

fn page<'a>(v: &'a Visitor, found: &Found, typed: &[(String, String)]) -> PaperPage<'a> {
    let (workshop, programme, round, questions) = found;
    let place = format!("{}/questions/{}#refusal", workshop.desk(), round.as_str());
    PaperPage {
        v,
        at: v.href(&place),
        back: v.href(&format!("{}/report", workshop.desk())),
        title: title(workshop, programme).to_owned(),
        round: v.words.t(round.key()),
        questions: fields(questions, typed),
        refusal: None,
        done: None,
    }
}

/// Shows an empty sheet.
pub(in crate::web) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path((id, round)): Path<(String, String)>,
    Query(asked): Query<Said>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut db = section.db.read().await?;
    let found = find(&mut db, &id, &round).await?;
    let mut page = page(&v, &found, &[]);
    page.done = said(&v, &asked.done);
    page.answer()
}

/// Takes one sheet.
pub(in crate::web) async fn add(
    State(section): State<Section>,
    v: Visitor,
    Path((id, round)): Path<(String, String)>,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Response, WebError> {
    let member = v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let found = find(&mut tx, &id, &round).await?;
    let (workshop, _, round, questions) = &found;
    let judged = match workshop.stage {
        Stage::Open => acts::judged(&section, (workshop.id, *round), questions, &typed),
        Stage::Draft | Stage::Cancelled => Err(Refusal::NotNow),
    };
    let answers = match judged {
        Ok(answers) => answers,
        Err(refusal) => {
            let mut page = page(&v, &found, &typed);
            page.refusal = Some(sentence(&v, refusal));
            return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    for one in &answers {
        evaluations::add(&mut tx, one).await?;
    }
    note(&section, &mut tx, member, "workshops-log-answers-typed", &workshop.id.to_string()).await?;
    tx.commit().await?;
    lead(&v, &format!("{}/questions/{}?done=sheet", workshop.desk(), round.as_str()))
}
