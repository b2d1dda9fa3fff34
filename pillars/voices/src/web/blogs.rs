use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use griot_kernel::Reading;
use griot_web::{Answer, Section, Visitor, WebError};
use serde::Deserialize;

use super::view::Pages;
use crate::store;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    after: String,
    before: String,
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
    blogs: Vec<Line>,
    pages: Pages,
}

/// The blogs of the section, those with the newest post first.
pub(super) async fn list(
    State(section): State<Section>,
    v: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let reading = Reading::of(&wanted.after, &wanted.before);
    let mut db = section.db.read().await?;
    let part = store::blogs::list(&mut db, reading, 24).await?;
    let pages = Pages::along(&v, &part, "/blogs", |entry| entry.blog.id.to_string());
    let line = |entry: store::blogs::Entry| Line {
        href: v.href(&format!("/blogs/{}", entry.blog.slug)),
        about: griot_text::excerpt(&entry.blog.about, 180),
        title: entry.blog.title,
        theme: entry.blog.theme,
        posts: entry.posts,
        newest: entry.newest.map(|at| v.day(at)),
    };
    BlogsPage { v: &v, blogs: part.items.into_iter().map(line).collect(), pages }.answer_public()
}
