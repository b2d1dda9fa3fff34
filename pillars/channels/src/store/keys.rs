//! The sealed keys of channels.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::Timestamp;
use uuid::Uuid;

use super::rows::{moment, read};
use crate::model::channel::{ChannelId, KeyState};

/// A key as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedKey {
    /// Of which channel.
    pub channel: ChannelId,
    /// Sealed.
    pub sealed: Vec<u8>,
    /// When its owner must connect the account again, as far as is known.
    pub ends_at: Option<Timestamp>,
    /// How it was when it was last looked at.
    pub state: KeyState,
    /// When that was.
    pub checked_at: Option<Timestamp>,
    /// At how many days before its end somebody was warned last.
    pub warned_days: Option<i64>,
}

type Row = (Uuid, Vec<u8>, Option<i64>, String, Option<i64>, Option<i64>);

fn key(row: Row) -> Result<SealedKey, DbError> {
    let (channel, sealed, ends_at, state, checked_at, warned_days) = row;
    Ok(SealedKey {
        channel: channel.into(),
        sealed,
        ends_at: ends_at.map(moment),
        state: read("channel_key", &state)?,
        checked_at: checked_at.map(moment),
        warned_days,
    })
}

/// Keeps a key in the place of the one before. Nothing is known of it yet.
pub async fn put(
    tx: &mut Tx,
    channel: ChannelId,
    sealed: &[u8],
    ends_at: Option<Timestamp>,
) -> Result<(), DbError> {
    const SQL: &str =
        "insert into channel_key (channel, sealed, ends_at, state) values ($1, $2, $3, 'unknown')
        on conflict (channel) do update set sealed = excluded.sealed, ends_at = excluded.ends_at,
        state = 'unknown', checked_at = null, warned_days = null";

    change!(tx, conn => query(SQL)
        .bind(channel.as_uuid())
        .bind(sealed)
        .bind(ends_at.map(Timestamp::as_millisecond))
        .execute(conn))?;
    Ok(())
}

/// Keeps a key that was renewed, if the one from which it was made is still there.
pub async fn renew(
    tx: &mut Tx,
    channel: ChannelId,
    old: &[u8],
    sealed: &[u8],
    ends_at: Option<Timestamp>,
) -> Result<bool, DbError> {
    const SQL: &str = "update channel_key set sealed = $3, ends_at = coalesce($4, ends_at)
        where channel = $1 and sealed = $2";

    let changed = change!(tx, conn => query(SQL)
        .bind(channel.as_uuid())
        .bind(old)
        .bind(sealed)
        .bind(ends_at.map(Timestamp::as_millisecond))
        .execute(conn))?;
    Ok(changed > 0)
}

/// Notes how a key was when it was looked at.
pub async fn checked(
    tx: &mut Tx,
    channel: ChannelId,
    state: KeyState,
    ends_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), DbError> {
    const SQL: &str = "update channel_key set state = $2, ends_at = coalesce($3, ends_at), checked_at = $4
        where channel = $1";

    change!(tx, conn => query(SQL)
        .bind(channel.as_uuid())
        .bind(state.as_str())
        .bind(ends_at.map(Timestamp::as_millisecond))
        .bind(now.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// Notes at how many days before the end somebody was warned.
pub async fn warned(tx: &mut Tx, channel: ChannelId, days: i64) -> Result<(), DbError> {
    const SQL: &str = "update channel_key set warned_days = $2 where channel = $1";

    change!(tx, conn => query(SQL).bind(channel.as_uuid()).bind(days).execute(conn))?;
    Ok(())
}

/// Throws a key away.
pub async fn remove(tx: &mut Tx, channel: ChannelId) -> Result<bool, DbError> {
    const SQL: &str = "delete from channel_key where channel = $1";

    Ok(change!(tx, conn => query(SQL).bind(channel.as_uuid()).execute(conn))? > 0)
}

/// The key of a channel.
pub async fn of(db: &mut Conn, channel: ChannelId) -> Result<Option<SealedKey>, DbError> {
    const SQL: &str = "select channel, sealed, ends_at, state, checked_at, warned_days
        from channel_key where channel = $1";

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(channel.as_uuid()).fetch_optional(conn))?;
    row.map(key).transpose()
}

/// All keys.
pub async fn list(db: &mut Conn) -> Result<Vec<SealedKey>, DbError> {
    const SQL: &str = "select channel, sealed, ends_at, state, checked_at, warned_days
        from channel_key order by channel limit 500";

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).fetch_all(conn))?;
    rows.into_iter().map(key).collect()
}

/// How many keys this mark sealed.
pub async fn sealed_with(db: &mut Conn, mark: &[u8]) -> Result<i64, DbError> {
    let all = list(db).await?;
    Ok(i64::try_from(all.iter().filter(|key| key.sealed.starts_with(mark)).count()).unwrap_or(i64::MAX))
}
