//! The JSON API: what everyone may read anyway, for programs. It is described by itself at
//! `/api/v1/openapi.json`.

mod blogs;
mod comments;
mod people;
mod posts;
mod problem;
mod query;
mod shapes;

use std::time::Duration;

use axum::{
    extract::State,
    http::{HeaderMap, request::Parts},
    response::Response,
};
use griot_web::{Access, Routes, Section, WebError};
use serde::Serialize;
use utoipa::{OpenApi, openapi::Server};

use self::problem::ApiError;
use crate::feeds::serve::Document;

/// Questions at once from one net, and how soon one more is allowed: a campus reads through one
/// address.
const BURST: u32 = 1_000;
const EVERY: Duration = Duration::from_millis(50);

/// The API.
pub fn routes() -> Routes {
    let open = Access::Public("the API tells what everyone may read");
    Routes::new()
        .get("/api/v1/openapi.json", open, description)
        .get("/api/v1/posts", open, posts::list)
        .get("/api/v1/posts/{id}", open, posts::one)
        .get("/api/v1/posts/{id}/comments", open, comments::list)
        .get("/api/v1/blogs", open, blogs::list)
        .get("/api/v1/blogs/{slug}", open, blogs::one)
        .get("/api/v1/people/{handle}", open, people::one)
}

/// What programs learn of the API.
#[derive(Debug, OpenApi)]
#[openapi(
    info(
        title = "Griot",
        version = "1",
        description = "What everyone may read on this site. Times are days: the hour of what people did is not told.",
        license(name = "AGPL-3.0-or-later", identifier = "AGPL-3.0-or-later")
    ),
    paths(posts::list, posts::one, comments::list, blogs::list, blogs::one, people::one),
    components(schemas(problem::ApiProblem))
)]
struct Description;

async fn description(State(section): State<Section>, headers: HeaderMap) -> Result<Response, WebError> {
    let mut about = Description::openapi();
    about.servers = Some(vec![Server::new(section.url(""))]);
    let body = serde_json::to_string(&about).map_err(WebError::internal)?;
    Ok(Document { kind: JSON, body, day: None, cache: "public, max-age=3600" }.answer(&section, &headers))
}

const JSON: &str = "application/json";

/// Counts a question.
fn count(section: &Section, parts: &Parts) -> Result<(), ApiError> {
    Ok(section.limit(parts, "api", BURST, EVERY)?)
}

/// An answer, or that it has not changed.
fn answer(section: &Section, parts: &Parts, data: &impl Serialize) -> Result<Response, ApiError> {
    let body = serde_json::to_string(data).map_err(WebError::internal)?;
    Ok(Document { kind: JSON, body, day: None, cache: "public, no-cache" }.answer(section, &parts.headers))
}
