//! Where works stand, and how many.

use griot_db::{Conn, DbError, Tx, change, on};

use crate::model::Place;

pub(super) async fn one_more(tx: &mut Tx, address: &str, title: &str) -> Result<(), DbError> {
    const SQL: &str = "insert into place (address, title, works) values ($1, $2, 1)
        on conflict (address) do update set title = excluded.title, works = place.works + 1";

    change!(tx, conn => query(SQL).bind(address).bind(title).execute(conn)).map(drop)
}

pub(super) async fn one_less(tx: &mut Tx, address: &str) -> Result<(), DbError> {
    const SQL: &str = "update place set works = works - 1 where address = $1";
    const EMPTY: &str = "delete from place where address = $1 and works <= 0";

    change!(tx, conn => query(SQL).bind(address).execute(conn))?;
    change!(tx, conn => query(EMPTY).bind(address).execute(conn)).map(drop)
}

/// The places with the most works first.
pub async fn places(db: &mut Conn, limit: i64) -> Result<Vec<Place>, DbError> {
    const SQL: &str = "select address, title, works from place order by works desc, address limit $1";

    let rows: Vec<(String, String, i64)> = on!(db, conn => query_as(SQL).bind(limit).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(address, title, works)| Place { address, title, works }).collect())
}

/// The place at this address, if something stands there.
pub async fn place(db: &mut Conn, address: &str) -> Result<Option<Place>, DbError> {
    const SQL: &str = "select title, works from place where address = $1";

    let row: Option<(String, i64)> = on!(db, conn => query_as(SQL).bind(address).fetch_optional(conn))?;
    Ok(row.map(|(title, works)| Place { address: address.to_owned(), title, works }))
}

/// How many works stand there.
pub async fn works_in(db: &mut Conn, address: &str) -> Result<i64, DbError> {
    const SQL: &str = "select works from place where address = $1";

    let works: Option<i64> = on!(db, conn => query_scalar(SQL).bind(address).fetch_optional(conn))?;
    Ok(works.unwrap_or(0))
}
