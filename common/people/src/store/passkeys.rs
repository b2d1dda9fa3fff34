//! Passkeys: keys that a person's device keeps.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{Id, PersonId, Timestamp};
use uuid::Uuid;

/// A passkey of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyRow {
    /// Inside the house.
    pub id: Id<PasskeyRow>,
    /// Whose.
    pub person: PersonId,
    /// How the owner calls it.
    pub name: String,
    /// How the device calls it.
    pub credential: Vec<u8>,
    /// The public key and its counter, as JSON.
    pub data: String,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it was last used.
    pub used_at: Option<Timestamp>,
}

/// As the table holds it: id, name, credential, data, when it was made and used.
type Kept = (Uuid, String, Vec<u8>, String, i64, Option<i64>);

/// Adds a passkey. Returns whether the device's key is a new one.
pub async fn insert(tx: &mut Tx, key: &PasskeyRow) -> Result<bool, DbError> {
    const SQL: &str = "insert into passkey (id, person_id, name, credential, data, created_at)
        values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning created_at";

    let added: Option<i64> = on!(tx, conn => query_scalar(SQL)
        .bind(key.id.as_uuid())
        .bind(key.person.as_uuid())
        .bind(key.name.as_str())
        .bind(key.credential.as_slice())
        .bind(key.data.as_str())
        .bind(key.created_at.as_millisecond())
        .fetch_optional(conn))?;
    Ok(added.is_some())
}

/// The passkeys of a person, the oldest first.
pub async fn of(db: &mut Conn, person: PersonId) -> Result<Vec<PasskeyRow>, DbError> {
    const SQL: &str = "select id, name, credential, data, created_at, used_at
        from passkey where person_id = $1 order by created_at, id";

    let rows: Vec<Kept> = on!(db, conn => query_as(SQL).bind(person.as_uuid()).fetch_all(conn))?;
    let key = |(id, name, credential, data, created_at, used_at): Kept| PasskeyRow {
        id: id.into(),
        person,
        name,
        credential,
        data,
        created_at: Timestamp::from_millisecond(created_at),
        used_at: used_at.map(Timestamp::from_millisecond),
    };
    Ok(rows.into_iter().map(key).collect())
}

/// Notes that a passkey was used, with the counter that the device gave.
pub async fn note_use(
    tx: &mut Tx,
    person: PersonId,
    credential: &[u8],
    data: &str,
    now: Timestamp,
) -> Result<bool, DbError> {
    const SQL: &str = "update passkey set data = $3, used_at = $4 where person_id = $1 and credential = $2";

    let changed = change!(tx, conn => query(SQL)
        .bind(person.as_uuid())
        .bind(credential)
        .bind(data)
        .bind(now.as_millisecond())
        .execute(conn))?;
    Ok(changed > 0)
}

/// Removes one passkey of the person.
pub async fn remove(tx: &mut Tx, person: PersonId, id: Id<PasskeyRow>) -> Result<bool, DbError> {
    const SQL: &str = "delete from passkey where person_id = $1 and id = $2";

    Ok(change!(tx, conn => query(SQL).bind(person.as_uuid()).bind(id.as_uuid()).execute(conn))? > 0)
}

/// Removes all passkeys of the person.
pub async fn remove_all(tx: &mut Tx, person: PersonId) -> Result<u64, DbError> {
    const SQL: &str = "delete from passkey where person_id = $1";

    change!(tx, conn => query(SQL).bind(person.as_uuid()).execute(conn))
}
