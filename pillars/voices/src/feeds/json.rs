//! A feed as JSON Feed 1.1.

use griot_web::WebError;
use serde::Serialize;

use super::gather::{Author, Feed, Item, Sound};

#[derive(Debug, Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_url: Option<&'a str>,
    language: String,
    authors: Vec<JsonAuthor<'a>>,
    items: Vec<JsonItem<'a>>,
}

#[derive(Debug, Serialize)]
struct JsonItem<'a> {
    id: String,
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_url: Option<&'a str>,
    title: &'a str,
    content_html: &'a str,
    summary: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    date_published: String,
    date_modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<JsonAuthor<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
    language: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<JsonSound<'a>>,
}

#[derive(Debug, Serialize)]
struct JsonAuthor<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct JsonSound<'a> {
    url: &'a str,
    mime_type: &'a str,
    size_in_bytes: u64,
    title: &'a str,
}

/// Writes the feed.
pub(super) fn write(feed: &Feed) -> Result<String, WebError> {
    let json = JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        home_page_url: &feed.home,
        feed_url: &feed.own,
        description: &feed.about,
        next_url: feed.older.as_deref(),
        language: feed.language.to_string(),
        authors: vec![JsonAuthor { name: &feed.publisher, url: None }],
        items: feed.items.iter().map(item).collect(),
    };
    serde_json::to_string(&json).map_err(WebError::internal)
}

fn item(item: &Item) -> JsonItem<'_> {
    JsonItem {
        id: format!("urn:uuid:{}", item.id),
        url: &item.url,
        external_url: item.canonical.as_deref(),
        title: &item.title,
        content_html: &item.html,
        summary: &item.summary,
        image: item.picture.as_deref(),
        date_published: item.published.rfc3339(),
        date_modified: item.updated.rfc3339(),
        authors: item.author.iter().map(author).collect(),
        tags: item.tags.iter().map(|tag| tag.name.as_str()).collect(),
        language: item.language.to_string(),
        attachments: item.sounds.iter().map(sound).collect(),
    }
}

fn author(author: &Author) -> JsonAuthor<'_> {
    JsonAuthor { name: &author.name, url: author.url.as_deref() }
}

fn sound(sound: &Sound) -> JsonSound<'_> {
    JsonSound { url: &sound.url, mime_type: sound.mime, size_in_bytes: sound.bytes, title: &sound.title }
}
