//! A picture of the library: what it shows, whose it is, and who agreed to be seen on it.

use std::str::FromStr;

use griot_files::{StoredPicture, StoredRendition};
use griot_kernel::{Id, Language, PersonId, Timestamp};

use super::message::MessagePicture;

/// Names a picture.
pub type PictureId = Id<Picture>;

/// A picture of the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its id.
    pub id: PictureId,
    /// Its files.
    pub stored: StoredPicture,
    /// What it shows, for who does not see it.
    pub alt: String,
    /// In which language that is said.
    pub language: Language,
    /// Who made it.
    pub credit: String,
    /// Whether those who are seen on it agreed.
    pub consent: Consent,
    /// Who agreed.
    pub consent_who: String,
    /// To what.
    pub consent_for: String,
    /// Until when.
    pub consent_until: Option<Timestamp>,
    /// Who brought it.
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
}

/// Whether those who are seen on a picture agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consent {
    /// Nobody can be recognised on it.
    Nobody,
    /// They agreed.
    Given,
    /// They were not asked yet.
    Missing,
    /// They agree no more.
    Withdrawn,
}

impl Consent {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Nobody, Self::Given, Self::Missing, Self::Withdrawn];

    /// As kept in the database and typed in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Given => "given",
            Self::Missing => "missing",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The message that names it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Nobody => "channels-consent-nobody",
            Self::Given => "channels-consent-given",
            Self::Missing => "channels-consent-missing",
            Self::Withdrawn => "channels-consent-withdrawn",
        }
    }
}

/// There is no such consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no such consent")]
pub struct NoSuchConsent;

impl FromStr for Consent {
    type Err = NoSuchConsent;
    fn from_str(text: &str) -> Result<Self, NoSuchConsent> {
        Self::ALL.into_iter().find(|one| one.as_str() == text).ok_or(NoSuchConsent)
    }
}

impl Picture {
    /// Whether it may be shown at this moment.
    pub fn may_be_shown(&self, at: Timestamp) -> bool {
        match self.consent {
            Consent::Nobody => true,
            Consent::Given => self.consent_until.is_none_or(|until| at < until),
            Consent::Missing | Consent::Withdrawn => false,
        }
    }

    /// As it goes out where so many bytes are taken: the widest file that is light enough.
    pub fn going_out(&self, most_bytes: usize) -> Option<MessagePicture> {
        let light =
            |one: &&StoredRendition| usize::try_from(one.bytes).is_ok_and(|bytes| bytes <= most_bytes);
        let file = self.stored.renditions.iter().filter(light).max_by_key(|one| one.width)?;
        Some(MessagePicture {
            key: file.key.as_str().to_owned(),
            alt: self.alt.clone(),
            width: file.width,
            height: file.height,
        })
    }
}
