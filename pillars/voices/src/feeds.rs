//! What machines read of the blogs: Atom, JSON Feed, podcasts, the sitemap, `robots.txt` and
//! oEmbed. Nothing here tells the hour of anything.

mod atom;
pub(crate) mod gather;
mod json;
mod oembed;
mod podcast;
mod sitemap;
pub(crate) mod text;
pub(crate) mod xml;

use axum::{
    extract::{Path, State},
    http::{HeaderMap, Uri},
    response::{IntoResponse, Redirect, Response},
};
use griot_kernel::{Reading, WorkId};
use griot_web::{Access, Document, Routes, Section, WebError};
use serde::Deserialize;

use self::gather::{Found, Wanted};

/// The feeds of the section.
pub fn routes() -> Routes {
    let feed = Access::Public("feeds carry what everyone may read");
    let machine = Access::Public("machines learn what everyone may read");
    Routes::new()
        .get("/feeds/{file}", feed, whole_site)
        .get("/feeds/{kind}/{file}", feed, part)
        .get("/sitemap.xml", machine, sitemap::index)
        .get("/sitemaps/{part}", machine, sitemap::part)
        .get("/robots.txt", machine, sitemap::robots)
        .get("/oembed", machine, oembed::card)
}

/// How a feed is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedKind {
    /// Atom (RFC 4287).
    Atom,
    /// JSON Feed 1.1.
    Json,
    /// RSS 2.0 with what podcast players ask for.
    Podcast,
}

impl FeedKind {
    /// The end of its address.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Atom => "atom",
            Self::Json => "json",
            Self::Podcast => "podcast",
        }
    }

    /// What a page says of it in `<link rel="alternate" type="…">`.
    pub fn mime(self) -> &'static str {
        match self {
            Self::Atom => "application/atom+xml",
            Self::Json => "application/feed+json",
            Self::Podcast => "application/rss+xml",
        }
    }

    fn of(extension: &str) -> Option<Self> {
        [Self::Atom, Self::Json, Self::Podcast].into_iter().find(|kind| kind.extension() == extension)
    }
}

/// Where the feed of all blogs is, from the root of the site.
pub fn of_all(kind: FeedKind) -> String {
    format!("/feeds/all.{}", kind.extension())
}

/// Where the feed of a blog is, from the root of the site.
pub fn of_blog(slug: &str, kind: FeedKind) -> String {
    format!("/feeds/blogs/{slug}.{}", kind.extension())
}

/// Where the feed of a tag is, from the root of the site.
pub fn of_tag(slug: &str, kind: FeedKind) -> String {
    format!("/feeds/tags/{slug}.{}", kind.extension())
}

/// Where the feed of a person is, from the root of the site; only of those whose page is open.
pub fn of_person(handle: &str, kind: FeedKind) -> String {
    format!("/feeds/people/{handle}.{}", kind.extension())
}

/// Where an application learns how to show a post of ours: the address for
/// `<link rel="alternate" type="application/json+oembed">`. `page` is the full address of the post.
pub fn oembed_of(section: &Section, page: &str) -> String {
    let page: String = url::form_urlencoded::byte_serialize(page.as_bytes()).collect();
    section.url(&format!("/oembed?format=json&url={page}"))
}

/// `?after=` and `?before=`: the rest of a feed, read from one of its posts on.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Archive {
    after: String,
    before: String,
}

fn archive(uri: &Uri) -> Reading<WorkId> {
    let query: Option<Archive> = axum::extract::Query::try_from_uri(uri).ok().map(|query| query.0);
    query.map(|archive| Reading::of(&archive.after, &archive.before)).unwrap_or_default()
}

async fn whole_site(
    State(section): State<Section>,
    Path(file): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    let (name, kind) = read(&file)?;
    if name != "all" {
        return Err(WebError::NotFound);
    }
    answer(&section, &Wanted::All, kind, archive(&uri), &headers).await
}

async fn part(
    State(section): State<Section>,
    Path((shelf, file)): Path<(String, String)>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    let (name, kind) = read(&file)?;
    let name = name.to_owned();
    let wanted = match shelf.as_str() {
        "blogs" => Wanted::Blog(name),
        "tags" => Wanted::Tag(name),
        "people" => Wanted::Person(name),
        _ => return Err(WebError::NotFound),
    };
    answer(&section, &wanted, kind, archive(&uri), &headers).await
}

fn read(file: &str) -> Result<(&str, FeedKind), WebError> {
    let (name, extension) = file.rsplit_once('.').ok_or(WebError::NotFound)?;
    Ok((name, FeedKind::of(extension).ok_or(WebError::NotFound)?))
}

async fn answer(
    section: &Section,
    wanted: &Wanted,
    kind: FeedKind,
    reading: Reading<WorkId>,
    headers: &HeaderMap,
) -> Result<Response, WebError> {
    let feed = match gather::feed(section, wanted, kind, reading).await? {
        Found::Feed(feed) => feed,
        Found::Moved(path) => return Ok(Redirect::permanent(&path).into_response()),
    };
    let (mime, body) = match kind {
        FeedKind::Atom => ("application/atom+xml; charset=utf-8", atom::write(&feed)?),
        FeedKind::Json => ("application/feed+json; charset=utf-8", json::write(&feed)?),
        FeedKind::Podcast => ("application/rss+xml; charset=utf-8", podcast::write(&feed)?),
    };
    let document = Document { kind: mime, body, day: Some(feed.updated), cache: "public, no-cache" };
    Ok(document.answer(section, headers))
}
