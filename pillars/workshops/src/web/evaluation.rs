//! What participants think, what they could before and after, and what a trainer reports.

mod answer;
mod paper;
mod questions;
mod report;
mod results;

pub(super) use answer::ways;

use griot_db::Conn;
use griot_web::{Access, Routes, WebError};
use serde::Deserialize;

use super::{TRAIN, view::id_of};
use crate::{
    acts::evaluate,
    model::{Answered, EvaluationQuestion, Programme, Refusal, Round, Workshop},
    store::{programmes, workshops},
};

/// Why whoever holds the code of an enrolment sees what it opens.
pub(super) const CODE: Access = Access::Public("the code of an enrolment opens what is asked of its holder");

/// Its routes.
pub(super) fn routes() -> Routes {
    let train = Access::Needs(&TRAIN);
    Routes::new()
        .get("/desk/workshops/programmes/{programme}/questions", train, questions::show)
        .post("/desk/workshops/programmes/{programme}/questions", train, questions::add)
        .post("/desk/workshops/programmes/{programme}/questions/usual", train, questions::usual)
        .get("/desk/workshops/programmes/{programme}/questions/{question}", train, questions::edit)
        .post("/desk/workshops/programmes/{programme}/questions/{question}", train, questions::save)
        .post("/desk/workshops/programmes/{programme}/questions/{question}/move", train, questions::step)
        .post("/desk/workshops/programmes/{programme}/questions/{question}/remove", train, questions::remove)
        .get("/enrolments/{code}/questions/{round}", CODE, answer::show)
        .post("/enrolments/{code}/questions/{round}", CODE, answer::give)
        .get("/desk/workshops/{workshop}/questions/{round}", train, paper::show)
        .post("/desk/workshops/{workshop}/questions/{round}", train, paper::add)
        .get("/desk/workshops/{workshop}/report", train, report::show)
        .post("/desk/workshops/{workshop}/report", train, report::save)
        .get("/desk/workshops/{workshop}/report.pdf", train, report::pdf)
        .get("/desk/workshops/{workshop}/report.csv", train, report::csv)
}

/// What is said after an act.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Said {
    pub done: String,
}

/// The workshop of a path, and its programme.
pub(super) async fn workshop_of(db: &mut Conn, id: &str) -> Result<(Workshop, Programme), WebError> {
    let workshop = workshops::by_id(db, id_of(id)?).await?.ok_or(WebError::NotFound)?;
    let programme = programmes::by_id(db, workshop.programme).await?.ok_or(WebError::NotFound)?;
    Ok((workshop, programme))
}

/// A question as a form asks it, with what was typed.
struct Asked {
    name: String,
    text: String,
    kind: &'static str,
    typed: String,
}

fn fields(questions: &[EvaluationQuestion], typed: &[(String, String)]) -> Vec<Asked> {
    let asked = |one: &EvaluationQuestion| {
        let name = one.id.to_string();
        let typed = typed.iter().find(|(field, _)| *field == name).map(|(_, typed)| typed.clone());
        let kind = match one.kind {
            Answered::Scale => "scale",
            Answered::Yes => "yes",
            Answered::Text => "text",
        };
        Asked { name, text: one.text.clone(), kind, typed: typed.unwrap_or_default() }
    };
    questions.iter().map(asked).collect()
}

async fn round_of(
    db: &mut Conn,
    programme: &Programme,
    typed: &str,
) -> Result<(Round, Vec<EvaluationQuestion>), WebError> {
    let round: Round = typed.parse().map_err(|_| WebError::NotFound)?;
    Ok((round, evaluate::asked(db, programme.id, round).await?))
}

/// The sentence of a refusal.
pub(super) fn sentence(v: &griot_web::Visitor, refusal: Refusal) -> String {
    v.words.t(refusal.key())
}
