//! The ledger of consents. Lines are added, never changed; they go with their person.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{Id, PersonId, Timestamp};

use crate::model::consent::Consent;

/// Adds a line.
pub async fn add(tx: &mut Tx, id: Id<Consent>, person: PersonId, consent: &Consent) -> Result<(), DbError> {
    const SQL: &str = "insert into consent (id, person_id, purpose, state, text_version, channel, at)
        values ($1, $2, $3, $4, $5, $6, $7)";

    change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(person.as_uuid())
        .bind(consent.purpose.as_str())
        .bind(consent.answer.as_str())
        .bind(consent.text_version.as_str())
        .bind(consent.channel.as_str())
        .bind(consent.at.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// All that the person ever said, in order: the last line of a purpose holds.
pub async fn of(db: &mut Conn, person: PersonId) -> Result<Vec<Consent>, DbError> {
    const SQL: &str = "select purpose, state, text_version, channel, at from consent
        where person_id = $1 order by at, id";

    let rows: Vec<(String, String, String, String, i64)> =
        on!(db, conn => query_as(SQL).bind(person.as_uuid()).fetch_all(conn))?;
    rows.into_iter()
        .map(|(purpose, state, text_version, channel, at)| {
            let answer = state.parse().map_err(DbError::unreadable("consent"))?;
            Ok(Consent { purpose, answer, text_version, channel, at: Timestamp::from_millisecond(at) })
        })
        .collect()
}

/// Removes the lines of a person who is erased.
pub async fn remove_of(tx: &mut Tx, person: PersonId) -> Result<u64, DbError> {
    const SQL: &str = "delete from consent where person_id = $1";

    change!(tx, conn => query(SQL).bind(person.as_uuid()).execute(conn))
}
