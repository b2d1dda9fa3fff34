//! Acts of staff on people's data, and who may hold which role.

use griot_kernel::{Id, PersonId, Timestamp};

use super::words_of;

words_of! {
    /// What a member of the staff did. Its word is the key of a sentence.
    pub enum Act {
        /// Invited someone.
        Invited = "people-act-invited",
        /// Took an invitation back.
        InvitationWithdrawn = "people-act-invitation-withdrawn",
        /// Accepted a request to join.
        RequestAccepted = "people-act-request-accepted",
        /// Refused a request to join.
        RequestRefused = "people-act-request-refused",
        /// Gave a role.
        RoleGiven = "people-act-role-given",
        /// Took a role back.
        RoleTaken = "people-act-role-taken",
        /// Suspended a member.
        Suspended = "people-act-suspended",
        /// Let a suspended member in again.
        Restored = "people-act-restored",
        /// Made a link for a new passphrase.
        ResetLinkMade = "people-act-reset-link-made",
        /// Added a person by the command line.
        PersonAdded = "people-act-person-added",
        /// Made the first administrator.
        SectionSetUp = "people-act-section-set-up",
        /// A member erased their own account.
        ErasedThemselves = "people-act-erased-themselves",
        /// A member took a copy of their own data.
        ExportedThemselves = "people-act-exported-themselves",
        /// Made a token for a program of theirs.
        TokenMade = "people-act-token-made",
        /// Ended a token of theirs.
        TokenRevoked = "people-act-token-revoked",
        /// Cleared someone's codes and passkeys.
        SecondFactorCleared = "people-act-second-cleared",
    }
}

/// One line of the log. It names nobody: only ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffAct {
    /// Sorts by time.
    pub id: Id<StaffAct>,
    /// Who; `None` for the command line.
    pub actor: Option<PersonId>,
    /// What, as the key of a sentence.
    pub act: String,
    /// On whom or what: a kind and an id, such as `person 0190…`.
    pub subject: String,
    /// When.
    pub at: Timestamp,
}

/// Why an act on someone was not done. Each reason is a sentence the administrator reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No one raises themselves.
    Oneself,
    /// The section would be left without an administrator.
    LastAdministrator,
    /// Nobody by this name takes part.
    NoMember,
    /// One's own second factor is changed on one's own page, which asks for the passphrase.
    OwnSecond,
    /// There is no second factor to clear.
    NoSecond,
}

impl Refusal {
    /// The key of the sentence.
    pub fn key(self) -> &'static str {
        match self {
            Self::Oneself => "people-refused-own-role",
            Self::LastAdministrator => "people-refused-last-administrator",
            Self::NoMember => "people-refused-no-member",
            Self::OwnSecond => "people-refused-own-second",
            Self::NoSecond => "people-refused-no-second",
        }
    }
}
