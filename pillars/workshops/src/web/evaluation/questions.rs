//! The questions of a programme: adding, changing, moving and taking away.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_db::Conn;
use griot_kernel::Id;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{Said, sentence};
use crate::{
    acts::evaluate as acts,
    model::{Answered, AskedWhen, EvaluationQuestion, Programme, Refusal},
    store::{evaluations, programmes},
    web::{
        TRAIN,
        view::{Choice, id_of, lead, said},
    },
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct QuestionForm {
    text: String,
    when: String,
    kind: String,
    way: String,
}

struct Line {
    at: String,
    text: String,
    about: String,
}

#[derive(Template)]
#[template(path = "evaluation_questions.html")]
struct ListPage<'a> {
    v: &'a Visitor,
    at: String,
    programme: &'a Programme,
    lines: Vec<Line>,
    retired: Vec<String>,
    form: QuestionForm,
    whens: Vec<Choice>,
    kinds: Vec<Choice>,
    refusal: Option<String>,
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "evaluation_question.html")]
struct EditPage<'a> {
    v: &'a Visitor,
    at: String,
    list: String,
    is_answered: bool,
    form: QuestionForm,
    whens: Vec<Choice>,
    kinds: Vec<Choice>,
    refusal: Option<String>,
}

fn whens(v: &Visitor, current: &str) -> Vec<Choice> {
    let choice = |one: AskedWhen| Choice {
        value: one.as_str().to_owned(),
        label: v.words.t(one.key()),
        current: one.as_str() == current,
    };
    [AskedWhen::Both, AskedWhen::Before, AskedWhen::After, AskedWhen::Satisfaction].map(choice).into()
}

fn kinds(v: &Visitor, current: &str) -> Vec<Choice> {
    let choice = |one: Answered| Choice {
        value: one.as_str().to_owned(),
        label: v.words.t(one.key()),
        current: one.as_str() == current,
    };
    Answered::ALL.map(choice).into()
}

fn place(programme: &Programme) -> String {
    format!("{}/questions", programme.desk())
}

async fn programme_of(db: &mut Conn, id: &str) -> Result<Programme, WebError> {
    programmes::by_id(db, id_of(id)?).await?.ok_or(WebError::NotFound)
}

async fn find(
    db: &mut Conn,
    (programme, id): (&str, &str),
) -> Result<(Programme, EvaluationQuestion), WebError> {
    let programme = programme_of(db, programme).await?;
    let one = evaluations::by_id(db, id_of(id)?).await?;
    let one = one.filter(|one| one.programme == programme.id && !one.is_retired);
    Ok((programme, one.ok_or(WebError::NotFound)?))
}

async fn page<'a>(
    db: &mut Conn,
    v: &'a Visitor,
    programme: &'a Programme,
    form: QuestionForm,
) -> Result<ListPage<'a>, WebError> {
    let (retired, asked): (Vec<_>, Vec<_>) =
        evaluations::of(db, programme.id).await?.into_iter().partition(|one| one.is_retired);
    let line = |one: EvaluationQuestion| Line {
        at: v.href(&format!("{}/{}", place(programme), one.id)),
        about: [v.words.t(one.when.key()), v.words.t(one.kind.key())].join(" · "),
        text: one.text,
    };
    Ok(ListPage {
        v,
        at: v.href(&place(programme)),
        programme,
        lines: asked.into_iter().map(line).collect(),
        retired: retired.into_iter().map(|one| one.text).collect(),
        whens: whens(v, &form.when),
        kinds: kinds(v, &form.kind),
        form,
        refusal: None,
        done: None,
    })
}

/// Lists the questions of a programme.
pub(in crate::web) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Said>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut db = section.db.read().await?;
    let programme = programme_of(&mut db, &id).await?;
    let mut page = page(&mut db, &v, &programme, QuestionForm::default()).await?;
    page.done = said(&v, &asked.done);
    page.answer()
}

/// Adds a question at the end.
pub(in crate::web) async fn add(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<QuestionForm>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let programme = programme_of(&mut tx, &id).await?;
    let (when, kind, text) = match EvaluationQuestion::typed(&form.when, &form.kind, &form.text) {
        Ok(typed) => typed,
        Err(refusal) => {
            let mut page = page(&mut tx, &v, &programme, form).await?;
            page.refusal = Some(sentence(&v, refusal));
            return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    let one = EvaluationQuestion {
        id: Id::secret(section.random.as_ref()),
        programme: programme.id,
        when,
        kind,
        text,
        place: acts::next_place(&mut tx, programme.id).await?,
        is_retired: false,
    };
    evaluations::put(&mut tx, &one).await?;
    tx.commit().await?;
    lead(&v, &format!("{}?done=added", place(&programme)))
}

/// Adds the usual questions.
pub(in crate::web) async fn usual(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(_): Form<QuestionForm>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let programme = programme_of(&mut tx, &id).await?;
    acts::add_usual(&section, &mut tx, programme.id, programme.words.language).await?;
    tx.commit().await?;
    lead(&v, &format!("{}?done=added", place(&programme)))
}

async fn edit_page<'a>(
    db: &mut Conn,
    v: &'a Visitor,
    (programme, one): (&Programme, &EvaluationQuestion),
    form: QuestionForm,
) -> Result<EditPage<'a>, WebError> {
    let list = place(programme);
    Ok(EditPage {
        v,
        at: v.href(&format!("{list}/{}", one.id)),
        list: v.href(&list),
        is_answered: evaluations::is_answered(db, one.id).await?,
        whens: whens(v, &form.when),
        kinds: kinds(v, &form.kind),
        form,
        refusal: None,
    })
}

/// Shows one question, to change it or take it away.
pub(in crate::web) async fn edit(
    State(section): State<Section>,
    v: Visitor,
    Path((programme, id)): Path<(String, String)>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut db = section.db.read().await?;
    let (programme, one) = find(&mut db, (&programme, &id)).await?;
    let form = QuestionForm {
        text: one.text.clone(),
        when: one.when.as_str().to_owned(),
        kind: one.kind.as_str().to_owned(),
        way: String::new(),
    };
    edit_page(&mut db, &v, (&programme, &one), form).await?.answer()
}

/// Changes a question.
pub(in crate::web) async fn save(
    State(section): State<Section>,
    v: Visitor,
    Path((programme, id)): Path<(String, String)>,
    Form(form): Form<QuestionForm>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let (programme, one) = find(&mut tx, (&programme, &id)).await?;
    let typed = match EvaluationQuestion::typed(&form.when, &form.kind, &form.text) {
        Ok(typed) => typed,
        Err(refusal) => {
            let mut page = edit_page(&mut tx, &v, (&programme, &one), form).await?;
            page.refusal = Some(sentence(&v, refusal));
            return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    acts::change(&section, &mut tx, one, typed).await?;
    tx.commit().await?;
    lead(&v, &format!("{}?done=saved", place(&programme)))
}

/// Moves a question up or down.
pub(in crate::web) async fn step(
    State(section): State<Section>,
    v: Visitor,
    Path((programme, id)): Path<(String, String)>,
    Form(form): Form<QuestionForm>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let (programme, one) = find(&mut tx, (&programme, &id)).await?;
    match form.way.as_str() {
        way @ ("up" | "down") => acts::step(&mut tx, &one, way == "up").await?,
        _ => {
            let mut page = page(&mut tx, &v, &programme, QuestionForm::default()).await?;
            page.refusal = Some(sentence(&v, Refusal::BadChoice));
            return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
        }
    }
    tx.commit().await?;
    lead(&v, &format!("{}?done=saved", place(&programme)))
}

/// Takes a question away.
pub(in crate::web) async fn remove(
    State(section): State<Section>,
    v: Visitor,
    Path((programme, id)): Path<(String, String)>,
    Form(_): Form<QuestionForm>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let (programme, one) = find(&mut tx, (&programme, &id)).await?;
    acts::remove(&mut tx, one).await?;
    tx.commit().await?;
    lead(&v, &format!("{}?done=removed", place(&programme)))
}
