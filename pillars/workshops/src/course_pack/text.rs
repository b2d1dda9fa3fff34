//! A unit as a Markdown file with TOML before it: title, minutes, exercise and questions, then what is read.

use std::collections::{BTreeMap, BTreeSet};

use griot_kernel::Language;
use serde::{Deserialize, Serialize};

use super::BundleUnit;
use crate::model::{ExerciseKind, Question, QuestionWords, Unit, UnitWords, line_of};

/// So many of a hundred answers must be right where nobody says otherwise.
const PASS: i64 = 60;
/// Questions of one unit.
const MOST_QUESTIONS: usize = 60;

/// Why a text is no unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadText {
    /// What stands before the text is missing or cannot be read.
    #[error("what stands before the text of a unit cannot be read")]
    Head,
    /// It says nothing, or too much.
    #[error("the text of a unit is empty or too long")]
    Body,
    /// A question cannot be answered.
    #[error("a question of a unit cannot be answered")]
    Question,
    /// Two languages do not ask the same.
    #[error("a unit does not ask the same in every language")]
    Differs,
    /// It is not there.
    #[error("the text of a unit is not there")]
    Absent,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    title: String,
    minutes: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    exercise: Option<Practice>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    question: Vec<Asked>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Practice {
    kind: String,
    text: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    id: String,
    kind: String,
    text: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    choice: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    right: Vec<usize>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    accept: Vec<String>,
    why: String,
}

/// A unit in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitText {
    /// How long it takes.
    pub minutes: i64,
    /// What is done after it.
    pub exercise: Option<ExerciseKind>,
    /// What it says.
    pub words: UnitWords,
    /// What it asks.
    pub questions: Vec<(Question, QuestionWords)>,
}

/// Whether this can name a unit or a question for ever.
pub(super) fn is_mark(mark: &str) -> bool {
    let sign = |sign: u8| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == b'-';
    (1..=40).contains(&mark.len()) && mark.bytes().all(sign)
}

/// Reads a unit. Nothing of it is believed that could not have been typed in the house.
pub fn parse(source: &str, unit: &str) -> Result<UnitText, BadText> {
    let source = source.replace("\r\n", "\n");
    let rest = source.strip_prefix("+++\n").ok_or(BadText::Head)?;
    let (head, body) = rest.split_once("\n+++\n").ok_or(BadText::Head)?;
    let head: Head = toml::from_str(head).map_err(|_| BadText::Head)?;
    if !(1..=600).contains(&head.minutes) || !is_mark(unit) || head.question.len() > MOST_QUESTIONS {
        return Err(BadText::Head);
    }
    let (exercise, task) = match head.exercise {
        Some(one) => (Some(one.kind.parse().map_err(|_| BadText::Head)?), one.text),
        None => (None, String::new()),
    };
    let words = UnitWords::typed(&head.title, body, &task).map_err(|_| BadText::Body)?;
    if words.body.is_empty() {
        return Err(BadText::Body);
    }
    let questions = (1_i64..).zip(head.question).map(|(place, one)| asked(one, unit, place));
    Ok(UnitText { minutes: head.minutes, exercise, words, questions: questions.collect::<Result<_, _>>()? })
}

fn asked(one: Asked, unit: &str, place: i64) -> Result<(Question, QuestionWords), BadText> {
    let right: Option<Vec<usize>> = one.right.iter().map(|number| number.checked_sub(1)).collect();
    let question = Question {
        mark: one.id,
        unit: unit.to_owned(),
        place,
        kind: one.kind.parse().map_err(|_| BadText::Question)?,
        right: right.ok_or(BadText::Question)?,
    };
    let tidy = |all: Vec<String>| all.iter().map(|line| line_of(line, 300)).collect::<Result<Vec<_>, _>>();
    let words = QuestionWords::typed(&one.text, "", "", &one.why).map_err(|_| BadText::Question)?;
    let words = QuestionWords {
        choices: tidy(one.choice).map_err(|_| BadText::Question)?,
        accepted: tidy(one.accept).map_err(|_| BadText::Question)?,
        ..words
    };
    let small = words.choices.len() <= QuestionWords::MOST && words.accepted.len() <= QuestionWords::MOST;
    if !is_mark(&question.mark) || !small || question.judged(&words).is_err() {
        return Err(BadText::Question);
    }
    Ok((question, words))
}

/// One unit of its texts: all ask the same, in the same order.
pub fn joined(
    language: Language,
    mark: &str,
    texts: BTreeMap<Language, UnitText>,
) -> Result<BundleUnit, BadText> {
    let own = texts.get(&language).ok_or(BadText::Absent)?;
    let unit = Unit {
        mark: mark.to_owned(),
        module: 0,
        place: 0,
        minutes: own.minutes,
        exercise: own.exercise,
        draw: 0,
        pass: PASS,
    };
    let mut questions: Vec<(Question, BTreeMap<Language, QuestionWords>)> =
        own.questions.iter().map(|(one, _)| (one.clone(), BTreeMap::new())).collect();
    let marks: BTreeSet<&String> = own.questions.iter().map(|(one, _)| &one.mark).collect();
    if marks.len() != own.questions.len() {
        return Err(BadText::Question);
    }
    let own_exercise = own.exercise;
    let sizes: Vec<usize> = own.questions.iter().map(|(_, words)| words.choices.len()).collect();
    let mut words = BTreeMap::new();
    for (language, text) in texts {
        if text.exercise != own_exercise {
            return Err(BadText::Differs);
        }
        for (question, said) in text.questions {
            let place = questions.iter().position(|(one, _)| one.mark == question.mark);
            let known = place.and_then(|place| Some((sizes.get(place)?, questions.get_mut(place)?)));
            let Some((size, (one, all))) = known else { return Err(BadText::Differs) };
            if one.kind != question.kind || one.right != question.right || *size != said.choices.len() {
                return Err(BadText::Differs);
            }
            if all.insert(language, said).is_some() {
                return Err(BadText::Question);
            }
        }
        words.insert(language, text.words);
    }
    Ok(BundleUnit { unit, words, questions, files: Vec::new() })
}

/// A unit in one language as a file; nothing if it says nothing in it.
pub fn written(one: &BundleUnit, language: Language) -> Option<String> {
    let words = one.words.get(&language)?;
    let asked = |(question, all): &(Question, BTreeMap<Language, QuestionWords>)| {
        let words = all.get(&language)?;
        Some(Asked {
            id: question.mark.clone(),
            kind: question.kind.as_str().to_owned(),
            text: words.text.clone(),
            choice: words.choices.clone(),
            right: question.right.iter().map(|place| place + 1).collect(),
            accept: words.accepted.clone(),
            why: words.why.clone(),
        })
    };
    let exercise = one
        .unit
        .exercise
        .map(|kind| Practice { kind: kind.as_str().to_owned(), text: words.exercise.clone() });
    let head = Head {
        title: words.title.clone(),
        minutes: one.unit.minutes,
        exercise,
        question: one.questions.iter().filter_map(asked).collect(),
    };
    let head = toml::to_string(&head).ok()?;
    Some(format!("+++\n{}\n+++\n\n{}\n", head.trim_end(), words.body))
}
