//! Finding what a reader asked for.

use griot_db::Conn;
use griot_kernel::WorkId;
use griot_web::{Member, Visitor, WebError};

use crate::{
    model::{Blog, Post, PostState, Role, may_moderate, may_write},
    store::{blogs, posts},
};

/// What stands at an address.
pub enum At {
    /// A published post.
    Post(Box<(Blog, Post)>),
    /// It moved to this path.
    Moved(String),
}

/// The published post at `/blogs/{blog}/{post}`.
pub async fn at(db: &mut Conn, blog_slug: &str, post_slug: &str) -> Result<At, WebError> {
    let Some(blog) = blogs::by_slug(db, blog_slug).await? else {
        return match blogs::moved_to(db, blog_slug).await? {
            Some(now) => Ok(At::Moved(format!("/blogs/{now}/{post_slug}"))),
            None => Err(WebError::NotFound),
        };
    };
    match posts::by_slug(db, blog.id, post_slug).await? {
        Some(post) if post.state == PostState::Published => Ok(At::Post(Box::new((blog, post)))),
        Some(post) if post.state == PostState::Withdrawn => Err(WebError::Gone),
        Some(_) => Err(WebError::NotFound),
        None => match posts::moved_to(db, blog.id, post_slug).await? {
            Some(now) => Ok(At::Moved(format!("/blogs/{}/{now}", blog.slug))),
            None => Err(WebError::NotFound),
        },
    }
}

/// The published post at this address, or nothing: for acts, which follow no redirection.
pub async fn post_at(db: &mut Conn, blog: &str, post: &str) -> Result<(Blog, Post), WebError> {
    match at(db, blog, post).await? {
        At::Post(found) => Ok(*found),
        At::Moved(_) => Err(WebError::NotFound),
    }
}

/// A post that this member may work on, with its blog.
pub async fn own(db: &mut Conn, v: &Visitor, id: &str) -> Result<(Blog, Post), WebError> {
    let member = v.signed_in()?;
    let id: WorkId = id.parse().map_err(|_| WebError::NotFound)?;
    let post = posts::by_id(db, id).await?.ok_or(WebError::NotFound)?;
    let blog = blogs::by_id(db, post.blog).await?.ok_or(WebError::NotFound)?;
    let role = blogs::role_of(db, blog.id, member.id).await?;
    if may_write(role, post.author == Some(member.id), edits_all(member, &blog)) {
        Ok((blog, post))
    } else {
        Err(WebError::NotFound)
    }
}

/// Whether a member works on every post of this blog by a right over it.
pub fn edits_all(member: &Member, blog: &Blog) -> bool {
    member.may_within(&super::EDIT_ALL, blog.id.as_uuid())
}

/// Whether a member judges the comments of this blog.
pub async fn judges(db: &mut Conn, member: &Member, blog: &Blog) -> Result<bool, WebError> {
    let role = blogs::role_of(db, blog.id, member.id).await?;
    Ok(may_moderate(role, member.may_within(&super::MODERATE, blog.id.as_uuid())))
}

/// Whether a member's own comments are shown at once here: writers of the blog and moderators.
pub async fn at_home(db: &mut Conn, member: &Member, blog: &Blog) -> Result<bool, WebError> {
    let role: Option<Role> = blogs::role_of(db, blog.id, member.id).await?;
    Ok(role.is_some() || member.may_within(&super::MODERATE, blog.id.as_uuid()))
}
