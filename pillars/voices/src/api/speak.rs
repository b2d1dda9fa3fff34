//! Programs comment for their owner, with the same steps of trust as on the page.

use std::time::Duration;

use axum::{
    body::Bytes,
    extract::{Path, State},
    http::{StatusCode, request::Parts},
    response::Response,
};
use griot_web::{Section, Visitor, WebError, once};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    body::{self, Sent, read},
    mine::own,
    posts::published,
    problem::{ApiError, ApiProblem, MakingRefusals, mend},
    query::Query,
};
use crate::{
    acts::comment::{Leaving, leave as take},
    model::{Comment, CommentId, CommentRefusal, Writer, comment_body, may_comment},
    store::{blogs, comments},
    web::reading,
};

/// A comment to leave.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct NewComment {
    /// Plain words.
    #[schema(required = true, min_length = 1, max_length = 5000)]
    text: String,
    /// The comment that it answers.
    parent: Option<Uuid>,
}

impl Sent for NewComment {
    const FIELDS: &'static [&'static str] = &["text", "parent"];
}

/// Where a comment stands.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CommentReceipt {
    id: Uuid,
    /// `shown`, or `waiting` or `suspected` until somebody has looked.
    state: &'static str,
}

impl CommentReceipt {
    pub fn of(comment: &Comment) -> Self {
        Self { id: comment.id.as_uuid(), state: comment.state.as_str() }
    }

    fn made(&self) -> Result<Response, ApiError> {
        let mut response = own(self)?;
        *response.status_mut() = StatusCode::CREATED;
        Ok(response)
    }
}

fn of_comment(v: &Visitor, refusal: CommentRefusal) -> ApiError {
    match refusal {
        CommentRefusal::Empty | CommentRefusal::TooLong => mend(v, "text", refusal.key()),
        CommentRefusal::ParentGone => mend(v, "parent", refusal.key()),
        _ => ApiProblem::new(v, "not-now", StatusCode::CONFLICT, refusal.key()).refuse(),
    }
}

/// Leaves a comment below a post. Needs `voices.comments.write`.
#[utoipa::path(post, path = "/api/v1/posts/{id}/comments", operation_id = "leaveComment", params(
    ("id" = inline(String), Path, description = "The post.", format = Uuid),
    ("Idempotency-Key" = inline(Option<String>), Header, nullable = false,
        description = "The same key with the same words leaves one comment, however often it is sent within a day.",
        pattern = r"^[!-~]+$", min_length = 1, max_length = 200),
), request_body = NewComment, responses(
    (status = 201, description = "It was taken.", body = CommentReceipt),
    MakingRefusals), security(("token" = [])))]
pub(super) async fn leave(
    State(section): State<Section>,
    v: Visitor,
    Path(post): Path<String>,
    parts: Parts,
    bytes: Bytes,
) -> Result<Response, ApiError> {
    Query::read(&v, &parts.uri, &[])?;
    section.limit(&parts, "comment", 30, Duration::from_secs(20))?;
    let sent: NewComment = read(&v, &parts.headers, &bytes)?;
    let member = v.signed_in()?;
    let key = body::key(&v, &parts.headers, member.id, &[&bytes])?;
    let now = section.clock.now();
    let mut tx = section.db.begin().await?;
    if let Some(made) = body::made(&v, &mut tx, key.as_ref()).await? {
        let known = comments::by_id(&mut tx, made.into()).await?.ok_or(WebError::NotFound)?;
        return CommentReceipt::of(&known).made();
    }
    let about = published(&mut tx, &post).await?.post;
    let blog = blogs::by_id(&mut tx, about.blog).await?.ok_or(WebError::NotFound)?;
    let body = may_comment(&blog, true).and_then(|()| comment_body(&sent.text));
    let leaving = Leaving {
        body: body.map_err(|refusal| of_comment(&v, refusal))?,
        parent: sent.parent.map(CommentId::from),
        writer: Writer::Member(member.id),
        at_home: reading::at_home(&mut tx, member, &blog).await?,
        first_comments: i64::from(v.settings.trust_after_comments),
        blog: &blog,
        post: &about,
    };
    let left = take(&mut tx, &leaving, now, section.random.as_ref()).await?;
    let left = left.map_err(|refusal| of_comment(&v, refusal))?;
    if let Some(key) = &key {
        once::note(&mut tx, key, left.id.as_uuid(), now).await?;
    }
    tx.commit().await?;
    CommentReceipt::of(&left).made()
}
