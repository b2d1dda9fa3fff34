//! Confirming an address: a page with one button, since mail scanners follow links.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_crypto::Keys;
use griot_db::{Conn, DbError, Tx};
use griot_kernel::Id;
use griot_web::{Answer, Form, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{Said, join::Refusal as Refused, moment, token};
use crate::{
    Section,
    acts::{self, Moment, join::Confirmed, naming},
    model::{
        link::{Link, Purpose, Refusal},
        profile,
        request::JoinRequest,
    },
    store::{self, addresses::AddressChange, contacts::Contact},
};

#[derive(Template)]
#[template(path = "confirm.html")]
struct ConfirmPage<'a> {
    v: &'a Visitor,
    words: Option<&'a WordsForm>,
    refusal: Option<Refused>,
}

/// The words that someone asks to join with, as the owner of the address confirms them: who
/// typed them first is not known before.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct WordsForm {
    name: String,
    about: String,
}

/// The words of the request behind a link.
async fn words_of(db: &mut Conn, link: Link) -> Result<Option<WordsForm>, DbError> {
    let Some(id) = link.subject.map(Id::<JoinRequest>::from) else { return Ok(None) };
    let request = store::requests::by_id(db, id).await?;
    Ok(request.map(|request| WordsForm { name: request.name, about: request.about }))
}

pub(super) async fn look(
    State(section): State<Section>,
    v: Visitor,
    Path(text): Path<String>,
) -> Result<Response, WebError> {
    let token = match token(&text) {
        Ok(token) => token,
        Err(refusal) => return Said::refused(&v, refusal).answer_with(StatusCode::GONE),
    };
    let now = section.clock.now();
    let mut db = section.db.read().await?;
    let joins = store::links::look(&mut db, Purpose::Join, &token.hash(), now).await?;
    let moves = store::links::look(&mut db, Purpose::Address, &token.hash(), now).await?;
    match (joins, moves) {
        (Ok(link), _) => {
            let words = words_of(&mut db, link).await?;
            ConfirmPage { v: &v, words: words.as_ref(), refusal: None }.answer()
        }
        (_, Ok(_)) => ConfirmPage { v: &v, words: None, refusal: None }.answer(),
        (Err(Refusal::Used), _) => match acts::join::confirmed(&mut db, &token, now).await? {
            // The button leads on again: a line may have been cut before the door was reached.
            Some(Confirmed::Invited(_)) => ConfirmPage { v: &v, words: None, refusal: None }.answer(),
            Some(Confirmed::Waiting) => Said::new(&v, "people-join-waiting", "/", "people-way-home").answer(),
            None => Said::refused(&v, Refusal::Used).answer_with(StatusCode::GONE),
        },
        (_, Err(Refusal::Used)) => said(&v, changed_before(&mut db, &token.hash()).await?),
        (Err(Refusal::Unknown), Err(refusal)) | (Err(refusal), _) => {
            Said::refused(&v, refusal).answer_with(StatusCode::GONE)
        }
    }
}

/// What became of a change of address, as its owner reads it.
fn said(v: &Visitor, became: Result<Changed, Refusal>) -> Result<Response, WebError> {
    match became {
        Ok(Changed::Moved) => {
            Said::new(v, "people-address-confirmed", "/me/security", "people-way-security").answer()
        }
        Ok(Changed::Taken) => {
            let said = Said::new(v, "people-address-taken", "/me/security", "people-way-security");
            said.answer_with(StatusCode::CONFLICT)
        }
        Err(refusal) => Said::refused(v, refusal).answer_with(StatusCode::GONE),
    }
}

/// Confirms, once: whoever presses again gets the answer of the first time.
pub(super) async fn confirm(
    State(section): State<Section>,
    v: Visitor,
    Path(text): Path<String>,
    Form(form): Form<WordsForm>,
) -> Result<Response, WebError> {
    let token = match token(&text) {
        Ok(token) => token,
        Err(refusal) => return Said::refused(&v, refusal).answer_with(StatusCode::GONE),
    };
    let at = moment(&section);
    let mut tx = section.db.begin().await?;
    if store::links::look(&mut tx, Purpose::Address, &token.hash(), at.now).await? != Err(Refusal::Unknown) {
        let done = change_address(&mut tx, at, &section.keys, &token.hash()).await?;
        tx.commit().await?;
        return said(&v, done);
    }
    // A form of a page without fields says nothing of the words.
    let words = match (form.name.as_str(), form.about.as_str()) {
        ("", "") => None,
        (name, about) => {
            let judged =
                profile::name(name).map_err(|r| Refused { field: "name", key: r.key() }).and_then(|name| {
                    if naming::passes_for_the_house(&v.settings.name, &name) {
                        return Err(Refused { field: "name", key: profile::Refusal::Deceives.key() });
                    }
                    Ok((name, profile::about(about).map_err(|r| Refused { field: "about", key: r.key() })?))
                });
            match judged {
                Ok(words) => Some(words),
                Err(refusal) => {
                    return ConfirmPage { v: &v, words: Some(&form), refusal: Some(refusal) }
                        .answer_with(StatusCode::UNPROCESSABLE_ENTITY);
                }
            }
        }
    };
    let confirmed = acts::join::confirm(&mut tx, at, &section.keys, &token, words).await?;
    let door = match &confirmed {
        Ok(Confirmed::Invited(invitation)) => Some(acts::join::door(&mut tx, at, *invitation).await?),
        _ => None,
    };
    tx.commit().await?;
    match (confirmed, door) {
        (Err(refusal), _) => Said::refused(&v, refusal).answer_with(StatusCode::GONE),
        (Ok(_), Some(door)) => Ok(Redirect::to(&v.href(&format!("/join/{}", door.text()))).into_response()),
        (Ok(_), None) => Said::new(&v, "people-join-waiting", "/", "people-way-home").answer(),
    }
}

/// What became of a change of address.
enum Changed {
    Moved,
    Taken,
}

async fn change_address(
    tx: &mut Tx,
    at: Moment<'_>,
    keys: &Keys,
    hash: &[u8; 32],
) -> Result<Result<Changed, Refusal>, DbError> {
    let link = match store::links::take(tx, Purpose::Address, hash, at.now).await? {
        Ok(link) => link,
        Err(Refusal::Used) => return changed_before(tx, hash).await,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let Some(id) = link.subject.map(Id::<AddressChange>::from) else { return Ok(Err(Refusal::Unknown)) };
    let Some(change) = store::addresses::by_id(tx, id).await? else { return Ok(Err(Refusal::Unknown)) };
    acts::letters::wanted(tx, keys, &change.address, at.now).await?;
    let contact = Contact {
        id: at.id(),
        person: change.person,
        address: change.address,
        digest: change.digest,
        confirmed_at: at.now,
    };
    // Someone else may have become its owner since the letter was written.
    let moved = store::contacts::insert_email(tx, &contact).await?
        || store::contacts::owner_of_email(tx, &change.digest).await? == Some(change.person);
    if moved {
        store::contacts::remove_others(tx, change.person, Some(change.digest)).await?;
    }
    store::addresses::remove_of(tx, change.person).await?;
    Ok(Ok(if moved { Changed::Moved } else { Changed::Taken }))
}

/// What became of it when the link was used: an address that was confirmed then or later is theirs.
async fn changed_before(db: &mut Conn, hash: &[u8; 32]) -> Result<Result<Changed, Refusal>, DbError> {
    let used = store::links::used(db, Purpose::Address, hash).await?;
    let Some((Link { person: Some(person), .. }, at)) = used else { return Ok(Err(Refusal::Used)) };
    let confirmed = store::contacts::confirmed_at(db, person).await?;
    Ok(Ok(if confirmed.is_some_and(|confirmed| confirmed >= at) { Changed::Moved } else { Changed::Taken }))
}
