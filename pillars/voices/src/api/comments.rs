use axum::{
    extract::{Path, State},
    http::request::Parts,
    response::Response,
};
use griot_web::{Section, Visitor, WebError};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    answer, count,
    posts::published,
    problem::{ApiError, Refusals},
    query::Query,
    shapes::Author,
};
use crate::{
    feeds::gather::names,
    model::{Comment, CommentId, CommentState, Writer},
    store::{comments, public},
};

/// Comments of one answer.
const USUAL: u32 = 50;
const MOST: u32 = 200;

/// Comments, oldest first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CommentList {
    items: Vec<CommentShape>,
    /// For `?cursor=`, to read on; nothing at the end.
    next: Option<Uuid>,
}

/// A comment that everyone reads, or the place of one that was taken away and answered.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CommentShape {
    id: Uuid,
    /// The comment that it answers.
    parent: Option<Uuid>,
    /// Nobody when the writer is gone.
    author: Option<Author>,
    /// Plain words; empty when they were taken away.
    text: String,
    /// The day on which it was written.
    #[schema(format = Date)]
    day: String,
    /// Whether its words were changed.
    edited: bool,
    /// Whether its words were taken away.
    deleted: bool,
}

/// What everyone reads under a post, oldest first.
#[utoipa::path(get, path = "/api/v1/posts/{id}/comments", operation_id = "listComments", params(
    ("id" = inline(String), Path, description = "The post.", format = Uuid),
    ("cursor" = inline(Option<String>), Query, description = "After this comment: `next` of the answer before.",
        format = Uuid),
    ("limit" = inline(Option<u32>), Query, description = "Comments in the answer, 50 unless said.",
        minimum = 1, maximum = 200),
), responses((status = 200, description = "The comments.", body = CommentList), Refusals))]
pub(super) async fn list(
    State(section): State<Section>,
    visitor: Visitor,
    Path(id): Path<String>,
    parts: Parts,
) -> Result<Response, ApiError> {
    count(&section, &parts)?;
    let query = Query::read(&visitor, &parts.uri, &["cursor", "limit"])?;
    let limit = query.number("limit", MOST)?.unwrap_or(USUAL);
    let cursor: Option<CommentId> = query.id("cursor")?;
    let mut db = section.db.read().await?;
    let post = published(&mut db, &id).await?.post;
    let after = match cursor {
        Some(cursor) => {
            let known = comments::by_id(&mut db, cursor).await?.filter(|comment| comment.post == post.id);
            known.map(|comment| Some((comment.at, comment.id))).ok_or(WebError::NotFound)?
        }
        None => None,
    };

    let mut found = public::comments(&mut db, post.id, after, i64::from(limit) + 1).await?;
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = found.len() > most;
    found.truncate(most);
    let next = found.last().filter(|_| more).map(|last| last.id.as_uuid());
    let writers = found.iter().filter_map(|comment| comment.writer.person());
    let names = names(&section, &mut db, writers).await?;
    let author = |writer: &Writer| match writer {
        Writer::Member(person) => names.get(person).map(|known| Author::of(&section, known)),
        Writer::Guest { name, .. } => Some(Author::guest(name)),
        Writer::Gone => None,
    };
    let shape = |comment: Comment| CommentShape {
        id: comment.id.as_uuid(),
        parent: comment.parent.map(CommentId::as_uuid),
        author: author(&comment.writer),
        text: comment.body,
        day: comment.at.day().to_string(),
        edited: comment.edited_at.is_some(),
        deleted: comment.state == CommentState::Deleted,
    };
    let items = found.into_iter().map(shape).collect();
    answer(&section, &parts, &CommentList { items, next })
}
