//! Who belongs to a club, and who answers for it.

use griot_db::{DbError, Tx};
use griot_kernel::{Id, PersonId};
use griot_web::Section;

use crate::{
    model::{Club, ClubId, ClubMember, ClubMemberId, ClubRole, Refusal},
    store::clubs,
};

/// Somebody new in a club, before anything is known of them.
pub fn somebody(section: &Section, club: ClubId, person: Option<PersonId>, name: String) -> ClubMember {
    ClubMember {
        id: Id::secret(section.random.as_ref()),
        club,
        person,
        name,
        role: ClubRole::Member,
        is_minor: false,
        guardian: String::new(),
        guardian_at: None,
        guardian_by: None,
        since: section.clock.now(),
    }
}

/// Takes somebody into a club that is not closed and that is held. Whoever has no account is known by name.
pub async fn join(tx: &mut Tx, club: &Club, member: &ClubMember) -> Result<Result<(), Refusal>, DbError> {
    if club.is_closed {
        return Ok(Err(Refusal::NotNow));
    }
    let name = member.name.to_lowercase();
    let same = |one: &ClubMember| one.person.is_none() && one.name.to_lowercase() == name;
    if member.person.is_none() && clubs::members(tx, club.id).await?.iter().any(same) {
        return Ok(Err(Refusal::InClub));
    }
    Ok(if clubs::add_member(tx, member).await? { Ok(()) } else { Err(Refusal::InClub) })
}

/// Makes the list of a club say who answers for it: they stand in it as coordinator, and nobody else does.
pub async fn follow_coordinator(
    section: &Section,
    tx: &mut Tx,
    club: &Club,
) -> Result<Result<(), Refusal>, DbError> {
    let members = clubs::members(tx, club.id).await?;
    let leads = |one: &ClubMember| one.person.is_some() && one.person == club.coordinator;
    if members.iter().any(|one| leads(one) && one.is_minor) {
        return Ok(Err(Refusal::MinorLeads));
    }
    for one in members.iter().filter(|one| one.role == ClubRole::Coordinator && !leads(one)) {
        clubs::set_role(tx, one.id, ClubRole::Member).await?;
    }
    match (members.iter().find(|one| leads(one)), club.coordinator) {
        (Some(one), _) => clubs::set_role(tx, one.id, ClubRole::Coordinator).await?,
        (None, Some(person)) => {
            let one = somebody(section, club.id, Some(person), String::new());
            if !clubs::add_member(tx, &ClubMember { role: ClubRole::Coordinator, ..one }).await? {
                return Ok(Err(Refusal::Stale));
            }
        }
        (None, None) => {}
    }
    Ok(Ok(()))
}

/// Lets somebody go; whoever answered for the club does not any more. Whether they were in it.
pub async fn leave(tx: &mut Tx, club: &Club, id: ClubMemberId) -> Result<bool, DbError> {
    let members = clubs::members(tx, club.id).await?;
    let Some(one) = members.iter().find(|one| one.id == id) else { return Ok(false) };
    let leads = one.person.is_some() && one.person == club.coordinator;
    if leads && !clubs::save(tx, &Club { coordinator: None, ..club.clone() }).await? {
        return Ok(false);
    }
    clubs::remove_member(tx, club.id, id).await
}
