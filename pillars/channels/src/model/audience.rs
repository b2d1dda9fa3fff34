//! Lists of those who asked for letters, or for messages to their telephone.

use griot_kernel::{Id, Language, PersonId, Timestamp, kept_as};

/// Names a list.
pub type AudienceId = Id<Audience>;
/// Names a part of a list.
pub type SegmentId = Id<Segment>;

/// How long somebody may take to confirm, in days. Then what they typed is forgotten.
pub const PENDING_DAYS: u64 = 7;

/// What kind of address a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// E-mail.
    Mail,
    /// Telephones.
    Sms,
}
kept_as!(Kind { Mail = "mail", Sms = "sms" });

/// How somebody stands on a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// They, or somebody in their name, asked; nothing is sent but the question.
    Pending,
    /// They get what the list promises.
    Confirmed,
    /// They asked for no more; their address is forgotten.
    Left,
    /// Their address takes no letters.
    Bounced,
}
kept_as!(Standing { Pending = "pending", Confirmed = "confirmed", Left = "left", Bounced = "bounced" });

/// How somebody came to a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// By a word of their own: on the page of the site, or by a message from their telephone.
    Web,
    /// On a sheet of paper.
    Paper,
    /// Signed in.
    Member,
    /// From a list kept elsewhere.
    Import,
}
kept_as!(Source { Web = "web", Paper = "paper", Member = "member", Import = "import" });

impl Standing {
    /// The message that names it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Pending => "channels-standing-pending",
            Self::Confirmed => "channels-standing-confirmed",
            Self::Left => "channels-standing-left",
            Self::Bounced => "channels-standing-bounced",
        }
    }
}

impl Source {
    /// The message that names it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Web => "channels-source-web",
            Self::Paper => "channels-source-paper",
            Self::Member => "channels-source-member",
            Self::Import => "channels-source-import",
        }
    }

    /// The message that names it on a list of this kind.
    pub fn key_on(self, kind: Kind) -> &'static str {
        match (self, kind) {
            (Self::Web, Kind::Sms) => "channels-source-sms",
            _ => self.key(),
        }
    }
}

/// A list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audience {
    /// Its id.
    pub id: AudienceId,
    /// What kind of address it holds.
    pub kind: Kind,
    /// Its name in addresses of the site.
    pub slug: String,
    /// Whether anybody may ask to be on it, and read what was sent.
    pub public: bool,
    /// The word by which a telephone joins it; without one only staff put people on it.
    pub keyword: Option<String>,
    /// What it is called, by language; never empty.
    pub words: Vec<AudienceWords>,
    /// Since when.
    pub created_at: Timestamp,
}

/// What a list is called in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AudienceWords {
    /// In which language.
    pub language: Language,
    /// Its name.
    pub name: String,
    /// What one gets, and how often.
    pub promise: String,
}

impl Audience {
    /// Its words in this language, or in the first that it has.
    pub fn words_in(&self, language: Language) -> Option<&AudienceWords> {
        self.words.iter().find(|words| words.language == language).or(self.words.first())
    }

    /// Its name in this language, or in the first that it has.
    pub fn name_in(&self, language: Language) -> &str {
        self.words_in(language).map_or("", |words| words.name.as_str())
    }
}

/// Somebody on a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscriber {
    /// Its key.
    pub id: i64,
    /// On which list.
    pub audience: AudienceId,
    /// Stands for the address.
    pub mark: Vec<u8>,
    /// The address; forgotten once they left.
    pub address: Option<String>,
    /// In which language they read.
    pub language: Language,
    /// How they stand.
    pub standing: Standing,
    /// How they came.
    pub source: Source,
    /// A word by which staff know them together: a town, a campaign.
    pub tag: String,
    /// How it is known that they agreed, where they did not confirm by letter.
    pub consent: String,
    /// Who they are, if they are a member and said so.
    pub member: Option<PersonId>,
    /// When they asked.
    pub asked_at: Timestamp,
    /// When they confirmed.
    pub confirmed_at: Option<Timestamp>,
    /// When they left, the last time.
    pub left_at: Option<Timestamp>,
}

/// Somebody who comes to a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coming {
    /// To which list.
    pub audience: AudienceId,
    /// Stands for the address.
    pub mark: Vec<u8>,
    /// The address.
    pub address: String,
    /// In which language they read.
    pub language: Language,
    /// How they come.
    pub source: Source,
    /// A word by which staff know them together.
    pub tag: String,
    /// How it is known that they agreed.
    pub consent: String,
    /// Who they are, if they are a member and said so.
    pub member: Option<PersonId>,
}

/// Whom of a list something reaches. What is not said is not asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Who reads this language.
    pub language: Option<Language>,
    /// Who is known by this word.
    pub tag: Option<String>,
    /// Who came by this way.
    pub source: Option<Source>,
    /// Who confirmed since then.
    pub since: Option<Timestamp>,
}

/// A part of a list that has a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Its id.
    pub id: SegmentId,
    /// Of which list.
    pub audience: AudienceId,
    /// As staff call it.
    pub name: String,
    /// Whom it holds.
    pub part: Part,
}

#[cfg(test)]
mod tests {
    use super::{Kind, Source, Standing};

    #[test]
    fn every_word_of_the_database_has_its_meaning() {
        assert!(Kind::ALL.iter().all(|one| one.as_str().parse() == Ok(*one)));
        assert!(Standing::ALL.iter().all(|one| one.as_str().parse() == Ok(*one)));
        assert!(Source::ALL.iter().all(|one| one.as_str().parse() == Ok(*one)));
    }
}
