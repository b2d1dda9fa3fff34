//! Throwing a draft away: asked on a page of its own, since it cannot be undone.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_web::{Answer, Form, Section, Visitor, WebError};
use serde::Deserialize;

use super::{editor, reading, sure::SurePage};
use crate::acts::{publish, staff};

#[derive(Debug, Default, Deserialize)]
pub(super) struct Nothing {}

/// Asks whether the draft should go for ever.
pub(super) async fn ask(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let (_, post) = reading::own(&mut db, &v, &id).await?;
    if !post.state.may_be_deleted() {
        return Ok(Redirect::to(&v.href(&format!("/me/posts/{}", post.id))).into_response());
    }
    let page = SurePage {
        v: &v,
        question: v.words.put("post-delete-question", "title", &post.title),
        quote: Some(post.excerpt.clone()).filter(|excerpt| !excerpt.is_empty()),
        how: v.words.t("post-delete-how"),
        action: v.href(&format!("/me/posts/{}/delete", post.id)),
        act: "delete",
        button: v.words.t("editor-delete"),
        back: v.href(&format!("/me/posts/{}", post.id)),
    };
    page.answer()
}

/// Throws the draft away.
pub(super) async fn delete(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(_): Form<Nothing>,
) -> Result<Response, WebError> {
    let mut tx = section.db.begin().await?;
    let (blog, post) = reading::own(&mut tx, &v, &id).await?;
    staff::with_post(&section, &mut tx, v.signed_in()?, &post, "voices-log-post-deleted").await?;
    match publish::delete(&mut tx, &post).await? {
        Ok(()) => {
            tx.commit().await?;
            Ok(Redirect::to(&v.href("/me/posts?done=deleted")).into_response())
        }
        Err(refusal) => {
            // Nothing was done, and nothing of it is noted.
            drop(tx);
            let mut db = section.db.read().await?;
            let fields = editor::fields_of(&mut db, &v.settings.zone, &post).await?;
            let sentence = v.words.t(refusal.key());
            editor::again(&section, &mut db, &v, &blog, &post, fields, sentence).await
        }
    }
}
