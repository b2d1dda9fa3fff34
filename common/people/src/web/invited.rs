//! Coming by an invitation: to one's own address, or by a link that was handed on.

use std::time::Duration;

use askama::Template;
use axum::{
    extract::{Path, State},
    http::request::Parts,
    response::Response,
};
use griot_web::{Answer, Form, Session, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{Said, email, hashed, join::Refusal, moment, sign_in, token, twice};
use crate::{
    Section,
    acts::{
        self,
        join::{Asking, Newcomer},
        naming,
    },
    model::{invitation::Invitation, link, profile},
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct InvitedForm {
    name: String,
    about: String,
    address: String,
    passphrase: String,
}

#[derive(Template)]
#[template(path = "invited.html")]
struct InvitedPage<'a> {
    v: &'a Visitor,
    invitation: &'a Invitation,
    form: &'a InvitedForm,
    refusal: Option<Refusal>,
}

async fn find(section: &Section, text: &str) -> Result<Result<Invitation, link::Refusal>, WebError> {
    let Ok(token) = token(text) else { return Ok(Err(link::Refusal::Unknown)) };
    let mut db = section.db.read().await?;
    Ok(acts::join::invitation(&mut db, &token, section.clock.now()).await?)
}

pub(super) async fn form(
    State(section): State<Section>,
    v: Visitor,
    Path(text): Path<String>,
) -> Result<Response, WebError> {
    let standing = match find(&section, &text).await? {
        Ok(invitation) => invitation.check(section.clock.now()).map(|()| invitation),
        Err(refusal) => Err(refusal),
    };
    match standing {
        Ok(invitation) => {
            let form = InvitedForm { name: invitation.name.clone(), ..InvitedForm::default() };
            InvitedPage { v: &v, invitation: &invitation, form: &form, refusal: None }.answer()
        }
        Err(refusal) => Said::refused(&v, refusal).answer_with(StatusCode::GONE),
    }
}

pub(super) async fn accept(
    State(section): State<Section>,
    v: Visitor,
    session: Session,
    Path(text): Path<String>,
    parts: Parts,
    Form(form): Form<InvitedForm>,
) -> Result<Response, WebError> {
    section.limit(&parts, "invited", 60, Duration::from_secs(10))?;
    let invitation = match find(&section, &text).await? {
        Ok(invitation) => invitation,
        Err(refusal) => return Said::refused(&v, refusal).answer_with(StatusCode::GONE),
    };
    if let Err(refusal) = invitation.check(section.clock.now()) {
        return again(&section, &v, &session, &parts, &invitation, &form, refusal).await;
    }
    let shown = |field, key| {
        InvitedPage { v: &v, invitation: &invitation, form: &form, refusal: Some(Refusal { field, key }) }
            .answer_with(StatusCode::UNPROCESSABLE_ENTITY)
    };
    let name = match profile::name(&form.name) {
        Ok(name) => name,
        Err(refusal) => return shown("name", refusal.key()),
    };
    if naming::deceives(&mut *section.db.read().await?, &v.settings.name, &name, None).await? {
        return shown("name", profile::Refusal::Deceives.key());
    }
    let about = match profile::about(&form.about) {
        Ok(about) => about,
        Err(refusal) => return shown("about", refusal.key()),
    };
    let address = invitation.address.as_deref().unwrap_or(&form.address);
    let (email, digest) = match email(&section, address) {
        Ok(found) => found,
        Err(key) => return shown("address", key),
    };
    let at = moment(&section);
    if invitation.address.is_none() {
        let asking = Asking {
            name,
            about,
            address: email,
            digest,
            language: v.words.language(),
            invitation: Some(invitation.id),
        };
        let mut tx = section.db.begin().await?;
        acts::join::ask(&mut tx, &section.keys, at, asking).await?;
        tx.commit().await?;
        return Said::new(&v, "people-join-sent", "/", "people-way-home").answer();
    }
    let hash = match hashed(&section, &form.passphrase, &[&name, email.as_str()]).await? {
        Ok(hash) => hash,
        Err(key) => return shown("passphrase", key),
    };
    let newcomer = Newcomer {
        name,
        about,
        address: email.as_str().to_owned(),
        digest,
        language: v.words.language(),
        passphrase: Some(hash),
    };
    let mut tx = section.db.begin().await?;
    let admitted = acts::join::admit(&mut tx, at, &invitation, &newcomer).await?;
    match admitted {
        Some(person) => {
            tx.commit().await?;
            sign_in::enter(&section, &v, &session, &parts, person, "/me?done=joined").await
        }
        None => {
            drop(tx);
            again(&section, &v, &session, &parts, &invitation, &form, link::Refusal::Used).await
        }
    }
}

/// The form was sent before: whoever sends it twice, with the same passphrase, comes in
/// as they did the first time.
async fn again(
    section: &Section,
    v: &Visitor,
    session: &Session,
    parts: &Parts,
    invitation: &Invitation,
    form: &InvitedForm,
    refusal: link::Refusal,
) -> Result<Response, WebError> {
    if refusal == link::Refusal::Used
        && let Some(address) = invitation.address.as_deref()
        && let Some(person) = twice::just_joined(section, address, &form.passphrase).await?
    {
        return sign_in::enter(section, v, session, parts, person, "/me?done=joined").await;
    }
    Said::refused(v, refusal).answer_with(StatusCode::GONE)
}
