//! Files that hang on an entry of the internal room. They are given back as they came, to its readers alone,
//! and never opened in the page.

use askama::Template;
use axum::{
    body::Body,
    extract::{Path, Query, State},
    response::Response,
};
use griot_files::{FileKey, Incoming};
use griot_kernel::Id;
use griot_web::{Answer, Form, Section, Upload, Visitor, WebError};
use http::header;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::{
    entry::{again, of_path},
    room::{Asked, base, reader},
    view::{Names, id_of, lead, note, said},
};
use crate::{
    model::{Refusal, RoomFile, file_name},
    store::files,
};

/// The heaviest request: what a poor line carries in half an hour.
pub(super) const MOST_BYTES: usize = 25_000_000;
/// So many files hang on an entry at most.
const MOST: usize = 30;
/// Files on a page of the list.
const SIZE: i64 = 50;

/// A file as pages list it.
pub(super) struct FileRow {
    pub id: String,
    pub href: String,
    pub name: String,
    pub about: String,
    pub may_remove: bool,
}

/// The files of an entry, ready for a template.
pub(super) fn row(v: &Visitor, names: &Names, at: &str, file: &RoomFile, may_remove: bool) -> FileRow {
    let weight = v.words.bytes(u64::try_from(file.bytes).unwrap_or(0));
    FileRow {
        id: file.id.to_string(),
        href: v.href(&format!("{at}/files/{}", file.id)),
        name: file.name.clone(),
        about: format!("{weight} · {} · {}", names.name(v, file.by), v.day(file.at)),
        may_remove,
    }
}

/// Hangs files on an entry.
pub(super) async fn add(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    upload: Upload<Incoming>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let mut db = section.db.read().await?;
    let entry = of_path(&mut db, &v, &id).await?;
    let known = files::of_entry(&mut db, entry.id).await?.len();
    let brought: Vec<_> = upload.files.into_iter().filter(|file| file.field == "file").collect();
    let refusal = match brought.len() {
        0 => Some(Refusal::NoFile),
        many if known + many > MOST => Some(Refusal::TooManyFiles),
        _ => None,
    };
    if let Some(refusal) = refusal {
        return again(&section, &mut db, &v, &entry, String::new(), refusal).await;
    }
    drop(db);
    let now = section.clock.now();
    let mut kept = Vec::new();
    for file in brought {
        let bytes = i64::try_from(file.bytes.length()).unwrap_or(i64::MAX);
        // Of this kind nothing is given out at the addresses of pictures.
        let key = section.files.put_incoming(file.bytes, "room").await?;
        kept.push(RoomFile {
            id: Id::secret(section.random.as_ref()),
            entry: entry.id,
            name: file_name(&file.name),
            stored: key.as_str().to_owned(),
            bytes,
            by: Some(member.id),
            at: now,
        });
    }
    let mut tx = section.db.begin().await?;
    let entry = of_path(&mut tx, &v, &id).await?;
    for file in &kept {
        files::insert(&mut tx, file).await?;
    }
    tx.commit().await?;
    lead(&v, &format!("{}/{}?done=added#files", base(&v), entry.id))
}

/// Gives a file back.
pub(super) async fn give(
    State(section): State<Section>,
    v: Visitor,
    Path((id, file)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let entry = of_path(&mut db, &v, &id).await?;
    let file = files::by_id(&mut db, id_of(&file)?).await?.filter(|file| file.entry == entry.id);
    let file = file.ok_or(WebError::NotFound)?;
    drop(db);
    let key = FileKey::parse(&file.stored).map_err(WebError::internal)?;
    let name = utf8_percent_encode(&file.name, NON_ALPHANUMERIC);
    Response::builder()
        .header(header::CONTENT_TYPE, "application/octet-stream")
        .header(header::CONTENT_LENGTH, section.files.size(&key).await?)
        .header(header::CONTENT_DISPOSITION, format!("attachment; filename*=UTF-8''{name}"))
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'")
        .body(Body::from_stream(section.files.stream(&key).await?))
        .map_err(WebError::internal)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct FileForm {
    file: String,
}

/// Takes a file away: one's own, one of one's own entry, or by right another's.
pub(super) async fn remove(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<FileForm>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let mut tx = section.db.begin().await?;
    let entry = of_path(&mut tx, &v, &id).await?;
    let found = files::by_id(&mut tx, id_of(&form.file)?).await?;
    let file = found.filter(|file| file.entry == entry.id).ok_or(WebError::NotFound)?;
    if file.by != Some(member.id) && entry.by != Some(member.id) {
        v.require(&super::ANNOUNCE)?;
        note(&section, &mut tx, member, "campaigns-log-file-removed", file.by, "file").await?;
    }
    files::remove(&mut tx, file.id).await?;
    tx.commit().await?;
    lead(&v, &format!("{}/{}?done=removed#files", base(&v), entry.id))
}

struct Listed {
    file: FileRow,
    entry: String,
    title: String,
}

#[derive(Template)]
#[template(path = "room_files.html")]
struct FilesPage<'a> {
    v: &'a Visitor,
    base: &'static str,
    files: Vec<Listed>,
    newer: Option<String>,
    older: Option<String>,
    done: Option<String>,
}

/// All files that this reader may have, the newest first.
pub(super) async fn list(
    State(section): State<Section>,
    v: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let reader = reader(&mut db, v.signed_in()?).await?;
    let (base, number) = (base(&v), asked.page.clamp(0, 10_000));
    let mut all = files::list(&mut db, &reader, number * SIZE, SIZE + 1).await?;
    let more = i64::try_from(all.len()).unwrap_or(0) > SIZE;
    all.truncate(usize::try_from(SIZE).unwrap_or(usize::MAX));
    let people = all.iter().filter_map(|(file, _)| file.by).collect();
    let names = Names::of(&section, &mut db, people).await?;
    let listed = |(file, title): (RoomFile, String)| {
        let at = format!("{base}/{}", file.entry);
        Listed { file: row(&v, &names, &at, &file, false), entry: v.href(&at), title }
    };
    let at = |number: i64| v.href(&format!("{base}/files?page={number}"));
    FilesPage {
        v: &v,
        base,
        files: all.into_iter().map(listed).collect(),
        newer: (number > 0).then(|| at(number - 1)),
        older: more.then(|| at(number + 1)),
        done: said(&v, &asked.done),
    }
    .answer()
}
