//! The questions of a unit.

use axum::{
    extract::{Path, State},
    response::Response,
};
use griot_kernel::Language;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{
    super::{
        TRAIN,
        view::{Choice, lead},
    },
    course::{MoveForm, free_mark},
    seen,
    unit::{address, found, language_of, page},
};
use crate::{
    course_pack::BundleUnit,
    model::{Course, Question, QuestionKind, QuestionWords, Refusal},
    store::{courses, questions},
};

/// A question as its form shows it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct QuestionForm {
    pub question: String,
    pub language: String,
    pub kind: String,
    pub text: String,
    pub choices: String,
    pub right: String,
    pub accepted: String,
    pub why: String,
    pub seen: String,
    /// Whether kind and answer can be changed here: in the language of the course alone.
    #[serde(skip)]
    pub is_own: bool,
    #[serde(skip)]
    pub original: String,
    #[serde(skip)]
    pub kinds: Vec<Choice>,
}

fn kinds(v: &Visitor, current: &str) -> Vec<Choice> {
    let all = [QuestionKind::Single, QuestionKind::Multiple, QuestionKind::Order, QuestionKind::Text];
    let kind = |one: QuestionKind| Choice {
        value: one.as_str().to_owned(),
        label: v.words.t(one.key()),
        current: one.as_str() == current,
    };
    all.map(kind).into()
}

impl QuestionForm {
    /// A question that is not asked yet.
    pub fn blank(v: &Visitor, language: Language) -> Self {
        Self { language: language.to_string(), kinds: kinds(v, "single"), is_own: true, ..Self::default() }
    }

    fn of(
        v: &Visitor,
        own: Language,
        question: &Question,
        words: (&QuestionWords, &QuestionWords),
        to: Language,
    ) -> Self {
        let right: Vec<String> = question.right.iter().map(|place| (place + 1).to_string()).collect();
        let (words, original) = words;
        let form = Self {
            question: question.mark.clone(),
            language: to.to_string(),
            kind: question.kind.as_str().to_owned(),
            text: words.text.clone(),
            choices: words.choices.join("\n"),
            right: right.join(", "),
            accepted: words.accepted.join("\n"),
            why: words.why.clone(),
            seen: String::new(),
            is_own: to == own,
            original: if to == own {
                String::new()
            } else {
                [&original.text, &original.choices.join("\n"), &original.accepted.join("\n"), &original.why]
                    .map(String::as_str)
                    .join("\n")
            },
            kinds: kinds(v, question.kind.as_str()),
        };
        let all = [&form.kind, &form.text, &form.choices, &form.right, &form.accepted, &form.why];
        let seen = seen(&all.map(String::as_str));
        Self { seen, ..form }
    }

    fn right(&self) -> Result<Vec<usize>, Refusal> {
        let numbers = self.right.split(|sign: char| !sign.is_alphanumeric()).filter(|part| !part.is_empty());
        let place = |number: &str| {
            let number: usize = number.parse().map_err(|_| Refusal::NoRightAnswer)?;
            number.checked_sub(1).ok_or(Refusal::NoRightAnswer)
        };
        numbers.map(place).collect()
    }
}

/// The questions of a unit in this language, to be changed.
pub(super) fn forms(v: &Visitor, course: &Course, one: &BundleUnit, language: Language) -> Vec<QuestionForm> {
    let empty = QuestionWords::default();
    let form = |(question, all): &(Question, std::collections::BTreeMap<Language, QuestionWords>)| {
        let words = (all.get(&language).unwrap_or(&empty), all.get(&course.language).unwrap_or(&empty));
        QuestionForm::of(v, course.language, question, words, language)
    };
    one.questions.iter().map(form).collect()
}

/// What is said of a translation whose choices are not as many as those of the original.
const OTHER_COUNT: &str = "course-refused-choices";

fn judged(
    form: &QuestionForm,
    course: &Course,
    one: &BundleUnit,
) -> Result<(Question, QuestionWords), &'static str> {
    let words =
        QuestionWords::typed(&form.text, &form.choices, &form.accepted, &form.why).map_err(Refusal::key)?;
    let known = one.questions.iter().find(|(question, _)| question.mark == form.question);
    let is_own = form.language == course.language.to_string();
    let question = match known {
        Some((question, all)) if !is_own => {
            let count = all.get(&course.language).map_or(0, |own| own.choices.len());
            if count != words.choices.len() {
                return Err(OTHER_COUNT);
            }
            question.clone()
        }
        // A question is asked first in the language of the course.
        None if !is_own => return Err("course-refused-question-language"),
        known => Question {
            mark: form.question.clone(),
            unit: one.unit.mark.clone(),
            place: known.map_or_else(
                || one.questions.last().map_or(1, |(last, _)| last.place + 1),
                |(question, _)| question.place,
            ),
            kind: form.kind.parse().map_err(|_| Refusal::BadChoice.key())?,
            right: form.right().map_err(Refusal::key)?,
        },
    };
    let words = match question.kind {
        QuestionKind::Text => QuestionWords { choices: Vec::new(), ..words },
        _ => QuestionWords { accepted: Vec::new(), ..words },
    };
    let right = if question.kind == QuestionKind::Text { Vec::new() } else { question.right.clone() };
    let question = Question { right, ..question };
    question.judged(&words).map_err(Refusal::key)?;
    Ok((question, words))
}

/// Adds a question, or changes one.
pub(super) async fn save(
    State(section): State<Section>,
    v: Visitor,
    Path((id, mark)): Path<(String, String)>,
    Form(form): Form<QuestionForm>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let unit = found(&mut tx, &id, &mark).await?;
    let language = language_of(&unit.0, &form.language);
    let form = QuestionForm { language: language.to_string(), ..form };
    let now = forms(&v, &unit.0, &unit.1, language);
    let known = now.into_iter().find(|one| one.question == form.question);
    if known.is_none() && !form.question.is_empty() {
        return Err(WebError::NotFound);
    }
    let again = QuestionForm {
        kinds: kinds(&v, &form.kind),
        is_own: language == unit.0.language,
        original: known.as_ref().map(|one| one.original.clone()).unwrap_or_default(),
        ..form.clone()
    };
    let refused = match judged(&form, &unit.0, &unit.1) {
        Err(key) => Err((key, StatusCode::UNPROCESSABLE_ENTITY)),
        Ok(_) if known.as_ref().is_some_and(|one| one.seen != form.seen) => {
            Err((Refusal::Stale.key(), StatusCode::CONFLICT))
        }
        Ok(judged) => Ok(judged),
    };
    let (mut question, words) = match refused {
        Ok(judged) => judged,
        Err((key, status)) => {
            let mut page = page(&mut tx, &v, &unit, language, None).await?;
            // What was typed stands below; above it, each question as it is now.
            let seen = known.map(|one| one.seen).unwrap_or_default();
            page.asked = QuestionForm { seen, ..again };
            page.refusal = Some(v.words.t(key));
            return page.answer_with(status);
        }
    };
    if question.mark.is_empty() {
        let all = questions::list(&mut tx, unit.0.id, Course::DRAFT).await?;
        let published = questions::list(&mut tx, unit.0.id, unit.0.version).await?;
        let taken = all.iter().chain(&published).map(|one| one.mark.clone()).collect();
        question.mark = free_mark(&format!("{mark}-q"), &taken);
    }
    questions::put(&mut tx, unit.0.id, Course::DRAFT, &question).await?;
    questions::put_words(&mut tx, (unit.0.id, Course::DRAFT), &question.mark, language, &words).await?;
    courses::touch(&mut tx, unit.0.id, section.clock.now()).await?;
    tx.commit().await?;
    lead(&v, &format!("{}#questions", address(&unit.0, &mark, language, "saved")))
}

/// Moves a question one place up or down.
pub(super) async fn shift(
    State(section): State<Section>,
    v: Visitor,
    Path((id, mark)): Path<(String, String)>,
    Form(form): Form<MoveForm>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let (course, unit, _) = found(&mut tx, &id, &mark).await?;
    let mut all: Vec<Question> = unit.questions.into_iter().map(|(question, _)| question).collect();
    let from = all.iter().position(|one| one.mark == form.question).ok_or(WebError::NotFound)?;
    let to = if form.way == "up" { from.checked_sub(1) } else { Some(from + 1).filter(|to| *to < all.len()) };
    if let Some(to) = to {
        all.swap(from, to);
        for (place, question) in (1_i64..).zip(all) {
            questions::put(&mut tx, course.id, Course::DRAFT, &Question { place, ..question }).await?;
        }
        courses::touch(&mut tx, course.id, section.clock.now()).await?;
    }
    tx.commit().await?;
    let language = language_of(&course, &form.language);
    lead(&v, &format!("{}#questions", address(&course, &mark, language, "saved")))
}

/// Takes a question out of the draft.
pub(super) async fn remove(
    State(section): State<Section>,
    v: Visitor,
    Path((id, mark)): Path<(String, String)>,
    Form(form): Form<MoveForm>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let (course, unit, _) = found(&mut tx, &id, &mark).await?;
    if !unit.questions.iter().any(|(one, _)| one.mark == form.question) {
        return Err(WebError::NotFound);
    }
    questions::remove(&mut tx, course.id, Course::DRAFT, &form.question).await?;
    courses::touch(&mut tx, course.id, section.clock.now()).await?;
    tx.commit().await?;
    let language = language_of(&course, &form.language);
    lead(&v, &format!("{}#questions", address(&course, &mark, language, "removed")))
}
