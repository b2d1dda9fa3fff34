//! Stations, spoken texts, and when they were on the air.

use griot_contracts::campaigns::CampaignId;
use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp};
use uuid::Uuid;

use super::rows::{all, json, json_text, moment, read};
use crate::model::{
    channel::ChannelId,
    item::ItemId,
    radio::{Aired, Broadcast, BroadcastId, Sound, Station},
};

type StationRow = (String, String, String, String, Option<i64>, String);

/// Keeps what is known of a station.
pub async fn put_station(tx: &mut Tx, channel: ChannelId, station: &Station) -> Result<(), DbError> {
    const SQL: &str = "insert into station (channel, frequency, places, languages, audience, price, contact)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (channel) do update set frequency = excluded.frequency, places = excluded.places,
        languages = excluded.languages, audience = excluded.audience, price = excluded.price,
        contact = excluded.contact";

    change!(tx, conn => query(SQL)
        .bind(channel.as_uuid())
        .bind(station.frequency.as_str())
        .bind(station.places.as_str())
        .bind(station.languages.as_str())
        .bind(station.audience.as_str())
        .bind(station.price)
        .bind(station.contact.as_str())
        .execute(conn))?;
    Ok(())
}

/// What is known of a station.
pub async fn station(db: &mut Conn, channel: ChannelId) -> Result<Option<Station>, DbError> {
    const SQL: &str =
        "select frequency, places, languages, audience, price, contact from station where channel = $1";

    let row: Option<StationRow> =
        on!(db, conn => query_as(SQL).bind(channel.as_uuid()).fetch_optional(conn))?;
    Ok(row.map(|(frequency, places, languages, audience, price, contact)| Station {
        frequency,
        places,
        languages,
        audience,
        price,
        contact,
    }))
}

#[derive(Debug, sqlx::FromRow)]
struct SoundRow {
    item: Uuid,
    language: String,
    stored: String,
    by_person: Option<Uuid>,
    at: i64,
}

impl TryFrom<SoundRow> for Sound {
    type Error = DbError;

    fn try_from(row: SoundRow) -> Result<Self, DbError> {
        Ok(Self {
            item: row.item.into(),
            language: read("sound", &row.language)?,
            stored: json("sound", &row.stored)?,
            by: row.by_person.map(Into::into),
            at: moment(row.at),
        })
    }
}

/// Keeps the spoken text of a language, in place of the one before.
pub async fn put_sound(tx: &mut Tx, sound: &Sound) -> Result<(), DbError> {
    const SQL: &str = "insert into sound (item, language, stored, by_person, at) values ($1, $2, $3, $4, $5)
        on conflict (item, language) do update set stored = excluded.stored,
        by_person = excluded.by_person, at = excluded.at";

    let stored = json_text("sound", &sound.stored)?;
    change!(tx, conn => query(SQL)
        .bind(sound.item.as_uuid())
        .bind(sound.language.as_str())
        .bind(stored.as_str())
        .bind(sound.by.map(PersonId::as_uuid))
        .bind(sound.at.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// The spoken texts of an item, by language.
pub async fn sounds(db: &mut Conn, item: ItemId) -> Result<Vec<Sound>, DbError> {
    const SQL: &str =
        "select item, language, stored, by_person, at from sound where item = $1 order by language";

    let rows: Vec<SoundRow> = on!(db, conn => query_as(SQL).bind(item.as_uuid()).fetch_all(conn))?;
    all(rows)
}

#[derive(Debug, sqlx::FromRow)]
struct BroadcastRow {
    id: Uuid,
    item: Uuid,
    channel: Uuid,
    day: i64,
    heard: i64,
    heard_by: String,
    times: i64,
    cost: i64,
    by_person: Option<Uuid>,
    at: i64,
}

impl From<BroadcastRow> for Broadcast {
    fn from(row: BroadcastRow) -> Self {
        Self {
            id: row.id.into(),
            item: row.item.into(),
            channel: row.channel.into(),
            day: moment(row.day),
            heard: row.heard != 0,
            heard_by: row.heard_by,
            times: row.times,
            cost: row.cost,
            by: row.by_person.map(Into::into),
            at: moment(row.at),
        }
    }
}

/// Writes down that a station said it.
pub async fn add_broadcast(tx: &mut Tx, one: &Broadcast) -> Result<(), DbError> {
    const SQL: &str = "insert into broadcast (id, item, channel, day, heard, heard_by, times, cost,
        by_person, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

    change!(tx, conn => query(SQL)
        .bind(one.id.as_uuid())
        .bind(one.item.as_uuid())
        .bind(one.channel.as_uuid())
        .bind(one.day.as_millisecond())
        .bind(i64::from(one.heard))
        .bind(one.heard_by.as_str())
        .bind(one.times)
        .bind(one.cost)
        .bind(one.by.map(PersonId::as_uuid))
        .bind(one.at.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// Takes out what was written down by mistake.
pub async fn remove_broadcast(tx: &mut Tx, item: ItemId, id: BroadcastId) -> Result<bool, DbError> {
    const SQL: &str = "delete from broadcast where id = $1 and item = $2";

    let removed = change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(item.as_uuid()).execute(conn))?;
    Ok(removed > 0)
}

/// When an item was on the air, the newest first.
pub async fn broadcasts(db: &mut Conn, item: ItemId) -> Result<Vec<Broadcast>, DbError> {
    const SQL: &str = "select id, item, channel, day, heard, heard_by, times, cost, by_person, at
        from broadcast where item = $1 order by day desc, id limit 500";

    let rows: Vec<BroadcastRow> = on!(db, conn => query_as(SQL).bind(item.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(Into::into).collect())
}

macro_rules! sums {
    () => {
        "cast(coalesce(sum(case when broadcast.heard = 1 then broadcast.times else 0 end), 0) as bigint),
         cast(coalesce(sum(case when broadcast.heard = 0 then broadcast.times else 0 end), 0) as bigint),
         cast(coalesce(sum(broadcast.cost), 0) as bigint)"
    };
}

fn aired((heard, declared, cost): (i64, i64, i64)) -> Aired {
    Aired { heard, declared, cost }
}

/// What the broadcasts of an item come to.
pub async fn of_item(db: &mut Conn, item: ItemId) -> Result<Aired, DbError> {
    const SQL: &str = concat!("select ", sums!(), " from broadcast where item = $1");

    let row: (i64, i64, i64) = on!(db, conn => query_as(SQL).bind(item.as_uuid()).fetch_one(conn))?;
    Ok(aired(row))
}

/// What the broadcasts of a station come to, from one moment to before another.
pub async fn of_station(
    db: &mut Conn,
    channel: ChannelId,
    from: Timestamp,
    until: Timestamp,
) -> Result<Aired, DbError> {
    const SQL: &str =
        concat!("select ", sums!(), " from broadcast where channel = $1 and day >= $2 and day < $3");

    let row: (i64, i64, i64) = on!(db, conn => query_as(SQL)
        .bind(channel.as_uuid())
        .bind(from.as_millisecond())
        .bind(until.as_millisecond())
        .fetch_one(conn))?;
    Ok(aired(row))
}

/// What the broadcasts of each campaign come to, from one moment to before another; `None` for what
/// serves no campaign.
pub async fn of_campaigns(
    db: &mut Conn,
    from: Timestamp,
    until: Timestamp,
) -> Result<Vec<(Option<CampaignId>, Aired)>, DbError> {
    const SQL: &str = concat!(
        "select item.campaign, ",
        sums!(),
        " from broadcast join item on item.id = broadcast.item
          where broadcast.day >= $1 and broadcast.day < $2
          group by item.campaign order by item.campaign limit 500"
    );

    let rows: Vec<(Option<Uuid>, i64, i64, i64)> = on!(db, conn => query_as(SQL)
        .bind(from.as_millisecond())
        .bind(until.as_millisecond())
        .fetch_all(conn))?;
    let sum = |(id, heard, declared, cost): (Option<Uuid>, i64, i64, i64)| {
        (id.map(Into::into), aired((heard, declared, cost)))
    };
    Ok(rows.into_iter().map(sum).collect())
}
