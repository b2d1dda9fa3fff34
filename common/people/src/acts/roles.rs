//! Giving and taking roles, suspending and restoring: nobody raises themselves, and
//! the last administrator stays. The links that someone handed on end with their right to invite.

use griot_contracts::{
    people::PublicNameChanged,
    workshops::{Lacking, Readiness},
};
use griot_db::{Conn, DbError, Tx, outbox};
use griot_i18n::Words;
use griot_kernel::PersonId;
use griot_web::{Section, tokens};

use super::{Moment, note, person};
use crate::{
    answers,
    model::{
        person::State,
        staff::{Act, Refusal},
    },
    store::{self, grants::RoleGrant},
    web::rights,
};

/// The role that gives roles.
pub const ADMINISTRATOR: &str = "administrator";

/// What somebody must do before they are given a role, by what the other rooms know of them. The first
/// administrator is asked for nothing: nobody could begin otherwise.
pub async fn lacking(
    section: &Section,
    db: &mut Conn,
    grant: &RoleGrant,
) -> Result<Option<Lacking>, DbError> {
    for room in section.all::<dyn Readiness>() {
        if let Some(lacking) = room.lacking(db, grant.person, &grant.role).await? {
            return Ok(Some(lacking));
        }
    }
    Ok(None)
}

/// The sentence that says so.
pub fn said(words: &Words, lacking: &Lacking) -> String {
    words.put(lacking.key, "course", &lacking.title)
}

/// Gives a role. `by` is `None` for the command line. Giving it twice changes nothing.
pub async fn give(
    tx: &mut Tx,
    at: Moment<'_>,
    grant: &RoleGrant,
    by: Option<PersonId>,
) -> Result<Result<(), Refusal>, DbError> {
    if by == Some(grant.person) {
        return Ok(Err(Refusal::Oneself));
    }
    if !takes_part(tx, grant.person).await? {
        return Ok(Err(Refusal::NoMember));
    }
    if store::grants::give(tx, grant, by, at.now).await? {
        note(tx, at, by, Act::RoleGiven, format!("{} {}", person(grant.person), grant.role)).await?;
    }
    Ok(Ok(()))
}

/// Takes a role back. One may lay down one's own, but the last administrator may not.
pub async fn take(
    tx: &mut Tx,
    at: Moment<'_>,
    grant: &RoleGrant,
    by: Option<PersonId>,
) -> Result<Result<(), Refusal>, DbError> {
    if grant.role == ADMINISTRATOR && is_last_administrator(tx, grant.person).await? {
        return Ok(Err(Refusal::LastAdministrator));
    }
    if store::grants::take(tx, grant).await? {
        note(tx, at, by, Act::RoleTaken, format!("{} {}", person(grant.person), grant.role)).await?;
        let held = store::grants::of(tx, grant.person).await?;
        if !answers::holds(&held, &rights::INVITE) {
            store::invitations::withdraw_links_of(tx, grant.person, at.now).await?;
        }
    }
    Ok(Ok(()))
}

/// Keeps a member out until they are restored.
pub async fn suspend(
    tx: &mut Tx,
    at: Moment<'_>,
    id: PersonId,
    by: Option<PersonId>,
) -> Result<Result<(), Refusal>, DbError> {
    if by == Some(id) {
        return Ok(Err(Refusal::Oneself));
    }
    if is_last_administrator(tx, id).await? {
        return Ok(Err(Refusal::LastAdministrator));
    }
    if store::persons::set_state(tx, id, State::Member, State::Suspended).await? {
        tokens::revoke_all(tx, id).await?;
        store::invitations::withdraw_links_of(tx, id, at.now).await?;
        note(tx, at, by, Act::Suspended, person(id)).await?;
        shown_otherwise(tx, id).await?;
    }
    Ok(Ok(()))
}

/// Lets a suspended member in again.
pub async fn restore(
    tx: &mut Tx,
    at: Moment<'_>,
    id: PersonId,
    by: Option<PersonId>,
) -> Result<Result<(), Refusal>, DbError> {
    if by == Some(id) {
        return Ok(Err(Refusal::Oneself));
    }
    if store::persons::set_state(tx, id, State::Suspended, State::Member).await? {
        note(tx, at, by, Act::Restored, person(id)).await?;
        shown_otherwise(tx, id).await?;
    }
    Ok(Ok(()))
}

/// Pages and lists show someone who is suspended otherwise: whoever holds any hears of it.
async fn shown_otherwise(tx: &mut Tx, id: PersonId) -> Result<(), DbError> {
    outbox::publish(tx, &PublicNameChanged { person: id }).await?;
    tx.public_changed().await
}

/// Whether the section would be without an administrator if this one went.
pub async fn is_last_administrator(tx: &mut Tx, id: PersonId) -> Result<bool, DbError> {
    let held = store::grants::of(tx, id).await?;
    let is_one = held.iter().any(|g| g.role == ADMINISTRATOR && g.scope == store::grants::SECTION);
    Ok(is_one
        && takes_part(tx, id).await?
        && store::grants::count_others(tx, ADMINISTRATOR, Some(id)).await? == 0)
}

async fn takes_part(tx: &mut Tx, id: PersonId) -> Result<bool, DbError> {
    Ok(store::persons::by_id(tx, id).await?.is_some_and(|person| person.is_member()))
}
