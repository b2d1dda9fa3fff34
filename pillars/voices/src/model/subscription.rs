use griot_kernel::{Id, PersonId, kept_as};
use uuid::Uuid;

use super::Writer;

/// Names a subscription.
pub type SubscriptionId = Id<Subscription>;

/// What somebody follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetKind {
    /// The comments of one post.
    Post,
    /// The comments of all posts of a blog.
    Blog,
    /// The answers to one's own comments.
    Replies,
}
kept_as!(TargetKind { Post = "post", Blog = "blog", Replies = "replies" });

/// The thing followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// What kind of thing.
    pub kind: TargetKind,
    /// The post, the blog, or the follower in the case of replies.
    pub id: Uuid,
}

/// How soon the mails come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// One mail for each comment.
    Immediate,
    /// One mail a day for all of them.
    Daily,
}
kept_as!(Pace { Immediate = "immediate", Daily = "daily" });

/// Who gets the mails.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Recipient {
    /// A member.
    Person(PersonId),
    /// A guest whose address is confirmed.
    Guest(Id<Writer>),
}

impl Recipient {
    /// The id, of whichever kind.
    pub fn as_uuid(self) -> Uuid {
        match self {
            Self::Person(id) => id.as_uuid(),
            Self::Guest(id) => id.as_uuid(),
        }
    }

    /// The two columns that the database keeps.
    pub fn columns(self) -> (Option<Uuid>, Option<Uuid>) {
        match self {
            Self::Person(id) => (Some(id.as_uuid()), None),
            Self::Guest(id) => (None, Some(id.as_uuid())),
        }
    }

    /// From the two columns that the database keeps.
    pub fn of(person: Option<Uuid>, guest: Option<Uuid>) -> Option<Self> {
        match (person, guest) {
            (Some(id), _) => Some(Self::Person(id.into())),
            (None, Some(id)) => Some(Self::Guest(id.into())),
            (None, None) => None,
        }
    }
}

impl std::fmt::Debug for Recipient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Person(_) => "Person",
            Self::Guest(_) => "Guest",
        })
    }
}

/// Somebody's wish to be told of comments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subscription {
    /// Its id.
    pub id: SubscriptionId,
    /// What is followed.
    pub target: Target,
    /// Who follows.
    pub recipient: Recipient,
    /// How soon the mails come.
    pub pace: Pace,
    /// Whether the wish still stands.
    pub active: bool,
}
