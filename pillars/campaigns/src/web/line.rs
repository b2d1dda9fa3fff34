//! One line of the draft: writing it, taking it out, and where an objective stands.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_contracts::campaigns::LineId;
use griot_db::Conn;
use griot_kernel::Id;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{
    strategy::Said,
    view::{day_field, id_of, lead, said},
};
use crate::{
    model::{Line, LineKind, LineWords, Measure, Refusal, day_of, figure_of, line_of},
    store::{lines, measures, versions},
};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct LineForm {
    kind: String,
    text: String,
    detail: String,
    is_public: String,
    goal: String,
    unit: String,
    due: String,
    revision: i64,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct MeasureForm {
    value: String,
    day: String,
    source: String,
}

#[derive(Template)]
#[template(path = "line.html")]
struct LinePage<'a> {
    v: &'a Visitor,
    title: String,
    how: String,
    is_objective: bool,
    form: &'a LineForm,
    measure: MeasureForm,
    /// The address of the line, once it is one.
    at: Option<String>,
    action: String,
    known: Vec<String>,
    /// What someone else made of the line meanwhile.
    theirs: Option<LineForm>,
    /// The version in force says something else.
    can_restore: bool,
    may_edit: bool,
    refusal: Option<String>,
    refused_measure: Option<String>,
    done: Option<String>,
}

impl LineForm {
    fn of(line: &Line) -> Self {
        let goal = line.words.goal.as_ref();
        Self {
            kind: line.kind.as_str().to_owned(),
            text: line.words.text.clone(),
            detail: line.words.detail.clone(),
            is_public: if line.words.is_public { "1".to_owned() } else { String::new() },
            goal: goal.map(|goal| goal.figure.to_string()).unwrap_or_default(),
            unit: goal.map(|goal| goal.unit.clone()).unwrap_or_default(),
            due: day_field(goal.map(|goal| goal.due)),
            revision: line.revision,
        }
    }

    fn judged(&self, kind: LineKind) -> Result<LineWords, Refusal> {
        let goal = (self.goal.as_str(), self.unit.as_str(), self.due.as_str());
        LineWords::typed(kind, &self.text, &self.detail, !self.is_public.is_empty(), goal)
    }
}

fn blank<'a>(v: &'a Visitor, kind: LineKind, form: &'a LineForm) -> LinePage<'a> {
    LinePage {
        v,
        title: v.words.t(kind.key()),
        how: v.words.t(kind.how_key()),
        is_objective: kind == LineKind::Objective,
        form,
        measure: MeasureForm::default(),
        at: None,
        action: v.href("/desk/strategy/lines/new#refusal"),
        known: Vec::new(),
        theirs: None,
        can_restore: false,
        may_edit: true,
        refusal: None,
        refused_measure: None,
        done: None,
    }
}

async fn page<'a>(
    db: &mut Conn,
    v: &'a Visitor,
    line: &Line,
    form: &'a LineForm,
) -> Result<LinePage<'a>, WebError> {
    let known = measures::of_line(db, line.id).await?;
    let known = known.into_iter().map(|one| {
        let value = v.words.number(one.value);
        let values = [("value", value.into()), ("day", v.day(one.day).into()), ("source", one.source.into())];
        v.words.with("strategy-measured", values)
    });
    let in_force = in_force(db, line.id).await?;
    let at = format!("/desk/strategy/lines/{}", line.id);
    Ok(LinePage {
        action: v.href(&format!("{at}#refusal")),
        at: Some(at),
        known: known.collect(),
        measure: MeasureForm { day: day_field(Some(v.section().clock.now())), ..MeasureForm::default() },
        can_restore: in_force.is_some_and(|old| old.words != line.words),
        may_edit: v.may(&super::EDIT),
        ..blank(v, line.kind, form)
    })
}

async fn in_force(db: &mut Conn, id: LineId) -> Result<Option<Line>, WebError> {
    let Some(version) = versions::in_force(db).await? else { return Ok(None) };
    Ok(versions::lines(db, version.number).await?.into_iter().find(|line| line.id == id))
}

/// The form for a new line.
pub(super) async fn new(v: Visitor, Query(form): Query<LineForm>) -> Result<Response, WebError> {
    let kind = form.kind.parse().map_err(|_| WebError::NotFound)?;
    // Most of a strategy can be told in public; what cannot is the diagnosis.
    let is_public = if kind == LineKind::Diagnosis { "" } else { "1" };
    let form = LineForm { kind: form.kind, is_public: is_public.to_owned(), ..LineForm::default() };
    blank(&v, kind, &form).answer()
}

/// Adds a line to the draft.
pub(super) async fn add(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<LineForm>,
) -> Result<Response, WebError> {
    let member = v.require(&super::EDIT)?;
    let kind = form.kind.parse().map_err(|_| WebError::BadRequest)?;
    let words = match form.judged(kind) {
        Ok(words) => words,
        Err(refusal) => {
            let mut page = blank(&v, kind, &form);
            page.refusal = Some(v.words.t(refusal.key()));
            return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    let mut tx = section.db.begin().await?;
    let line = Line {
        id: Id::secret(section.random.as_ref()),
        kind,
        place: lines::next_place(&mut tx, kind).await?,
        words,
        revision: 1,
        changed_at: section.clock.now(),
    };
    lines::insert(&mut tx, &line, Some(member.id)).await?;
    tx.commit().await?;
    lead(&v, "/desk/strategy?done=added")
}

/// One line of the draft, to be changed.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Said>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let line = lines::by_id(&mut db, id_of(&id)?).await?.ok_or(WebError::NotFound)?;
    let form = LineForm::of(&line);
    let mut page = page(&mut db, &v, &line, &form).await?;
    page.done = said(&v, &asked.done);
    page.answer()
}

/// Changes a line, or shows both texts when someone else was faster.
pub(super) async fn save(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(mut form): Form<LineForm>,
) -> Result<Response, WebError> {
    let member = v.require(&super::EDIT)?;
    let mut tx = section.db.begin().await?;
    let line = lines::by_id(&mut tx, id_of(&id)?).await?.ok_or(WebError::NotFound)?;
    let words = match form.judged(line.kind) {
        Ok(words) => words,
        Err(refusal) => {
            let mut page = page(&mut tx, &v, &line, &form).await?;
            page.refusal = Some(v.words.t(refusal.key()));
            return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    let now = section.clock.now();
    if !lines::save(&mut tx, line.id, form.revision, &words, member.id, now).await? {
        // What was typed stays in the form, and is kept over the other text only by a second press.
        form.revision = line.revision;
        let mut page = page(&mut tx, &v, &line, &form).await?;
        page.theirs = Some(LineForm::of(&line));
        return page.answer_with(StatusCode::CONFLICT);
    }
    tx.commit().await?;
    lead(&v, "/desk/strategy?done=saved")
}

/// Takes a line out of the draft. What was adopted stays in its versions.
pub(super) async fn remove(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<LineForm>,
) -> Result<Response, WebError> {
    v.require(&super::EDIT)?;
    let mut tx = section.db.begin().await?;
    let line = lines::by_id(&mut tx, id_of(&id)?).await?.ok_or(WebError::NotFound)?;
    if !lines::remove(&mut tx, line.id, form.revision).await? {
        let form = LineForm::of(&line);
        let mut page = page(&mut tx, &v, &line, &form).await?;
        page.refusal = Some(v.words.t(Refusal::DraftChanged.key()));
        return page.answer_with(StatusCode::CONFLICT);
    }
    tx.commit().await?;
    lead(&v, "/desk/strategy?done=removed")
}

/// Has a line of the draft say again what the version in force says.
pub(super) async fn restore(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<LineForm>,
) -> Result<Response, WebError> {
    let member = v.require(&super::EDIT)?;
    let mut tx = section.db.begin().await?;
    let line = lines::by_id(&mut tx, id_of(&id)?).await?.ok_or(WebError::NotFound)?;
    let old = in_force(&mut tx, line.id).await?.ok_or(WebError::NotFound)?;
    let now = section.clock.now();
    if !lines::save(&mut tx, line.id, form.revision, &old.words, member.id, now).await? {
        let form = LineForm::of(&line);
        let mut page = page(&mut tx, &v, &line, &form).await?;
        page.refusal = Some(v.words.t(Refusal::DraftChanged.key()));
        return page.answer_with(StatusCode::CONFLICT);
    }
    tx.commit().await?;
    lead(&v, &format!("/desk/strategy/lines/{}?done=restored", line.id))
}

/// Notes where an objective stands.
pub(super) async fn measure(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<MeasureForm>,
) -> Result<Response, WebError> {
    let member = v.require(&super::EDIT)?;
    let mut tx = section.db.begin().await?;
    let line = lines::by_id(&mut tx, id_of(&id)?).await?.ok_or(WebError::NotFound)?;
    if line.kind != LineKind::Objective {
        return Err(WebError::BadRequest);
    }
    match measured(&line, &form) {
        Ok(measure) => {
            let id: LineId = Id::secret(section.random.as_ref());
            measures::insert(&mut tx, id.as_uuid(), &measure, member.id, section.clock.now()).await?;
        }
        Err(refusal) => {
            let words = LineForm::of(&line);
            let mut page = page(&mut tx, &v, &line, &words).await?;
            page.measure = form;
            page.refused_measure = Some(v.words.t(refusal.key()));
            return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
        }
    }
    tx.public_changed().await?;
    tx.commit().await?;
    lead(&v, &format!("/desk/strategy/lines/{}?done=measured", line.id))
}

fn measured(line: &Line, form: &MeasureForm) -> Result<Measure, Refusal> {
    let value = figure_of(&form.value)?.ok_or(Refusal::NoFigure)?;
    let day = day_of(&form.day)?.ok_or(Refusal::NoDay)?;
    let source = line_of(&form.source, 160)?;
    if source.is_empty() {
        return Err(Refusal::NoSource);
    }
    Ok(Measure { line: line.id, value, day, source })
}
