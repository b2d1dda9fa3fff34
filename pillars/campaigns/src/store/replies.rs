//! Replies in the internal room.

use std::collections::HashMap;

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::PersonId;
use uuid::Uuid;

use super::rows::moment;
use crate::model::{EntryId, Reply, ReplyId};

type Row = (Uuid, Uuid, String, Option<Uuid>, i64);

fn reply((id, entry, body, by, at): Row) -> Reply {
    Reply { id: id.into(), entry: entry.into(), body, by: by.map(Into::into), at: moment(at) }
}

/// Keeps a reply.
pub async fn insert(tx: &mut Tx, reply: &Reply) -> Result<(), DbError> {
    const SQL: &str = "insert into room_reply (id, entry, body, by_person, at) values ($1, $2, $3, $4, $5)";

    change!(tx, conn => query(SQL)
        .bind(reply.id.as_uuid())
        .bind(reply.entry.as_uuid())
        .bind(&reply.body)
        .bind(reply.by.map(PersonId::as_uuid))
        .bind(reply.at.as_millisecond())
        .execute(conn))
    .map(drop)
}

/// The reply with this id.
pub async fn by_id(db: &mut Conn, id: ReplyId) -> Result<Option<Reply>, DbError> {
    const SQL: &str = "select id, entry, body, by_person, at from room_reply where id = $1";

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    Ok(row.map(reply))
}

/// Takes a reply away. Returns whether it was there.
pub async fn remove(tx: &mut Tx, id: ReplyId) -> Result<bool, DbError> {
    const SQL: &str = "delete from room_reply where id = $1";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).execute(conn))? > 0)
}

/// The replies to an entry, the oldest first.
pub async fn of_entry(db: &mut Conn, entry: EntryId) -> Result<Vec<Reply>, DbError> {
    const SQL: &str = "select id, entry, body, by_person, at from room_reply where entry = $1
        order by at, id limit 500";

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(entry.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(reply).collect())
}

/// How many replies each entry has; none where it is absent.
pub async fn counts(db: &mut Conn) -> Result<HashMap<EntryId, i64>, DbError> {
    const SQL: &str = "select entry, count(*) from room_reply group by entry";

    let rows: Vec<(Uuid, i64)> = on!(db, conn => query_as(SQL).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(entry, count)| (entry.into(), count)).collect())
}
