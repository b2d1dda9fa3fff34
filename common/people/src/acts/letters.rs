//! Letters that come back, and what their owners say about it.

use griot_crypto::Keys;
use griot_db::{Conn, DbError, Tx};
use griot_delivery::Email;
use griot_kernel::{PersonId, Timestamp};
use griot_mailroom::{Lift, Mark};

use crate::store;

/// Stands for the address of a member, if they have one.
pub async fn mark_of(db: &mut Conn, keys: &Keys, person: PersonId) -> Result<Option<Mark>, DbError> {
    let address = store::contacts::email_of(db, person).await?;
    Ok(address.and_then(|address| mark(keys, &address)))
}

/// Stands for an address.
pub fn mark(keys: &Keys, address: &str) -> Option<Mark> {
    Email::parse(address).ok().map(|email| Mark::of(keys, &email))
}

/// Whoever owns this address has shown it, and wants letters there.
pub async fn wanted(tx: &mut Tx, keys: &Keys, address: &str, now: Timestamp) -> Result<(), DbError> {
    match mark(keys, address) {
        Some(mark) => griot_mailroom::lift(tx, mark, Lift::Wanted, now).await.map(drop),
        None => Ok(()),
    }
}

/// A letter to this member has arrived and was read.
pub async fn arrived(tx: &mut Tx, keys: &Keys, person: PersonId, now: Timestamp) -> Result<(), DbError> {
    match mark_of(tx, keys, person).await? {
        Some(mark) => griot_mailroom::lift(tx, mark, Lift::Arrived, now).await.map(drop),
        None => Ok(()),
    }
}
