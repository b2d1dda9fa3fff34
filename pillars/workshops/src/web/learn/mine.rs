//! What a member takes part in: their enrolments, their courses.

use askama::Template;
use axum::{extract::State, response::Response};
use griot_db::{Conn, DbError};
use griot_kernel::Timestamp;
use griot_web::{Answer, Section, Shelf, Thing, Visitor, Way, WebError};

use super::{list, who::pick};
use crate::{
    model::{Enrolment, EnrolmentStage, Learner, Stage},
    store::{courses, enrolments, learnings, programmes, workshops},
    web::view::span,
};

/// More courses or days than this are one step away from where a member begins.
const FEW: usize = 5;

/// Something of a member's own on this page.
#[derive(Clone, Debug)]
pub(super) struct Own {
    pub href: String,
    pub title: String,
    pub note: String,
    pub state: Option<String>,
    /// Whether it is still to come, or not done yet.
    pub is_open: bool,
}

/// One part of the page: enrolments, courses, and what comes of them.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub title: String,
    pub none: String,
    pub things: Vec<Own>,
}

#[derive(Template)]
#[template(path = "learn_mine.html")]
struct MinePage<'a> {
    v: &'a Visitor,
    parts: Vec<Part>,
}

async fn enrolled(
    db: &mut Conn,
    v: &Visitor,
    one: &Enrolment,
    now: Timestamp,
) -> Result<Option<Own>, DbError> {
    let Some(workshop) = workshops::by_id(db, one.workshop).await? else { return Ok(None) };
    let Some(programme) = programmes::by_id(db, workshop.programme).await? else { return Ok(None) };
    let title =
        if workshop.words.title.is_empty() { programme.words.title } else { workshop.words.title.clone() };
    let mut note = vec![span(v, workshop.starts_at, workshop.ends_at)];
    // Where it is, is told to those who have a place.
    let place = [workshop.words.place.clone(), workshop.words.area.clone()];
    if one.stage == EnrolmentStage::Enrolled {
        note.extend(place.into_iter().filter(|word| !word.is_empty()));
    }
    let key = if workshop.stage == Stage::Cancelled { workshop.stage.key() } else { one.stage.key() };
    Ok(Some(Own {
        href: v.href(&one.address()),
        title,
        note: note.join(" · "),
        state: Some(v.words.t(key)),
        is_open: one.counts() && workshop.stage == Stage::Open && workshop.ends_at >= now,
    }))
}

async fn enrolments_of(db: &mut Conn, v: &Visitor, now: Timestamp) -> Result<Vec<Own>, DbError> {
    let mut all = Vec::new();
    if let Some(member) = &v.member {
        for one in enrolments::of_person(db, member.id).await? {
            all.extend(enrolled(db, v, &one, now).await?);
        }
    }
    Ok(all)
}

async fn courses_of(db: &mut Conn, v: &Visitor) -> Result<Vec<Own>, DbError> {
    let mut all = Vec::new();
    let Some(member) = &v.member else { return Ok(all) };
    for learning in learnings::of_person(db, member.id).await? {
        let Some(course) = courses::by_id(db, learning.course).await? else { continue };
        let words = courses::words(db, course.id, learning.version).await?;
        let Some((_, said)) = pick(&words, &[v.words.language(), course.language]) else { continue };
        let progress = list::progress(db, v, &course, Some(Learner::Person(member.id))).await?;
        all.push(Own {
            href: v.href(&course.address()),
            title: said.title.clone(),
            note: progress.map(|(said, _)| said).unwrap_or_default(),
            state: learning.finished_at.map(|_| v.words.t("learn-finished")),
            is_open: learning.finished_at.is_none(),
        });
    }
    Ok(all)
}

/// The page of whoever is signed in.
pub(super) async fn show(State(section): State<Section>, v: Visitor) -> Result<Response, WebError> {
    v.signed_in()?;
    let now = section.clock.now();
    let mut db = section.db.read().await?;
    let part =
        |title: &str, none: &str, things| Part { title: v.words.t(title), none: v.words.t(none), things };
    let parts = vec![
        part("mine-enrolments", "mine-enrolments-none", enrolments_of(&mut db, &v, now).await?),
        part("mine-courses", "mine-courses-none", courses_of(&mut db, &v).await?),
    ];
    MinePage { v: &v, parts }.answer()
}

/// What stands on the page on which a member begins: where they go next, and what they learn.
pub(crate) async fn shelf(db: &mut Conn, v: &Visitor) -> Result<Option<Shelf>, DbError> {
    let now = v.section().clock.now();
    let mut things: Vec<Own> = enrolments_of(db, v, now).await?;
    things.reverse();
    let learnt = courses_of(db, v).await?;
    let things: Vec<Thing> = (things.into_iter().chain(learnt).filter(|one| one.is_open).take(FEW))
        .map(|one| Thing { href: one.href, text: one.title, lang: None, note: one.note })
        .collect();
    let ways = vec![Way { href: v.href("/me/workshops"), label: v.words.t("workshops-menu-mine") }];
    let shelf = Shelf { title: v.words.t("mine-shelf"), hint: None, things, ways };
    Ok(Some(shelf).filter(|shelf| !shelf.things.is_empty()))
}
