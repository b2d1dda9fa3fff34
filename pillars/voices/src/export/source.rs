//! The sources of an export: Markdown for people who go on writing, JSON for programs.

use std::collections::HashMap;

use griot_web::WebError;
use serde_json::json;

use super::contents::{Contents, Whole};
use crate::model::PostState;

/// A post as a Markdown file. `moved` leads from full addresses to places in the archive.
pub(super) fn markdown(one: &Whole, files: &str, moved: &HashMap<String, String>) -> String {
    let post = &one.post;
    let mut out = "---\n".to_owned();
    let mut line = |name: &str, value: &str| {
        out.push_str(&format!("{name}: \"{}\"\n", one_line(value)));
    };
    line("id", &format!("urn:uuid:{}", post.id));
    line("title", &post.title);
    line("slug", &post.slug);
    line("lang", post.language.as_str());
    if let Some(at) = post.published_at {
        line("date", &at.rfc3339());
    }
    line("updated", &post.updated_at.rfc3339());
    if let Some(author) = &one.author {
        line("author", author);
    }
    if let Some(canonical) = &post.canonical_url {
        line("canonical", canonical);
    }
    if post.state != PostState::Published {
        line("draft", "true");
    }
    if !one.tags.is_empty() {
        out.push_str("tags:\n");
        for tag in &one.tags {
            out.push_str(&format!("  - \"{}\"\n", one_line(&tag.name)));
        }
    }
    out.push_str("---\n\n");

    let mut body = post.body.clone();
    for key in &one.files {
        if let Some(place) = moved.get(&format!("{files}{key}")) {
            body = body.replace(&format!("{files}{key}"), place).replace(&format!("/files/{key}"), place);
        }
    }
    out.push_str(&body);
    out.push('\n');
    out
}

/// A value on one line, without what would end it.
fn one_line(value: &str) -> String {
    let value: String =
        value.replace('"', "”").chars().map(|c| if c.is_control() || c == '\\' { ' ' } else { c }).collect();
    value.trim().to_owned()
}

/// The beginning of the JSON file, up to its list of posts.
pub(super) fn json_head(contents: &Contents) -> Result<String, WebError> {
    let blog = json!({
        "id": contents.blog.id,
        "slug": contents.blog.slug,
        "title": contents.blog.title,
        "about": contents.blog.about,
        "language": contents.blog.language,
        "kind": contents.blog.kind.as_str(),
        "url": contents.home,
    });
    let blog = serde_json::to_string(&blog).map_err(WebError::internal)?;
    Ok(format!("{{\"blog\":{blog},\n\"posts\":["))
}

/// A post as JSON.
pub(super) fn json(one: &Whole) -> Result<String, WebError> {
    let post = &one.post;
    let comments = one.comments.iter().map(|said| {
        json!({
            "id": said.comment.id,
            "parent": said.comment.parent,
            "author": said.by,
            "day": said.comment.at.day().to_string(),
            "text": said.comment.body,
        })
    });
    let all = json!({
        "id": post.id,
        "slug": post.slug,
        "url": one.url,
        "page": format!("posts/{}.html", one.name),
        "title": post.title,
        "excerpt": post.excerpt,
        "state": post.state.as_str(),
        "language": post.language,
        "published": post.published_at.map(griot_kernel::Timestamp::rfc3339),
        "updated": post.updated_at.rfc3339(),
        "author": one.author,
        "canonical_url": post.canonical_url,
        "source_name": post.source_name,
        "translation_of": post.translation_of,
        "tags": one.tags.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>(),
        "format": post.format.as_str(),
        "body": post.body,
        "comments": comments.collect::<Vec<_>>(),
    });
    serde_json::to_string(&all).map_err(WebError::internal)
}
