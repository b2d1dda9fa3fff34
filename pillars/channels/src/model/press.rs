//! What is said to the press: communiqués with a number, journalists who want them, what they wrote.

use griot_kernel::{Id, Language, PersonId, Timestamp};
use serde::{Deserialize, Serialize};

use super::{channel::Channel, delivery::DeliveryId, item::ItemId, network::Network, variant::Variant};

/// What a communiqué has beside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Communique {
    /// Its year and its number in it, once it was approved.
    pub number: Option<(i64, i64)>,
    /// What opens its file before it is public.
    pub key: String,
    /// Where it is dated.
    pub place: String,
    /// Whom journalists may ask.
    pub speaker: String,
    /// Their telephone, given for the press.
    pub speaker_phone: String,
    /// Their address, given for the press.
    pub speaker_email: String,
    /// How and when they agreed that the press is told.
    pub speaker_consent: String,
    /// What whoever speaks should say; never leaves the house.
    pub points: String,
}

impl Communique {
    /// Its number as it is written: `2013-04`.
    pub fn name(&self) -> Option<String> {
        self.number.map(|(year, number)| format!("{year}-{number:02}"))
    }

    /// Whether the press may be told whom to ask.
    pub fn names_speaker(&self) -> bool {
        !self.speaker.is_empty() && !self.speaker_consent.is_empty()
    }
}

/// The year and the number that somebody wrote: `2013-04`.
pub fn number(text: &str) -> Option<(i64, i64)> {
    let (year, number) = text.split_once('-')?;
    Some((year.parse().ok()?, number.parse().ok()?))
}

/// Whether all that an item goes to is the press: it may be sent before an embargo ends.
pub fn for_press_alone(targets: &[(Variant, Channel)]) -> bool {
    !targets.is_empty() && targets.iter().all(|(_, channel)| channel.network == Network::Press)
}

/// How the section speaks to the press.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PressWays {
    /// Who the section is, at the foot of every communiqué.
    pub about: String,
    /// Where communiqués are dated, if nobody says otherwise.
    pub place: String,
    /// So many days after something wrong was said an answer can be asked for.
    pub reply_days: i64,
}

/// Names a journalist.
pub type JournalistId = Id<Journalist>;

/// Someone of the press who agreed to get letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journalist {
    /// Its id.
    pub id: JournalistId,
    /// Their name.
    pub name: String,
    /// For whom they write.
    pub medium: String,
    /// Of what they write.
    pub beat: String,
    /// In which language.
    pub language: Language,
    /// Where letters reach them; unknown if it is empty.
    pub email: String,
    /// Their telephone.
    pub phone: String,
    /// How they agreed; they did not if it is empty.
    pub consent: String,
    /// Since when.
    pub consent_at: Option<Timestamp>,
    /// Until when.
    pub consent_until: Option<Timestamp>,
    /// Whether letters are sent to them now.
    pub open: bool,
    /// When it became known that letters to this address arrive no more, or are wished for no more.
    pub stopped_at: Option<Timestamp>,
    /// Since when they are known here.
    pub created_at: Timestamp,
}

impl Journalist {
    /// Whether a letter may be sent to them at this moment.
    pub fn takes_letters(&self, now: Timestamp) -> bool {
        let agreed = !self.consent.is_empty() && self.consent_until.is_none_or(|until| now < until);
        self.open && agreed && !self.email.is_empty() && self.stopped_at.is_none()
    }
}

/// Who gets a communiqué when the program sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recipients {
    /// Those who write in this language; in any if it is none.
    pub language: Option<Language>,
    /// Those who write of this; of anything if it is empty.
    pub beat: String,
    /// None of these.
    pub left_out: Vec<JournalistId>,
}

impl Recipients {
    /// Whether the rule speaks of somebody, left out or not.
    pub fn means(&self, one: &Journalist) -> bool {
        self.language.is_none_or(|language| language == one.language)
            && (self.beat.is_empty() || self.beat == one.beat)
    }

    /// Those of `all` who get it at this moment.
    pub fn of<'a>(&self, all: &'a [Journalist], now: Timestamp) -> Vec<&'a Journalist> {
        let gets =
            |one: &&Journalist| self.means(one) && one.takes_letters(now) && !self.left_out.contains(&one.id);
        all.iter().filter(gets).collect()
    }
}

/// How far a letter to a journalist is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterState {
    /// It waits.
    Waiting,
    /// It is being sent.
    Armed,
    /// The mail server took it.
    Sent,
    /// Nobody knows whether it left.
    Unknown,
    /// It came back, or was not taken.
    Refused,
    /// It was sent, and something was published of it.
    Published,
}

impl LetterState {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Waiting, Self::Armed, Self::Sent, Self::Unknown, Self::Refused, Self::Published];

    /// As kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Armed => "armed",
            Self::Sent => "sent",
            Self::Unknown => "unknown",
            Self::Refused => "refused",
            Self::Published => "published",
        }
    }

    /// The message that names it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Waiting => "channels-letter-waiting",
            Self::Armed => "channels-letter-armed",
            Self::Sent => "channels-letter-sent",
            Self::Unknown => "channels-letter-unknown",
            Self::Refused => "channels-letter-refused",
            Self::Published => "channels-letter-published",
        }
    }

    /// The state of this word.
    pub fn of(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == text)
    }
}

/// A letter to a journalist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PressLetter {
    /// Of which delivery.
    pub delivery: DeliveryId,
    /// To whom.
    pub journalist: JournalistId,
    /// How far it is.
    pub state: LetterState,
    /// Since when.
    pub at: Timestamp,
}

/// How an article speaks of the section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// For what it asks.
    For,
    /// Without taking sides.
    Neutral,
    /// Against it.
    Against,
}

impl Tone {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::For, Self::Neutral, Self::Against];

    /// As kept in the database and typed in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Neutral => "neutral",
            Self::Against => "against",
        }
    }

    /// The message that names it.
    pub fn key(self) -> &'static str {
        match self {
            Self::For => "channels-tone-for",
            Self::Neutral => "channels-tone-neutral",
            Self::Against => "channels-tone-against",
        }
    }

    /// The tone of this word.
    pub fn of(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == text)
    }
}

/// Names an article.
pub type ClipId = Id<Clip>;

/// What somebody of the press wrote or said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clip {
    /// Its id.
    pub id: ClipId,
    /// Of which communiqué it speaks.
    pub item: Option<ItemId>,
    /// Where it stood.
    pub medium: String,
    /// Its title.
    pub title: String,
    /// Where it can be read, if it can.
    pub link: String,
    /// When it came out.
    pub day: Timestamp,
    /// How it speaks.
    pub tone: Tone,
    /// A picture of it, as it was kept when everybody could open it who knew its address.
    pub stored: Option<griot_files::StoredPicture>,
    /// Its cutting, for the desk alone.
    pub paper: Option<Cutting>,
    /// Who entered it.
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
}

/// A file that only the desk sees: what others wrote is not the section's to show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cutting {
    /// Where it is kept. The extension is one that the house gives to nobody.
    pub key: String,
    /// What it is: `pdf` or `jpg`.
    pub kind: String,
    /// How heavy it is.
    pub bytes: u64,
}

/// How far an answer to something wrong is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplyState {
    /// It was asked for.
    Asked,
    /// It was published.
    Published,
    /// It was refused.
    Refused,
}

impl ReplyState {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Asked, Self::Published, Self::Refused];

    /// As kept in the database and typed in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Published => "published",
            Self::Refused => "refused",
        }
    }

    /// The message that names it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Asked => "channels-reply-asked",
            Self::Published => "channels-reply-published",
            Self::Refused => "channels-reply-refused",
        }
    }

    /// The state of this word.
    pub fn of(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == text)
    }
}

/// Names a reply.
pub type ReplyId = Id<Reply>;

/// What was said wrong of the section, and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Its id.
    pub id: ReplyId,
    /// What was said.
    pub said: String,
    /// Where.
    pub medium: String,
    /// By whom.
    pub who: String,
    /// When.
    pub said_on: Timestamp,
    /// Until when the answer can be asked for.
    pub due_on: Timestamp,
    /// How far it is.
    pub state: ReplyState,
    /// The text of the answer.
    pub item: Option<ItemId>,
    /// Who entered it.
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::{Communique, number};

    #[test]
    fn a_number_is_read_as_it_is_written() {
        let one = Communique { number: Some((2013, 4)), ..Communique::default() };
        assert_eq!(one.name().as_deref(), Some("2013-04"));
        assert_eq!(number("2013-04"), Some((2013, 4)));
        assert_eq!(number("2013-112"), Some((2013, 112)));
        for bad in ["", "2013", "-4", "2013-", "x-1", "2013-4-1"] {
            assert_eq!(number(bad), None, "{bad}");
        }
    }
}
