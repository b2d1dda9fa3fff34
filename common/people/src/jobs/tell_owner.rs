//! The letter that tells a member that their ways in changed.

use griot_jobs::{Job, JobError};
use griot_kernel::{PersonId, Timestamp};
use serde::{Deserialize, Serialize};

use super::{letter_to, name_of, page, send};
use crate::Section;

/// What changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// A passkey was added.
    PasskeyAdded,
    /// Codes are asked for.
    CodesOn,
    /// Codes are asked for no more.
    CodesOff,
    /// The passphrase is another one.
    Passphrase,
    /// Someone of the staff took codes and passkeys away.
    SecondFactorCleared,
}

impl What {
    /// The key of the sentence.
    fn key(self) -> &'static str {
        match self {
            Self::PasskeyAdded => "people-mail-safety-passkey",
            Self::CodesOn => "people-mail-safety-codes-on",
            Self::CodesOff => "people-mail-safety-codes-off",
            Self::Passphrase => "people-mail-safety-passphrase",
            Self::SecondFactorCleared => "people-mail-safety-cleared",
        }
    }
}

/// Tells a member, at their address, what changed: whoever did it in their place is not unseen.
#[derive(Debug, Serialize, Deserialize)]
pub struct TellOwner {
    /// Whose ways in.
    pub person: PersonId,
    /// What changed.
    pub what: What,
    /// When.
    pub at: Timestamp,
}

impl Job<Section> for TellOwner {
    const NAME: &'static str = "people.tell-owner";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let Some((letter, words)) = letter_to(section, self.person, "people-mail-safety-subject").await?
        else {
            return Ok(());
        };
        let letter = letter
            .paragraph(words.put(self.what.key(), "section", name_of(section)))
            .paragraph(words.t("people-mail-safety-text"))
            .button(words.t("people-mail-moving-button"), &page(section, "/me/security")?)
            .message_id(format!("safety-{}-{}-{}", self.person, self.what.key(), self.at.as_millisecond()));
        send(section, letter).await.map(drop)
    }
}
