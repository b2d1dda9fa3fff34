//! Making a token for a program, and ending it.

use griot_crypto::Token;
use griot_db::{DbError, Tx};
use griot_kernel::Id;
use griot_web::{
    Member,
    tokens::{self, ApiToken},
};

use super::{Moment, note, person};
use crate::model::{
    staff::Act,
    token::{MOST, Refusal, Wish},
};

/// Makes a token with this secret, which nobody can read again. Making it twice changes nothing.
pub async fn make(
    tx: &mut Tx,
    at: Moment<'_>,
    owner: &Member,
    wish: &Wish,
    secret: &Token,
) -> Result<Result<(), Refusal>, DbError> {
    if tokens::by_text(tx, &tokens::text(secret), at.now).await?.is_some() {
        return Ok(Ok(()));
    }
    let open = tokens::of(tx, owner.id).await?.iter().filter(|token| token.ends_at > at.now).count();
    if open >= MOST {
        return Ok(Err(Refusal::Many));
    }
    let token = ApiToken {
        id: Id::secret(at.random),
        owner: owner.id,
        name: wish.name.clone(),
        allows: wish.allows.clone(),
        created_at: at.now,
        ends_at: at.now + wish.lasts(),
        used_on: None,
    };
    tokens::make(tx, &token, secret).await.map_err(DbError::overtaken)?;
    told(tx, at, owner, Act::TokenMade).await?;
    Ok(Ok(()))
}

/// Ends a token of `owner`. Ending it twice changes nothing.
pub async fn revoke(tx: &mut Tx, at: Moment<'_>, owner: &Member, id: Id<ApiToken>) -> Result<(), DbError> {
    if tokens::revoke(tx, owner.id, id).await? {
        told(tx, at, owner, Act::TokenRevoked).await?;
    }
    Ok(())
}

/// What programs of the staff may do is the section's to know.
async fn told(tx: &mut Tx, at: Moment<'_>, owner: &Member, act: Act) -> Result<(), DbError> {
    if owner.is_staff() { note(tx, at, Some(owner.id), act, person(owner.id)).await } else { Ok(()) }
}
