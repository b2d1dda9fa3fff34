//! Where a person can be reached. An address stands here once it is confirmed.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{Id, PersonId, Timestamp};
use uuid::Uuid;

/// An address of a person.
#[derive(Clone, PartialEq, Eq)]
pub struct Contact {
    /// Inside the house.
    pub id: Id<Contact>,
    /// Whose.
    pub person: PersonId,
    /// In clear, since letters are written to it.
    pub address: String,
    /// Finds the person by it.
    pub digest: [u8; 32],
    /// When its owner confirmed it.
    pub confirmed_at: Timestamp,
}

/// An address stays out of the logs.
impl std::fmt::Debug for Contact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Contact").field("id", &self.id).finish_non_exhaustive()
    }
}

/// Adds a confirmed e-mail address. Returns whether it was free.
pub async fn insert_email(tx: &mut Tx, contact: &Contact) -> Result<bool, DbError> {
    const SQL: &str = "insert into contact_point (id, person_id, kind, address, digest, confirmed_at)
        values ($1, $2, 'email', $3, $4, $5) on conflict do nothing returning confirmed_at";

    let added: Option<i64> = on!(tx, conn => query_scalar(SQL)
        .bind(contact.id.as_uuid())
        .bind(contact.person.as_uuid())
        .bind(contact.address.as_str())
        .bind(contact.digest.as_slice())
        .bind(contact.confirmed_at.as_millisecond())
        .fetch_optional(conn))?;
    Ok(added.is_some())
}

/// Whose e-mail address this is.
pub async fn owner_of_email(db: &mut Conn, digest: &[u8; 32]) -> Result<Option<PersonId>, DbError> {
    const SQL: &str = "select person_id from contact_point where kind = 'email' and digest = $1";

    let id: Option<Uuid> = on!(db, conn => query_scalar(SQL).bind(digest.as_slice()).fetch_optional(conn))?;
    Ok(id.map(PersonId::from))
}

/// The person's e-mail address: the one confirmed last.
pub async fn email_of(db: &mut Conn, person: PersonId) -> Result<Option<String>, DbError> {
    const SQL: &str = "select address from contact_point where person_id = $1 and kind = 'email'
        order by confirmed_at desc, id limit 1";

    on!(db, conn => query_scalar(SQL).bind(person.as_uuid()).fetch_optional(conn))
}

/// When the person's e-mail address was confirmed: the one confirmed last.
pub async fn confirmed_at(db: &mut Conn, person: PersonId) -> Result<Option<Timestamp>, DbError> {
    const SQL: &str = "select confirmed_at from contact_point where person_id = $1 and kind = 'email'
        order by confirmed_at desc limit 1";

    let at: Option<i64> = on!(db, conn => query_scalar(SQL).bind(person.as_uuid()).fetch_optional(conn))?;
    Ok(at.map(Timestamp::from_millisecond))
}

/// Removes all addresses of the person except `but`.
pub async fn remove_others(tx: &mut Tx, person: PersonId, but: Option<[u8; 32]>) -> Result<u64, DbError> {
    const SQL: &str = "delete from contact_point where person_id = $1 and digest <> $2";

    let but = but.map_or_else(Vec::new, |digest| digest.to_vec());
    change!(tx, conn => query(SQL).bind(person.as_uuid()).bind(but).execute(conn))
}

/// The digests of the person's addresses, for erasing what hangs on them.
pub async fn digests_of(db: &mut Conn, person: PersonId) -> Result<Vec<[u8; 32]>, DbError> {
    const SQL: &str = "select digest from contact_point where person_id = $1 order by digest";

    let rows: Vec<Vec<u8>> = on!(db, conn => query_scalar(SQL).bind(person.as_uuid()).fetch_all(conn))?;
    rows.into_iter()
        .map(|digest| digest.as_slice().try_into().map_err(DbError::unreadable("contact_point")))
        .collect()
}
