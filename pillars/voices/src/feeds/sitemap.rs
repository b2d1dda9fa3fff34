//! What search machines are told: where everything is, and what is not for them.

use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use griot_contracts::people::PublicNames;
use griot_db::Conn;
use griot_kernel::Timestamp;
use griot_web::{Access, Document, Entry, Place as Shown, Section, WebError};

use super::xml::Xml;
use crate::store::public::{self, Place};

/// More addresses than this may stand in no part (sitemaps.org).
const PART: u16 = 50_000;
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
    let mut db = section.db.read().await?;
    let months = public::months(&mut db).await?;
    let people = (!people(&section, &mut db, 1).await?.is_empty()).then(|| "people".to_owned());
    let posts = months.iter().map(|month| format!("posts-{month}"));
    let mut xml = Xml::document();
    xml.begin("sitemapindex", &SPACE);
    for part in ["pages", "blogs"].map(str::to_owned).into_iter().chain(people).chain(posts) {
        xml.begin("sitemap", &[]);
        xml.text("loc", &section.url(&format!("/sitemaps/{part}.xml")));
        xml.end();
    }
    Ok(Document { kind: XML, body: xml.done(), day: None, cache: HOUR }.answer(&section, &headers))
}

/// One part of the sitemap: `pages.xml`, `people.xml`, `blogs.xml`, or the posts of a month as
/// `posts-2013-02.xml`.
pub(super) async fn part(
    State(section): State<Section>,
    Path(part): Path<String>,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let undated = |paths: Vec<String>| paths.into_iter().map(|path| (path, None)).collect();
    let dated = |places: Vec<Place>| places.into_iter().map(|(path, at)| (path, Some(at))).collect();
    let places: Vec<(String, Option<Timestamp>)> =
        match part.strip_suffix(".xml").ok_or(WebError::NotFound)? {
            "pages" => undated(pages(&section)),
            "people" => undated(people(&section, &mut db, PART).await?),
            "blogs" => dated(public::blog_places(&mut db, PART.into()).await?),
            name => {
                let month = name.strip_prefix("posts-").ok_or(WebError::NotFound)?;
                let found = public::post_places(&mut db, month, PART.into()).await?;
                if found.is_empty() {
                    return Err(WebError::NotFound);
                }
                dated(found)
            }
        };
    let mut xml = Xml::document();
    xml.begin("urlset", &SPACE);
    for (path, changed) in &places {
        place(&mut xml, &section, path, changed.map(|at| at.day().to_string()));
    }
    let day = places.iter().filter_map(|place| place.1).max();
    Ok(Document { kind: XML, body: xml.done(), day, cache: HOUR }.answer(&section, &headers))
}

/// The pages of the house to which its menus lead everyone.
fn pages(section: &Section) -> Vec<String> {
    let closed =
        |path: &str| CLOSED.iter().any(|room| path == *room || path.starts_with(&format!("{room}/")));
    let open = |entry: &&Entry| {
        matches!(entry.access, Access::Public(_))
            && matches!(entry.place, Shown::Main | Shown::Foot)
            && !closed(entry.path)
    };
    section.house.menu.iter().filter(open).map(|entry| entry.path.to_owned()).collect()
}

/// The profiles that their owners opened, at most `most`.
async fn people(section: &Section, db: &mut Conn, most: u16) -> Result<Vec<String>, WebError> {
    let open = section.ask::<dyn PublicNames>()?.called(db, &[], true, usize::from(most)).await?;
    Ok(open.iter().map(|one| format!("/people/{}", one.handle)).collect())
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
