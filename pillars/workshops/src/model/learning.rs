use std::{collections::BTreeMap, time::Duration};

use griot_kernel::{Id, Language, PersonId, Timestamp};

use super::{
    course::{CourseId, Unit},
    enrolment::EnrolmentId,
    question::{Answer, Question},
};

/// So far a clock may be off and is still believed.
const CLOCK: Duration = Duration::from_secs(86_400);
/// More rounds than this nobody tries.
pub const ROUNDS: i64 = 999;

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
    /// Of which version of the course: the same mark may ask something else in another one.
    pub version: i64,
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

/// The places of a question's choices in the order in which they are shown to one learner in one round. Like
/// [`drawn`], it is the same on every device.
pub fn shuffled(question: &str, choices: usize, learning: LearningId, round: i64) -> Vec<usize> {
    let ticket = |place: usize| {
        let text = format!("{}\0{question}\0{round}\0{place}", learning.as_uuid().simple());
        griot_crypto::checksum(text.as_bytes()).map(|(_, digest)| digest).unwrap_or_default()
    };
    let mut tickets: Vec<(String, usize)> = (0..choices).map(|place| (ticket(place), place)).collect();
    tickets.sort();
    tickets.into_iter().map(|(_, place)| place).collect()
}

/// The round that a learner is in: the one after the last that was answered whole.
pub fn round(unit: &Unit, bank: &[Question], learning: LearningId, attempts: &[Attempt]) -> i64 {
    let Some(last) = attempts.iter().map(|one| one.round).max() else { return 1 };
    if result(unit, bank, learning, last, attempts).is_whole() { last + 1 } else { last }
}

/// What came of this round among all attempts at a unit.
pub fn result(unit: &Unit, bank: &[Question], learning: LearningId, round: i64, all: &[Attempt]) -> Score {
    let of_round: Vec<Attempt> = all.iter().filter(|one| one.round == round).cloned().collect();
    score(&drawn(unit, bank, learning, round), &of_round)
}

impl Learning {
    /// What names the answers that count: its id, with the version that is learnt now.
    pub fn at_version(&self) -> (LearningId, i64) {
        (self.id, self.version)
    }

    /// The attempts with the moments by which they are ordered. A device whose clock is plainly wrong, before the
    /// course was begun or after its answers arrived, is not believed: the moment of arrival stands for its own.
    pub fn in_order(&self, attempts: Vec<Attempt>) -> Vec<Attempt> {
        let believed = |one: Attempt| {
            let early = one.at < self.begun_at - CLOCK;
            let at = if early || one.at > one.received_at + CLOCK { one.received_at } else { one.at };
            Attempt { at, ..one }
        };
        attempts.into_iter().map(believed).collect()
    }
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
    /// Whether all was answered.
    pub fn is_whole(self) -> bool {
        self.answered >= self.asked
    }

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
    use griot_kernel::{Language, Timestamp};
    use uuid::Uuid;

    use super::{Attempt, Learning, Score, drawn, result, round, score, shuffled};
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
            version: 1,
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
    fn choices_lie_the_same_way_on_every_device_and_otherwise_in_the_next_round() {
        let order = |learner: u128, round| shuffled("q1", 5, Uuid::from_u128(learner).into(), round);
        let mut sorted = order(1, 1);
        sorted.sort_unstable();
        assert_eq!(sorted, [0, 1, 2, 3, 4]);
        assert_eq!(order(1, 1), order(1, 1));
        assert!((2..=9).any(|round| order(1, round) != order(1, 1)));
    }

    #[test]
    fn a_round_ends_when_all_of_it_is_answered() {
        let (unit, bank, learner) = (unit(0), bank(), Uuid::nil().into());
        let mut attempts: Vec<_> = (1..=5).map(|n| attempt(n, &format!("q{n}"), true, 1)).collect();
        assert_eq!(round(&unit, &bank, learner, &[]), 1);
        assert_eq!(round(&unit, &bank, learner, &attempts), 1);
        attempts.push(attempt(6, "q6", false, 1));
        assert_eq!(round(&unit, &bank, learner, &attempts), 2);
        assert_eq!(result(&unit, &bank, learner, 1, &attempts), Score { asked: 6, answered: 6, right: 5 });
    }

    #[test]
    fn a_clock_a_year_off_orders_nothing() {
        let day = 86_400_000;
        let begun = Timestamp::from_millisecond(1_000 * day);
        let learning = Learning {
            id: Uuid::nil().into(),
            course: Uuid::nil().into(),
            version: 1,
            learner: None,
            language: Language::FRENCH,
            begun_at: begun,
            seen_at: begun,
            finished_at: None,
        };
        let came = |at| Attempt {
            received_at: Timestamp::from_millisecond(1_003 * day),
            ..attempt(1, "q1", true, at)
        };
        let ordered = |at: i64| learning.in_order(vec![came(at)]).pop().unwrap().at.as_millisecond() / day;
        assert_eq!((ordered(1_001 * day), ordered(999 * day)), (1_001, 999));
        assert_eq!((ordered(636 * day), ordered(1_368 * day)), (1_003, 1_003));
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
