//! How far those of a workshop are with its course, and which device still holds something of it.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use griot_web::{Answer, Section, Visitor, WebError};

use super::who::{pick, pick_of};
use crate::{
    model::{EnrolmentId, EnrolmentStage, Learning, LearningId},
    store::{courses, devices, enrolments, learnings, programmes, units, workshops},
    web::{
        TRAIN,
        view::{Link, id_of, span},
    },
};

struct Row {
    name: String,
    cells: Vec<bool>,
    count: usize,
    seen: String,
    is_finished: bool,
}

struct Held {
    name: String,
    label: String,
    held: i64,
    day: String,
    is_out: bool,
}

#[derive(Template)]
#[template(path = "learn_progress.html")]
struct ProgressPage<'a> {
    v: &'a Visitor,
    workshop: Link,
    day: String,
    course: Option<Link>,
    units: Vec<String>,
    totals: Vec<usize>,
    rows: Vec<Row>,
    not_begun: Vec<String>,
    begun: String,
    devices: Vec<Held>,
}

/// How far everyone is.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut db = section.db.read().await?;
    let workshop = workshops::by_id(&mut db, id_of(&id)?).await?.ok_or(WebError::NotFound)?;
    let programme = programmes::by_id(&mut db, workshop.programme).await?.ok_or(WebError::NotFound)?;
    let title =
        if workshop.words.title.is_empty() { programme.words.title } else { workshop.words.title.clone() };
    let mut page = ProgressPage {
        v: &v,
        workshop: Link { href: v.href(&workshop.desk()), label: title },
        day: span(&v, workshop.starts_at, workshop.ends_at),
        course: None,
        units: Vec::new(),
        totals: Vec::new(),
        rows: Vec::new(),
        not_begun: Vec::new(),
        begun: String::new(),
        devices: Vec::new(),
    };
    let course = match programme.course {
        Some(id) => courses::by_id(&mut db, id).await?.filter(|course| course.version > 0),
        None => None,
    };
    let Some(course) = course else { return page.answer() };
    let wanted = [v.words.language(), course.language];
    let words = courses::words(&mut db, course.id, course.version).await?;
    let called = pick(&words, &wanted).map(|(_, said)| said.title.clone()).unwrap_or_default();
    page.course = Some(Link { href: v.href(&course.address()), label: called });
    let all = units::list(&mut db, course.id, course.version).await?;
    let titles = units::titles(&mut db, course.id, course.version).await?;
    page.units =
        all.iter().map(|unit| pick_of(&titles, &unit.mark, &wanted).cloned().unwrap_or_default()).collect();

    let people = enrolments::of(&mut db, workshop.id).await?;
    let people: Vec<_> = people.into_iter().filter(|one| one.stage == EnrolmentStage::Enrolled).collect();
    let names: BTreeMap<EnrolmentId, String> = people.iter().map(|one| (one.id, one.name.clone())).collect();
    // Somebody may have begun by their code and, later, by an account: what they did in either counts.
    let mut of: BTreeMap<EnrolmentId, Vec<Learning>> = BTreeMap::new();
    for (enrolment, learning) in learnings::in_workshop(&mut db, workshop.id, course.id).await? {
        of.entry(enrolment).or_default().push(learning);
    }
    let mut done: BTreeMap<LearningId, BTreeSet<String>> = BTreeMap::new();
    for (learning, unit, _) in learnings::done_in_workshop(&mut db, workshop.id, course.id).await? {
        done.entry(learning).or_default().insert(unit);
    }
    for one in &people {
        let Some(own) = of.get(&one.id) else {
            page.not_begun.push(one.name.clone());
            continue;
        };
        let is_done = |mark: &String| {
            own.iter().any(|learning| done.get(&learning.id).is_some_and(|marks| marks.contains(mark)))
        };
        let cells: Vec<bool> = all.iter().map(|unit| is_done(&unit.mark)).collect();
        page.rows.push(Row {
            name: one.name.clone(),
            count: cells.iter().filter(|done| **done).count(),
            cells,
            seen: own.iter().map(|learning| learning.seen_at).max().map(|at| v.day(at)).unwrap_or_default(),
            is_finished: own.iter().any(|learning| learning.finished_at.is_some()),
        });
    }
    page.totals = (0..all.len())
        .map(|place| page.rows.iter().filter(|row| row.cells.get(place) == Some(&true)).count())
        .collect();
    page.begun =
        v.words.with("learning-begun", [("begun", page.rows.len().into()), ("all", people.len().into())]);
    for one in devices::of_workshop(&mut db, workshop.id).await? {
        let name = names.get(&one.enrolment).cloned().unwrap_or_default();
        let (label, held, is_out) = (one.label, one.held, one.is_out);
        page.devices.push(Held { name, label, held, day: v.day(one.at), is_out });
    }
    page.answer()
}
