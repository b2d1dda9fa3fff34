//! A new passphrase by a letter. The answer is one for known and unknown addresses.

use std::time::Duration;

use askama::Template;
use axum::{
    extract::{Path, State},
    http::request::Parts,
    response::Response,
};
use griot_crypto::Token;
use griot_kernel::PersonId;
use griot_web::{Answer, Form, Visitor, WebError, sessions, tokens};
use http::StatusCode;
use serde::Deserialize;

use super::{Said, email, hashed, known, moment, token, twice};
use crate::{
    Section, acts,
    jobs::{SendReset, What},
    model::link::{Link, Purpose, Refusal},
    store,
};

/// Signs in, and leads to the page where codes and passkeys are.
const CHECK: &str = "/sign-in?back=%2Fme%2Fsecurity%3Fdone%3Dcheck";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ResetForm {
    address: String,
}

#[derive(Template)]
#[template(path = "reset.html")]
struct ResetPage<'a> {
    v: &'a Visitor,
    address: &'a str,
    error: Option<String>,
}

pub(super) async fn form(v: Visitor) -> Result<Response, WebError> {
    ResetPage { v: &v, address: "", error: None }.answer_public()
}

pub(super) async fn ask(
    State(section): State<Section>,
    v: Visitor,
    parts: Parts,
    Form(form): Form<ResetForm>,
) -> Result<Response, WebError> {
    section.limit(&parts, "reset", 30, Duration::from_secs(20))?;
    let Ok((_, digest)) = email(&section, &form.address) else {
        let error = Some(v.words.t("people-refused-address"));
        return ResetPage { v: &v, address: &form.address, error }
            .answer_with(StatusCode::UNPROCESSABLE_ENTITY);
    };
    let mut tx = section.db.begin().await?;
    griot_jobs::enqueue::<Section, _>(&mut tx, &SendReset { digest }).await?;
    tx.commit().await?;
    Said::new(&v, "people-reset-sent", "/sign-in", "people-way-sign-in").answer()
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ChooseForm {
    passphrase: String,
}

#[derive(Template)]
#[template(path = "choose.html")]
struct ChoosePage<'a> {
    v: &'a Visitor,
    error: Option<String>,
}

pub(super) async fn choose(
    State(section): State<Section>,
    v: Visitor,
    Path(text): Path<String>,
) -> Result<Response, WebError> {
    let link = match token(&text) {
        Ok(token) => {
            let mut db = section.db.read().await?;
            store::links::look(&mut db, Purpose::Reset, &token.hash(), section.clock.now()).await?
        }
        Err(refusal) => Err(refusal),
    };
    match link {
        Ok(_) => ChoosePage { v: &v, error: None }.answer(),
        Err(refusal) => Said::refused(&v, refusal).answer_with(StatusCode::GONE),
    }
}

/// Keeps the new passphrase and ends every session and token: whoever knew the old one is out.
pub(super) async fn change(
    State(section): State<Section>,
    v: Visitor,
    Path(text): Path<String>,
    parts: Parts,
    Form(form): Form<ChooseForm>,
) -> Result<Response, WebError> {
    let at = moment(&section);
    let token = match token(&text) {
        Ok(token) => token,
        Err(refusal) => return Said::refused(&v, refusal).answer_with(StatusCode::GONE),
    };
    section.limit(&parts, "reset-choose", 30, Duration::from_secs(10))?;
    let mut db = section.db.read().await?;
    let link = store::links::look(&mut db, Purpose::Reset, &token.hash(), at.now).await?;
    let person = match link {
        Ok(Link { person: Some(person), .. }) => person,
        Ok(_) => return Err(WebError::NotFound),
        Err(refusal) => {
            drop(db);
            return again(&section, &v, &token, &form, refusal).await;
        }
    };
    let name = store::persons::by_id(&mut db, person).await?.map(|p| p.name).unwrap_or_default();
    let address = store::contacts::email_of(&mut db, person).await?.unwrap_or_default();
    drop(db);
    let hash = match hashed(&section, &form.passphrase, &[&name, &address]).await? {
        Ok(hash) => hash,
        Err(key) => {
            let error = Some(v.words.t(key));
            return ChoosePage { v: &v, error }.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    let mut tx = section.db.begin().await?;
    if let Err(refusal) = store::links::take(&mut tx, Purpose::Reset, &token.hash(), at.now).await? {
        drop(tx);
        return again(&section, &v, &token, &form, refusal).await;
    }
    store::secrets::set_passphrase(&mut tx, person, &hash).await?;
    for digest in store::contacts::digests_of(&mut tx, person).await? {
        store::failures::forget(&mut tx, &digest).await?;
    }
    sessions::revoke_all(&mut tx, person).await?;
    tokens::revoke_all(&mut tx, person).await?;
    acts::letters::arrived(&mut tx, &section.keys, person, at.now).await?;
    acts::safety::tell(&mut tx, at, person, What::Passphrase).await?;
    tx.commit().await?;
    done(&section, &v, person).await
}

/// The form was sent before: whoever sends it twice, with the same passphrase, reads what they read the
/// first time.
async fn again(
    section: &Section,
    v: &Visitor,
    token: &Token,
    form: &ChooseForm,
    refusal: Refusal,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let used = match refusal {
        Refusal::Used => store::links::used(&mut db, Purpose::Reset, &token.hash()).await?,
        _ => None,
    };
    if let Some((Link { person: Some(person), .. }, at)) = used
        && twice::just_now(section, at)
        && let Some(hash) = store::secrets::of(&mut db, person).await?.passphrase
    {
        drop(db);
        if section.passphrases.verify(&hash, &form.passphrase).await.map_err(WebError::internal)? {
            return done(section, v, person).await;
        }
    }
    Said::refused(v, refusal).answer_with(StatusCode::GONE)
}

/// Passkeys younger than this are named after a new passphrase: whoever else was in may have made them.
const LATELY: Duration = Duration::from_secs(30 * 86_400);

#[derive(Template)]
#[template(path = "reset_done.html")]
struct DonePage<'a> {
    v: &'a Visitor,
    codes: bool,
    passkeys: Vec<(String, String)>,
    way: &'static str,
}

/// The passphrase is changed; what else lets someone in, or keeps its owner out, is theirs to judge. They
/// remove it once they are signed in: a letter alone takes no second factor away.
async fn done(section: &Section, v: &Visitor, person: PersonId) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let codes = store::secrets::of(&mut db, person).await?.totp.is_some();
    let keys = store::passkeys::of(&mut db, person).await?;
    let since = section.clock.now() - LATELY;
    let lately = keys.iter().filter(|key| key.created_at > since);
    let passkeys: Vec<_> = lately.map(|key| (key.name.clone(), v.words.day(key.created_at))).collect();
    let way = if codes || !keys.is_empty() { CHECK } else { "/sign-in" };
    let mut answer = DonePage { v, codes, passkeys, way }.answer()?;
    known::remember(section, &mut answer, person);
    Ok(answer)
}
