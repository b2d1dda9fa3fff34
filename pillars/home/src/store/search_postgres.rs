//! Search with `tsvector`. The words are lexemes already: no parser reads them again,
//! so the answer is that of the other database whatever the server's locale.

use sqlx::{Error, PgConnection};

use super::search::{Bounds, Half, HitRow, hit_columns, narrowed};

macro_rules! found {
    () => {
        " from search_words
          join shown_version on shown_version.id = search_words.id
          join shown on shown.work = shown_version.work
          where search_words.id >= $2 and search_words.id < $3 "
    };
}
macro_rules! in_title {
    () => {
        "array_to_tsvector(string_to_array(search_words.title, ' ')) @@ $1::tsquery "
    };
}
macro_rules! anywhere {
    () => {
        "array_to_tsvector(string_to_array(search_words.title, ' ')
            || string_to_array(search_words.body, ' ')) @@ $1::tsquery "
    };
}
macro_rules! by_day {
    () => {
        "order by shown_version.id desc limit $8 offset $9"
    };
}

pub(super) async fn half(
    conn: &mut PgConnection,
    query: &str,
    half: Half,
    bounds: &Bounds<'_>,
) -> Result<Vec<HitRow>, Error> {
    const TITLE: &str = concat!(hit_columns!(), found!(), "and ", in_title!(), narrowed!(), by_day!());
    const REST: &str = concat!(
        hit_columns!(),
        found!(),
        "and ",
        anywhere!(),
        "and not ",
        in_title!(),
        narrowed!(),
        by_day!()
    );

    let sql = match half {
        Half::Title => TITLE,
        Half::Rest => REST,
    };
    sqlx::query_as(sql)
        .bind(query)
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

pub(super) async fn titles(conn: &mut PgConnection, query: &str, bounds: &Bounds<'_>) -> Result<i64, Error> {
    const SQL: &str = concat!("select count(*)", found!(), "and ", in_title!(), narrowed!());

    sqlx::query_scalar(SQL)
        .bind(query)
        .bind(bounds.from)
        .bind(bounds.until)
        .bind(bounds.kind)
        .bind(bounds.language.as_str())
        .bind(bounds.place)
        .bind(bounds.tag)
        .fetch_one(conn)
        .await
}
