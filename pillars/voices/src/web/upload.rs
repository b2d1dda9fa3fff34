//! Pictures and voices that come to a post. What they show or say is asked with them.

use std::time::Duration;

use axum::{
    Json,
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use griot_db::{DbError, Tx};
use griot_files::{AudioRefusal, FilesError, Limits, PictureRefusal, StoredPicture};
use griot_kernel::{Id, PersonId, Random, Timestamp};
use griot_web::{Section, Upload, UploadedFile, Visitor, WebError};
use http::{StatusCode, header};
use serde_json::json;

use super::{reading, view::file};
use crate::{
    acts::staff,
    model::{Attachment, AttachmentKind, Format, Post, StoredAudio, picture_in_text, plain_words, words_of},
    store::attachments,
};

/// The heaviest request: a sound of 25 MB and the form around it.
pub(crate) const MOST_BYTES: usize = 26_500_000;
/// What one member brings within a week.
const MOST_A_WEEK: i64 = 500_000_000;
const A_WEEK: Duration = Duration::from_secs(7 * 86_400);
/// The width at which a picture stands in a text.
const IN_TEXT: u32 = 800;

/// A file that is kept, not yet said to belong to a post.
pub(crate) struct Kept {
    kind: AttachmentKind,
    alt: String,
    stored: String,
    bytes: i64,
}

/// Keeps a file that a member brings to this post, or says by a key why not. Nothing is decoded
/// before it is known that they may.
pub(crate) async fn keep(
    section: &Section,
    v: &Visitor,
    post: &str,
    brought: &UploadedFile,
    alt: &str,
) -> Result<Result<Kept, &'static str>, WebError> {
    let mut db = section.db.read().await?;
    reading::own(&mut db, v, post).await?;
    let lately = section.clock.now() - A_WEEK;
    if attachments::weight(&mut db, v.signed_in()?.id, lately).await? >= MOST_A_WEEK {
        return Ok(Err("upload-refused-quota"));
    }
    drop(db);
    let alt: String = words_of(alt).chars().take(1_000).collect();
    if alt.is_empty() {
        return Ok(Err("upload-refused-no-alt"));
    }
    let picture = match griot_files::picture(brought.bytes.clone(), &Limits::default()).await {
        Ok(picture) => section.files.put_picture(&picture).await,
        Err(PictureRefusal::NotAPicture | PictureRefusal::TooManyBytes) => {
            return sound(section, brought, alt).await;
        }
        Err(refusal) => return Ok(Err(picture_refused(refusal))),
    };
    let stored = match picture {
        Ok(stored) => stored,
        Err(FilesError::Full) => return Ok(Err("upload-refused-disk-full")),
        Err(error) => return Err(error.into()),
    };
    let bytes = stored.renditions.iter().map(|one| one.bytes).max().unwrap_or(0);
    Ok(Ok(Kept {
        kind: AttachmentKind::Picture,
        alt,
        stored: serde_json::to_string(&stored).map_err(WebError::internal)?,
        bytes: i64::try_from(bytes).unwrap_or(i64::MAX),
    }))
}

fn picture_refused(refusal: PictureRefusal) -> &'static str {
    match refusal {
        PictureRefusal::TooManyBytes => "upload-refused-too-large",
        PictureRefusal::TooManyPixels => "upload-refused-too-many-pixels",
        PictureRefusal::TooDeep => "picture-refused-too-deep",
        PictureRefusal::NotAPicture => "upload-refused-unknown",
        PictureRefusal::Damaged => "upload-refused-damaged",
        PictureRefusal::TooSlow => "upload-refused-too-slow",
    }
}

fn sound_refused(refusal: AudioRefusal) -> &'static str {
    match refusal {
        AudioRefusal::TooManyBytes => "upload-refused-too-large",
        AudioRefusal::NotAudio => "upload-refused-unknown",
        AudioRefusal::Damaged => "upload-refused-damaged",
    }
}

async fn sound(
    section: &Section,
    brought: &UploadedFile,
    alt: String,
) -> Result<Result<Kept, &'static str>, WebError> {
    let bytes = brought.bytes.clone();
    let heard = tokio::task::spawn_blocking(move || griot_files::audio(&bytes)).await;
    let audio = match heard.map_err(WebError::internal)? {
        Ok(audio) => audio,
        Err(refusal) => return Ok(Err(sound_refused(refusal))),
    };
    let key = match section.files.put(audio.content, audio.extension).await {
        Ok(key) => key,
        Err(FilesError::Full) => return Ok(Err("upload-refused-disk-full")),
        Err(error) => return Err(error.into()),
    };
    let stored =
        StoredAudio { key: key.as_str().to_owned(), mime: audio.mime.to_owned(), bytes: audio.bytes };
    Ok(Ok(Kept {
        kind: AttachmentKind::Audio,
        alt,
        stored: serde_json::to_string(&stored).map_err(WebError::internal)?,
        bytes: i64::try_from(audio.bytes).unwrap_or(i64::MAX),
    }))
}

/// Says that a kept file belongs to a post.
pub(crate) async fn attach(
    tx: &mut Tx,
    post: &Post,
    owner: PersonId,
    kept: Kept,
    now: Timestamp,
    random: &dyn Random,
) -> Result<Attachment, DbError> {
    let one = Attachment {
        id: Id::new(now, random),
        post: Some(post.id),
        owner: Some(owner),
        kind: kept.kind,
        alt: kept.alt,
        stored: kept.stored,
        bytes: kept.bytes,
        at: now,
    };
    attachments::insert(tx, &one).await?;
    Ok(one)
}

/// A file of a post, as the editor shows it.
pub(crate) struct Brought {
    /// Where it is.
    pub src: String,
    /// What it shows or says.
    pub alt: String,
    /// Whether it is seen rather than heard.
    pub is_picture: bool,
    /// How heavy it is.
    pub size: String,
    /// What to write where it should stand.
    pub words: String,
}

impl Brought {
    /// Reads what is kept of a file, with words in the manner of the post.
    pub fn of(v: &Visitor, format: Format, one: &Attachment) -> Option<Self> {
        let size = v.words.bytes(u64::try_from(one.bytes).unwrap_or(0));
        let (src, words) = match one.kind {
            AttachmentKind::Picture => {
                let stored: StoredPicture = serde_json::from_str(&one.stored).ok()?;
                let src = file(stored.fitting(IN_TEXT)?.key.as_str());
                let words = picture_in_text(format, &one.alt, &src);
                (src, words)
            }
            AttachmentKind::Audio => {
                let stored: StoredAudio = serde_json::from_str(&one.stored).ok()?;
                let (src, plain) = (file(&stored.key), plain_words(&one.alt));
                let player = format!("<audio controls preload=\"none\" src=\"{src}\"></audio>");
                let words = match format {
                    Format::Markdown => format!("{player}\n\n[{plain} ({size})]({src})"),
                    Format::Html => format!("{player}\n<p><a href=\"{src}\">{plain} ({size})</a></p>"),
                };
                (src, words)
            }
        };
        Some(Self { src, alt: one.alt.clone(), is_picture: one.kind == AttachmentKind::Picture, size, words })
    }
}

/// Takes a file from the editor's script.
pub(super) async fn take(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    upload: Upload,
) -> Result<Response, WebError> {
    let member = v.signed_in()?.clone();
    let kept = match upload.file("file") {
        Some(file) => keep(&section, &v, &id, file, upload.field("alt").unwrap_or_default()).await?,
        None => Err("upload-refused-no-file"),
    };
    let kept = match kept {
        Ok(kept) => kept,
        Err(key) => return refused(&v, key),
    };
    let now = section.clock.now();
    let mut tx = section.db.begin().await?;
    let (_, post) = reading::own(&mut tx, &v, &id).await?;
    let random = section.random.as_ref();
    let one = attach(&mut tx, &post, member.id, kept, now, random).await?;
    staff::with_post(&section, &mut tx, &member, &post, "voices-log-post-file").await?;
    tx.commit().await?;
    let shown = Brought::of(&v, post.format, &one).ok_or(WebError::NotFound)?;
    Ok(Json(json!({ "url": shown.src, "words": shown.words })).into_response())
}

fn refused(v: &Visitor, key: &str) -> Result<Response, WebError> {
    let sentence = v.words.t(key);
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    let problem =
        json!({ "type": "about:blank", "title": sentence, "detail": sentence, "status": status.as_u16() });
    let kind = [(header::CONTENT_TYPE, "application/problem+json")];
    Ok((status, kind, problem.to_string()).into_response())
}
