//! The files of a unit.

use axum::{
    body::Body,
    extract::{Path, State},
    response::Response,
};
use griot_files::{FileKey, StoredPicture};
use griot_kernel::{Id, Language};
use griot_web::{Answer, Form, Section, Upload, Visitor, WebError};
use http::header;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::{
    super::{
        TRAIN,
        view::{id_of, lead},
    },
    of_path,
    unit::{address, found, language_of, page},
};
use crate::{
    acts::course_files::{keep, mime},
    model::{Course, CourseFile, FileId, FileKind, Refusal, file_name, line_of},
    store::{courses, files},
};

/// Files of one unit.
const MOST: usize = 30;

/// A file as pages list it.
pub(super) struct FileRow {
    pub id: String,
    pub href: String,
    pub name: String,
    pub about: String,
    pub alt: String,
}

impl FileRow {
    pub fn of(v: &Visitor, course: &Course, file: &CourseFile) -> Self {
        let mut about =
            vec![v.words.t(file.kind.key()), v.words.bytes(u64::try_from(file.bytes).unwrap_or(0))];
        about.extend(file.language.map(|language| v.words.language_name(language)));
        Self {
            id: file.id.to_string(),
            href: v.href(&format!("{}/files/{}", course.desk(), file.id)),
            name: file.name.clone(),
            about: about.join(" · "),
            alt: file.alt.clone(),
        }
    }
}

/// Hangs a file on a unit.
pub(super) async fn add(
    State(section): State<Section>,
    v: Visitor,
    Path((id, mark)): Path<(String, String)>,
    mut upload: Upload,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut db = section.db.read().await?;
    let unit = found(&mut db, &id, &mark).await?;
    drop(db);
    let (alt, shown) = (upload.field("alt").unwrap_or_default().to_owned(), upload.field("language"));
    let language = language_of(&unit.0, shown.unwrap_or_default());
    let only: Option<Language> = upload.field("only").filter(|typed| !typed.is_empty()).map(|_| language);
    let kept = match (upload.take_file("file"), line_of(&alt, 2_000)) {
        (None, _) => Err(Refusal::NoFile.key()),
        (_, Err(refusal)) => Err(refusal.key()),
        (Some(_), _) if unit.1.files.len() >= MOST => Err("course-file-refused-many"),
        (Some(file), Ok(alt)) => keep(&section, file.bytes).await?.and_then(|kept| {
            let told = matches!(kept.kind, FileKind::Picture | FileKind::Audio);
            if told && alt.is_empty() { Err("course-file-refused-alt") } else { Ok((file.name, alt, kept)) }
        }),
    };
    let (name, alt, kept) = match kept {
        Ok(kept) => kept,
        Err(key) => {
            let mut db = section.db.read().await?;
            let mut page = page(&mut db, &v, &unit, language, None).await?;
            (page.refusal, page.alt) = (Some(v.words.t(key)), alt);
            return page.answer_form(true);
        }
    };
    let mut tx = section.db.begin().await?;
    let (course, unit, _) = found(&mut tx, &id, &mark).await?;
    let file = CourseFile {
        id: Id::secret(section.random.as_ref()),
        unit: mark.clone(),
        place: unit.files.last().map_or(1, |last| last.place + 1),
        kind: kept.kind,
        language: only,
        name: file_name(&name, kept.extension),
        stored: kept.stored,
        bytes: kept.bytes,
        alt,
    };
    files::put(&mut tx, course.id, Course::DRAFT, &file).await?;
    courses::touch(&mut tx, course.id, section.clock.now()).await?;
    tx.commit().await?;
    lead(&v, &format!("{}#files", address(&course, &mark, language, "added")))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct FileForm {
    file: String,
    language: String,
}

/// Takes a file out of the draft.
pub(super) async fn remove(
    State(section): State<Section>,
    v: Visitor,
    Path((id, mark)): Path<(String, String)>,
    Form(form): Form<FileForm>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let (course, unit, _) = found(&mut tx, &id, &mark).await?;
    let file: FileId = id_of(&form.file)?;
    if !unit.files.iter().any(|one| one.id == file) {
        return Err(WebError::NotFound);
    }
    files::remove(&mut tx, course.id, Course::DRAFT, file).await?;
    courses::touch(&mut tx, course.id, section.clock.now()).await?;
    tx.commit().await?;
    let language = language_of(&course, &form.language);
    lead(&v, &format!("{}#files", address(&course, &mark, language, "removed")))
}

/// Gives a file of the draft back to a trainer.
pub(super) async fn give(
    State(section): State<Section>,
    v: Visitor,
    Path((id, file)): Path<(String, String)>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut db = section.db.read().await?;
    let course = of_path(&mut db, &id).await?;
    let wanted: FileId = id_of(&file)?;
    let all = files::list(&mut db, course.id, Course::DRAFT).await?;
    let file = all.into_iter().find(|one| one.id == wanted).ok_or(WebError::NotFound)?;
    drop(db);
    hand_out(&section, &file).await
}

/// A file of a course as it is given away: to be saved, never opened in the page.
pub(in crate::web) async fn hand_out(section: &Section, file: &CourseFile) -> Result<Response, WebError> {
    let key = match file.kind {
        FileKind::Picture => {
            let stored: StoredPicture = serde_json::from_str(&file.stored).map_err(WebError::internal)?;
            stored.fitting(720).ok_or(WebError::NotFound)?.key.clone()
        }
        FileKind::Audio | FileKind::Pdf | FileKind::Sheet => {
            FileKey::parse(&file.stored).map_err(WebError::internal)?
        }
    };
    let name = utf8_percent_encode(&file.name, NON_ALPHANUMERIC);
    Response::builder()
        .header(header::CONTENT_TYPE, mime(key.extension()))
        .header(header::CONTENT_LENGTH, section.files.size(&key).await?)
        .header(header::CONTENT_DISPOSITION, format!("attachment; filename*=UTF-8''{name}"))
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'")
        .body(Body::from_stream(section.files.stream(&key).await?))
        .map_err(WebError::internal)
}
