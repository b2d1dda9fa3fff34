//! What search machines are told: where everything is, and what is not for them.

use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use griot_web::{Section, WebError};

use super::{serve::Document, xml::Xml};
use crate::store::public::{self, Place};

/// More addresses than this may stand in no part (sitemaps.org).
const PART: i64 = 50_000;
const SPACE: [(&str, &str); 1] = [("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")];
const XML: &str = "application/xml; charset=utf-8";
const HOUR: &str = "public, max-age=3600";

/// Rooms that hold nothing for search machines, or what people would not want found there.
const CLOSED: [&str; 14] = [
    "/desk",
    "/me",
    "/admin",
    "/search",
    "/mailbox",
    "/report",
    "/join",
    "/sign-in",
    "/sign-out",
    "/invited",
    "/reset",
    "/setup",
    "/oembed",
    "/odk",
];

/// The parts of the sitemap.
pub(super) async fn index(State(section): State<Section>, headers: HeaderMap) -> Result<Response, WebError> {
    let months = public::months(&mut *section.db.read().await?).await?;
    let mut xml = Xml::document();
    xml.begin("sitemapindex", &SPACE);
    let posts = months.iter().map(|month| format!("posts-{month}"));
    for part in std::iter::once("blogs".to_owned()).chain(posts) {
        xml.begin("sitemap", &[]);
        xml.text("loc", &section.url(&format!("/sitemaps/{part}.xml")));
        xml.end();
    }
    Ok(Document { kind: XML, body: xml.done(), day: None, cache: HOUR }.answer(&section, &headers))
}

/// One part of the sitemap: `blogs.xml`, or the posts of a month as `posts-2013-02.xml`.
pub(super) async fn part(
    State(section): State<Section>,
    Path(part): Path<String>,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let name = part.strip_suffix(".xml").ok_or(WebError::NotFound)?;
    let places = match name.strip_prefix("posts-") {
        Some(month) if public::months(&mut db).await?.iter().any(|known| known == month) => {
            public::post_places(&mut db, month, PART).await?
        }
        None if name == "blogs" => public::blog_places(&mut db, PART).await?,
        _ => return Err(WebError::NotFound),
    };
    let mut xml = Xml::document();
    xml.begin("urlset", &SPACE);
    if name == "blogs" {
        for path in ["/", "/blogs"] {
            place(&mut xml, &section, path, None);
        }
    }
    for (path, changed) in &places {
        place(&mut xml, &section, path, Some(changed.day().to_string()));
    }
    let day = places.iter().map(|place: &Place| place.1).max();
    Ok(Document { kind: XML, body: xml.done(), day, cache: HOUR }.answer(&section, &headers))
}

fn place(xml: &mut Xml, section: &Section, path: &str, day: Option<String>) {
    xml.begin("url", &[]);
    xml.text("loc", &section.url(path));
    if let Some(day) = day {
        xml.text("lastmod", &day);
    }
    xml.end();
}

/// What search machines may read.
pub(super) async fn robots(State(section): State<Section>, headers: HeaderMap) -> Response {
    let mut body = "User-agent: *\n".to_owned();
    for room in CLOSED {
        // The room and what lies in it, but not another room whose name begins alike.
        body.push_str(&format!("Disallow: {room}$\nDisallow: {room}/\nDisallow: {room}?\n"));
    }
    body.push_str(&format!("\nSitemap: {}\n", section.url("/sitemap.xml")));
    Document { kind: "text/plain; charset=utf-8", body, day: None, cache: HOUR }.answer(&section, &headers)
}
