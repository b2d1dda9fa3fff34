//! What is kept of a guest, and erasing it.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use griot_mailroom::Mark;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use serde::Deserialize;

use crate::{acts::follow as acts, store::guests};

#[derive(Template)]
#[template(path = "guest.html")]
struct GuestPage<'a> {
    v: &'a Visitor,
    action: String,
    address: String,
    comments: i64,
    wishes: i64,
    erased: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Nothing {}

/// Shows a guest what is kept of them: a page with one button.
pub(super) async fn ask(
    State(section): State<Section>,
    v: Visitor,
    Path(mark): Path<String>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let guest = acts::by_guest_mark(&mut db, &section.keys, &mark).await?.ok_or(WebError::Gone)?;
    let (comments, wishes) = guests::kept_of(&mut db, guest.id).await?;
    let address = acts::address(&section.keys, &guest).map(|email| email.as_str().to_owned());
    let page = GuestPage {
        v: &v,
        action: v.href(&format!("/guest/{mark}")),
        address: address.unwrap_or_default(),
        comments,
        wishes,
        erased: false,
    };
    page.answer()
}

/// Erases it.
pub(super) async fn erase(
    State(section): State<Section>,
    v: Visitor,
    Path(mark): Path<String>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response, WebError> {
    let mut tx = section.db.begin().await?;
    let guest = acts::by_guest_mark(&mut tx, &section.keys, &mark).await?.ok_or(WebError::Gone)?;
    if let Some(address) = acts::address(&section.keys, &guest) {
        griot_mailroom::let_go(&mut tx, Mark::of(&section.keys, &address)).await?;
    }
    acts::erase_guest(&mut tx, guest.id).await?;
    tx.commit().await?;
    let (action, address) = (String::new(), String::new());
    GuestPage { v: &v, action, address, comments: 0, wishes: 0, erased: true }.answer()
}
