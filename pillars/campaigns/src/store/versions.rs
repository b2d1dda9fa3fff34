//! The versions of the strategy that were adopted. A version never changes.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::PersonId;
use uuid::Uuid;

use super::{
    lines::LineRow,
    rows::{all, moment},
};
use crate::model::{Line, Version};

type Row = (i64, i64, Option<Uuid>, String);

fn version((number, at, by, note): Row) -> Version {
    Version { number, adopted_at: moment(at), by: by.map(Into::into), note }
}

/// Adopts the draft as it stands under this number.
pub async fn adopt(tx: &mut Tx, version: &Version) -> Result<(), DbError> {
    const SQL: &str = "insert into strategy_version (number, adopted_at, by_person, note)
        values ($1, $2, $3, $4)";

    change!(tx, conn => query(SQL)
        .bind(version.number)
        .bind(version.adopted_at.as_millisecond())
        .bind(version.by.map(PersonId::as_uuid))
        .bind(&version.note)
        .execute(conn))
    .map(drop)
}

/// Copies the draft into the version of this number.
pub async fn copy_draft(tx: &mut Tx, number: i64) -> Result<u64, DbError> {
    const SQL: &str = "insert into strategy_version_line
        (version, line, kind, place, text, detail, is_public, goal, unit, due)
        select $1, id, kind, place, text, detail, is_public, goal, unit, due from strategy_line";

    change!(tx, conn => query(SQL).bind(number).execute(conn))
}

/// All versions, the newest first.
pub async fn list(db: &mut Conn) -> Result<Vec<Version>, DbError> {
    const SQL: &str = "select number, adopted_at, by_person, note from strategy_version
        order by number desc limit 200";

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).fetch_all(conn))?;
    Ok(rows.into_iter().map(version).collect())
}

/// The version in force.
pub async fn in_force(db: &mut Conn) -> Result<Option<Version>, DbError> {
    const SQL: &str = "select number, adopted_at, by_person, note from strategy_version
        order by number desc limit 1";

    let row: Option<Row> = on!(db, conn => query_as(SQL).fetch_optional(conn))?;
    Ok(row.map(version))
}

/// The version of this number.
pub async fn by_number(db: &mut Conn, number: i64) -> Result<Option<Version>, DbError> {
    const SQL: &str = "select number, adopted_at, by_person, note from strategy_version where number = $1";

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(number).fetch_optional(conn))?;
    Ok(row.map(version))
}

/// What a version says, each kind in its own order.
pub async fn lines(db: &mut Conn, number: i64) -> Result<Vec<Line>, DbError> {
    const SQL: &str =
        "select line as id, kind, place, text, detail, is_public, goal, unit, due, version as revision,
            (select adopted_at from strategy_version where number = version) as changed_at
        from strategy_version_line where version = $1 order by place, line limit 400";

    let rows: Vec<LineRow> = on!(db, conn => query_as(SQL).bind(number).fetch_all(conn))?;
    all(rows)
}
