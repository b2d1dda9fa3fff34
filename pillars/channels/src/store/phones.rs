//! What telephones said to the lists, and the short messages that answer them.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::Timestamp;
use uuid::Uuid;

use super::rows::{moment, read};
use crate::model::phone::Asked;

/// A number said STOP. Whether it had not before.
pub async fn stop(tx: &mut Tx, mark: &[u8], now: Timestamp) -> Result<bool, DbError> {
    const SQL: &str = "insert into phone_stop (mark, at) values ($1, $2) on conflict do nothing";

    Ok(change!(tx, conn => query(SQL).bind(mark).bind(now.as_millisecond()).execute(conn))? > 0)
}

/// Whether a number said STOP and nothing else since.
pub async fn is_stopped(db: &mut Conn, mark: &[u8]) -> Result<bool, DbError> {
    const SQL: &str = "select count(*) from phone_stop where mark = $1";

    let stopped: i64 = on!(db, conn => query_scalar(SQL).bind(mark).fetch_one(conn))?;
    Ok(stopped > 0)
}

/// A number that had said STOP asks for messages again.
pub async fn lift(tx: &mut Tx, mark: &[u8]) -> Result<(), DbError> {
    const SQL: &str = "delete from phone_stop where mark = $1";

    change!(tx, conn => query(SQL).bind(mark).execute(conn))?;
    Ok(())
}

/// Notes that a message was heard. Whether it is news: a gateway may bring the same again.
pub async fn hear(tx: &mut Tx, heard: &[u8], asked: Asked, now: Timestamp) -> Result<bool, DbError> {
    const SQL: &str = "insert into phone_word (heard, word, at) values ($1, $2, $3) on conflict do nothing";

    let new = change!(tx, conn => query(SQL)
        .bind(heard)
        .bind(asked.as_str())
        .bind(now.as_millisecond())
        .execute(conn))?;
    Ok(new > 0)
}

/// Whether a message was heard before.
pub async fn was_heard(db: &mut Conn, heard: &[u8]) -> Result<bool, DbError> {
    const SQL: &str = "select count(*) from phone_word where heard = $1";

    let known: i64 = on!(db, conn => query_scalar(SQL).bind(heard).fetch_one(conn))?;
    Ok(known > 0)
}

/// How often what was asked since then.
pub async fn counts(db: &mut Conn, since: Timestamp) -> Result<Vec<(Asked, i64)>, DbError> {
    const SQL: &str = "select word, count(*) from phone_word where at >= $1 group by word order by word";

    let rows: Vec<(String, i64)> =
        on!(db, conn => query_as(SQL).bind(since.as_millisecond()).fetch_all(conn))?;
    rows.into_iter().map(|(word, n)| Ok((read("phone_word", &word)?, n))).collect()
}

/// Forgets what was heard before, and notes that could not go since.
pub async fn forget(tx: &mut Tx, words: Timestamp, notes: Timestamp) -> Result<(), DbError> {
    const WORDS: &str = "delete from phone_word where at < $1";
    const NOTES: &str = "delete from phone_note where at < $1";

    change!(tx, conn => query(WORDS).bind(words.as_millisecond()).execute(conn))?;
    change!(tx, conn => query(NOTES).bind(notes.as_millisecond()).execute(conn))?;
    Ok(())
}

/// A short message to one telephone.
#[derive(Clone, PartialEq, Eq)]
pub struct Note {
    /// Names it.
    pub id: Uuid,
    /// Who is asked by it; it does not go once they answered or left.
    pub subscriber: Option<i64>,
    /// Where it goes.
    pub address: String,
    /// Its words.
    pub body: String,
    /// Since when somebody is about to send it.
    pub armed_at: Option<Timestamp>,
}

/// Numbers and words stay out of the logs.
impl std::fmt::Debug for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Note({})", self.id)
    }
}

/// Keeps a short message that is to go.
pub async fn put_note(tx: &mut Tx, note: &Note, now: Timestamp) -> Result<(), DbError> {
    const SQL: &str = "insert into phone_note (id, subscriber, address, body, state, at)
        values ($1, $2, $3, $4, 'waiting', $5)";

    change!(tx, conn => query(SQL)
        .bind(note.id)
        .bind(note.subscriber)
        .bind(note.address.as_str())
        .bind(note.body.as_str())
        .bind(now.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// A short message that is to go, or is about to.
pub async fn note(db: &mut Conn, id: Uuid) -> Result<Option<Note>, DbError> {
    const SQL: &str = "select subscriber, address, body, armed_at from phone_note where id = $1";

    type Row = (Option<i64>, String, String, Option<i64>);
    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id).fetch_optional(conn))?;
    Ok(row.map(|(subscriber, address, body, armed_at)| Note {
        id,
        subscriber,
        address,
        body,
        armed_at: armed_at.map(moment),
    }))
}

/// The short messages that are to go and with which nobody is busy.
pub async fn waiting_notes(db: &mut Conn) -> Result<Vec<Uuid>, DbError> {
    const SQL: &str = "select id from phone_note where state = 'waiting' order by at, id";

    on!(db, conn => query_scalar(SQL).fetch_all(conn))
}

/// Somebody is about to send it. Whether nobody else was.
pub async fn arm_note(tx: &mut Tx, id: Uuid, now: Timestamp) -> Result<bool, DbError> {
    const SQL: &str =
        "update phone_note set state = 'armed', armed_at = $2 where id = $1 and state = 'waiting'";

    Ok(change!(tx, conn => query(SQL).bind(id).bind(now.as_millisecond()).execute(conn))? > 0)
}

/// It was certainly not taken, and may go later.
pub async fn disarm_note(tx: &mut Tx, id: Uuid) -> Result<(), DbError> {
    const SQL: &str = "update phone_note set state = 'waiting', armed_at = null where id = $1";

    change!(tx, conn => query(SQL).bind(id).execute(conn))?;
    Ok(())
}

/// It went, or never will: its number and its words are forgotten.
pub async fn remove_note(tx: &mut Tx, id: Uuid) -> Result<(), DbError> {
    const SQL: &str = "delete from phone_note where id = $1";

    change!(tx, conn => query(SQL).bind(id).execute(conn))?;
    Ok(())
}
