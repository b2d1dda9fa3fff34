//! A picture of the library: what it shows, whose it is, and who agreed to be seen on it.

use griot_files::{StoredPicture, StoredRendition};
use griot_kernel::{Id, Language, PersonId, Timestamp, kept_as};

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
    /// The same in other languages, each once.
    pub alts: Vec<(Language, String)>,
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
kept_as!(Consent {
    Nobody = "nobody", "channels-consent-nobody";
    Given = "given", "channels-consent-given";
    Missing = "missing", "channels-consent-missing";
    Withdrawn = "withdrawn", "channels-consent-withdrawn";
});

impl Picture {
    /// Whether it may be shown at this moment.
    pub fn may_be_shown(&self, at: Timestamp) -> bool {
        match self.consent {
            Consent::Nobody => true,
            Consent::Given => self.consent_until.is_none_or(|until| at < until),
            Consent::Missing | Consent::Withdrawn => false,
        }
    }

    /// What it shows, in this language, if that was said.
    pub fn alt_in(&self, language: Language) -> Option<&str> {
        if language == self.language {
            return Some(&self.alt);
        }
        self.alts.iter().find(|(known, _)| *known == language).map(|(_, alt)| alt.as_str())
    }

    /// As it goes out in this language, or else in its first, where so many bytes are taken: the widest file
    /// that is light enough.
    pub fn going_out(&self, most_bytes: usize, language: Language) -> Option<MessagePicture> {
        let light =
            |one: &&StoredRendition| usize::try_from(one.bytes).is_ok_and(|bytes| bytes <= most_bytes);
        let file = self.stored.renditions.iter().filter(light).max_by_key(|one| one.width)?;
        Some(MessagePicture {
            key: file.key.as_str().to_owned(),
            alt: self.alt_in(language).unwrap_or(&self.alt).to_owned(),
            width: file.width,
            height: file.height,
        })
    }
}
