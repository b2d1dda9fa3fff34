//! The posts of a program's owner, in every state.

use axum::{
    extract::{Path, State},
    http::{StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use griot_kernel::{Reading, Timestamp, WorkId};
use griot_web::{Section, Visitor, WebError};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    problem::{ApiError, OwnRefusals},
    query::{Query, id},
};
use crate::{
    acts::typed::Typed,
    model::{Blog, Format, Post, PostLine, PostState},
    store::lists,
    web::reading,
};

/// Posts of one answer.
const SIZE: u32 = 50;

/// Where a post stands: what a program is told when it made or moved one.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Receipt {
    id: Uuid,
    /// `draft`, `scheduled`, `published` or `withdrawn`.
    state: &'static str,
    /// Grows each time its words are saved; for `If-Match`.
    revision: i64,
    /// Its page, when everyone can read it.
    url: Option<String>,
    /// Where people work on it.
    edit_url: String,
    /// When it comes out.
    #[schema(format = DateTime)]
    publish_at: Option<String>,
    /// When that would be too late.
    #[schema(format = DateTime)]
    not_after: Option<String>,
}

impl Receipt {
    pub fn of(section: &Section, blog: &Blog, post: &Post) -> Self {
        Self {
            id: post.id.as_uuid(),
            state: post.state.as_str(),
            revision: post.revision,
            url: page(section, post.state, &blog.slug, &post.slug),
            edit_url: section.url(&format!("/me/posts/{}", post.id)),
            publish_at: post.publish_at.map(Timestamp::rfc3339),
            not_after: post.not_after.map(Timestamp::rfc3339),
        }
    }

    /// The receipt as an answer; that of something new says where it is.
    pub fn answer(self, section: &Section, status: StatusCode) -> Result<Response, ApiError> {
        let tag = etag(self.revision);
        let place = section.url(&format!("/api/v1/me/posts/{}", self.id));
        let mut response = own(&self)?;
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(header::ETAG, tag.parse().map_err(WebError::internal)?);
        if status == StatusCode::CREATED {
            headers.insert(header::LOCATION, place.parse().map_err(WebError::internal)?);
        }
        Ok(response)
    }
}

fn page(section: &Section, state: PostState, blog: &str, post: &str) -> Option<String> {
    (state == PostState::Published).then(|| section.url(&format!("/blogs/{blog}/{post}")))
}

fn etag(revision: i64) -> String {
    format!("\"{revision}\"")
}

/// An answer that is for the owner alone.
pub(super) fn own(data: &impl Serialize) -> Result<Response, ApiError> {
    let body = serde_json::to_string(data).map_err(WebError::internal)?;
    let headers = [(header::CONTENT_TYPE, super::JSON), (header::CACHE_CONTROL, "no-store")];
    Ok((headers, body).into_response())
}

/// Posts on which the owner may work, the last changed first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OwnPostList {
    items: Vec<OwnPostLine>,
    /// For `?cursor=`: what follows; nothing at the end.
    next: Option<Uuid>,
}

/// A post of one's own in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OwnPostLine {
    id: Uuid,
    /// `draft`, `scheduled`, `published` or `withdrawn`.
    state: &'static str,
    title: String,
    /// The address of its blog.
    blog: String,
    language: String,
    /// Its page, when everyone can read it.
    url: Option<String>,
    /// Where people work on it.
    edit_url: String,
    /// When it comes out.
    #[schema(format = DateTime)]
    publish_at: Option<String>,
    /// The day on which it was last changed.
    #[schema(format = Date)]
    updated: String,
}

impl OwnPostLine {
    fn of(section: &Section, line: PostLine) -> Self {
        Self {
            id: line.id.as_uuid(),
            state: line.state.as_str(),
            url: page(section, line.state, &line.blog_slug, &line.slug),
            edit_url: section.url(&format!("/me/posts/{}", line.id)),
            publish_at: line.publish_at.map(Timestamp::rfc3339),
            updated: line.updated_at.day().to_string(),
            title: line.title,
            blog: line.blog_slug,
            language: line.language.to_string(),
        }
    }
}

/// A post of one's own with its source.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OwnPost {
    #[serde(flatten)]
    receipt: Receipt,
    /// The address of its blog.
    blog: String,
    title: String,
    /// The text as it is written.
    body: String,
    /// `markdown`, or `html` when it was brought from elsewhere.
    format: &'static str,
    language: String,
    /// What it is about.
    tags: Vec<String>,
    /// The address here of the post that it translates.
    translation_of: Option<String>,
    /// Where it was first published, if elsewhere.
    canonical_url: Option<String>,
    /// What that place is called.
    source_name: Option<String>,
}

/// The posts on which the token's owner may work, the last changed first. Needs `voices.posts.read-own`.
#[utoipa::path(get, path = "/api/v1/me/posts", operation_id = "listOwnPosts", params(
    ("state" = inline(Option<StateName>), Query, description = "Only those that stand so."),
    ("cursor" = inline(Option<String>), Query, description = "After this post: `next` of the answer before.", format = Uuid),
), responses((status = 200, description = "The posts.", body = OwnPostList), OwnRefusals), security(("token" = [])))]
pub(super) async fn list(
    State(section): State<Section>,
    v: Visitor,
    parts: Parts,
) -> Result<Response, ApiError> {
    let query = Query::read(&v, &parts.uri, &["state", "cursor"])?;
    let state: Option<PostState> = query.word("state")?;
    let reading = query.id("cursor")?.map_or(Reading::Start, Reading::After);
    let mut db = section.db.read().await?;
    let found = lists::workbench(&mut db, v.signed_in()?.id, state, reading, SIZE).await?;
    let next = found.items.last().filter(|_| found.more).map(|last| last.id.as_uuid());
    let items = found.items.into_iter().map(|line| OwnPostLine::of(&section, line)).collect();
    own(&OwnPostList { items, next })
}

/// The states of a post, for the description.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "lowercase")]
#[expect(dead_code, reason = "what the description says; the model reads the word")]
enum StateName {
    Draft,
    Scheduled,
    Published,
    Withdrawn,
}

/// One post with the text as it is written. Needs `voices.posts.read-own`.
#[utoipa::path(get, path = "/api/v1/me/posts/{id}", operation_id = "getOwnPost", params(
    ("id" = inline(String), Path, description = "The post.", format = Uuid),
), responses((status = 200, description = "The post; its ETag is its revision.", body = OwnPost), OwnRefusals),
    security(("token" = [])))]
pub(super) async fn one(
    State(section): State<Section>,
    v: Visitor,
    Path(post): Path<String>,
    parts: Parts,
) -> Result<Response, ApiError> {
    Query::read(&v, &parts.uri, &[])?;
    let mut db = section.db.read().await?;
    let (blog, post) = reading::own(&mut db, &v, named(&post)?).await?;
    let typed = Typed::of(&mut db, &post).await?;
    let some = |text: String| (!text.is_empty()).then_some(text);
    let shown = OwnPost {
        receipt: Receipt::of(&section, &blog, &post),
        blog: blog.slug,
        title: typed.title,
        body: typed.body,
        format: match post.format {
            Format::Markdown => "markdown",
            Format::Html => "html",
        },
        language: typed.language,
        tags: typed.tags.split(", ").filter(|tag| !tag.is_empty()).map(str::to_owned).collect(),
        translation_of: some(typed.translation_of).map(|path| section.url(&path)),
        canonical_url: some(typed.canonical_url),
        source_name: some(typed.source_name),
    };
    let mut response = own(&shown)?;
    let tag = etag(shown.receipt.revision).parse().map_err(WebError::internal)?;
    response.headers_mut().insert(header::ETAG, tag);
    Ok(response)
}

/// The text of a path, if it is the id of a post as it is written here.
pub(super) fn named(text: &str) -> Result<&str, WebError> {
    id::<WorkId>(text).map(|_| text).ok_or(WebError::NotFound)
}
