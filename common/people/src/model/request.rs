//! Asking to join: a word about oneself, an address confirmed, an answer with its reason.

use griot_kernel::{Id, Language, PersonId, Timestamp, kept_as};

use super::invitation::Invitation;

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// The address is not confirmed; nobody reads it yet.
    Unconfirmed,
    /// An editor should answer.
    Waiting,
    /// Answered with yes: an invitation went out.
    Accepted,
    /// Answered with no, and why.
    Refused,
}
kept_as!(State { Unconfirmed = "unconfirmed", Waiting = "waiting", Accepted = "accepted", Refused = "refused" });

/// An editor's answer, or the asker's own confirmation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// The asker confirmed the address.
    Confirm,
    /// An editor accepts.
    Accept,
    /// An editor refuses.
    Refuse,
}

/// A request does not go there from where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAllowed;

impl State {
    /// The state after `wanted`. What is not written is not allowed.
    pub fn after(self, wanted: Move) -> Result<Self, NotAllowed> {
        match (self, wanted) {
            (Self::Unconfirmed, Move::Confirm) => Ok(Self::Waiting),
            (Self::Waiting, Move::Accept) => Ok(Self::Accepted),
            (Self::Waiting, Move::Refuse) => Ok(Self::Refused),
            _ => Err(NotAllowed),
        }
    }
}

/// Someone asks to join.
#[derive(Clone, PartialEq, Eq)]
pub struct JoinRequest {
    /// Inside the house.
    pub id: Id<JoinRequest>,
    /// The name that the asker wants to bear.
    pub name: String,
    /// A word about themselves.
    pub about: String,
    /// Where the answer goes.
    pub address: String,
    /// In which language.
    pub language: Language,
    /// Where it stands.
    pub state: State,
    /// By which open invitation they came; then nobody needs to answer.
    pub invitation: Option<Id<Invitation>>,
    /// Why it was refused, as the asker reads it.
    pub reason: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// Who answered.
    pub decided_by: Option<PersonId>,
}

/// It holds a name and an address, which stay out of the logs.
impl std::fmt::Debug for JoinRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("JoinRequest")
            .field("id", &self.id)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::{Move, NotAllowed, State};

    #[test]
    fn a_request_is_answered_once_and_only_after_its_address_is_confirmed() {
        assert_eq!(State::Unconfirmed.after(Move::Accept), Err(NotAllowed));
        assert_eq!(State::Unconfirmed.after(Move::Confirm), Ok(State::Waiting));
        assert_eq!(State::Waiting.after(Move::Refuse), Ok(State::Refused));
        assert_eq!(State::Refused.after(Move::Accept), Err(NotAllowed));
        assert_eq!(State::Accepted.after(Move::Refuse), Err(NotAllowed));
    }
}
