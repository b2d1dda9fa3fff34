//! A blog to take along: a folder that is read offline, with its sources, and what WordPress reads.
//!
//! What is written goes piece by piece into a file, so a blog of any size takes little memory. For
//! the page that file has no name, and nothing is left behind when somebody hangs up.

pub(crate) mod along;
mod contents;
mod pages;
mod source;
mod wxr;

use std::time::Duration;

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use griot_db::Conn;
use griot_web::{Access, Answer, Form, Member, Routes, Section, Visitor, WebError, download};
use serde::Deserialize;

pub(crate) use self::contents::place;
use self::contents::{Contents, Unpublished};
use crate::{
    acts::staff,
    model::{Blog, Role},
    store::blogs,
};

/// Exports of one blog at once, and how soon one more is allowed: each reads the whole blog.
const BURST: u32 = 5;
const EVERY: Duration = Duration::from_secs(60);
const FORM: usize = 10_000;

/// The export of a blog.
pub fn routes() -> Routes {
    Routes::new()
        .get("/me/blogs/{blog}/export", Access::Member, page)
        // Not a small act: a blog with years of sound takes minutes to gather.
        .upload("/me/blogs/{blog}/export", Access::Member, FORM, take)
}

#[derive(Debug, Template)]
#[template(path = "export.html")]
struct ExportPage<'a> {
    v: &'a Visitor,
    blog: &'a Blog,
}

async fn page(
    State(section): State<Section>,
    visitor: Visitor,
    Path(blog): Path<String>,
) -> Result<Response, WebError> {
    let (blog, _) = own(&mut *section.db.read().await?, visitor.signed_in()?, &blog).await?;
    ExportPage { v: &visitor, blog: &blog }.answer()
}

/// What is wanted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    what: String,
}

async fn take(
    State(section): State<Section>,
    visitor: Visitor,
    Path(blog): Path<String>,
    Form(wanted): Form<Wanted>,
) -> Result<Response, WebError> {
    let member = visitor.signed_in()?;
    if !matches!(wanted.what.as_str(), "wxr" | "zip") {
        return Err(WebError::BadRequest);
    }
    let mut db = section.db.read().await?;
    let (blog, sees_all) = own(&mut db, member, &blog).await?;
    section.limits.check("export", &blog.id.to_string(), BURST, EVERY, section.clock.now())?;
    let unpublished = if sees_all { Unpublished::All } else { Unpublished::Of(member.id) };
    let contents = Contents::plan(&section, &mut db, blog, unpublished).await?;
    drop(db);
    if sees_all {
        let mut tx = section.db.begin().await?;
        staff::with_blog(&section, &mut tx, member, &contents.blog, "voices-log-blog-exported").await?;
        tx.commit().await?;
    }
    let empty = download::nameless()?;

    let slug = contents.blog.slug.clone();
    let (kind, name, file) = match wanted.what.as_str() {
        "wxr" => ("application/xml", format!("{slug}.wxr.xml"), contents.wxr_into(&section, empty).await?),
        _ => ("application/zip", format!("{slug}.zip"), contents.zip_into(&section, empty).await?),
    };
    download::send(file, kind, &name).await
}

/// A blog in which this member writes, by its id or address, and whether all its posts are theirs to see.
async fn own(db: &mut Conn, member: &Member, wanted: &str) -> Result<(Blog, bool), WebError> {
    let found = match wanted.parse() {
        Ok(id) => blogs::by_id(db, id).await?,
        Err(_) => blogs::any_by_slug(db, wanted).await?,
    };
    let blog = found.ok_or(WebError::NotFound)?;
    let everywhere = member.may_within(&crate::EDIT_ALL, blog.id.as_uuid());
    match blogs::role_of(db, blog.id, member.id).await? {
        Some(Role::Editor) => Ok((blog, true)),
        Some(Role::Author) => Ok((blog, everywhere)),
        None if everywhere => Ok((blog, true)),
        None => Err(WebError::NotFound),
    }
}
