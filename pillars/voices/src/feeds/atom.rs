//! A feed as Atom (RFC 4287), with the ways to its other pages (RFC 5005).

use atom_syndication::{
    Category, Content, Entry, Feed as AtomFeed, FixedDateTime, Generator, Link, Person, Text,
};
use griot_kernel::{Language, Timestamp};
use griot_text::for_xml;
use griot_web::WebError;

use super::gather::{Author, Feed, Item};

/// Writes the feed.
pub(super) fn write(feed: &Feed) -> Result<String, WebError> {
    let newer = feed.newer.iter().map(|href| link("previous", href, ATOM));
    let older = feed.older.iter().map(|href| link("next", href, ATOM));
    let ways = [
        link("self", &feed.own, ATOM),
        link("alternate", &feed.home, HTML),
        link("first", &feed.newest, ATOM),
    ];
    let about = Some(feed.about.as_str()).filter(|about| !about.is_empty());
    let atom = AtomFeed {
        title: words(&feed.title, feed.language),
        subtitle: about.map(|about| words(about, feed.language)),
        id: feed.id.clone(),
        updated: moment(feed.updated)?,
        authors: vec![Person { name: for_xml(&feed.publisher), ..Person::default() }],
        generator: Some(Generator { value: "Griot".to_owned(), ..Generator::default() }),
        links: ways.into_iter().chain(newer).chain(older).collect(),
        lang: Some(feed.language.to_string()),
        entries: feed.items.iter().map(entry).collect::<Result<_, _>>()?,
        ..AtomFeed::default()
    };
    Ok(atom.to_string())
}

const ATOM: &str = "application/atom+xml";
const HTML: &str = "text/html";

fn entry(item: &Item) -> Result<Entry, WebError> {
    let canonical = item.canonical.iter().map(|href| link("canonical", href, HTML));
    let sounds = item.sounds.iter().map(|sound| Link {
        length: Some(sound.bytes.to_string()),
        title: Some(for_xml(&sound.title)),
        ..link("enclosure", &sound.url, sound.mime)
    });
    let tag = |tag: &crate::model::Tag| Category {
        term: tag.slug.clone(),
        label: Some(for_xml(&tag.name)),
        ..Category::default()
    };
    Ok(Entry {
        title: words(&item.title, item.language),
        id: format!("urn:uuid:{}", item.id),
        updated: moment(item.updated)?,
        published: Some(moment(item.published)?),
        authors: item.author.iter().map(person).collect(),
        categories: item.tags.iter().map(tag).collect(),
        links: [link("alternate", &item.url, HTML)].into_iter().chain(canonical).chain(sounds).collect(),
        summary: Some(words(&item.summary, item.language)),
        content: Some(Content {
            lang: Some(item.language.to_string()),
            value: Some(item.html.clone()),
            content_type: Some("html".to_owned()),
            ..Content::default()
        }),
        ..Entry::default()
    })
}

fn person(author: &Author) -> Person {
    Person { name: for_xml(&author.name), uri: author.url.clone(), ..Person::default() }
}

fn words(text: &str, language: Language) -> Text {
    Text { lang: Some(language.to_string()), ..Text::plain(for_xml(text)) }
}

fn link(rel: &str, href: &str, kind: &str) -> Link {
    Link { href: for_xml(href), rel: rel.to_owned(), mime_type: Some(kind.to_owned()), ..Link::default() }
}

fn moment(at: Timestamp) -> Result<FixedDateTime, WebError> {
    at.rfc3339().parse().map_err(WebError::internal)
}
