//! The questions after a unit: asked on its page, answered all at once.

use std::collections::BTreeSet;

use axum::{
    extract::{Path, State},
    response::Response,
};
use griot_kernel::{Id, Random};
use griot_web::{Form, Section, Visitor, WebError};
use http::request::Parts;
use uuid::Uuid;

use super::{
    results,
    unit::page,
    who::{Open, Way},
};
use crate::{
    acts::learn::{Lesson, close, settle},
    model::{
        Answer, Attempt, AttemptId, LearningId, Question, QuestionKind, QuestionWords, ROUNDS, Refusal, Unit,
        drawn, line_of, round as round_of, shuffled,
    },
    store::learnings,
    web::view::lead,
};

/// What was typed: names and values, as they came.
pub(super) type Fields = Vec<(String, String)>;

fn first<'a>(fields: &'a Fields, name: &str) -> Option<&'a str> {
    fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

/// Whoever keeps no progress draws what everybody draws who keeps none.
pub(super) fn ticket(open: &Open) -> LearningId {
    open.learning.as_ref().map_or_else(|| Uuid::nil().into(), |learning| learning.id)
}

/// The round that is asked now.
pub(super) fn round(open: &Open, lesson: &Lesson, unit: &Unit, attempts: &[Attempt]) -> i64 {
    round_of(unit, &lesson.bank, ticket(open), attempts)
}

/// One choice of a question.
#[derive(Debug)]
pub(super) struct Offered {
    pub place: usize,
    pub label: String,
    pub current: bool,
    /// The number that was given to it, for an order.
    pub number: String,
}

/// A question, as the page asks it.
#[derive(Debug)]
pub(super) struct Asked {
    pub mark: String,
    /// Names the answer; empty where none is kept.
    pub id: String,
    pub text: String,
    pub kind: QuestionKind,
    pub how: String,
    pub choices: Vec<Offered>,
    pub numbers: Vec<usize>,
    pub typed: String,
    pub is_missing: bool,
}

impl Asked {
    pub(super) fn is_text(&self) -> bool {
        self.kind == QuestionKind::Text
    }
    pub(super) fn input(&self) -> &'static str {
        if self.kind == QuestionKind::Single { "radio" } else { "checkbox" }
    }
    pub(super) fn orders(&self) -> bool {
        self.kind == QuestionKind::Order
    }
}

/// The questions of one round.
#[derive(Debug)]
pub(super) struct Quiz {
    pub action: String,
    pub round: i64,
    pub asked: Vec<Asked>,
    pub pass: String,
    is_kept: bool,
}

fn empty(question: &Question) -> QuestionWords {
    QuestionWords { text: question.mark.clone(), ..QuestionWords::default() }
}

impl Quiz {
    /// The quiz of a unit, filled in with what was typed.
    pub fn of(v: &Visitor, open: &Open, lesson: &Lesson, unit: &Unit, round: i64, fields: &Fields) -> Self {
        let ticket = ticket(open);
        let asked = drawn(unit, &lesson.bank, ticket, round).into_iter().map(|question| {
            let words =
                lesson.says(&question.mark, &open.languages).cloned().unwrap_or_else(|| empty(question));
            let name = format!("q.{}", question.mark);
            let places = if question.kind == QuestionKind::Order {
                shuffled(&question.mark, words.choices.len(), ticket, round)
            } else {
                (0..words.choices.len()).collect()
            };
            let offered = |place: usize| Offered {
                label: words.choices.get(place).cloned().unwrap_or_default(),
                current: fields.iter().any(|(known, value)| *known == name && *value == place.to_string()),
                number: first(fields, &format!("o.{}.{place}", question.mark)).unwrap_or_default().to_owned(),
                place,
            };
            Asked {
                id: first(fields, &format!("id.{}", question.mark)).unwrap_or_default().to_owned(),
                how: v.words.t(match question.kind {
                    QuestionKind::Single => "learn-how-single",
                    QuestionKind::Multiple => "learn-how-multiple",
                    QuestionKind::Order => "learn-how-order",
                    QuestionKind::Text => "learn-how-text",
                }),
                choices: places.into_iter().map(offered).collect(),
                numbers: (1..=words.choices.len()).collect(),
                typed: first(fields, &name).unwrap_or_default().to_owned(),
                is_missing: !fields.is_empty() && answered(question, &words, fields).ok().flatten().is_none(),
                mark: question.mark.clone(),
                text: words.text,
                kind: question.kind,
            }
        });
        Self {
            asked: asked.collect(),
            action: v.href(&format!("{}/{}/answers#refusal", open.at(), unit.mark)),
            round,
            pass: v.words.put("learn-pass", "share", unit.pass),
            is_kept: open.learning.is_some(),
        }
    }

    /// Gives each answer that will be kept an id, so that the same form sent twice is taken once.
    pub fn name_answers(&mut self, random: &dyn Random) {
        if self.is_kept {
            for one in self.asked.iter_mut().filter(|one| one.id.is_empty()) {
                one.id = AttemptId::secret(random).to_string();
            }
        }
    }
}

/// What was answered to a question; nothing, if it has no whole answer yet.
fn answered(question: &Question, words: &QuestionWords, fields: &Fields) -> Result<Option<Answer>, Refusal> {
    let name = format!("q.{}", question.mark);
    let all = words.choices.len();
    if question.kind == QuestionKind::Text {
        let typed = line_of(first(fields, &name).unwrap_or_default(), 200)?;
        return Ok(Some(typed).filter(|typed| !typed.is_empty()).map(Answer::Typed));
    }
    if question.kind == QuestionKind::Order {
        let number =
            |place: usize| first(fields, &format!("o.{}.{place}", question.mark))?.parse::<usize>().ok();
        let mut given: Vec<(usize, usize)> =
            (0..all).filter_map(|place| number(place).map(|number| (number, place))).collect();
        given.sort_unstable();
        let whole = given.iter().map(|(number, _)| *number).eq(1..=all);
        return Ok(whole.then(|| Answer::Chosen(given.into_iter().map(|(_, place)| place).collect())));
    }
    let chosen = fields.iter().filter(|(known, _)| *known == name);
    let chosen: BTreeSet<usize> =
        chosen.filter_map(|(_, value)| value.parse().ok()).filter(|place| *place < all).collect();
    let enough = match question.kind {
        QuestionKind::Single => chosen.len() == 1,
        _ => !chosen.is_empty(),
    };
    Ok(enough.then(|| Answer::Chosen(chosen.into_iter().collect())))
}

/// The marks of the questions that a form answers.
fn marks(fields: &Fields) -> impl Iterator<Item = &str> {
    fields.iter().filter_map(|(name, _)| {
        let of_order =
            || name.strip_prefix("o.").and_then(|rest| rest.rsplit_once('.')).map(|(mark, _)| mark);
        name.strip_prefix("q.").or_else(|| name.strip_prefix("id.")).or_else(of_order)
    })
}

/// Takes the answers of one round, all at once, and leads to what came of them.
pub(super) async fn answer(
    State(section): State<Section>,
    v: Visitor,
    parts: Parts,
    Path(way): Path<Way>,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let mut tx = section.db.begin().await?;
    let open = Open::of(&section, &mut tx, &v, &parts, &way).await?;
    let lesson = Lesson::of(&mut tx, open.course.clone(), open.version()).await?;
    let unit = lesson.unit(&way.unit).ok_or(WebError::NotFound)?;
    let ticket = ticket(&open);
    let attempts = match &open.learning {
        Some(learning) => {
            learning.in_order(learnings::attempts(&mut tx, learning.at_version(), &unit.mark).await?)
        }
        None => Vec::new(),
    };
    let now_asked = round(&open, &lesson, unit, &attempts);
    let typed = first(&fields, "round").and_then(|round| round.parse::<i64>().ok()).unwrap_or(0);
    let most = if open.learning.is_some() { now_asked } else { ROUNDS };
    let asked = drawn(unit, &lesson.bank, ticket, typed);
    let foreign = marks(&fields).any(|mark| !asked.iter().any(|one| one.mark == mark));
    if asked.is_empty() || foreign || !(1..=most).contains(&typed) {
        let mut page = page(&mut tx, &v, &open, &lesson, unit, None).await?;
        page.name_answers(section.random.as_ref());
        return page.refused(Refusal::OtherQuestions);
    }
    let at = format!("{}/{}/answers?round={typed}", open.at(), unit.mark);
    if open.learning.is_some() && typed < now_asked {
        // The same form, once more: what was answered stands.
        return lead(&v, &at);
    }
    let mut answers = Vec::new();
    let mut refusal = None;
    for question in &asked {
        let words = lesson.says(&question.mark, &open.languages).cloned().unwrap_or_else(|| empty(question));
        match answered(question, &words, &fields) {
            Ok(Some(answer)) => answers.push((*question, answer)),
            Ok(None) => refusal = refusal.or(Some(Refusal::Unanswered)),
            Err(reason) => refusal = Some(reason),
        }
    }
    if let Some(refusal) = refusal {
        let page = page(&mut tx, &v, &open, &lesson, unit, Some((typed, &fields))).await?;
        return page.refused(refusal);
    }
    let now = section.clock.now();
    let attempt = |(question, answer): (&Question, Answer)| Attempt {
        id: first(&fields, &format!("id.{}", question.mark))
            .and_then(|id| id.parse().ok())
            .unwrap_or_else(|| Id::secret(section.random.as_ref())),
        learning: ticket,
        version: open.version(),
        unit: unit.mark.clone(),
        question: question.mark.clone(),
        round: typed,
        is_right: lesson.is_right(question, &answer),
        answer,
        at: now,
        received_at: now,
    };
    let new: Vec<Attempt> = answers.into_iter().map(attempt).collect();
    let Some(learning) = &open.learning else {
        return results::answer(&v, &open, &lesson, unit, typed, &new);
    };
    for one in new {
        let is_kept = learnings::add_attempt(&mut tx, &one).await?
            || learnings::learning_of(&mut tx, one.id).await? == Some(learning.id);
        if !is_kept {
            // The id of the form is somebody else's: the answer is kept under another.
            let id = Id::secret(section.random.as_ref());
            learnings::add_attempt(&mut tx, &Attempt { id, ..one }).await?;
        }
    }
    settle(&mut tx, &lesson, learning, unit, now).await?;
    close(&mut tx, &lesson, learning, now).await?;
    tx.commit().await?;
    lead(&v, &at)
}
