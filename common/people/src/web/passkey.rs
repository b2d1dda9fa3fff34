//! The two ends of passkey ceremonies, spoken in JSON by the script of the page.

use std::time::Duration;

use axum::{
    Json,
    extract::State,
    http::request::Parts,
    response::{IntoResponse, Redirect, Response},
};
use griot_kernel::Id;
use griot_web::{Csrf, Form, Session, Visitor, WebError, sessions};
use http::{HeaderMap, StatusCode, header};
use serde::Deserialize;
use serde_json::json;
use webauthn_rs::prelude::{PublicKeyCredential, RegisterPublicKeyCredential};

use super::{back, known, moment, security, sign_in};
use crate::{
    Section,
    acts::safety,
    jobs::What,
    passkeys::{self, CeremonyError},
    store::{self, passkeys::PasskeyRow},
};

/// A refusal that the script shows: one sentence.
fn refused(v: &Visitor, error: CeremonyError) -> Result<Response, WebError> {
    let key = match error {
        CeremonyError::Db(error) => return Err(error.into()),
        CeremonyError::Refused => "people-refused-passkey",
        CeremonyError::NoName => "people-refused-passkey-no-name",
    };
    said(v, key)
}

fn said(v: &Visitor, key: &str) -> Result<Response, WebError> {
    let kind = [(header::CONTENT_TYPE, "application/problem+json")];
    let said = json!({ "status": 422, "title": v.words.t(key), "detail": v.words.t(key) }).to_string();
    Ok((StatusCode::UNPROCESSABLE_ENTITY, kind, said).into_response())
}

/// The mark of a member's page comes in a header here, since the body is JSON.
fn check(v: &Visitor, headers: &HeaderMap) -> Result<(), WebError> {
    let marks = [Csrf::HEADER, "x-csrf-token"];
    let sent = marks.iter().find_map(|name| headers.get(*name)).and_then(|mark| mark.to_str().ok());
    if sent == Some(v.csrf.as_str()) { Ok(()) } else { Err(WebError::ForeignForm) }
}

pub(super) async fn begin_sign_in(
    State(section): State<Section>,
    v: Visitor,
    parts: Parts,
) -> Result<Response, WebError> {
    section.limit(&parts, "passkey", 60, Duration::from_secs(2))?;
    let mut tx = section.db.begin().await?;
    match passkeys::begin_sign_in(&section, &mut tx, moment(&section)).await {
        Ok(asked) => {
            tx.commit().await?;
            Ok(Json(asked).into_response())
        }
        Err(error) => refused(&v, error),
    }
}

#[derive(Deserialize)]
pub(super) struct SignInAnswer {
    credential: PublicKeyCredential,
    #[serde(default)]
    back: String,
}

pub(super) async fn finish_sign_in(
    State(section): State<Section>,
    v: Visitor,
    session: Session,
    parts: Parts,
    Json(answer): Json<SignInAnswer>,
) -> Result<Response, WebError> {
    let mut tx = section.db.begin().await?;
    let person = match passkeys::finish_sign_in(&section, &mut tx, moment(&section), &answer.credential).await
    {
        Ok(person) => person,
        Err(error) => return refused(&v, error),
    };
    let standing = store::persons::by_id(&mut tx, person).await?;
    tx.commit().await?;
    if standing.is_none_or(|p| !p.is_member()) {
        return refused(&v, CeremonyError::Refused);
    }
    let next = match back(&answer.back) {
        "" => "/me",
        wanted => wanted,
    };
    sessions::sign_in(&session, person, &sign_in::device(&parts)).await?;
    let mut answer = Json(json!({ "next": v.href(next) })).into_response();
    known::remember(&section, &mut answer, person);
    Ok(answer)
}

#[derive(Deserialize)]
pub(super) struct AddRequest {
    #[serde(default)]
    current: String,
}

/// Whoever finds an open telephone should not be able to add a way in of their own, so
/// the passphrase is asked for again.
pub(super) async fn begin_adding(
    State(section): State<Section>,
    v: Visitor,
    headers: HeaderMap,
    Json(form): Json<AddRequest>,
) -> Result<Response, WebError> {
    check(&v, &headers)?;
    if !security::is_own_passphrase(&section, &v, &form.current).await? {
        return said(&v, "people-refused-current");
    }
    let member = v.signed_in()?;
    let mut tx = section.db.begin().await?;
    match passkeys::begin_adding(&section, &mut tx, moment(&section), member.id, &member.name).await {
        Ok(asked) => {
            tx.commit().await?;
            Ok(Json(asked).into_response())
        }
        Err(error) => refused(&v, error),
    }
}

#[derive(Deserialize)]
pub(super) struct AddAnswer {
    credential: RegisterPublicKeyCredential,
    #[serde(default)]
    name: String,
}

pub(super) async fn finish_adding(
    State(section): State<Section>,
    v: Visitor,
    parts: Parts,
    Json(answer): Json<AddAnswer>,
) -> Result<Response, WebError> {
    check(&v, &parts.headers)?;
    let member = v.signed_in()?;
    let name = crate::model::profile::name(&answer.name).unwrap_or_else(|_| sign_in::device(&parts));
    let mut tx = section.db.begin().await?;
    let at = moment(&section);
    match passkeys::finish_adding(&section, &mut tx, at, member.id, &name, &answer.credential).await {
        Ok(()) => {
            safety::tell(&mut tx, at, member.id, What::PasskeyAdded).await?;
            tx.commit().await?;
            Ok(Json(json!({ "next": v.href("/me/security?done=passkey") })).into_response())
        }
        Err(error) => refused(&v, error),
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RemoveForm {
    key: String,
    current: String,
}

/// Whoever finds an open telephone should not be able to take its owner's ways in away either.
pub(super) async fn remove(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<RemoveForm>,
) -> Result<Response, WebError> {
    let id: Id<PasskeyRow> = form.key.parse().map_err(|_| WebError::BadRequest)?;
    if !security::is_own_passphrase(&section, &v, &form.current).await? {
        return security::passkey_refused(&section, &v, "people-refused-current").await;
    }
    let mut tx = section.db.begin().await?;
    store::passkeys::remove(&mut tx, v.signed_in()?.id, id).await?;
    tx.commit().await?;
    Ok(Redirect::to("/me/security?done=passkey-removed").into_response())
}
