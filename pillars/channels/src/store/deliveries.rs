//! Deliveries as pages and people see them. How the program moves them is in [`super::machine`].

use std::time::Duration;

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp, WorkId};
use uuid::Uuid;

use super::rows::{all, json, json_text, moment, read};
use crate::model::{
    channel::ChannelId,
    delivery::{Back, Delivery, DeliveryId, KeptToken},
    item::ItemId,
};

/// So long somebody has for what is sent again although it was too late.
const ONE_MORE_DAY: Duration = Duration::from_secs(86_400);

#[derive(Debug, sqlx::FromRow)]
pub(super) struct Row {
    id: Uuid,
    item: Uuid,
    channel: Uuid,
    state: String,
    by_hand: i64,
    message: String,
    due_at: i64,
    not_after: Option<i64>,
    next_at: Option<i64>,
    tries: i64,
    looks: i64,
    brought: String,
    token_key: Option<String>,
    token_name: Option<String>,
    armed_at: Option<i64>,
    trouble: Option<String>,
    trouble_key: Option<String>,
    said: String,
    remote_id: Option<String>,
    remote_address: Option<String>,
    ended_at: Option<i64>,
    ended_by: Option<Uuid>,
    back: Option<String>,
}

impl TryFrom<Row> for Delivery {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        let token = match (row.token_key, row.token_name, row.armed_at) {
            (Some(key), Some(name), Some(at)) => Some(KeptToken { key, name, at: moment(at) }),
            _ => None,
        };
        Ok(Self {
            id: row.id.into(),
            item: row.item.into(),
            channel: row.channel.into(),
            state: read("delivery", &row.state)?,
            by_hand: row.by_hand != 0,
            message: json("delivery", &row.message)?,
            due_at: moment(row.due_at),
            not_after: row.not_after.map(moment),
            next_at: row.next_at.map(moment),
            tries: row.tries,
            looks: row.looks,
            brought: json("delivery", &row.brought)?,
            token,
            trouble: row.trouble,
            trouble_key: row.trouble_key,
            said: row.said,
            remote_id: row.remote_id,
            remote_address: row.remote_address,
            ended_at: row.ended_at.map(moment),
            ended_by: row.ended_by.map(Into::into),
            back: row.back.map(|text| read("delivery", &text)).transpose()?,
        })
    }
}

macro_rules! delivery_columns {
    () => {
        "delivery.id, delivery.item, delivery.channel, delivery.state, delivery.by_hand, delivery.message,
         delivery.due_at, delivery.not_after, delivery.next_at, delivery.tries, delivery.looks,
         delivery.brought, delivery.token_key, delivery.token_name, delivery.armed_at, delivery.trouble,
         delivery.trouble_key, delivery.said, delivery.remote_id, delivery.remote_address,
         delivery.ended_at, delivery.ended_by, delivery.back"
    };
}
pub(super) use delivery_columns;

/// What should be taken back and is still out: what a person must take back, and what the program could not
/// since `$late`. What went to a list cannot be taken back by anybody.
macro_rules! is_left_out {
    ($late:literal) => {
        concat!(
            "delivery.back in ('wanted', 'cannot') and (delivery.back = 'cannot' or delivery.back_at <= ",
            $late,
            ")
             and (delivery.state in ('armed', 'unknown', 'confirmed') or delivery.remote_id is not null)
             and (delivery.by_hand = 1 or not exists (select 1 from channel where channel.id = delivery.channel
                and channel.network in ('newsletter', 'sms')))"
        )
    };
}
pub(super) use is_left_out;

/// Adds a delivery that waits for its hour; `mark` says what its text says.
pub async fn insert(
    tx: &mut Tx,
    delivery: &Delivery,
    mark: &[u8; 32],
    now: Timestamp,
) -> Result<(), DbError> {
    const SQL: &str = "insert into delivery (id, item, channel, state, by_hand, message, due_at, not_after,
        next_at, tries, looks, brought, said, text_mark, created_at, language)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0, '[]', '', $10, $11, $12)";

    let message = json_text("delivery", &delivery.message)?;
    change!(tx, conn => query(SQL)
        .bind(delivery.id.as_uuid())
        .bind(delivery.item.as_uuid())
        .bind(delivery.channel.as_uuid())
        .bind(delivery.state.as_str())
        .bind(i64::from(delivery.by_hand))
        .bind(message.as_str())
        .bind(delivery.due_at.as_millisecond())
        .bind(delivery.not_after.map(Timestamp::as_millisecond))
        .bind(delivery.next_at.map(Timestamp::as_millisecond))
        .bind(mark.as_slice())
        .bind(now.as_millisecond())
        .bind(delivery.message.language.as_str())
        .execute(conn))?;
    Ok(())
}

/// The delivery of this id.
pub async fn by_id(db: &mut Conn, id: DeliveryId) -> Result<Option<Delivery>, DbError> {
    const SQL: &str = concat!("select ", delivery_columns!(), " from delivery where delivery.id = $1");

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Delivery::try_from).transpose()
}

/// The text of ours that came out on the site as this work, if it is one.
pub async fn on_site(db: &mut Conn, work: WorkId) -> Result<Option<Delivery>, DbError> {
    const SQL: &str = concat!(
        "select ",
        delivery_columns!(),
        " from delivery join channel on channel.id = delivery.channel
          where delivery.remote_id = $1 and channel.network = 'site'"
    );

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(work.to_string()).fetch_optional(conn))?;
    row.map(Delivery::try_from).transpose()
}

/// Notes that somebody took a text of ours from the site, or that it is there again: with `Wanted` it is taken
/// back once more.
pub async fn set_on_site(
    tx: &mut Tx,
    id: DeliveryId,
    back: Option<Back>,
    now: Timestamp,
) -> Result<(), DbError> {
    const SQL: &str = "update delivery set back = $2, back_at = $3 where id = $1";

    change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(back.map(Back::as_str))
        .bind(back.map(|_| now.as_millisecond()))
        .execute(conn))?;
    Ok(())
}

/// The deliveries of an item, the last planned first.
pub async fn of(db: &mut Conn, item: ItemId) -> Result<Vec<Delivery>, DbError> {
    const SQL: &str = concat!(
        "select ",
        delivery_columns!(),
        " from delivery where delivery.item = $1 order by delivery.due_at desc, delivery.id limit 500"
    );

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(item.as_uuid()).fetch_all(conn))?;
    all(rows)
}

/// What people publish by hand and whose hour came, the oldest first.
pub async fn for_hands(db: &mut Conn, now: Timestamp, limit: i64) -> Result<Vec<Delivery>, DbError> {
    const SQL: &str = concat!(
        "select ",
        delivery_columns!(),
        " from delivery where delivery.ended_at is null and delivery.state = 'waiting'
          and delivery.by_hand = 1 and delivery.due_at <= $1
          order by delivery.due_at, delivery.id limit $2"
    );

    let rows: Vec<Row> =
        on!(db, conn => query_as(SQL).bind(now.as_millisecond()).bind(limit).fetch_all(conn))?;
    all(rows)
}

/// What waits for its hour, the next first.
pub async fn waiting(db: &mut Conn, limit: i64) -> Result<Vec<Delivery>, DbError> {
    const SQL: &str = concat!(
        "select ",
        delivery_columns!(),
        " from delivery where delivery.ended_at is null and delivery.state = 'waiting'
          order by delivery.due_at, delivery.id limit $1"
    );

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(limit).fetch_all(conn))?;
    all(rows)
}

/// What the program should have put out before then and is not known to be out, the oldest first; with what it
/// called for and left to people to look for.
pub async fn late(db: &mut Conn, before: Timestamp, limit: i64) -> Result<Vec<Delivery>, DbError> {
    const SQL: &str = concat!(
        "select ",
        delivery_columns!(),
        " from delivery where delivery.ended_at is null and delivery.due_at <= $1
          and (delivery.by_hand = 0 or delivery.state in ('armed', 'unknown'))
          order by delivery.due_at, delivery.id limit $2"
    );

    let rows: Vec<Row> =
        on!(db, conn => query_as(SQL).bind(before.as_millisecond()).bind(limit).fetch_all(conn))?;
    all(rows)
}

/// What should be taken back and is still out, as [`super::machine::back_untold`] has it told; what has been so
/// the longest first.
pub async fn left_out(db: &mut Conn, late: Timestamp, limit: i64) -> Result<Vec<Delivery>, DbError> {
    const SQL: &str = concat!(
        "select ",
        delivery_columns!(),
        " from delivery where ",
        is_left_out!("$1"),
        " order by delivery.back_at, delivery.id limit $2"
    );

    let rows: Vec<Row> =
        on!(db, conn => query_as(SQL).bind(late.as_millisecond()).bind(limit).fetch_all(conn))?;
    all(rows)
}

/// How many want somebody: what waits for hands since its hour, what should be out since `late`, what should be
/// taken back since then and is still out, and the items of which something failed.
pub async fn count_wanting(db: &mut Conn, now: Timestamp, late: Timestamp) -> Result<i64, DbError> {
    const OPEN: &str = "select count(*) from delivery where ended_at is null
        and due_at <= case when by_hand = 1 then $1 else $2 end";
    const BACK: &str = concat!("select count(*) from delivery where ", is_left_out!("$1"));
    const FAILED: &str = "select count(*) from item where stage in ('failed', 'partly-published', 'expired')
        or (stage = 'approved' and planned_at < $1)";

    let open: i64 = on!(db, conn => query_scalar(OPEN)
        .bind(now.as_millisecond())
        .bind(late.as_millisecond())
        .fetch_one(conn))?;
    let back: i64 = on!(db, conn => query_scalar(BACK).bind(late.as_millisecond()).fetch_one(conn))?;
    let failed: i64 = on!(db, conn => query_scalar(FAILED).bind(now.as_millisecond()).fetch_one(conn))?;
    Ok(open + back + failed)
}

/// How many deliveries of a channel have not ended.
pub async fn count_waiting(db: &mut Conn, channel: ChannelId) -> Result<i64, DbError> {
    const SQL: &str = "select count(*) from delivery where channel = $1 and ended_at is null";

    on!(db, conn => query_scalar(SQL).bind(channel.as_uuid()).fetch_one(conn))
}

/// Whether something waits on a channel, or failed there, of which the item is out elsewhere: it is not approved
/// once more before it goes.
pub async fn is_under_way(db: &mut Conn, channel: ChannelId) -> Result<bool, DbError> {
    const SQL: &str = "select count(*) from delivery join item on item.id = delivery.item
        where delivery.channel = $1
        and (delivery.ended_at is null or delivery.state in ('rejected', 'gave-up'))
        and item.stage in ('publishing', 'published', 'partly-published')";

    let count: i64 = on!(db, conn => query_scalar(SQL).bind(channel.as_uuid()).fetch_one(conn))?;
    Ok(count > 0)
}

/// When a text that says the same last went, or goes, to a channel after `since`; not counting an item's own.
pub async fn same_text(
    db: &mut Conn,
    channel: ChannelId,
    mark: &[u8; 32],
    item: ItemId,
    since: Timestamp,
) -> Result<Option<Timestamp>, DbError> {
    const SQL: &str = "select max(due_at) from delivery where channel = $1 and text_mark = $2
        and due_at >= $4 and item <> $3 and state not in ('stopped', 'rejected', 'gave-up')";

    let at: Option<i64> = on!(db, conn => query_scalar(SQL)
        .bind(channel.as_uuid())
        .bind(mark.as_slice())
        .bind(item.as_uuid())
        .bind(since.as_millisecond())
        .fetch_one(conn))?;
    Ok(at.map(moment))
}

/// Stops what has not begun to go out, and what failed: nobody sends that again. How many were stopped.
pub async fn stop(tx: &mut Tx, item: ItemId, now: Timestamp) -> Result<u64, DbError> {
    const SQL: &str = "update delivery set state = 'stopped', next_at = null, lease = null,
        lease_until = null, ended_at = coalesce(ended_at, $2)
        where item = $1 and (state in ('waiting', 'bringing', 'ready')
            or (state in ('rejected', 'gave-up') and remote_id is null))";

    change!(tx, conn => query(SQL).bind(item.as_uuid()).bind(now.as_millisecond()).execute(conn))
}

/// Moves what waits to another hour.
pub async fn move_waiting(
    tx: &mut Tx,
    item: ItemId,
    at: Timestamp,
    not_after: Option<Timestamp>,
) -> Result<u64, DbError> {
    const SQL: &str = "update delivery set due_at = $2, not_after = $3, told_at = null,
        next_at = case when by_hand = 1 then null else $2 end
        where item = $1 and state = 'waiting' and lease is null";

    change!(tx, conn => query(SQL)
        .bind(item.as_uuid())
        .bind(at.as_millisecond())
        .bind(not_after.map(Timestamp::as_millisecond))
        .execute(conn))
}

/// A person says that it is out. Whether that was still to be said.
pub async fn say_out(
    tx: &mut Tx,
    id: DeliveryId,
    by: PersonId,
    address: Option<&str>,
    now: Timestamp,
) -> Result<bool, DbError> {
    const SQL: &str = "update delivery set state = 'confirmed', next_at = null, lease = null,
        lease_until = null, remote_address = coalesce($3, remote_address), trouble = null,
        trouble_key = null, ended_at = $4, ended_by = $2
        where id = $1 and (ended_at is null or state in ('rejected', 'gave-up'))";

    let changed = change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(by.as_uuid())
        .bind(address)
        .bind(now.as_millisecond())
        .execute(conn))?;
    Ok(changed > 0)
}

/// A person says that it is not out and will not be. Whether that was still to be said.
pub async fn say_not(tx: &mut Tx, id: DeliveryId, by: PersonId, now: Timestamp) -> Result<bool, DbError> {
    const SQL: &str = "update delivery set state = 'stopped', next_at = null, lease = null,
        lease_until = null, ended_at = $3, ended_by = $2
        where id = $1 and ended_at is null and (by_hand = 1 or state in ('waiting', 'unknown'))";

    let changed = change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(by.as_uuid())
        .bind(now.as_millisecond())
        .execute(conn))?;
    Ok(changed > 0)
}

/// A person takes it over from the program: from now on it is published by hand. Not while a call
/// may be under way. Where it was too late already, they have a day.
pub async fn by_hand(tx: &mut Tx, id: DeliveryId, now: Timestamp) -> Result<bool, DbError> {
    const SQL: &str = "update delivery set by_hand = 1, state = 'waiting', next_at = null, lease = null,
        lease_until = null, ended_at = null, ended_by = null,
        not_after = case when not_after < $2 then $3 else not_after end
        where id = $1 and by_hand = 0 and state in ('waiting', 'bringing', 'ready', 'rejected', 'gave-up')
        and (lease_until is null or lease_until < $2)";

    again(tx, SQL, id, now).await
}

/// Does this to a delivery that had ended, with the day that follows `now` as its last hour where that passed.
async fn again(tx: &mut Tx, sql: &'static str, id: DeliveryId, now: Timestamp) -> Result<bool, DbError> {
    let done = change!(tx, conn => query(sql)
        .bind(id.as_uuid())
        .bind(now.as_millisecond())
        .bind((now + ONE_MORE_DAY).as_millisecond())
        .execute(conn))?;
    Ok(done > 0)
}

/// A person looked and it is not there: the program sends it again. Only what was looked for in vain,
/// or was refused. Where it was too late already, it has a day.
pub async fn send_again(tx: &mut Tx, id: DeliveryId, now: Timestamp) -> Result<bool, DbError> {
    const SQL: &str =
        "update delivery set state = 'waiting', next_at = $2, due_at = $2, tries = 0, looks = 0,
        brought = '[]', token_key = null, token_name = null, armed_at = null, trouble = null,
        trouble_key = null, said = '', lease = null, lease_until = null, ended_at = null, ended_by = null,
        told_at = null, not_after = case when not_after < $2 then $3 else not_after end
        where id = $1 and by_hand = 0 and (state in ('rejected', 'gave-up')
            or (state = 'unknown' and next_at is null))
        and (lease_until is null or lease_until < $2)";

    again(tx, SQL, id, now).await
}

/// A person leaves it as it is: what failed is given up, a mailing that went to some stands. Whether that
/// was still to be said.
pub async fn let_be(tx: &mut Tx, id: DeliveryId, by: PersonId) -> Result<bool, DbError> {
    const SQL: &str =
        "update delivery set state = case when remote_id is null then 'stopped' else 'confirmed' end,
        ended_by = $2 where id = $1 and state in ('rejected', 'gave-up')";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(by.as_uuid()).execute(conn))? > 0)
}

/// Wants back whatever of an item may be out.
pub async fn want_back(tx: &mut Tx, item: ItemId, now: Timestamp) -> Result<u64, DbError> {
    const SQL: &str = "update delivery set back = 'wanted', back_at = $2
        where item = $1 and (back is null or back = 'cannot') and (state in ('armed', 'unknown', 'confirmed')
            or (state in ('rejected', 'gave-up') and remote_id is not null))";

    change!(tx, conn => query(SQL).bind(item.as_uuid()).bind(now.as_millisecond()).execute(conn))
}

/// A person took it back where the program cannot.
pub async fn say_back(tx: &mut Tx, id: DeliveryId, now: Timestamp) -> Result<bool, DbError> {
    const SQL: &str = "update delivery set back = 'done', back_at = $2
        where id = $1 and back in ('wanted', 'cannot')";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(now.as_millisecond()).execute(conn))? > 0)
}
