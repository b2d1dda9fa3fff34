//! What other rooms may ask about people.

use std::{collections::HashMap, sync::Arc};

use async_trait::async_trait;
use griot_contracts::people::{Contacts, PublicName, PublicNames, Reachable, StaffLog};
use griot_db::{Conn, DbError, Tx};
use griot_kernel::{Clock, Id, PageRequest, PersonId, Random, Timestamp};
use griot_web::{Capability, Doorkeeper, Grant, Member, Role, Scope, Second, Settings, Waiting};
use uuid::Uuid;

use crate::{
    model::{person::Person, staff::StaffAct},
    store::{self, grants::RoleGrant},
    web::rights,
};

/// Answers for people: who they are, where to write to them, what they may.
#[derive(Clone, Debug)]
pub struct People {
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    rights: Arc<[&'static Capability]>,
}

impl People {
    /// `rights` holds the capabilities of every pillar, so that their holders are found.
    pub fn new(clock: Arc<dyn Clock>, random: Arc<dyn Random>, rights: Vec<&'static Capability>) -> Self {
        Self { clock, random, rights: rights.into() }
    }
}

impl People {
    /// Now.
    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

/// The address of a picture in the files, from the root of the site.
pub(crate) fn picture_address(key: &str) -> String {
    format!("/files/{key}")
}

fn public_name(person: Person) -> PublicName {
    let takes_part = person.is_member();
    PublicName {
        person: person.id,
        takes_part,
        name: person.name,
        handle: person.handle,
        open: person.open_profile && takes_part,
        picture: person.picture.as_deref().map(picture_address),
    }
}

#[async_trait]
impl PublicNames for People {
    async fn names(
        &self,
        db: &mut Conn,
        people: &[PersonId],
    ) -> Result<HashMap<PersonId, PublicName>, DbError> {
        let found = store::persons::by_ids(db, people).await?;
        Ok(found.into_iter().map(|person| (person.id, public_name(person))).collect())
    }

    async fn members(&self, db: &mut Conn, limit: i64) -> Result<Vec<PublicName>, DbError> {
        let size = u32::try_from(limit).unwrap_or(1_000);
        let page = store::persons::members(db, PageRequest { number: 1, size }).await?;
        Ok(page.items.into_iter().map(public_name).collect())
    }

    async fn called(
        &self,
        db: &mut Conn,
        words: &[String],
        open: bool,
        limit: usize,
    ) -> Result<Vec<PublicName>, DbError> {
        let found = store::persons::called(db, words, open, limit).await?;
        Ok(found.into_iter().map(public_name).collect())
    }

    async fn by_handle(&self, db: &mut Conn, handle: &str) -> Result<Option<PublicName>, DbError> {
        let found = store::persons::by_handle(db, handle).await?;
        Ok(found.filter(Person::is_member).map(public_name))
    }
}

#[async_trait]
impl Contacts for People {
    async fn email(&self, db: &mut Conn, person: PersonId) -> Result<Option<Reachable>, DbError> {
        let Some(person) = store::persons::by_id(db, person).await?.filter(Person::is_member) else {
            return Ok(None);
        };
        let email = store::contacts::email_of(db, person.id).await?;
        Ok(email.map(|email| Reachable { email, language: person.language }))
    }

    async fn holders(&self, db: &mut Conn, capability: &str) -> Result<Vec<PersonId>, DbError> {
        let known = self.rights.iter().find(|c| c.name == capability);
        match known {
            Some(capability) => holders(db, capability).await,
            None => Ok(Vec::new()),
        }
    }
}

/// Those who take part and hold the capability over the whole section.
pub async fn holders(db: &mut Conn, capability: &Capability) -> Result<Vec<PersonId>, DbError> {
    let all = store::grants::over_section(db).await?;
    let held = all.iter().filter(|g| holds(std::slice::from_ref(g), capability));
    let mut people: Vec<PersonId> = held.map(|g| g.person).collect();
    people.sort();
    people.dedup();
    Ok(people)
}

/// Whether one of these roles allows it over the whole section.
pub(crate) fn holds(held: &[RoleGrant], capability: &Capability) -> bool {
    held.iter().filter_map(grant).any(|g| g.scope == Scope::Section && capability.roles.contains(&g.role))
}

#[async_trait]
impl StaffLog for People {
    async fn note(
        &self,
        tx: &mut Tx,
        actor: PersonId,
        act: &'static str,
        subject: &str,
    ) -> Result<(), DbError> {
        let at = self.clock.now();
        let line = StaffAct {
            id: Id::new(at, self.random.as_ref()),
            actor: Some(actor),
            act: act.to_owned(),
            subject: subject.to_owned(),
            at,
        };
        store::staff::note(tx, &line).await
    }
}

#[async_trait]
impl Doorkeeper for People {
    async fn member(&self, db: &mut Conn, person: PersonId) -> Result<Option<Member>, DbError> {
        let Some(person) = store::persons::by_id(db, person).await?.filter(Person::is_member) else {
            return Ok(None);
        };
        let mut grants: Vec<Grant> =
            store::grants::of(db, person.id).await?.iter().filter_map(grant).collect();
        let staff = grants.iter().any(|g| g.role.is_staff());
        let second = match staff && has_second_factor(db, person.id).await? {
            true => Second::Stands,
            false if staff && Settings::load(db).await?.second_factor_for_staff => Second::Wanted,
            false => Second::None,
        };
        if second == Second::Wanted {
            grants.retain(|g| !g.role.is_staff());
        }
        grants.push(Grant { role: Role::Member, scope: Scope::Section });
        Ok(Some(Member {
            id: person.id,
            name: person.name,
            handle: person.handle,
            language: Some(person.language),
            light: person.light,
            grants,
            second,
        }))
    }
}

#[async_trait]
impl Waiting for People {
    async fn waiting(&self, db: &mut Conn, member: &Member) -> Result<Vec<(&'static str, i64)>, DbError> {
        if !member.may(&rights::ANSWER_REQUESTS) {
            return Ok(Vec::new());
        }
        Ok(vec![("/desk/people", store::requests::count_waiting(db).await?)])
    }
}

/// A grant as the web knows it. One that names a role or a place of a newer program
/// holds nothing here.
pub(crate) fn grant(kept: &RoleGrant) -> Option<Grant> {
    let role = kept.role.parse().ok()?;
    let scope = match kept.scope.as_str() {
        store::grants::SECTION => Scope::Section,
        within => Scope::Within(within.parse::<Uuid>().ok()?),
    };
    Some(Grant { role, scope })
}

/// Whether a code or a passkey stands beside the passphrase.
pub(crate) async fn has_second_factor(db: &mut Conn, person: PersonId) -> Result<bool, DbError> {
    Ok(store::secrets::of(db, person).await?.totp.is_some()
        || !store::passkeys::of(db, person).await?.is_empty())
}
