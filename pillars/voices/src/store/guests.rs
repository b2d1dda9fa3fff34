//! Those who comment or follow without an account. The address lies sealed.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{Id, Language, Timestamp};
use griot_mailroom::Mark;
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
    mark: Mark,
    now: Timestamp,
) -> Result<Id<Writer>, DbError> {
    const SQL: &str =
        "insert into comment_guest (id, digest, sealed, language, at, mark) values ($1, $2, $3, $4, $5, $6)
        on conflict (digest) do update set language = excluded.language, mark = excluded.mark returning id";

    let id: Uuid = on!(tx, conn => query_scalar(SQL)
        .bind(guest.id.as_uuid())
        .bind(digest)
        .bind(guest.sealed.as_slice())
        .bind(guest.language.as_str())
        .bind(now.as_millisecond())
        .bind(mark.as_bytes())
        .fetch_one(conn))?;
    Ok(id.into())
}

/// The guests who have no mark yet, at most `limit`.
pub async fn unmarked(db: &mut Conn, limit: i64) -> Result<Vec<Guest>, DbError> {
    const SQL: &str = "select id, sealed, language, confirmed_at from comment_guest
        where mark is null order by id limit $1";

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(limit).fetch_all(conn))?;
    rows.into_iter().map(guest).collect()
}

/// Gives a guest the mark of the address.
pub async fn set_mark(tx: &mut Tx, id: Id<Writer>, mark: Mark) -> Result<(), DbError> {
    const SQL: &str = "update comment_guest set mark = $2 where id = $1";

    change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(mark.as_bytes()).execute(conn))?;
    Ok(())
}

/// The guests whose address has this mark.
pub async fn by_mark(db: &mut Conn, mark: Mark) -> Result<Vec<Id<Writer>>, DbError> {
    const SQL: &str = "select id from comment_guest where mark = $1 order by id";

    let ids: Vec<Uuid> = on!(db, conn => query_scalar(SQL).bind(mark.as_bytes()).fetch_all(conn))?;
    Ok(ids.into_iter().map(Id::from).collect())
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

/// How many comments a guest left that are kept, and how many wishes stand.
pub async fn kept_of(db: &mut Conn, id: Id<Writer>) -> Result<(i64, i64), DbError> {
    const SQL: &str = "select (select count(*) from comment where guest = $1 and state <> 'deleted'),
        (select count(*) from comment_subscription where guest = $1 and active = 1)";

    on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_one(conn))
}

/// Erases a guest: the words, the name, the wishes and the address. Safe to run twice.
pub async fn erase(tx: &mut Tx, id: Id<Writer>) -> Result<(), DbError> {
    const STEPS: [&str; 4] = [
        "update comment set state = 'deleted', body = '', reason = null, guest_name = null, guest = null
            where guest = $1",
        "delete from comment_alert where recipient = $1",
        "delete from comment_subscription where guest = $1",
        "delete from comment_guest where id = $1",
    ];

    for step in STEPS {
        change!(tx, conn => query(step).bind(id.as_uuid()).execute(conn))?;
    }
    Ok(())
}

/// Forgets the addresses of guests of whom everyone reads nothing, who follow nothing, and who
/// did neither since `before`. Returns how many.
pub async fn drop_idle(tx: &mut Tx, before: Timestamp) -> Result<u64, DbError> {
    const SQL: &str = "delete from comment_guest where at < $1
        and not exists (select 1 from comment
            where comment.guest = comment_guest.id and (comment.state = 'shown' or comment.at >= $1))
        and not exists (select 1 from comment_subscription wish
            where wish.guest = comment_guest.id and (wish.active = 1 or wish.at >= $1))";

    change!(tx, conn => query(SQL).bind(before.as_millisecond()).execute(conn))
}

/// Forgets guests who never confirmed and left nothing. Returns how many.
pub async fn drop_unconfirmed(tx: &mut Tx, before: Timestamp) -> Result<u64, DbError> {
    const SQL: &str = "delete from comment_guest where confirmed_at is null and at < $1
        and not exists (select 1 from comment where comment.guest = comment_guest.id)";

    change!(tx, conn => query(SQL).bind(before.as_millisecond()).execute(conn))
}

/// The guests whose address is not sealed by the key of this mark: at most `limit`, after `after`.
pub async fn sealed_otherwise(
    db: &mut Conn,
    current: &[u8],
    after: Id<Writer>,
    limit: i64,
) -> Result<Vec<Guest>, DbError> {
    const SQL: &str = "select id, sealed, language, confirmed_at from comment_guest
        where substr(sealed, 33, 5) <> $1 and id > $2 order by id limit $3";

    let rows: Vec<Row> = on!(db, conn => query_as(SQL)
        .bind(current).bind(after.as_uuid()).bind(limit).fetch_all(conn))?;
    rows.into_iter().map(guest).collect()
}

/// Puts the address sealed anew in the place of the one that was read, if that still stands there.
pub async fn reseal(tx: &mut Tx, id: Id<Writer>, before: &[u8], sealed: &[u8]) -> Result<bool, DbError> {
    const SQL: &str = "update comment_guest set sealed = $3 where id = $1 and sealed = $2";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(before).bind(sealed).execute(conn))? > 0)
}

/// How many addresses the key of this mark sealed.
pub async fn sealed_with(db: &mut Conn, mark: &[u8]) -> Result<i64, DbError> {
    const SQL: &str = "select count(*) from comment_guest where substr(sealed, 33, 5) = $1";

    on!(db, conn => query_scalar(SQL).bind(mark).fetch_one(conn))
}
