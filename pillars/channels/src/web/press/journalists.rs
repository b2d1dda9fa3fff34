//! Journalists: who they are, of what they write, and that they agreed.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_db::Conn;
use griot_delivery::Email;
use griot_kernel::{Id, Timestamp};
use griot_web::{Answer, Form, Section, Visitor, WebError};
use serde::Deserialize;

use super::{Done, day, day_field, line};
use crate::{
    acts::roster,
    model::press::{Journalist, JournalistId},
    store::journalists,
    web::{
        rights::PUBLISH,
        view::{Choice, languages},
    },
};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct JournalistForm {
    act: String,
    name: String,
    medium: String,
    beat: String,
    language: String,
    email: String,
    phone: String,
    consent: String,
    consent_at: String,
    consent_until: String,
    paused: String,
}

struct Line {
    href: String,
    name: String,
    medium: String,
    beat: String,
    language: String,
    takes: bool,
    back: bool,
}

#[derive(Template)]
#[template(path = "journalists.html")]
struct ListPage<'a> {
    v: &'a Visitor,
    lines: Vec<Line>,
    form: &'a JournalistForm,
    languages: Vec<Choice>,
    refusal: Option<String>,
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "journalist.html")]
struct OnePage<'a> {
    v: &'a Visitor,
    id: String,
    /// Since when letters to their address arrive no more.
    stopped: Option<String>,
    form: &'a JournalistForm,
    languages: Vec<Choice>,
    refusal: Option<String>,
    done: Option<String>,
}

/// All of them, and the form for another.
pub(in crate::web) async fn list(
    State(section): State<Section>,
    v: Visitor,
    Query(done): Query<Done>,
) -> Result<Response, WebError> {
    v.require(&PUBLISH)?;
    let form = JournalistForm { language: v.settings.language.to_string(), ..JournalistForm::default() };
    let mut db = section.db.read().await?;
    all(&section, &mut db, &v, &form, (None, done.sentence(&v))).await
}

async fn all(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    form: &JournalistForm,
    (refusal, done): (Option<&'static str>, Option<String>),
) -> Result<Response, WebError> {
    let now = section.clock.now();
    let line = |one: Journalist| Line {
        href: v.href(&format!("/desk/press/journalists/{}", one.id)),
        language: v.words.language_name(one.language),
        takes: one.takes_letters(now),
        back: one.stopped_at.is_some(),
        name: one.name,
        medium: one.medium,
        beat: one.beat,
    };
    let page = ListPage {
        v,
        lines: journalists::list(db).await?.into_iter().map(line).collect(),
        languages: languages(v, &form.language),
        form,
        refusal: refusal.map(|key| v.words.t(key)),
        done,
    };
    page.answer_form(refusal.is_some())
}

fn read(form: &JournalistForm, base: Journalist) -> Result<Journalist, &'static str> {
    let name = line(&form.name, 150);
    if name.is_empty() {
        return Err("channels-refused-no-person");
    }
    let email = match form.email.trim() {
        "" => String::new(),
        typed => Email::parse(typed).map_err(|_| "channels-refused-email")?.as_str().to_lowercase(),
    };
    let bad_day = |()| "channels-refused-press-day";
    let consent = line(&form.consent, 500);
    let consent_at = day(&form.consent_at).map_err(bad_day)?;
    if !consent.is_empty() && consent_at.is_none() {
        return Err("channels-refused-consent-day");
    }
    Ok(Journalist {
        name,
        medium: line(&form.medium, 150),
        beat: line(&form.beat, 150),
        language: form.language.parse().unwrap_or(base.language),
        email,
        phone: line(&form.phone, 60),
        consent,
        consent_at,
        consent_until: day(&form.consent_until).map_err(bad_day)?,
        open: form.paused.is_empty(),
        ..base
    })
}

/// Adds one.
pub(in crate::web) async fn add(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<JournalistForm>,
) -> Result<Response, WebError> {
    v.require(&PUBLISH)?;
    let now = section.clock.now();
    let blank = Journalist {
        id: Id::secret(section.random.as_ref()),
        name: String::new(),
        medium: String::new(),
        beat: String::new(),
        language: v.settings.language,
        email: String::new(),
        phone: String::new(),
        consent: String::new(),
        consent_at: None,
        consent_until: None,
        open: true,
        stopped_at: None,
        created_at: now,
    };
    let mut tx = section.db.begin().await?;
    let mut one = match read(&form, blank) {
        Ok(one) => one,
        Err(refusal) => return all(&section, &mut tx, &v, &form, (Some(refusal), None)).await,
    };
    one.stopped_at = roster::stopped(&mut tx, &section.keys, &one.email).await?;
    if !journalists::put(&mut tx, &one).await? {
        return all(&section, &mut tx, &v, &form, (Some("channels-refused-email-known"), None)).await;
    }
    tx.commit().await?;
    Ok(Redirect::to(&v.href("/desk/press/journalists?done=saved")).into_response())
}

async fn find(db: &mut Conn, id: &str) -> Result<Journalist, WebError> {
    let id: JournalistId = id.parse().map_err(|_| WebError::NotFound)?;
    journalists::by_id(db, id).await?.ok_or(WebError::NotFound)
}

/// Shows one.
pub(in crate::web) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, WebError> {
    v.require(&PUBLISH)?;
    let one = find(&mut *section.db.read().await?, &id).await?;
    let form = JournalistForm {
        act: String::new(),
        name: one.name,
        medium: one.medium,
        beat: one.beat,
        language: one.language.to_string(),
        email: one.email,
        phone: one.phone,
        consent: one.consent,
        consent_at: day_field(one.consent_at),
        consent_until: day_field(one.consent_until),
        paused: if one.open { String::new() } else { "1".to_owned() },
    };
    page(&v, (&id, one.stopped_at), &form, None, done.sentence(&v))
}

fn page(
    v: &Visitor,
    (id, stopped): (&str, Option<Timestamp>),
    form: &JournalistForm,
    refusal: Option<&'static str>,
    done: Option<String>,
) -> Result<Response, WebError> {
    let page = OnePage {
        v,
        id: id.to_owned(),
        stopped: stopped.map(|at| v.words.put("channels-journalist-stopped", "day", v.words.day(at))),
        languages: languages(v, &form.language),
        form,
        refusal: refusal.map(|key| v.words.t(key)),
        done,
    };
    page.answer_form(refusal.is_some())
}

/// Changes what is known of one, or forgets them.
pub(in crate::web) async fn save(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<JournalistForm>,
) -> Result<Response, WebError> {
    v.require(&PUBLISH)?;
    let mut tx = section.db.begin().await?;
    let before = find(&mut tx, &id).await?;
    if form.act == "forget" {
        journalists::forget(&mut tx, before.id).await?;
        tx.commit().await?;
        return Ok(Redirect::to(&v.href("/desk/press/journalists?done=forgotten")).into_response());
    }
    let stopped = before.stopped_at;
    let mut one = match read(&form, before) {
        Ok(one) => one,
        Err(refusal) => return page(&v, (&id, stopped), &form, Some(refusal), None),
    };
    // Another address is another mailbox; the same one may have been let free meanwhile.
    one.stopped_at = roster::stopped(&mut tx, &section.keys, &one.email).await?;
    if !journalists::put(&mut tx, &one).await? {
        return page(&v, (&id, stopped), &form, Some("channels-refused-email-known"), None);
    }
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/desk/press/journalists/{id}?done=saved"))).into_response())
}
