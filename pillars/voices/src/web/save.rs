//! What the buttons of the editor do.

use axum::{
    Json,
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_db::{DbError, Tx};
use griot_kernel::Untimely;
use griot_web::{Form, Section, Upload, Visitor, WebError};
use serde_json::json;

use super::{
    aim::AimFields,
    editor::{self, Fields},
    reading, upload,
};
use crate::{
    acts::{aim, publish, staff, write},
    model::{Post, PostRefusal, Schedule},
    store::{drafts, posts},
};

impl From<&Upload> for Fields {
    fn from(upload: &Upload) -> Self {
        let field = |name: &str| upload.field(name).unwrap_or_default().to_owned();
        Self {
            act: field("act"),
            revision: field("revision"),
            title: field("title"),
            body: field("body"),
            tags: field("tags"),
            language: field("language"),
            translation_of: field("translation_of"),
            canonical_url: field("canonical_url"),
            source_name: field("source_name"),
            aim: AimFields {
                campaign: upload.field("campaign").map(str::to_owned),
                campaign_was: field("campaign_was"),
                line: upload.field("line").map(str::to_owned),
                line_was: field("line_was"),
            },
            publish_at: field("publish_at"),
            not_after: field("not_after"),
            alt: field("alt"),
        }
    }
}

/// Saves, and does what the button said. What cannot be done comes back with the reason.
pub(super) async fn save(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    upload: Upload,
) -> Result<Response, WebError> {
    let member = v.signed_in()?.clone();
    let mut fields = Fields::from(&upload);
    // Pictures are decoded and kept before the act begins.
    let file = if fields.act == "attach" { upload.file("file").cloned() } else { None };
    let stored = match (&file, fields.act.as_str()) {
        (Some(file), _) => Some(upload::keep(&section, &v, &id, file, &fields.alt).await?),
        (None, "attach") => Some(Err("upload-refused-no-file")),
        (None, _) => None,
    };
    let now = section.clock.now();
    let mut tx = section.db.begin().await?;
    let (blog, post) = reading::own(&mut tx, &v, &id).await?;
    let refusal = 'act: {
        if let Some(stored) = stored {
            match stored {
                Ok(stored) => {
                    let random = section.random.as_ref();
                    let one = upload::attach(&mut tx, &post, member.id, stored, now, random).await?;
                    let shown = upload::Brought::of(&v, post.format, &one);
                    let words = shown.map(|one| one.words).unwrap_or_default();
                    fields.body = format!("{}\n\n{words}\n", fields.body.trim_end());
                    fields.alt.clear();
                }
                Err(key) => break 'act key,
            }
        }
        let sent = match fields.typed().judged(&mut tx, &v, &blog, Some(&post)).await? {
            Ok(sent) => sent,
            Err(refusal) => break 'act refusal.key(),
        };
        let chosen = fields.aim.chosen();
        let wanted = match aim::judged(&section, &mut tx, &member, post.aim, &chosen).await? {
            Ok(wanted) => wanted,
            Err(refusal) => break 'act refusal.key(),
        };
        let seen = fields.revision.parse().unwrap_or(0);
        let saved = match write::save(&mut tx, &post, &sent, seen, member.id, now).await? {
            Ok(saved) => saved,
            Err(refusal) => break 'act refusal.key(),
        };
        if !blog.is_open() && matches!(fields.act.as_str(), "publish" | "schedule") {
            break 'act PostRefusal::BlogClosed.key();
        }
        let aimed = aim::set(&mut tx, &saved, wanted).await?;
        match then(&section, &mut tx, &saved, &fields).await? {
            Ok(done) => {
                if aimed {
                    staff::with_post(&section, &mut tx, &member, &post, "voices-log-post-aimed").await?;
                }
                let changed = saved.title != post.title || saved.body != post.body;
                for act in noted(done, changed) {
                    staff::with_post(&section, &mut tx, &member, &post, act).await?;
                }
                tx.commit().await?;
                let to = format!("/me/posts/{}?done={done}", post.id);
                return Ok(Redirect::to(&v.href(&to)).into_response());
            }
            Err(key) => key,
        }
    };
    // Nothing of a refused act is kept: the form has it all.
    drop(tx);
    let mut db = section.db.read().await?;
    let sentence = v.words.t(refusal);
    editor::again(&section, &mut db, &v, &blog, &post, fields, sentence).await
}

/// What the button asks beyond saving. The word says what is told afterwards.
async fn then(
    section: &Section,
    tx: &mut Tx,
    post: &Post,
    fields: &Fields,
) -> Result<Result<&'static str, &'static str>, DbError> {
    let now = section.clock.now();
    let (done, word) = match fields.act.as_str() {
        "publish" => (publish::now(tx, post, now, section.random.as_ref()).await?, "published"),
        "schedule" => {
            let zone = section.settings().zone.clone();
            let at = zone.read(&fields.publish_at, post.publish_at);
            let last = Some(&fields.not_after).filter(|typed| !typed.trim().is_empty());
            let not_after = last.map(|typed| zone.read(typed, post.not_after)).transpose();
            let schedule = match (at, not_after) {
                (Ok(at), Ok(not_after)) => Schedule { at, not_after },
                (Err(Untimely::Skipped), _) | (_, Err(Untimely::Skipped)) => {
                    return Ok(Err("date-refused-skipped"));
                }
                _ => return Ok(Err("schedule-refused-no-hour")),
            };
            match schedule.judged(now) {
                Ok(schedule) => (publish::later(tx, post, schedule, now).await?, "scheduled"),
                Err(refusal) => return Ok(Err(refusal.key())),
            }
        }
        "unschedule" => (publish::not_later(tx, post, now).await?, "unscheduled"),
        "withdraw" => (publish::withdraw(section, tx, post).await?, "withdrawn"),
        "preview-link" => {
            let salt: [u8; 16] = section.random.bytes();
            posts::set_preview(tx, post.id, Some(&salt)).await?;
            (Ok(()), "preview")
        }
        "preview-off" => {
            posts::set_preview(tx, post.id, None).await?;
            (Ok(()), "preview-off")
        }
        "attach" => (Ok(()), "attached"),
        _ => (Ok(()), "saved"),
    };
    Ok(done.map(|()| word).map_err(PostRefusal::key))
}

/// What the log of the staff says of a button, by the word that is told after it.
fn noted(done: &str, changed: bool) -> impl Iterator<Item = &'static str> {
    let act = match done {
        "published" => Some("voices-log-post-published"),
        "scheduled" => Some("voices-log-post-scheduled"),
        "unscheduled" => Some("voices-log-post-unscheduled"),
        "withdrawn" => Some("voices-log-post-withdrawn"),
        "preview" => Some("voices-log-preview-made"),
        "preview-off" => Some("voices-log-preview-closed"),
        _ => None,
    };
    let edited = (changed || act.is_none()).then_some("voices-log-post-edited");
    edited.into_iter().chain(act)
}

/// Keeps what is being written, away from what anyone sees.
pub(super) async fn by_itself(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let mut tx = section.db.begin().await?;
    let (_, post) = reading::own(&mut tx, &v, &id).await?;
    if fields.title.chars().count() > 500 || fields.body.chars().count() > griot_text::MAX_SOURCE {
        return Err(WebError::TooLarge);
    }
    let body = fields.body.replace("\r\n", "\n");
    let draft = drafts::SavedDraft { title: fields.title, body, at: section.clock.now() };
    drafts::save(&mut tx, post.id, &draft, member.id).await?;
    tx.commit().await?;
    Ok(Json(json!({ "version": post.revision.to_string() })).into_response())
}

/// Throws away what the editor kept by itself.
pub(super) async fn discard(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(_): Form<Fields>,
) -> Result<Response, WebError> {
    let mut tx = section.db.begin().await?;
    let (_, post) = reading::own(&mut tx, &v, &id).await?;
    drafts::forget(&mut tx, post.id).await?;
    staff::with_post(&section, &mut tx, v.signed_in()?, &post, "voices-log-post-draft-dropped").await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/me/posts/{}?done=discarded", post.id))).into_response())
}
