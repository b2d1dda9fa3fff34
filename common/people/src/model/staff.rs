//! Acts of staff on people's data, and who may hold which role.

use griot_kernel::{Id, PersonId, Timestamp, kept_as};

/// What a member of the staff did. Its word is the key of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// Invited someone.
    Invited,
    /// Took an invitation back.
    InvitationWithdrawn,
    /// Accepted a request to join.
    RequestAccepted,
    /// Refused a request to join.
    RequestRefused,
    /// Gave a role.
    RoleGiven,
    /// Took a role back.
    RoleTaken,
    /// Suspended a member.
    Suspended,
    /// Let a suspended member in again.
    Restored,
    /// Made a link for a new passphrase.
    ResetLinkMade,
    /// Added a person by the command line.
    PersonAdded,
    /// Made the first administrator.
    SectionSetUp,
    /// A member erased their own account.
    ErasedThemselves,
    /// A member took a copy of their own data.
    ExportedThemselves,
    /// Made a token for a program of theirs.
    TokenMade,
    /// Ended a token of theirs.
    TokenRevoked,
    /// Cleared someone's codes and passkeys.
    SecondFactorCleared,
}
kept_as!(Act { Invited = "people-act-invited", InvitationWithdrawn = "people-act-invitation-withdrawn", RequestAccepted = "people-act-request-accepted", RequestRefused = "people-act-request-refused", RoleGiven = "people-act-role-given", RoleTaken = "people-act-role-taken", Suspended = "people-act-suspended", Restored = "people-act-restored", ResetLinkMade = "people-act-reset-link-made", PersonAdded = "people-act-person-added", SectionSetUp = "people-act-section-set-up", ErasedThemselves = "people-act-erased-themselves", ExportedThemselves = "people-act-exported-themselves", TokenMade = "people-act-token-made", TokenRevoked = "people-act-token-revoked", SecondFactorCleared = "people-act-second-cleared" });

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
