//! To whom channels of letters write, and how fast; and the parts of lists that have a name.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::Timestamp;
use uuid::Uuid;

use super::rows::{moment, read};
use crate::model::{
    audience::{AudienceId, Part, Segment, SegmentId},
    channel::ChannelId,
    mailing::Newsletter,
};

#[derive(sqlx::FromRow)]
struct Row {
    channel: Uuid,
    audience: Uuid,
    segment: Option<Uuid>,
    postal: String,
    pace: i64,
    minute: i64,
    used: i64,
    foot: String,
}

impl From<Row> for Newsletter {
    fn from(row: Row) -> Self {
        Self {
            channel: row.channel.into(),
            audience: row.audience.into(),
            segment: row.segment.map(Into::into),
            postal: row.postal,
            pace: row.pace,
            minute: row.minute,
            used: row.used,
            foot: row.foot,
        }
    }
}

/// To whom a channel writes; `None` until somebody chose.
pub async fn of(db: &mut Conn, channel: ChannelId) -> Result<Option<Newsletter>, DbError> {
    const SQL: &str = "select channel, audience, segment, postal, pace, minute, used, foot from newsletter
        where channel = $1";

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(channel.as_uuid()).fetch_optional(conn))?;
    Ok(row.map(Into::into))
}

/// The channels that write to a list.
pub async fn to(db: &mut Conn, audience: AudienceId) -> Result<Vec<ChannelId>, DbError> {
    const SQL: &str = "select channel from newsletter where audience = $1 order by channel";

    let rows: Vec<Uuid> = on!(db, conn => query_scalar(SQL).bind(audience.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Keeps to whom a channel writes, and how fast.
pub async fn put(
    tx: &mut Tx,
    channel: ChannelId,
    audience: AudienceId,
    segment: Option<SegmentId>,
    (postal, pace): (&str, i64),
) -> Result<(), DbError> {
    const SQL: &str = "insert into newsletter (channel, audience, segment, postal, pace, minute, used)
        values ($1, $2, $3, $4, $5, 0, 0) on conflict (channel) do update set audience = excluded.audience,
            segment = excluded.segment, postal = excluded.postal, pace = excluded.pace";

    change!(tx, conn => query(SQL)
        .bind(channel.as_uuid())
        .bind(audience.as_uuid())
        .bind(segment.map(|one| one.as_uuid()))
        .bind(postal)
        .bind(pace)
        .execute(conn))?;
    Ok(())
}

/// Keeps the line that says how to stop, under each message of a channel.
pub async fn set_foot(tx: &mut Tx, channel: ChannelId, foot: &str) -> Result<(), DbError> {
    const SQL: &str = "update newsletter set foot = $2 where channel = $1";

    change!(tx, conn => query(SQL).bind(channel.as_uuid()).bind(foot).execute(conn))?;
    Ok(())
}

/// The lines that stand under the messages of channels.
pub async fn feet(db: &mut Conn) -> Result<Vec<(ChannelId, String)>, DbError> {
    const SQL: &str = "select channel, foot from newsletter where foot <> '' order by channel";

    let rows: Vec<(Uuid, String)> = on!(db, conn => query_as(SQL).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(channel, foot)| (channel.into(), foot)).collect())
}

/// Counts letters of this minute.
pub async fn spend(tx: &mut Tx, channel: ChannelId, minute: i64, letters: i64) -> Result<(), DbError> {
    const SQL: &str = "update newsletter set minute = $2,
        used = case when minute = $2 then used + $3 else $3 end where channel = $1";

    change!(tx, conn => query(SQL).bind(channel.as_uuid()).bind(minute).bind(letters).execute(conn))?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct SegmentRow {
    id: Uuid,
    audience: Uuid,
    name: String,
    language: Option<String>,
    tag: Option<String>,
    source: Option<String>,
    since: Option<i64>,
}

impl TryFrom<SegmentRow> for Segment {
    type Error = DbError;

    fn try_from(row: SegmentRow) -> Result<Self, DbError> {
        let part = Part {
            language: row.language.as_deref().map(|text| read("segment", text)).transpose()?,
            tag: row.tag,
            source: row.source.as_deref().map(|text| read("segment", text)).transpose()?,
            since: row.since.map(moment),
        };
        Ok(Self { id: row.id.into(), audience: row.audience.into(), name: row.name, part })
    }
}

/// The parts of a list that have a name.
pub async fn segments(db: &mut Conn, audience: AudienceId) -> Result<Vec<Segment>, DbError> {
    const SQL: &str = "select id, audience, name, language, tag, source, since from segment
        where audience = $1 order by name, id";

    let rows: Vec<SegmentRow> = on!(db, conn => query_as(SQL).bind(audience.as_uuid()).fetch_all(conn))?;
    super::rows::all(rows)
}

/// The part of this id.
pub async fn segment(db: &mut Conn, id: SegmentId) -> Result<Option<Segment>, DbError> {
    const SQL: &str = "select id, audience, name, language, tag, source, since from segment where id = $1";

    let row: Option<SegmentRow> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Segment::try_from).transpose()
}

/// Gives a part of a list a name.
pub async fn insert_segment(tx: &mut Tx, segment: &Segment) -> Result<(), DbError> {
    const SQL: &str = "insert into segment (id, audience, name, language, tag, source, since)
        values ($1, $2, $3, $4, $5, $6, $7)";

    let part = &segment.part;
    change!(tx, conn => query(SQL)
        .bind(segment.id.as_uuid())
        .bind(segment.audience.as_uuid())
        .bind(segment.name.as_str())
        .bind(part.language.map(|one| one.as_str().to_owned()))
        .bind(part.tag.as_deref())
        .bind(part.source.map(|one| one.as_str()))
        .bind(part.since.map(Timestamp::as_millisecond))
        .execute(conn))?;
    Ok(())
}

/// Whether a channel writes to this part; then it stays.
pub async fn is_used(db: &mut Conn, id: SegmentId) -> Result<bool, DbError> {
    const SQL: &str = "select count(*) from newsletter where segment = $1";

    let used: i64 = on!(db, conn => query_scalar(SQL).bind(id.as_uuid()).fetch_one(conn))?;
    Ok(used > 0)
}

/// Lets the name of a part go.
pub async fn remove_segment(tx: &mut Tx, id: SegmentId) -> Result<(), DbError> {
    const SQL: &str = "delete from segment where id = $1";

    change!(tx, conn => query(SQL).bind(id.as_uuid()).execute(conn))?;
    Ok(())
}
