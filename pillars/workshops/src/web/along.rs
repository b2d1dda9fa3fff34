//! Courses that were taken along: the page that works without a network, and the script that keeps it.
//!
//! It holds nobody's name, since a telephone keeps it for whoever uses it next.

use askama::Template;
use axum::{extract::State, response::IntoResponse, response::Response};
use griot_web::{Answer, Asset, Routes, Section, Visitor, WebError};
use http::header;

use super::PUBLIC;

/// Its routes.
pub(super) fn routes() -> Routes {
    Routes::new().get("/learn/box", PUBLIC, page).get("/learn/worker.js", PUBLIC, worker).get(
        "/learn/box.webmanifest",
        PUBLIC,
        manifest,
    )
}

#[derive(Template)]
#[template(path = "learn_box.html")]
struct BoxPage<'a> {
    v: &'a Visitor,
}

async fn page(v: Visitor) -> Result<Response, WebError> {
    BoxPage { v: &v }.answer_public()
}

/// The script, after the list of what it keeps: the page in each language of the house, and what it needs.
async fn worker(State(section): State<Section>) -> Result<Response, WebError> {
    let languages = section.words.languages();
    let mut shell: Vec<String> = languages.iter().map(|tag| format!("/learn/box?lang={tag}")).collect();
    shell.extend(["griot.css", "griot.svg", "box.js"].map(Asset::path));
    let list = serde_json::to_string(&shell).map_err(WebError::internal)?;
    let script = Asset::content("worker.js");
    let text = [format!("self.SHELL={list};").as_bytes(), &script].concat();
    let headers =
        [(header::CONTENT_TYPE, "text/javascript; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")];
    Ok((headers, text).into_response())
}

/// What a telephone shows where it keeps the page among its programs.
async fn manifest(v: Visitor) -> Result<Response, WebError> {
    let manifest = serde_json::json!({
        // A searched telephone shows a neutral name.
        "name": v.words.t("learn-box-app"), "short_name": v.words.t("learn-box-app"),
        "start_url": format!("/learn/box?lang={}", v.words.language()), "scope": "/learn/",
        "display": "standalone", "background_color": "#fbf8f2", "theme_color": "#25306f",
        "icons": [{ "src": Asset::path("griot.svg"), "sizes": "any", "type": "image/svg+xml" }],
    });
    let text = serde_json::to_string(&manifest).map_err(WebError::internal)?;
    Ok(([(header::CONTENT_TYPE, "application/manifest+json")], text).into_response())
}
