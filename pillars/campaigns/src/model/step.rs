use griot_contracts::campaigns::LineId;
use griot_kernel::{Id, PersonId, Timestamp, kept_as};

use super::{
    campaign::NotAllowed,
    text::{Refusal, day_of, line_of},
};

/// Names a step of the roadmap.
pub type StepId = Id<Step>;

/// How a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// It waits until the step before it is closed.
    Prepared,
    /// The step before it is closed: the direction is asked to adopt it.
    Proposed,
    /// Someone is at it.
    Adopted,
    /// It was made, and that is proved.
    Closed,
    /// It will not be made.
    Dropped,
}
kept_as!(StepState {
    Adopted = "adopted", "step-state-adopted";
    Proposed = "proposed", "step-state-proposed";
    Prepared = "prepared", "step-state-prepared";
    Closed = "closed", "step-state-closed";
    Dropped = "dropped", "step-state-dropped";
});

/// What can be done with a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepMove {
    /// The step before it was closed, or nobody waits for one.
    Propose,
    /// The direction takes it up.
    Adopt,
    /// It was made.
    Close,
    /// It will not be made.
    Drop,
    /// It is looked at once more.
    TakeUp,
}

impl StepState {
    /// The state after `wanted`, if the step may go there from here.
    pub fn after(self, wanted: StepMove) -> Result<Self, NotAllowed> {
        match (self, wanted) {
            (Self::Prepared, StepMove::Propose) | (Self::Dropped, StepMove::TakeUp) => Ok(Self::Proposed),
            (Self::Proposed, StepMove::Adopt) => Ok(Self::Adopted),
            (Self::Adopted, StepMove::Close) => Ok(Self::Closed),
            (Self::Prepared | Self::Proposed | Self::Adopted, StepMove::Drop) => Ok(Self::Dropped),
            _ => Err(NotAllowed),
        }
    }

    /// Whether its words may still change.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Prepared | Self::Proposed | Self::Adopted)
    }
}

/// What a step says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepWords {
    /// What is done.
    pub title: String,
    /// What will prove that it was done.
    pub proof: String,
    /// Who does it.
    pub owner: Option<PersonId>,
    /// Until when.
    pub due: Option<Timestamp>,
    /// The line of the strategy that it serves.
    pub line: Option<LineId>,
    /// The step whose closing proposes this one.
    pub follows: Option<StepId>,
}

impl StepWords {
    /// The texts and the day, tidied and judged; the choices come after.
    pub fn typed(title: &str, proof: &str, due: &str) -> Result<Self, Refusal> {
        let (title, proof) = (line_of(title, 240)?, line_of(proof, 240)?);
        if title.is_empty() || proof.is_empty() {
            return Err(Refusal::NoText);
        }
        Ok(Self { title, proof, due: day_of(due)?, ..Self::default() })
    }

    /// Whether someone can be held to it.
    pub fn can_be_adopted(&self) -> bool {
        self.owner.is_some() && self.due.is_some()
    }
}

/// What proved that a step was made, as it stood when the step was closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// Names it for its owner.
    pub mark: String,
    /// The message that says what happened.
    pub key: String,
    /// As its owner showed it.
    pub title: String,
    /// Where staff see it.
    pub address: String,
    /// When it happened.
    pub at: Timestamp,
}

/// A step of the roadmap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its id.
    pub id: StepId,
    /// What it says.
    pub words: StepWords,
    /// How it stands.
    pub state: StepState,
    /// Grows with each change.
    pub revision: i64,
    /// When it was written down.
    pub created_at: Timestamp,
    /// When it was adopted, and by whom.
    pub adopted: Option<(Timestamp, Option<PersonId>)>,
    /// When it was closed, and by whom.
    pub closed: Option<(Timestamp, Option<PersonId>)>,
    /// What proves it.
    pub evidence: Option<Proof>,
}

impl Step {
    /// Where staff see it.
    pub fn desk(&self) -> String {
        format!("/desk/strategy/roadmap/{}", self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::{StepMove, StepState};

    #[test]
    fn a_step_is_proposed_adopted_and_closed() {
        let mut state = StepState::Prepared;
        for step in [StepMove::Propose, StepMove::Adopt, StepMove::Close] {
            state = state.after(step).unwrap();
        }
        assert_eq!(state, StepState::Closed);
        for wanted in [StepMove::Propose, StepMove::Adopt, StepMove::Close, StepMove::Drop, StepMove::TakeUp]
        {
            assert!(state.after(wanted).is_err(), "what is proved stays");
        }
        assert!(StepState::Proposed.after(StepMove::Close).is_err(), "nobody took it up yet");
        assert_eq!(
            StepState::Adopted.after(StepMove::Drop).unwrap().after(StepMove::TakeUp),
            Ok(StepState::Proposed)
        );
    }
}
