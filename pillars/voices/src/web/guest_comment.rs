//! A guest changes one comment, or takes it away: the link in the letter is the key.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_db::Conn;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::own_comment::{EditPage, Found, change, found, may_change, sure};
use crate::{
    acts::{comment as acts, follow::by_guest_mark},
    model::Writer,
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
    let found = theirs(&mut tx, &section, &mark, &id).await?;
    let done = match change(&mut tx, &v, &found, false, &typed.body, section.clock.now()).await? {
        Ok(done) => done,
        Err(refusal) => {
            let refusal = Some(v.words.t(refusal.key()));
            let page = edit_page(&v, &mark, &id, &typed.body, refusal);
            return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    tx.commit().await?;
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
    sure(&v, comment.body, &format!("/guest/{mark}/comments/{id}/delete"), &format!("/guest/{mark}"))
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
