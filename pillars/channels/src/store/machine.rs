//! How the program moves deliveries. Whoever works on one holds its lease; a step of anybody else,
//! who slept too long or died and came back, changes nothing.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::Timestamp;
use uuid::Uuid;

use super::{
    deliveries::{Row, delivery_columns, is_left_out},
    rows::{all, json_text, moment},
};
use crate::model::{
    channel::ChannelId,
    delivery::{Back, Delivery, DeliveryId},
};

/// Takes the lease of a delivery that is due, if nobody holds it.
pub async fn take(
    tx: &mut Tx,
    id: DeliveryId,
    lease: Uuid,
    now: Timestamp,
    until: Timestamp,
) -> Result<bool, DbError> {
    const SQL: &str = "update delivery set lease = $2, lease_until = $4
        where id = $1 and next_at <= $3 and (lease_until is null or lease_until < $3)";

    let taken = change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(lease)
        .bind(now.as_millisecond())
        .bind(until.as_millisecond())
        .execute(conn))?;
    Ok(taken > 0)
}

/// Writes how far a delivery is, by whoever holds the lease, and lets them hold it until `until`; with
/// `None` it is given back. Whether they held it.
pub async fn step(
    tx: &mut Tx,
    delivery: &Delivery,
    lease: Uuid,
    until: Option<Timestamp>,
) -> Result<bool, DbError> {
    const SQL: &str = "update delivery set state = $3, next_at = $4, tries = $5, looks = $6, brought = $7,
        token_key = $8, token_name = $9, armed_at = $10, trouble = $11, trouble_key = $12, said = $13,
        remote_id = $14, remote_address = $15, ended_at = $16,
        lease = case when $17 is null then null else lease end, lease_until = $17
        where id = $1 and lease = $2";

    let brought = json_text("delivery", &delivery.brought)?;
    let token = delivery.token.as_ref();
    let held = change!(tx, conn => query(SQL)
        .bind(delivery.id.as_uuid())
        .bind(lease)
        .bind(delivery.state.as_str())
        .bind(delivery.next_at.map(Timestamp::as_millisecond))
        .bind(delivery.tries)
        .bind(delivery.looks)
        .bind(brought.as_str())
        .bind(token.map(|token| token.key.as_str()))
        .bind(token.map(|token| token.name.as_str()))
        .bind(token.map(|token| token.at.as_millisecond()))
        .bind(delivery.trouble.as_deref())
        .bind(delivery.trouble_key.as_deref())
        .bind(delivery.said.as_str())
        .bind(delivery.remote_id.as_deref())
        .bind(delivery.remote_address.as_deref())
        .bind(delivery.ended_at.map(Timestamp::as_millisecond))
        .bind(until.map(Timestamp::as_millisecond))
        .execute(conn))?;
    Ok(held > 0)
}

/// The channels for which something is due, and how many things.
pub async fn due_channels(db: &mut Conn, now: Timestamp) -> Result<Vec<(ChannelId, i64)>, DbError> {
    const SQL: &str = "select delivery.channel, count(*) from delivery
        join channel on channel.id = delivery.channel
        where delivery.next_at <= $1 and channel.state = 'open'
        and (delivery.lease_until is null or delivery.lease_until < $1) group by delivery.channel";

    let rows: Vec<(Uuid, i64)> = on!(db, conn => query_as(SQL).bind(now.as_millisecond()).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(channel, n)| (channel.into(), n)).collect())
}

/// What is due on a channel and nobody works on, the oldest first.
pub async fn due(
    db: &mut Conn,
    channel: ChannelId,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<DeliveryId>, DbError> {
    const SQL: &str = "select id from delivery where channel = $1 and next_at <= $2
        and (lease_until is null or lease_until < $2) order by next_at, id limit $3";

    let rows: Vec<Uuid> = on!(db, conn => query_scalar(SQL)
        .bind(channel.as_uuid())
        .bind(now.as_millisecond())
        .bind(limit)
        .fetch_all(conn))?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// What waits for hands and whose last hour passed.
pub async fn too_late_for_hands(db: &mut Conn, now: Timestamp) -> Result<Vec<DeliveryId>, DbError> {
    const SQL: &str = "select id from delivery where ended_at is null and state = 'waiting' and by_hand = 1
        and not_after < $1 order by due_at limit 200";

    let rows: Vec<Uuid> = on!(db, conn => query_scalar(SQL).bind(now.as_millisecond()).fetch_all(conn))?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Ends what waited for hands too long. Whether it still waited.
pub async fn give_up_hand(tx: &mut Tx, id: DeliveryId, now: Timestamp) -> Result<bool, DbError> {
    const SQL: &str = "update delivery set state = 'gave-up', ended_at = $2
        where id = $1 and state = 'waiting' and by_hand = 1 and not_after < $2";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(now.as_millisecond()).execute(conn))? > 0)
}

/// Gives a delivery that the program cannot carry to people, by whoever holds the lease. Whether they held it.
pub async fn to_hands(tx: &mut Tx, id: DeliveryId, lease: Uuid, key: &str) -> Result<bool, DbError> {
    const SQL: &str =
        "update delivery set by_hand = 1, state = 'waiting', next_at = null, trouble = 'content',
        trouble_key = $3, told_at = null, lease = null, lease_until = null where id = $1 and lease = $2";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(lease).bind(key).execute(conn))? > 0)
}

/// Gives people whatever of a channel did not go out yet: it is kept by hand from now on, and whoever works on
/// one has lost it. What a call was made for stays with the program, and so does a mailing that has begun.
/// How many they have now.
pub async fn all_to_hands(tx: &mut Tx, channel: ChannelId) -> Result<u64, DbError> {
    const SQL: &str = "update delivery set by_hand = 1, state = 'waiting', next_at = null, brought = '[]',
        trouble = null, trouble_key = null, said = '', told_at = null, lease = null, lease_until = null
        where channel = $1 and by_hand = 0 and state in ('waiting', 'bringing', 'ready')
        and not exists (select 1 from mailing where mailing.delivery = delivery.id)";

    change!(tx, conn => query(SQL).bind(channel.as_uuid()).execute(conn))
}

/// What is to be taken back from a channel, the oldest first.
pub async fn wanted_back(db: &mut Conn, channel: ChannelId, limit: i64) -> Result<Vec<Delivery>, DbError> {
    const SQL: &str = concat!(
        "select ",
        delivery_columns!(),
        " from delivery where delivery.channel = $1 and delivery.back = 'wanted'
          and (delivery.state in ('confirmed', 'rejected', 'gave-up')) order by delivery.id limit $2"
    );

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(channel.as_uuid()).bind(limit).fetch_all(conn))?;
    all(rows)
}

/// The channels from which something is to be taken back.
pub async fn back_channels(db: &mut Conn) -> Result<Vec<ChannelId>, DbError> {
    const SQL: &str = "select distinct channel from delivery where back = 'wanted'
        and state in ('confirmed', 'rejected', 'gave-up') limit 500";

    let rows: Vec<Uuid> = on!(db, conn => query_scalar(SQL).fetch_all(conn))?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Notes how taking back went.
pub async fn set_back(tx: &mut Tx, id: DeliveryId, back: Back, now: Timestamp) -> Result<bool, DbError> {
    const SQL: &str = "update delivery set back = $2, back_at = $3 where id = $1 and back = 'wanted'";

    let changed = change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(back.as_str())
        .bind(now.as_millisecond())
        .execute(conn))?;
    Ok(changed > 0)
}

/// Puts off until then whatever of a channel is due and in nobody's hands. With `stale`, what was brought
/// for it would be gone by then and is brought anew.
pub async fn delay(
    tx: &mut Tx,
    channel: ChannelId,
    now: Timestamp,
    until: Timestamp,
    stale: bool,
) -> Result<u64, DbError> {
    const SQL: &str = "update delivery set next_at = $3,
        brought = case when $4 = 1 and state = 'ready' then '[]' else brought end,
        state = case when $4 = 1 and state = 'ready' then 'waiting' else state end
        where channel = $1 and next_at <= $2 and state in ('waiting', 'bringing', 'ready')
        and (lease_until is null or lease_until < $2)";

    change!(tx, conn => query(SQL)
        .bind(channel.as_uuid())
        .bind(now.as_millisecond())
        .bind(until.as_millisecond())
        .bind(i64::from(stale))
        .execute(conn))
}

/// Turns at once to whatever of a channel waits for a later try: its key is new.
pub async fn hasten(tx: &mut Tx, channel: ChannelId, now: Timestamp) -> Result<u64, DbError> {
    const SQL: &str = "update delivery set next_at = $2 where channel = $1 and next_at > $2 and due_at <= $2
        and trouble = 'reauth'";

    change!(tx, conn => query(SQL).bind(channel.as_uuid()).bind(now.as_millisecond()).execute(conn))
}

/// What people should be told of and were not: what waits for hands since its hour, and what should
/// be out since `late` and is not known to be. The oldest first.
pub async fn untold(
    db: &mut Conn,
    now: Timestamp,
    late: Timestamp,
    limit: i64,
) -> Result<Vec<Delivery>, DbError> {
    const SQL: &str = concat!(
        "select ",
        delivery_columns!(),
        " from delivery where delivery.ended_at is null and delivery.told_at is null
          and delivery.due_at <= case when delivery.by_hand = 1 then $1 else $2 end
          order by delivery.due_at, delivery.id limit $3"
    );

    let rows: Vec<Row> = on!(db, conn => query_as(SQL)
        .bind(now.as_millisecond())
        .bind(late.as_millisecond())
        .bind(limit)
        .fetch_all(conn))?;
    all(rows)
}

/// What failed after `since` and people were not told of since it did, the oldest first.
pub async fn failed_untold(db: &mut Conn, since: Timestamp, limit: i64) -> Result<Vec<Delivery>, DbError> {
    const SQL: &str = concat!(
        "select ",
        delivery_columns!(),
        " from delivery where delivery.state in ('rejected', 'gave-up') and delivery.ended_at >= $1
          and delivery.ended_by is null and delivery.back is null
          and (delivery.told_at is null or delivery.told_at < delivery.ended_at)
          order by delivery.ended_at, delivery.id limit $2"
    );

    let rows: Vec<Row> =
        on!(db, conn => query_as(SQL).bind(since.as_millisecond()).bind(limit).fetch_all(conn))?;
    all(rows)
}

/// What should be taken back and is still out, of which people were not told: what only they can take back, and
/// what the program could not since `late`. What went to a list cannot be taken back by anybody. The oldest first.
pub async fn back_untold(db: &mut Conn, late: Timestamp, limit: i64) -> Result<Vec<Delivery>, DbError> {
    const SQL: &str = concat!(
        "select ",
        delivery_columns!(),
        " from delivery where ",
        is_left_out!("$1"),
        " and (delivery.told_at is null or delivery.told_at < delivery.back_at)
          order by delivery.back_at, delivery.id limit $2"
    );

    let rows: Vec<Row> =
        on!(db, conn => query_as(SQL).bind(late.as_millisecond()).bind(limit).fetch_all(conn))?;
    all(rows)
}

/// The channel has another account: what stands on the one before is no more for the program to take back, which
/// would look for it, and find something else, on the new one. What a call was made for, and may stand there, is
/// for people to look for, too. What has not been called for goes to the new one, without what was brought to the
/// old. Whoever works on any of it has lost it. How many are for people now.
pub async fn leave_account(tx: &mut Tx, channel: ChannelId) -> Result<u64, DbError> {
    const ANEW: &str =
        "update delivery set state = 'waiting', brought = '[]', looks = 0, tries = 0, lease = null,
        lease_until = null where channel = $1 and by_hand = 0 and state in ('waiting', 'bringing', 'ready')
        and not exists (select 1 from mailing where mailing.delivery = delivery.id)";
    const SQL: &str = "update delivery set by_hand = 1,
        trouble = case when state in ('armed', 'unknown') then 'unknown' else trouble end,
        next_at = case when state in ('armed', 'unknown') then null else next_at end,
        lease = case when state in ('armed', 'unknown') then null else lease end,
        lease_until = case when state in ('armed', 'unknown') then null else lease_until end,
        told_at = case when state in ('armed', 'unknown') then null else told_at end,
        state = case when state = 'armed' then 'unknown' else state end
        where channel = $1 and (state in ('armed', 'unknown')
            or (remote_id is not null and state in ('confirmed', 'rejected', 'gave-up')))";

    change!(tx, conn => query(ANEW).bind(channel.as_uuid()).execute(conn))?;
    change!(tx, conn => query(SQL).bind(channel.as_uuid()).execute(conn))
}

/// Wants back once more what could not be taken back from a channel by its old key.
pub async fn want_back_again(tx: &mut Tx, channel: ChannelId, now: Timestamp) -> Result<u64, DbError> {
    const SQL: &str = "update delivery set back = 'wanted', back_at = $2
        where channel = $1 and back = 'cannot' and by_hand = 0 and remote_id is not null";

    change!(tx, conn => query(SQL).bind(channel.as_uuid()).bind(now.as_millisecond()).execute(conn))
}

/// Notes that people are told of it. Whether nobody was before, or not of how it ended or that it is wanted back.
pub async fn tell_once(tx: &mut Tx, id: DeliveryId, now: Timestamp) -> Result<bool, DbError> {
    const SQL: &str = "update delivery set told_at = $2
        where id = $1 and (told_at is null or told_at < ended_at or told_at < back_at)";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(now.as_millisecond()).execute(conn))? > 0)
}

/// When the program will turn to something next, if ever.
pub async fn next_at(db: &mut Conn) -> Result<Option<Timestamp>, DbError> {
    const SQL: &str = "select min(next_at) from delivery where next_at is not null";

    let at: Option<i64> = on!(db, conn => query_scalar(SQL).fetch_one(conn))?;
    Ok(at.map(moment))
}
