//! Leaving without a trace but an id that points to nobody.

use griot_contracts::people::PersonErased;
use griot_db::{DbError, Tx, outbox};
use griot_kernel::{PersonId, Timestamp};
use griot_web::{once, sessions, tokens};

use super::{Moment, note, person, roles};
use crate::{
    model::staff::{Act, Refusal},
    store,
};

/// Erases the person here; everyone else hears of it and does the same.
pub async fn erase(tx: &mut Tx, at: Moment<'_>, id: PersonId) -> Result<Result<(), Refusal>, DbError> {
    if roles::is_last_administrator(tx, id).await? {
        return Ok(Err(Refusal::LastAdministrator));
    }
    forget(tx, id, at.now).await?;
    note(tx, at, Some(id), Act::ErasedThemselves, person(id)).await?;
    outbox::publish(tx, &PersonErased { person: id }).await?;
    Ok(Ok(()))
}

/// Lets go of all that people hold about someone. Safe to repeat, as after a restore.
pub async fn forget(tx: &mut Tx, id: PersonId, now: Timestamp) -> Result<(), DbError> {
    for digest in store::contacts::digests_of(tx, id).await? {
        store::invitations::forget_address(tx, &digest).await?;
        store::requests::remove_address(tx, &digest).await?;
        store::failures::forget(tx, &digest).await?;
    }
    store::invitations::withdraw_links_of(tx, id, now).await?;
    store::contacts::remove_others(tx, id, None).await?;
    store::addresses::remove_of(tx, id).await?;
    store::passkeys::remove_all(tx, id).await?;
    store::ceremonies::remove_of(tx, id).await?;
    store::recovery::remove(tx, id).await?;
    store::links::remove_of(tx, id).await?;
    store::grants::remove_of(tx, id).await?;
    store::consents::remove_of(tx, id).await?;
    sessions::revoke_all(tx, id).await?;
    tokens::revoke_all(tx, id).await?;
    griot_mailroom::store::doors::forget(tx, id).await?;
    once::forget_of(tx, id).await?;
    store::persons::erase(tx, id).await?;
    tx.public_changed().await
}
