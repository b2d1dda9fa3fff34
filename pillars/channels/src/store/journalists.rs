//! Journalists, and the letters to them.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::Timestamp;
use uuid::Uuid;

use super::rows::{all, moment, read};
use crate::model::{
    channel::ChannelId,
    delivery::DeliveryId,
    press::{Journalist, JournalistId, LetterState, PressLetter},
};

#[derive(Debug, sqlx::FromRow)]
struct Row {
    id: Uuid,
    name: String,
    medium: String,
    beat: String,
    language: String,
    email: String,
    phone: String,
    consent: String,
    consent_at: Option<i64>,
    consent_until: Option<i64>,
    state: String,
    stopped_at: Option<i64>,
    created_at: i64,
}

impl TryFrom<Row> for Journalist {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id.into(),
            name: row.name,
            medium: row.medium,
            beat: row.beat,
            language: read("journalist", &row.language)?,
            email: row.email,
            phone: row.phone,
            consent: row.consent,
            consent_at: row.consent_at.map(moment),
            consent_until: row.consent_until.map(moment),
            open: row.state == "open",
            stopped_at: row.stopped_at.map(moment),
            created_at: moment(row.created_at),
        })
    }
}

macro_rules! columns {
    () => {
        "id, name, medium, beat, language, email, phone, consent, consent_at, consent_until, state, stopped_at,
         created_at"
    };
}

/// Keeps a journalist. Whether the address is not another's.
pub async fn put(tx: &mut Tx, one: &Journalist) -> Result<bool, DbError> {
    const SQL: &str = concat!(
        "insert into journalist (",
        columns!(),
        ") select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13 where not exists
          (select 1 from journalist where email = $6 and email <> '' and id <> $1)
          on conflict (id) do update set name = excluded.name, medium = excluded.medium,
          beat = excluded.beat, language = excluded.language, email = excluded.email,
          phone = excluded.phone, consent = excluded.consent, consent_at = excluded.consent_at,
          consent_until = excluded.consent_until, state = excluded.state, stopped_at = excluded.stopped_at"
    );

    let state = if one.open { "open" } else { "paused" };
    let changed = change!(tx, conn => query(SQL)
        .bind(one.id.as_uuid())
        .bind(one.name.as_str())
        .bind(one.medium.as_str())
        .bind(one.beat.as_str())
        .bind(one.language.as_str())
        .bind(one.email.as_str())
        .bind(one.phone.as_str())
        .bind(one.consent.as_str())
        .bind(one.consent_at.map(Timestamp::as_millisecond))
        .bind(one.consent_until.map(Timestamp::as_millisecond))
        .bind(state)
        .bind(one.stopped_at.map(Timestamp::as_millisecond))
        .bind(one.created_at.as_millisecond())
        .execute(conn))?;
    Ok(changed > 0)
}

/// The journalist of this id.
pub async fn by_id(db: &mut Conn, id: JournalistId) -> Result<Option<Journalist>, DbError> {
    const SQL: &str = concat!("select ", columns!(), " from journalist where id = $1");

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Journalist::try_from).transpose()
}

/// All journalists, by medium and name.
pub async fn list(db: &mut Conn) -> Result<Vec<Journalist>, DbError> {
    const SQL: &str = concat!("select ", columns!(), " from journalist order by medium, name, id limit 2000");

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).fetch_all(conn))?;
    all(rows)
}

/// Notes that letters to an address arrive no more, where that was not known. How many it was whose it is.
pub async fn stop(tx: &mut Tx, email: &str, now: Timestamp) -> Result<u64, DbError> {
    const SQL: &str =
        "update journalist set stopped_at = $2 where email = $1 and email <> '' and stopped_at is null";

    change!(tx, conn => query(SQL).bind(email).bind(now.as_millisecond()).execute(conn))
}

/// Forgets a journalist, with every letter that was sent to them.
pub async fn forget(tx: &mut Tx, id: JournalistId) -> Result<bool, DbError> {
    const SQL: &str = "delete from journalist where id = $1";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).execute(conn))? > 0)
}

/// Lets a letter wait, once for each journalist. Whether it is a new one.
pub async fn add_letter(
    tx: &mut Tx,
    delivery: DeliveryId,
    to: JournalistId,
    now: Timestamp,
) -> Result<bool, DbError> {
    const SQL: &str = "insert into press_letter (delivery, journalist, state, at)
        values ($1, $2, 'waiting', $3) on conflict do nothing";

    let added = change!(tx, conn => query(SQL)
        .bind(delivery.as_uuid())
        .bind(to.as_uuid())
        .bind(now.as_millisecond())
        .execute(conn))?;
    Ok(added > 0)
}

/// Moves a letter on, if it is where it is thought to be.
pub async fn move_letter(
    tx: &mut Tx,
    (delivery, journalist): (DeliveryId, JournalistId),
    from: LetterState,
    to: LetterState,
    now: Timestamp,
) -> Result<bool, DbError> {
    const SQL: &str = "update press_letter set state = $4, at = $5
        where delivery = $1 and journalist = $2 and state = $3";

    let moved = change!(tx, conn => query(SQL)
        .bind(delivery.as_uuid())
        .bind(journalist.as_uuid())
        .bind(from.as_str())
        .bind(to.as_str())
        .bind(now.as_millisecond())
        .execute(conn))?;
    Ok(moved > 0)
}

/// Says of letters that were armed before this moment and never ended that nobody knows.
pub async fn give_up_armed(tx: &mut Tx, delivery: DeliveryId, before: Timestamp) -> Result<u64, DbError> {
    const SQL: &str =
        "update press_letter set state = 'unknown' where delivery = $1 and state = 'armed' and at < $2";

    change!(tx, conn => query(SQL).bind(delivery.as_uuid()).bind(before.as_millisecond()).execute(conn))
}

/// The letters of a delivery, by journalist.
pub async fn letters(db: &mut Conn, delivery: DeliveryId) -> Result<Vec<PressLetter>, DbError> {
    const SQL: &str = "select journalist, state, at from press_letter where delivery = $1
        order by journalist limit 2000";

    let rows: Vec<(Uuid, String, i64)> =
        on!(db, conn => query_as(SQL).bind(delivery.as_uuid()).fetch_all(conn))?;
    let letter = |(journalist, state, at): (Uuid, String, i64)| PressLetter {
        delivery,
        journalist: journalist.into(),
        state: LetterState::of(&state).unwrap_or(LetterState::Unknown),
        at: moment(at),
    };
    Ok(rows.into_iter().map(letter).collect())
}

/// The journalists to whom a letter of a delivery still waits, and since when.
pub async fn waiting(db: &mut Conn, delivery: DeliveryId) -> Result<Vec<(JournalistId, Timestamp)>, DbError> {
    const SQL: &str = "select journalist, at from press_letter where delivery = $1 and state = 'waiting'
        order by journalist limit 2000";

    let rows: Vec<(Uuid, i64)> = on!(db, conn => query_as(SQL).bind(delivery.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(journalist, at)| (journalist.into(), moment(at))).collect())
}

/// The deliveries that are out and of which letters still wait, with their channels.
pub async fn unsent(db: &mut Conn) -> Result<Vec<(DeliveryId, ChannelId)>, DbError> {
    const SQL: &str = "select distinct delivery.id, delivery.channel from press_letter
        join delivery on delivery.id = press_letter.delivery
        where press_letter.state = 'waiting' and delivery.state = 'confirmed' order by delivery.id limit 500";

    let rows: Vec<(Uuid, Uuid)> = on!(db, conn => query_as(SQL).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(delivery, channel)| (delivery.into(), channel.into())).collect())
}
