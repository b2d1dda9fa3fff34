//! The first page of a new section: its name, and its first administrator.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::request::Parts,
    response::Response,
};
use griot_web::{Answer, Form, Session, Settings, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{Said, email, hashed, join::Refusal, moment, sign_in, token, twice};
use crate::{
    Section,
    acts::{self, join::Newcomer, note, roles},
    model::{
        link::{self, Purpose},
        profile,
        staff::Act,
    },
    store::{self, grants::RoleGrant},
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct SetupForm {
    section: String,
    language: String,
    name: String,
    address: String,
    passphrase: String,
}

#[derive(Template)]
#[template(path = "setup.html")]
struct SetupPage<'a> {
    v: &'a Visitor,
    form: &'a SetupForm,
    languages: Vec<(String, String)>,
    refusal: Option<Refusal>,
}

impl<'a> SetupPage<'a> {
    fn new(v: &'a Visitor, form: &'a SetupForm, refusal: Option<Refusal>) -> Self {
        Self { v, form, languages: super::profile::languages(v), refusal }
    }
}

pub(super) async fn form(
    State(section): State<Section>,
    v: Visitor,
    Path(text): Path<String>,
) -> Result<Response, WebError> {
    let standing = match token(&text) {
        Ok(token) => {
            let mut db = section.db.read().await?;
            store::links::look(&mut db, Purpose::Setup, &token.hash(), section.clock.now()).await?
        }
        Err(refusal) => Err(refusal),
    };
    if let Err(refusal) = standing {
        return refused(&v, refusal);
    }
    let form = SetupForm { language: v.words.language().to_string(), ..SetupForm::default() };
    SetupPage::new(&v, &form, None).answer()
}

/// The link is dead: the operator makes another with `griot setup`.
fn refused(v: &Visitor, refusal: link::Refusal) -> Result<Response, WebError> {
    let mut page = Said::refused(v, refusal);
    page.text = v.words.t("people-setup-again");
    page.answer_with(StatusCode::GONE)
}

pub(super) async fn set_up(
    State(section): State<Section>,
    v: Visitor,
    session: Session,
    Path(text): Path<String>,
    parts: Parts,
    Form(form): Form<SetupForm>,
) -> Result<Response, WebError> {
    let at = moment(&section);
    let token = match token(&text) {
        Ok(token) => token,
        Err(refusal) => return refused(&v, refusal),
    };
    let shown = |field, key| {
        SetupPage::new(&v, &form, Some(Refusal { field, key })).answer_with(StatusCode::UNPROCESSABLE_ENTITY)
    };
    // Asked before the passphrase is worked on, so that a dead link costs nothing.
    let mut db = section.db.read().await?;
    let standing = store::links::look(&mut db, Purpose::Setup, &token.hash(), at.now).await?;
    drop(db);
    if let Err(refusal) = standing {
        return again(&section, &v, &session, &parts, &form, refusal).await;
    }
    let section_name = match profile::name(&form.section) {
        Ok(name) => name,
        Err(profile::Refusal::NoName) => return shown("section", "people-refused-no-section"),
        Err(refusal) => return shown("section", refusal.key()),
    };
    let name = match profile::name(&form.name) {
        Ok(name) => name,
        Err(refusal) => return shown("name", refusal.key()),
    };
    let (email, digest) = match email(&section, &form.address) {
        Ok(found) => found,
        Err(key) => return shown("address", key),
    };
    let language = super::profile::language(&v, &form.language).unwrap_or(v.words.language());
    let hash = match hashed(&section, &form.passphrase, &[&name, email.as_str()]).await? {
        Ok(hash) => hash,
        Err(key) => return shown("passphrase", key),
    };
    let address = email.as_str().to_owned();
    let newcomer = Newcomer { name, about: String::new(), address, digest, language, passphrase: Some(hash) };

    let mut tx = section.db.begin().await?;
    if let Err(refusal) = store::links::take(&mut tx, Purpose::Setup, &token.hash(), at.now).await? {
        drop(tx);
        return again(&section, &v, &session, &parts, &form, refusal).await;
    }
    if store::grants::count_others(&mut tx, roles::ADMINISTRATOR, None).await? > 0 {
        return refused(&v, link::Refusal::Used);
    }
    let Some(person) = acts::join::add(&mut tx, at, &newcomer).await? else {
        return shown("address", "people-refused-known-address");
    };
    let grant =
        RoleGrant { person, role: roles::ADMINISTRATOR.to_owned(), scope: store::grants::SECTION.to_owned() };
    store::grants::give(&mut tx, &grant, None, at.now).await?;
    note(&mut tx, at, None, Act::SectionSetUp, acts::person(person)).await?;
    let settings = Settings { name: section_name, language, ..Settings::load(&mut tx).await? };
    settings.save(&mut tx).await?;
    tx.commit().await?;

    sign_in::enter(&section, &v, &session, &parts, person, "/me?done=set-up").await
}

/// The form was sent before: whoever sends it twice, with the same passphrase, comes in as they did the
/// first time.
async fn again(
    section: &Section,
    v: &Visitor,
    session: &Session,
    parts: &Parts,
    form: &SetupForm,
    refusal: link::Refusal,
) -> Result<Response, WebError> {
    if refusal == link::Refusal::Used
        && let Some(person) = twice::just_joined(section, &form.address, &form.passphrase).await?
    {
        return sign_in::enter(section, v, session, parts, person, "/me?done=set-up").await;
    }
    refused(v, refusal)
}
