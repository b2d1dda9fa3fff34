//! What came of a round: each answer, whether it was right, and why.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_web::{Answer as _, Section, Visitor, WebError};
use http::request::Parts;
use serde::Deserialize;

use super::{
    quiz::ticket,
    who::{Open, Way},
};
use crate::{
    acts::learn::{Lesson, is_passed},
    model::{Answer, Attempt, Question, QuestionKind, QuestionWords, Unit, drawn, result},
    store::learnings,
    web::view::{Link, lead},
};

struct Row {
    text: String,
    yours: Vec<String>,
    is_right: bool,
    right: Vec<String>,
    why: String,
}

#[derive(Template)]
#[template(path = "learn_answers.html")]
struct ResultsPage<'a> {
    v: &'a Visitor,
    course: Link,
    unit: String,
    score: String,
    is_passed: bool,
    rows: Vec<Row>,
    is_kept: bool,
    sign_in: String,
    retry: Option<String>,
    exercise: Option<String>,
    next: Option<String>,
}

fn said(words: &QuestionWords, places: &[usize]) -> Vec<String> {
    places.iter().filter_map(|place| words.choices.get(*place).cloned()).collect()
}

fn row(question: &Question, words: &QuestionWords, attempt: &Attempt) -> Row {
    let right = match question.kind {
        QuestionKind::Text => words.accepted.first().cloned().into_iter().collect(),
        _ => said(words, &question.right),
    };
    let yours = match &attempt.answer {
        Answer::Chosen(places) => said(words, places),
        Answer::Typed(typed) => vec![typed.clone()],
    };
    Row { text: words.text.clone(), yours, is_right: attempt.is_right, right, why: words.why.clone() }
}

/// The page of one round.
pub(super) fn answer(
    v: &Visitor,
    open: &Open,
    lesson: &Lesson,
    unit: &Unit,
    round: i64,
    attempts: &[Attempt],
) -> Result<Response, WebError> {
    let ticket = ticket(open);
    let score = result(unit, &lesson.bank, ticket, round, attempts);
    let mut rows = Vec::new();
    for question in drawn(unit, &lesson.bank, ticket, round) {
        let of = attempts.iter().filter(|one| one.round == round && one.question == question.mark);
        let first = of.min_by_key(|one| (one.at, one.id));
        if let (Some(attempt), Some(words)) = (first, lesson.says(&question.mark, &open.languages)) {
            rows.push(row(question, words, attempt));
        }
    }
    let at = format!("{}/{}", open.at(), unit.mark);
    let place = lesson.units.iter().position(|one| one.mark == unit.mark);
    let next = place.and_then(|place| lesson.units.get(place + 1));
    let is_passed = score.passes(unit);
    let ever = is_passed
        || open.learning.as_ref().is_some_and(|learning| self::is_passed(lesson, learning, unit, attempts));
    ResultsPage {
        course: Link { href: v.href(&open.at()), label: v.words.t("learn-to-course") },
        unit: v.href(&at),
        score: v.words.with("learn-score", [("right", score.right.into()), ("asked", score.asked.into())]),
        is_passed,
        rows,
        is_kept: open.learning.is_some(),
        sign_in: format!("/sign-in?back={}", v.here_encoded()),
        retry: (!is_passed).then(|| {
            // Where nothing is kept, the address carries the round.
            let round = if open.learning.is_none() { format!("?round={}", round + 1) } else { String::new() };
            v.href(&format!("{at}{round}#quiz"))
        }),
        exercise: unit
            .exercise
            .filter(|_| ever && open.learning.is_some())
            .map(|_| v.href(&format!("{at}/exercise"))),
        next: next.map(|next| v.href(&format!("{}/{}", open.at(), next.mark))),
        v,
    }
    .answer()
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Which {
    round: i64,
}

/// What came of a round that was kept: of the last one, if none is named.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    parts: Parts,
    Path(way): Path<Way>,
    Query(which): Query<Which>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let open = Open::of(&section, &mut db, &v, &parts, &way).await?;
    let lesson = Lesson::of(&mut db, open.course.clone(), open.version()).await?;
    let unit = lesson.unit(&way.unit).ok_or(WebError::NotFound)?;
    let attempts = match &open.learning {
        Some(learning) => {
            learning.in_order(learnings::attempts(&mut db, learning.at_version(), &unit.mark).await?)
        }
        None => Vec::new(),
    };
    let last = attempts.iter().map(|one| one.round).max();
    let round = if which.round > 0 { Some(which.round) } else { last };
    match round.filter(|round| attempts.iter().any(|one| one.round == *round)) {
        Some(round) => answer(&v, &open, &lesson, unit, round, &attempts),
        None => lead(&v, &format!("{}/{}", open.at(), unit.mark)),
    }
}
