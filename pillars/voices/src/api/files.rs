//! Programs bring pictures and sounds to a post.

use axum::{
    extract::{Path, State},
    http::{StatusCode, request::Parts},
    response::Response,
};
use griot_web::{Section, Upload, Visitor, WebError, once};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    body,
    mine::{named, own},
    problem::{ApiError, ApiProblem, MakingRefusals, mend},
    query::Query,
};
use crate::{
    acts::staff,
    model::{Attachment, Post},
    store::attachments,
    web::{
        reading,
        upload::{self, Brought},
    },
};

/// Signs of the longest words for those who cannot see or hear.
const LONGEST_ALT: usize = 1_000;

/// A picture or a sound to bring.
#[derive(Debug, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "what the description says; the form is read field by field")]
pub(super) struct NewFile {
    /// What it shows or says, for those who cannot see or hear it.
    #[schema(min_length = 1, max_length = 1000)]
    alt: String,
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// A file that a post may show.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct BroughtShape {
    id: Uuid,
    url: String,
    /// What to write into the text where it should stand.
    words: String,
}

/// Brings a picture, or a sound, that the text of a post may show then. Needs `voices.posts.write`.
#[utoipa::path(post, path = "/api/v1/me/posts/{id}/files", operation_id = "bringFile", params(
    ("id" = inline(String), Path, description = "The post.", format = Uuid),
    ("Idempotency-Key" = inline(Option<String>), Header, nullable = false,
        description = "The same key with the same file brings it once, however often it is sent within a day.",
        pattern = r"^[!-~]+$", min_length = 1, max_length = 200),
), request_body(content = NewFile, content_type = "multipart/form-data"), responses(
    (status = 201, description = "It is kept.", body = BroughtShape),
    MakingRefusals), security(("token" = [])))]
pub(super) async fn bring(
    State(section): State<Section>,
    v: Visitor,
    Path(post): Path<String>,
    parts: Parts,
    upload: Upload,
) -> Result<Response, ApiError> {
    Query::read(&v, &parts.uri, &[])?;
    let post = named(&post)?;
    let member = v.signed_in()?;
    let fields = upload.fields.iter().map(|(name, _)| name).filter(|name| *name != "alt");
    let mut unknown =
        fields.chain(upload.files.iter().map(|file| &file.field).filter(|name| *name != "file"));
    if let Some(name) = unknown.next() {
        return Err(body::bad(&v, "api-refused-field-unknown", name));
    }
    let file = upload.file("file").ok_or_else(|| mend(&v, "file", "upload-refused-no-file"))?;
    let alt = upload.field("alt").unwrap_or_default();
    if alt.chars().count() > LONGEST_ALT {
        return Err(mend(&v, "alt", "api-refused-alt"));
    }
    let key = body::key(&v, &parts.headers, member.id, &[alt.as_bytes(), file.bytes.as_ref()])?;
    let kept = upload::keep(&section, &v, post, file, alt).await?;
    let kept = kept.map_err(|key| match key {
        "upload-refused-no-alt" => mend(&v, "alt", key),
        "upload-refused-disk-full" => {
            ApiProblem::new(&v, "full", StatusCode::SERVICE_UNAVAILABLE, key).refuse()
        }
        key => mend(&v, "file", key),
    })?;
    let now = section.clock.now();
    let mut tx = section.db.begin().await?;
    let (_, post) = reading::own(&mut tx, &v, post).await?;
    if let Some(made) = body::made(&v, &mut tx, key.as_ref()).await? {
        let known = attachments::by_id(&mut tx, made.into()).await?.ok_or(WebError::NotFound)?;
        return answer(&section, &v, &post, &known);
    }
    let one = upload::attach(&mut tx, &post, member.id, kept, now, section.random.as_ref()).await?;
    staff::with_post(&section, &mut tx, member, &post, "voices-log-post-file").await?;
    if let Some(key) = &key {
        once::note(&mut tx, key, one.id.as_uuid(), now).await?;
    }
    tx.commit().await?;
    answer(&section, &v, &post, &one)
}

fn answer(section: &Section, v: &Visitor, post: &Post, one: &Attachment) -> Result<Response, ApiError> {
    let shown = Brought::of(v, post.format, one).ok_or(WebError::NotFound)?;
    let shape = BroughtShape { id: one.id.as_uuid(), url: section.url(&shown.src), words: shown.words };
    let mut response = own(&shape)?;
    *response.status_mut() = StatusCode::CREATED;
    Ok(response)
}
