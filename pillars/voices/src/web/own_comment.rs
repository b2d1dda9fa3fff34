//! Changing, taking away and reporting a comment.

use std::time::Duration;

use askama::Template;
use axum::{
    extract::{Path, State},
    http::request::Parts,
    response::{IntoResponse, Redirect, Response},
};
use griot_db::{Conn, Tx};
use griot_kernel::Timestamp;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{reading, sure::SurePage};
use crate::{
    acts::{comment as acts, comment::Leaving, moderate},
    model::{
        Blog, Comment, CommentId, CommentRefusal, CommentState, Post, PostState, Writer, comment_body,
        words_of,
    },
    store::{blogs, comments, posts},
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    body: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "comment_edit.html")]
pub(super) struct EditPage<'a> {
    pub v: &'a Visitor,
    /// The address of the form.
    pub action: String,
    /// The way to the question whether it should go.
    pub delete: String,
    pub back: String,
    pub body: &'a str,
    pub refusal: Option<String>,
}

#[derive(Template)]
#[template(path = "comment_report.html")]
struct ReportPage<'a> {
    v: &'a Visitor,
    id: String,
    back: String,
    body: String,
    reason: &'a str,
    refusal: Option<String>,
}

pub(super) type Found = (Comment, Post, Blog);

/// A comment with its post and its blog.
pub(super) async fn found(db: &mut Conn, id: &str) -> Result<Found, WebError> {
    let id: CommentId = id.parse().map_err(|_| WebError::NotFound)?;
    let comment = comments::by_id(db, id).await?.ok_or(WebError::NotFound)?;
    let post = posts::by_id(db, comment.post).await?.ok_or(WebError::NotFound)?;
    let blog = blogs::by_id(db, post.blog).await?.ok_or(WebError::NotFound)?;
    Ok((comment, post, blog))
}

/// A comment that everyone reads.
async fn shown(db: &mut Conn, id: &str) -> Result<Found, WebError> {
    let found = found(db, id).await?;
    let both = found.0.state == CommentState::Shown && found.1.state == PostState::Published;
    if both { Ok(found) } else { Err(WebError::Gone) }
}

/// Whether its writer may still change it, or take it away.
pub(super) fn may_change(comment: &Comment) -> bool {
    !matches!(comment.state, CommentState::Deleted | CommentState::Hidden)
}

/// A comment that this member wrote and may still change.
async fn own(db: &mut Conn, v: &Visitor, id: &str) -> Result<Found, WebError> {
    let member = v.signed_in()?;
    let (comment, post, blog) = found(db, id).await?;
    if comment.writer == Writer::Member(member.id) && may_change(&comment) {
        Ok((comment, post, blog))
    } else {
        Err(WebError::NotFound)
    }
}

fn path((comment, post, blog): &Found) -> String {
    comment.path(&blog.slug, &post.slug)
}

fn edit_page<'a>(
    v: &'a Visitor,
    id: &str,
    back: &str,
    body: &'a str,
    refusal: Option<String>,
) -> EditPage<'a> {
    EditPage {
        v,
        action: v.href(&format!("/comments/{id}/edit#refusal")),
        delete: v.href(&format!("/comments/{id}/delete")),
        back: v.href(back),
        body,
        refusal,
    }
}

/// The words in a form.
pub(super) async fn ask_edit(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let found = own(&mut db, &v, &id).await?;
    edit_page(&v, &id, &path(&found), &found.0.body, None).answer()
}

/// Puts these words in the place of a comment's. Returns the word for the sentence that follows.
pub(super) async fn change(
    tx: &mut Tx,
    v: &Visitor,
    (comment, post, blog): &Found,
    at_home: bool,
    typed: &str,
    now: Timestamp,
) -> Result<Result<&'static str, CommentRefusal>, WebError> {
    let body = match comment_body(typed) {
        Ok(body) => body,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let leaving = Leaving {
        at_home,
        blog,
        post,
        parent: comment.parent,
        writer: comment.writer.clone(),
        body: body.clone(),
        first_comments: i64::from(v.settings.trust_after_comments),
    };
    Ok(Ok(match acts::edit(tx, comment, &body, &leaving, now).await? {
        Some(CommentState::Suspected) => "suspected",
        Some(CommentState::Waiting) => "waiting",
        _ => "edited",
    }))
}

/// Takes the new words.
pub(super) async fn edit(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, WebError> {
    let mut tx = section.db.begin().await?;
    let found = own(&mut tx, &v, &id).await?;
    let at_home = reading::at_home(&mut tx, v.signed_in()?, &found.2).await?;
    let sent = match change(&mut tx, &v, &found, at_home, &typed.body, section.clock.now()).await? {
        Ok(sent) => sent,
        Err(refusal) => {
            let refusal = Some(v.words.t(refusal.key()));
            let page = edit_page(&v, &id, &path(&found), &typed.body, refusal);
            return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    tx.commit().await?;
    let (comment, post, blog) = found;
    let at = comment.id.as_uuid().simple();
    let to = format!("/blogs/{}/{}?comment={at}&sent={sent}#comments", blog.slug, post.slug);
    Ok(Redirect::to(&v.href(&to)).into_response())
}

/// The question whether these words should go for ever.
pub(super) fn sure(v: &Visitor, body: String, action: &str, back: &str) -> Result<Response, WebError> {
    let page = SurePage {
        v,
        question: v.words.t("comment-delete-question"),
        how: v.words.t("comment-delete-why"),
        action: v.href(action),
        act: "delete",
        button: v.words.t("comment-delete"),
        back: v.href(back),
        quote: Some(body),
    };
    page.answer()
}

/// Asks whether the words should go for ever.
pub(super) async fn ask_delete(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let found = own(&mut db, &v, &id).await?;
    let back = path(&found);
    sure(&v, found.0.body, &format!("/comments/{id}/delete"), &back)
}

/// Takes the comment away.
pub(super) async fn delete(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(_): Form<Typed>,
) -> Result<Response, WebError> {
    let mut tx = section.db.begin().await?;
    let (comment, post, blog) = own(&mut tx, &v, &id).await?;
    acts::delete(&mut tx, &comment).await?;
    tx.commit().await?;
    let to = format!("/blogs/{}/{}?sent=deleted#comments", blog.slug, post.slug);
    Ok(Redirect::to(&v.href(&to)).into_response())
}

/// Asks what is wrong with a comment.
pub(super) async fn ask_report(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let found = shown(&mut db, &id).await?;
    let back = v.href(&path(&found));
    let body = acts::html(&found.0.body, found.1.language).into_string();
    ReportPage { v: &v, id, back, body, reason: "", refusal: None }.answer()
}

/// Takes a reader's report.
pub(super) async fn report(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    parts: Parts,
    Form(typed): Form<Typed>,
) -> Result<Response, WebError> {
    section.limit(&parts, "report-comment", 20, Duration::from_secs(60))?;
    let mut tx = section.db.begin().await?;
    let found = shown(&mut tx, &id).await?;
    let reason: String = words_of(&typed.reason).chars().take(500).collect();
    if reason.is_empty() {
        let refusal = Some(v.words.t(CommentRefusal::NoReason.key()));
        let back = v.href(&path(&found));
        let body = acts::html(&found.0.body, found.1.language).into_string();
        let page = ReportPage { v: &v, id, back, body, reason: "", refusal };
        return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let (comment, post, blog) = found;
    let by = v.member.as_ref().map(|m| m.id);
    moderate::report(&mut tx, &comment, by, &reason, section.clock.now(), section.random.as_ref()).await?;
    tx.commit().await?;
    let to = format!("/blogs/{}/{}?sent=reported#comments", blog.slug, post.slug);
    Ok(Redirect::to(&v.href(&to)).into_response())
}
