//! The courses that somebody may take.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use griot_db::{Conn, DbError};
use griot_web::{Answer, Section, Visitor, WebError};
use http::request::Parts;

use super::{
    weight::Weight,
    who::{Pupil, Way, pick},
};
use crate::{
    acts::learn::needs_left,
    model::{Course, Learner, Refusal},
    store::{courses, handouts, learnings, units},
    web::view::Link,
};

/// A course, as a list shows it.
#[derive(Debug)]
pub(super) struct Card {
    pub href: String,
    pub title: String,
    pub tag: String,
    pub summary: String,
    pub facts: String,
    pub languages: String,
    pub needs: Vec<Link>,
    /// How far the learner is; nothing for who did not begin.
    pub progress: Option<String>,
    pub is_finished: bool,
}

/// How far a learner is with a course, in words, and whether they finished it.
pub(super) async fn progress(
    db: &mut Conn,
    v: &Visitor,
    course: &Course,
    learner: Option<Learner>,
) -> Result<Option<(String, bool)>, DbError> {
    let Some(learner) = learner else { return Ok(None) };
    let Some(learning) = learnings::of(db, course.id, learner).await? else { return Ok(None) };
    let units = units::list(db, course.id, learning.version).await?;
    let done = learnings::units_done(db, learning.id).await?;
    let count = units.iter().filter(|unit| done.contains(&unit.mark)).count();
    let said = match learning.finished_at {
        Some(at) => v.words.put("learn-finished-on", "day", v.day(at)),
        None => v.words.with("learn-progress", [("done", count.into()), ("all", units.len().into())]),
    };
    Ok(Some((said, learning.finished_at.is_some())))
}

/// A course as a card.
pub(super) async fn card(
    db: &mut Conn,
    v: &Visitor,
    pupil: &Pupil,
    course: &Course,
) -> Result<Option<Card>, WebError> {
    let wanted = [v.words.language(), course.language];
    let words = courses::words(db, course.id, course.version).await?;
    let Some((language, said)) = pick(&words, &wanted) else { return Ok(None) };
    let all = units::list(db, course.id, course.version).await?;
    let lengths = units::lengths(db, course.id, course.version).await?;
    let files = handouts::of(db, course.id, course.version).await?;
    let weight = Weight::of(all.iter().map(|unit| unit.mark.as_str()), &lengths, &files, &wanted);
    let minutes: i64 = all.iter().map(|unit| unit.minutes).sum();
    let mut needs = Vec::new();
    for need in needs_left(db, course, pupil.learner).await? {
        let said = courses::words(db, need.id, need.version).await?;
        if let Some((_, said)) = pick(&said, &[v.words.language(), need.language]) {
            needs.push(Link { href: v.href(&pupil.at(&need)), label: said.title.clone() });
        }
    }
    let progress = progress(db, v, course, pupil.learner).await?;
    let languages: Vec<String> = words.keys().map(|language| v.words.language_name(*language)).collect();
    let facts =
        [v.words.count("learn-units", all.len()), v.words.count("learn-minutes", minutes), weight.said(v)];
    Ok(Some(Card {
        href: v.href(&pupil.at(course)),
        title: said.title.clone(),
        tag: language.to_string(),
        summary: said.summary.clone(),
        facts: facts.join(" · "),
        languages: languages.join(", "),
        needs,
        is_finished: progress.as_ref().is_some_and(|(_, finished)| *finished),
        progress: progress.map(|(said, _)| said),
    }))
}

#[derive(Template)]
#[template(path = "learn.html")]
struct ListPage<'a> {
    v: &'a Visitor,
    cards: Vec<Card>,
    by_code: bool,
    code: String,
    refusal: Option<String>,
}

async fn cards(db: &mut Conn, v: &Visitor, pupil: &Pupil) -> Result<Vec<Card>, WebError> {
    let mut cards = Vec::new();
    let all =
        if pupil.enrolment.is_some() { pupil.by_enrolment(db).await? } else { courses::list(db).await? };
    for course in all.iter().filter(|course| course.version > Course::DRAFT) {
        let begun = pupil.learning(db, course).await?.is_some();
        if (begun || !course.is_closed) && pupil.may(db, v, course).await? {
            cards.extend(card(db, v, pupil, course).await?);
        }
    }
    Ok(cards)
}

/// The courses of whoever asks.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    parts: Parts,
    Path(way): Path<Way>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let pupil = Pupil::meet(&section, &mut db, &v, &parts, way.code.as_deref()).await?;
    let cards = cards(&mut db, &v, &pupil).await?;
    let by_code = pupil.enrolment.is_some();
    let page = ListPage { v: &v, cards, by_code, code: String::new(), refusal: None };
    if pupil.learner.is_none() { page.answer_public() } else { page.answer() }
}

/// The page again, with the code that opens nothing.
pub(super) async fn again(
    _: &Section,
    db: &mut Conn,
    v: &Visitor,
    code: &str,
    refusal: Refusal,
) -> Result<Response, WebError> {
    let learner = v.member.as_ref().map(|member| Learner::Person(member.id));
    let pupil = Pupil { learner, enrolment: None, base: String::new() };
    let cards = cards(db, v, &pupil).await?;
    let refusal = Some(v.words.t(refusal.key()));
    ListPage { v, cards, by_code: false, code: code.to_owned(), refusal }.answer_form(true)
}
