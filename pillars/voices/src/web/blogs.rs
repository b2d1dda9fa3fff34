use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use griot_kernel::{Page, PageRequest, Timestamp};
use griot_web::{Answer, Section, Visitor, WebError};
use serde::Deserialize;

use super::view::Pages;
use crate::store;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    page: Option<u32>,
}

struct Line {
    href: String,
    title: String,
    about: String,
    theme: u8,
    posts: i64,
    newest: Option<String>,
}

#[derive(Template)]
#[template(path = "blogs.html")]
struct BlogsPage<'a> {
    v: &'a Visitor,
    page: Page<Line>,
    pages: Pages,
}

/// The blogs of the section, those with the newest post first.
pub(super) async fn list(
    State(section): State<Section>,
    v: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let request = PageRequest::new(wanted.page.unwrap_or(1), 24);
    let mut db = section.db.read().await?;
    let page = request.page(store::blogs::list(&mut db, request).await?).map(|entry| Line {
        href: v.href(&format!("/blogs/{}", entry.blog.slug)),
        about: griot_text::excerpt(&entry.blog.about, 180),
        title: entry.blog.title,
        theme: entry.blog.theme,
        posts: entry.posts,
        newest: entry.newest.map(|at| v.day(Timestamp::from_millisecond(at))),
    });
    let pages = Pages::of(&v, &page, "/blogs");
    BlogsPage { v: &v, page, pages }.answer_public()
}
