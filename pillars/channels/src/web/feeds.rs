//! What the section says, for programs that read feeds (Atom, RFC 4287): to the press, and on networks.

use atom_syndication::{Content, Entry, Feed, FixedDateTime, Generator, Link, Person, Text};
use axum::{extract::State, http::HeaderMap, response::Response};
use griot_kernel::{Language, Timestamp};
use griot_text::for_xml;
use griot_web::{Document, Section, Visitor, WebError, midnight};
use uuid::Uuid;

use super::{press::public, said};

const ATOM: &str = "application/atom+xml";

/// One thing that was said.
pub(super) struct Piece {
    pub id: Uuid,
    pub title: String,
    /// From the root of the site.
    pub path: String,
    pub language: Language,
    /// Plain text.
    pub text: String,
    pub at: Timestamp,
}

/// What was said on networks, the last first.
pub(super) async fn of_said(
    State(section): State<Section>,
    v: Visitor,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    let pieces = said::pieces(&section).await?;
    written(&section, &v, &headers, ("/feeds/said.atom", "/said", "channels-said"), pieces)
}

/// What was said to the press, the last first.
pub(super) async fn of_press(
    State(section): State<Section>,
    v: Visitor,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    let pieces = public::pieces(&section, &v).await?;
    written(&section, &v, &headers, ("/feeds/press.atom", "/press", "channels-public-press"), pieces)
}

fn written(
    section: &Section,
    v: &Visitor,
    headers: &HeaderMap,
    (own, home, key): (&str, &str, &str),
    pieces: Vec<Piece>,
) -> Result<Response, WebError> {
    let name = &v.settings.name;
    let own = v.url(own);
    let newest = pieces.iter().map(|one| midnight(one.at)).max();
    let feed = Feed {
        title: Text::plain(for_xml(&format!("{} · {name}", v.words.t(key)))),
        id: own.clone(),
        updated: moment(newest.unwrap_or(Timestamp::from_millisecond(0)))?,
        authors: vec![Person { name: for_xml(name), ..Person::default() }],
        generator: Some(Generator { value: "Griot".to_owned(), ..Generator::default() }),
        links: vec![link("self", &own, ATOM), link("alternate", &v.url(home), "text/html")],
        lang: Some(v.words.language().to_string()),
        entries: pieces.iter().map(|one| entry(section, one)).collect::<Result<_, _>>()?,
        ..Feed::default()
    };
    let document = Document {
        kind: "application/atom+xml; charset=utf-8",
        body: feed.to_string(),
        day: newest,
        cache: "public, max-age=300",
    };
    Ok(document.answer(section, headers))
}

fn entry(section: &Section, one: &Piece) -> Result<Entry, WebError> {
    let day = moment(midnight(one.at))?;
    let lang = Some(one.language.to_string());
    Ok(Entry {
        title: Text { lang: lang.clone(), ..Text::plain(for_xml(&one.title)) },
        id: format!("urn:uuid:{}", one.id),
        updated: day,
        published: Some(day),
        links: vec![link("alternate", &section.url(&one.path), "text/html")],
        content: Some(Content {
            lang,
            value: Some(for_xml(&one.text)),
            content_type: Some("text".to_owned()),
            ..Content::default()
        }),
        ..Entry::default()
    })
}

fn link(rel: &str, href: &str, kind: &str) -> Link {
    Link { href: for_xml(href), rel: rel.to_owned(), mime_type: Some(kind.to_owned()), ..Link::default() }
}

fn moment(at: Timestamp) -> Result<FixedDateTime, WebError> {
    at.rfc3339().parse().map_err(WebError::internal)
}
