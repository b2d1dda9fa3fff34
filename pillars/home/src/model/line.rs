use griot_kernel::{Language, PersonId, Timestamp, WorkId};

/// The kind of a work in which others stand: it is found, and is no news of its own.
pub const PLACE: &str = "blog";

/// A work in one language, as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The work.
    pub work: WorkId,
    /// `post`, `page`, …
    pub kind: String,
    /// Of this version.
    pub language: Language,
    /// As shown.
    pub title: String,
    /// A path from the root of the site.
    pub address: String,
    /// One or two sentences.
    pub summary: String,
    /// Where it stands.
    pub place: Option<(String, String)>,
    /// Who wrote it.
    pub author: Option<PersonId>,
    /// The picture that stands for it, and what it shows.
    pub image: Option<(String, String)>,
    /// When it came out. Pages show the day.
    pub published: Timestamp,
}

/// A place where works stand, such as a blog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// A path from the root of the site.
    pub address: String,
    /// As shown.
    pub title: String,
    /// How many works stand there.
    pub works: i64,
}
