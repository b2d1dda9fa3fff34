//! One-time codes by an application on the telephone, and recovery codes.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use griot_web::{Answer, Form, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{moment, security};
use crate::{Section, acts::safety, jobs::What, second, store};

#[derive(Template)]
#[template(path = "telephone.html")]
struct TelephonePage<'a> {
    v: &'a Visitor,
    sealed: String,
    letters: String,
    address: String,
    picture: String,
    error: Option<String>,
}

#[derive(Template)]
#[template(path = "recovery.html")]
struct RecoveryPage<'a> {
    v: &'a Visitor,
    codes: Vec<String>,
}

fn show<'a>(
    section: &Section,
    v: &'a Visitor,
    secret: &second::Secret,
    error: Option<String>,
) -> Result<TelephonePage<'a>, WebError> {
    let member = v.signed_in()?;
    let name = v.settings.name.as_str();
    Ok(TelephonePage {
        v,
        sealed: secret.seal_text(&section.keys, member.id, section.random.as_ref()),
        letters: secret.letters(),
        address: secret.address(name, &member.handle),
        picture: secret.picture(name, &member.handle),
        error,
    })
}

pub(super) async fn form(State(section): State<Section>, v: Visitor) -> Result<Response, WebError> {
    let secret = second::Secret::fresh(section.random.as_ref());
    show(&section, &v, &secret, None)?.answer()
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct CodesForm {
    sealed: String,
    code: String,
    current: String,
}

/// Turns codes on once the telephone has shown that it knows the secret, and gives
/// fresh recovery codes, which are shown this once.
pub(super) async fn turn_on(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<CodesForm>,
) -> Result<Response, WebError> {
    let at = moment(&section);
    let id = v.signed_in()?.id;
    let Some(secret) = second::Secret::open_text(&section.keys, id, &form.sealed) else {
        return Err(WebError::BadRequest);
    };
    let refused = |key: &str| {
        show(&section, &v, &secret, Some(v.words.t(key)))?.answer_with(StatusCode::UNPROCESSABLE_ENTITY)
    };
    let Some(step) = secret.check(&form.code, at.now) else { return refused("people-refused-code") };
    if !security::is_own_passphrase(&section, &v, &form.current).await? {
        return refused("people-refused-current");
    }
    let codes = second::recovery_codes(section.random.as_ref());
    let hashes: Vec<_> = codes.iter().map(|code| second::recovery_hash(&section.keys, id, code)).collect();
    let sealed = secret.seal(&section.keys, id, section.random.as_ref());
    let mut tx = section.db.begin().await?;
    store::secrets::set_totp(&mut tx, id, Some(&sealed)).await?;
    store::secrets::take_totp_step(&mut tx, id, step).await?;
    store::recovery::replace(&mut tx, id, &hashes).await?;
    safety::tell(&mut tx, at, id, What::CodesOn).await?;
    tx.commit().await?;
    RecoveryPage { v: &v, codes }.answer()
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct OffForm {
    current: String,
}

pub(super) async fn turn_off(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<OffForm>,
) -> Result<Response, WebError> {
    let id = v.signed_in()?.id;
    if !security::is_own_passphrase(&section, &v, &form.current).await? {
        return Ok(Redirect::to("/me/security?done=wrong-passphrase").into_response());
    }
    let mut tx = section.db.begin().await?;
    if store::secrets::of(&mut tx, id).await?.totp.is_some() {
        store::secrets::set_totp(&mut tx, id, None).await?;
        store::recovery::remove(&mut tx, id).await?;
        safety::tell(&mut tx, moment(&section), id, What::CodesOff).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to("/me/security?done=codes-off").into_response())
}
