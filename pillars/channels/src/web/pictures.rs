//! The picture library.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_contracts::people::StaffLog;
use griot_db::Conn;
use griot_files::{FilesError, Limits};
use griot_kernel::{Id, PageRequest, Zone};
use griot_web::{Answer, Form, Section, Upload, Visitor, WebError};
use serde::Deserialize;

use super::{
    rights::{READ, WRITE},
    view::{self, Choice},
};
use crate::{
    acts::consent,
    model::picture::{Consent, Picture, PictureId},
    store::{items, pictures},
};

/// The heaviest request: a picture and the form around it.
pub(super) const MOST_BYTES: usize = 16_000_000;

/// The address of a picture as lists show it.
pub(super) fn small(picture: &Picture) -> String {
    picture.stored.fitting(320).map(|file| format!("/files/{}", file.key)).unwrap_or_default()
}

/// What is said of a picture, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct PictureForm {
    alt: String,
    language: String,
    credit: String,
    consent: String,
    consent_who: String,
    consent_for: String,
    consent_until: String,
}

struct Line {
    href: String,
    src: String,
    alt: String,
    consent: String,
    mood: &'static str,
}

#[derive(Template)]
#[template(path = "pictures.html")]
struct PicturesPage<'a> {
    v: &'a Visitor,
    pictures: Vec<Line>,
    number: u32,
    more: bool,
    form: &'a PictureForm,
    languages: Vec<Choice>,
    consents: Vec<Choice>,
    refusal: Option<String>,
    may_write: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    page: Option<u32>,
    done: String,
}

fn consents(v: &Visitor, chosen: &str) -> Vec<Choice> {
    let choice = |one: Consent| Choice {
        value: one.as_str().to_owned(),
        label: v.words.t(one.key()),
        chosen: one.as_str() == chosen,
    };
    Consent::ALL.into_iter().map(choice).collect()
}

fn mood(picture: &Picture, now: griot_kernel::Timestamp) -> &'static str {
    if picture.may_be_shown(now) { "ok" } else { "bad" }
}

/// Shows the library.
pub(super) async fn list(
    State(section): State<Section>,
    v: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    v.require(&READ)?;
    let form = PictureForm {
        language: v.settings.language.to_string(),
        consent: Consent::Nobody.as_str().to_owned(),
        ..PictureForm::default()
    };
    library(&section, &v, wanted.page.unwrap_or(1), &form, None).await
}

async fn library(
    section: &Section,
    v: &Visitor,
    number: u32,
    form: &PictureForm,
    refusal: Option<&'static str>,
) -> Result<Response, WebError> {
    let request = PageRequest::new(number, 24);
    let mut db = section.db.read().await?;
    let found = request.page(pictures::list(&mut db, request.skip(), request.limit_and_one()).await?);
    let now = section.clock.now();
    let line = |picture: Picture| Line {
        href: v.href(&format!("/desk/pictures/{}", picture.id)),
        src: small(&picture),
        consent: v.words.t(picture.consent.key()),
        mood: mood(&picture, now),
        alt: picture.alt,
    };
    let page = PicturesPage {
        v,
        number: found.number,
        more: found.more,
        pictures: found.items.into_iter().map(line).collect(),
        languages: view::languages(v, &form.language),
        consents: consents(v, &form.consent),
        form,
        refusal: refusal.map(|key| v.words.t(key)),
        may_write: v.may(&WRITE),
    };
    page.answer_form(refusal.is_some())
}

/// What is typed of a picture, or by a key what is wrong with it.
fn read(form: &PictureForm, base: Picture) -> Result<Picture, &'static str> {
    let alt: String = form.alt.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(1_500).collect();
    if alt.is_empty() {
        return Err("channels-refused-no-alt");
    }
    let consent: Consent = form.consent.parse().map_err(|_| "channels-refused-consent")?;
    let who: String = form.consent_who.trim().chars().take(300).collect();
    if consent == Consent::Given && who.is_empty() {
        return Err("channels-refused-consent-who");
    }
    let until = match form.consent_until.trim() {
        "" => None,
        // A day is over everywhere when it is over in UTC, or hours before.
        day => {
            let end = Zone::UTC.read(&format!("{day}T23:59"), None);
            Some(end.map_err(|_| "channels-refused-consent-until")?)
        }
    };
    Ok(Picture {
        alt,
        language: form.language.parse().unwrap_or(base.language),
        credit: form.credit.trim().chars().take(200).collect(),
        consent,
        consent_who: who,
        consent_for: form.consent_for.trim().chars().take(500).collect(),
        consent_until: until,
        ..base
    })
}

/// Adds a picture.
pub(super) async fn add(
    State(section): State<Section>,
    v: Visitor,
    upload: Upload,
) -> Result<Response, WebError> {
    let by = v.require(&WRITE)?.id;
    let of = |name: &str| upload.field(name).unwrap_or_default().to_owned();
    let form = PictureForm {
        alt: of("alt"),
        language: of("language"),
        credit: of("credit"),
        consent: of("consent"),
        consent_who: of("consent_who"),
        consent_for: of("consent_for"),
        consent_until: of("consent_until"),
    };
    let Some(file) = upload.file("file") else {
        return library(&section, &v, 1, &form, Some("channels-refused-no-picture")).await;
    };
    let now = section.clock.now();
    let decoded = match griot_files::picture(file.bytes.clone(), &Limits::default()).await {
        Ok(decoded) => decoded,
        Err(refusal) => return library(&section, &v, 1, &form, Some(refusal.key())).await,
    };
    let stored = match section.files.put_picture(&decoded).await {
        Ok(stored) => stored,
        Err(FilesError::Full) => return library(&section, &v, 1, &form, Some("channels-refused-full")).await,
        Err(error) => return Err(error.into()),
    };
    let blank = Picture {
        id: Id::new(now, section.random.as_ref()),
        stored,
        alt: String::new(),
        language: v.settings.language,
        credit: String::new(),
        consent: Consent::Missing,
        consent_who: String::new(),
        consent_for: String::new(),
        consent_until: None,
        by: Some(by),
        at: now,
    };
    let picture = match read(&form, blank) {
        Ok(picture) => picture,
        Err(refusal) => return library(&section, &v, 1, &form, Some(refusal)).await,
    };
    let mut tx = section.db.begin().await?;
    pictures::insert(&mut tx, &picture).await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/desk/pictures/{}?done=saved", picture.id))).into_response())
}

struct Use {
    href: String,
    title: String,
    stage: String,
}

#[derive(Template)]
#[template(path = "picture.html")]
struct PicturePage<'a> {
    v: &'a Visitor,
    id: String,
    src: String,
    alt: String,
    form: &'a PictureForm,
    languages: Vec<Choice>,
    consents: Vec<Choice>,
    uses: Vec<Use>,
    refusal: Option<String>,
    done: Option<String>,
    may_write: bool,
}

/// Shows a picture, what is said of it, and where it is used.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    v.require(&READ)?;
    let mut db = section.db.read().await?;
    let picture = find(&mut db, &id).await?;
    let form = PictureForm {
        alt: picture.alt.clone(),
        language: picture.language.to_string(),
        credit: picture.credit.clone(),
        consent: picture.consent.as_str().to_owned(),
        consent_who: picture.consent_who.clone(),
        consent_for: picture.consent_for.clone(),
        consent_until: picture.consent_until.map(|at| at.day().to_string()).unwrap_or_default(),
    };
    let done = match wanted.done.as_str() {
        "saved" => Some("channels-done-saved"),
        "pulled" => Some("channels-done-pulled"),
        _ => None,
    };
    page(&mut db, &v, &picture, &form, None, done).await
}

async fn find(db: &mut Conn, id: &str) -> Result<Picture, WebError> {
    let id: PictureId = id.parse().map_err(|_| WebError::NotFound)?;
    pictures::by_id(db, id).await?.ok_or(WebError::NotFound)
}

async fn page(
    db: &mut Conn,
    v: &Visitor,
    picture: &Picture,
    form: &PictureForm,
    refusal: Option<&'static str>,
    done: Option<&'static str>,
) -> Result<Response, WebError> {
    let mut uses = Vec::new();
    for id in pictures::uses(db, picture.id).await? {
        let Some(item) = items::by_id(db, id).await? else { continue };
        uses.push(Use {
            href: v.href(&format!("/desk/items/{id}")),
            title: item.title,
            stage: v.words.t(item.stage.key()),
        });
    }
    let page = PicturePage {
        v,
        id: picture.id.to_string(),
        src: picture.stored.fitting(800).map(|file| format!("/files/{}", file.key)).unwrap_or_default(),
        alt: picture.alt.clone(),
        languages: view::languages(v, &form.language),
        consents: consents(v, &form.consent),
        form,
        uses,
        refusal: refusal.map(|key| v.words.t(key)),
        done: done.map(|key| v.words.t(key)),
        may_write: v.may(&WRITE),
    };
    page.answer_form(refusal.is_some())
}

/// Changes what is said of a picture. A consent that is taken back takes every text that shows it
/// back with it, wherever it went.
pub(super) async fn save(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<PictureForm>,
) -> Result<Response, WebError> {
    let by = v.require(&WRITE)?.id;
    let at = (section.clock.now(), section.random.as_ref());
    let mut tx = section.db.begin().await?;
    let before = find(&mut tx, &id).await?;
    let picture = match read(&form, before.clone()) {
        Ok(picture) => picture,
        Err(refusal) => return page(&mut tx, &v, &before, &form, Some(refusal), None).await,
    };
    pictures::update(&mut tx, &picture).await?;
    let may = |one: &Picture| matches!(one.consent, Consent::Nobody | Consent::Given);
    let pulled = may(&before) && !may(&picture);
    if (picture.consent, &picture.consent_who) != (before.consent, &before.consent_who) {
        let log = section.ask::<dyn StaffLog>()?;
        log.note(&mut tx, by, "channels-log-consent", &format!("picture {id}")).await?;
    }
    if pulled {
        let why = v.words.t("channels-consent-pulled");
        consent::pull(&mut tx, picture.id, Some(by), &why, at).await?;
    }
    tx.commit().await?;
    let done = if pulled { "pulled" } else { "saved" };
    Ok(Redirect::to(&v.href(&format!("/desk/pictures/{id}?done={done}"))).into_response())
}
