//! oEmbed 1.0: how other sites may show a link to a post. A `link`, since our pages forbid to be
//! framed and nothing of ours should run elsewhere.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use griot_web::{Document, Section, WebError};
use serde::{Deserialize, Serialize};
use url::Url;

use super::gather::{name_of, names};
use crate::{
    model::PostState,
    store::{blogs, posts},
};

/// What a site asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    url: String,
    format: Option<String>,
}

#[derive(Debug, Serialize)]
struct Card {
    version: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    author_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author_url: Option<String>,
    provider_name: String,
    provider_url: String,
    cache_age: u32,
    #[serde(flatten)]
    thumbnail: Option<Thumbnail>,
}

/// Address, width and height come together or not at all.
#[derive(Debug, Serialize)]
struct Thumbnail {
    thumbnail_url: String,
    thumbnail_width: u32,
    thumbnail_height: u32,
}

/// The card of the post at `?url=`.
pub(super) async fn card(
    State(section): State<Section>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    let query = axum::extract::Query::<Asked>::try_from_uri(&uri);
    let asked = query.map_err(|_| WebError::BadRequest)?.0;
    match asked.format.as_deref() {
        None | Some("json") => {}
        // The answer that the specification gives for a format that is not offered.
        Some("xml") => return Ok(only_json()),
        Some(_) => return Err(WebError::BadRequest),
    }
    let (blog, post) = place(&section, &asked.url).ok_or(WebError::NotFound)?;
    let mut db = section.db.read().await?;
    let blog = blogs::by_slug(&mut db, &blog).await?.ok_or(WebError::NotFound)?;
    let post =
        posts::by_slug(&mut db, blog.id, &post).await?.filter(|post| post.state == PostState::Published);
    let post = post.ok_or(WebError::NotFound)?;
    let names = names(&section, &mut db, post.author.into_iter()).await?;
    let author = post.author.and_then(|who| names.get(&who));

    let card = Card {
        version: "1.0",
        kind: "link",
        title: post.title,
        author_name: author.map(|known| known.name.clone()),
        author_url: author
            .filter(|known| known.open)
            .map(|known| section.url(&format!("/people/{}", known.handle))),
        provider_name: name_of(&section),
        provider_url: section.url("/"),
        // A title that was taken back is taken back everywhere.
        cache_age: 0,
        thumbnail: post.picture.as_ref().map(|picture| Thumbnail {
            thumbnail_url: section.url(&format!("/files/{}", picture.small)),
            thumbnail_width: picture.width,
            thumbnail_height: picture.height,
        }),
    };
    let body = serde_json::to_string(&card).map_err(WebError::internal)?;
    let document = Document { kind: "application/json", body, day: None, cache: "public, no-cache" };
    Ok(document.answer(&section, &headers))
}

fn only_json() -> Response {
    let kind = [(header::CONTENT_TYPE, "application/json")];
    (StatusCode::NOT_IMPLEMENTED, kind, r#"{"error":"format=json"}"#).into_response()
}

/// Blog and post of the full address of one of our pages.
fn place(section: &Section, address: &str) -> Option<(String, String)> {
    let url = Url::parse(address).ok()?;
    if url.origin() != section.base_url.origin() {
        return None;
    }
    let base = section.base_url.path().trim_end_matches('/');
    let mut parts = url.path().strip_prefix(base)?.strip_prefix("/blogs/")?.trim_end_matches('/').split('/');
    let (blog, post) = (parts.next()?, parts.next()?);
    (parts.next().is_none() && !blog.is_empty() && !post.is_empty())
        .then(|| (blog.to_owned(), post.to_owned()))
}
