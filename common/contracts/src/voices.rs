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
