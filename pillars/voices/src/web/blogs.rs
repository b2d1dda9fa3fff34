use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use griot_kernel::Reading;
use griot_web::{Answer, Section, Visitor, WebError};
use serde::Deserialize;

use super::view::{Alternate, Pages, alternates, set};
use crate::{
    feeds::{self, FeedKind},
    store,
};

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
    /// When it is not the reader's.
    language: Option<String>,
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
    alternates: Vec<Alternate>,
    atom: String,
    json: String,
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
        about: set(entry.blog.language, &griot_text::excerpt(&entry.blog.about, 180)),
        title: set(entry.blog.language, &entry.blog.title),
        language: (entry.blog.language != v.words.language()).then(|| entry.blog.language.to_string()),
        theme: entry.blog.theme,
        posts: entry.posts,
        newest: entry.newest.map(|at| v.day(at)),
    };
    let blogs = part.items.into_iter().map(line).collect();
    let (atom, json) = (feeds::of_all(FeedKind::Atom), feeds::of_all(FeedKind::Json));
    let alternates = alternates(&v.settings.name, feeds::of_all);
    BlogsPage { v: &v, blogs, pages, alternates, atom, json }.answer_public()
}
