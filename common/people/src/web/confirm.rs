//! Confirming an address: a page with one button, since mail scanners follow links.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_db::{DbError, Tx};
use griot_kernel::Id;
use griot_web::{Answer, Form, Visitor, WebError};
use http::StatusCode;

use super::{Nothing, Said, moment, token};
use crate::{
    Section,
    acts::{self, Moment, join::Confirmed},
    model::link::{Purpose, Refusal},
    store::{self, addresses::AddressChange, contacts::Contact},
};

#[derive(Template)]
#[template(path = "confirm.html")]
struct ConfirmPage<'a> {
    v: &'a Visitor,
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
        (Ok(_), _) | (_, Ok(_)) => ConfirmPage { v: &v }.answer(),
        (Err(Refusal::Unknown), Err(refusal)) | (Err(refusal), _) => {
            Said::refused(&v, refusal).answer_with(StatusCode::GONE)
        }
    }
}

/// Confirms, once.
pub(super) async fn confirm(
    State(section): State<Section>,
    v: Visitor,
    Path(text): Path<String>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response, WebError> {
    let token = match token(&text) {
        Ok(token) => token,
        Err(refusal) => return Said::refused(&v, refusal).answer_with(StatusCode::GONE),
    };
    let at = moment(&section);
    let mut tx = section.db.begin().await?;
    if store::links::look(&mut tx, Purpose::Address, &token.hash(), at.now).await? != Err(Refusal::Unknown) {
        let done = change_address(&mut tx, at, &token.hash()).await?;
        tx.commit().await?;
        return match done {
            Ok(()) => {
                Said::new(&v, "people-address-confirmed", "/me/security", "people-way-security").answer()
            }
            Err(refusal) => Said::refused(&v, refusal).answer_with(StatusCode::GONE),
        };
    }
    let confirmed = acts::join::confirm(&mut tx, at, &token).await?;
    tx.commit().await?;
    match confirmed {
        Ok(Confirmed::Waiting) => Said::new(&v, "people-join-waiting", "/", "people-way-home").answer(),
        Ok(Confirmed::Invited(token)) => Ok(Redirect::to(&v.href(&format!("/join/{token}"))).into_response()),
        // Sent twice: the same page as the first time.
        Err(Refusal::Used) => Said::new(&v, "people-join-waiting", "/", "people-way-home").answer(),
        Err(refusal) => Said::refused(&v, refusal).answer_with(StatusCode::GONE),
    }
}

async fn change_address(
    tx: &mut Tx,
    at: Moment<'_>,
    hash: &[u8; 32],
) -> Result<Result<(), Refusal>, DbError> {
    let link = match store::links::take(tx, Purpose::Address, hash, at.now).await? {
        Ok(link) => link,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let Some(id) = link.subject.map(Id::<AddressChange>::from) else { return Ok(Err(Refusal::Unknown)) };
    let Some(change) = store::addresses::by_id(tx, id).await? else { return Ok(Err(Refusal::Unknown)) };
    let contact = Contact {
        id: at.id(),
        person: change.person,
        address: change.address,
        digest: change.digest,
        confirmed_at: at.now,
    };
    if store::contacts::insert_email(tx, &contact).await? {
        store::contacts::remove_others(tx, change.person, Some(change.digest)).await?;
    }
    store::addresses::remove_of(tx, change.person).await?;
    Ok(Ok(()))
}
