//! What the press wrote, and the section's answers to what was wrong.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp};
use uuid::Uuid;

use super::rows::{all, json, json_text, moment};
use crate::model::{
    item::ItemId,
    press::{Clip, ClipId, Reply, ReplyId, ReplyState, Tone},
};

#[derive(Debug, sqlx::FromRow)]
struct ClipRow {
    id: Uuid,
    item: Option<Uuid>,
    medium: String,
    title: String,
    link: String,
    day: i64,
    tone: String,
    stored: Option<String>,
    paper: Option<String>,
    by_person: Option<Uuid>,
    at: i64,
}

impl TryFrom<ClipRow> for Clip {
    type Error = DbError;

    fn try_from(row: ClipRow) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id.into(),
            item: row.item.map(Into::into),
            medium: row.medium,
            title: row.title,
            link: row.link,
            day: moment(row.day),
            tone: Tone::of(&row.tone).unwrap_or(Tone::Neutral),
            stored: row.stored.map(|text| json("press_clip", &text)).transpose()?,
            paper: row.paper.map(|text| json("press_clip", &text)).transpose()?,
            by: row.by_person.map(Into::into),
            at: moment(row.at),
        })
    }
}

macro_rules! clip_columns {
    () => {
        "id, item, medium, title, link, day, tone, stored, paper, by_person, at"
    };
}

/// Keeps an article.
pub async fn add_clip(tx: &mut Tx, clip: &Clip) -> Result<(), DbError> {
    const SQL: &str = concat!(
        "insert into press_clip (",
        clip_columns!(),
        ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
    );

    let paper = clip.paper.as_ref().map(|paper| json_text("press_clip", paper)).transpose()?;
    let stored = clip.stored.as_ref().map(|stored| json_text("press_clip", stored)).transpose()?;
    change!(tx, conn => query(SQL)
        .bind(clip.id.as_uuid())
        .bind(clip.item.map(ItemId::as_uuid))
        .bind(clip.medium.as_str())
        .bind(clip.title.as_str())
        .bind(clip.link.as_str())
        .bind(clip.day.as_millisecond())
        .bind(clip.tone.as_str())
        .bind(stored.as_deref())
        .bind(paper.as_deref())
        .bind(clip.by.map(PersonId::as_uuid))
        .bind(clip.at.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// Takes an article out again.
pub async fn remove_clip(tx: &mut Tx, id: ClipId) -> Result<bool, DbError> {
    const SQL: &str = "delete from press_clip where id = $1";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).execute(conn))? > 0)
}

/// The article of this id.
pub async fn clip(db: &mut Conn, id: ClipId) -> Result<Option<Clip>, DbError> {
    const SQL: &str = concat!("select ", clip_columns!(), " from press_clip where id = $1");

    let row: Option<ClipRow> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Clip::try_from).transpose()
}

/// What came out from one moment to before another, the newest first.
pub async fn clips(db: &mut Conn, from: Timestamp, until: Timestamp) -> Result<Vec<Clip>, DbError> {
    const SQL: &str = concat!(
        "select ",
        clip_columns!(),
        " from press_clip where day >= $1 and day < $2 order by day desc, id limit 1000"
    );

    let rows: Vec<ClipRow> = on!(db, conn => query_as(SQL)
        .bind(from.as_millisecond())
        .bind(until.as_millisecond())
        .fetch_all(conn))?;
    all(rows)
}

/// What came out of a communiqué, the newest first.
pub async fn clips_of(db: &mut Conn, item: ItemId) -> Result<Vec<Clip>, DbError> {
    const SQL: &str = concat!(
        "select ",
        clip_columns!(),
        " from press_clip where item = $1 order by day desc, id limit 500"
    );

    let rows: Vec<ClipRow> = on!(db, conn => query_as(SQL).bind(item.as_uuid()).fetch_all(conn))?;
    all(rows)
}

#[derive(Debug, sqlx::FromRow)]
struct ReplyRow {
    id: Uuid,
    said: String,
    medium: String,
    who: String,
    said_on: i64,
    due_on: i64,
    state: String,
    item: Option<Uuid>,
    by_person: Option<Uuid>,
    at: i64,
}

impl From<ReplyRow> for Reply {
    fn from(row: ReplyRow) -> Self {
        Self {
            id: row.id.into(),
            said: row.said,
            medium: row.medium,
            who: row.who,
            said_on: moment(row.said_on),
            due_on: moment(row.due_on),
            state: ReplyState::of(&row.state).unwrap_or(ReplyState::Asked),
            item: row.item.map(Into::into),
            by: row.by_person.map(Into::into),
            at: moment(row.at),
        }
    }
}

macro_rules! reply_columns {
    () => {
        "id, said, medium, who, said_on, due_on, state, item, by_person, at"
    };
}

/// Keeps what was said wrong.
pub async fn add_reply(tx: &mut Tx, reply: &Reply) -> Result<(), DbError> {
    const SQL: &str = concat!(
        "insert into press_reply (",
        reply_columns!(),
        ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
    );

    change!(tx, conn => query(SQL)
        .bind(reply.id.as_uuid())
        .bind(reply.said.as_str())
        .bind(reply.medium.as_str())
        .bind(reply.who.as_str())
        .bind(reply.said_on.as_millisecond())
        .bind(reply.due_on.as_millisecond())
        .bind(reply.state.as_str())
        .bind(reply.item.map(ItemId::as_uuid))
        .bind(reply.by.map(PersonId::as_uuid))
        .bind(reply.at.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// Says how far an answer is.
pub async fn set_reply_state(tx: &mut Tx, id: ReplyId, state: ReplyState) -> Result<bool, DbError> {
    const SQL: &str = "update press_reply set state = $2 where id = $1";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(state.as_str()).execute(conn))? > 0)
}

/// Says which text answers, if none did yet.
pub async fn set_reply_item(tx: &mut Tx, id: ReplyId, item: ItemId) -> Result<bool, DbError> {
    const SQL: &str = "update press_reply set item = $2 where id = $1 and item is null";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(item.as_uuid()).execute(conn))? > 0)
}

/// What was said wrong: what still waits for an answer first, then the day on which it ends.
pub async fn replies(db: &mut Conn) -> Result<Vec<Reply>, DbError> {
    const SQL: &str = concat!(
        "select ",
        reply_columns!(),
        " from press_reply order by case state when 'asked' then 0 else 1 end, due_on, id limit 500"
    );

    let rows: Vec<ReplyRow> = on!(db, conn => query_as(SQL).fetch_all(conn))?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// The answer of this id.
pub async fn reply(db: &mut Conn, id: ReplyId) -> Result<Option<Reply>, DbError> {
    const SQL: &str = concat!("select ", reply_columns!(), " from press_reply where id = $1");

    let row: Option<ReplyRow> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    Ok(row.map(Into::into))
}
