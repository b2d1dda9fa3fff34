//! Looking for works: those whose title answers come first, then by day, then by id.

use griot_db::{Conn, DbError, Door, on};
use griot_kernel::{Language, PageRequest};
use sqlx::{FromRow, Row};

use super::{rows::LineRow, search_postgres, search_sqlite, shown::first_id_of};
use crate::model::{Filter, Line, Query};

/// A work found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Orders hits: it grows with the day.
    pub id: i64,
    /// The work, in the language in which it was found.
    pub line: Line,
    /// The text in which the words stand.
    pub text: String,
}

/// The columns of a [`HitRow`], and where they come from.
macro_rules! hit_columns {
    () => {
        concat!("select shown_version.id, shown_version.passage, ", super::rows::line_columns!())
    };
}
pub(super) use hit_columns;

/// What narrows a search, as `$2` to `$7` on both databases.
macro_rules! narrowed {
    () => {
        " and shown_version.id >= $2 and shown_version.id < $3
          and (shown.kind = $4 or $4 = '') and (shown_version.language = $5 or $5 = '')
          and (shown.container_address = $6 or $6 = '')
          and ($7 = '' or exists (select 1 from shown_tag where shown_tag.work = shown.work and shown_tag.tag = $7)) "
    };
}
pub(super) use narrowed;

/// Which half of the answer is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Half {
    /// Works whose title answers.
    Title,
    /// The others.
    Rest,
}

/// The values of `$2` to `$9`.
pub(super) struct Bounds<'a> {
    pub from: i64,
    pub until: i64,
    pub kind: &'a str,
    pub language: String,
    pub place: &'a str,
    pub tag: &'a str,
    pub limit: i64,
    pub skip: i64,
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

/// The works that answer `query`: `page.size` of them, and one more if there are more.
pub async fn search(
    db: &mut Conn,
    query: &Query,
    filter: &Filter,
    page: PageRequest,
) -> Result<Vec<Hit>, DbError> {
    let mut bounds = Bounds::of(filter, page);
    let mut found = half(db, query, Half::Title, &bounds).await?;
    let missing = bounds.limit - i64::try_from(found.len()).unwrap_or(bounds.limit);
    if missing > 0 {
        let titles = if bounds.skip == 0 { 0 } else { count(db, query, &bounds).await? };
        bounds.limit = missing;
        bounds.skip = (bounds.skip - titles).max(0);
        found.extend(half(db, query, Half::Rest, &bounds).await?);
    }
    found.into_iter().map(Hit::try_from).collect()
}

/// The works that `filter` lets through, the last first, by the same pages.
pub async fn browse(db: &mut Conn, filter: &Filter, page: PageRequest) -> Result<Vec<Hit>, DbError> {
    const SQL: &str = concat!(
        hit_columns!(),
        "from shown_version join shown on shown.work = shown_version.work where $1 = ''",
        narrowed!(),
        "order by shown_version.id desc limit $8 offset $9"
    );

    let bounds = Bounds::of(filter, page);
    let rows: Vec<HitRow> = on!(db, conn => query_as(SQL)
        .bind("")
        .bind(bounds.from)
        .bind(bounds.until)
        .bind(bounds.kind)
        .bind(bounds.language.as_str())
        .bind(bounds.place)
        .bind(bounds.tag)
        .bind(bounds.limit)
        .bind(bounds.skip)
        .fetch_all(conn))?;
    rows.into_iter().map(Hit::try_from).collect()
}

impl<'a> Bounds<'a> {
    fn of(filter: &'a Filter, page: PageRequest) -> Self {
        let (from, until) = filter.span();
        Self {
            from: first_id_of(from),
            until: if filter.year.is_some() { first_id_of(until) } else { i64::MAX },
            kind: filter.kind.as_deref().unwrap_or_default(),
            language: filter.language.as_ref().map(Language::to_string).unwrap_or_default(),
            place: filter.place.as_deref().unwrap_or_default(),
            tag: filter.tag.as_deref().unwrap_or_default(),
            limit: page.limit_and_one(),
            skip: page.skip(),
        }
    }
}

impl TryFrom<HitRow> for Hit {
    type Error = DbError;

    fn try_from(row: HitRow) -> Result<Self, DbError> {
        Ok(Self { id: row.id, text: row.passage, line: row.line.try_into()? })
    }
}

async fn half(db: &mut Conn, query: &Query, half: Half, bounds: &Bounds<'_>) -> Result<Vec<HitRow>, DbError> {
    Ok(match db.door() {
        Door::Sqlite(conn) => search_sqlite::half(conn, &query.fts5(), half, bounds).await?,
        Door::Postgres(conn) => search_postgres::half(conn, &query.tsquery(), half, bounds).await?,
    })
}

/// How many titles answer.
async fn count(db: &mut Conn, query: &Query, bounds: &Bounds<'_>) -> Result<i64, DbError> {
    Ok(match db.door() {
        Door::Sqlite(conn) => search_sqlite::titles(conn, &query.fts5(), bounds).await?,
        Door::Postgres(conn) => search_postgres::titles(conn, &query.tsquery(), bounds).await?,
    })
}
