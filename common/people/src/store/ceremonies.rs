//! Passkey ceremonies between their beginning and their end, by challenge.

use griot_db::{DbError, Tx, change, on};
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

/// Lets the oldest ceremonies of strangers go until fewer than `most` are open, so that strangers
/// can neither fill the table nor keep others out. Returns how many went.
pub async fn make_room(tx: &mut Tx, most: i64) -> Result<u64, DbError> {
    const COUNT: &str = "select count(*) from passkey_ceremony where person_id is null";
    const SQL: &str =
        "delete from passkey_ceremony where challenge in (select challenge from passkey_ceremony
        where person_id is null order by ends_at, challenge limit $1)";

    let open: i64 = on!(tx, conn => query_scalar(COUNT).fetch_one(conn))?;
    if open < most {
        return Ok(0);
    }
    change!(tx, conn => query(SQL).bind(open - most + 1).execute(conn))
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
