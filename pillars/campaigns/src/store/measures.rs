//! Where the objectives of the strategy stood, day by day.

use std::collections::HashMap;

use griot_contracts::campaigns::LineId;
use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp};
use uuid::Uuid;

use super::rows::moment;
use crate::model::Measure;

type Row = (Uuid, i64, i64, String);

fn measure((line, value, day, source): Row) -> Measure {
    Measure { line: line.into(), value, day: moment(day), source }
}

/// Notes where an objective stood.
pub async fn insert(
    tx: &mut Tx,
    id: Uuid,
    measure: &Measure,
    by: PersonId,
    now: Timestamp,
) -> Result<(), DbError> {
    const SQL: &str = "insert into strategy_measure (id, line, value, day, source, by_person, at)
        values ($1, $2, $3, $4, $5, $6, $7)";

    change!(tx, conn => query(SQL)
        .bind(id)
        .bind(measure.line.as_uuid())
        .bind(measure.value)
        .bind(measure.day.as_millisecond())
        .bind(&measure.source)
        .bind(by.as_uuid())
        .bind(now.as_millisecond())
        .execute(conn))
    .map(drop)
}

/// Where this objective stood, the last day first.
pub async fn of_line(db: &mut Conn, line: LineId) -> Result<Vec<Measure>, DbError> {
    const SQL: &str = "select line, value, day, source from strategy_measure where line = $1
        order by day desc, at desc, id limit 60";

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(line.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(measure).collect())
}

/// Where every objective stood last.
pub async fn last(db: &mut Conn) -> Result<HashMap<LineId, Measure>, DbError> {
    const SQL: &str = "select line, value, day, source from strategy_measure m
        where not exists (select 1 from strategy_measure n where n.line = m.line
            and (n.day > m.day or (n.day = m.day and (n.at > m.at or (n.at = m.at and n.id > m.id)))))";

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).fetch_all(conn))?;
    Ok(rows.into_iter().map(measure).map(|one| (one.line, one)).collect())
}
