//! What is told about blogs.

use async_trait::async_trait;
use griot_db::{Conn, DbError, Tx};
use griot_kernel::{Event, Id, PersonId, Random, Timestamp, WorkId};
use serde::{Deserialize, Serialize};

/// Marks the id of a comment.
#[derive(Debug)]
pub enum Comment {}

/// A comment became visible below a work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommentPosted {
    /// Below which work.
    pub work: WorkId,
    /// Which comment.
    pub comment: Id<Comment>,
}
impl Event for CommentPosted {
    const NAME: &'static str = "voices.comment-posted.v1";
}

/// A comment that was visible is not any more: hidden, taken away, or to be read again first.
/// It may come back, and is told as posted then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommentWithdrawn {
    /// Below which work it stood.
    pub work: WorkId,
    /// Which comment.
    pub comment: Id<Comment>,
}
impl Event for CommentWithdrawn {
    const NAME: &'static str = "voices.comment-withdrawn.v1";
}

/// A comment as whoever answers for the section reads it.
#[derive(Clone, PartialEq, Eq)]
pub struct CommentWords {
    /// The member who wrote it; `None` when a guest did.
    pub author: Option<PersonId>,
    /// The name that a guest gave; empty for members, and where it was erased.
    pub name: String,
    /// Whether its writer keeps the place below which it stands.
    pub at_home: bool,
    /// The words, plain.
    pub body: String,
    /// The title of the work.
    pub title: String,
    /// Where everyone reads it, from the root of the site.
    pub address: String,
    /// When it was written.
    pub at: Timestamp,
}

impl std::fmt::Debug for CommentWords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "CommentWords({})", self.address)
    }
}

/// Lets the inbox read comments, answer them and take them away. Answered by voices, which keeps them.
#[async_trait]
pub trait Comments: Send + Sync {
    /// A comment that everyone sees; `None` when it is not shown (any more).
    async fn words(&self, db: &mut Conn, comment: Id<Comment>) -> Result<Option<CommentWords>, DbError>;

    /// Answers a comment in the name of a member, for everyone to see. `None` when no comments are
    /// taken there any more, or the words are none that a comment may have.
    async fn answer(
        &self,
        tx: &mut Tx,
        comment: Id<Comment>,
        by: PersonId,
        body: &str,
        moment: (Timestamp, &dyn Random),
    ) -> Result<Option<Id<Comment>>, DbError>;

    /// Takes a comment away for good: its words and who wrote it are erased.
    async fn erase(&self, tx: &mut Tx, comment: Id<Comment>) -> Result<bool, DbError>;
}
