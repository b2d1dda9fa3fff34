//! Invitations: to one address, or by a link that is handed on.

use std::time::Duration;

use griot_kernel::{Id, Language, PersonId, Timestamp};

use super::link::Refusal;

/// How long an invitation stands.
pub const LASTS: Duration = Duration::from_secs(30 * 86_400);
/// Most places that one link may offer.
pub const MOST_PLACES: i64 = 500;

/// A door held open for someone.
#[derive(Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Inside the house.
    pub id: Id<Invitation>,
    /// How the guest may be called; the guest chooses.
    pub name: String,
    /// The one address that it is for; whoever opens the link there has confirmed it.
    pub address: Option<String>,
    /// In which language it is written.
    pub language: Language,
    /// A word from whoever invites.
    pub word: String,
    /// How many may come by it.
    pub places: i64,
    /// How many came.
    pub taken: i64,
    /// Who invites; `None` for the house itself.
    pub invited_by: Option<PersonId>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// Whether it was taken back.
    pub withdrawn: bool,
}

impl Invitation {
    /// Whether someone may still come by it.
    pub fn check(&self, now: Timestamp) -> Result<(), Refusal> {
        match self {
            invitation if invitation.withdrawn => Err(Refusal::Unknown),
            invitation if invitation.taken >= invitation.places => Err(Refusal::Used),
            invitation if invitation.expires_at <= now => Err(Refusal::Expired),
            _ => Ok(()),
        }
    }
}

/// It holds a name and an address, which stay out of the logs.
impl std::fmt::Debug for Invitation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Invitation").field("id", &self.id).finish_non_exhaustive()
    }
}
