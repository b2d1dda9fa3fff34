//! What is told about blogs.

use griot_kernel::{Event, Id, WorkId};
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
