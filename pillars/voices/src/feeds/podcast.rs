//! The sounds of a blog as RSS 2.0 with the namespace that players of podcasts ask for.

use griot_web::{WebError, http_date};

use super::{
    gather::{Feed, Item, Sound},
    xml::Xml,
};

const SPACES: [(&str, &str); 4] = [
    ("version", "2.0"),
    ("xmlns:itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"),
    ("xmlns:atom", "http://www.w3.org/2005/Atom"),
    ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
];
const RSS: &str = "application/rss+xml";

/// Writes the feed.
pub(super) fn write(feed: &Feed) -> Result<String, WebError> {
    let mut xml = Xml::document();
    xml.begin("rss", &SPACES);
    xml.begin("channel", &[]);
    xml.text("title", &feed.title);
    xml.text("link", &feed.home);
    xml.text("description", if feed.about.is_empty() { &feed.title } else { &feed.about });
    xml.text("language", feed.language.as_str());
    xml.text("lastBuildDate", &http_date(feed.updated));
    xml.text("generator", "Griot");
    xml.empty("atom:link", &[("rel", "self"), ("type", RSS), ("href", &feed.own)]);
    if let Some(older) = &feed.older {
        xml.empty("atom:link", &[("rel", "next"), ("type", RSS), ("href", older)]);
    }
    xml.text("itunes:author", &feed.publisher);
    xml.text("itunes:explicit", "false");
    xml.text("itunes:type", "episodic");
    xml.empty("itunes:category", &[("text", "Society & Culture")]);
    if let Some(picture) = feed.items.iter().find_map(|item| item.picture.as_deref()) {
        xml.empty("itunes:image", &[("href", picture)]);
    }
    for one in &feed.items {
        for (number, sound) in (1_u32..).zip(&one.sounds) {
            item(&mut xml, one, sound, number);
        }
    }
    Ok(xml.done())
}

/// An item holds one sound: further sounds of a post are items of their own.
fn item(xml: &mut Xml, item: &Item, sound: &Sound, number: u32) {
    let id = item.id;
    let (guid, title) = match number {
        1 => (format!("urn:uuid:{id}"), item.title.clone()),
        _ => (format!("urn:uuid:{id}#{number}"), format!("{} ({number})", item.title)),
    };
    xml.begin("item", &[]);
    xml.text("title", &title);
    xml.text("link", &item.url);
    xml.element("guid", &[("isPermaLink", "false")], &guid);
    xml.text("pubDate", &http_date(item.published));
    xml.text("description", &item.summary);
    xml.raw("content:encoded", &[], &item.html);
    xml.empty(
        "enclosure",
        &[("url", &sound.url), ("length", &sound.bytes.to_string()), ("type", sound.mime)],
    );
    if let Some(author) = &item.author {
        xml.text("itunes:author", &author.name);
    }
    if let Some(picture) = &item.picture {
        xml.empty("itunes:image", &[("href", picture)]);
    }
    for tag in &item.tags {
        xml.text("category", &tag.name);
    }
    xml.end();
}
