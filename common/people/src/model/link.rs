//! Links that open one door once.

use std::time::Duration;

use griot_kernel::{PersonId, kept_as};
use uuid::Uuid;

/// What a link is for. A link of one purpose opens no other door.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// Makes the first administrator and names the section.
    Setup,
    /// Confirms the address of whoever asks to join.
    Join,
    /// Confirms a new address of a member.
    Address,
    /// Chooses a new passphrase.
    Reset,
    /// Leads whoever confirmed their address to the invitation that is theirs, as often as they come.
    Door,
}
kept_as!(Purpose { Setup = "setup", Join = "join", Address = "address", Reset = "reset", Door = "door" });

impl Purpose {
    /// How long such a link works.
    pub fn lasts(self) -> Duration {
        match self {
            Self::Setup => Duration::from_secs(30 * 60),
            Self::Join => Duration::from_secs(7 * 86_400),
            Self::Address | Self::Door => Duration::from_secs(86_400),
            Self::Reset => Duration::from_secs(2 * 3_600),
        }
    }
}

/// What a link points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Whose link it is, if it is a member's.
    pub person: Option<PersonId>,
    /// The request or the change that it confirms.
    pub subject: Option<Uuid>,
}

/// Why a link opens nothing. Each reason is a sentence its holder reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Never made, or for another door.
    Unknown,
    /// It opened its door already.
    Used,
    /// Its time is over.
    Expired,
}

impl Refusal {
    /// The key of the sentence.
    pub fn key(self) -> &'static str {
        match self {
            Self::Unknown => "people-link-unknown",
            Self::Used => "people-link-used",
            Self::Expired => "people-link-expired",
        }
    }
}
