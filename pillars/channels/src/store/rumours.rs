//! Rumours, and what was looked at to check them.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp};
use uuid::Uuid;

use super::rows::{all, moment, read};
use crate::model::{
    item::ItemId,
    rumour::{Check, Rumour, RumourId, RumourState},
};

#[derive(Debug, sqlx::FromRow)]
struct Row {
    id: Uuid,
    claim: String,
    language: String,
    seen: String,
    state: String,
    verdict: Option<String>,
    answer: String,
    item: Option<Uuid>,
    owner: Option<Uuid>,
    at: i64,
}

impl TryFrom<Row> for Rumour {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id.into(),
            claim: row.claim,
            language: read("rumour", &row.language)?,
            seen: row.seen,
            state: read("rumour", &row.state)?,
            verdict: row.verdict.map(|word| read("rumour", &word)).transpose()?,
            answer: row.answer,
            item: row.item.map(Into::into),
            owner: row.owner.map(Into::into),
            at: moment(row.at),
        })
    }
}

macro_rules! columns {
    () => {
        "id, claim, language, seen, state, verdict, answer, item, owner, at"
    };
}

/// Keeps a rumour; one of this id is written anew.
pub async fn put(tx: &mut Tx, one: &Rumour, now: Timestamp) -> Result<(), DbError> {
    const SQL: &str = "insert into rumour (id, claim, language, seen, state, verdict, answer, item, owner,
        at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        on conflict (id) do update set claim = excluded.claim, seen = excluded.seen, state = excluded.state,
        verdict = excluded.verdict, answer = excluded.answer, item = excluded.item, owner = excluded.owner,
        updated_at = excluded.updated_at";

    change!(tx, conn => query(SQL)
        .bind(one.id.as_uuid())
        .bind(one.claim.as_str())
        .bind(one.language.as_str())
        .bind(one.seen.as_str())
        .bind(one.state.as_str())
        .bind(one.verdict.map(|verdict| verdict.as_str()))
        .bind(one.answer.as_str())
        .bind(one.item.map(ItemId::as_uuid))
        .bind(one.owner.map(PersonId::as_uuid))
        .bind(one.at.as_millisecond())
        .bind(now.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// The rumour of this id.
pub async fn by_id(db: &mut Conn, id: RumourId) -> Result<Option<Rumour>, DbError> {
    const SQL: &str = concat!("select ", columns!(), " from rumour where id = $1");

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Rumour::try_from).transpose()
}

/// Rumours that are so far, the last changed one first.
pub async fn list(db: &mut Conn, state: RumourState, limit: i64) -> Result<Vec<Rumour>, DbError> {
    const SQL: &str =
        concat!("select ", columns!(), " from rumour where state = $1 order by updated_at desc, id limit $2");

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(state.as_str()).bind(limit).fetch_all(conn))?;
    all(rows)
}

/// Adds something that was looked at.
pub async fn add_check(tx: &mut Tx, id: Uuid, rumour: RumourId, check: &Check) -> Result<(), DbError> {
    const SQL: &str = "insert into rumour_check (id, rumour, words, link, person, at)
        values ($1, $2, $3, $4, $5, $6)";

    change!(tx, conn => query(SQL)
        .bind(id)
        .bind(rumour.as_uuid())
        .bind(check.words.as_str())
        .bind(check.link.as_str())
        .bind(check.by.map(PersonId::as_uuid))
        .bind(check.at.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// What was looked at for a rumour, the oldest first.
pub async fn checks(db: &mut Conn, rumour: RumourId) -> Result<Vec<Check>, DbError> {
    const SQL: &str = "select words, link, person, at from rumour_check where rumour = $1
        order by at, id limit 500";

    let rows: Vec<(String, String, Option<Uuid>, i64)> =
        on!(db, conn => query_as(SQL).bind(rumour.as_uuid()).fetch_all(conn))?;
    let check = |(words, link, by, at): (String, String, Option<Uuid>, i64)| Check {
        words,
        link,
        by: by.map(Into::into),
        at: moment(at),
    };
    Ok(rows.into_iter().map(check).collect())
}
