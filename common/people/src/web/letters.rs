//! A member whose letters come back, or who wants none.

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use griot_db::Conn;
use griot_kernel::PersonId;
use griot_mailroom::{Lift, store::stops};
use griot_web::{Form, Visitor, WebError};

use super::{Nothing, moment};
use crate::{Section, acts::letters, store};

/// Why a member gets no letters and what they can do, as they read it; `None` when they get them.
pub(super) async fn note(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    person: PersonId,
) -> Result<Option<String>, WebError> {
    let Some(address) = store::contacts::email_of(db, person).await? else { return Ok(None) };
    let Some(mark) = letters::mark(&section.keys, &address) else { return Ok(None) };
    let stop = stops::standing(db, mark).await?;
    Ok(stop.map(|stop| {
        let said = [("address", address.into()), ("day", v.day(stop.last_day).into())];
        v.words.with(&format!("people-letters-{}", stop.kind), said)
    }))
}

/// "It works again": letters go there from now on.
pub(super) async fn again(
    State(section): State<Section>,
    v: Visitor,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response, WebError> {
    let id = v.signed_in()?.id;
    let mut tx = section.db.begin().await?;
    if let Some(mark) = letters::mark_of(&mut tx, &section.keys, id).await? {
        griot_mailroom::lift(&mut tx, mark, Lift::Wanted, moment(&section).now).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to("/me/security?done=letters").into_response())
}

/// No letters any more, but those that they ask for.
pub(super) async fn none(
    State(section): State<Section>,
    v: Visitor,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response, WebError> {
    let id = v.signed_in()?.id;
    let mut tx = section.db.begin().await?;
    if let Some(mark) = letters::mark_of(&mut tx, &section.keys, id).await? {
        griot_mailroom::silence(&mut tx, mark, moment(&section).now).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to("/me/security?done=no-letters").into_response())
}
