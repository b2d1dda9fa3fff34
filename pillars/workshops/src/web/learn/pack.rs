//! A course to take along: the version begun, with its questions for three rounds.

use axum::{
    Json,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use griot_kernel::Language;
use griot_web::{Section, Visitor, WebError};
use http::{StatusCode, header, request::Parts};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    unit::set,
    weight::{is_shown, kb, key},
    who::{Open, Way, pick},
};
use crate::{
    acts::learn::Lesson,
    model::{CourseFile, FileKind, Learning, Unit, drawn, shuffled},
    store::{courses, devices, handouts, learnings, units},
};

/// So many rounds can be played without a network.
const ROUNDS_ALONG: i64 = 3;

fn file(open: &Open, unit: &Unit, one: &CourseFile) -> Option<Value> {
    let key = key(one)?;
    let address = match one.kind {
        FileKind::Picture | FileKind::Audio => format!("/files/{}", key.as_str()),
        FileKind::Pdf | FileKind::Sheet => format!("{}/{}/files/{}", open.at(), unit.mark, one.id),
    };
    Some(json!({
        "kind": one.kind.as_str(), "name": one.name, "alt": one.alt, "bytes": one.bytes, "address": address,
    }))
}

fn rounds(open: &Open, lesson: &Lesson, learning: &Learning, unit: &Unit) -> Vec<Value> {
    let question = |round: i64| {
        let asked = drawn(unit, &lesson.bank, learning.id, round).into_iter();
        let one = asked.filter_map(move |one| {
            let words = lesson.says(&one.mark, &open.languages)?;
            Some(json!({
                "question": one.mark, "kind": one.kind.as_str(), "text": words.text, "choices": words.choices,
                "shown": shuffled(&one.mark, words.choices.len(), learning.id, round),
                "right": one.right, "accepted": words.accepted, "why": words.why,
            }))
        });
        json!({ "round": round, "questions": one.collect::<Vec<_>>() })
    };
    if lesson.asks(unit) { (1..=ROUNDS_ALONG).map(question).collect() } else { Vec::new() }
}

/// Who asks for a pack.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Taker {
    /// The id that a device made for itself; without one, nobody is told that the course went along.
    device: String,
}

/// Gives the course that was begun, as a device keeps it, and notes which one took it: until it is back, a trainer
/// sees that it may hold answers.
pub(super) async fn give(
    State(section): State<Section>,
    v: Visitor,
    parts: Parts,
    Path(way): Path<Way>,
    Query(taker): Query<Taker>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let open = Open::of(&section, &mut db, &v, &parts, &way).await?;
    let Some(learning) = &open.learning else {
        return Ok((StatusCode::CONFLICT, Json(json!({ "reason": "not-begun" }))).into_response());
    };
    let (course, version) = (&open.course, learning.version);
    let lesson = Lesson::of(&mut db, course.clone(), version).await?;
    let words = courses::words(&mut db, course.id, version).await?;
    let (language, says) =
        pick(&words, &open.languages).map(|(tag, says)| (tag, says.clone())).ok_or(WebError::NotFound)?;
    let files = handouts::of(&mut db, course.id, version).await?;
    let done = learnings::units_done(&mut db, learning.id).await?;
    let mut all = Vec::new();
    for unit in &lesson.units {
        let words = units::words(&mut db, (course.id, version), &unit.mark).await?;
        let Some((tag, text)) = pick(&words, &open.languages) else { continue };
        let of_unit = files.iter().filter(|one| one.unit == unit.mark && is_shown(one, &[tag]));
        let html = |source: &str, tag: Language| set(source, tag, None).into_string();
        let media: i64 = of_unit.clone().map(|one| one.bytes).sum();
        let body = html(&text.body, tag);
        all.push(json!({
            "unit": unit.mark, "module": unit.module, "minutes": unit.minutes, "pass": unit.pass,
            "language": tag.to_string(), "title": text.title,
            "text_kb": kb(i64::try_from(body.len()).unwrap_or(i64::MAX)), "files_kb": kb(media), "html": body,
            "exercise": unit.exercise.map(|_| html(&text.exercise, tag)),
            "done": done.contains(&unit.mark),
            "files": of_unit.filter_map(|one| file(&open, unit, one)).collect::<Vec<_>>(),
            "rounds": rounds(&open, &lesson, learning, unit),
        }));
    }
    let sync = match &open.pupil.enrolment {
        Some(one) => format!("{}/sync", one.address()),
        None => "/learn/sync".to_owned(),
    };
    let pack = json!({
        "pack": 1, "course": course.slug, "version": version, "learning": learning.id.to_string(),
        "language": language.to_string(), "title": says.title, "summary": says.summary, "modules": says.modules,
        "address": open.at(), "sync": sync, "begun_at": learning.begun_at.as_millisecond(), "units": all,
    });
    if let Ok(device) = taker.device.parse() {
        let workshop = open.pupil.enrolment.as_ref().map(|one| one.workshop);
        let learning = learning.id;
        drop(db);
        let mut tx = section.db.begin().await?;
        devices::take(&mut tx, device, (workshop, learning), section.clock.now()).await?;
        tx.commit().await?;
    }
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(pack)).into_response())
}
