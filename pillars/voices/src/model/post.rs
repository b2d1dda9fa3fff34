use std::{fmt, time::Duration};

use griot_kernel::{Language, PersonId, Timestamp, WorkId, kept_as};
use serde::{Deserialize, Serialize};

use super::{
    Aim, BlogId, BlogKind, LeadPicture,
    text::{lines_of, words_of},
};

/// Where a post stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostState {
    /// Being written: seen by its authors and by who holds the preview link.
    Draft,
    /// Waits for its hour.
    Scheduled,
    /// Everyone reads it.
    Published,
    /// Was published and is not any more.
    Withdrawn,
}
kept_as!(PostState {
    Draft = "draft",
    Scheduled = "scheduled",
    Published = "published",
    Withdrawn = "withdrawn"
});

/// What may be done with a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// Show it to everyone.
    Publish,
    /// Have it published later.
    Schedule,
    /// Have it not published later.
    Unschedule,
    /// Its "too late" moment passed before its hour could be kept.
    Expire,
    /// Take it back.
    Withdraw,
}

/// A move that a post may not make.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a post that is {from:?} cannot do {wanted:?}")]
pub struct NotAllowed {
    /// Where it stands.
    pub from: PostState,
    /// What was asked.
    pub wanted: Move,
}

impl PostState {
    /// The state after `wanted`, if the post may go there from here.
    pub fn after(self, wanted: Move) -> Result<Self, NotAllowed> {
        match (self, wanted) {
            (Self::Draft | Self::Scheduled | Self::Withdrawn, Move::Publish) => Ok(Self::Published),
            (Self::Draft | Self::Scheduled | Self::Withdrawn, Move::Schedule) => Ok(Self::Scheduled),
            (Self::Scheduled, Move::Unschedule | Move::Expire) => Ok(Self::Draft),
            (Self::Published, Move::Withdraw) => Ok(Self::Withdrawn),
            (from, wanted) => Err(NotAllowed { from, wanted }),
        }
    }

    /// Whether it may be thrown away: what everyone reads is withdrawn first.
    pub fn may_be_deleted(self) -> bool {
        matches!(self, Self::Draft | Self::Withdrawn)
    }
}

/// Why a post that waited for its hour did not come out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Missed {
    /// Its "too late" moment had passed.
    TooLate,
    /// There was nothing to read.
    NoWords,
    /// Its author takes part no more, or writes in the blog no more.
    NoPen,
}
kept_as!(Missed { TooLate = "too-late", NoWords = "no-words", NoPen = "no-pen" });

impl Missed {
    /// The key of the sentence that its writers read.
    pub fn key(self) -> String {
        format!("post-missed-{}", self.as_str())
    }
}

/// How the body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// By a member.
    Markdown,
    /// Brought from elsewhere, already cleaned.
    Html,
}
kept_as!(Format { Markdown = "markdown", Html = "html" });

/// A post with its whole text.
#[derive(Clone, PartialEq, Eq)]
pub struct Post {
    /// Never changes; it is also the id of the work. Feeds and the API show it, so it tells nothing
    /// of the moment at which its writer began.
    pub id: WorkId,
    /// Where it stands.
    pub blog: BlogId,
    /// Who wrote it; nobody once that person was erased.
    pub author: Option<PersonId>,
    /// Its address in the blog.
    pub slug: String,
    /// Its state.
    pub state: PostState,
    /// When it is to be published.
    pub publish_at: Option<Timestamp>,
    /// When that would be too late.
    pub not_after: Option<Timestamp>,
    /// When it was first published.
    pub published_at: Option<Timestamp>,
    /// Where it was first published, if elsewhere.
    pub canonical_url: Option<String>,
    /// What that place is called.
    pub source_name: Option<String>,
    /// The language it is written in.
    pub language: Language,
    /// The post that this one translates.
    pub translation_of: Option<WorkId>,
    /// Counted from 1.
    pub revision: i64,
    /// Title.
    pub title: String,
    /// Text.
    pub body: String,
    /// How the text is written.
    pub format: Format,
    /// Its first words.
    pub excerpt: String,
    /// The picture that stands for it.
    pub picture: Option<LeadPicture>,
    /// What it is for in the strategy of the section.
    pub aim: Aim,
    /// Why it did not come out at its hour, until its writer has dealt with it.
    pub missed: Option<Missed>,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When it was last saved.
    pub updated_at: Timestamp,
}

impl fmt::Debug for Post {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Post").field("id", &self.id).field("state", &self.state).finish_non_exhaustive()
    }
}

/// A post as lists show it.
#[derive(Clone, PartialEq, Eq)]
pub struct PostLine {
    /// Its id.
    pub id: WorkId,
    /// The blog.
    pub blog: BlogId,
    /// The blog's address.
    pub blog_slug: String,
    /// The blog's title.
    pub blog_title: String,
    /// Who speaks in the blog.
    pub blog_kind: BlogKind,
    /// Its address in the blog.
    pub slug: String,
    /// Its state.
    pub state: PostState,
    /// Who wrote it.
    pub author: Option<PersonId>,
    /// Title.
    pub title: String,
    /// First words.
    pub excerpt: String,
    /// The language it is written in.
    pub language: Language,
    /// The picture that stands for it.
    pub picture: Option<LeadPicture>,
    /// When it was first published.
    pub published_at: Option<Timestamp>,
    /// When it is to be published.
    pub publish_at: Option<Timestamp>,
    /// When it was last saved.
    pub updated_at: Timestamp,
    /// Comments that everyone sees.
    pub comments: i64,
    /// Why it did not come out at its hour, until its writer has dealt with it.
    pub missed: Option<Missed>,
}

impl fmt::Debug for PostLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostLine").field("id", &self.id).field("state", &self.state).finish_non_exhaustive()
    }
}

/// The words of a post as someone typed them, before they are judged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PostWords {
    /// Title.
    pub title: String,
    /// Text.
    pub body: String,
    /// Where it was first published; empty if here.
    pub canonical_url: String,
    /// What that place is called.
    pub source_name: String,
}

/// Why a text was not taken. Each reason is a sentence its writer reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostRefusal {
    /// No title.
    NoTitle,
    /// More than 200 signs.
    TitleTooLong,
    /// Nothing in it, so that it cannot be published.
    NoBody,
    /// More than 200,000 signs.
    BodyTooLong,
    /// Not the address of a page.
    BadCanonical,
    /// Not a language.
    BadLanguage,
    /// The blog is closed.
    BlogClosed,
    /// Someone else saved the post meanwhile.
    ChangedMeanwhile,
    /// Not possible from where the post stands.
    NotNow,
    /// Another post of the blog has this address.
    AddressTaken,
    /// No blog was chosen in which the writer writes.
    NoBlog,
    /// What it translates is not a post of this site.
    BadTranslation,
    /// The campaign takes nothing any more, or is none that this writer may choose.
    CampaignClosed,
    /// The strategy in force has no such line.
    NoSuchLine,
}

impl PostRefusal {
    /// The key of the sentence.
    pub fn key(self) -> &'static str {
        match self {
            Self::NoTitle => "post-refused-no-title",
            Self::TitleTooLong => "post-refused-title-too-long",
            Self::NoBody => "post-refused-no-body",
            Self::BodyTooLong => "post-refused-body-too-long",
            Self::BadCanonical => "post-refused-bad-canonical",
            Self::BadLanguage => "post-refused-bad-language",
            Self::BlogClosed => "post-refused-blog-closed",
            Self::ChangedMeanwhile => "post-refused-changed-meanwhile",
            Self::NotNow => "post-refused-not-now",
            Self::AddressTaken => "post-refused-address-taken",
            Self::NoBlog => "post-refused-no-blog",
            Self::BadTranslation => "post-refused-bad-translation",
            Self::CampaignClosed => "post-refused-campaign-closed",
            Self::NoSuchLine => "post-refused-no-such-line",
        }
    }
}

impl PostWords {
    /// The same words tidied, or why they are not taken.
    pub fn judged(&self) -> Result<Self, PostRefusal> {
        let title = words_of(&self.title);
        if title.is_empty() {
            return Err(PostRefusal::NoTitle);
        }
        if title.chars().count() > 200 {
            return Err(PostRefusal::TitleTooLong);
        }
        let body = lines_of(&self.body);
        if body.chars().count() > 200_000 {
            return Err(PostRefusal::BodyTooLong);
        }
        let canonical_url = self.canonical_url.trim().to_owned();
        if !canonical_url.is_empty() && !is_page(&canonical_url) {
            return Err(PostRefusal::BadCanonical);
        }
        let source_name = words_of(&self.source_name).chars().take(120).collect();
        Ok(Self { title, body, canonical_url, source_name })
    }

    /// Whether there is something to read.
    pub fn has_body(&self) -> bool {
        !self.body.trim().is_empty()
    }
}

fn is_page(address: &str) -> bool {
    address.len() <= 2_000
        && !address.contains(char::is_control)
        && url::Url::parse(address)
            .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// When a post is to be published, and when that would be too late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// The hour.
    pub at: Timestamp,
    /// After this moment it stays a draft.
    pub not_after: Option<Timestamp>,
}

/// Why a schedule was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScheduleRefusal {
    /// The hour has passed.
    Past,
    /// The hour lies more than two years ahead.
    TooFar,
    /// "Too late" lies before the hour.
    TooLateBefore,
}

impl ScheduleRefusal {
    /// The key of the sentence.
    pub fn key(self) -> &'static str {
        match self {
            Self::Past => "schedule-refused-past",
            Self::TooFar => "schedule-refused-too-far",
            Self::TooLateBefore => "schedule-refused-too-late-before",
        }
    }
}

impl Schedule {
    /// The schedule, if it can be kept.
    pub fn judged(self, now: Timestamp) -> Result<Self, ScheduleRefusal> {
        if self.at < now {
            return Err(ScheduleRefusal::Past);
        }
        if self.at > now + Duration::from_secs(2 * 366 * 86_400) {
            return Err(ScheduleRefusal::TooFar);
        }
        if self.not_after.is_some_and(|limit| limit <= self.at) {
            return Err(ScheduleRefusal::TooLateBefore);
        }
        Ok(self)
    }

    /// What to do with a post whose hour has come.
    pub fn due(self, now: Timestamp) -> Move {
        match self.not_after {
            Some(limit) if now > limit => Move::Expire,
            _ => Move::Publish,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Move, PostRefusal, PostState, PostWords, Schedule};
    use griot_kernel::Timestamp;

    #[test]
    fn what_everyone_reads_is_withdrawn_before_anything_else() {
        assert_eq!(PostState::Draft.after(Move::Publish), Ok(PostState::Published));
        assert!(PostState::Published.after(Move::Schedule).is_err());
        assert!(PostState::Draft.after(Move::Withdraw).is_err());
        assert!(!PostState::Published.may_be_deleted());
    }

    #[test]
    fn a_call_to_a_march_does_not_go_out_the_day_after() {
        let at = Timestamp::from_millisecond(1_000);
        let schedule = Schedule { at, not_after: Some(Timestamp::from_millisecond(2_000)) };
        assert_eq!(schedule.due(Timestamp::from_millisecond(1_500)), Move::Publish);
        assert_eq!(schedule.due(Timestamp::from_millisecond(2_001)), Move::Expire);
    }

    #[test]
    fn a_canonical_address_must_be_a_page() {
        let words =
            |url: &str| PostWords { title: "T".into(), canonical_url: url.into(), ..Default::default() };
        assert!(words("https://exemple.bf/billet").judged().is_ok());
        assert_eq!(words("javascript:alert(1)").judged(), Err(PostRefusal::BadCanonical));
        assert_eq!(words("https://exemple.bf/\0").judged(), Err(PostRefusal::BadCanonical));
        assert_eq!(words("billet").judged(), Err(PostRefusal::BadCanonical));
    }
}
