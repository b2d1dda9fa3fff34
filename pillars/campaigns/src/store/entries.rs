//! What was written in the internal room, who read it, and what it became.

use griot_contracts::campaigns::{CampaignId, LineId};
use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp};
use uuid::Uuid;

use super::rows::{all, moment, read};
use crate::model::{Entry, EntryId, EntryWords, Made, Reader};

macro_rules! columns {
    () => {
        "select e.id, e.kind, e.audience, e.campaign, e.line, e.source, e.title, e.body, e.by_person, e.at
         from room_entry e "
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    kind: String,
    audience: String,
    campaign: Option<Uuid>,
    line: Option<Uuid>,
    source: Option<Uuid>,
    title: String,
    body: String,
    by_person: Option<Uuid>,
    at: i64,
}

impl TryFrom<Row> for Entry {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id.into(),
            words: EntryWords {
                kind: read("room_entry", &row.kind)?,
                audience: read("room_entry", &row.audience)?,
                campaign: row.campaign.map(Into::into),
                line: row.line.map(Into::into),
                title: row.title,
                body: row.body,
            },
            source: row.source.map(Into::into),
            by: row.by_person.map(Into::into),
            at: moment(row.at),
        })
    }
}

/// Keeps an entry.
pub async fn insert(tx: &mut Tx, entry: &Entry) -> Result<(), DbError> {
    const SQL: &str = "insert into room_entry
        (id, kind, audience, campaign, line, source, title, body, by_person, at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

    let words = &entry.words;
    change!(tx, conn => query(SQL)
        .bind(entry.id.as_uuid())
        .bind(words.kind.as_str())
        .bind(words.audience.as_str())
        .bind(words.campaign.map(CampaignId::as_uuid))
        .bind(words.line.map(LineId::as_uuid))
        .bind(entry.source.map(EntryId::as_uuid))
        .bind(&words.title)
        .bind(&words.body)
        .bind(entry.by.map(PersonId::as_uuid))
        .bind(entry.at.as_millisecond())
        .execute(conn))
    .map(drop)
}

/// Takes an entry away with its replies. Returns whether it was there.
pub async fn remove(tx: &mut Tx, id: EntryId) -> Result<bool, DbError> {
    const SQL: &str = "delete from room_entry where id = $1";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).execute(conn))? > 0)
}

/// The entry with this id.
pub async fn by_id(db: &mut Conn, id: EntryId) -> Result<Option<Entry>, DbError> {
    const SQL: &str = concat!(columns!(), "where e.id = $1");

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Entry::try_from).transpose()
}

/// What this reader may read, the newest first, at most `limit`, without the first `skip`.
pub async fn list(db: &mut Conn, reader: &Reader, skip: i64, limit: i64) -> Result<Vec<Entry>, DbError> {
    const SQL: &str = concat!(
        columns!(),
        "where e.audience = 'members' or e.by_person = $1 or (e.audience = 'staff' and $2 = 1)
            or (e.audience = 'team' and ($3 = 1 or exists (select 1 from campaign_member m
                where m.campaign = e.campaign and m.person = $1)))
         order by e.at desc, e.id desc limit $4 offset $5"
    );

    let rows: Vec<Row> = on!(db, conn => query_as(SQL)
        .bind(reader.person.as_uuid())
        .bind(i64::from(reader.is_staff))
        .bind(i64::from(reader.leads))
        .bind(limit)
        .bind(skip)
        .fetch_all(conn))?;
    all(rows)
}

/// What was written about a campaign, the newest first.
pub async fn of_campaign(db: &mut Conn, campaign: CampaignId) -> Result<Vec<Entry>, DbError> {
    const SQL: &str = concat!(columns!(), "where e.campaign = $1 order by e.at desc, e.id desc limit 50");

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(campaign.as_uuid()).fetch_all(conn))?;
    all(rows)
}

/// What was made here from a decision, the oldest first.
pub async fn made_here(db: &mut Conn, source: EntryId) -> Result<Vec<Entry>, DbError> {
    const SQL: &str = concat!(columns!(), "where e.source = $1 order by e.at, e.id limit 50");

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(source.as_uuid()).fetch_all(conn))?;
    all(rows)
}

/// Notes that someone read an entry, once. Returns whether it is news.
pub async fn mark_read(tx: &mut Tx, id: EntryId, person: PersonId, now: Timestamp) -> Result<bool, DbError> {
    const SQL: &str = "insert into room_read (entry, person, at) values ($1, $2, $3)
        on conflict do nothing returning at";

    let first: Option<i64> = on!(tx, conn => query_scalar(SQL)
        .bind(id.as_uuid())
        .bind(person.as_uuid())
        .bind(now.as_millisecond())
        .fetch_optional(conn))?;
    Ok(first.is_some())
}

/// Who said that they read an entry, the first first.
pub async fn readers(db: &mut Conn, id: EntryId) -> Result<Vec<(PersonId, Timestamp)>, DbError> {
    const SQL: &str = "select person, at from room_read where entry = $1 order by at, person limit 1000";

    let rows: Vec<(Uuid, i64)> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(person, at)| (person.into(), moment(at))).collect())
}

/// Whether somebody said that they read an entry.
pub async fn has_read(db: &mut Conn, id: EntryId, person: PersonId) -> Result<bool, DbError> {
    const SQL: &str = "select count(*) from room_read where entry = $1 and person = $2";

    let read: i64 = on!(db, conn => query_scalar(SQL)
        .bind(id.as_uuid())
        .bind(person.as_uuid())
        .fetch_one(conn))?;
    Ok(read > 0)
}

/// How many announcements wait to be read by this reader.
pub async fn unread(db: &mut Conn, reader: &Reader) -> Result<i64, DbError> {
    const SQL: &str = "select count(*) from room_entry e where e.kind = 'announcement'
        and (e.by_person is null or e.by_person <> $1)
        and (e.audience = 'members' or (e.audience = 'staff' and $2 = 1)
            or (e.audience = 'team' and ($3 = 1 or exists (select 1 from campaign_member m
                where m.campaign = e.campaign and m.person = $1))))
        and not exists (select 1 from room_read r where r.entry = e.id and r.person = $1)";

    on!(db, conn => query_scalar(SQL)
        .bind(reader.person.as_uuid())
        .bind(i64::from(reader.is_staff))
        .bind(i64::from(reader.leads))
        .fetch_one(conn))
}

/// Notes what a decision became in another room.
pub async fn note_made(tx: &mut Tx, made: &Made) -> Result<(), DbError> {
    const SQL: &str = "insert into room_made (entry, kind, address, at) values ($1, $2, $3, $4)
        on conflict do nothing";

    change!(tx, conn => query(SQL)
        .bind(made.entry.as_uuid())
        .bind(&made.kind)
        .bind(&made.address)
        .bind(made.at.as_millisecond())
        .execute(conn))
    .map(drop)
}

/// What a decision became in other rooms, the oldest first.
pub async fn made(db: &mut Conn, entry: EntryId) -> Result<Vec<Made>, DbError> {
    const SQL: &str = "select kind, address, at from room_made where entry = $1 order by at, kind limit 50";

    let rows: Vec<(String, String, i64)> =
        on!(db, conn => query_as(SQL).bind(entry.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(kind, address, at)| Made { entry, kind, address, at: moment(at) }).collect())
}
