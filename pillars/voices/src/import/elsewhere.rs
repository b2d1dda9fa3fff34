use std::fmt;

use griot_kernel::{Id, Language, PersonId, Timestamp};

/// Names a feed of a sister section.
pub type FeedId = Id<ElsewhereFeed>;
/// Names something that stood in such a feed.
pub type ItemId = Id<ElsewhereItem>;

/// A feed of a sister section.
#[derive(Clone, PartialEq, Eq)]
pub struct ElsewhereFeed {
    /// Names it.
    pub id: FeedId,
    /// Where it is.
    pub address: String,
    /// What its blog is called.
    pub title: String,
    /// Where its blog is.
    pub site_link: Option<String>,
    /// Under which licence its texts may be adapted, as staff noted it.
    pub licence: String,
    /// Whether it is still asked for news.
    pub is_followed: bool,
    /// What the server said of the last version.
    pub etag: Option<String>,
    /// When the server says that it last changed.
    pub last_modified: Option<String>,
    /// When to look again.
    pub next_at: Timestamp,
    /// Looks in a row that found nothing new.
    pub quiet: i64,
    /// Looks in a row that failed.
    pub failures: i64,
    /// The key of what went wrong last.
    pub problem: Option<String>,
    /// Who added it.
    pub by: Option<PersonId>,
    /// When it was added.
    pub at: Timestamp,
}

impl fmt::Debug for ElsewhereFeed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ElsewhereFeed").field("id", &self.id).finish_non_exhaustive()
    }
}

/// Something that stood in a feed of a sister section.
#[derive(Clone, PartialEq, Eq)]
pub struct ElsewhereItem {
    /// Names it.
    pub id: ItemId,
    /// In which feed.
    pub feed: FeedId,
    /// What its own place calls it.
    pub source_id: String,
    /// Title.
    pub title: String,
    /// First words.
    pub excerpt: String,
    /// Clean HTML, its pictures left out.
    pub body: String,
    /// Where it stands.
    pub link: String,
    /// Its language, if it says so.
    pub language: Option<Language>,
    /// When it was published there.
    pub published_at: Timestamp,
}

impl fmt::Debug for ElsewhereItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ElsewhereItem").field("id", &self.id).finish_non_exhaustive()
    }
}
