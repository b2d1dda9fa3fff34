//! What an act tells, and what it asks to be done, written in the act's own
//! transaction. The relay of `griot-jobs` carries it on and then removes it.

use griot_kernel::Event;
use serde::Serialize;

use crate::{Conn, DbError, Tx, change, on};

/// A line of the outbox, waiting for the relay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Grows with each line; on PostgreSQL not in the order of the commits.
    pub id: i64,
    /// `event` or `job`.
    pub kind: String,
    /// The event's or the job's name.
    pub name: String,
    /// JSON that holds ids and revisions only.
    pub payload: String,
}

/// Tells everyone who listens that something happened.
pub async fn publish<E: Event>(tx: &mut Tx, event: &E) -> Result<(), DbError> {
    write(tx, "event", E::NAME, event).await
}

/// Asks for a job to be done after the commit. `griot-jobs` gives this a typed door.
pub async fn ask<J: Serialize>(tx: &mut Tx, name: &str, job: &J) -> Result<(), DbError> {
    write(tx, "job", name, job).await
}

async fn write<P: Serialize>(tx: &mut Tx, kind: &str, name: &str, payload: &P) -> Result<(), DbError> {
    const SQL: &str = "insert into outbox (kind, name, payload) values ($1, $2, $3)";
    let payload = serde_json::to_string(payload).map_err(DbError::unreadable("outbox"))?;

    change!(tx, conn => query(SQL).bind(kind).bind(name).bind(payload.as_str()).execute(conn))?;
    if matches!(tx.door(), crate::Door::Postgres(_)) {
        change!(tx, conn => query("select pg_notify('griot_outbox', '')").execute(conn))?;
    }
    tx.mark_told();
    Ok(())
}

/// The oldest lines, at most `limit`.
pub async fn waiting(db: &mut Conn, limit: i64) -> Result<Vec<Line>, DbError> {
    const SQL: &str = "select id, kind, name, payload from outbox order by id limit $1";

    let rows: Vec<(i64, String, String, String)> =
        on!(db, conn => query_as(SQL).bind(limit).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(id, kind, name, payload)| Line { id, kind, name, payload }).collect())
}

/// Removes a line that has been carried on. Returns whether it was still there.
pub async fn remove(tx: &mut Tx, id: i64) -> Result<bool, DbError> {
    const SQL: &str = "delete from outbox where id = $1";

    Ok(change!(tx, conn => query(SQL).bind(id).execute(conn))? > 0)
}

/// Notes that `listener` has heard line `id`. Returns whether this is the first time,
/// so that an event handed over twice changes something once.
pub async fn hear_once(tx: &mut Tx, id: i64, listener: &str) -> Result<bool, DbError> {
    const SQL: &str = "insert into heard (outbox_id, listener) values ($1, $2)
        on conflict do nothing returning outbox_id";

    let first: Option<i64> = on!(tx, conn => query_scalar(SQL).bind(id).bind(listener).fetch_optional(conn))?;
    Ok(first.is_some())
}
