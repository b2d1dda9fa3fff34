//! People: what others may know of them, and what happens to them.

use std::collections::HashMap;

use async_trait::async_trait;
use griot_db::{Conn, DbError};
use griot_kernel::{Event, Language, PersonId};
use serde::{Deserialize, Serialize};

/// Someone became a member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberJoined {
    /// Who.
    pub person: PersonId,
}
impl Event for MemberJoined {
    const NAME: &'static str = "people.member-joined.v1";
}

/// The name, handle or openness of someone changed: ask for it anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicNameChanged {
    /// Who.
    pub person: PersonId,
}
impl Event for PublicNameChanged {
    const NAME: &'static str = "people.public-name-changed.v1";
}

/// Someone was erased: whoever holds something of them lets it go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonErased {
    /// Who.
    pub person: PersonId,
}
impl Event for PersonErased {
    const NAME: &'static str = "people.person-erased.v1";
}

/// Someone gave or took back a consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentChanged {
    /// Who.
    pub person: PersonId,
}
impl Event for ConsentChanged {
    const NAME: &'static str = "people.consent-changed.v1";
}

/// How a person is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicName {
    /// Who.
    pub person: PersonId,
    /// The name that they chose to be seen under.
    pub name: String,
    /// Names their page: `/people/{handle}`.
    pub handle: String,
    /// Whether visitors may open that page; members always may.
    pub open: bool,
    /// Whether they take part now: someone suspended keeps the name under which they wrote.
    pub takes_part: bool,
    /// The address of a small picture, from the root of the site.
    pub picture: Option<String>,
}

/// Tells how people are shown. Answered by `people`.
#[async_trait]
pub trait PublicNames: Send + Sync {
    /// The names of those of `people` who are still here; the others are absent.
    async fn names(
        &self,
        db: &mut Conn,
        people: &[PersonId],
    ) -> Result<HashMap<PersonId, PublicName>, DbError>;

    /// Those who take part, by name, at most `limit`: for forms in which a member chooses one.
    async fn members(&self, db: &mut Conn, limit: i64) -> Result<Vec<PublicName>, DbError>;

    /// Those who take part and whose name holds every one of `words` as the beginning of a word, by
    /// name, at most `limit`; with `open`, only those whose page visitors may open. The words are
    /// folded, as `griot_text::fold` does it; of more than five, the others are not looked at.
    async fn called(
        &self,
        db: &mut Conn,
        words: &[String],
        open: bool,
        limit: usize,
    ) -> Result<Vec<PublicName>, DbError>;

    /// Who of those who take part bears this handle.
    async fn by_handle(&self, db: &mut Conn, handle: &str) -> Result<Option<PublicName>, DbError>;
}

/// Where and how someone may be written to.
#[derive(Clone, PartialEq, Eq)]
pub struct Reachable {
    /// A confirmed e-mail address.
    pub email: String,
    /// The language in which they want to read.
    pub language: Language,
}

impl std::fmt::Debug for Reachable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Reachable({})", self.language)
    }
}

/// Tells where to write to a member. Answered by `people`.
#[async_trait]
pub trait Contacts: Send + Sync {
    /// `None` when they are gone, suspended or have no confirmed address.
    async fn email(&self, db: &mut Conn, person: PersonId) -> Result<Option<Reachable>, DbError>;

    /// Those who hold the capability over the whole section, for mails to staff.
    async fn holders(&self, db: &mut Conn, capability: &str) -> Result<Vec<PersonId>, DbError>;
}

/// Writes into the append-only log of what staff did to people's things. Answered by `people`.
#[async_trait]
pub trait StaffLog: Send + Sync {
    /// Notes that `actor` did `act` (a message key) to the thing `subject` names.
    async fn note(
        &self,
        tx: &mut griot_db::Tx,
        actor: PersonId,
        act: &'static str,
        subject: &str,
    ) -> Result<(), DbError>;
}
