//! Who looks after the inbox on which day.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp};
use uuid::Uuid;

use super::rows::moment;

/// Somebody looks after the inbox on this day, whose first moment is `day`; with `None` nobody does.
pub async fn set(tx: &mut Tx, day: Timestamp, person: Option<PersonId>) -> Result<(), DbError> {
    const SET: &str = "insert into duty (day, person) values ($1, $2) on conflict (day) do update set person = excluded.person";
    const FREE: &str = "delete from duty where day = $1";

    match person {
        Some(person) => {
            change!(tx, conn => query(SET).bind(day.as_millisecond()).bind(person.as_uuid()).execute(conn))?
        }
        None => change!(tx, conn => query(FREE).bind(day.as_millisecond()).execute(conn))?,
    };
    Ok(())
}

/// Who looks after the inbox on the days from `from` to before `until`.
pub async fn between(
    db: &mut Conn,
    from: Timestamp,
    until: Timestamp,
) -> Result<Vec<(Timestamp, PersonId)>, DbError> {
    const SQL: &str = "select day, person from duty where day >= $1 and day < $2 order by day limit 400";

    let rows: Vec<(i64, Uuid)> = on!(db, conn => query_as(SQL)
        .bind(from.as_millisecond())
        .bind(until.as_millisecond())
        .fetch_all(conn))?;
    Ok(rows.into_iter().map(|(day, person)| (moment(day), person.into())).collect())
}

/// Relieves somebody from this day on: another takes their days, or nobody does.
pub async fn relieve(
    tx: &mut Tx,
    from: Timestamp,
    person: PersonId,
    other: Option<PersonId>,
) -> Result<(), DbError> {
    const ANOTHER: &str = "update duty set person = $3 where day >= $1 and person = $2";
    const NOBODY: &str = "delete from duty where day >= $1 and person = $2";

    match other {
        Some(other) => change!(tx, conn => query(ANOTHER)
            .bind(from.as_millisecond())
            .bind(person.as_uuid())
            .bind(other.as_uuid())
            .execute(conn))?,
        None => change!(tx, conn => query(NOBODY)
            .bind(from.as_millisecond())
            .bind(person.as_uuid())
            .execute(conn))?,
    };
    Ok(())
}
