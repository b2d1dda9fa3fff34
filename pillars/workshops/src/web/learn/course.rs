//! What a course is: its units, how far one is, and beginning it.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_db::Conn;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::request::Parts;
use serde::Deserialize;

use super::{
    list::{self, Card},
    weight::Weight,
    who::{Open, Way, pick, pick_of},
};
use crate::{
    acts,
    model::{Learner, Refusal},
    store::{courses, handouts, learnings, units},
    web::view::{lead, said},
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Said {
    pub done: String,
    /// The round that is asked of whoever keeps no progress.
    pub round: i64,
}

struct Row {
    href: String,
    title: String,
    facts: String,
    is_done: bool,
}

struct Module {
    title: String,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "learn_course.html")]
struct CoursePage<'a> {
    v: &'a Visitor,
    at: String,
    list: String,
    card: Card,
    modules: Vec<Module>,
    next: Option<String>,
    may_begin: bool,
    is_newer: bool,
    may_renew: bool,
    is_kept: bool,
    sign_in: String,
    pack: Option<String>,
    refusal: Option<String>,
    done: Option<String>,
}

async fn page<'a>(db: &mut Conn, v: &'a Visitor, open: &Open) -> Result<CoursePage<'a>, WebError> {
    let (course, version) = (&open.course, open.version());
    let card = list::card(db, v, &open.pupil, course).await?.ok_or(WebError::NotFound)?;
    let words = courses::words(db, course.id, version).await?;
    let modules = pick(&words, &open.languages).map(|(_, said)| said.modules.clone()).unwrap_or_default();
    let titles = units::titles(db, course.id, version).await?;
    let lengths = units::lengths(db, course.id, version).await?;
    let files = handouts::of(db, course.id, version).await?;
    let done = match &open.learning {
        Some(learning) => learnings::units_done(db, learning.id).await?,
        None => Vec::new(),
    };
    let mut shown: Vec<Module> = Vec::new();
    let (mut of, mut next) = (None, None);
    for unit in units::list(db, course.id, version).await? {
        if of != Some(unit.module) {
            let title = usize::try_from(unit.module).ok().and_then(|place| modules.get(place));
            shown.push(Module { title: title.cloned().unwrap_or_default(), rows: Vec::new() });
            of = Some(unit.module);
        }
        let weight = Weight::of([unit.mark.as_str()].into_iter(), &lengths, &files, &open.languages);
        let is_done = done.contains(&unit.mark);
        let href = v.href(&format!("{}/{}", open.at(), unit.mark));
        if !is_done && next.is_none() {
            next = Some(href.clone());
        }
        let row = Row {
            title: pick_of(&titles, &unit.mark, &open.languages).cloned().unwrap_or_default(),
            facts: format!("{} · {}", v.words.count("learn-minutes", unit.minutes), weight.said(v)),
            href,
            is_done,
        };
        if let Some(module) = shown.last_mut() {
            module.rows.push(row);
        }
    }
    let learning = open.learning.as_ref();
    let is_newer = learning.is_some_and(|one| one.version < course.version);
    Ok(CoursePage {
        at: open.at(),
        list: v.href(&format!("{}/learn", open.pupil.base)),
        may_begin: open.pupil.learner.is_some() && learning.is_none() && card.needs.is_empty(),
        may_renew: is_newer && !course.is_closed && learning.is_some_and(|one| one.finished_at.is_some()),
        is_newer,
        is_kept: open.pupil.learner.is_some(),
        sign_in: format!("/sign-in?back={}", v.here_encoded()),
        pack: learning.map(|_| format!("{}/pack.json", open.at())),
        next: next.filter(|_| learning.is_some()),
        card,
        modules: shown,
        refusal: None,
        done: None,
        v,
    })
}

/// One course.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    parts: Parts,
    Path(way): Path<Way>,
    Query(asked): Query<Said>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let open = Open::of(&section, &mut db, &v, &parts, &way).await?;
    let mut page = page(&mut db, &v, &open).await?;
    page.done = said(&v, &asked.done);
    // What holds nothing of anybody is packed, and kept for the next who asks.
    if open.pupil.learner.is_none() { page.answer_public() } else { page.answer() }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct BeginForm {
    unit: String,
}

/// Begins a course, or its newer version.
pub(super) async fn begin(
    State(section): State<Section>,
    v: Visitor,
    parts: Parts,
    Path(way): Path<Way>,
    Form(form): Form<BeginForm>,
) -> Result<Response, WebError> {
    let mut tx = section.db.begin().await?;
    let open = Open::of(&section, &mut tx, &v, &parts, &way).await?;
    let learner: Learner = match open.pupil.learner {
        Some(learner) => learner,
        None => return v.signed_in().and(Err(WebError::Forbidden)),
    };
    let words = courses::words(&mut tx, open.course.id, open.course.version).await?;
    let language = pick(&words, &open.languages).map_or(open.course.language, |(language, _)| language);
    let begun = acts::learn::begin(&section, &mut tx, &open.course, learner, language).await?;
    if let Err(refusal) = begun {
        return again(&mut tx, &v, &open, refusal).await;
    }
    let list = units::list(&mut tx, open.course.id, open.course.version).await?;
    tx.commit().await?;
    let unit = list.iter().find(|unit| unit.mark == form.unit);
    let to = unit.map_or_else(|| open.at(), |unit| format!("{}/{}", open.at(), unit.mark));
    lead(&v, &format!("{to}?done=begun"))
}

async fn again(db: &mut Conn, v: &Visitor, open: &Open, refusal: Refusal) -> Result<Response, WebError> {
    let mut page = page(db, v, open).await?;
    page.refusal = Some(v.words.t(refusal.key()));
    page.answer_form(true)
}
