//! How a member gets in: passphrase, passkeys, codes, and where they are signed in.

use askama::Template;
use axum::{
    extract::{Query, State},
    http::request::Parts,
    response::{IntoResponse, Redirect, Response},
};
use griot_crypto::text;
use griot_web::{Answer, Form, Second, Session, Visitor, WebError, sessions, tokens};
use http::StatusCode;
use serde::Deserialize;

use super::{PageQuery, hashed, letters, moment, sign_in};
use crate::{Section, acts::safety, jobs::What, passkeys, store};

#[derive(Template)]
#[template(path = "security.html")]
struct SecurityPage<'a> {
    v: &'a Visitor,
    address: String,
    sessions: Vec<SessionLine>,
    keys: Vec<KeyLine>,
    passkeys: bool,
    codes: bool,
    recovery_left: i64,
    needs_second: bool,
    error: Option<String>,
    address_error: Option<String>,
    passkey_error: Option<String>,
    new_address: String,
    letters: Option<String>,
    done: Option<String>,
}

struct SessionLine {
    name: String,
    device: String,
    seen: String,
}

struct KeyLine {
    id: String,
    name: String,
    made: String,
}

async fn build<'a>(section: &Section, v: &'a Visitor) -> Result<SecurityPage<'a>, WebError> {
    let id = v.signed_in()?.id;
    let now = section.clock.now();
    let mut db = section.db.read().await?;
    let open = sessions::of(&mut db, id, now).await?;
    let keys = store::passkeys::of(&mut db, id).await?;
    let codes = store::secrets::of(&mut db, id).await?.totp.is_some();
    let needs_second = v.signed_in()?.second == Second::Wanted && !codes && keys.is_empty();
    Ok(SecurityPage {
        v,
        address: store::contacts::email_of(&mut db, id).await?.unwrap_or_default(),
        sessions: open
            .into_iter()
            .map(|s| SessionLine {
                name: text::encode(&s.id_hash),
                device: if s.device.is_empty() { v.words.t("people-session-unknown") } else { s.device },
                seen: v.words.moment(s.seen_at),
            })
            .collect(),
        keys: keys
            .into_iter()
            .map(|k| KeyLine { id: k.id.to_string(), name: k.name, made: v.words.day(k.created_at) })
            .collect(),
        passkeys: passkeys::party(section).is_some(),
        codes,
        recovery_left: store::recovery::count_left(&mut db, id).await?,
        needs_second,
        error: None,
        address_error: None,
        passkey_error: None,
        new_address: String::new(),
        letters: letters::note(section, &mut db, v, id).await?,
        done: None,
    })
}

pub(super) async fn page(
    State(section): State<Section>,
    v: Visitor,
    Query(query): Query<PageQuery>,
) -> Result<Response, WebError> {
    let mut page = build(&section, &v).await?;
    page.done = query.done(&v);
    page.answer()
}

/// The page again, with what was wrong with the new address.
pub(super) async fn address_refused(
    section: &Section,
    v: &Visitor,
    typed: String,
    key: &str,
) -> Result<Response, WebError> {
    let mut page = build(section, v).await?;
    page.new_address = typed;
    page.address_error = Some(v.words.t(key));
    page.answer_with(StatusCode::UNPROCESSABLE_ENTITY)
}

/// The page again, with what was wrong about a passkey.
pub(super) async fn passkey_refused(section: &Section, v: &Visitor, key: &str) -> Result<Response, WebError> {
    let mut page = build(section, v).await?;
    page.passkey_error = Some(v.words.t(key));
    page.answer_with(StatusCode::UNPROCESSABLE_ENTITY)
}

/// Whether the member has a passphrase to give; whoever comes by passkeys alone has none.
pub(super) async fn has_passphrase(section: &Section, v: &Visitor) -> Result<bool, WebError> {
    let id = v.signed_in()?.id;
    Ok(store::secrets::of(&mut *section.db.read().await?, id).await?.passphrase.is_some())
}

/// Whether this is the member's passphrase. Whoever has none (only passkeys) has none to give.
pub(super) async fn is_own_passphrase(section: &Section, v: &Visitor, typed: &str) -> Result<bool, WebError> {
    let id = v.signed_in()?.id;
    let every = std::time::Duration::from_secs(10);
    section.limits.check("own-passphrase", &id.to_string(), 20, every, section.clock.now())?;
    let mut db = section.db.read().await?;
    let kept = store::secrets::of(&mut db, id).await?.passphrase;
    drop(db);
    match kept {
        Some(hash) => section.passphrases.verify(&hash, typed).await.map_err(WebError::internal),
        None => Ok(false),
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct PassphraseForm {
    current: String,
    passphrase: String,
}

/// Changes the passphrase, ends every session and token, and opens a fresh session here.
pub(super) async fn passphrase(
    State(section): State<Section>,
    v: Visitor,
    session: Session,
    parts: Parts,
    Form(form): Form<PassphraseForm>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let refused = async |key: &str| {
        let mut page = build(&section, &v).await?;
        page.error = Some(v.words.t(key));
        page.answer_with(StatusCode::UNPROCESSABLE_ENTITY)
    };
    if !is_own_passphrase(&section, &v, &form.current).await? {
        return refused("people-refused-current").await;
    }
    let mut db = section.db.read().await?;
    let address = store::contacts::email_of(&mut db, member.id).await?.unwrap_or_default();
    drop(db);
    let hash = match hashed(&section, &form.passphrase, &[&member.name, &address]).await? {
        Ok(hash) => hash,
        Err(key) => return refused(key).await,
    };
    let mut tx = section.db.begin().await?;
    store::secrets::set_passphrase(&mut tx, member.id, &hash).await?;
    sessions::revoke_all(&mut tx, member.id).await?;
    tokens::revoke_all(&mut tx, member.id).await?;
    safety::tell(&mut tx, moment(&section), member.id, What::Passphrase).await?;
    tx.commit().await?;
    sessions::sign_in(&session, member.id, &sign_in::device(&parts)).await?;
    Ok(Redirect::to("/me/security?done=passphrase").into_response())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RevokeForm {
    session: String,
}

pub(super) async fn revoke(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<RevokeForm>,
) -> Result<Response, WebError> {
    let hash = text::decode(&form.session).ok_or(WebError::BadRequest)?;
    let mut tx = section.db.begin().await?;
    sessions::revoke(&mut tx, v.signed_in()?.id, &hash).await?;
    tx.commit().await?;
    Ok(Redirect::to("/me/security?done=session").into_response())
}

/// Ends every session and opens a fresh one here.
pub(super) async fn revoke_others(
    State(section): State<Section>,
    v: Visitor,
    session: Session,
    parts: Parts,
    Form(super::Nothing {}): Form<super::Nothing>,
) -> Result<Response, WebError> {
    let id = v.signed_in()?.id;
    let mut tx = section.db.begin().await?;
    sessions::revoke_all(&mut tx, id).await?;
    tx.commit().await?;
    sessions::sign_in(&session, id, &sign_in::device(&parts)).await?;
    Ok(Redirect::to("/me/security?done=sessions").into_response())
}
