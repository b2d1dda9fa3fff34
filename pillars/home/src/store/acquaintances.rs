//! Of whom the house has heard. Their names are asked for when they are shown.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp};
use uuid::Uuid;

/// Notes that someone belongs to the section.
pub async fn meet(tx: &mut Tx, person: PersonId, now: Timestamp) -> Result<(), DbError> {
    const SQL: &str = "insert into acquaintance (person, since) values ($1, $2) on conflict do nothing";

    change!(tx, conn => query(SQL).bind(person.as_uuid()).bind(now.as_millisecond()).execute(conn)).map(drop)
}

/// Forgets what someone did and that it was they who wrote a work.
pub async fn forget_person(tx: &mut Tx, person: PersonId) -> Result<(), DbError> {
    const ACTS: &str = "delete from activity where actor = $1";
    const AUTHOR: &str = "update shown set author = null where author = $1";
    const SQL: &str = "delete from acquaintance where person = $1";

    change!(tx, conn => query(ACTS).bind(person.as_uuid()).execute(conn))?;
    change!(tx, conn => query(AUTHOR).bind(person.as_uuid()).execute(conn))?;
    change!(tx, conn => query(SQL).bind(person.as_uuid()).execute(conn)).map(drop)
}

/// Those of whom the house heard last.
pub async fn people(db: &mut Conn, limit: i64) -> Result<Vec<PersonId>, DbError> {
    const SQL: &str = "select person from acquaintance order by since desc, person limit $1";

    let rows: Vec<Uuid> = on!(db, conn => query_scalar(SQL).bind(limit).fetch_all(conn))?;
    Ok(rows.into_iter().map(PersonId::from).collect())
}

/// Who wrote the last `works` works, each once, the last first.
pub async fn newest_authors(db: &mut Conn, works: i64) -> Result<Vec<PersonId>, DbError> {
    const SQL: &str = "select author from (select author, published from shown where author is not null
            order by published desc limit $1) latest
        group by author order by max(published) desc, author";

    let rows: Vec<Uuid> = on!(db, conn => query_scalar(SQL).bind(works).fetch_all(conn))?;
    Ok(rows.into_iter().map(PersonId::from).collect())
}
