//! A member's letters go to another address once it is confirmed.

use axum::{
    extract::State,
    http::request::Parts,
    response::{IntoResponse, Redirect, Response},
};
use griot_web::{Form, Visitor, WebError, confirmations};
use serde::Deserialize;

use super::{email, moment, security};
use crate::{
    Section,
    jobs::{SendAddressConfirmation, TellOldAddress},
    store::{self, addresses::AddressChange},
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AddressForm {
    address: String,
    current: String,
}

pub(super) async fn change(
    State(section): State<Section>,
    v: Visitor,
    parts: Parts,
    Form(form): Form<AddressForm>,
) -> Result<Response, WebError> {
    let at = moment(&section);
    section.limit(&parts, "address", 20, std::time::Duration::from_secs(30))?;
    let (email, digest) = match email(&section, &form.address) {
        Ok(found) => found,
        Err(key) => return security::address_refused(&section, &v, form.address, key).await,
    };
    if !security::is_own_passphrase(&section, &v, &form.current).await? {
        return security::address_refused(&section, &v, form.address, "people-refused-current").await;
    }
    let wanted = AddressChange {
        id: at.id(),
        person: v.signed_in()?.id,
        address: email.as_str().to_owned(),
        digest,
        asked_at: at.now,
    };
    let mut tx = section.db.begin().await?;
    if !confirmations::take(&mut tx, &section.keys, &email, at.now).await? {
        drop(tx);
        return security::address_refused(&section, &v, form.address, "people-refused-many-letters").await;
    }
    store::addresses::ask(&mut tx, &wanted).await?;
    griot_jobs::enqueue::<Section, _>(&mut tx, &TellOldAddress { change: wanted.id }).await?;
    griot_jobs::enqueue::<Section, _>(&mut tx, &SendAddressConfirmation { change: wanted.id }).await?;
    tx.commit().await?;
    Ok(Redirect::to("/me/security?done=address").into_response())
}
