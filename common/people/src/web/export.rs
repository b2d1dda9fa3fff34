//! A copy of everything that the section holds about a member, readable without it.

use std::time::Duration;

use askama::Template;
use axum::{extract::State, response::Response};
use griot_web::{Answer, Form, Visitor, WebError, download};
use http::StatusCode;
use serde::Deserialize;

use super::{moment, security};
use crate::{Section, acts, copy, model::staff::Act};

/// Copies of one member at once, and how soon one more is allowed: each reads all that is theirs.
const BURST: u32 = 5;
const EVERY: Duration = Duration::from_secs(60);

#[derive(Template)]
#[template(path = "export.html")]
struct ExportPage<'a> {
    v: &'a Visitor,
    asks: bool,
    error: Option<String>,
}

pub(super) async fn page(State(section): State<Section>, v: Visitor) -> Result<Response, WebError> {
    ExportPage { v: &v, asks: security::has_passphrase(&section, &v).await?, error: None }.answer()
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ExportForm {
    current: String,
}

/// Whoever finds an open telephone should not be able to take all of its owner's words along.
pub(super) async fn take(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<ExportForm>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let at = moment(&section);
    let asks = security::has_passphrase(&section, &v).await?;
    if asks && !security::is_own_passphrase(&section, &v, &form.current).await? {
        let error = Some(v.words.t("people-refused-current"));
        return ExportPage { v: &v, asks, error }.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
    }
    section.limits.check("own-copy", &member.id.to_string(), BURST, EVERY, at.now)?;
    let rooms = section.ask::<dyn copy::Belongings>()?;
    let mut db = section.db.read().await?;
    let belongings = rooms.of(&mut db, member.id).await?;
    drop(db);
    let empty = download::nameless()?;
    let archive = copy::archive(&section, &v.words, &member.name, at.now, belongings, empty).await?;

    let mut tx = section.db.begin().await?;
    acts::note(&mut tx, at, Some(member.id), Act::ExportedThemselves, acts::person(member.id)).await?;
    tx.commit().await?;
    let name = format!("griot-{}-{}.zip", member.handle, at.now.day());
    download::send(archive, "application/zip", &name).await
}
