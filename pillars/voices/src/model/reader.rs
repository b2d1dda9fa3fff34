//! Who may do what in a blog. What the desk's rights say comes in as a value.

use super::{Blog, CommentPolicy, CommentRefusal, Role};

/// Whether a visitor may leave a comment.
pub fn may_comment(blog: &Blog, is_member: bool) -> Result<(), CommentRefusal> {
    if !blog.is_open() {
        return Err(CommentRefusal::Closed);
    }
    match (blog.comments, is_member) {
        (CommentPolicy::Closed, _) => Err(CommentRefusal::Closed),
        (CommentPolicy::Members, false) => Err(CommentRefusal::MembersOnly),
        (CommentPolicy::Members, true) | (CommentPolicy::Guests, _) => Ok(()),
    }
}

/// Whether someone with `role` in the blog may change a post there: authors
/// their own, editors all. `edits_all` is the desk's right over every blog.
pub fn may_write(role: Option<Role>, own: bool, edits_all: bool) -> bool {
    match role {
        Some(Role::Editor) => true,
        Some(Role::Author) => own || edits_all,
        None => edits_all,
    }
}

/// Whether someone with `role` in the blog judges its comments. `moderates_all`
/// is the desk's right over every blog.
pub fn may_moderate(role: Option<Role>, moderates_all: bool) -> bool {
    moderates_all || role == Some(Role::Editor)
}
