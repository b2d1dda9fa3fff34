//! How much of what a network allows was used. Kept, so that a restart does not forget it.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::Timestamp;

use super::rows::moment;
use crate::model::channel::ChannelId;

/// What was used on a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spent {
    /// Since when it is counted.
    pub since: Timestamp,
    /// How many texts went out since.
    pub used: i64,
    /// Until when the network asked to be left alone.
    pub until: Option<Timestamp>,
}

/// What was used on a channel, if anything.
pub async fn of(db: &mut Conn, channel: ChannelId) -> Result<Option<Spent>, DbError> {
    const SQL: &str = "select since, used, until from budget where channel = $1";

    let row: Option<(i64, i64, Option<i64>)> =
        on!(db, conn => query_as(SQL).bind(channel.as_uuid()).fetch_optional(conn))?;
    Ok(row.map(|(since, used, until)| Spent { since: moment(since), used, until: until.map(moment) }))
}

/// Counts one text; a window that began before `oldest` begins anew.
pub async fn spend(
    tx: &mut Tx,
    channel: ChannelId,
    now: Timestamp,
    oldest: Timestamp,
) -> Result<(), DbError> {
    const SQL: &str = "insert into budget (channel, since, used) values ($1, $2, 1)
        on conflict (channel) do update set
        used = case when budget.since < $3 then 1 else budget.used + 1 end,
        since = case when budget.since < $3 then $2 else budget.since end";

    change!(tx, conn => query(SQL)
        .bind(channel.as_uuid())
        .bind(now.as_millisecond())
        .bind(oldest.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// Leaves a network alone until then.
pub async fn rest(tx: &mut Tx, channel: ChannelId, until: Timestamp, now: Timestamp) -> Result<(), DbError> {
    const SQL: &str = "insert into budget (channel, since, used, until) values ($1, $3, 0, $2)
        on conflict (channel) do update set until = excluded.until";

    change!(tx, conn => query(SQL)
        .bind(channel.as_uuid())
        .bind(until.as_millisecond())
        .bind(now.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// Until when the app by which all Pages of Facebook are spoken to rests, if it ever did.
pub async fn app_rest(db: &mut Conn) -> Result<Option<Timestamp>, DbError> {
    const SQL: &str = "select rests_until from facebook_app where one = 1";

    let until: Option<i64> = on!(db, conn => query_scalar(SQL).fetch_optional(conn))?;
    Ok(until.map(moment))
}

/// Lets that app rest until then; where it rests longer already, it does.
pub async fn rest_app(tx: &mut Tx, until: Timestamp) -> Result<(), DbError> {
    const SQL: &str = "insert into facebook_app (one, rests_until) values (1, $1)
        on conflict (one) do update set rests_until = excluded.rests_until
        where facebook_app.rests_until < excluded.rests_until";

    change!(tx, conn => query(SQL).bind(until.as_millisecond()).execute(conn))?;
    Ok(())
}
