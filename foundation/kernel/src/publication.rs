use serde::{Deserialize, Serialize};

use crate::{Language, PersonId, Timestamp, WorkId};

/// What an owner answers when it is asked for a work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found<T> {
    /// Here it is, as it stands now.
    Here(T),
    /// It was shown once and is not any more: forget it.
    Gone,
    /// The work is not one of ours.
    Unknown,
}

/// A work that the public may see: one id and one count, with a version for each
/// language in which it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// The work.
    pub id: WorkId,
    /// `post`, `page`, …: an ActivityStreams-like kind, in lower case.
    pub kind: String,
    /// Grows with each change; lower ones are old news.
    pub revision: i64,
    /// At least one.
    pub versions: Vec<Version>,
    /// Who wrote it, if a person did.
    pub author: Option<PersonId>,
    /// Where it stands among others of its kind.
    pub container: Option<Container>,
    /// In lower case.
    pub tags: Vec<String>,
    /// The picture that stands for it.
    pub image: Option<Image>,
    /// When it came out. Public pages show the day only.
    pub published: Timestamp,
    /// The campaign that it serves.
    pub campaign: Option<uuid::Uuid>,
    /// Who or what it could endanger.
    pub sensitivity: Sensitivity,
}

/// A work in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Of the text.
    pub language: Language,
    /// As shown.
    pub title: String,
    /// A path from the root of the site.
    pub address: String,
    /// One or two sentences, plain text.
    pub summary: String,
    /// Everything that a search should find, plain text.
    pub search_text: String,
}

/// The place where a work stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Container {
    /// As shown.
    pub title: String,
    /// A path from the root of the site.
    pub address: String,
}

/// A picture that stands for a work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// A path from the root of the site.
    pub address: String,
    /// What it shows, for who does not see it.
    pub alt: String,
}

/// Whom a work could endanger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sensitivity {
    /// Nobody.
    #[default]
    None,
    /// It names a person.
    NamedPerson,
    /// It names a person at risk.
    AtRiskPerson,
    /// It names a child.
    Minor,
}
