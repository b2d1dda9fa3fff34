//! Answering an evaluation: once each, in words and figures that lead to nobody.

use griot_db::{Conn, DbError, Tx};
use griot_kernel::{Id, Language};
use griot_web::Section;

use crate::{
    model::{
        Answered, AskedWhen, EnrolmentId, EvaluationAnswer, EvaluationQuestion, EvaluationQuestionId,
        ProgrammeId, Refusal, Round, WorkshopId,
    },
    store::evaluations,
};

/// The questions of a round, in their order.
pub async fn asked(
    db: &mut Conn,
    programme: ProgrammeId,
    round: Round,
) -> Result<Vec<EvaluationQuestion>, DbError> {
    let mut all = evaluations::of(db, programme).await?;
    all.retain(|one| !one.is_retired && one.is_in(round));
    Ok(all)
}

/// What was typed into a form, judged: the field of an answer is named by its question. Nothing at all is refused.
pub fn judged(
    section: &Section,
    (workshop, round): (WorkshopId, Round),
    questions: &[EvaluationQuestion],
    typed: &[(String, String)],
) -> Result<Vec<EvaluationAnswer>, Refusal> {
    let mut answers = Vec::new();
    for question in questions {
        let name = question.id.to_string();
        let Some((_, typed)) = typed.iter().find(|(field, _)| *field == name) else { continue };
        if let Some((value, words)) = question.answer(typed)? {
            let id = Id::secret(section.random.as_ref());
            answers.push(EvaluationAnswer { id, workshop, question: question.id, round, value, words });
        }
    }
    if answers.is_empty() { Err(Refusal::NoAnswer) } else { Ok(answers) }
}

/// Keeps the answers of somebody enrolled. Whether they had not answered this round yet.
pub async fn answer(
    tx: &mut Tx,
    (enrolment, round): (EnrolmentId, Round),
    answers: &[EvaluationAnswer],
) -> Result<bool, DbError> {
    if !evaluations::give(tx, enrolment, round).await? {
        return Ok(false);
    }
    for one in answers {
        evaluations::add(tx, one).await?;
    }
    Ok(true)
}

/// Changes a question. One that was answered is asked no more, and its successor in its place: an answer belongs
/// to the words that were read.
pub async fn change(
    section: &Section,
    tx: &mut Tx,
    before: EvaluationQuestion,
    (when, kind, text): (AskedWhen, Answered, String),
) -> Result<EvaluationQuestionId, DbError> {
    let same = before.when == when && before.kind == kind && before.text == text;
    if same {
        return Ok(before.id);
    }
    let is_answered = evaluations::is_answered(tx, before.id).await?;
    let id = if is_answered { Id::secret(section.random.as_ref()) } else { before.id };
    let after = EvaluationQuestion { id, when, kind, text, ..before.clone() };
    if is_answered {
        evaluations::put(tx, &EvaluationQuestion { is_retired: true, ..before }).await?;
    }
    evaluations::put(tx, &after).await?;
    Ok(id)
}

/// Takes a question away; one that was answered is only asked no more, and what was answered stays.
pub async fn remove(tx: &mut Tx, one: EvaluationQuestion) -> Result<(), DbError> {
    if evaluations::is_answered(tx, one.id).await? {
        return evaluations::put(tx, &EvaluationQuestion { is_retired: true, ..one }).await;
    }
    evaluations::remove(tx, one.id).await.map(drop)
}

/// Moves a question one place up or down among those that are asked.
pub async fn step(tx: &mut Tx, one: &EvaluationQuestion, is_up: bool) -> Result<(), DbError> {
    let mut all = evaluations::of(tx, one.programme).await?;
    all.retain(|other| !other.is_retired);
    let Some(here) = all.iter().position(|other| other.id == one.id) else { return Ok(()) };
    let there = if is_up { here.checked_sub(1) } else { Some(here + 1).filter(|there| *there < all.len()) };
    if let Some(there) = there {
        all.swap(here, there);
    }
    for (place, mut other) in (1..).zip(all) {
        if other.place != place {
            other.place = place;
            evaluations::put(tx, &other).await?;
        }
    }
    Ok(())
}

/// The place after the last question.
pub async fn next_place(db: &mut Conn, programme: ProgrammeId) -> Result<i64, DbError> {
    let all = evaluations::of(db, programme).await?;
    Ok(all.iter().map(|one| one.place).max().unwrap_or(0) + 1)
}

/// The usual questions: when, how, and the message that asks.
const USUAL: [(AskedWhen, Answered, &str); 12] = [
    (AskedWhen::Both, Answered::Scale, "evaluation-usual-public"),
    (AskedWhen::Both, Answered::Scale, "evaluation-usual-message"),
    (AskedWhen::Both, Answered::Scale, "evaluation-usual-accounts"),
    (AskedWhen::Both, Answered::Scale, "evaluation-usual-people"),
    (AskedWhen::Both, Answered::Scale, "evaluation-usual-rumour"),
    (AskedWhen::Both, Answered::Scale, "evaluation-usual-measure"),
    (AskedWhen::Satisfaction, Answered::Scale, "evaluation-usual-useful"),
    (AskedWhen::Satisfaction, Answered::Scale, "evaluation-usual-clear"),
    (AskedWhen::Satisfaction, Answered::Scale, "evaluation-usual-pace"),
    (AskedWhen::Satisfaction, Answered::Scale, "evaluation-usual-place"),
    (AskedWhen::Satisfaction, Answered::Yes, "evaluation-usual-safe"),
    (AskedWhen::Satisfaction, Answered::Text, "evaluation-usual-change"),
];

/// Adds the usual questions in the language of a programme, but those that are asked already. How many.
pub async fn add_usual(
    section: &Section,
    tx: &mut Tx,
    programme: ProgrammeId,
    language: Language,
) -> Result<usize, DbError> {
    let words = section.words(language);
    let known = evaluations::of(tx, programme).await?;
    let mut place = next_place(tx, programme).await?;
    let first = place;
    for (when, kind, key) in USUAL {
        let text = words.t(key);
        if known.iter().any(|one| !one.is_retired && one.text == text) {
            continue;
        }
        let id = Id::secret(section.random.as_ref());
        evaluations::put(
            tx,
            &EvaluationQuestion { id, programme, when, kind, text, place, is_retired: false },
        )
        .await?;
        place += 1;
    }
    Ok(usize::try_from(place - first).unwrap_or_default())
}
