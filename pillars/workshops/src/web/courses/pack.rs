//! Giving a course away as one signed ZIP, and taking one that another house made: look first, then take.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_db::Conn;
use griot_files::{FileKey, FilesError, Incoming};
use griot_web::{Answer, Form, Section, Upload, Visitor, WebError, download};
use http::StatusCode;
use serde::Deserialize;
use tokio::task::spawn_blocking;

use super::{
    super::{TRAIN, view::lead},
    of_path,
};
use crate::{
    acts::{self, course_pack as taking},
    course_pack::{MOST_BYTES, NotTaken, PURPOSE, Pack, open, write},
    model::Course,
    store::courses,
};

/// Under this kind a course waits in the store of files: nothing of it is given out.
const WAITING: &str = "course";

/// Gives the last published version.
pub(super) async fn give(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut db = section.db.read().await?;
    let course = of_path(&mut db, &id).await?;
    if course.version == 0 {
        return Err(WebError::NotFound);
    }
    let bundle = acts::course::load(&mut db, &course, course.version).await?;
    drop(db);
    let file = write(&section, &course, course.version, &bundle).await?;
    download::send(file, "application/zip", &format!("{}-{}.zip", course.slug, course.version)).await
}

#[derive(Template)]
#[template(path = "course_import.html")]
struct AskPage<'a> {
    v: &'a Visitor,
    fingerprint: String,
    refusal: Option<String>,
}

impl<'a> AskPage<'a> {
    fn of(section: &Section, v: &'a Visitor) -> Self {
        Self { fingerprint: section.keys.house_key(PURPOSE).fingerprint(), refusal: None, v }
    }
}

/// Asks for a course.
pub(super) async fn ask(State(section): State<Section>, v: Visitor) -> Result<Response, WebError> {
    AskPage::of(&section, &v).answer()
}

fn refuse(section: &Section, v: &Visitor, why: &NotTaken) -> Result<Response, WebError> {
    let refusal = v.words.put(why.key(), "file", why.file());
    AskPage { refusal: Some(refusal), ..AskPage::of(section, v) }
        .answer_with(StatusCode::UNPROCESSABLE_ENTITY)
}

/// A course that waits, if it is one.
async fn waiting(section: &Section, name: &str) -> Result<Result<Pack, NotTaken>, WebError> {
    let key = FileKey::parse(name).map_err(|_| WebError::NotFound)?;
    if key.extension() != WAITING {
        return Err(WebError::NotFound);
    }
    let file = match section.files.open_local(&key).await {
        Ok(file) => file,
        Err(FilesError::NotFound) => return Err(WebError::NotFound),
        Err(error) => return Err(error.into()),
    };
    spawn_blocking(move || open(file)).await.map_err(WebError::internal)
}

/// Takes the file of a course, if every file in it is the one that was signed.
pub(super) async fn bring(
    State(section): State<Section>,
    v: Visitor,
    mut upload: Upload<Incoming>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let Some(file) = upload.take_file("file") else { return refuse(&section, &v, &NotTaken::NotWhole) };
    if file.bytes.length() > u64::try_from(MOST_BYTES).unwrap_or(u64::MAX) {
        return refuse(&section, &v, &NotTaken::TooMuch);
    }
    if !file.bytes.start().starts_with(b"PK") {
        return refuse(&section, &v, &NotTaken::NotWhole);
    }
    let key = section.files.put_incoming(file.bytes, WAITING).await?;
    if let Err(refusal) = waiting(&section, key.as_str()).await? {
        return refuse(&section, &v, &refusal);
    }
    lead(&v, &format!("/desk/courses/import/look?file={}", key.as_str()))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    file: String,
    compared: String,
}

#[derive(Template)]
#[template(path = "course_look.html")]
struct LookPage<'a> {
    v: &'a Visitor,
    file: String,
    title: String,
    section: String,
    address: String,
    made: String,
    version: String,
    fingerprint: String,
    key_said: String,
    is_other: bool,
    languages: String,
    weight: String,
    summary: String,
    units: Vec<String>,
    files: String,
    here: Option<(String, String)>,
    refusal: Option<String>,
}

/// Whether a course is here already, and whether another house signed it then.
async fn known(
    section: &Section,
    db: &mut Conn,
    pack: &Pack,
) -> Result<(Option<Course>, &'static str, bool), WebError> {
    let here = courses::by_mark(db, &pack.manifest.mark).await?;
    if pack.key == section.keys.house_key(PURPOSE) {
        return Ok((here, "course-pack-key-own", false));
    }
    let said = match &here {
        None => ("course-pack-key-first", false),
        Some(course) if course.source == pack.key.text() => ("course-pack-key-same", false),
        Some(_) => ("course-pack-key-other", true),
    };
    Ok((here, said.0, said.1))
}

async fn page<'a>(
    section: &Section,
    db: &mut Conn,
    v: &'a Visitor,
    (file, pack): (String, &Pack),
) -> Result<LookPage<'a>, WebError> {
    let (here, key_said, is_other) = known(section, db, pack).await?;
    let (manifest, bundle) = (&pack.manifest, &pack.bundle);
    let shown =
        if bundle.words.contains_key(&v.words.language()) { v.words.language() } else { bundle.language };
    let words = bundle.words.get(&shown).cloned().unwrap_or_default();
    let title = |one: &crate::course_pack::BundleUnit| {
        let words = one.words.get(&shown).or_else(|| one.words.get(&bundle.language));
        words.map(|words| words.title.clone()).unwrap_or_default()
    };
    let files: usize = bundle.units.iter().map(|one| one.files.len()).sum();
    let languages: Vec<String> =
        bundle.languages().into_iter().map(|one| v.words.language_name(one)).collect();
    let here = here.map(|course| (v.href(&course.desk()), v.words.t("course-pack-here")));
    Ok(LookPage {
        v,
        file,
        title: words.title,
        summary: words.summary,
        section: manifest.section.clone(),
        address: manifest.address.clone(),
        made: manifest.made.clone(),
        version: v.words.count("course-version", manifest.course_version),
        fingerprint: pack.key.fingerprint(),
        key_said: v.words.t(key_said),
        is_other,
        languages: languages.join(", "),
        weight: v.words.bytes(pack.weight()),
        units: bundle.units.iter().map(title).collect(),
        files: v.words.count("course-pack-files", i64::try_from(files).unwrap_or(i64::MAX)),
        here,
        refusal: None,
    })
}

/// Says what is in a course, and who made it.
pub(super) async fn look(
    State(section): State<Section>,
    v: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let pack = match waiting(&section, &wanted.file).await? {
        Ok(pack) => pack,
        Err(refusal) => return refuse(&section, &v, &refusal),
    };
    let mut db = section.db.read().await?;
    page(&section, &mut db, &v, (wanted.file, &pack)).await?.answer()
}

/// Takes a course over: a new one, or as the draft of the one with its mark.
pub(super) async fn take(
    State(section): State<Section>,
    v: Visitor,
    Form(wanted): Form<Wanted>,
) -> Result<Response, WebError> {
    let member = v.require(&TRAIN)?;
    let pack = match waiting(&section, &wanted.file).await? {
        Ok(pack) => pack,
        Err(refusal) => return refuse(&section, &v, &refusal),
    };
    let mut db = section.db.read().await?;
    let (_, _, is_other) = known(&section, &mut db, &pack).await?;
    if is_other && wanted.compared != "yes" {
        let page = page(&section, &mut db, &v, (wanted.file, &pack)).await?;
        let refusal = Some(v.words.t("course-pack-refused-compare"));
        return LookPage { refusal, ..page }.answer_form(true);
    }
    drop(db);
    let pack = match taking::keep_files(&section, pack).await? {
        Ok(pack) => pack,
        Err(refusal) => return refuse(&section, &v, &refusal),
    };
    let mut tx = section.db.begin().await?;
    let course = taking::take(&section, &mut tx, &pack, member.id).await?;
    tx.commit().await?;
    lead(&v, &format!("/desk/courses/{course}?done=course-taken"))
}
