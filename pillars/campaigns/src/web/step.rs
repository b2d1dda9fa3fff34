//! One step of the roadmap: its words, adopting it, closing it on evidence.

use std::time::Duration;

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_db::{Conn, Tx};
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{
    roadmap::{StepChoices, StepForm},
    strategy::Said,
    view::{Names, evidence_sentence, evidences, id_of, lead, said},
};
use crate::{
    acts,
    model::{Refusal, Step, StepMove, StepState, StepWords},
    store::{lines, steps},
};

/// What happened longer ago proves no step of today.
const HALF_A_YEAR: Duration = Duration::from_secs(183 * 86_400);
/// As much as one can look through.
const EVIDENCES: i64 = 60;

struct Proof {
    mark: String,
    sentence: String,
    day: String,
    href: String,
}

#[derive(Template)]
#[template(path = "step.html")]
struct StepPage<'a> {
    v: &'a Visitor,
    at: String,
    action: String,
    title: String,
    state: String,
    facts: Vec<(String, String)>,
    form: &'a StepForm,
    choices: StepChoices,
    evidence: Option<Proof>,
    evidences: Vec<Proof>,
    next: Vec<(String, String)>,
    theirs: Option<StepForm>,
    can_edit: bool,
    can_adopt: bool,
    can_close: bool,
    can_drop: bool,
    can_take_up: bool,
    refusal: Option<String>,
    done: Option<String>,
}

async fn of_path(db: &mut Conn, id: &str) -> Result<Step, WebError> {
    steps::by_id(db, id_of(id)?).await?.ok_or(WebError::NotFound)
}

async fn page<'a>(
    section: &Section,
    db: &mut Conn,
    v: &'a Visitor,
    step: &Step,
    form: &'a StepForm,
) -> Result<StepPage<'a>, WebError> {
    let may_edit = v.may(&super::EDIT);
    let may = |wanted: StepMove| may_edit && step.state.after(wanted).is_ok();
    let can_close = may(StepMove::Close);
    let since = section.clock.now() - HALF_A_YEAR;
    let found = if can_close { evidences(section, db, since, EVIDENCES).await? } else { Vec::new() };
    let next = steps::list(db).await?.into_iter().filter(|one| one.words.follows == Some(step.id));
    Ok(StepPage {
        at: step.desk(),
        action: v.href(&format!("{}#refusal", step.desk())),
        title: step.words.title.clone(),
        state: v.words.t(step.state.key()),
        facts: facts(section, db, v, step).await?,
        choices: StepChoices::of(section, db, v, form, Some(step.id)).await?,
        form,
        evidence: step.evidence.as_ref().map(|proof| Proof {
            mark: proof.mark.clone(),
            sentence: evidence_sentence(v, &proof.key, &proof.title),
            day: v.day(proof.at),
            href: v.href(&proof.address),
        }),
        evidences: found
            .into_iter()
            .map(|one| Proof {
                sentence: evidence_sentence(v, one.key, &one.title),
                mark: one.mark,
                day: v.day(one.at),
                href: v.href(&one.address),
            })
            .collect(),
        next: next.map(|one| (v.href(&one.desk()), one.words.title)).collect(),
        theirs: None,
        can_edit: may_edit && step.state.is_open(),
        can_adopt: v.may(&super::ADOPT) && step.state.after(StepMove::Adopt).is_ok(),
        can_close,
        can_drop: may(StepMove::Drop),
        can_take_up: may(StepMove::TakeUp),
        refusal: None,
        done: None,
        v,
    })
}

async fn facts(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    step: &Step,
) -> Result<Vec<(String, String)>, WebError> {
    let words = &step.words;
    let by = |done: Option<(griot_kernel::Timestamp, Option<griot_kernel::PersonId>)>| done.and_then(|d| d.1);
    let people = [words.owner, by(step.adopted), by(step.closed)];
    let names = Names::of(section, db, people.into_iter().flatten().collect()).await?;
    let mut facts = vec![
        (v.words.t("step-proof"), words.proof.clone()),
        (v.words.t("step-owner"), names.name(v, words.owner)),
    ];
    if let Some(due) = words.due {
        facts.push((v.words.t("step-due"), v.day(due)));
    }
    if let Some(id) = words.line
        && let Some(line) = lines::by_id(db, id).await?
    {
        facts.push((v.words.t("campaigns-line"), line.words.text));
    }
    for (key, done) in [("step-adopted", step.adopted), ("step-closed", step.closed)] {
        if let Some((at, by)) = done {
            facts.push((v.words.t(key), format!("{} · {}", v.day(at), names.name(v, by))));
        }
    }
    Ok(facts)
}

/// One step.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Said>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let step = of_path(&mut db, &id).await?;
    let form = StepForm::of(&step);
    let mut page = page(&section, &mut db, &v, &step, &form).await?;
    page.done = said(&v, &asked.done);
    page.answer()
}

async fn again(
    section: &Section,
    tx: &mut Tx,
    v: &Visitor,
    step: &Step,
    form: &StepForm,
    refusal: Refusal,
) -> Result<Response, WebError> {
    let mut page = page(section, tx, v, step, form).await?;
    page.refusal = Some(v.words.t(refusal.key()));
    page.answer_with(StatusCode::UNPROCESSABLE_ENTITY)
}

/// Whether following these steps leads back to this one.
async fn leads_back(db: &mut Conn, step: &Step, words: &StepWords) -> Result<bool, WebError> {
    let all = steps::list(db).await?;
    let (mut at, mut left) = (words.follows, all.len());
    while let Some(before) = at.filter(|_| left > 0) {
        if before == step.id {
            return Ok(true);
        }
        at = all.iter().find(|one| one.id == before).and_then(|one| one.words.follows);
        left -= 1;
    }
    Ok(false)
}

/// Changes what a step says, or shows both texts when someone else was faster.
pub(super) async fn save(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(mut form): Form<StepForm>,
) -> Result<Response, WebError> {
    v.require(&super::EDIT)?;
    let mut tx = section.db.begin().await?;
    let step = of_path(&mut tx, &id).await?;
    let words = match form.judged(&section, &mut tx).await? {
        Ok(words) => words,
        Err(refusal) => return again(&section, &mut tx, &v, &step, &form, refusal).await,
    };
    let refusal = if !step.state.is_open() {
        Some(Refusal::NotNow)
    } else if leads_back(&mut tx, &step, &words).await? {
        Some(Refusal::BadChoice)
    } else if step.state == StepState::Adopted && !words.can_be_adopted() {
        Some(Refusal::NoOwner)
    } else {
        None
    };
    if let Some(refusal) = refusal {
        return again(&section, &mut tx, &v, &step, &form, refusal).await;
    }
    let state = match step.state {
        StepState::Adopted => StepState::Adopted,
        _ => acts::roadmap::first_state(&mut tx, words.follows).await?,
    };
    let seen = Step { revision: form.revision, ..step.clone() };
    if !steps::save(&mut tx, &seen, &words, state).await? {
        form.revision = step.revision;
        let mut page = page(&section, &mut tx, &v, &step, &form).await?;
        page.theirs = Some(StepForm::of(&step));
        return page.answer_with(StatusCode::CONFLICT);
    }
    tx.commit().await?;
    lead(&v, &format!("{}?done=saved", step.desk()))
}

/// Adopts a proposed step.
pub(super) async fn adopt(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(_): Form<StepForm>,
) -> Result<Response, WebError> {
    let member = v.require(&super::ADOPT)?;
    let mut tx = section.db.begin().await?;
    let step = of_path(&mut tx, &id).await?;
    let refusal = match step.state.after(StepMove::Adopt) {
        Err(_) => Some(Refusal::NotNow),
        Ok(_) if !step.words.can_be_adopted() => Some(Refusal::NoOwner),
        Ok(_) if steps::adopt(&mut tx, step.id, member.id, section.clock.now()).await? => None,
        Ok(_) => Some(Refusal::NotNow),
    };
    if let Some(refusal) = refusal {
        return again(&section, &mut tx, &v, &step, &StepForm::of(&step), refusal).await;
    }
    tx.commit().await?;
    lead(&v, &format!("{}?done=adopted", step.desk()))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct CloseForm {
    mark: String,
}

/// Closes a step on the evidence that was chosen.
pub(super) async fn close(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<CloseForm>,
) -> Result<Response, WebError> {
    let member = v.require(&super::EDIT)?;
    let mut tx = section.db.begin().await?;
    let step = of_path(&mut tx, &id).await?;
    let next = match acts::roadmap::close(&section, &mut tx, &step, &form.mark, Some(member.id)).await? {
        Ok(next) => next,
        Err(refusal) => {
            return again(&section, &mut tx, &v, &step, &StepForm::of(&step), refusal).await;
        }
    };
    tx.commit().await?;
    lead(&v, &format!("{}?done={}", step.desk(), if next > 0 { "proposed" } else { "closed" }))
}

/// A step will not be made.
pub(super) async fn drop_it(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(_): Form<StepForm>,
) -> Result<Response, WebError> {
    go(&section, &v, &id, StepMove::Drop).await
}

/// A step that was dropped is looked at once more.
pub(super) async fn take_up(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(_): Form<StepForm>,
) -> Result<Response, WebError> {
    go(&section, &v, &id, StepMove::TakeUp).await
}

async fn go(section: &Section, v: &Visitor, id: &str, wanted: StepMove) -> Result<Response, WebError> {
    v.require(&super::EDIT)?;
    let mut tx = section.db.begin().await?;
    let step = of_path(&mut tx, id).await?;
    let done = match step.state.after(wanted) {
        Ok(to) => steps::go(&mut tx, step.id, step.state, to).await?,
        Err(_) => false,
    };
    if !done {
        return again(section, &mut tx, v, &step, &StepForm::of(&step), Refusal::NotNow).await;
    }
    tx.commit().await?;
    lead(v, &format!("{}?done=moved", step.desk()))
}
