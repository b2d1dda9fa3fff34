use axum::{
    extract::{Path, State},
    http::request::Parts,
    response::Response,
};
use griot_kernel::Reading;
use griot_web::{Section, Visitor, WebError};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    answer, count,
    problem::{ApiError, Refusals},
    query::{Query, is_slug},
    shapes::FeedsShape,
};
use crate::{feeds, store::blogs};

/// Blogs of one answer.
const SIZE: u32 = 50;

/// Blogs, the one with the newest post first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct BlogList {
    items: Vec<BlogShape>,
    /// For `?cursor=`: what follows; nothing at the end.
    next: Option<String>,
}

/// A blog.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct BlogShape {
    /// Its address; for `?blog=`.
    slug: String,
    title: String,
    /// What it is about, in plain words.
    about: String,
    /// `person`, `team` or `section`.
    kind: String,
    language: String,
    /// Its page.
    url: String,
    /// How many posts everyone can read.
    posts: i64,
    /// The day of the newest.
    #[schema(format = Date)]
    newest: Option<String>,
    feeds: FeedsShape,
}

impl BlogShape {
    fn of(section: &Section, entry: blogs::Entry) -> Self {
        let blogs::Entry { blog, posts, newest } = entry;
        Self {
            url: section.url(&format!("/blogs/{}", blog.slug)),
            feeds: FeedsShape::of(section, |kind| feeds::of_blog(&blog.slug, kind), true),
            slug: blog.slug,
            title: blog.title,
            about: blog.about,
            kind: blog.kind.as_str().to_owned(),
            language: blog.language.to_string(),
            posts,
            newest: newest.map(|at| at.day().to_string()),
        }
    }
}

/// The blogs, the one with the newest post first.
#[utoipa::path(get, path = "/api/v1/blogs", operation_id = "listBlogs", params(
    ("cursor" = inline(Option<String>), Query, description = "After the blog at this address: `next` of the answer before.",
        pattern = r"^[a-z0-9-]+$", min_length = 1, max_length = 100),
), responses((status = 200, description = "The blogs.", body = BlogList), Refusals))]
pub(super) async fn list(
    State(section): State<Section>,
    visitor: Visitor,
    parts: Parts,
) -> Result<Response, ApiError> {
    count(&section, &parts)?;
    let query = Query::read(&visitor, &parts.uri, &["cursor"])?;
    let mut db = section.db.read().await?;
    let reading = match query.slug("cursor")? {
        Some(slug) => Reading::After(blogs::any_by_slug(&mut db, &slug).await?.ok_or(WebError::NotFound)?.id),
        None => Reading::Start,
    };
    let found = blogs::list(&mut db, reading, SIZE).await?;
    let next = found.items.last().filter(|_| found.more).map(|last| last.blog.slug.clone());
    let items = found.items.into_iter().map(|entry| BlogShape::of(&section, entry)).collect();
    answer(&section, &parts, &BlogList { items, next })
}

/// One blog.
#[utoipa::path(get, path = "/api/v1/blogs/{slug}", operation_id = "getBlog", params(
    ("slug" = inline(String), Path, description = "The blog's address.",
        pattern = r"^[a-z0-9-]+$", min_length = 1, max_length = 100),
), responses((status = 200, description = "The blog.", body = BlogShape), Refusals))]
pub(super) async fn one(
    State(section): State<Section>,
    visitor: Visitor,
    Path(slug): Path<String>,
    parts: Parts,
) -> Result<Response, ApiError> {
    count(&section, &parts)?;
    Query::read(&visitor, &parts.uri, &[])?;
    if !is_slug(&slug) {
        return Err(WebError::NotFound.into());
    }
    let mut db = section.db.read().await?;
    let entry = blogs::entry(&mut db, &slug).await?.ok_or(WebError::NotFound)?;
    answer(&section, &parts, &BlogShape::of(&section, entry))
}
