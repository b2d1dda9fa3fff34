//! Communiqués, their numbers, and how the section speaks to the press.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::Timestamp;
use uuid::Uuid;

use super::rows::moment;
use crate::model::{
    item::ItemId,
    press::{Communique, PressWays},
};

#[derive(Debug, sqlx::FromRow)]
struct Row {
    year: Option<i64>,
    number: Option<i64>,
    key: String,
    place: String,
    speaker: String,
    speaker_phone: String,
    speaker_email: String,
    speaker_consent: String,
    points: String,
}

impl From<Row> for Communique {
    fn from(row: Row) -> Self {
        Self {
            number: row.year.zip(row.number),
            key: row.key,
            place: row.place,
            speaker: row.speaker,
            speaker_phone: row.speaker_phone,
            speaker_email: row.speaker_email,
            speaker_consent: row.speaker_consent,
            points: row.points,
        }
    }
}

/// Keeps what a communiqué has beside its text; its number and its key stay.
pub async fn put(tx: &mut Tx, item: ItemId, one: &Communique) -> Result<(), DbError> {
    const SQL: &str = "insert into communique (item, key, place, speaker, speaker_phone, speaker_email,
        speaker_consent, points) values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (item) do update set place = excluded.place, speaker = excluded.speaker,
        speaker_phone = excluded.speaker_phone, speaker_email = excluded.speaker_email,
        speaker_consent = excluded.speaker_consent, points = excluded.points";

    change!(tx, conn => query(SQL)
        .bind(item.as_uuid())
        .bind(one.key.as_str())
        .bind(one.place.as_str())
        .bind(one.speaker.as_str())
        .bind(one.speaker_phone.as_str())
        .bind(one.speaker_email.as_str())
        .bind(one.speaker_consent.as_str())
        .bind(one.points.as_str())
        .execute(conn))?;
    Ok(())
}

/// What a communiqué has beside its text.
pub async fn of(db: &mut Conn, item: ItemId) -> Result<Option<Communique>, DbError> {
    const SQL: &str = "select year, number, key, place, speaker, speaker_phone, speaker_email,
        speaker_consent, points from communique where item = $1";

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(item.as_uuid()).fetch_optional(conn))?;
    Ok(row.map(Into::into))
}

/// Takes the next number of a year. It is taken back with the act in which it was asked for.
pub async fn next_number(tx: &mut Tx, year: i64) -> Result<i64, DbError> {
    const SQL: &str = "insert into press_year (year, last) values ($1, 1)
        on conflict (year) do update set last = press_year.last + 1 returning last";

    on!(tx, conn => query_scalar(SQL).bind(year).fetch_one(conn))
}

/// Gives a communiqué its number. Whether it had none.
pub async fn set_number(tx: &mut Tx, item: ItemId, year: i64, number: i64) -> Result<bool, DbError> {
    const SQL: &str = "update communique set year = $2, number = $3 where item = $1 and number is null";

    Ok(change!(tx, conn => query(SQL).bind(item.as_uuid()).bind(year).bind(number).execute(conn))? > 0)
}

/// The item of this number.
pub async fn by_number(db: &mut Conn, year: i64, number: i64) -> Result<Option<ItemId>, DbError> {
    const SQL: &str = "select item from communique where year = $1 and number = $2";

    let id: Option<Uuid> = on!(db, conn => query_scalar(SQL).bind(year).bind(number).fetch_optional(conn))?;
    Ok(id.map(Into::into))
}

/// What goes to the press or went there, the last changed first.
pub async fn list(db: &mut Conn, limit: i64) -> Result<Vec<ItemId>, DbError> {
    const SQL: &str = "select distinct item.id, item.updated_at from item
        join variant on variant.item = item.id join channel on channel.id = variant.channel
        where channel.network = 'press' and item.stage <> 'archived'
        order by item.updated_at desc, item.id limit $1";

    let rows: Vec<(Uuid, i64)> = on!(db, conn => query_as(SQL).bind(limit).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(id, _)| id.into()).collect())
}

/// What anybody may read: sent, and without an embargo that lasts.
macro_rules! is_public {
    () => {
        "communique.number is not null and item.stage in ('publishing', 'published', 'partly-published')
        and (item.embargo_until is null or item.embargo_until <= $1)
        and exists (select 1 from delivery join channel on channel.id = delivery.channel
            where delivery.item = item.id and delivery.state = 'confirmed' and channel.network = 'press')"
    };
}

/// Communiqués that the house does not know to be public, and are, and those that are no more, although it
/// believes so: each with whether it is.
pub async fn untold(db: &mut Conn, now: Timestamp) -> Result<Vec<(ItemId, bool)>, DbError> {
    const SQL: &str = concat!(
        "select item, is_public from (select communique.item as item, communique.shown_at as shown_at,
            case when ",
        is_public!(),
        " then 1 else 0 end as is_public from communique join item on item.id = communique.item) known
          where (is_public = 1 and shown_at is null) or (is_public = 0 and shown_at is not null)
          order by item limit 200"
    );

    let rows: Vec<(Uuid, i32)> = on!(db, conn => query_as(SQL).bind(now.as_millisecond()).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(item, is_public)| (item.into(), is_public == 1)).collect())
}

/// Notes since when the house knows that a communiqué is public; `None` when it is no more.
pub async fn set_shown(tx: &mut Tx, item: ItemId, at: Option<Timestamp>) -> Result<(), DbError> {
    const SQL: &str = "update communique set shown_at = $2 where item = $1";

    change!(tx, conn => query(SQL)
        .bind(item.as_uuid())
        .bind(at.map(Timestamp::as_millisecond))
        .execute(conn))?;
    Ok(())
}

/// Since when the house knows that a communiqué is public, if it does.
pub async fn shown_at(db: &mut Conn, item: ItemId) -> Result<Option<Timestamp>, DbError> {
    const SQL: &str = "select shown_at from communique where item = $1";

    let at: Option<Option<i64>> =
        on!(db, conn => query_scalar(SQL).bind(item.as_uuid()).fetch_optional(conn))?;
    Ok(at.flatten().map(moment))
}

/// Whether anybody may read a communiqué at this moment.
pub async fn is_public(db: &mut Conn, item: ItemId, now: Timestamp) -> Result<bool, DbError> {
    const SQL: &str = concat!(
        "select count(*) from communique join item on item.id = communique.item where ",
        is_public!(),
        " and communique.item = $2"
    );

    let count: i64 = on!(db, conn => query_scalar(SQL)
        .bind(now.as_millisecond())
        .bind(item.as_uuid())
        .fetch_one(conn))?;
    Ok(count > 0)
}

/// Communiqués that anybody may read at this moment, the newest number first.
pub async fn public(db: &mut Conn, now: Timestamp, limit: i64) -> Result<Vec<ItemId>, DbError> {
    const SQL: &str = concat!(
        "select communique.item from communique join item on item.id = communique.item where ",
        is_public!(),
        " order by communique.year desc, communique.number desc limit $2"
    );

    let rows: Vec<Uuid> =
        on!(db, conn => query_scalar(SQL).bind(now.as_millisecond()).bind(limit).fetch_all(conn))?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// How the section speaks to the press.
pub async fn ways(db: &mut Conn) -> Result<PressWays, DbError> {
    const SQL: &str = "select about, place, reply_days from press_ways where one = 1";

    let (about, place, reply_days): (String, String, i64) = on!(db, conn => query_as(SQL).fetch_one(conn))?;
    Ok(PressWays { about, place, reply_days })
}

/// Changes how the section speaks to the press.
pub async fn set_ways(tx: &mut Tx, ways: &PressWays) -> Result<(), DbError> {
    const SQL: &str = "update press_ways set about = $1, place = $2, reply_days = $3 where one = 1";

    change!(tx, conn => query(SQL)
        .bind(ways.about.as_str())
        .bind(ways.place.as_str())
        .bind(ways.reply_days)
        .execute(conn))?;
    Ok(())
}
