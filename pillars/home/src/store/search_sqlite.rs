//! Search with FTS5. Rows come by id without a sort, so that many hits cost no more than few.

use sqlx::{Error, SqliteConnection};

use super::search::{Bounds, Half, HitRow, hit_columns, narrowed};

macro_rules! found {
    () => {
        " from search
          cross join shown_version on shown_version.id = search.rowid
          cross join shown on shown.work = shown_version.work
          where search match $1 and search.rowid >= $2 and search.rowid < $3 "
    };
}

pub(super) async fn half(
    conn: &mut SqliteConnection,
    query: &str,
    half: Half,
    bounds: &Bounds<'_>,
) -> Result<Vec<HitRow>, Error> {
    const SQL: &str =
        concat!(hit_columns!(), found!(), narrowed!(), "order by search.rowid desc limit $8 offset $9");

    let wanted = match half {
        Half::Title => in_title(query),
        Half::Rest => format!("({query}) NOT ({})", in_title(query)),
    };
    sqlx::query_as(SQL)
        .bind(wanted)
        .bind(bounds.from)
        .bind(bounds.until)
        .bind(bounds.kind)
        .bind(bounds.language.as_str())
        .bind(bounds.place)
        .bind(bounds.tag)
        .bind(bounds.limit)
        .bind(bounds.skip)
        .fetch_all(conn)
        .await
}

pub(super) async fn titles(
    conn: &mut SqliteConnection,
    query: &str,
    bounds: &Bounds<'_>,
) -> Result<i64, Error> {
    const SQL: &str = concat!("select count(*)", found!(), narrowed!());

    sqlx::query_scalar(SQL)
        .bind(in_title(query))
        .bind(bounds.from)
        .bind(bounds.until)
        .bind(bounds.kind)
        .bind(bounds.language.as_str())
        .bind(bounds.place)
        .bind(bounds.tag)
        .fetch_one(conn)
        .await
}

fn in_title(query: &str) -> String {
    format!("{{title}} : ({query})")
}
