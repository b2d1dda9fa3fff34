//! Photographs of signed sheets: drawn anew, so that nothing hides in them, and shown to trainers alone.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use griot_db::Conn;
use griot_files::{FileKey, FilesError, Limits};
use griot_kernel::Id;
use griot_web::{Answer, Form, Section, Upload, Visitor, WebError};
use http::{HeaderValue, header};
use serde::Deserialize;

use super::{Room, TRAIN, hour, list};
use crate::{
    acts,
    model::{Photo, Refusal},
    store::photos,
    web::view::{id_of, lead, note},
};

/// The public gets no file that ends so.
const KIND: &str = "scan";

/// A photograph, ready for the page.
pub(super) struct Shown {
    pub href: String,
    pub remove: String,
    pub label: String,
}

impl Shown {
    /// As the trainer sees it.
    pub fn of(v: &Visitor, room: &Room, one: &Photo) -> Self {
        let at = format!("{}/photos/{}", room.at(), one.id);
        let values = [("day", v.day(one.at).into()), ("hour", hour(v, one.at).into())];
        Self {
            remove: v.href(&format!("{at}/remove")),
            href: v.href(&at),
            label: v.words.with("attendance-photo-of", values),
        }
    }
}

/// Draws a picture anew and keeps it where only its page finds it.
async fn kept(section: &Section, upload: &Upload) -> Result<Result<FileKey, &'static str>, WebError> {
    let Some(file) = upload.file("file") else { return Ok(Err(Refusal::NoFile.key())) };
    let drawn = match griot_files::picture(file.bytes.clone(), &Limits::default()).await {
        Ok(drawn) => drawn,
        Err(refusal) => return Ok(Err(refusal.key())),
    };
    // The largest rendition: what is signed must be readable.
    let Some(largest) = drawn.renditions.into_iter().last() else { return Ok(Err(Refusal::BadFile.key())) };
    match section.files.put(largest.bytes, KIND).await {
        Ok(key) => Ok(Ok(key)),
        Err(FilesError::Full) => Ok(Err(Refusal::Full.key())),
        Err(error) => Err(error.into()),
    }
}

/// Takes a photograph of the signed sheet.
pub(super) async fn bring(
    State(section): State<Section>,
    v: Visitor,
    Path((id, meeting)): Path<(String, String)>,
    upload: Upload,
) -> Result<Response, WebError> {
    let member = v.require(&TRAIN)?;
    let mut db = section.db.read().await?;
    let room = Room::of(&mut db, &id, &meeting).await?;
    drop(db);
    let key = match kept(&section, &upload).await? {
        Ok(key) => key,
        Err(refusal) => {
            let mut db = section.db.read().await?;
            let mut page = list::page(&mut db, &v, &room, Default::default()).await?;
            page.refusal = Some(v.words.t(refusal));
            return page.answer_form(true);
        }
    };
    let photo = Photo {
        id: Id::secret(section.random.as_ref()),
        meeting: room.meeting.id,
        stored: key.as_str().to_owned(),
        at: section.clock.now(),
        by: Some(member.id),
    };
    let mut tx = section.db.begin().await?;
    photos::insert(&mut tx, &photo).await?;
    note(&section, &mut tx, member, "workshops-log-photographed", &format!("meeting {}", room.meeting.id))
        .await?;
    tx.commit().await?;
    lead(&v, &format!("{}?done=photographed#photos", room.at()))
}

async fn of_path(db: &mut Conn, room: &Room, photo: &str) -> Result<Photo, WebError> {
    let found = photos::by_id(db, id_of(photo)?).await?;
    found.filter(|one| one.meeting == room.meeting.id).ok_or(WebError::NotFound)
}

/// Shows a photograph.
pub(super) async fn give(
    State(section): State<Section>,
    v: Visitor,
    Path((id, meeting, photo)): Path<(String, String, String)>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut db = section.db.read().await?;
    let room = Room::of(&mut db, &id, &meeting).await?;
    let photo = of_path(&mut db, &room, &photo).await?;
    drop(db);
    let key = FileKey::parse(&photo.stored).map_err(|_| WebError::NotFound)?;
    let bytes = section.files.get(&key).await?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("image/jpeg")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, bytes).into_response())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Nothing {}

/// Takes a photograph away, and its file with it.
pub(super) async fn remove(
    State(section): State<Section>,
    v: Visitor,
    Path((id, meeting, photo)): Path<(String, String, String)>,
    Form(_): Form<Nothing>,
) -> Result<Response, WebError> {
    let member = v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let room = Room::of(&mut tx, &id, &meeting).await?;
    let photo = of_path(&mut tx, &room, &photo).await?;
    photos::remove(&mut tx, photo.id).await?;
    note(&section, &mut tx, member, "workshops-log-photo-removed", &format!("meeting {}", room.meeting.id))
        .await?;
    let needed = photos::needs(&mut tx, &photo.stored).await?;
    tx.commit().await?;
    if !needed {
        acts::attend::drop_file(&section, &photo.stored).await?;
    }
    lead(&v, &format!("{}?done=removed#photos", room.at()))
}
