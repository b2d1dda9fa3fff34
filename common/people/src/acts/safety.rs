//! What changes a member's ways in. Its owner hears of each by a letter, so that whoever did it in their
//! place is not unseen.

use griot_db::{DbError, Tx};
use griot_kernel::PersonId;

use super::{Moment, note, person};
use crate::{
    Section, answers,
    jobs::{TellOwner, What},
    model::staff::{Act, Refusal},
    store,
};

/// Tells a member what changed about their ways in.
pub async fn tell(tx: &mut Tx, at: Moment<'_>, owner: PersonId, what: What) -> Result<(), DbError> {
    griot_jobs::enqueue::<Section, _>(tx, &TellOwner { person: owner, what, at: at.now }).await.map(drop)
}

/// Clears codes, recovery codes and passkeys of someone who lost them, or in whose place another set them
/// up: from then on their passphrase opens alone. `by` is `None` for the command line.
pub async fn clear_second_factor(
    tx: &mut Tx,
    at: Moment<'_>,
    owner: PersonId,
    by: Option<PersonId>,
) -> Result<Result<(), Refusal>, DbError> {
    if by == Some(owner) {
        return Ok(Err(Refusal::OwnSecond));
    }
    if !answers::has_second_factor(tx, owner).await? {
        return Ok(Err(Refusal::NoSecond));
    }
    store::secrets::set_totp(tx, owner, None).await?;
    store::recovery::remove(tx, owner).await?;
    store::passkeys::remove_all(tx, owner).await?;
    store::ceremonies::remove_of(tx, owner).await?;
    note(tx, at, by, Act::SecondFactorCleared, person(owner)).await?;
    tell(tx, at, owner, What::SecondFactorCleared).await?;
    Ok(Ok(()))
}
