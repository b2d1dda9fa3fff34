//! Looking for works: those whose title answers come first, then the others; both by day, then
//! by id. The index gives ids in that order, so an answer reads the works of one page alone,
//! however many answer and however far one has read.

use std::{collections::HashMap, ops::Range};

use griot_db::{Conn, DbError, Door, on};
use griot_kernel::{Part, Reading};
use sqlx::{FromRow, Row};

use super::{rows::LineRow, search_postgres, search_sqlite, shown::first_id_of};
use crate::model::{Filter, Half, Line, Mark, Query, Signs};

/// A work found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its place among all that answer.
    pub mark: Mark,
    /// The work, in the language in which it was found.
    pub line: Line,
    /// The text in which the words stand.
    pub text: String,
}

/// A statement that reads works by the ids of their versions.
macro_rules! hits_by {
    ($which:literal) => {
        concat!(
            "select shown_version.id, shown_version.passage, ",
            super::rows::line_columns!(),
            "from shown_version join shown on shown.work = shown_version.work where shown_version.id ",
            $which
        )
    };
}
pub(super) use hits_by;

/// Which ids of which half are wanted.
#[derive(Debug)]
pub(super) struct Wanted {
    pub ids: Range<i64>,
    pub backwards: bool,
    pub limit: i64,
}

pub(super) struct HitRow {
    id: i64,
    passage: String,
    line: LineRow,
}

impl<'r, R: Row> FromRow<'r, R> for HitRow
where
    LineRow: FromRow<'r, R>,
    &'static str: sqlx::ColumnIndex<R>,
    i64: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
    String: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
{
    fn from_row(row: &'r R) -> Result<Self, sqlx::Error> {
        Ok(Self { id: row.try_get("id")?, passage: row.try_get("passage")?, line: LineRow::from_row(row)? })
    }
}

/// The works that answer `query` and that `filter` lets through, read from a place on: at most
/// `size`. Without a question the filter alone answers.
pub async fn search(
    db: &mut Conn,
    query: Option<&Query>,
    filter: &Filter,
    reading: Reading<Mark>,
    size: u32,
) -> Result<Part<Hit>, DbError> {
    let all = ids_of(filter);
    let mut halves = if query.is_some() { vec![Half::Title, Half::Rest] } else { vec![Half::Rest] };
    if reading.is_backwards() {
        halves.reverse();
    }
    // One more than is shown tells whether more follow.
    let mut missing = i64::from(size) + 1;
    let mut marks = Vec::new();
    for half in halves {
        let ids = narrowed(&reading, half, &all);
        if missing > 0 && !ids.is_empty() {
            let wanted = Wanted { ids, backwards: reading.is_backwards(), limit: missing };
            let found = ids_in(db, query, half, filter, &wanted).await?;
            missing -= i64::try_from(found.len()).unwrap_or(missing);
            marks.extend(found.into_iter().map(|id| Mark { half, id }));
        }
    }
    let part = reading.part(marks, size);
    let mut works = works(db, &part.items).await?;
    // What went away between the two questions is left out.
    Ok(part.filter_map(|mark| works.remove(&mark.id).map(|(line, text)| Hit { mark, line, text })))
}

/// Ids begin with the day, so a year is a span of ids.
fn ids_of(filter: &Filter) -> Range<i64> {
    let (from, until) = filter.span();
    first_id_of(from)..if filter.year.is_some() { first_id_of(until) } else { i64::MAX }
}

/// What of the ids of a half lies where the reading goes on.
fn narrowed(reading: &Reading<Mark>, half: Half, all: &Range<i64>) -> Range<i64> {
    let Range { start, end } = *all;
    match reading {
        Reading::After(mark) if half == mark.half => start..end.min(mark.id),
        Reading::Before(mark) if half == mark.half => start.max(mark.id.saturating_add(1))..end,
        Reading::After(mark) if half < mark.half => start..start,
        Reading::Before(mark) if half > mark.half => start..start,
        _ => start..end,
    }
}

async fn ids_in(
    db: &mut Conn,
    query: Option<&Query>,
    half: Half,
    filter: &Filter,
    wanted: &Wanted,
) -> Result<Vec<i64>, DbError> {
    let question = |signs: &Signs| signs.question(query, half, filter);
    match db.door() {
        Door::Sqlite(conn) => {
            let asked = question(&Signs::FTS5);
            if !asked.is_empty() {
                return Ok(search_sqlite::ids(conn, &asked, wanted).await?);
            }
        }
        Door::Postgres(conn) => {
            let asked = question(&Signs::TSQUERY);
            if !asked.is_empty() {
                return Ok(search_postgres::ids(conn, &asked, wanted).await?);
            }
        }
    }
    every_id(db, wanted).await
}

/// Where nothing is asked for but a time, everything answers.
async fn every_id(db: &mut Conn, wanted: &Wanted) -> Result<Vec<i64>, DbError> {
    const ONWARDS: &str = "select id from shown_version where id >= $1 and id < $2 order by id desc limit $3";
    const BACKWARDS: &str = "select id from shown_version where id >= $1 and id < $2 order by id limit $3";

    let sql = if wanted.backwards { BACKWARDS } else { ONWARDS };
    on!(db, conn => query_scalar(sql)
        .bind(wanted.ids.start)
        .bind(wanted.ids.end)
        .bind(wanted.limit)
        .fetch_all(conn))
}

async fn works(db: &mut Conn, marks: &[Mark]) -> Result<HashMap<i64, (Line, String)>, DbError> {
    let ids: Vec<i64> = marks.iter().map(|mark| mark.id).collect();
    let rows = match db.door() {
        _ if ids.is_empty() => Vec::new(),
        Door::Sqlite(conn) => search_sqlite::works(conn, &ids).await?,
        Door::Postgres(conn) => search_postgres::works(conn, &ids).await?,
    };
    rows.into_iter().map(|row| Ok((row.id, (row.line.try_into()?, row.passage)))).collect()
}
