//! A guest changes one comment, or takes it away: the link in the letter is the key.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_db::Conn;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{
    own_comment::{EditPage, Found, found, may_change},
    sure::SurePage,
};
use crate::{
    acts::{comment as acts, comment::Leaving, follow::by_guest_mark},
    model::{CommentState, Writer, comment_body},
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    body: String,
}

/// A comment that the guest behind this mark wrote and may still change.
async fn theirs(db: &mut Conn, section: &Section, mark: &str, id: &str) -> Result<Found, WebError> {
    let guest = by_guest_mark(db, &section.keys, mark).await?.ok_or(WebError::Gone)?;
    let found = found(db, id).await?;
    match found.0.writer {
        Writer::Guest { guest: Some(writer), .. } if writer == guest.id && may_change(&found.0) => Ok(found),
        _ => Err(WebError::NotFound),
    }
}

fn edit_page<'a>(
    v: &'a Visitor,
    mark: &str,
    id: &str,
    body: &'a str,
    refusal: Option<String>,
) -> EditPage<'a> {
    EditPage {
        v,
        action: v.href(&format!("/guest/{mark}/comments/{id}/edit#refusal")),
        delete: v.href(&format!("/guest/{mark}/comments/{id}/delete")),
        back: v.href(&format!("/guest/{mark}")),
        body,
        refusal,
    }
}

/// The words in a form.
pub(super) async fn ask_edit(
    State(section): State<Section>,
    v: Visitor,
    Path((mark, id)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let (comment, ..) = theirs(&mut db, &section, &mark, &id).await?;
    edit_page(&v, &mark, &id, &comment.body, None).answer()
}

/// Takes the new words.
pub(super) async fn edit(
    State(section): State<Section>,
    v: Visitor,
    Path((mark, id)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, WebError> {
    let mut tx = section.db.begin().await?;
    let (comment, post, blog) = theirs(&mut tx, &section, &mark, &id).await?;
    let body = match comment_body(&typed.body) {
        Ok(body) => body,
        Err(refusal) => {
            let refusal = Some(v.words.t(refusal.key()));
            let page = edit_page(&v, &mark, &id, &typed.body, refusal);
            return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    let leaving = Leaving {
        at_home: false,
        blog: &blog,
        post: &post,
        parent: comment.parent,
        writer: comment.writer.clone(),
        body: body.clone(),
        first_comments: i64::from(v.settings.trust_after_comments),
    };
    let state = acts::edit(&mut tx, &comment, &body, &leaving, section.clock.now()).await?;
    tx.commit().await?;
    let done = match state {
        Some(CommentState::Suspected) => "suspected",
        Some(CommentState::Waiting) => "waiting",
        _ => "edited",
    };
    Ok(Redirect::to(&v.href(&format!("/guest/{mark}?done={done}"))).into_response())
}

/// Asks whether the words should go for ever.
pub(super) async fn ask_delete(
    State(section): State<Section>,
    v: Visitor,
    Path((mark, id)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let (comment, ..) = theirs(&mut db, &section, &mark, &id).await?;
    let page = SurePage {
        v: &v,
        question: v.words.t("comment-delete-question"),
        how: v.words.t("comment-delete-why"),
        action: v.href(&format!("/guest/{mark}/comments/{id}/delete")),
        act: "delete",
        button: v.words.t("comment-delete"),
        back: v.href(&format!("/guest/{mark}")),
        quote: Some(comment.body),
    };
    page.answer()
}

/// Takes the comment away.
pub(super) async fn delete(
    State(section): State<Section>,
    v: Visitor,
    Path((mark, id)): Path<(String, String)>,
    Form(_): Form<Typed>,
) -> Result<Response, WebError> {
    let mut tx = section.db.begin().await?;
    let (comment, ..) = theirs(&mut tx, &section, &mark, &id).await?;
    acts::delete(&mut tx, &comment).await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/guest/{mark}?done=deleted"))).into_response())
}
