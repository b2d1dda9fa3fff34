use griot_kernel::{PersonId, Timestamp, WorkId};
use uuid::Uuid;

/// What someone did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActKind {
    /// They published a work.
    Published,
    /// They commented on one.
    Commented,
    /// They became a member.
    Joined,
}

impl ActKind {
    /// As kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Commented => "commented",
            Self::Joined => "joined",
        }
    }
}

impl std::str::FromStr for ActKind {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Published, Self::Commented, Self::Joined]
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or("no such kind of act")
    }
}

/// One act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// That of the work, the comment or the person: an act is noted once.
    pub id: Uuid,
    /// What.
    pub kind: ActKind,
    /// Who, if a person of the section did it.
    pub actor: Option<PersonId>,
    /// Which work it was about.
    pub work: Option<WorkId>,
    /// When. Pages show the day.
    pub at: Timestamp,
}

/// What one person did in one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What.
    pub kind: ActKind,
    /// Who.
    pub actor: Option<PersonId>,
    /// Its first moment.
    pub day: Timestamp,
    /// How often.
    pub count: i64,
}
