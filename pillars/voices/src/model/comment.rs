use std::fmt;

use griot_kernel::{Id, PersonId, Timestamp, WorkId, kept_as};

use super::text::lines_of;

/// Names a comment in public, so it tells nothing of its moment.
pub type CommentId = Id<Comment>;

/// Where a comment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommentState {
    /// A guest has not yet confirmed the address.
    Unconfirmed,
    /// Waits to be read by someone of the blog or the desk.
    Waiting,
    /// Everyone reads it.
    Shown,
    /// Looks like spam: staff alone see it, with the reason.
    Suspected,
    /// A moderator took it away, with a reason.
    Hidden,
    /// Its writer took it away; the words are gone.
    Deleted,
}
kept_as!(CommentState {
    Unconfirmed = "unconfirmed",
    Waiting = "waiting",
    Shown = "shown",
    Suspected = "suspected",
    Hidden = "hidden",
    Deleted = "deleted"
});

/// What may be done with a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommentMove {
    /// The guest confirmed; a first look said what follows.
    Confirm(CommentState),
    /// A moderator found it fit.
    Approve,
    /// A moderator takes it away.
    Hide,
    /// A moderator puts it back, for good.
    Reinstate,
    /// A rule finds it suspect.
    Suspect,
    /// Its writer takes it away.
    Delete,
}

impl CommentState {
    /// The state after `wanted`, or `None` if the comment may not go there from
    /// here. What a moderator `reinstated` no rule hides again.
    pub fn after(self, wanted: CommentMove, reinstated: bool) -> Option<Self> {
        match (self, wanted) {
            (
                Self::Unconfirmed,
                CommentMove::Confirm(next @ (Self::Waiting | Self::Shown | Self::Suspected)),
            ) => Some(next),
            (Self::Waiting, CommentMove::Approve) => Some(Self::Shown),
            (Self::Waiting | Self::Shown | Self::Suspected, CommentMove::Hide) => Some(Self::Hidden),
            (Self::Suspected | Self::Hidden, CommentMove::Reinstate) => Some(Self::Shown),
            (Self::Waiting | Self::Shown, CommentMove::Suspect) if !reinstated => Some(Self::Suspected),
            (Self::Deleted, _) => None,
            (_, CommentMove::Delete) => Some(Self::Deleted),
            _ => None,
        }
    }
}

/// Who wrote a comment.
#[derive(Clone, PartialEq, Eq)]
pub enum Writer {
    /// A member.
    Member(PersonId),
    /// Someone who confirmed an address, under the name given.
    Guest {
        /// The guest, unless the address was erased since.
        guest: Option<Id<Writer>>,
        /// The name given with the comment.
        name: String,
    },
    /// Someone whose data was erased.
    Gone,
}

impl Writer {
    /// The member who wrote it; `None` for guests and for those whose data was erased.
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Self::Member(person) => Some(*person),
            Self::Guest { .. } | Self::Gone => None,
        }
    }
}

impl fmt::Debug for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Member(_) => "Member",
            Self::Guest { .. } => "Guest",
            Self::Gone => "Gone",
        })
    }
}

/// A comment.
#[derive(Clone, PartialEq, Eq)]
pub struct Comment {
    /// Its public id.
    pub id: CommentId,
    /// What it is about.
    pub post: WorkId,
    /// The comment that it answers; that one answers none.
    pub parent: Option<CommentId>,
    /// Who wrote it.
    pub writer: Writer,
    /// The words, plain.
    pub body: String,
    /// Where it stands.
    pub state: CommentState,
    /// Why it stands there: a word of [`super::Suspicion`] or a moderator's own.
    pub reason: Option<String>,
    /// Whether a moderator put it back for good.
    pub reinstated: bool,
    /// When it was written.
    pub at: Timestamp,
    /// When its words were last changed.
    pub edited_at: Option<Timestamp>,
}

impl fmt::Debug for Comment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Comment").field("id", &self.id).field("state", &self.state).finish_non_exhaustive()
    }
}

/// Why a comment was not taken. Each reason is a sentence its writer reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommentRefusal {
    /// Nothing in it.
    Empty,
    /// More than 5,000 signs.
    TooLong,
    /// A guest left no name.
    NoName,
    /// A guest left no address that works.
    BadAddress,
    /// The blog takes no comments.
    Closed,
    /// The blog takes comments of members only.
    MembersOnly,
    /// What it answers is not there any more.
    ParentGone,
    /// A report without a word of why.
    NoReason,
    /// The page lay open for more than a day.
    TooOld,
    /// The guest's address got as many letters today as one may.
    ManyLetters,
}

impl CommentRefusal {
    /// The key of the sentence.
    pub fn key(self) -> &'static str {
        match self {
            Self::Empty => "comment-refused-empty",
            Self::TooLong => "comment-refused-too-long",
            Self::NoName => "comment-refused-no-name",
            Self::BadAddress => "comment-refused-bad-address",
            Self::Closed => "comment-refused-closed",
            Self::MembersOnly => "comment-refused-members-only",
            Self::ParentGone => "comment-refused-parent-gone",
            Self::NoReason => "comment-refused-no-reason",
            Self::TooOld => "comment-refused-too-old",
            Self::ManyLetters => "comment-refused-many-letters",
        }
    }
}

impl Comment {
    /// Where it is read, on whichever page of the comments below its post.
    pub fn path(&self, blog: &str, post: &str) -> String {
        let id = self.id.as_uuid().simple();
        format!("/blogs/{blog}/{post}?comment={id}#c-{id}")
    }

    /// Names the words that someone read, so that no others are judged in their place.
    pub fn mark(&self) -> String {
        blake3::hash(self.body.as_bytes()).to_hex().chars().take(16).collect()
    }
}

/// The words of a comment, tidied, or why they are not taken.
pub fn comment_body(typed: &str) -> Result<String, CommentRefusal> {
    let body = lines_of(typed).trim().to_owned();
    match body.chars().count() {
        0 => Err(CommentRefusal::Empty),
        1..=5_000 => Ok(body),
        _ => Err(CommentRefusal::TooLong),
    }
}

#[cfg(test)]
mod tests {
    use super::{CommentMove as Move, CommentState as State};

    #[test]
    fn what_was_put_back_no_rule_hides_again() {
        assert_eq!(State::Suspected.after(Move::Reinstate, false), Some(State::Shown));
        assert_eq!(State::Shown.after(Move::Suspect, true), None);
        assert_eq!(State::Shown.after(Move::Suspect, false), Some(State::Suspected));
    }

    #[test]
    fn a_guest_comment_waits_for_its_address() {
        assert_eq!(State::Unconfirmed.after(Move::Approve, false), None);
        assert_eq!(State::Unconfirmed.after(Move::Confirm(State::Waiting), false), Some(State::Waiting));
        assert_eq!(State::Unconfirmed.after(Move::Confirm(State::Deleted), false), None);
    }

    #[test]
    fn what_is_deleted_stays_so() {
        for wanted in [Move::Approve, Move::Reinstate, Move::Delete, Move::Confirm(State::Shown)] {
            assert_eq!(State::Deleted.after(wanted, false), None);
        }
    }
}
