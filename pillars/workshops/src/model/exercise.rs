use griot_kernel::{Id, Language, PersonId, Timestamp, WorkId, kept_as};

use super::{
    course::ExerciseKind,
    learning::LearningId,
    text::{Refusal, line_of, lines_of},
};

/// Names an exercise that was handed in.
pub type ExerciseId = Id<Exercise>;

/// How an exercise stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExerciseStage {
    /// It waits for a trainer.
    Handed,
    /// A trainer gave it back with a remark.
    Returned,
    /// A trainer approved it; it stays as it is.
    Approved,
}
kept_as!(ExerciseStage {
    Handed = "handed", "exercise-stage-handed";
    Returned = "returned", "exercise-stage-returned";
    Approved = "approved", "exercise-stage-approved";
});

/// What a learner writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExerciseWords {
    /// Its title.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// In which language.
    pub language: Language,
}

impl ExerciseWords {
    /// The longest text.
    pub const MOST: usize = 20_000;

    /// What was typed, tidied and judged. What one tells of something done needs no title.
    pub fn typed(kind: ExerciseKind, title: &str, body: &str, language: &str) -> Result<Self, Refusal> {
        let (title, body) = (line_of(title, 120)?, lines_of(body, Self::MOST)?);
        if body.is_empty() || (title.is_empty() && kind != ExerciseKind::Own) {
            return Err(Refusal::NoText);
        }
        let language = language.parse().map_err(|_| Refusal::BadLanguage)?;
        Ok(Self { title, body, language })
    }
}

/// What a learner handed in for one unit of a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exercise {
    /// Its id.
    pub id: ExerciseId,
    /// In whose learning.
    pub learning: LearningId,
    /// For which unit.
    pub unit: String,
    /// What becomes of it.
    pub kind: ExerciseKind,
    /// What it says.
    pub words: ExerciseWords,
    /// How it stands.
    pub stage: ExerciseStage,
    /// Where what was made of it is; empty while nothing was.
    pub address: String,
    /// The work that was made of it, where that is known.
    pub work: Option<WorkId>,
    /// What the trainer said of it.
    pub remark: String,
    /// When it was handed in last; grows with each time, so that nobody judges other words than they read.
    pub at: Timestamp,
    /// When a trainer judged it last.
    pub judged_at: Option<Timestamp>,
    /// Who.
    pub judged_by: Option<PersonId>,
}

impl Exercise {
    /// Where trainers see it.
    pub fn desk(&self) -> String {
        format!("/desk/exercises/{}", self.id)
    }
}

/// What a trainer says of an exercise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// How it stands then.
    pub stage: ExerciseStage,
    /// A remark for its learner.
    pub remark: String,
    /// Where what was made of it is.
    pub address: String,
    /// Who judges.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// A remark that was typed: giving something back needs one.
pub fn remark_of(typed: &str, is_needed: bool) -> Result<String, Refusal> {
    match lines_of(typed, 2_000)? {
        remark if remark.is_empty() && is_needed => Err(Refusal::NoText),
        remark => Ok(remark),
    }
}

#[cfg(test)]
mod tests {
    use super::{ExerciseWords, remark_of};
    use crate::model::{ExerciseKind, Refusal};

    #[test]
    fn what_is_written_for_others_has_a_title_and_what_one_did_needs_none() {
        let typed = ExerciseWords::typed;
        assert_eq!(typed(ExerciseKind::Post, " ", "Du texte", "fr"), Err(Refusal::NoText));
        assert_eq!(typed(ExerciseKind::Draft, "Titre", " \r\n", "fr"), Err(Refusal::NoText));
        assert_eq!(typed(ExerciseKind::Draft, "Titre", "Du texte", "!"), Err(Refusal::BadLanguage));
        assert_eq!(typed(ExerciseKind::Own, &"a".repeat(121), "Fait", "fr"), Err(Refusal::TooLong));
        assert_eq!(typed(ExerciseKind::Own, "", "Fait\r\nhier", "fr").unwrap().body, "Fait\nhier");
        assert_eq!(remark_of(" ", true), Err(Refusal::NoText));
        assert_eq!(remark_of(" ", false), Ok(String::new()));
    }
}
