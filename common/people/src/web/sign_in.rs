//! Signing in by passphrase, with a code beside it where one is set up, and signing out.

use std::time::Duration;

use askama::Template;
use axum::{
    extract::{Query, State},
    http::request::Parts,
    response::{IntoResponse, Redirect, Response},
};
use griot_crypto::Purpose;
use griot_kernel::{PersonId, Timestamp};
use griot_web::{Answer, Form, Session, Visitor, WebError, sessions};
use http::{HeaderValue, StatusCode, header};
use serde::Deserialize;

use super::{Nothing, back, email, known, moment};
use crate::{
    Section,
    acts::tries::{Tries, Whence},
    answers,
    model::{person::State as Standing, throttle::FREE},
    passkeys, second, store,
};

const PENDING: Purpose = Purpose("people.sign-in-pending");
const CODES: Purpose = Purpose("people.sign-in-codes");
const CODE_TIME: Duration = Duration::from_secs(5 * 60);

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct SignInForm {
    address: String,
    passphrase: String,
    back: String,
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage<'a> {
    v: &'a Visitor,
    address: &'a str,
    back: &'a str,
    error: Option<String>,
    passkeys: bool,
}

#[derive(Template)]
#[template(path = "code.html")]
struct CodePage<'a> {
    v: &'a Visitor,
    pending: String,
    back: &'a str,
    error: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct BackQuery {
    back: String,
}

pub(super) async fn form(
    State(section): State<Section>,
    v: Visitor,
    Query(query): Query<BackQuery>,
) -> Result<Response, WebError> {
    let back = back(&query.back);
    if v.member.is_some() {
        return Ok(Redirect::to(&v.href(if back.is_empty() { "/me" } else { back })).into_response());
    }
    SignInPage { v: &v, address: "", back, error: None, passkeys: passkeys::party(&section).is_some() }
        .answer()
}

pub(super) async fn sign_in(
    State(section): State<Section>,
    v: Visitor,
    session: Session,
    parts: Parts,
    Form(form): Form<SignInForm>,
) -> Result<Response, WebError> {
    let now = section.clock.now();
    let back = back(&form.back);
    let shown = |error: String, status: StatusCode| {
        let passkeys = passkeys::party(&section).is_some();
        SignInPage { v: &v, address: &form.address, back, error: Some(error), passkeys }.answer_with(status)
    };
    let limit = || section.limit(&parts, "sign-in", 60, Duration::from_secs(2));
    let Ok((_, digest)) = email(&section, &form.address) else {
        limit()?;
        return shown(v.words.t("people-refused-sign-in"), StatusCode::UNPROCESSABLE_ENTITY);
    };

    let owner = store::contacts::owner_of_email(&mut *section.db.read().await?, &digest).await?;
    let (mark, net) = (known::mark(&section, &parts.headers, owner), section.net(&parts));
    if mark.is_none() {
        limit()?;
    }
    let mut tx = section.db.begin().await?;
    let whence = mark.as_deref().map_or(Whence::Net(&net), Whence::Known);
    let tries = Tries::new(&section.keys, &digest, whence);
    if let Some(wait) = tries.begin(&mut tx, now).await? {
        return waiting(shown(wait_sentence(&v, wait), StatusCode::TOO_MANY_REQUESTS)?, wait);
    }
    let (person, secrets) = match owner {
        Some(id) => (store::persons::by_id(&mut tx, id).await?, store::secrets::of(&mut tx, id).await?),
        None => (None, store::secrets::Secrets::default()),
    };
    tx.commit().await?;
    let right = match &secrets.passphrase {
        Some(hash) => section.passphrases.verify(hash, &form.passphrase).await,
        None => section.passphrases.verify_dummy(&form.passphrase).await,
    }
    .map_err(WebError::internal)?;
    let (Some(person), true) = (person, right) else {
        return shown(v.words.t("people-refused-sign-in"), StatusCode::UNPROCESSABLE_ENTITY);
    };
    let outdated = secrets.passphrase.as_deref().is_some_and(|hash| section.passphrases.needs_rehash(hash));
    let fresh = if outdated {
        let salt = section.random.bytes();
        Some(section.passphrases.hash(&form.passphrase, salt).await.map_err(WebError::internal)?)
    } else {
        None
    };
    let mut tx = section.db.begin().await?;
    tries.right(&mut tx).await?;
    if let Some(hash) = fresh {
        store::secrets::set_passphrase(&mut tx, person.id, &hash).await?;
    }
    tx.commit().await?;
    if person.state != Standing::Member {
        return shown(v.words.t("people-refused-suspended"), StatusCode::FORBIDDEN);
    }
    if secrets.totp.is_some() {
        let pending = pending(&section, person.id, now);
        return CodePage { v: &v, pending, back, error: None }.answer();
    }
    if needs_passkey(&section, &v, person.id).await? {
        return shown(v.words.t("people-refused-needs-passkey"), StatusCode::FORBIDDEN);
    }
    enter(&section, &v, &session, &parts, person.id, back).await
}

/// Where a role of the staff needs a second factor and the person's is a passkey, the
/// passphrase alone does not open.
async fn needs_passkey(section: &Section, v: &Visitor, person: PersonId) -> Result<bool, WebError> {
    if !v.settings.second_factor_for_staff {
        return Ok(false);
    }
    let mut db = section.db.read().await?;
    let held = store::grants::of(&mut db, person).await?;
    let staff = held.iter().filter_map(answers::grant).any(|grant| grant.role.is_staff());
    Ok(staff && !store::passkeys::of(&mut db, person).await?.is_empty())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct CodeForm {
    pending: String,
    code: String,
    back: String,
}

/// Takes the code of a telephone, or a recovery code.
pub(super) async fn code(
    State(section): State<Section>,
    v: Visitor,
    session: Session,
    parts: Parts,
    Form(form): Form<CodeForm>,
) -> Result<Response, WebError> {
    let at = moment(&section);
    let back = back(&form.back);
    let Some(person) = read_pending(&section, &form.pending, at.now) else {
        return Ok(Redirect::to(&v.href("/sign-in")).into_response());
    };
    let shown = |error: String, status: StatusCode| {
        CodePage { v: &v, pending: form.pending.clone(), back, error: Some(error) }.answer_with(status)
    };
    let digest = section.keys.digest(CODES, &person.to_string()).0;
    let mut tx = section.db.begin().await?;
    let failures = store::failures::of(&mut tx, &digest).await?;
    if let Some(wait) = failures.and_then(|f| f.wait(FREE, at.now)) {
        return waiting(shown(wait_sentence(&v, wait), StatusCode::TOO_MANY_REQUESTS)?, wait);
    }
    let sealed = store::secrets::of(&mut tx, person).await?.totp.unwrap_or_default();
    let step = second::Secret::open(&section.keys, person, &sealed).and_then(|s| s.check(&form.code, at.now));
    let taken = match step {
        Some(step) => store::secrets::take_totp_step(&mut tx, person, step).await?,
        None => {
            let hash = second::recovery_hash(&section.keys, person, &form.code);
            store::recovery::take(&mut tx, person, &hash, at.now).await?
        }
    };
    if taken {
        store::failures::forget(&mut tx, &digest).await?;
    } else {
        store::failures::count(&mut tx, &digest, at.now).await?;
    }
    let takes_part = store::persons::by_id(&mut tx, person).await?.is_some_and(|p| p.is_member());
    tx.commit().await?;
    match (taken, takes_part) {
        (true, true) => enter(&section, &v, &session, &parts, person, back).await,
        (true, false) => shown(v.words.t("people-refused-suspended"), StatusCode::FORBIDDEN),
        (false, _) => shown(v.words.t("people-refused-code"), StatusCode::UNPROCESSABLE_ENTITY),
    }
}

pub(super) async fn sign_out(
    v: Visitor,
    session: Session,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response, WebError> {
    sessions::sign_out(&session).await?;
    Ok(Redirect::to(&v.href("/")).into_response())
}

/// Opens a session in a browser that is known from then on, and goes where the person wanted to go.
pub(super) async fn enter(
    section: &Section,
    v: &Visitor,
    session: &Session,
    parts: &Parts,
    person: PersonId,
    back: &str,
) -> Result<Response, WebError> {
    sessions::sign_in(session, person, &device(parts)).await?;
    let mut answer = Redirect::to(&v.href(if back.is_empty() { "/me" } else { back })).into_response();
    known::remember(section, &mut answer, person);
    Ok(answer)
}

/// A few words for the device that asks.
pub(super) fn device(parts: &Parts) -> String {
    sessions::device(parts.headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()))
}

fn wait_sentence(v: &Visitor, wait: Duration) -> String {
    v.words.count("people-refused-wait", i64::try_from(wait.as_secs()).unwrap_or(60).max(1))
}

fn waiting(mut page: Response, wait: Duration) -> Result<Response, WebError> {
    page.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait.as_secs().max(1)));
    Ok(page)
}

/// Says, signed, that this person gave the right passphrase a moment ago: no cookie is
/// set before the code has come too.
fn pending(section: &Section, person: PersonId, now: Timestamp) -> String {
    let said = format!("{person}.{}", (now + CODE_TIME).as_millisecond());
    format!("{said}.{}", section.keys.signature_text(PENDING, said.as_bytes()))
}

fn read_pending(section: &Section, text: &str, now: Timestamp) -> Option<PersonId> {
    let (said, signature) = text.rsplit_once('.')?;
    let (person, ends) = said.split_once('.')?;
    let good = section.keys.verify_text(PENDING, said.as_bytes(), signature);
    let open = ends.parse::<i64>().is_ok_and(|ends| ends > now.as_millisecond());
    (good && open).then(|| person.parse().ok())?
}
