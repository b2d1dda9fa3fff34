//! What a device brings that was used without a network: a union of sets, so that a batch may come twice, in pieces,
//! or from two devices.

use std::collections::{BTreeMap, BTreeSet};

use griot_db::{DbError, Tx};
use griot_kernel::Timestamp;
use griot_web::Section;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::learn::{Lesson, close, settle};
use crate::{
    model::{
        Answer, Attempt, AttemptId, Course, Enrolment, Learner, Learning, Question, ROUNDS, drawn, line_of,
    },
    store::{
        courses,
        devices::{self, Device},
        learnings,
    },
};

/// More answers than this are brought in several batches.
pub const MOST: usize = 2_000;
/// Two hundred years around 1970 can be written as a day; a clock beyond that says nothing.
const FAR: i64 = 6_311_433_600_000;

/// What a device brings.
#[derive(Clone, Debug, Deserialize)]
pub struct Batch {
    /// Which device: an id that it made once.
    pub device: Uuid,
    /// Of which learning the answers are, as the pack says: a telephone is shared, and whoever is signed in when the
    /// network is back need not be who answered.
    pub learning: Uuid,
    /// What its owner calls it.
    #[serde(default)]
    pub label: String,
    /// So many answers it will still hold after these, by its own count.
    #[serde(default)]
    pub held: i64,
    /// The answers.
    #[serde(default)]
    pub attempts: Vec<Brought>,
    /// The units without questions that were read.
    #[serde(default)]
    pub done: Vec<Read>,
}

/// An answer that a device brings.
#[derive(Clone, Debug, Deserialize)]
pub struct Brought {
    /// The id that the device made.
    pub id: Uuid,
    /// The name of the course in its address.
    pub course: String,
    /// The unit.
    pub unit: String,
    /// The version of the course that the device has.
    pub version: i64,
    /// The question.
    pub question: String,
    /// The how manieth time the unit was tried.
    pub round: i64,
    /// The answer, as [`Answer`] writes itself.
    pub answer: serde_json::Value,
    /// When, in milliseconds, as the device says.
    pub at: i64,
}

/// A unit that was read.
#[derive(Clone, Debug, Deserialize)]
pub struct Read {
    /// The name of the course in its address.
    pub course: String,
    /// The version of the course that the device has.
    pub version: i64,
    /// The unit.
    pub unit: String,
}

/// What was not taken, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// The id of the answer; for a unit that was read, its course and mark.
    pub id: String,
    /// The reason, in a word.
    pub reason: &'static str,
}

/// What became of a batch. What is `taken` or `known` may be forgotten by the device, and so may what was refused, for
/// the same would be refused again: only what was refused as `not-begun` is worth keeping. Answers of a version that
/// the learner has gone on from are kept as what was answered in it; a version that they have not come to yet is
/// refused as `other-version`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// New here: the ids of answers, and the units that were read, each as `course/unit`.
    pub taken: Vec<String>,
    /// Brought before.
    pub known: Vec<String>,
    /// Not taken.
    pub refused: Vec<Refused>,
    /// The units with which the learner is done, each as course and mark.
    pub done: Vec<(String, String)>,
    /// The courses that the learner finished.
    pub finished: Vec<String>,
}

/// A course of which answers came.
struct Open {
    course: Course,
    learning: Learning,
    /// The versions of which answers came: of the one that the learner is in, and of those before.
    lessons: BTreeMap<i64, Lesson>,
    /// The units of the version that the learner is in, of which new answers came.
    touched: BTreeSet<String>,
    /// What is asked in a round of a unit of a version.
    drawn: BTreeMap<(i64, String, i64), BTreeSet<String>>,
}

impl Open {
    /// The answer, if it can be taken, and whether it is right.
    fn takes(&mut self, one: &Brought) -> Result<(Answer, bool), &'static str> {
        let Some(lesson) = self.lessons.get(&one.version) else { return Err("other-version") };
        let asked = |known: &&Question| known.mark == one.question && known.unit == one.unit;
        let Some(question) = lesson.bank.iter().find(asked) else { return Err("unknown-question") };
        let answer: Option<Answer> = serde_json::from_value(one.answer.clone()).ok();
        let Some(answer) = answer.filter(|answer| lesson.fits(question, answer)) else {
            return Err("bad-answer");
        };
        let is_right = lesson.is_right(question, &answer);
        let asked = (1..=ROUNDS).contains(&one.round) && self.asks(one);
        if asked { Ok((answer, is_right)) } else { Err("not-asked") }
    }

    fn asks(&mut self, one: &Brought) -> bool {
        let Some(lesson) = self.lessons.get(&one.version) else { return false };
        let Some(unit) = lesson.unit(&one.unit) else { return false };
        let marks = || {
            let asked = drawn(unit, &lesson.bank, self.learning.id, one.round);
            asked.into_iter().map(|one| one.mark.clone()).collect()
        };
        let round = (one.version, one.unit.clone(), one.round);
        self.drawn.entry(round).or_insert_with(marks).contains(&one.question)
    }

    /// The version that the learner is in.
    fn lesson(&self) -> Option<&Lesson> {
        self.lessons.get(&self.learning.version)
    }
}

/// Takes a batch of one learner: of the one whose learning it names, who must be the one who brings it.
pub async fn take(
    section: &Section,
    tx: &mut Tx,
    learner: Learner,
    enrolment: Option<&Enrolment>,
    batch: &Batch,
) -> Result<Outcome, DbError> {
    let now = section.clock.now();
    let mut outcome = Outcome::default();
    let mut open: BTreeMap<String, Result<Open, &'static str>> = BTreeMap::new();
    let answered = batch.attempts.iter().map(|one| (&one.course, one.version));
    for (slug, version) in answered.chain(batch.done.iter().map(|one| (&one.course, one.version))) {
        if !open.contains_key(slug) {
            open.insert(slug.clone(), opened(tx, slug, learner).await?);
        }
        let Some(Ok(course)) = open.get_mut(slug) else { continue };
        let is_known = (1..=course.learning.version).contains(&version);
        if is_known && !course.lessons.contains_key(&version) {
            let of = course.course.clone();
            course.lessons.insert(version, Lesson::of(tx, of, version).await?);
        }
    }
    for one in &batch.attempts {
        let id = one.id.to_string();
        match attempt(tx, &mut open, one, now).await? {
            Ok(true) => outcome.taken.push(id),
            Ok(false) => outcome.known.push(id),
            Err(reason) => outcome.refused.push(Refused { id, reason }),
        }
    }
    for one in &batch.done {
        let id = format!("{}/{}", one.course, one.unit);
        match read(tx, &mut open, one, now).await? {
            Ok(true) => outcome.taken.push(id),
            Ok(false) => outcome.known.push(id),
            Err(reason) => outcome.refused.push(Refused { id, reason }),
        }
    }
    for (slug, course) in &open {
        let Ok(course) = course else { continue };
        if let Some(lesson) = course.lesson() {
            for unit in course.touched.iter().filter_map(|mark| lesson.unit(mark)) {
                settle(tx, lesson, &course.learning, unit, now).await?;
            }
            if close(tx, lesson, &course.learning, now).await? {
                outcome.finished.push(slug.clone());
            }
        }
        let done = learnings::units_done(tx, course.learning.id).await?;
        outcome.done.extend(done.into_iter().map(|unit| (slug.clone(), unit)));
    }
    if let Some(course) = open.values().find_map(|course| course.as_ref().ok()) {
        let device = Device {
            id: batch.device.into(),
            workshop: enrolment.map(|one| one.workshop),
            learning: course.learning.id,
            label: label(&batch.label),
            held: batch.held.clamp(0, 1_000_000),
            synced_at: now,
        };
        devices::put(tx, &device).await?;
    }
    Ok(outcome)
}

/// What a device is called: as much of it as a table shows.
fn label(typed: &str) -> String {
    let signs = typed.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).take(60);
    line_of(&signs.collect::<String>(), 60).unwrap_or_default()
}

async fn opened(tx: &mut Tx, slug: &str, learner: Learner) -> Result<Result<Open, &'static str>, DbError> {
    // PostgreSQL takes no U+0000, and no course has a sign like it.
    let named = if slug.contains(char::is_control) { None } else { courses::by_slug(tx, slug).await? };
    let Some(course) = named else { return Ok(Err("unknown-course")) };
    let Some(learning) = learnings::of(tx, course.id, learner).await? else { return Ok(Err("not-begun")) };
    let (lessons, touched, drawn) = Default::default();
    Ok(Ok(Open { course, learning, lessons, touched, drawn }))
}

async fn attempt(
    tx: &mut Tx,
    open: &mut BTreeMap<String, Result<Open, &'static str>>,
    one: &Brought,
    now: Timestamp,
) -> Result<Result<bool, &'static str>, DbError> {
    let course = match open.get_mut(&one.course) {
        Some(Ok(course)) => course,
        Some(Err(reason)) => return Ok(Err(reason)),
        None => return Ok(Err("unknown-course")),
    };
    let id = AttemptId::from(one.id);
    let (answer, is_right) = match course.takes(one) {
        Ok(taken) => taken,
        Err(reason) => {
            let known = learnings::learning_of(tx, id).await? == Some(course.learning.id);
            return Ok(if known { Ok(false) } else { Err(reason) });
        }
    };
    let attempt = Attempt {
        id,
        learning: course.learning.id,
        version: one.version,
        unit: one.unit.clone(),
        question: one.question.clone(),
        round: one.round,
        is_right,
        answer,
        at: Timestamp::from_millisecond(one.at.clamp(-FAR, FAR)),
        received_at: now,
    };
    if one.version == course.learning.version {
        course.touched.insert(one.unit.clone());
    }
    if learnings::add_attempt(tx, &attempt).await? {
        return Ok(Ok(true));
    }
    let own = learnings::learning_of(tx, id).await? == Some(course.learning.id);
    Ok(if own { Ok(false) } else { Err("id-taken") })
}

async fn read(
    tx: &mut Tx,
    open: &mut BTreeMap<String, Result<Open, &'static str>>,
    one: &Read,
    now: Timestamp,
) -> Result<Result<bool, &'static str>, DbError> {
    let course = match open.get(&one.course) {
        Some(Ok(course)) => course,
        Some(Err(reason)) => return Ok(Err(reason)),
        None => return Ok(Err("unknown-course")),
    };
    let Some(lesson) = course.lessons.get(&one.version) else { return Ok(Err("other-version")) };
    let Some(unit) = lesson.unit(&one.unit) else { return Ok(Err("unknown-unit")) };
    if one.version < course.learning.version {
        // The version before was finished, so this unit was read in it.
        return Ok(Ok(false));
    }
    if lesson.asks(unit) {
        return Ok(Err("has-questions"));
    }
    Ok(Ok(learnings::unit_done(tx, course.learning.id, &unit.mark, now).await?))
}
