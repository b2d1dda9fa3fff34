//! Guests show that an address is theirs: a page with one button, since mail
//! scanners follow links.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_db::Conn;
use griot_kernel::WorkId;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use serde::Deserialize;

use crate::{
    acts::{
        comment::{GuestWishes, Leaving, by_confirmation, confirm, html},
        follow::{self as following, by_start_mark},
    },
    model::{Blog, CommentState, Post, PostState, Recipient, Writer, may_comment},
    store::{blogs, guests, posts},
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Also {
    follow: String,
    replies: String,
}

impl Also {
    fn wishes(&self) -> GuestWishes {
        GuestWishes { follow: !self.follow.is_empty(), replies: !self.replies.is_empty() }
    }
}

#[derive(Template)]
#[template(path = "confirm_comment.html")]
struct ConfirmPage<'a> {
    v: &'a Visitor,
    action: String,
    title: String,
    question: String,
    quote: Option<String>,
    button: String,
    wishes: GuestWishes,
}

/// A post that everyone reads, and its blog.
async fn about(db: &mut Conn, post: WorkId) -> Result<(Blog, Post), WebError> {
    let post = posts::by_id(db, post).await?.filter(|post| post.state == PostState::Published);
    let post = post.ok_or(WebError::Gone)?;
    let blog = blogs::by_id(db, post.blog).await?.ok_or(WebError::Gone)?;
    Ok((blog, post))
}

/// Asks whether the comment is theirs.
pub(super) async fn ask_comment(
    State(section): State<Section>,
    v: Visitor,
    Path(mark): Path<String>,
    Query(also): Query<Also>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let comment = by_confirmation(&mut db, &section.keys, &mark).await?.ok_or(WebError::Gone)?;
    let (blog, post) = about(&mut db, comment.post).await?;
    if comment.state != CommentState::Unconfirmed {
        let path = comment.path(&blog.slug, &post.slug);
        return Ok(Redirect::to(&v.href(&path)).into_response());
    }
    if may_comment(&blog, false).is_err() {
        return Err(WebError::Gone);
    }
    let page = ConfirmPage {
        v: &v,
        action: v.href(&format!("/comments/confirm/{mark}")),
        title: v.words.t("confirm-comment-title"),
        question: v.words.put("confirm-comment-question", "title", &post.title),
        quote: Some(html(&comment.body, post.language).into_string()),
        button: v.words.t("confirm-comment-button"),
        wishes: also.wishes(),
    };
    page.answer()
}

/// The comment is theirs.
pub(super) async fn comment(
    State(section): State<Section>,
    v: Visitor,
    Path(mark): Path<String>,
    Form(also): Form<Also>,
) -> Result<Response, WebError> {
    let now = section.clock.now();
    let mut tx = section.db.begin().await?;
    let comment = by_confirmation(&mut tx, &section.keys, &mark).await?.ok_or(WebError::Gone)?;
    let (blog, post) = about(&mut tx, comment.post).await?;
    let leaving = Leaving {
        blog: &blog,
        post: &post,
        parent: comment.parent,
        writer: comment.writer.clone(),
        body: comment.body.clone(),
        at_home: false,
        first_comments: i64::from(v.settings.trust_after_comments),
    };
    if let Writer::Guest { guest: Some(guest), .. } = comment.writer {
        following::guest_wants_letters(&mut tx, &section.keys, guest, now).await?;
    }
    let random = section.random.as_ref();
    let state = confirm(&mut tx, &comment, &leaving, also.wishes(), now, random).await?;
    tx.commit().await?;
    let path = format!("/blogs/{}/{}", blog.slug, post.slug);
    let to = match state {
        Some(CommentState::Waiting) => format!("{path}?sent=waiting#comments"),
        Some(CommentState::Suspected) => format!("{path}?sent=suspected#comments"),
        Some(_) => comment.path(&blog.slug, &post.slug),
        None => return Err(WebError::Gone),
    };
    Ok(Redirect::to(&v.href(&to)).into_response())
}

/// Asks whether the wish to be told of comments is theirs.
pub(super) async fn ask_follow(
    State(section): State<Section>,
    v: Visitor,
    Path(mark): Path<String>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let wish = by_start_mark(&mut db, &section.keys, &mark).await?.ok_or(WebError::Gone)?;
    let (_, post) = about(&mut db, wish.target.id.into()).await?;
    let page = ConfirmPage {
        v: &v,
        action: v.href(&format!("/follow/confirm/{mark}")),
        title: v.words.t("confirm-follow-title"),
        question: v.words.put("confirm-follow-question", "title", &post.title),
        quote: None,
        button: v.words.t("confirm-follow-button"),
        wishes: GuestWishes::default(),
    };
    page.answer()
}

/// The wish is theirs.
pub(super) async fn follow(
    State(section): State<Section>,
    v: Visitor,
    Path(mark): Path<String>,
    Form(_): Form<Also>,
) -> Result<Response, WebError> {
    let now = section.clock.now();
    let mut tx = section.db.begin().await?;
    let wish = by_start_mark(&mut tx, &section.keys, &mark).await?.ok_or(WebError::Gone)?;
    let (blog, post) = about(&mut tx, wish.target.id.into()).await?;
    if let Recipient::Guest(guest) = wish.recipient {
        guests::confirm(&mut tx, guest, now).await?;
        following::guest_wants_letters(&mut tx, &section.keys, guest, now).await?;
    }
    let random = section.random.as_ref();
    following::set(&mut tx, wish.recipient, wish.target, Some(wish.pace), now, random).await?;
    tx.commit().await?;
    let path = format!("/blogs/{}/{}?sent=follow#comments", blog.slug, post.slug);
    Ok(Redirect::to(&v.href(&path)).into_response())
}
