use std::{fmt, str::FromStr, time::Duration};

use griot_kernel::{Id, Language, NotAWord, PersonId, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Format, Problem};
use crate::model::BlogId;

/// Names an import.
pub type ImportId = Id<Import>;

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportState {
    /// Being fetched and looked through.
    Looking,
    /// Its member sees what will come and has not yet said yes.
    Proposed,
    /// Its posts are being brought.
    Running,
    /// Its posts are here, their pictures are being fetched.
    Pictures,
    /// All is here.
    Done,
    /// All is here, and what comes later will be brought too.
    Following,
    /// It could not be read.
    Refused,
    /// It is not followed any more.
    Stopped,
    /// What it brought is being taken back.
    Undoing,
    /// What it brought was taken back.
    Undone,
}

impl ImportState {
    const ALL: [Self; 10] = [
        Self::Looking,
        Self::Proposed,
        Self::Running,
        Self::Pictures,
        Self::Done,
        Self::Following,
        Self::Refused,
        Self::Stopped,
        Self::Undoing,
        Self::Undone,
    ];

    /// The word that the database uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Looking => "looking",
            Self::Proposed => "proposed",
            Self::Running => "running",
            Self::Pictures => "pictures",
            Self::Done => "done",
            Self::Following => "following",
            Self::Refused => "refused",
            Self::Stopped => "stopped",
            Self::Undoing => "undoing",
            Self::Undone => "undone",
        }
    }

    /// The key of the words that say it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Looking => "import-state-looking",
            Self::Proposed => "import-state-proposed",
            Self::Running => "import-state-running",
            Self::Pictures => "import-state-pictures",
            Self::Done => "import-state-done",
            Self::Following => "import-state-following",
            Self::Refused => "import-state-refused",
            Self::Stopped => "import-state-stopped",
            Self::Undoing => "import-state-undoing",
            Self::Undone => "import-state-undone",
        }
    }

    /// Whether the program works on it, so that a page about it soon says something else.
    pub fn is_moving(self) -> bool {
        matches!(self, Self::Looking | Self::Running | Self::Pictures | Self::Undoing)
    }

    /// Whether it may be asked to bring its posts.
    pub fn may_begin(self) -> bool {
        self == Self::Proposed
    }

    /// Whether it may be looked at again.
    pub fn may_look_again(self) -> bool {
        self == Self::Refused
    }

    /// Whether it brought nothing, or nothing that is left, and may be forgotten.
    pub fn may_forget(self) -> bool {
        matches!(self, Self::Proposed | Self::Refused | Self::Undone)
    }

    /// Whether it may be asked not to follow any more.
    pub fn may_stop(self) -> bool {
        matches!(self, Self::Following | Self::Running | Self::Pictures)
    }

    /// Whether what it brought may be taken back.
    pub fn may_undo(self) -> bool {
        matches!(self, Self::Running | Self::Pictures | Self::Done | Self::Following | Self::Stopped)
    }
}

impl FromStr for ImportState {
    type Err = NotAWord;

    fn from_str(text: &str) -> Result<Self, NotAWord> {
        Self::ALL.into_iter().find(|state| state.as_str() == text).ok_or(NotAWord)
    }
}

/// A blog brought from elsewhere.
#[derive(Clone, PartialEq)]
pub struct Import {
    /// Names it.
    pub id: ImportId,
    /// Into which blog.
    pub blog: BlogId,
    /// For whom.
    pub by: Option<PersonId>,
    /// Whether it is a feed that is followed, or else a file.
    pub is_feed: bool,
    /// Where the feed is.
    pub address: Option<String>,
    /// What the other place is called.
    pub site: String,
    /// Where the other place is.
    pub site_link: Option<String>,
    /// What the file was called on the member's device.
    pub file_name: Option<String>,
    /// What the file is.
    pub format: Option<Format>,
    /// The character set that the server named.
    pub charset: Option<String>,
    /// The language that the file names.
    pub language: Option<Language>,
    /// The file, among those of the section.
    pub source: Option<String>,
    /// Where it stands.
    pub state: ImportState,
    /// Whether posts come as drafts.
    pub as_drafts: bool,
    /// What the server said of the last version.
    pub etag: Option<String>,
    /// When the server says that it last changed.
    pub last_modified: Option<String>,
    /// When to look again.
    pub next_at: Option<Timestamp>,
    /// Looks in a row that found nothing new.
    pub quiet: i64,
    /// Looks in a row that failed.
    pub failures: i64,
    /// The key of what went wrong last.
    pub problem: Option<String>,
    /// Posts and problems in the file.
    pub total: i64,
    /// How many of them are behind us.
    pub done: i64,
    /// Posts that it made.
    pub made: i64,
    /// Posts that it changed because they had changed there.
    pub changed: i64,
    /// Posts that it left alone, because a member changed them here.
    pub kept: i64,
    /// What will come.
    pub preview: Option<Preview>,
    /// When it was begun.
    pub at: Timestamp,
    /// When it last moved.
    pub updated_at: Timestamp,
}

impl fmt::Debug for Import {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Import").field("id", &self.id).field("state", &self.state).finish_non_exhaustive()
    }
}

/// What will come with an import, before anything is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// Posts.
    pub posts: i64,
    /// Those of them that were not public there.
    pub drafts: i64,
    /// Those that are here already.
    #[serde(default)]
    pub here: i64,
    /// Comments.
    pub comments: i64,
    /// Pictures.
    pub pictures: i64,
    /// The earliest day of a post.
    pub oldest: Option<Timestamp>,
    /// The latest day of a post.
    pub newest: Option<Timestamp>,
    /// The first titles.
    pub first: Vec<PreviewLine>,
    /// The first problems: place and key.
    pub problems: Vec<(String, String)>,
    /// All problems.
    pub problem_count: i64,
}

/// A post that will come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewLine {
    /// Its title.
    pub title: String,
    /// Its day there.
    pub at: Option<Timestamp>,
    /// Whether it was not public there.
    pub draft: bool,
}

impl Preview {
    /// Titles and problems that are shown.
    pub const SHOWN: usize = 20;

    /// Takes note of a post.
    pub fn count(&mut self, line: PreviewLine, comments: usize, pictures: usize) {
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        self.posts += 1;
        self.drafts += i64::from(line.draft);
        self.comments += number(comments);
        self.pictures += number(pictures);
        if let Some(at) = line.at {
            self.oldest = Some(self.oldest.map_or(at, |known| known.min(at)));
            self.newest = Some(self.newest.map_or(at, |known| known.max(at)));
        }
        if self.first.len() < Self::SHOWN {
            self.first.push(line);
        }
    }

    /// The key of the sentence that says why nothing would come, if nothing would.
    pub fn refusal(&self) -> Option<&str> {
        (self.posts == 0)
            .then(|| self.problems.first().map_or("import-problem-no-posts", |(_, key)| key.as_str()))
    }

    /// Takes note of a problem.
    pub fn trouble(&mut self, problem: Problem) {
        self.problem_count += 1;
        if self.problems.len() < Self::SHOWN {
            self.problems.push((problem.place, problem.key.to_owned()));
        }
    }
}

/// How long to wait before a feed is looked at again: a quarter of an hour when there was
/// something new, and twice as long with each look in vain, up to a day.
pub fn pause(quiet: i64, failures: i64) -> Duration {
    let doublings = u32::try_from(quiet.max(failures).clamp(0, 7)).unwrap_or(0);
    Duration::from_secs(15 * 60 * 2_u64.pow(doublings)).min(Duration::from_secs(24 * 3_600))
}

/// Failures in a row after which a feed is not asked any more: about two weeks.
pub const MOST_FAILURES: i64 = 20;

/// A post's moment as it can be believed: not ahead of the clock by more than a day, and
/// not before there were blogs.
pub fn believable(at: Timestamp, now: Timestamp) -> bool {
    const FIRST: Timestamp = Timestamp::from_millisecond(725_846_400_000);
    at >= FIRST && at <= now + Duration::from_secs(86_400)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use griot_kernel::Timestamp;

    use super::{believable, pause};

    #[test]
    fn a_feed_without_news_is_asked_less_and_less() {
        assert_eq!(pause(0, 0), Duration::from_secs(900));
        assert_eq!(pause(1, 0), Duration::from_secs(1_800));
        assert_eq!(pause(2, 5), Duration::from_secs(28_800));
        assert_eq!(pause(99, 0), Duration::from_secs(86_400));
    }

    #[test]
    fn a_post_of_the_year_1970_or_of_tomorrow_week_is_not_believed() {
        let now: Timestamp = "2013-02-14T09:00:00Z".parse().unwrap();
        assert!(believable("2006-01-01T00:00:00Z".parse().unwrap(), now));
        assert!(believable(now + Duration::from_secs(3_600), now));
        assert!(!believable(Timestamp::from_millisecond(0), now));
        assert!(!believable("2038-01-19T00:00:00Z".parse().unwrap(), now));
    }
}
