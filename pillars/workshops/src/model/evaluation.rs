use std::{collections::HashMap, time::Duration};

use griot_kernel::{Id, Timestamp, kept_as};

use super::{
    programme::ProgrammeId,
    text::{Refusal, line_of, lines_of},
    workshop::{Meeting, Stage, Workshop, WorkshopId},
};

/// Names a question of an evaluation.
pub type EvaluationQuestionId = Id<EvaluationQuestion>;
/// Names an answer; it tells neither who nor when.
pub type EvaluationAnswerId = Id<EvaluationAnswer>;

/// When a question is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AskedWhen {
    /// Before the training.
    Before,
    /// After it.
    After,
    /// Before and after, to compare both in sum.
    #[default]
    Both,
    /// After it, about the training itself.
    Satisfaction,
}
kept_as!(AskedWhen {
    Before = "before", "evaluation-when-before";
    After = "after", "evaluation-when-after";
    Both = "both", "evaluation-when-both";
    Satisfaction = "satisfaction", "evaluation-when-satisfaction";
});

/// One time at which participants are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Round {
    /// Before the training.
    Before,
    /// After it.
    After,
    /// After it, about the training itself.
    Satisfaction,
}
kept_as!(Round {
    Before = "before", "evaluation-round-before";
    After = "after", "evaluation-round-after";
    Satisfaction = "satisfaction", "evaluation-round-satisfaction";
});

/// How a question is answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Answered {
    /// From 1 to 5.
    #[default]
    Scale,
    /// Yes or no.
    Yes,
    /// In words.
    Text,
}
kept_as!(Answered {
    Scale = "scale", "evaluation-kind-scale";
    Yes = "yes", "evaluation-kind-yes";
    Text = "text", "evaluation-kind-text";
});

impl Answered {
    /// The values that can be chosen, the least first; none for words.
    pub fn values(self) -> &'static [i64] {
        match self {
            Self::Scale => &[1, 2, 3, 4, 5],
            Self::Yes => &[0, 1],
            Self::Text => &[],
        }
    }
}

/// What participants of a programme are asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvaluationQuestion {
    /// Its id.
    pub id: EvaluationQuestionId,
    /// Of which programme.
    pub programme: ProgrammeId,
    /// When it is asked.
    pub when: AskedWhen,
    /// How it is answered.
    pub kind: Answered,
    /// Its words.
    pub text: String,
    /// Lower comes first.
    pub place: i64,
    /// Whether it is asked no more; what was answered stays.
    pub is_retired: bool,
}

impl EvaluationQuestion {
    /// What was typed, tidied and judged.
    pub fn typed(when: &str, kind: &str, text: &str) -> Result<(AskedWhen, Answered, String), Refusal> {
        let text = line_of(text, 240)?;
        if text.is_empty() {
            return Err(Refusal::NoText);
        }
        let when = when.parse().map_err(|_| Refusal::BadChoice)?;
        Ok((when, kind.parse().map_err(|_| Refusal::BadChoice)?, text))
    }

    /// Whether it belongs to this round.
    pub fn is_in(&self, round: Round) -> bool {
        matches!(
            (self.when, round),
            (AskedWhen::Before | AskedWhen::Both, Round::Before)
                | (AskedWhen::After | AskedWhen::Both, Round::After)
                | (AskedWhen::Satisfaction, Round::Satisfaction)
        )
    }

    /// What somebody answered, judged; nothing where they left it out.
    pub fn answer(&self, typed: &str) -> Result<Option<(Option<i64>, String)>, Refusal> {
        let words = lines_of(typed, 1_000)?;
        if words.is_empty() {
            return Ok(None);
        }
        if self.kind == Answered::Text {
            return Ok(Some((None, words)));
        }
        let value = words.parse().map_err(|_| Refusal::BadChoice)?;
        if self.kind.values().contains(&value) {
            Ok(Some((Some(value), String::new())))
        } else {
            Err(Refusal::BadChoice)
        }
    }
}

/// One answer. Nothing in it leads to whoever gave it, to their other answers, or to the moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvaluationAnswer {
    /// Its id, made of chance.
    pub id: EvaluationAnswerId,
    /// Of which workshop.
    pub workshop: WorkshopId,
    /// To which question.
    pub question: EvaluationQuestionId,
    /// In which round.
    pub round: Round,
    /// What was chosen.
    pub value: Option<i64>,
    /// What was written.
    pub words: String,
}

/// Of fewer answers than this nothing is shown.
pub const FEW: i64 = 5;

/// How often each value was chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spread(HashMap<i64, i64>);

impl Spread {
    /// Adds what was counted.
    pub fn add(&mut self, value: i64, count: i64) {
        *self.0.entry(value).or_default() += count;
    }

    /// How many answered.
    pub fn count(&self) -> i64 {
        self.0.values().sum()
    }

    /// How many chose this.
    pub fn of(&self, value: i64) -> i64 {
        self.0.get(&value).copied().unwrap_or_default()
    }

    /// The mean in tenths, rounded; nothing of too few.
    pub fn mean_tenths(&self) -> Option<i64> {
        let count = self.count();
        if count < FEW {
            return None;
        }
        let sum: i64 = self.0.iter().map(|(value, count)| value * count).sum();
        Some((sum * 10 + count / 2) / count)
    }

    /// How many of a hundred chose this, rounded; nothing of too few.
    pub fn percent(&self, value: i64) -> Option<i64> {
        let count = self.count();
        if count < FEW { None } else { Some((self.of(value) * 100 + count / 2) / count) }
    }
}

/// Whether participants can answer now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// Yes.
    Open,
    /// Later.
    NotYet,
    /// No more.
    Over,
    /// The workshop is not announced, or does not take place.
    Closed,
}

/// For so long after a workshop one can say what one thought of it.
const AFTERWARDS: Duration = Duration::from_secs(14 * 86_400);

/// Whether a round is open. Before: until the end of the first meeting. After: from half of the last meeting
/// until fourteen days later.
pub fn window(workshop: &Workshop, meetings: &[Meeting], round: Round, now: Timestamp) -> Window {
    if workshop.stage != Stage::Open {
        return Window::Closed;
    }
    let first_end = meetings.iter().map(|one| one.ends_at).min().unwrap_or(workshop.ends_at);
    let last = meetings.iter().max_by_key(|one| one.ends_at).map(|one| (one.starts_at, one.ends_at));
    let (from, until) = last.unwrap_or((workshop.starts_at, workshop.ends_at));
    let half = Timestamp::from_millisecond(i64::midpoint(from.as_millisecond(), until.as_millisecond()));
    match round {
        Round::Before if now <= first_end => Window::Open,
        Round::Before => Window::Over,
        Round::After | Round::Satisfaction if now < half => Window::NotYet,
        Round::After | Round::Satisfaction if now <= until + AFTERWARDS => Window::Open,
        Round::After | Round::Satisfaction => Window::Over,
    }
}

#[cfg(test)]
mod tests {
    use griot_kernel::Id;
    use uuid::Uuid;

    use super::{Answered, AskedWhen, EvaluationQuestion, Refusal, Round, Spread};

    #[test]
    fn of_few_nothing_is_known_and_of_enough_the_mean() {
        let mut spread = Spread::default();
        spread.add(4, 3);
        spread.add(1, 1);
        assert_eq!((spread.count(), spread.mean_tenths(), spread.percent(4)), (4, None, None));
        spread.add(5, 1);
        assert_eq!(
            (spread.mean_tenths(), spread.percent(4), spread.percent(2)),
            (Some(36), Some(60), Some(0))
        );
    }

    #[test]
    fn an_answer_is_one_of_those_offered_or_none() {
        let nobody = Uuid::nil();
        let mut one = EvaluationQuestion {
            id: Id::from(nobody),
            programme: Id::from(nobody),
            when: AskedWhen::Both,
            kind: Answered::Scale,
            text: String::new(),
            place: 0,
            is_retired: false,
        };
        assert!(one.is_in(Round::Before) && one.is_in(Round::After) && !one.is_in(Round::Satisfaction));
        assert_eq!(one.answer(" 5 "), Ok(Some((Some(5), String::new()))));
        assert_eq!(one.answer(""), Ok(None));
        for typed in ["0", "6", "-1", "cinq", "9999999999999999999999"] {
            assert_eq!(one.answer(typed), Err(Refusal::BadChoice), "{typed}");
        }
        one.kind = Answered::Yes;
        assert_eq!(one.answer("2"), Err(Refusal::BadChoice));
        one.kind = Answered::Text;
        assert_eq!(one.answer("Le soleil\r\n"), Ok(Some((None, "Le soleil".to_owned()))));
        assert_eq!(one.answer(&"x".repeat(1_001)), Err(Refusal::TooLong));
    }
}
