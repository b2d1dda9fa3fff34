//! What someone says of themselves, and what was noted of them.

use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use griot_db::Conn;
use griot_kernel::PersonId;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use serde::Deserialize;

use super::{
    Asked,
    person::{Row, Typed, chosen, moment_of, moments, rows},
};
use crate::{
    acts,
    model::{Moment, Refusal, line_of},
    store::skills,
    web::view::{Choice, lead, said},
};

#[derive(Template)]
#[template(path = "skill_mine.html")]
struct MinePage<'a> {
    v: &'a Visitor,
    rows: Vec<Row>,
    moments: Vec<Choice>,
    moment: Moment,
    contest: ContestForm,
    refusal: Option<String>,
    done: Option<String>,
}

async fn page<'a>(
    db: &mut Conn,
    v: &'a Visitor,
    person: PersonId,
    (moment, typed): (Moment, &Typed),
) -> Result<MinePage<'a>, WebError> {
    let rows = rows(db, v, person, (moment, typed)).await?;
    let contest = ContestForm::default();
    Ok(MinePage { v, rows, moments: moments(v, moment), moment, contest, refusal: None, done: None })
}

pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let mut db = section.db.read().await?;
    let moment = asked.moment.parse().unwrap_or(Moment::Before);
    let mut page = page(&mut db, &v, member.id, (moment, &[])).await?;
    page.done = said(&v, &asked.done);
    page.answer()
}

pub(super) async fn say(
    State(section): State<Section>,
    v: Visitor,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let mut tx = section.db.begin().await?;
    let Some((moment, levels)) = chosen(&fields) else {
        let mut page = page(&mut tx, &v, member.id, (moment_of(&fields), &fields)).await?;
        page.refusal = Some(v.words.t(Refusal::BadChoice.key()));
        return page.answer_form(true);
    };
    acts::skills::note(&section, &mut tx, (member.id, member.id), moment, &levels).await?;
    tx.commit().await?;
    lead(&v, &format!("/me/skills?moment={}&done=saved", moment.as_str()))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ContestForm {
    skill: String,
    moment: String,
    words: String,
}

impl ContestForm {
    /// Whether this was typed about that mark.
    fn is_about(&self, row: &Row, moment: &str) -> bool {
        (self.skill.as_str(), self.moment.as_str()) == (row.id.as_str(), moment)
    }

    /// What was typed about a mark that has no such form any more, so that it is not lost.
    fn stray(&self, rows: &[Row]) -> Option<&str> {
        let has_form = |row: &Row| {
            row.cells.iter().any(|cell| cell.is_noted && !cell.is_own && self.is_about(row, cell.moment))
        };
        Some(self.words.as_str()).filter(|words| !words.is_empty() && !rows.iter().any(has_form))
    }
}

pub(super) async fn contest(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<ContestForm>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let mut tx = section.db.begin().await?;
    let marks = skills::marks_of(&mut tx, member.id).await?;
    let named = |skill: &str, moment: &str| (skill, moment) == (form.skill.as_str(), form.moment.as_str());
    let mark = marks.iter().find(|mark| named(&mark.skill.to_string(), mark.moment.as_str()));
    let refusal = match (mark, line_of(&form.words, 300)) {
        (_, Err(refusal)) => Some(refusal),
        (_, Ok(words)) if words.is_empty() => Some(Refusal::NoText),
        (Some(mark), Ok(words)) if skills::contest(&mut tx, mark, &words).await? => None,
        _ => Some(Refusal::NotNow),
    };
    if let Some(refusal) = refusal {
        let moment = form.moment.parse().unwrap_or(Moment::Before);
        let mut page = page(&mut tx, &v, member.id, (moment, &[])).await?;
        page.refusal = Some(v.words.t(refusal.key()));
        page.contest = form;
        return page.answer_form(true);
    }
    tx.commit().await?;
    lead(&v, &format!("/me/skills?moment={}&done=contested", form.moment))
}
