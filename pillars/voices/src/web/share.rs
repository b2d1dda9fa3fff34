//! Ways to pass a post on, and what machines read of it. Nobody else's code.

use griot_web::Visitor;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::json;

use super::view::{Byline, Link, file};
use crate::model::{Blog, Post};

/// Links that open the reader's own application or page.
pub fn links(v: &Visitor, title: &str, address: &str) -> Vec<Link> {
    let title = utf8_percent_encode(title, NON_ALPHANUMERIC).to_string();
    let page = utf8_percent_encode(address, NON_ALPHANUMERIC).to_string();
    let ways = [
        ("share-whatsapp", format!("https://wa.me/?text={title}%20{page}")),
        ("share-telegram", format!("https://t.me/share/url?url={page}&text={title}")),
        ("share-facebook", format!("https://www.facebook.com/sharer/sharer.php?u={page}")),
        ("share-mastodon", format!("https://share.joinmastodon.org/#text={title}%20{page}")),
        ("share-email", format!("mailto:?subject={title}&body={page}")),
    ];
    ways.into_iter().map(|(key, href)| Link { href, label: v.words.t(key) }).collect()
}

/// What search machines read of a post (schema.org), fit to stand in a page.
pub fn json_ld(v: &Visitor, blog: &Blog, post: &Post, byline: &Byline, address: &str) -> String {
    let day = post.published_at.map(|at| at.day().to_string());
    let picture = post.picture.as_ref().map(|picture| v.url(&file(&picture.large)));
    let data = json!({
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "headline": post.title,
        "description": post.excerpt,
        "datePublished": day,
        "inLanguage": post.language.as_str(),
        "author": { "@type": "Person", "name": byline.name },
        "publisher": { "@type": "Organization", "name": v.settings.name },
        "isPartOf": { "@type": "Blog", "name": blog.title, "url": v.url(&format!("/blogs/{}", blog.slug)) },
        "mainEntityOfPage": address,
        "isBasedOn": post.canonical_url,
        "image": picture,
    });
    // Nothing in it may end the element that it stands in.
    data.to_string().replace('<', "\\u003c")
}
