use axum::{
    extract::{Path, State},
    http::request::Parts,
    response::Response,
};
use griot_contracts::people::PublicNames;
use griot_web::{Section, Visitor, WebError};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    answer, count,
    problem::{ApiError, Refusals},
    query::{Query, is_slug},
    shapes::FeedsShape,
};
use crate::feeds;

/// A person who opened their page to everyone.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PersonShape {
    /// For `?author=`.
    handle: String,
    /// The name they chose.
    name: String,
    /// Their page.
    url: String,
    /// A small picture.
    picture: Option<String>,
    feeds: FeedsShape,
}

/// A person who opened their page to everyone. All others are not found.
#[utoipa::path(get, path = "/api/v1/people/{handle}", operation_id = "getPerson", params(
    ("handle" = inline(String), Path, description = "Names their page.",
        pattern = r"^[a-z0-9-]+$", min_length = 1, max_length = 100),
), responses((status = 200, description = "The person.", body = PersonShape), Refusals))]
pub(super) async fn one(
    State(section): State<Section>,
    visitor: Visitor,
    Path(handle): Path<String>,
    parts: Parts,
) -> Result<Response, ApiError> {
    count(&section, &parts)?;
    Query::read(&visitor, &parts.uri, &[])?;
    if !is_slug(&handle) {
        return Err(WebError::NotFound.into());
    }
    let mut db = section.db.read().await?;
    let known = section.ask::<dyn PublicNames>()?.by_handle(&mut db, &handle).await?;
    let known = known.filter(|known| known.open).ok_or(WebError::NotFound)?;
    let person = PersonShape {
        url: section.url(&format!("/people/{}", known.handle)),
        feeds: FeedsShape::of(&section, |kind| feeds::of_person(&known.handle, kind), false),
        picture: known.picture.map(|path| section.url(&path)),
        handle: known.handle,
        name: known.name,
    };
    answer(&section, &parts, &person)
}
