//! Rumours, from the claim through what was checked to the answer; and accounts that pretend to be the section.

use griot_kernel::{Id, Language, PersonId, Timestamp, kept_as};

use super::{item::ItemId, network::Network};

/// Names a rumour.
pub type RumourId = Id<Rumour>;
/// Names an account that pretends.
pub type FakeId = Id<Fake>;

/// How far a rumour is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RumourState {
    /// It is said.
    Claim,
    /// Somebody looks what is true.
    Checking,
    /// It is answered.
    Answered,
    /// It is not worth an answer, which would only carry it further.
    Dropped,
}
kept_as!(RumourState {
    Claim = "claim", "channels-rumour-claim";
    Checking = "checking", "channels-rumour-checking";
    Answered = "answered", "channels-rumour-answered";
    Dropped = "dropped", "channels-rumour-dropped";
});

/// What was found out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is not so.
    False,
    /// Something is left out or out of place.
    Misleading,
    /// Nobody can tell.
    Unproven,
    /// It is so.
    True,
}
kept_as!(Verdict {
    False = "false", "channels-verdict-false";
    Misleading = "misleading", "channels-verdict-misleading";
    Unproven = "unproven", "channels-verdict-unproven";
    True = "true", "channels-verdict-true";
});

/// Something that is said and may not be true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rumour {
    /// Its id.
    pub id: RumourId,
    /// What is said, without who said it.
    pub claim: String,
    /// In which language.
    pub language: Language,
    /// Where it was seen or heard.
    pub seen: String,
    /// How far it is.
    pub state: RumourState,
    /// What was found out.
    pub verdict: Option<Verdict>,
    /// What the section answers: the truth first.
    pub answer: String,
    /// The text made of the answer.
    pub item: Option<ItemId>,
    /// Who looks.
    pub owner: Option<PersonId>,
    /// When it was noted.
    pub at: Timestamp,
}

impl Rumour {
    /// Why it cannot be answered yet, as a message of the words.
    pub fn obstacle(&self, checks: usize) -> Option<&'static str> {
        if checks == 0 {
            return Some("channels-refused-rumour-unchecked");
        }
        if self.verdict.is_none() || self.answer.trim().is_empty() {
            return Some("channels-refused-rumour-unanswered");
        }
        None
    }
}

/// Something that was looked at to check a rumour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// What it shows.
    pub words: String,
    /// Where it is; empty where there is no such place.
    pub link: String,
    /// Who looked.
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
}

/// How far it is with an account that pretends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FakeState {
    /// It was seen.
    Seen,
    /// Its network was told.
    Reported,
    /// It is gone.
    Removed,
    /// The network lets it stand.
    Refused,
}
kept_as!(FakeState {
    Seen = "seen", "channels-fake-seen";
    Reported = "reported", "channels-fake-reported";
    Removed = "removed", "channels-fake-removed";
    Refused = "refused", "channels-fake-refused";
});

/// An account that pretends to be the section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fake {
    /// Its id.
    pub id: FakeId,
    /// Where it is.
    pub network: Network,
    /// Its address.
    pub address: String,
    /// What it calls itself.
    pub name: String,
    /// What it does: asks for money, says what the section never said.
    pub harm: String,
    /// How far it is.
    pub state: FakeState,
    /// When it was seen.
    pub at: Timestamp,
}

/// What was seen or done about such an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FakeStep {
    /// How far it was then.
    pub state: FakeState,
    /// What was seen or done, or the number that the network gave the report.
    pub words: String,
    /// What the account looked like, as a picture.
    pub proof: Option<griot_files::StoredPicture>,
    /// By whom.
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
}
