use axum::{
    extract::{Path, State},
    http::request::Parts,
    response::Response,
};
use griot_contracts::people::PublicNames;
use griot_db::Conn;
use griot_kernel::{Reading, WorkId};
use griot_web::{Section, Visitor, WebError};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    answer, count,
    problem::{ApiError, Refusals},
    query::{Query, id},
    shapes::PostShape,
};
use crate::{
    feeds::{gather::names, text},
    store::{
        blogs, posts,
        public::{self, Filter, Published},
    },
};

/// Posts of one answer, unless `?limit=` asks for fewer or more.
const USUAL: u32 = 20;
/// The most posts of one answer.
const MOST: u32 = 30;

/// Posts, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PostList {
    items: Vec<PostShape>,
    /// For `?cursor=`, to read on; nothing at the end.
    next: Option<uuid::Uuid>,
}

/// A post with its whole text.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FullPost {
    #[serde(flatten)]
    post: PostShape,
    /// The whole text, clean, with full addresses.
    html: String,
    /// The same in other languages.
    translations: Vec<Translation>,
    /// Where its comments are.
    comments_url: String,
}

/// The same post in another language.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Translation {
    id: uuid::Uuid,
    language: String,
    title: String,
}

/// Posts, newest first.
#[utoipa::path(get, path = "/api/v1/posts", operation_id = "listPosts", params(
    ("blog" = inline(Option<String>), Query, description = "Of the blog at this address.",
        pattern = r"^[a-z0-9-]+$", min_length = 1, max_length = 100),
    ("tag" = inline(Option<String>), Query, description = "Under this tag.",
        pattern = r"^[a-z0-9-]+$", min_length = 1, max_length = 100),
    ("author" = inline(Option<String>), Query, description = "By the person with this handle, whose page is open.",
        pattern = r"^[a-z0-9-]+$", min_length = 1, max_length = 100),
    ("language" = inline(Option<String>), Query, description = "Written in this language.",
        pattern = r"^[A-Za-z][A-Za-z0-9-]+$", min_length = 2, max_length = 12),
    ("since" = inline(Option<String>), Query, description = "Published on this day or later.", format = Date),
    ("cursor" = inline(Option<String>), Query, description = "After this post: `next` of the answer before.", format = Uuid),
    ("limit" = inline(Option<u32>), Query, description = "Posts in the answer, 20 unless said.", minimum = 1, maximum = 30),
), responses((status = 200, description = "The posts.", body = PostList), Refusals))]
pub(super) async fn list(
    State(section): State<Section>,
    visitor: Visitor,
    parts: Parts,
) -> Result<Response, ApiError> {
    count(&section, &parts)?;
    let known = ["blog", "tag", "author", "language", "since", "cursor", "limit"];
    let query = Query::read(&visitor, &parts.uri, &known)?;
    let limit = query.number("limit", MOST)?.unwrap_or(USUAL);
    let (blog, author, cursor) = (query.slug("blog")?, query.slug("author")?, query.id("cursor")?);
    let mut filter = Filter {
        tag: query.slug("tag")?,
        language: query.language("language")?,
        since: query.day("since")?,
        ..Filter::default()
    };
    let mut db = section.db.read().await?;
    let nothing = PostList { items: Vec::new(), next: None };
    if let Some(slug) = blog {
        let Some(blog) = blogs::by_slug(&mut db, &slug).await? else {
            return answer(&section, &parts, &nothing);
        };
        filter.blog = Some(blog.id);
    }
    if let Some(handle) = author {
        let known = section.ask::<dyn PublicNames>()?.by_handle(&mut db, &handle).await?;
        let Some(known) = known.filter(|known| known.open) else { return answer(&section, &parts, &nothing) };
        filter.author = Some(known.person);
    }
    if let Some(cursor) = cursor
        && !public::was_shown(&mut db, cursor).await?
    {
        return Err(WebError::NotFound.into());
    }

    let reading = cursor.map_or(Reading::Start, Reading::After);
    let found = public::posts(&mut db, &filter, reading, limit).await?;
    let next = found.items.last().filter(|_| found.more).map(|last| last.post.id.as_uuid());
    let items = shapes(&section, &mut db, found.items).await?;
    answer(&section, &parts, &PostList { items, next })
}

/// One post with its whole text.
#[utoipa::path(get, path = "/api/v1/posts/{id}", operation_id = "getPost", params(
    ("id" = inline(String), Path, description = "The post.", format = Uuid),
), responses((status = 200, description = "The post.", body = FullPost), Refusals))]
pub(super) async fn one(
    State(section): State<Section>,
    visitor: Visitor,
    Path(id): Path<String>,
    parts: Parts,
) -> Result<Response, ApiError> {
    count(&section, &parts)?;
    Query::read(&visitor, &parts.uri, &[])?;
    let mut db = section.db.read().await?;
    let found = published(&mut db, &id).await?;
    let html = text::html_of(&section, &found.post).into_string();
    let translations = posts::translations(&mut db, &found.post).await?;
    let translations = translations.into_iter().map(|post| Translation {
        id: post.id.as_uuid(),
        language: post.language.to_string(),
        title: post.title,
    });
    let translations = translations.collect();
    let comments_url = section.url(&format!("/api/v1/posts/{}/comments", found.post.id));
    let post = shapes(&section, &mut db, vec![found]).await?.pop().ok_or(WebError::NotFound)?;
    answer(&section, &parts, &FullPost { post, html, translations, comments_url })
}

/// The published post that a path names.
pub(super) async fn published(db: &mut Conn, text: &str) -> Result<Published, ApiError> {
    let id: WorkId = id(text).ok_or(WebError::NotFound)?;
    Ok(public::post(db, id).await?.ok_or(WebError::NotFound)?)
}

/// At most [`public::AT_ONCE`] posts as programs read them.
async fn shapes(section: &Section, db: &mut Conn, found: Vec<Published>) -> Result<Vec<PostShape>, WebError> {
    let ids: Vec<WorkId> = found.iter().map(|one| one.post.id).collect();
    let tags = public::tags_of(db, &ids).await?;
    let attachments = public::attachments_of(db, &ids).await?;
    let names = names(section, db, found.iter().filter_map(|one| one.post.author)).await?;
    let shape = |one: Published| {
        let author = one.post.author.and_then(|who| names.get(&who));
        PostShape::of(section, one, author, &tags, &attachments)
    };
    Ok(found.into_iter().map(shape).collect())
}
