//! The JSON API: for programs, what everyone may read anyway, and what their owner may do. It is
//! described by itself at `/api/v1/openapi.json`.

mod blogs;
mod body;
mod comments;
mod files;
mod judge;
mod mine;
mod people;
mod posts;
mod problem;
mod publish;
mod query;
mod rights;
mod shapes;
mod speak;
mod write;

use std::time::Duration;

use axum::{
    extract::State,
    http::{HeaderMap, request::Parts},
    response::Response,
};
use griot_web::{Access, Document, Routes, Section, WebError};
use serde::Serialize;
use utoipa::{
    OpenApi,
    openapi::{
        Server,
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

use self::problem::ApiError;
pub use self::rights::{COMMENT, PUBLISH, READ_OWN, WRITE};
use crate::{MODERATE, web::upload::MOST_BYTES};

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
        .post("/api/v1/posts/{id}/comments", Access::Token(&COMMENT), speak::leave)
        .get("/api/v1/me/posts", Access::Token(&READ_OWN), mine::list)
        .post("/api/v1/me/posts", Access::Token(&WRITE), write::begin)
        .get("/api/v1/me/posts/{id}", Access::Token(&READ_OWN), mine::one)
        .patch("/api/v1/me/posts/{id}", Access::Token(&WRITE), write::change)
        .upload("/api/v1/me/posts/{id}/files", Access::Token(&WRITE), MOST_BYTES, files::bring)
        .post("/api/v1/me/posts/{id}/publish", Access::Token(&PUBLISH), publish::now_or_later)
        .post("/api/v1/me/posts/{id}/withdraw", Access::Token(&PUBLISH), publish::withdraw)
        .get("/api/v1/me/comments", Access::Token(&MODERATE), judge::list)
        .post("/api/v1/me/comments/{id}", Access::Token(&MODERATE), judge::decide)
}

/// What programs learn of the API.
#[derive(Debug, OpenApi)]
#[openapi(
    info(
        title = "Griot",
        version = "1",
        description = "What everyone may read on this site, and what a member lets a program do by a token. Times of what people did are days.",
        license(name = "AGPL-3.0-or-later", identifier = "AGPL-3.0-or-later")
    ),
    paths(
        posts::list,
        posts::one,
        comments::list,
        blogs::list,
        blogs::one,
        people::one,
        speak::leave,
        mine::list,
        write::begin,
        mine::one,
        write::change,
        files::bring,
        publish::now_or_later,
        publish::withdraw,
        judge::list,
        judge::decide,
    ),
    components(schemas(problem::ApiProblem))
)]
struct Description;

async fn description(State(section): State<Section>, headers: HeaderMap) -> Result<Response, WebError> {
    let mut about = Description::openapi();
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("griot_…");
    let bearer = bearer.description(Some("A token that its owner made on the page /me/tokens.")).build();
    about.components.get_or_insert_default().add_security_scheme("token", SecurityScheme::Http(bearer));
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
