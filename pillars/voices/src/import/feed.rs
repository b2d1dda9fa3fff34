//! Feeds of every age, read whole if they are well, and item by item if they are not.

use std::io::Read;

use feed_rs::model::{Entry, Feed, Link, Text};
use feed_rs::parser::{self, Parser};

use super::chunks::{Chunk, Chunks};
use super::post::{About, Body, ImportedPost, Piece, Problem};
use super::wxr::{language, plain};
use super::{Hints, Reading, Source, dates, decode};

/// The largest feed.
const LARGEST: u64 = 16 * 1024 * 1024;

/// Reads a feed.
pub fn read(source: impl Source, hints: &Hints) -> Reading {
    let mut bytes = Vec::new();
    let problem = |key| -> Reading { Box::new(std::iter::once(Problem::at("", key).into())) };
    if source.take(LARGEST + 1).read_to_end(&mut bytes).is_err() {
        return problem("import-problem-unreadable");
    }
    if u64::try_from(bytes.len()).map_or(true, |size| size > LARGEST) {
        return problem("import-problem-too-large");
    }
    let text = without_declaration(&decode::text(&bytes, hints.charset.as_deref()));
    drop(bytes);
    let base = hints.base.as_deref();
    let pieces = match feed_of(&text, base) {
        Some(feed) => pieces(feed, base),
        None if text.trim_start().starts_with('{') => {
            vec![Problem::at("", "import-problem-broken-item").into()]
        }
        None => mended(&text, base),
    };
    if pieces.iter().all(|piece| matches!(piece, Piece::About(_))) {
        let none = Piece::from(Problem::at("", "import-problem-no-posts"));
        return Box::new(pieces.into_iter().chain([none]));
    }
    Box::new(pieces.into_iter())
}

/// The feed, if it is one. The parser keeps half of what it failed on, so each feed gets a
/// new one; and where it panics over a hostile feed, that feed is unreadable and no more.
fn feed_of(text: &str, base: Option<&str>) -> Option<Feed> {
    let read = || parser(base).parse(text.as_bytes()).ok();
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(read)).ok().flatten()
}

fn parser(base: Option<&str>) -> Parser {
    let moment = |text: &str| {
        let millis = dates::moment(text)?.as_millisecond();
        chrono::DateTime::from_timestamp_millis(millis)
    };
    parser::Builder::new().base_uri(base).sanitize_content(false).timestamp_parser(moment).build()
}

/// The text is UTF-8 by now, whatever its first line says.
fn without_declaration(text: &str) -> String {
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n', '\0']);
    match text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) {
        Some((_, rest)) => rest.trim_start().to_owned(),
        None => text.to_owned(),
    }
}

/// Reads a feed that is broken somewhere: each item in a sound feed of its own.
fn mended(text: &str, base: Option<&str>) -> Vec<Piece> {
    let is_atom = text.contains("<entry") && !text.contains("<item");
    let name = if is_atom { "entry" } else { "item" };
    let (open, close) = frame(is_atom);
    let mut out = Vec::new();
    let framed = |inside: &str| feed_of(&format!("{open}{inside}{close}"), base);
    for chunk in Chunks::new(text.as_bytes(), name) {
        match chunk {
            Chunk::Head(head) => {
                let begins = if is_atom { "<feed" } else { "<channel" };
                let inside =
                    head.split_once(begins).and_then(|(_, rest)| rest.split_once('>')).map(|(_, rest)| rest);
                if let Some(Piece::About(about)) =
                    inside.and_then(framed).map(|feed| Piece::About(about(&feed)))
                {
                    out.push(Piece::About(about));
                }
            }
            Chunk::Item(xml, line) => {
                let feed = framed(&xml).or_else(|| framed(&lenient(&xml)));
                match feed.and_then(|feed| feed.entries.into_iter().next()) {
                    Some(entry) => out.push(Piece::Post(Box::new(post(entry, base, None)))),
                    None => out.push(Problem::at(line, "import-problem-broken-item").into()),
                }
            }
            Chunk::TooLarge(line) => out.push(Problem::at(line, "import-problem-too-large").into()),
            Chunk::Cut(line) => out.push(Problem::at(line, "import-problem-cut").into()),
        }
    }
    if out.is_empty() {
        out.push(Problem::at("", "import-problem-unreadable").into());
    }
    out
}

/// What stands around an item, with the names that items use.
fn frame(is_atom: bool) -> (String, &'static str) {
    let spaces = [
        ("content", "http://purl.org/rss/1.0/modules/content/"),
        ("dc", "http://purl.org/dc/elements/1.1/"),
        ("media", "http://search.yahoo.com/mrss/"),
        ("itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"),
        ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ];
    let spaces: String = spaces.map(|(prefix, name)| format!(" xmlns:{prefix}=\"{name}\"")).concat();
    if is_atom {
        return (format!("<feed xmlns=\"http://www.w3.org/2005/Atom\"{spaces}>"), "</feed>");
    }
    // RSS 1.0 names its items in RDF; read as 2.0 they say the same.
    (format!("<rss version=\"2.0\"{spaces}><channel>"), "</channel></rss>")
}

/// The item as a tree written anew: open elements closed, lone signs escaped.
fn lenient(xml: &str) -> String {
    super::node::Node::parse(xml).map(|node| node.to_xml()).unwrap_or_default()
}

fn pieces(feed: Feed, base: Option<&str>) -> Vec<Piece> {
    let about = about(&feed);
    let author = feed.authors.first().and_then(|person| person.name.clone());
    let mut out = vec![Piece::About(about)];
    out.extend(
        feed.entries.into_iter().map(|entry| Piece::Post(Box::new(post(entry, base, author.as_deref())))),
    );
    out
}

fn about(feed: &Feed) -> About {
    About {
        title: feed.title.as_ref().map(line).unwrap_or_default(),
        link: page(&feed.links, None),
        language: feed.language.as_deref().and_then(language),
    }
}

fn line(text: &Text) -> String {
    plain(&text.content)
}

/// The page behind the links of an entry: never the feed itself or an attachment.
fn page(links: &[Link], base: Option<&str>) -> Option<String> {
    let plain = |link: &&Link| matches!(link.rel.as_deref(), None | Some("alternate" | "via"));
    let link = links
        .iter()
        .find(|link| link.rel.as_deref() == Some("alternate"))
        .or_else(|| links.iter().find(plain))?;
    let base = base.and_then(|base| url::Url::parse(base).ok());
    let address = match base {
        Some(base) => base.join(link.href.trim()).ok()?,
        None => url::Url::parse(link.href.trim()).ok()?,
    };
    matches!(address.scheme(), "http" | "https").then(|| address.to_string())
}

fn post(entry: Entry, base: Option<&str>, author: Option<&str>) -> ImportedPost {
    let link = page(&entry.links, base);
    let content = entry.content.and_then(|content| content.body).filter(|body| !body.trim().is_empty());
    let summary = entry.summary.map(|text| text.content);
    let pictures = entry
        .media
        .iter()
        .flat_map(|media| {
            let full = media
                .content
                .iter()
                .filter(|one| one.content_type.as_ref().is_none_or(|kind| kind.ty() == "image"));
            full.filter_map(|one| one.url.as_ref().map(ToString::to_string))
        })
        .filter(|address| is_picture(address))
        .take(12)
        .collect();
    let mut post = ImportedPost::new(entry.id.trim());
    post.title = entry.title.as_ref().map(line).unwrap_or_default();
    post.body = Body::Html(content.or(summary).unwrap_or_default());
    post.published_at = entry.published.or(entry.updated).map(moment);
    post.updated_at = entry.updated.map(moment);
    post.slug = link.as_deref().and_then(slug);
    post.link = link;
    post.tags = entry.categories.iter().map(|one| plain(one.label.as_ref().unwrap_or(&one.term))).collect();
    post.tags.retain(|tag| !tag.is_empty() && !tag.starts_with("http"));
    post.language = entry.language.as_deref().and_then(language);
    let own = entry.authors.into_iter().find_map(|person| person.name.filter(|name| !name.contains('@')));
    post.author_name = own.or_else(|| author.map(str::to_owned));
    post.pictures = pictures;
    post
}

fn moment(at: chrono::DateTime<chrono::Utc>) -> griot_kernel::Timestamp {
    griot_kernel::Timestamp::from_millisecond(at.timestamp_millis())
}

fn is_picture(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    [".jpg", ".jpeg", ".png", ".webp", ".gif"].iter().any(|end| path.ends_with(end))
}

/// The last words of an address, without the ending of a file.
fn slug(link: &str) -> Option<String> {
    let url = url::Url::parse(link).ok()?;
    let last = url.path_segments()?.rfind(|part| !part.is_empty())?.to_owned();
    Some(last.split('.').next().unwrap_or_default().to_owned()).filter(|slug| !slug.is_empty())
}
