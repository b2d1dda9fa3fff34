//! "Never write to me again", for those who have no page of their own: a page with one button,
//! since mail scanners follow links.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use griot_mailroom::token;
use griot_web::{Answer, Form, Visitor, WebError};

use super::{Nothing, Said, moment};
use crate::Section;

#[derive(Template)]
#[template(path = "stop.html")]
struct StopPage<'a> {
    v: &'a Visitor,
}

pub(super) async fn ask(
    State(section): State<Section>,
    v: Visitor,
    Path(text): Path<String>,
) -> Result<Response, WebError> {
    token::open_stop(&section.keys, &text).ok_or(WebError::Gone)?;
    StopPage { v: &v }.answer()
}

/// Asking twice is asking once.
pub(super) async fn stop(
    State(section): State<Section>,
    v: Visitor,
    Path(text): Path<String>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response, WebError> {
    let mark = token::open_stop(&section.keys, &text).ok_or(WebError::Gone)?;
    let mut tx = section.db.begin().await?;
    griot_mailroom::silence(&mut tx, mark, moment(&section).now).await?;
    tx.commit().await?;
    Said::new(&v, "people-stopped", "/", "people-way-home").answer()
}
