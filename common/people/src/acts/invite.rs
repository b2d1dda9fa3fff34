//! Inviting, and answering those who asked.

use griot_crypto::Token;
use griot_db::{DbError, Tx};
use griot_kernel::{Id, Language, PersonId};

use super::{Moment, note};
use crate::{
    Section,
    jobs::{SendInvitation, SendRefusal},
    model::{
        invitation::{Invitation, LASTS, MOST_PLACES},
        request::{JoinRequest, State},
        staff::Act,
    },
    store,
};

/// Invites one address: a letter brings the link.
pub async fn by_letter(
    tx: &mut Tx,
    at: Moment<'_>,
    guest: Guest<'_>,
    by: PersonId,
) -> Result<Id<Invitation>, DbError> {
    let invitation = Invitation {
        id: at.id(),
        name: guest.name.to_owned(),
        address: Some(guest.address.to_owned()),
        language: guest.language,
        word: guest.word.to_owned(),
        places: 1,
        taken: 0,
        invited_by: Some(by),
        created_at: at.now,
        expires_at: at.now + LASTS,
        withdrawn: false,
    };
    store::invitations::insert(tx, &invitation, None, Some(guest.digest)).await?;
    griot_jobs::enqueue::<Section, _>(tx, &SendInvitation { invitation: invitation.id }).await?;
    note(tx, at, Some(by), Act::Invited, format!("invitation {}", invitation.id)).await?;
    Ok(invitation.id)
}

/// Whom a letter invites.
#[derive(Clone, Copy)]
pub struct Guest<'a> {
    /// How they may be called.
    pub name: &'a str,
    /// A checked address.
    pub address: &'a str,
    /// Its digest.
    pub digest: [u8; 32],
    /// The language of the letter.
    pub language: Language,
    /// A word from whoever invites.
    pub word: &'a str,
}

impl std::fmt::Debug for Guest<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Guest(…)")
    }
}

/// Makes a link to hand on with this token, for as many as it has places. Making it twice changes nothing.
pub async fn by_link(
    tx: &mut Tx,
    at: Moment<'_>,
    places: i64,
    language: Language,
    by: PersonId,
    token: &Token,
) -> Result<(), DbError> {
    if store::invitations::by_token(tx, &token.hash()).await?.is_some() {
        return Ok(());
    }
    let invitation = Invitation {
        id: at.id(),
        name: String::new(),
        address: None,
        language,
        word: String::new(),
        places: places.clamp(1, MOST_PLACES),
        taken: 0,
        invited_by: Some(by),
        created_at: at.now,
        expires_at: at.now + LASTS,
        withdrawn: false,
    };
    store::invitations::insert(tx, &invitation, Some(token.hash()), None)
        .await
        .map_err(DbError::overtaken)?;
    note(tx, at, Some(by), Act::Invited, format!("invitation {}", invitation.id)).await
}

/// Takes an invitation back.
pub async fn withdraw(
    tx: &mut Tx,
    at: Moment<'_>,
    id: Id<Invitation>,
    by: PersonId,
) -> Result<bool, DbError> {
    let withdrawn = store::invitations::withdraw(tx, id, at.now).await?;
    if withdrawn {
        note(tx, at, Some(by), Act::InvitationWithdrawn, format!("invitation {id}")).await?;
    }
    Ok(withdrawn)
}

/// Opens the door for whoever asked: an invitation to the address that they confirmed, which a letter
/// brings.
pub(super) async fn open_for(
    tx: &mut Tx,
    at: Moment<'_>,
    request: &JoinRequest,
    by: Option<PersonId>,
) -> Result<Id<Invitation>, DbError> {
    let invitation = Invitation {
        id: at.id(),
        name: request.name.clone(),
        address: Some(request.address.clone()),
        language: request.language,
        word: String::new(),
        places: 1,
        taken: 0,
        invited_by: by,
        created_at: at.now,
        expires_at: at.now + LASTS,
        withdrawn: false,
    };
    let digest = store::requests::digest_of(tx, request.id).await?;
    store::invitations::insert(tx, &invitation, None, digest).await?;
    griot_jobs::enqueue::<Section, _>(tx, &SendInvitation { invitation: invitation.id }).await?;
    Ok(invitation.id)
}

/// Accepts a request: a letter brings the link. Returns whether it still waited.
pub async fn accept(
    tx: &mut Tx,
    at: Moment<'_>,
    request: &JoinRequest,
    by: PersonId,
) -> Result<bool, DbError> {
    if !store::requests::decide(tx, request.id, State::Accepted, "", by, at.now).await? {
        return Ok(false);
    }
    open_for(tx, at, request, Some(by)).await?;
    note(tx, at, Some(by), Act::RequestAccepted, format!("request {}", request.id)).await?;
    Ok(true)
}

/// Refuses a request, with a reason that the asker reads. Returns whether it still waited.
pub async fn refuse(
    tx: &mut Tx,
    at: Moment<'_>,
    request: &JoinRequest,
    reason: &str,
    by: PersonId,
) -> Result<bool, DbError> {
    if !store::requests::decide(tx, request.id, State::Refused, reason, by, at.now).await? {
        return Ok(false);
    }
    griot_jobs::enqueue::<Section, _>(tx, &SendRefusal { request: request.id }).await?;
    note(tx, at, Some(by), Act::RequestRefused, format!("request {}", request.id)).await?;
    Ok(true)
}
