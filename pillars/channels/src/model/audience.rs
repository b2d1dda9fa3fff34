//! Lists of those who asked for letters, or for messages to their telephone.

use griot_kernel::{Id, Language, PersonId, Timestamp, kept_as};
use serde::{Deserialize, Serialize};

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

/// Whom of a list something reaches by their language, where the same goes out in several: all get it once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reads {
    /// It goes out in one language, to all.
    #[default]
    Any,
    /// Who reads this language.
    Only(Language),
    /// Who reads none of these.
    Not(Vec<Language>),
}

impl Reads {
    /// Who gets it in `language`, where it goes out in `all` of these: whoever reads that; in its `first`
    /// language also whoever reads none of them.
    pub fn of(language: Language, all: &[Language], first: Language) -> Self {
        let others: Vec<Language> = all.iter().copied().filter(|other| *other != language).collect();
        let main = if all.contains(&first) { Some(first) } else { all.iter().copied().min() };
        match main {
            _ if others.is_empty() => Self::Any,
            Some(main) if main != language => Self::Only(language),
            _ => Self::Not(others),
        }
    }

    /// The language that must be read, if one must.
    pub fn only(&self) -> Option<&str> {
        match self {
            Self::Only(language) => Some(language.as_str()),
            Self::Any | Self::Not(_) => None,
        }
    }

    /// The languages that must not be read, each between spaces.
    pub fn not(&self) -> String {
        match self {
            Self::Not(languages) => languages.iter().fold(" ".to_owned(), |all, one| format!("{all}{one} ")),
            Self::Any | Self::Only(_) => String::new(),
        }
    }
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
    use griot_kernel::Language;

    use super::{Kind, Reads, Source, Standing};

    #[test]
    fn everybody_gets_it_once_in_a_language_that_they_read_or_in_its_own() {
        let [french, english, moore] = ["fr", "en", "mos"].map(|tag| tag.parse::<Language>().unwrap());
        assert_eq!(Reads::of(french, &[french], french), Reads::Any);
        assert_eq!(Reads::of(moore, &[moore], french), Reads::Any, "it goes out in no other");
        assert_eq!(Reads::of(moore, &[french, moore], french), Reads::Only(moore));
        let rest = Reads::of(french, &[french, moore, english], french);
        assert_eq!((rest.only(), rest.not().as_str()), (None, " mos en "));
        assert_eq!(
            Reads::of(english, &[moore, english], french),
            Reads::Not(vec![moore]),
            "somebody gets the rest"
        );
    }

    #[test]
    fn every_word_of_the_database_has_its_meaning() {
        assert!(Kind::ALL.iter().all(|one| one.as_str().parse() == Ok(*one)));
        assert!(Standing::ALL.iter().all(|one| one.as_str().parse() == Ok(*one)));
        assert!(Source::ALL.iter().all(|one| one.as_str().parse() == Ok(*one)));
    }
}
