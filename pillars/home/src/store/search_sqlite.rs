//! Search with FTS5, which gives ids in their order and stops when there are enough.

use sqlx::{Error, SqliteConnection};

use super::search::{HitRow, Wanted, hits_by};

pub(super) async fn ids(
    conn: &mut SqliteConnection,
    question: &str,
    wanted: &Wanted,
) -> Result<Vec<i64>, Error> {
    const ONWARDS: &str = "select rowid from search where search match $1 and rowid >= $2 and rowid < $3
        order by rowid desc limit $4";
    const BACKWARDS: &str = "select rowid from search where search match $1 and rowid >= $2 and rowid < $3
        order by rowid limit $4";

    sqlx::query_scalar(if wanted.backwards { BACKWARDS } else { ONWARDS })
        .bind(question)
        .bind(wanted.ids.start)
        .bind(wanted.ids.end)
        .bind(wanted.limit)
        .fetch_all(conn)
        .await
}

pub(super) async fn works(conn: &mut SqliteConnection, ids: &[i64]) -> Result<Vec<HitRow>, Error> {
    const SQL: &str = hits_by!("in (select value from json_each($1))");

    let ids: Vec<String> = ids.iter().map(i64::to_string).collect();
    sqlx::query_as(SQL).bind(format!("[{}]", ids.join(","))).fetch_all(conn).await
}
