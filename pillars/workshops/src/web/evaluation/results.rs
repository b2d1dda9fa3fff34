//! What was answered, in sum: as bars, as a table, and of few nothing at all.

use std::collections::HashMap;

use griot_db::{Conn, DbError};
use griot_i18n::Words;

use crate::{
    model::{Answered, EvaluationQuestion, EvaluationQuestionId, FEW, Programme, Round, Spread, Workshop},
    store::evaluations,
};

/// One bar, and what it says in words.
pub(super) struct Bar {
    pub label: String,
    /// Of a hundred.
    pub share: i64,
    pub said: String,
}

/// What was answered to one question.
pub(super) struct Result {
    pub text: String,
    pub bars: Vec<Bar>,
    /// Rounds of which too few answered, as sentences.
    pub few: Vec<String>,
    pub texts: Vec<String>,
}

/// A line of the table: question, round, answers, mean or share, how often each value was chosen.
pub(super) struct Line {
    pub question: String,
    pub round: String,
    pub answers: String,
    pub mean: String,
    pub spread: String,
}

/// All results of a workshop.
pub(super) struct Results {
    pub all: Vec<Result>,
    pub lines: Vec<Line>,
}

/// The results of a workshop.
pub(super) async fn of(
    words: &Words,
    db: &mut Conn,
    (workshop, programme): (&Workshop, &Programme),
) -> std::result::Result<Results, DbError> {
    let questions = evaluations::of(db, programme.id).await?;
    let spreads = evaluations::spreads(db, workshop.id).await?;
    let texts = evaluations::texts(db, workshop.id).await?;
    let mut results = Results { all: Vec::new(), lines: Vec::new() };
    for question in questions {
        add(words, &mut results, &question, &spreads, &texts);
    }
    Ok(results)
}

type Key = (EvaluationQuestionId, Round);

fn add(
    words: &Words,
    results: &mut Results,
    question: &EvaluationQuestion,
    spreads: &HashMap<Key, Spread>,
    texts: &HashMap<Key, Vec<String>>,
) {
    let mut one =
        Result { text: question.text.clone(), bars: Vec::new(), few: Vec::new(), texts: Vec::new() };
    let (mut answered, mut lines) = (0, Vec::new());
    for round in Round::ALL.into_iter().filter(|round| question.is_in(*round)) {
        let key = (question.id, round);
        let (label, few) = (words.t(round.key()), words.put("evaluation-few", "round", words.t(round.key())));
        if question.kind == Answered::Text {
            let Some(written) = texts.get(&key) else { continue };
            let count = i64::try_from(written.len()).unwrap_or(i64::MAX);
            answered += count;
            if count < FEW {
                one.few.push(few);
            } else {
                one.texts.extend(written.iter().cloned());
            }
            continue;
        }
        let nothing = Spread::default();
        let spread = spreads.get(&key).unwrap_or(&nothing);
        answered += spread.count();
        let Some((share, said)) = figure(words, question.kind, spread) else {
            one.few.push(few);
            lines.push(Line {
                question: question.text.clone(),
                round: label,
                answers: words.put("evaluation-below", "count", FEW),
                mean: String::new(),
                spread: String::new(),
            });
            continue;
        };
        let each = |value: &i64| {
            let what = match (question.kind, value) {
                (Answered::Yes, 1) => words.t("evaluation-yes"),
                (Answered::Yes, _) => words.t("evaluation-no"),
                (Answered::Scale | Answered::Text, value) => value.to_string(),
            };
            let count = spread.of(*value);
            if count < FEW {
                return words.with("evaluation-each-few", [("what", what.into()), ("few", FEW.into())]);
            }
            words.with("evaluation-each", [("what", what.into()), ("count", count.into())])
        };
        lines.push(Line {
            question: question.text.clone(),
            round: label.clone(),
            answers: spread.count().to_string(),
            mean: said.clone(),
            spread: question.kind.values().iter().map(each).collect::<Vec<_>>().join(" · "),
        });
        one.bars.push(Bar { label, share, said });
    }
    if answered > 0 || !question.is_retired {
        results.all.push(one);
        results.lines.extend(lines);
    }
}

/// How long a bar is, and what it says; nothing of too few.
fn figure(words: &Words, kind: Answered, spread: &Spread) -> Option<(i64, String)> {
    match kind {
        Answered::Scale => {
            let tenths = spread.mean_tenths()?;
            let mean = words.put("evaluation-mean", "mean", decimal(words, tenths));
            // One is the least that can be chosen: a bar of nothing.
            Some(((tenths - 10).max(0) * 100 / 40, mean))
        }
        Answered::Yes => {
            let share = spread.percent(1)?;
            Some((share, words.put("evaluation-share-yes", "share", share)))
        }
        Answered::Text => None,
    }
}

fn decimal(words: &Words, tenths: i64) -> String {
    let sign = if words.language() == griot_kernel::Language::ENGLISH { '.' } else { ',' };
    format!("{}{sign}{}", tenths / 10, tenths % 10)
}
