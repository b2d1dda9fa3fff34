use std::collections::BTreeMap;

use griot_kernel::{Id, Language, PersonId, Timestamp};

use super::{
    course::{CourseId, Unit},
    enrolment::EnrolmentId,
    question::{Answer, Question},
};

/// Names what one learner does with one course.
pub type LearningId = Id<Learning>;
/// Names an attempt; whoever answers makes it, so that the same answer brought twice is one.
pub type AttemptId = Id<Attempt>;

/// Who learns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Learner {
    /// A member of the house.
    Person(PersonId),
    /// Somebody enrolled in a workshop, who shows the code of the enrolment.
    Enrolment(EnrolmentId),
}

/// What one learner does with one course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learning {
    /// Its id; it tells no moment.
    pub id: LearningId,
    /// Which course.
    pub course: CourseId,
    /// The version that they began, and finish.
    pub version: i64,
    /// Who learns.
    pub learner: Option<Learner>,
    /// In which language.
    pub language: Language,
    /// When they began.
    pub begun_at: Timestamp,
    /// When they did something last.
    pub seen_at: Timestamp,
    /// When they had done all of it.
    pub finished_at: Option<Timestamp>,
}

/// An answer to one question. It never changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// Its id.
    pub id: AttemptId,
    /// Of which learner and course.
    pub learning: LearningId,
    /// Of which unit.
    pub unit: String,
    /// Which question.
    pub question: String,
    /// The how manieth time the unit was tried, from 1.
    pub round: i64,
    /// What was answered.
    pub answer: Answer,
    /// Whether it was right.
    pub is_right: bool,
    /// When it was answered, as the device says.
    pub at: Timestamp,
    /// When the house learnt of it.
    pub received_at: Timestamp,
}

/// The questions of a unit that one learner gets in one round, in their order.
///
/// The same learner gets the same ones in the same round, on whatever device: nothing of it needs to be kept.
pub fn drawn<'a>(unit: &Unit, bank: &'a [Question], learning: LearningId, round: i64) -> Vec<&'a Question> {
    let mut all: Vec<&Question> = bank.iter().filter(|question| question.unit == unit.mark).collect();
    all.sort_by(|one, two| one.place.cmp(&two.place).then_with(|| one.mark.cmp(&two.mark)));
    let wanted = usize::try_from(unit.draw).unwrap_or(0);
    if wanted == 0 || wanted >= all.len() {
        return all;
    }
    let ticket = |question: &Question| {
        let text = format!("{}\0{}\0{round}\0{}", learning.as_uuid().simple(), unit.mark, question.mark);
        griot_crypto::checksum(text.as_bytes()).map(|(_, digest)| digest).unwrap_or_default()
    };
    let mut tickets: Vec<(String, &Question)> = all.iter().map(|one| (ticket(one), *one)).collect();
    tickets.sort_by(|one, two| one.0.cmp(&two.0));
    let chosen: Vec<&str> = tickets.iter().take(wanted).map(|(_, question)| question.mark.as_str()).collect();
    all.retain(|question| chosen.contains(&question.mark.as_str()));
    all
}

/// What came of one round of a unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// So many were asked.
    pub asked: i64,
    /// So many of them were answered.
    pub answered: i64,
    /// So many of them rightly.
    pub right: i64,
}

impl Score {
    /// Whether all was answered, and enough of it rightly.
    pub fn passes(self, unit: &Unit) -> bool {
        self.answered >= self.asked && self.right.saturating_mul(100) >= self.asked.saturating_mul(unit.pass)
    }
}

/// The score of these attempts at the questions that were asked. The first answer to each counts: whoever saw
/// the explanation begins another round.
pub fn score(asked: &[&Question], attempts: &[Attempt]) -> Score {
    let mut first: BTreeMap<&str, &Attempt> = BTreeMap::new();
    for one in attempts {
        let known = first.entry(one.question.as_str()).or_insert(one);
        if (one.at, one.id) < (known.at, known.id) {
            *known = one;
        }
    }
    let mut score = Score { asked: i64::try_from(asked.len()).unwrap_or(i64::MAX), ..Score::default() };
    for question in asked {
        if let Some(attempt) = first.get(question.mark.as_str()) {
            score.answered += 1;
            score.right += i64::from(attempt.is_right);
        }
    }
    score
}

#[cfg(test)]
mod tests {
    use griot_kernel::Timestamp;
    use uuid::Uuid;

    use super::{Attempt, Score, drawn, score};
    use crate::model::{Answer, Question, QuestionKind, Unit};

    fn unit(draw: i64) -> Unit {
        Unit { mark: "u".into(), module: 0, place: 1, minutes: 10, exercise: None, draw, pass: 60 }
    }

    fn bank() -> Vec<Question> {
        let question = |n: i64| Question {
            mark: format!("q{n}"),
            unit: "u".into(),
            place: n,
            kind: QuestionKind::Single,
            right: vec![0],
        };
        (1..=6).map(question).collect()
    }

    fn attempt(id: u128, question: &str, is_right: bool, at: i64) -> Attempt {
        Attempt {
            id: Uuid::from_u128(id).into(),
            learning: Uuid::nil().into(),
            unit: "u".into(),
            question: question.into(),
            round: 1,
            answer: Answer::Chosen(vec![0]),
            is_right,
            at: Timestamp::from_millisecond(at),
            received_at: Timestamp::from_millisecond(at),
        }
    }

    #[test]
    fn each_learner_draws_other_questions_and_the_same_ones_again() {
        let bank = bank();
        let marks = |learner: u128, round| -> Vec<String> {
            let learning = Uuid::from_u128(learner).into();
            drawn(&unit(3), &bank, learning, round).iter().map(|one| one.mark.clone()).collect()
        };
        assert_eq!(marks(1, 1), marks(1, 1));
        assert!((1..=20).any(|learner| marks(learner, 1) != marks(learner, 2)));
        assert!((2..=20).any(|learner| marks(1, 1) != marks(learner, 1)));
        assert!((1..=20).all(|learner| marks(learner, 1).len() == 3 && marks(learner, 1).is_sorted()));
        assert_eq!(drawn(&unit(0), &bank, Uuid::nil().into(), 1).len(), 6);
        assert_eq!(drawn(&unit(9), &bank, Uuid::nil().into(), 1).len(), 6);
    }

    #[test]
    fn the_first_answer_counts_and_all_must_be_answered() {
        let bank = bank();
        let asked: Vec<&Question> = bank.iter().take(3).collect();
        let mut attempts =
            vec![attempt(3, "q1", true, 9), attempt(1, "q1", false, 5), attempt(2, "q2", true, 6)];
        let so_far = score(&asked, &attempts);
        assert_eq!(so_far, Score { asked: 3, answered: 2, right: 1 });
        assert!(!so_far.passes(&unit(3)));
        attempts.push(attempt(4, "q3", true, 7));
        assert!(score(&asked, &attempts).passes(&unit(3)), "two of three are enough for sixty of a hundred");
        attempts.push(attempt(5, "q6", true, 7));
        assert_eq!(score(&asked, &attempts).answered, 3, "what was not asked does not count");
    }
}
