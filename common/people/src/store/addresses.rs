//! Changes of address that wait for their confirmation.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{Id, PersonId, Timestamp};
use uuid::Uuid;

/// A member wants letters at another address.
#[derive(Clone, PartialEq, Eq)]
pub struct AddressChange {
    /// Inside the house.
    pub id: Id<AddressChange>,
    /// Whose.
    pub person: PersonId,
    /// The new one.
    pub address: String,
    /// Its digest.
    pub digest: [u8; 32],
    /// When it was asked for.
    pub asked_at: Timestamp,
}

/// An address stays out of the logs.
impl std::fmt::Debug for AddressChange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AddressChange").field("id", &self.id).finish_non_exhaustive()
    }
}

/// Notes the change, in place of an earlier one of the same person.
pub async fn ask(tx: &mut Tx, wanted: &AddressChange) -> Result<(), DbError> {
    const SQL: &str = "insert into address_change (id, person_id, address, digest, asked_at)
        values ($1, $2, $3, $4, $5)";

    remove_of(tx, wanted.person).await?;
    change!(tx, conn => query(SQL)
        .bind(wanted.id.as_uuid())
        .bind(wanted.person.as_uuid())
        .bind(wanted.address.as_str())
        .bind(wanted.digest.as_slice())
        .bind(wanted.asked_at.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// The change by id, while it waits.
pub async fn by_id(db: &mut Conn, id: Id<AddressChange>) -> Result<Option<AddressChange>, DbError> {
    const SQL: &str = "select person_id, address, digest, asked_at from address_change where id = $1";

    let row: Option<(Uuid, String, Vec<u8>, i64)> =
        on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    let Some((person, address, digest, asked_at)) = row else { return Ok(None) };
    let digest = digest.as_slice().try_into().map_err(DbError::unreadable("address_change"))?;
    let asked_at = Timestamp::from_millisecond(asked_at);
    Ok(Some(AddressChange { id, person: person.into(), address, digest, asked_at }))
}

/// The address that waits for the person's confirmation.
pub async fn waiting_of(db: &mut Conn, person: PersonId) -> Result<Option<String>, DbError> {
    const SQL: &str = "select address from address_change where person_id = $1";

    on!(db, conn => query_scalar(SQL).bind(person.as_uuid()).fetch_optional(conn))
}

/// Forgets the changes that were asked for before `before`: their links have ended.
pub async fn sweep(tx: &mut Tx, before: Timestamp) -> Result<u64, DbError> {
    const SQL: &str = "delete from address_change where asked_at < $1";

    change!(tx, conn => query(SQL).bind(before.as_millisecond()).execute(conn))
}

/// Forgets what the person asked for.
pub async fn remove_of(tx: &mut Tx, person: PersonId) -> Result<u64, DbError> {
    const SQL: &str = "delete from address_change where person_id = $1";

    change!(tx, conn => query(SQL).bind(person.as_uuid()).execute(conn))
}
