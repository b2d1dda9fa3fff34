//! Coming in: asking, confirming the address, being admitted.

use std::time::Duration;

use griot_contracts::people::MemberJoined;
use griot_crypto::{Keys, Token};
use griot_db::{Conn, DbError, Tx, outbox};
use griot_delivery::Email;
use griot_kernel::{Id, Language, PersonId, Timestamp};
use griot_web::confirmations;

use super::Moment;
use crate::{
    Section,
    jobs::{SendConfirmation, TellEditors},
    model::{
        handle,
        invitation::Invitation,
        link::{Link, Purpose, Refusal},
        person::{Person, State},
        request::{self, JoinRequest},
    },
    store::{self, contacts::Contact},
};

/// What someone who asks to join says.
#[derive(Clone)]
pub struct Asking {
    /// The name to bear.
    pub name: String,
    /// A word about themselves.
    pub about: String,
    /// Their address.
    pub address: Email,
    /// Its digest.
    pub digest: [u8; 32],
    /// In which language to answer.
    pub language: Language,
    /// The open invitation by which they come.
    pub invitation: Option<Id<Invitation>>,
}

impl std::fmt::Debug for Asking {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Asking(…)")
    }
}

/// Notes the request and asks for the letter that confirms it. Known and unknown addresses take the same
/// way, and the answer is one for all: not even that an address got as many letters today as one may is
/// said, since that, too, tells of whoever owns it.
pub async fn ask(tx: &mut Tx, keys: &Keys, at: Moment<'_>, asking: Asking) -> Result<(), DbError> {
    let request = JoinRequest {
        id: at.id(),
        name: asking.name,
        about: asking.about,
        address: asking.address.as_str().to_owned(),
        language: asking.language,
        state: request::State::Unconfirmed,
        invitation: asking.invitation,
        reason: String::new(),
        created_at: at.now,
        decided_by: None,
    };
    let standing = store::requests::ask(tx, &request, &asking.digest).await?;
    let wants_letter = standing == request.id || needs_another(tx, at, standing).await?;
    if wants_letter && confirmations::take(tx, keys, &asking.address, at.now).await? {
        griot_jobs::enqueue::<Section, _>(tx, &SendConfirmation { request: standing }).await?;
    }
    Ok(())
}

/// A request younger than this was most likely sent twice; an older one may have lost its letter.
const SENT_TWICE: Duration = Duration::from_secs(600);

async fn needs_another(tx: &mut Tx, at: Moment<'_>, request: Id<JoinRequest>) -> Result<bool, DbError> {
    let found = store::requests::by_id(tx, request).await?;
    Ok(found.is_some_and(|request| request.created_at + SENT_TWICE <= at.now))
}

/// What follows a confirmation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Confirmed {
    /// An editor will answer.
    Waiting,
    /// Nobody needs to answer: this invitation is theirs.
    Invited(Id<Invitation>),
}

/// Takes the link that confirms an address, and the name and words that its owner confirms with it.
/// Whoever comes by it again gets what [`confirmed`] says.
pub async fn confirm(
    tx: &mut Tx,
    at: Moment<'_>,
    keys: &Keys,
    token: &Token,
    words: Option<(String, String)>,
) -> Result<Result<Confirmed, Refusal>, DbError> {
    let link = match store::links::take(tx, Purpose::Join, &token.hash(), at.now).await? {
        Ok(link) => link,
        Err(Refusal::Used) => return Ok(confirmed(tx, token, at.now).await?.ok_or(Refusal::Used)),
        Err(refusal) => return Ok(Err(refusal)),
    };
    let Some(mut request) = asked_by(tx, link).await? else { return Ok(Err(Refusal::Unknown)) };
    if let Some((name, about)) = words {
        store::requests::reword(tx, request.id, &name, &about).await?;
        (request.name, request.about) = (name, about);
    }

    let by_invitation = match request.invitation {
        Some(invitation) => store::invitations::take_place(tx, invitation, at.now).await?,
        None => false,
    };
    let to = if by_invitation { request::State::Accepted } else { request::State::Waiting };
    if !store::requests::confirm(tx, request.id, to, at.now).await? {
        return Ok(confirmed(tx, token, at.now).await?.ok_or(Refusal::Used));
    }
    super::letters::wanted(tx, keys, &request.address, at.now).await?;
    if by_invitation {
        return Ok(Ok(Confirmed::Invited(super::invite::open_for(tx, at, &request, None).await?)));
    }
    griot_jobs::enqueue::<Section, _>(tx, &TellEditors { request: request.id }).await?;
    Ok(Ok(Confirmed::Waiting))
}

/// What stands behind a link that confirmed an address already: an answer that is awaited, or a door
/// by which nobody came yet, for a line may have been cut before it was reached.
pub async fn confirmed(db: &mut Conn, token: &Token, now: Timestamp) -> Result<Option<Confirmed>, DbError> {
    let Some((link, _)) = store::links::used(db, Purpose::Join, &token.hash()).await? else {
        return Ok(None);
    };
    let Some(request) = asked_by(db, link).await? else { return Ok(None) };
    match request.state {
        request::State::Waiting => Ok(Some(Confirmed::Waiting)),
        request::State::Accepted => {
            let Some(digest) = store::requests::digest_of(db, request.id).await? else { return Ok(None) };
            let door = store::invitations::open_for(db, &digest, now).await?;
            Ok(door.map(|door| Confirmed::Invited(door.id)))
        }
        request::State::Unconfirmed | request::State::Refused => Ok(None),
    }
}

async fn asked_by(db: &mut Conn, link: Link) -> Result<Option<JoinRequest>, DbError> {
    match link.subject.map(Id::<JoinRequest>::from) {
        Some(id) => store::requests::by_id(db, id).await,
        None => Ok(None),
    }
}

/// A way to the invitation of whoever confirmed its address, beside the one that a letter brings: each
/// time one comes there is a fresh one, and those before it still lead there.
pub async fn door(tx: &mut Tx, at: Moment<'_>, invitation: Id<Invitation>) -> Result<Token, DbError> {
    let token = Token::fresh(at.random);
    let link = Link { person: None, subject: Some(invitation.as_uuid()) };
    store::links::make(tx, Purpose::Door, &token.hash(), link, at.now).await?;
    Ok(token)
}

/// The invitation that a token opens: its own, or the one behind a [`door`].
pub async fn invitation(
    db: &mut Conn,
    token: &Token,
    now: Timestamp,
) -> Result<Result<Invitation, Refusal>, DbError> {
    if let Some(found) = store::invitations::by_token(db, &token.hash()).await? {
        return Ok(Ok(found));
    }
    let link = match store::links::look(db, Purpose::Door, &token.hash(), now).await? {
        Ok(link) => link,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let found = match link.subject.map(Id::<Invitation>::from) {
        Some(id) => store::invitations::by_id(db, id).await?,
        None => None,
    };
    // One whose address was forgotten is nobody's any more.
    Ok(found.filter(|invitation| invitation.address.is_some()).ok_or(Refusal::Unknown))
}

/// A new member, with an address that is confirmed.
#[derive(Clone)]
pub struct Newcomer {
    /// The public name.
    pub name: String,
    /// A word about themselves.
    pub about: String,
    /// A checked and confirmed address.
    pub address: String,
    /// Its digest.
    pub digest: [u8; 32],
    /// The language of their pages and letters.
    pub language: Language,
    /// The hash of their passphrase, if they chose one yet.
    pub passphrase: Option<String>,
}

impl std::fmt::Debug for Newcomer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Newcomer(…)")
    }
}

/// Makes a member, or `None` when the address has an owner already.
pub async fn add(tx: &mut Tx, at: Moment<'_>, newcomer: &Newcomer) -> Result<Option<PersonId>, DbError> {
    if store::contacts::owner_of_email(tx, &newcomer.digest).await?.is_some() {
        return Ok(None);
    }
    let person = Person {
        id: at.id(),
        handle: handle::from_name(&newcomer.name),
        name: newcomer.name.clone(),
        about: newcomer.about.clone(),
        picture: None,
        open_profile: false,
        language: newcomer.language,
        light: false,
        state: State::Member,
        joined_at: at.now,
    };
    store::persons::insert(tx, &person).await?;
    let contact = Contact {
        id: at.id(),
        person: person.id,
        address: newcomer.address.clone(),
        digest: newcomer.digest,
        confirmed_at: at.now,
    };
    store::contacts::insert_email(tx, &contact).await?;
    if let Some(hash) = &newcomer.passphrase {
        store::secrets::set_passphrase(tx, person.id, hash).await?;
    }
    outbox::publish(tx, &MemberJoined { person: person.id }).await?;
    tx.public_changed().await?;
    Ok(Some(person.id))
}

/// Admits the guest of an invitation to one address. `None` when a guest came already.
pub async fn admit(
    tx: &mut Tx,
    at: Moment<'_>,
    invitation: &Invitation,
    newcomer: &Newcomer,
) -> Result<Option<PersonId>, DbError> {
    if !store::invitations::take_place(tx, invitation.id, at.now).await? {
        return Ok(None);
    }
    let person = add(tx, at, newcomer).await?;
    if person.is_some() {
        store::requests::remove_address(tx, &newcomer.digest).await?;
    }
    Ok(person)
}
