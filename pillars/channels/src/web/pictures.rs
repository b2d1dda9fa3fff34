//! The picture library.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_contracts::{files::FilesLetGo, people::StaffLog};
use griot_db::{Conn, Tx, outbox};
use griot_files::{FilesError, Limits};
use griot_kernel::{Id, Language, PageRequest, Timestamp};
use griot_web::{Answer, Form, Section, Upload, Visitor, WebError};
use serde::Deserialize;

use super::{
    rights::{EDIT_ANY, READ, WRITE},
    view::{self, Choice},
};
use crate::{
    acts::consent,
    model::{
        item::ItemId,
        picture::{Consent, Picture, PictureId},
    },
    store::{deliveries, items, pictures},
};

/// The heaviest request: a picture and the form around it.
pub(super) const MOST_BYTES: usize = 16_000_000;

/// The address of a picture as lists show it; empty where it is gone, since its people agree no more.
pub(super) fn small(picture: &Picture) -> String {
    if picture.consent == Consent::Withdrawn {
        return String::new();
    }
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
    /// What it shows in other languages: one field after the other for each of them.
    other_language: Vec<String>,
    other_alt: Vec<String>,
    act: String,
}

/// What a picture shows in another language, as the form has it.
struct OtherAlt {
    speaks: Vec<Choice>,
    alt: String,
}

/// Those that are typed, and an empty one for one more.
fn other_alts(v: &Visitor, form: &PictureForm) -> Vec<OtherAlt> {
    let one = |tag: &str, alt: &str| {
        let known = if tag.is_empty() { v.settings.language.to_string() } else { tag.to_owned() };
        let languages = view::languages(v, &known).into_iter();
        let none = Choice { value: String::new(), label: v.words.t("channels-none"), chosen: tag.is_empty() };
        let speaks = languages.map(|choice| Choice { chosen: choice.value == tag, ..choice });
        OtherAlt { speaks: std::iter::once(none).chain(speaks).collect(), alt: alt.to_owned() }
    };
    let typed = form.other_language.iter().zip(&form.other_alt);
    let typed = typed.filter(|(tag, alt)| !tag.is_empty() || !alt.trim().is_empty());
    typed.map(|(tag, alt)| one(tag, alt)).chain(std::iter::once(one("", ""))).collect()
}

/// What was typed of one, in one line.
fn told(typed: &str) -> String {
    typed.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(1_500).collect()
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
    q: &'a str,
    chosen_for: &'a str,
    /// Whether one is chosen for a text.
    chooses: bool,
    before: Option<String>,
    after: Option<String>,
    form: &'a PictureForm,
    languages: Vec<Choice>,
    consents: Vec<Choice>,
    refusal: Option<String>,
    done: Option<String>,
    may_write: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    page: Option<u32>,
    done: String,
    /// Words that are looked for.
    q: String,
    /// The text for which one is chosen: its id, or `new`.
    r#for: String,
}

impl Wanted {
    /// Where a picture leads that is chosen for a text; nothing where none is chosen.
    fn text(&self) -> Option<String> {
        match self.r#for.as_str() {
            "" => None,
            "new" => Some("/desk/items/new".to_owned()),
            id => id.parse::<ItemId>().ok().map(|id| format!("/desk/items/{id}/edit")),
        }
    }

    /// This page of the library.
    fn address(&self, page: u32) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("q", &self.q).append_pair("for", &self.r#for);
        format!("/desk/pictures?{}", query.append_pair("page", &page.to_string()).finish())
    }
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
    library(&section, &v, &wanted, &form, None).await
}

async fn library(
    section: &Section,
    v: &Visitor,
    wanted: &Wanted,
    form: &PictureForm,
    refusal: Option<&'static str>,
) -> Result<Response, WebError> {
    let request = PageRequest::new(wanted.page.unwrap_or(1), 24);
    let mut db = section.db.read().await?;
    let (skip, most) = (request.skip(), request.limit_and_one());
    let found = match wanted.q.trim() {
        "" => pictures::list(&mut db, skip, most).await?,
        words => pictures::search(&mut db, words, skip, most).await?,
    };
    let found = request.page(found);
    let now = section.clock.now();
    let text = wanted.text();
    let line = |picture: Picture| Line {
        href: match &text {
            Some(text) => v.href(&format!("{text}?picture={}", picture.id)),
            None => v.href(&format!("/desk/pictures/{}", picture.id)),
        },
        src: small(&picture),
        consent: v.words.t(picture.consent.key()),
        mood: mood(&picture, now),
        alt: picture.alt,
    };
    let page = PicturesPage {
        v,
        q: wanted.q.trim(),
        chosen_for: &wanted.r#for,
        chooses: text.is_some(),
        before: (found.number > 1).then(|| v.href(&wanted.address(found.number - 1))),
        after: found.more.then(|| v.href(&wanted.address(found.number + 1))),
        pictures: found.items.into_iter().map(line).collect(),
        languages: view::languages(v, &form.language),
        consents: consents(v, &form.consent),
        form,
        refusal: refusal.map(|key| v.words.t(key)),
        done: (wanted.done == "deleted").then(|| v.words.t("channels-done-picture-deleted")),
        may_write: v.may(&WRITE),
    };
    page.answer_form(refusal.is_some())
}

/// What is typed of a picture, or by a key what is wrong with it.
fn read(form: &PictureForm, base: Picture) -> Result<Picture, &'static str> {
    let alt = told(&form.alt);
    if alt.is_empty() {
        return Err("channels-refused-no-alt");
    }
    let language = form.language.parse().unwrap_or(base.language);
    let mut alts: Vec<(Language, String)> = Vec::new();
    for (tag, alt) in form.other_language.iter().zip(&form.other_alt).take(20) {
        let alt = told(alt);
        if alt.is_empty() {
            continue;
        }
        let spoken: Language = tag.parse().map_err(|_| "channels-refused-no-alt-language")?;
        if spoken == language || alts.iter().any(|(known, _)| *known == spoken) {
            return Err("channels-refused-alt-twice");
        }
        alts.push((spoken, alt));
    }
    let consent: Consent = form.consent.parse().map_err(|_| "channels-refused-consent")?;
    let who: String = form.consent_who.trim().chars().take(300).collect();
    if consent == Consent::Given && who.is_empty() {
        return Err("channels-refused-consent-who");
    }
    let until = view::last_day(&form.consent_until)?;
    Ok(Picture {
        alt,
        language,
        alts,
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
        ..PictureForm::default()
    };
    let Some(file) = upload.file("file") else {
        return library(&section, &v, &Wanted::default(), &form, Some("channels-refused-no-picture")).await;
    };
    let now = section.clock.now();
    let decoded = match griot_files::picture(file.bytes.clone(), &Limits::default()).await {
        Ok(decoded) => decoded,
        Err(refusal) => return library(&section, &v, &Wanted::default(), &form, Some(refusal.key())).await,
    };
    let stored = match section.files.put_picture(&decoded).await {
        Ok(stored) => stored,
        Err(FilesError::Full) => {
            return library(&section, &v, &Wanted::default(), &form, Some("channels-refused-full")).await;
        }
        Err(error) => return Err(error.into()),
    };
    let blank = Picture {
        id: Id::new(now, section.random.as_ref()),
        stored,
        alt: String::new(),
        language: v.settings.language,
        alts: Vec::new(),
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
        Err(refusal) => return library(&section, &v, &Wanted::default(), &form, Some(refusal)).await,
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
    /// Where it is; nowhere when its people agree no more.
    src: Option<String>,
    alt: String,
    form: &'a PictureForm,
    others: Vec<OtherAlt>,
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
        other_language: picture.alts.iter().map(|(language, _)| language.to_string()).collect(),
        other_alt: picture.alts.iter().map(|(_, alt)| alt.clone()).collect(),
        act: String::new(),
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
        src: picture
            .stored
            .fitting(800)
            .filter(|_| picture.consent != Consent::Withdrawn)
            .map(|file| format!("/files/{}", file.key)),
        alt: picture.alt.clone(),
        languages: view::languages(v, &form.language),
        consents: consents(v, &form.consent),
        others: other_alts(v, form),
        form,
        uses,
        refusal: refusal.map(|key| v.words.t(key)),
        done: done.map(|key| v.words.t(key)),
        may_write: v.may(&WRITE),
    };
    page.answer_form(refusal.is_some())
}

/// Whether its files are there still.
async fn is_there(section: &Section, picture: &Picture) -> Result<bool, WebError> {
    for file in &picture.stored.renditions {
        if !section.files.exists(&file.key).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Takes it out of the library with its files, or says why not: what is out, or was read by somebody, shows it.
async fn delete(
    tx: &mut Tx,
    picture: &Picture,
    now: Timestamp,
) -> Result<Result<(), &'static str>, WebError> {
    if pictures::is_needed(tx, picture.id).await? {
        return Ok(Err("channels-refused-picture-used"));
    }
    // What failed with it is not sent again with it.
    for id in pictures::uses(tx, picture.id).await? {
        deliveries::stop(tx, id, now).await?;
    }
    pictures::remove(tx, picture.id).await?;
    outbox::publish(tx, &FilesLetGo {}).await?;
    Ok(Ok(()))
}

/// Changes what is said of a picture, or deletes it. A consent that is taken back takes every text that shows it
/// back with it, wherever it went.
pub(super) async fn save(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<PictureForm>,
) -> Result<Response, WebError> {
    let member = v.require(&WRITE)?;
    let by = member.id;
    let at = (section.clock.now(), section.random.as_ref());
    let mut tx = section.db.begin().await?;
    let before = find(&mut tx, &id).await?;
    if form.act == "delete" {
        if before.by != Some(by) && !member.may(&EDIT_ANY) {
            return Err(WebError::Forbidden);
        }
        if let Err(refusal) = delete(&mut tx, &before, at.0).await? {
            return page(&mut tx, &v, &before, &form, Some(refusal), None).await;
        }
        let log = section.ask::<dyn StaffLog>()?;
        log.note(&mut tx, by, "channels-log-picture-deleted", &format!("picture {id}")).await?;
        tx.commit().await?;
        return Ok(Redirect::to(&v.href("/desk/pictures?done=deleted")).into_response());
    }
    let picture = match read(&form, before.clone()) {
        Ok(picture) => picture,
        Err(refusal) => return page(&mut tx, &v, &before, &form, Some(refusal), None).await,
    };
    let again = before.consent == Consent::Withdrawn && picture.consent != Consent::Withdrawn;
    if again && !is_there(&section, &before).await? {
        return page(&mut tx, &v, &before, &form, Some("channels-refused-picture-gone"), None).await;
    }
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
