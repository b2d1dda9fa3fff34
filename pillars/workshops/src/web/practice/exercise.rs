//! The page on which a learner does the exercise of a unit.

use std::time::Duration;

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_crypto::typed_code;
use griot_db::Conn;
use griot_kernel::{Id, Language};
use griot_text::Html;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::request::Parts;
use serde::Deserialize;

use crate::{
    acts::learn::opened_by,
    model::{
        Course, EnrolmentStage, Exercise, ExerciseKind, ExerciseStage, ExerciseWords, Learner, Learning,
        Refusal, Unit,
    },
    store::{courses, enrolments, exercises, learnings, units},
    web::{
        learn::learner_of,
        view::{Choice, lead, said},
    },
};

/// The languages that are offered beside those of the course and of the page.
const TAGS: [&str; 6] = ["fr", "en", "mos", "dyu", "ff", "gux"];

/// What an address of these pages names.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Way {
    code: Option<String>,
    course: String,
    unit: String,
}

/// The word of an act that has just been done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Said {
    done: String,
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ExerciseForm {
    title: String,
    body: String,
    language: String,
}

/// An exercise that somebody may do.
struct Open {
    /// Before every address: nothing, or the address of the enrolment.
    base: String,
    course: Course,
    learning: Learning,
    unit: Unit,
    kind: ExerciseKind,
    has_account: bool,
}

/// What an address opens for whoever asks.
enum Opened {
    Here(Box<Open>),
    /// The course is to be begun first, there.
    NotBegun(String),
}

impl Open {
    fn at(&self) -> String {
        format!("{}{}/{}", self.base, self.course.address(), self.unit.mark)
    }

    /// Opens the exercise of an address for a member, or for whoever shows the code of an enrolment. A code
    /// that opens nothing is counted by net, so that none is guessed.
    async fn of(
        section: &Section,
        db: &mut Conn,
        v: &Visitor,
        parts: &Parts,
        way: &Way,
    ) -> Result<Opened, WebError> {
        let course = courses::by_slug(db, &way.course).await?.filter(|one| one.version > Course::DRAFT);
        let (learner, base, has_account) = match &way.code {
            None => (Learner::Person(v.signed_in()?.id), String::new(), true),
            Some(typed) => {
                let found = enrolments::by_code(db, &typed_code(typed)).await?;
                let found = found.filter(|one| one.stage == EnrolmentStage::Enrolled);
                let Some(one) = found else {
                    section.limit(parts, "learn-code", 40, Duration::from_secs(15))?;
                    return Err(WebError::NotFound);
                };
                let opened = opened_by(db, &one).await?;
                if !course.as_ref().is_some_and(|course| opened.contains(&course.id)) {
                    return Err(WebError::NotFound);
                }
                let learner = learner_of(&one, v);
                (learner, one.address(), matches!(learner, Learner::Person(_)))
            }
        };
        let course = course.ok_or(WebError::NotFound)?;
        let Some(learning) = learnings::of(db, course.id, learner).await? else {
            return Ok(Opened::NotBegun(format!("{base}{}", course.address())));
        };
        let all = units::list(db, course.id, learning.version).await?;
        let unit = all.into_iter().find(|unit| unit.mark == way.unit).ok_or(WebError::NotFound)?;
        let kind = unit.exercise.ok_or(WebError::NotFound)?;
        Ok(Opened::Here(Box::new(Self { base, course, learning, unit, kind, has_account })))
    }
}

#[derive(Template)]
#[template(path = "exercise.html")]
struct ExercisePage<'a> {
    v: &'a Visitor,
    at: String,
    unit: String,
    kind: String,
    is_own: bool,
    is_post: bool,
    task: Html,
    stage: Option<String>,
    remark: String,
    made: Option<String>,
    is_approved: bool,
    body: Html,
    form: ExerciseForm,
    languages: Vec<Choice>,
    refusal: Option<String>,
    done: Option<String>,
}

async fn page<'a>(
    db: &mut Conn,
    v: &'a Visitor,
    open: &Open,
    typed: Option<ExerciseForm>,
) -> Result<ExercisePage<'a>, WebError> {
    let known = exercises::of_unit(db, open.learning.id, &open.unit.mark).await?;
    let words = units::words(db, (open.course.id, open.learning.version), &open.unit.mark).await?;
    let wanted = [v.words.language(), open.learning.language, open.course.language];
    let found = wanted.iter().find_map(|language| words.get(language)).or_else(|| words.values().next());
    let unit = found.cloned().unwrap_or_default();
    let form = typed.unwrap_or_else(|| match &known {
        Some(known) => ExerciseForm {
            title: known.words.title.clone(),
            body: known.words.body.clone(),
            language: known.words.language.to_string(),
        },
        None => ExerciseForm { language: open.learning.language.to_string(), ..ExerciseForm::default() },
    });
    let is_approved = known.as_ref().is_some_and(|one| one.stage == ExerciseStage::Approved);
    let made = known.as_ref().map(|one| one.address.clone()).filter(|address| !address.is_empty());
    let body = if is_approved { form.body.as_str() } else { "" };
    Ok(ExercisePage {
        at: open.at(),
        unit: unit.title,
        kind: v.words.t(open.kind.key()),
        is_own: open.kind == ExerciseKind::Own,
        is_post: open.kind == ExerciseKind::Post && open.has_account,
        task: griot_text::markdown(&unit.exercise),
        stage: known.as_ref().map(|one| v.words.t(one.stage.key())),
        remark: known.as_ref().map(|one| one.remark.clone()).unwrap_or_default(),
        // Of what was made only a post is theirs to open; the calendar is the team's.
        made: made.filter(|address| open.has_account && address.starts_with("/me/")),
        is_approved,
        body: griot_text::markdown(body),
        languages: languages(v, &form.language, &wanted),
        form,
        refusal: None,
        done: None,
        v,
    })
}

/// The languages to choose from, the one that was written among them.
fn languages(v: &Visitor, current: &str, first: &[Language]) -> Vec<Choice> {
    let mut all: Vec<Language> = first.to_vec();
    all.extend(TAGS.iter().copied().chain([current]).filter_map(|tag| tag.parse::<Language>().ok()));
    let mut choices: Vec<Choice> = Vec::new();
    for one in all {
        let value = one.to_string();
        if choices.iter().all(|known| known.value != value) {
            let label = v.words.language_name(one);
            choices.push(Choice { current: value == current, value, label });
        }
    }
    choices
}

/// The exercise, what was handed in, and what a trainer said of it.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    parts: Parts,
    Path(way): Path<Way>,
    Query(asked): Query<Said>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    match Open::of(&section, &mut db, &v, &parts, &way).await? {
        Opened::NotBegun(course) => lead(&v, &course),
        Opened::Here(open) => {
            let mut page = page(&mut db, &v, &open, None).await?;
            page.done = said(&v, &asked.done);
            page.answer()
        }
    }
}

/// Hands an exercise in, or hands it in again.
pub(super) async fn hand_in(
    State(section): State<Section>,
    v: Visitor,
    parts: Parts,
    Path(way): Path<Way>,
    Form(form): Form<ExerciseForm>,
) -> Result<Response, WebError> {
    let mut tx = section.db.begin().await?;
    let open = match Open::of(&section, &mut tx, &v, &parts, &way).await? {
        Opened::Here(open) => open,
        Opened::NotBegun(course) => return lead(&v, &course),
    };
    let judged = ExerciseWords::typed(open.kind, &form.title, &form.body, &form.language);
    let refusal = match judged {
        Ok(words) => {
            let exercise = Exercise {
                id: Id::secret(section.random.as_ref()),
                learning: open.learning.id,
                unit: open.unit.mark.clone(),
                kind: open.kind,
                words,
                stage: ExerciseStage::Handed,
                address: String::new(),
                work: None,
                remark: String::new(),
                at: section.clock.now(),
                judged_at: None,
                judged_by: None,
            };
            if exercises::hand_in(&mut tx, &exercise).await? { None } else { Some(Refusal::NotNow) }
        }
        Err(refusal) => Some(refusal),
    };
    let Some(refusal) = refusal else {
        tx.commit().await?;
        return lead(&v, &format!("{}/exercise?done=handed", open.at()));
    };
    let mut page = page(&mut tx, &v, &open, Some(form)).await?;
    page.refusal = Some(v.words.t(refusal.key()));
    page.answer_form(true)
}
