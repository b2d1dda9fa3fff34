//! What the command line does to people.

use griot_contracts::workshops::Lacking;
use griot_crypto::Token;
use griot_db::{Conn, DbError};
use griot_delivery::Email;
use griot_i18n::Words;
use griot_kernel::{Language, PersonId};
use griot_web::Role;

use crate::{
    Section,
    acts::{self, Moment, join::Newcomer, note, roles, safety},
    model::{
        link::{Link, Purpose},
        profile,
        staff::{Act, Refusal},
    },
    store::{self, grants::RoleGrant},
};

/// Why a command was not obeyed. [`CommandError::key`] is the sentence.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// What was asked cannot be.
    #[error("{0}")]
    Refused(&'static str),
    /// Somebody must do something before they are given a role: what, and the full address of it.
    #[error("{}", .0.key)]
    NotReady(Lacking),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl CommandError {
    /// The key of the sentence that the operator reads, if it is a refusal.
    pub fn key(&self) -> Option<&'static str> {
        match self {
            Self::Refused(key) => Some(key),
            Self::NotReady(lacking) => Some(lacking.key),
            Self::Db(_) => None,
        }
    }

    /// The whole sentence, with the address to which it leads; `None` when it is no refusal.
    pub fn said(&self, words: &Words) -> Option<String> {
        match self {
            Self::NotReady(lacking) => Some(format!("{} {}", roles::said(words, lacking), lacking.address)),
            Self::Refused(_) | Self::Db(_) => self.key().map(|key| words.t(key)),
        }
    }
}

/// Those of `people` who are in the house and not erased.
pub async fn still_here(section: &Section, people: &[PersonId]) -> Result<Vec<PersonId>, DbError> {
    let here = store::persons::by_ids(&mut *section.db.read().await?, people).await?;
    Ok(here.into_iter().map(|person| person.id).collect())
}

fn moment(section: &Section) -> Moment<'_> {
    Moment { now: section.clock.now(), random: section.random.as_ref() }
}

/// Makes the link that creates the first administrator and names the section: 30
/// minutes, once. `None` when there is an administrator already. Earlier links end.
pub async fn setup_link(section: &Section) -> Result<Option<String>, DbError> {
    let at = moment(section);
    let mut tx = section.db.begin().await?;
    if store::grants::count_others(&mut tx, roles::ADMINISTRATOR, None).await? > 0 {
        return Ok(None);
    }
    let token = Token::fresh(section.random.as_ref());
    store::links::cancel(&mut tx, Purpose::Setup, None, at.now).await?;
    let link = Link { person: None, subject: None };
    store::links::make(&mut tx, Purpose::Setup, &token.hash(), link, at.now).await?;
    tx.commit().await?;
    Ok(Some(section.url(&format!("/setup/{}", token.text()))))
}

/// Adds a member with a confirmed address and no passphrase yet; [`reset_link`] lets
/// them choose one.
pub async fn add_person(
    section: &Section,
    name: &str,
    address: &str,
    language: Language,
) -> Result<PersonId, CommandError> {
    let name = profile::name(name).map_err(|refusal| CommandError::Refused(refusal.key()))?;
    let email = Email::parse(address).map_err(|_| CommandError::Refused("people-refused-address"))?;
    let at = moment(section);
    let newcomer = Newcomer {
        name,
        about: String::new(),
        address: email.as_str().to_owned(),
        digest: crate::digest(&section.keys, &email),
        language,
        passphrase: None,
    };
    let mut tx = section.db.begin().await?;
    let person = acts::join::add(&mut tx, at, &newcomer)
        .await?
        .ok_or(CommandError::Refused("people-refused-known-address"))?;
    note(&mut tx, at, None, Act::PersonAdded, acts::person(person)).await?;
    tx.commit().await?;
    Ok(person)
}

/// Gives or takes a role over the section. `who` is a handle or an address.
pub async fn set_role(section: &Section, who: &str, role: Role, give: bool) -> Result<(), CommandError> {
    let at = moment(section);
    let mut tx = section.db.begin().await?;
    let person = find(section, &mut tx, who).await?;
    let grant = RoleGrant { person, role: role.to_string(), scope: store::grants::SECTION.to_owned() };
    if give && let Some(lacking) = roles::lacking(section, &mut tx, &grant).await? {
        let address = section.url(&lacking.address);
        return Err(CommandError::NotReady(Lacking { address, ..lacking }));
    }
    let done = if give {
        roles::give(&mut tx, at, &grant, None).await?
    } else {
        roles::take(&mut tx, at, &grant, None).await?
    };
    done.map_err(|refusal: Refusal| CommandError::Refused(refusal.key()))?;
    tx.commit().await?;
    Ok(())
}

/// Makes a link with which a member chooses a new passphrase.
pub async fn reset_link(section: &Section, who: &str) -> Result<String, CommandError> {
    let at = moment(section);
    let token = Token::fresh(section.random.as_ref());
    let mut tx = section.db.begin().await?;
    let person = find(section, &mut tx, who).await?;
    store::links::cancel(&mut tx, Purpose::Reset, Some(person), at.now).await?;
    let link = Link { person: Some(person), subject: None };
    store::links::make(&mut tx, Purpose::Reset, &token.hash(), link, at.now).await?;
    note(&mut tx, at, None, Act::ResetLinkMade, acts::person(person)).await?;
    tx.commit().await?;
    Ok(section.url(&format!("/reset/{}", token.text())))
}

/// Clears codes and passkeys of a member who cannot come in by them any more; they hear of it.
pub async fn clear_second_factor(section: &Section, who: &str) -> Result<(), CommandError> {
    let at = moment(section);
    let mut tx = section.db.begin().await?;
    let person = find(section, &mut tx, who).await?;
    let done = safety::clear_second_factor(&mut tx, at, person, None).await?;
    done.map_err(|refusal| CommandError::Refused(refusal.key()))?;
    tx.commit().await?;
    Ok(())
}

/// The member with this handle or address.
pub async fn named(section: &Section, who: &str) -> Result<PersonId, CommandError> {
    find(section, &mut *section.db.read().await?, who).await
}

async fn find(section: &Section, db: &mut Conn, who: &str) -> Result<PersonId, CommandError> {
    let found = match Email::parse(who) {
        Ok(email) => store::contacts::owner_of_email(db, &crate::digest(&section.keys, &email)).await?,
        Err(_) => store::persons::by_handle(db, who).await?.map(|person| person.id),
    };
    found.ok_or(CommandError::Refused(Refusal::NoMember.key()))
}
