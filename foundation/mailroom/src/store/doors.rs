//! Doors that letters open, and what comes in by them.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp};
use uuid::Uuid;

use crate::Mark;

/// What a door leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Door {
    /// Whose room it is, and what for: `channels.approve`.
    pub kind: String,
    /// Which thing there.
    pub thing: Uuid,
    /// Who may come in by it, where that is a member.
    pub person: Option<PersonId>,
    /// The mark of the address that the letter went to.
    pub mark: Mark,
    /// What else the room wants to know again.
    pub detail: String,
}

/// What came in by a door.
#[derive(Clone, PartialEq, Eq)]
pub struct Came {
    /// The digest of the mail: the same mail again is the same.
    pub id: Vec<u8>,
    /// As the door says.
    pub kind: String,
    /// As the door says.
    pub thing: Uuid,
    /// As the door says.
    pub person: Option<PersonId>,
    /// The address it came from, where no member is known; else empty.
    pub sender: String,
    /// As the door says.
    pub detail: String,
    /// The words.
    pub words: String,
    /// When it came.
    pub at: Timestamp,
}

impl std::fmt::Debug for Came {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Came({})", self.kind)
    }
}

/// Opens a door until `ends`.
pub async fn open(tx: &mut Tx, code: &[u8], door: &Door, ends: Timestamp) -> Result<(), DbError> {
    const SQL: &str = "insert into mail_door (code, kind, thing, person, mark, detail, ends_at)
        values ($1, $2, $3, $4, $5, $6, $7)";

    change!(tx, conn => query(SQL)
        .bind(code)
        .bind(door.kind.as_str())
        .bind(door.thing)
        .bind(door.person.map(PersonId::as_uuid))
        .bind(door.mark.as_bytes())
        .bind(door.detail.as_str())
        .bind(ends.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// The door of this code, if it is open still.
pub async fn find(db: &mut Conn, code: &[u8], now: Timestamp) -> Result<Option<Door>, DbError> {
    const SQL: &str = "select kind, thing, person, mark, detail from mail_door
        where code = $1 and ends_at > $2";

    type Row = (String, Uuid, Option<Uuid>, Vec<u8>, String);
    let row: Option<Row> =
        on!(db, conn => query_as(SQL).bind(code).bind(now.as_millisecond()).fetch_optional(conn))?;
    let door = |(kind, thing, person, mark, detail): Row| {
        let mark = mark.as_slice().try_into().map_err(DbError::unreadable("mail_door"))?;
        Ok(Door { kind, thing, person: person.map(Into::into), mark, detail })
    };
    row.map(door).transpose()
}

/// Keeps what came in. Whether it is new.
pub async fn bring(tx: &mut Tx, came: &Came) -> Result<bool, DbError> {
    const SQL: &str = "insert into mail_answer (id, kind, thing, person, sender, detail, words, at)
        values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing";

    let added = change!(tx, conn => query(SQL)
        .bind(came.id.as_slice())
        .bind(came.kind.as_str())
        .bind(came.thing)
        .bind(came.person.map(PersonId::as_uuid))
        .bind(came.sender.as_str())
        .bind(came.detail.as_str())
        .bind(came.words.as_str())
        .bind(came.at.as_millisecond())
        .execute(conn))?;
    Ok(added > 0)
}

/// What waits to be taken, the oldest first.
pub async fn waiting(db: &mut Conn, limit: i64) -> Result<Vec<Came>, DbError> {
    const SQL: &str = "select id, kind, thing, person, sender, detail, words, at from mail_answer
        where taken_at is null order by at, id limit $1";

    type Row = (Vec<u8>, String, Uuid, Option<Uuid>, String, String, String, i64);
    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(limit).fetch_all(conn))?;
    let came = |(id, kind, thing, person, sender, detail, words, at): Row| Came {
        id,
        kind,
        thing,
        person: person.map(Into::into),
        sender,
        detail,
        words,
        at: Timestamp::from_millisecond(at),
    };
    Ok(rows.into_iter().map(came).collect())
}

/// Its room has taken it: only that it came is kept. Whether nobody took it before.
pub async fn taken(tx: &mut Tx, id: &[u8], now: Timestamp) -> Result<bool, DbError> {
    const SQL: &str =
        "update mail_answer set taken_at = $2, words = '', sender = '', detail = '', person = null
        where id = $1 and taken_at is null";

    Ok(change!(tx, conn => query(SQL).bind(id).bind(now.as_millisecond()).execute(conn))? > 0)
}

/// Lets go of doors that are shut, and of what was taken before `before`.
pub async fn sweep(tx: &mut Tx, now: Timestamp, before: Timestamp) -> Result<(), DbError> {
    const DOORS: &str = "delete from mail_door where ends_at <= $1";
    const TAKEN: &str = "delete from mail_answer where taken_at < $1";

    change!(tx, conn => query(DOORS).bind(now.as_millisecond()).execute(conn))?;
    change!(tx, conn => query(TAKEN).bind(before.as_millisecond()).execute(conn))?;
    Ok(())
}

/// Lets go of everything of somebody.
pub async fn forget(tx: &mut Tx, person: PersonId) -> Result<(), DbError> {
    const DOORS: &str = "delete from mail_door where person = $1";
    const WAITING: &str = "delete from mail_answer where person = $1";

    for sql in [DOORS, WAITING] {
        change!(tx, conn => query(sql).bind(person.as_uuid()).execute(conn))?;
    }
    Ok(())
}
