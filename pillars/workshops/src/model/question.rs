use std::collections::BTreeSet;

use griot_kernel::kept_as;
use serde::{Deserialize, Serialize};

use super::text::{Refusal, line_of, lines_of};

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionKind {
    /// One of several.
    Single,
    /// All that are right of several.
    Multiple,
    /// All of them, in their order.
    Order,
    /// A word or two, typed.
    Text,
}
kept_as!(QuestionKind {
    Single = "single", "question-kind-single";
    Multiple = "multiple", "question-kind-multiple";
    Order = "order", "question-kind-order";
    Text = "text", "question-kind-text";
});

/// What somebody answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Answer {
    /// Choices by their places, from 0; for [`QuestionKind::Order`] in the order that was given.
    Chosen(Vec<usize>),
    /// What was typed.
    Typed(String),
}

/// A question, in any language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Names it within its course, for ever.
    pub mark: String,
    /// Of which unit.
    pub unit: String,
    /// Lower comes first.
    pub place: i64,
    /// How it is answered.
    pub kind: QuestionKind,
    /// The places of the right choices, from 0; for [`QuestionKind::Order`] all of them in the right order.
    /// Nothing for [`QuestionKind::Text`].
    pub right: Vec<usize>,
}

/// What a question says in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuestionWords {
    /// What is asked.
    pub text: String,
    /// What can be chosen; in every language as many, in the same order.
    pub choices: Vec<String>,
    /// What counts as right for [`QuestionKind::Text`].
    pub accepted: Vec<String>,
    /// Why the right answer is right; read after answering.
    pub why: String,
}

impl QuestionWords {
    /// Choices, or accepted forms, of one question at most.
    pub const MOST: usize = 20;

    /// The texts, tidied and judged; choices and accepted forms stand one a line.
    pub fn typed(text: &str, choices: &str, accepted: &str, why: &str) -> Result<Self, Refusal> {
        let text = lines_of(text, 1_000)?;
        if text.is_empty() {
            return Err(Refusal::NoText);
        }
        Ok(Self { text, choices: each(choices)?, accepted: each(accepted)?, why: lines_of(why, 1_500)? })
    }
}

/// What stands one a line.
fn each(typed: &str) -> Result<Vec<String>, Refusal> {
    let lines: Vec<String> = typed.lines().map(|line| line_of(line, 300)).collect::<Result<_, _>>()?;
    let lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    if lines.len() > QuestionWords::MOST { Err(Refusal::TooLong) } else { Ok(lines) }
}

impl Question {
    /// Whether an answer is right. `words` are those in whose language it was given.
    ///
    /// Typed words are compared as the search of the house compares them: without capitals, accents, signs and
    /// double spaces.
    pub fn is_right(&self, answer: &Answer, words: &QuestionWords) -> bool {
        match (self.kind, answer) {
            (QuestionKind::Single | QuestionKind::Multiple, Answer::Chosen(chosen)) => {
                let (chosen, right): (BTreeSet<_>, BTreeSet<_>) =
                    (chosen.iter().collect(), self.right.iter().collect());
                chosen == right
            }
            (QuestionKind::Order, Answer::Chosen(chosen)) => *chosen == self.right,
            (QuestionKind::Text, Answer::Typed(typed)) => {
                let typed = folded(typed);
                !typed.is_empty() && words.accepted.iter().any(|one| folded(one) == typed)
            }
            _ => false,
        }
    }

    /// Whether it can be answered at all, in the language of these words.
    pub fn judged(&self, words: &QuestionWords) -> Result<(), Refusal> {
        if words.text.trim().is_empty() {
            return Err(Refusal::NoText);
        }
        let choices = words.choices.len();
        let known = self.right.iter().all(|place| *place < choices);
        let distinct: BTreeSet<_> = self.right.iter().collect();
        let answered = distinct.len() == self.right.len()
            && match self.kind {
                QuestionKind::Single => choices >= 2 && self.right.len() == 1,
                QuestionKind::Multiple => choices >= 2 && !self.right.is_empty(),
                QuestionKind::Order => choices >= 2 && self.right.len() == choices,
                QuestionKind::Text => {
                    self.right.is_empty() && words.accepted.iter().any(|one| !folded(one).is_empty())
                }
            };
        if known && answered { Ok(()) } else { Err(Refusal::NoRightAnswer) }
    }
}

/// Words as they are compared.
fn folded(text: &str) -> String {
    let text = griot_text::fold(text);
    let words: Vec<&str> =
        text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Answer, Question, QuestionKind, QuestionWords, Refusal};

    fn question(kind: QuestionKind, right: &[usize]) -> (Question, QuestionWords) {
        let question = Question { mark: "q".into(), unit: "u".into(), place: 0, kind, right: right.to_vec() };
        let words = QuestionWords {
            text: "Laquelle ?".into(),
            choices: if kind == QuestionKind::Text {
                Vec::new()
            } else {
                vec!["a".into(), "b".into(), "c".into()]
            },
            accepted: if kind == QuestionKind::Text { vec!["L’œuf".into()] } else { Vec::new() },
            why: String::new(),
        };
        (question, words)
    }

    fn chosen(places: &[usize]) -> Answer {
        Answer::Chosen(places.to_vec())
    }

    #[test]
    fn each_kind_knows_its_right_answer() {
        let (one, words) = question(QuestionKind::Single, &[1]);
        assert!(one.is_right(&chosen(&[1]), &words));
        assert!(!one.is_right(&chosen(&[1, 2]), &words) && !one.is_right(&chosen(&[]), &words));
        let (many, words) = question(QuestionKind::Multiple, &[0, 2]);
        assert!(many.is_right(&chosen(&[2, 0]), &words) && !many.is_right(&chosen(&[0]), &words));
        let (order, words) = question(QuestionKind::Order, &[2, 0, 1]);
        assert!(order.is_right(&chosen(&[2, 0, 1]), &words) && !order.is_right(&chosen(&[0, 1, 2]), &words));
        let (text, words) = question(QuestionKind::Text, &[]);
        assert!(text.is_right(&Answer::Typed("  l'OEUF ! ".into()), &words));
        assert!(!text.is_right(&Answer::Typed("…".into()), &words) && !text.is_right(&chosen(&[0]), &words));
    }

    #[test]
    fn a_question_that_nobody_could_answer_is_refused() {
        for (kind, right) in [
            (QuestionKind::Single, vec![0, 1]),
            (QuestionKind::Single, vec![3]),
            (QuestionKind::Multiple, vec![]),
            (QuestionKind::Order, vec![0, 1, 1]),
            (QuestionKind::Text, vec![0]),
        ] {
            let (question, words) = question(kind, &right);
            assert_eq!(question.judged(&words), Err(Refusal::NoRightAnswer), "{kind:?} {right:?}");
        }
        let (single, mut words) = question(QuestionKind::Single, &[1]);
        assert_eq!(single.judged(&words), Ok(()));
        words.text = " ".into();
        assert_eq!(single.judged(&words), Err(Refusal::NoText));
    }

    #[test]
    fn an_answer_is_kept_as_it_was_given() {
        let kept = serde_json::to_string(&chosen(&[2, 0])).unwrap();
        assert_eq!((kept.as_str(), serde_json::from_str(&kept).ok()), ("[2,0]", Some(chosen(&[2, 0]))));
        assert_eq!(serde_json::from_str::<Answer>("\"oui\"").unwrap(), Answer::Typed("oui".into()));
    }
}
