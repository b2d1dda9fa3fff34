//! The letters to those who judge comments, and not any more.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_db::Conn;
use griot_web::{Answer, Form, Member, Section, Visitor, WebError};
use serde::Deserialize;

use super::view::Link;
use crate::{
    acts::moderate::by_stop_mark,
    store::{blogs, notices},
};

#[derive(Template)]
#[template(path = "unsubscribe.html")]
struct StopPage<'a> {
    v: &'a Visitor,
    action: String,
    done: bool,
    about: Option<Link>,
    guest: Option<String>,
}

fn about(v: &Visitor) -> Option<Link> {
    Some(Link { href: v.href("/me/comments"), label: v.words.t("voices-menu-moderation") })
}

/// Asks whether the letters should end: a page with one button.
pub(super) async fn ask_stop(
    State(section): State<Section>,
    v: Visitor,
    Path(mark): Path<String>,
) -> Result<Response, WebError> {
    let person = by_stop_mark(&section.keys, &mark).ok_or(WebError::Gone)?;
    let mut db = section.db.read().await?;
    let done = notices::reader(&mut db, person).await?.muted;
    let action = v.href(&format!("/unsubscribe/moderation/{mark}"));
    StopPage { v: &v, action, done, about: about(&v), guest: None }.answer()
}

/// Ends the letters: by the button of the page, or by the mail program itself (RFC 8058).
pub(super) async fn stop(
    State(section): State<Section>,
    v: Visitor,
    Path(mark): Path<String>,
) -> Result<Response, WebError> {
    let person = by_stop_mark(&section.keys, &mark).ok_or(WebError::Gone)?;
    let mut tx = section.db.begin().await?;
    notices::mute(&mut tx, person, true).await?;
    tx.commit().await?;
    StopPage { v: &v, action: String::new(), done: true, about: about(&v), guest: None }.answer()
}

/// Whether a member judges comments somewhere, and if so, whether the letters come.
pub(super) async fn wish_of(db: &mut Conn, member: &Member) -> Result<Option<bool>, WebError> {
    if member.may(&super::MODERATE) || blogs::edits_any(db, member.id).await? {
        Ok(Some(!notices::reader(db, member.id).await?.muted))
    } else {
        Ok(None)
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct WishForm {
    letters: String,
}

/// Keeps whether a member wants the letters.
pub(super) async fn wish(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<WishForm>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let mut tx = section.db.begin().await?;
    notices::mute(&mut tx, member.id, form.letters != "hourly").await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href("/me/alerts?done=saved")).into_response())
}
