//! The lines of the strategy as they are worked on.

use griot_contracts::campaigns::LineId;
use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp};
use uuid::Uuid;

use super::rows::{all, millis, moment, read};
use crate::model::{Goal, Line, LineKind, LineWords};

/// More lines than this no one reads.
const MOST: i64 = 400;

#[derive(sqlx::FromRow)]
pub(super) struct LineRow {
    id: Uuid,
    kind: String,
    place: i64,
    text: String,
    detail: String,
    is_public: i64,
    goal: Option<i64>,
    unit: String,
    due: Option<i64>,
    revision: i64,
    changed_at: i64,
}

impl TryFrom<LineRow> for Line {
    type Error = DbError;

    fn try_from(row: LineRow) -> Result<Self, DbError> {
        let goal =
            row.goal.zip(row.due).map(|(figure, due)| Goal { figure, unit: row.unit, due: moment(due) });
        Ok(Self {
            id: row.id.into(),
            kind: read("strategy_line", &row.kind)?,
            place: row.place,
            words: LineWords { text: row.text, detail: row.detail, is_public: row.is_public != 0, goal },
            revision: row.revision,
            changed_at: moment(row.changed_at),
        })
    }
}

/// Adds a line to the draft.
pub async fn insert(tx: &mut Tx, line: &Line, by: Option<PersonId>) -> Result<(), DbError> {
    const SQL: &str = "insert into strategy_line
        (id, kind, place, text, detail, is_public, goal, unit, due, revision, changed_at, changed_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

    let goal = line.words.goal.as_ref();
    change!(tx, conn => query(SQL)
        .bind(line.id.as_uuid())
        .bind(line.kind.as_str())
        .bind(line.place)
        .bind(&line.words.text)
        .bind(&line.words.detail)
        .bind(i64::from(line.words.is_public))
        .bind(goal.map(|goal| goal.figure))
        .bind(goal.map_or("", |goal| goal.unit.as_str()))
        .bind(millis(goal.map(|goal| goal.due)))
        .bind(line.revision)
        .bind(line.changed_at.as_millisecond())
        .bind(by.map(PersonId::as_uuid))
        .execute(conn))
    .map(drop)
}

/// Changes what a line of the draft says, if it still stands as `revision` says. Returns whether it did.
pub async fn save(
    tx: &mut Tx,
    id: LineId,
    revision: i64,
    words: &LineWords,
    by: PersonId,
    now: Timestamp,
) -> Result<bool, DbError> {
    const SQL: &str = "update strategy_line set text = $3, detail = $4, is_public = $5, goal = $6, unit = $7,
        due = $8, revision = revision + 1, changed_at = $9, changed_by = $10 where id = $1 and revision = $2";

    let goal = words.goal.as_ref();
    let changed = change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(revision)
        .bind(&words.text)
        .bind(&words.detail)
        .bind(i64::from(words.is_public))
        .bind(goal.map(|goal| goal.figure))
        .bind(goal.map_or("", |goal| goal.unit.as_str()))
        .bind(millis(goal.map(|goal| goal.due)))
        .bind(now.as_millisecond())
        .bind(by.as_uuid())
        .execute(conn))?;
    Ok(changed > 0)
}

/// Takes a line out of the draft, if it still stands as `revision` says. Returns whether it did.
pub async fn remove(tx: &mut Tx, id: LineId, revision: i64) -> Result<bool, DbError> {
    const SQL: &str = "delete from strategy_line where id = $1 and revision = $2";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(revision).execute(conn))? > 0)
}

/// The line of the draft with this id.
pub async fn by_id(db: &mut Conn, id: LineId) -> Result<Option<Line>, DbError> {
    const SQL: &str = "select id, kind, place, text, detail, is_public, goal, unit, due, revision, changed_at
        from strategy_line where id = $1";

    let row: Option<LineRow> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Line::try_from).transpose()
}

/// The lines of the draft, in no order of kinds, each kind in its own order.
pub async fn draft(db: &mut Conn) -> Result<Vec<Line>, DbError> {
    const SQL: &str = "select id, kind, place, text, detail, is_public, goal, unit, due, revision, changed_at
        from strategy_line order by place, id limit $1";

    let rows: Vec<LineRow> = on!(db, conn => query_as(SQL).bind(MOST).fetch_all(conn))?;
    all(rows)
}

/// The place after the last line of this kind.
pub async fn next_place(db: &mut Conn, kind: LineKind) -> Result<i64, DbError> {
    const SQL: &str = "select coalesce(max(place), 0) + 1 from strategy_line where kind = $1";

    on!(db, conn => query_scalar(SQL).bind(kind.as_str()).fetch_one(conn))
}
