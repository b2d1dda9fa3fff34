//! A copy of everything that the section holds about a member, readable without it.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use griot_web::{Answer, Form, Visitor, WebError};
use http::header;

use super::{Nothing, moment};
use crate::{Section, acts, copy, model::staff::Act};

#[derive(Template)]
#[template(path = "export.html")]
struct ExportPage<'a> {
    v: &'a Visitor,
}

pub(super) async fn page(v: Visitor) -> Result<Response, WebError> {
    ExportPage { v: &v }.answer()
}

pub(super) async fn download(
    State(section): State<Section>,
    v: Visitor,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let at = moment(&section);
    let rooms = section.ask::<dyn copy::Belongings>()?;
    let mut tx = section.db.begin().await?;
    let belongings = rooms.of(&mut tx, member.id).await?;
    acts::note(&mut tx, at, Some(member.id), Act::ExportedThemselves, acts::person(member.id)).await?;
    tx.commit().await?;

    let archive = copy::archive(&section, &v.words, &member.name, at.now, belongings).await?;
    let name = format!("attachment; filename=\"griot-{}-{}.zip\"", member.handle, at.now.day());
    let headers = [
        (header::CONTENT_TYPE, "application/zip"),
        (header::CONTENT_DISPOSITION, name.as_str()),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, archive).into_response())
}
