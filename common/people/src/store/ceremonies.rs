//! Passkey ceremonies between their beginning and their end, by challenge.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp};
use uuid::Uuid;

/// Notes a ceremony that began. `person` is the one who adds a passkey.
pub async fn begin(
    tx: &mut Tx,
    challenge: &[u8],
    person: Option<PersonId>,
    state: &str,
    ends_at: Timestamp,
) -> Result<(), DbError> {
    const SQL: &str = "insert into passkey_ceremony (challenge, person_id, state, ends_at)
        values ($1, $2, $3, $4)";

    change!(tx, conn => query(SQL)
        .bind(challenge)
        .bind(person.map(PersonId::as_uuid))
        .bind(state)
        .bind(ends_at.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// Ends a ceremony and returns what was noted: each challenge is answered once.
pub async fn take(
    tx: &mut Tx,
    challenge: &[u8],
    now: Timestamp,
) -> Result<Option<(Option<PersonId>, String)>, DbError> {
    const SQL: &str = "delete from passkey_ceremony where challenge = $1 and ends_at > $2
        returning person_id, state";

    let row: Option<(Option<Uuid>, String)> =
        on!(tx, conn => query_as(SQL).bind(challenge).bind(now.as_millisecond()).fetch_optional(conn))?;
    Ok(row.map(|(person, state)| (person.map(PersonId::from), state)))
}

/// How many are open, so that strangers cannot fill the table.
pub async fn count(db: &mut Conn) -> Result<i64, DbError> {
    const SQL: &str = "select count(*) from passkey_ceremony";

    on!(db, conn => query_scalar(SQL).fetch_one(conn))
}

/// Removes what was never finished.
pub async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<u64, DbError> {
    const SQL: &str = "delete from passkey_ceremony where ends_at <= $1";

    change!(tx, conn => query(SQL).bind(now.as_millisecond()).execute(conn))
}

/// Removes those of a person.
pub async fn remove_of(tx: &mut Tx, person: PersonId) -> Result<u64, DbError> {
    const SQL: &str = "delete from passkey_ceremony where person_id = $1";

    change!(tx, conn => query(SQL).bind(person.as_uuid()).execute(conn))
}
