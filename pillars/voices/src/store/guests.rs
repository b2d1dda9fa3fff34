//! Those who comment or follow without an account. The address lies sealed.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{Id, Language, Timestamp};
use uuid::Uuid;

use super::rows::{moment, read};
use crate::model::Writer;

/// Someone without an account.
#[derive(Clone, PartialEq, Eq)]
pub struct Guest {
    /// The id.
    pub id: Id<Writer>,
    /// The address, sealed.
    pub sealed: Vec<u8>,
    /// The language in which to write.
    pub language: Language,
    /// When the address was confirmed.
    pub confirmed_at: Option<Timestamp>,
}

impl std::fmt::Debug for Guest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Guest").field("confirmed", &self.confirmed_at.is_some()).finish_non_exhaustive()
    }
}

type Row = (Uuid, Vec<u8>, String, Option<i64>);

fn guest((id, sealed, language, confirmed): Row) -> Result<Guest, DbError> {
    let language = read("comment_guest", &language)?;
    Ok(Guest { id: id.into(), sealed, language, confirmed_at: confirmed.map(moment) })
}

/// Keeps a guest, once for each address. Returns the id under which the address is known.
pub async fn insert(
    tx: &mut Tx,
    guest: &Guest,
    digest: &[u8],
    now: Timestamp,
) -> Result<Id<Writer>, DbError> {
    const SQL: &str =
        "insert into comment_guest (id, digest, sealed, language, at) values ($1, $2, $3, $4, $5)
        on conflict (digest) do update set language = excluded.language returning id";

    let id: Uuid = on!(tx, conn => query_scalar(SQL)
        .bind(guest.id.as_uuid())
        .bind(digest)
        .bind(guest.sealed.as_slice())
        .bind(guest.language.as_str())
        .bind(now.as_millisecond())
        .fetch_one(conn))?;
    Ok(id.into())
}

/// The guest with this id.
pub async fn by_id(db: &mut Conn, id: Id<Writer>) -> Result<Option<Guest>, DbError> {
    const SQL: &str = "select id, sealed, language, confirmed_at from comment_guest where id = $1";

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(guest).transpose()
}

/// The guest has shown that the address is theirs.
pub async fn confirm(tx: &mut Tx, id: Id<Writer>, now: Timestamp) -> Result<(), DbError> {
    const SQL: &str = "update comment_guest set confirmed_at = coalesce(confirmed_at, $2) where id = $1";

    change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(now.as_millisecond()).execute(conn))?;
    Ok(())
}

/// Forgets guests who never confirmed and left nothing. Returns how many.
pub async fn drop_unconfirmed(tx: &mut Tx, before: Timestamp) -> Result<u64, DbError> {
    const SQL: &str = "delete from comment_guest where confirmed_at is null and at < $1
        and not exists (select 1 from comment where comment.guest = comment_guest.id)";

    change!(tx, conn => query(SQL).bind(before.as_millisecond()).execute(conn))
}
