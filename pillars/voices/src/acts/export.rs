//! Everything that is held here about someone, for themselves.

use griot_db::{Conn, DbError};
use griot_files::FileKey;
use griot_kernel::{PageRequest, PersonId};
use griot_pillar::Export;
use serde_json::json;

use crate::store;

/// Imports that a copy tells of.
const MOST_IMPORTS: u32 = 1_000;

/// What a person wrote, brought, reported and follows, with the files they brought.
pub async fn person(db: &mut Conn, person: PersonId) -> Result<Export, DbError> {
    let blogs = store::blogs::of_person(db, person).await?;
    let posts = store::export::posts(db, person).await?;
    let comments = store::export::comments(db, person).await?;
    let wishes = store::subscriptions::all_of_person(db, person).await?;
    let brought = store::export::attachments(db, person).await?;
    let drafts = store::export::drafts(db, person).await?;
    let reports = store::export::reports(db, person).await?;
    let imports = store::imports::of_person(db, person, PageRequest::new(1, MOST_IMPORTS)).await?;
    let mut files = Vec::new();
    for (number, one) in (1_u32..).zip(&brought) {
        if let Some(key) = key_of(&one.stored) {
            files.push((format!("files/{number}-{}.{}", one.kind.as_str(), key.extension()), key));
        }
    }
    let data = json!({
        "blogs": blogs.iter().map(|blog| json!({
            "title": blog.title, "address": format!("/blogs/{}", blog.slug), "about": blog.about,
            "kind": blog.kind.as_str(), "begun": blog.created_at.rfc3339(),
        })).collect::<Vec<_>>(),
        "posts": posts.iter().map(|post| json!({
            "title": post.title, "text": post.body, "format": post.format.as_str(),
            "state": post.state.as_str(), "language": post.language.as_str(),
            "first_published_elsewhere": post.canonical_url,
            "campaign": post.aim.campaign, "line_of_the_strategy": post.aim.line,
            "begun": post.created_at.rfc3339(), "published": post.published_at.map(|at| at.rfc3339()),
        })).collect::<Vec<_>>(),
        "comments": comments.iter().map(|comment| json!({
            "post": comment.post, "text": comment.body, "state": comment.state.as_str(),
            "written": comment.at.rfc3339(),
        })).collect::<Vec<_>>(),
        "follows": wishes.iter().map(|wish| json!({
            "kind": wish.target.kind.as_str(), "id": wish.target.id, "pace": wish.pace.as_str(),
        })).collect::<Vec<_>>(),
        "kept_by_the_editor": drafts.iter().map(|(title, text, at)| json!({
            "title": title, "text": text, "at": at.rfc3339(),
        })).collect::<Vec<_>>(),
        "imports": imports.iter().map(|import| json!({
            "site": import.site, "address": import.address, "state": import.state.as_str(),
            "posts": import.made, "begun": import.at.rfc3339(),
        })).collect::<Vec<_>>(),
        "reports": reports.iter().map(|(reason, at)| json!({
            "reason": reason, "at": at.rfc3339(),
        })).collect::<Vec<_>>(),
        "files": brought.iter().map(|one| json!({ "kind": one.kind.as_str(), "says": one.alt })).collect::<Vec<_>>(),
    });
    Ok(Export { data, files })
}

/// The largest file behind what is kept of an attachment.
fn key_of(stored: &str) -> Option<FileKey> {
    let stored: serde_json::Value = serde_json::from_str(stored).ok()?;
    let key = match stored.get("renditions").and_then(serde_json::Value::as_array) {
        Some(renditions) => renditions.last()?.get("key")?.as_str()?,
        None => stored.get("key")?.as_str()?,
    };
    FileKey::parse(key).ok()
}
