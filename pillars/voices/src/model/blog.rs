use std::fmt;

use griot_kernel::{Id, Language, PersonId, Timestamp, kept_as};

use super::text::words_of;

/// Names a blog for ever, whatever its address becomes. Feeds show it, so it tells nothing of the
/// moment at which someone began.
pub type BlogId = Id<Blog>;

/// Who speaks in a blog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlogKind {
    /// One member.
    Person,
    /// Several members together.
    Team,
    /// The section itself.
    Section,
}
kept_as!(BlogKind { Person = "person", Team = "team", Section = "section" });

/// Who may comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommentPolicy {
    /// Members of the section.
    Members,
    /// Members, and whoever confirms an address.
    Guests,
    /// Nobody any more.
    Closed,
}
kept_as!(CommentPolicy { Members = "members", Guests = "guests", Closed = "closed" });

/// Whether a blog is written and read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlogState {
    /// It is written and read.
    Open,
    /// Everyone reads it, nobody writes or comments any more.
    Closed,
    /// Its authors alone see it; nobody writes.
    Withdrawn,
}
kept_as!(BlogState { Open = "open", Closed = "closed", Withdrawn = "withdrawn" });

/// Whose comments wait for someone to read them first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moderation {
    /// The first comments of new members and of guests.
    Newcomers,
    /// All of them, but those of the blog's own authors.
    Everyone,
}
kept_as!(Moderation { Newcomers = "newcomers", Everyone = "everyone" });

/// What someone may do in a blog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Writes own posts.
    Author,
    /// Writes, changes the settings and moderates the comments.
    Editor,
}
kept_as!(Role { Author = "author", Editor = "editor" });

/// A blog.
#[derive(Clone, PartialEq, Eq)]
pub struct Blog {
    /// Never changes.
    pub id: BlogId,
    /// Who speaks in it.
    pub kind: BlogKind,
    /// Its address; one that it had before leads to this one.
    pub slug: String,
    /// Title.
    pub title: String,
    /// What it is about, in a few lines.
    pub about: String,
    /// The language that new posts begin with.
    pub language: Language,
    /// One of the six colours of the house.
    pub theme: u8,
    /// Who may comment.
    pub comments: CommentPolicy,
    /// Whether it is written and read.
    pub state: BlogState,
    /// Whose comments wait.
    pub moderation: Moderation,
    /// Who began it; nobody once that person was erased.
    pub owner: Option<PersonId>,
    /// When it was begun.
    pub created_at: Timestamp,
}

impl Blog {
    /// Whether it is written.
    pub fn is_open(&self) -> bool {
        self.state == BlogState::Open
    }

    /// Whether `again` is this blog begun a second time, as a form is that was sent twice.
    pub fn is_begun_again_by(&self, again: &Self) -> bool {
        let minutes = (again.created_at.as_millisecond() - self.created_at.as_millisecond()) / 60_000;
        self.owner.is_some() && self.owner == again.owner && self.title == again.title && minutes < 10
    }
}

impl fmt::Debug for Blog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Blog").field("id", &self.id).field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// The words of a blog as someone typed them, before they are judged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlogWords {
    /// Title.
    pub title: String,
    /// What it is about.
    pub about: String,
}

/// Why a blog was not taken. Each reason is a sentence its writer reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlogRefusal {
    /// No title.
    NoTitle,
    /// More than 120 signs.
    TitleTooLong,
    /// More than 2,000 signs.
    AboutTooLong,
    /// Another blog has or had this address.
    AddressTaken,
    /// The address holds something else than letters, digits and hyphens.
    BadAddress,
    /// One of the choices is none of those offered.
    BadChoice,
    /// A blog must keep an editor.
    LastEditor,
}

impl BlogRefusal {
    /// The key of the sentence.
    pub fn key(self) -> &'static str {
        match self {
            Self::NoTitle => "blog-refused-no-title",
            Self::TitleTooLong => "blog-refused-title-too-long",
            Self::AboutTooLong => "blog-refused-about-too-long",
            Self::AddressTaken => "blog-refused-address-taken",
            Self::BadAddress => "blog-refused-bad-address",
            Self::BadChoice => "blog-refused-bad-choice",
            Self::LastEditor => "blog-refused-last-editor",
        }
    }
}

impl BlogWords {
    /// The same words tidied, or why they are not taken.
    pub fn judged(&self) -> Result<Self, BlogRefusal> {
        let title = words_of(&self.title);
        let about = self.about.trim().to_owned();
        if title.is_empty() {
            return Err(BlogRefusal::NoTitle);
        }
        if title.chars().count() > 120 {
            return Err(BlogRefusal::TitleTooLong);
        }
        if about.chars().count() > 2_000 {
            return Err(BlogRefusal::AboutTooLong);
        }
        Ok(Self { title, about })
    }
}
