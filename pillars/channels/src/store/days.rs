//! Days of the world and of the movement.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{Id, Language};
use uuid::Uuid;

use super::rows::read;

/// A day that comes back every year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorldDay {
    /// Its id.
    pub id: Id<WorldDay>,
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31.
    pub day: i8,
    /// What it is called.
    pub title: String,
    /// In which language.
    pub language: Language,
}

/// Adds a day.
pub async fn insert(tx: &mut Tx, day: &WorldDay) -> Result<(), DbError> {
    const SQL: &str = "insert into world_day (id, month, day, title, language) values ($1, $2, $3, $4, $5)";

    change!(tx, conn => query(SQL)
        .bind(day.id.as_uuid())
        .bind(i64::from(day.month))
        .bind(i64::from(day.day))
        .bind(day.title.as_str())
        .bind(day.language.as_str())
        .execute(conn))?;
    Ok(())
}

/// Takes a day away.
pub async fn remove(tx: &mut Tx, id: Id<WorldDay>) -> Result<bool, DbError> {
    const SQL: &str = "delete from world_day where id = $1";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).execute(conn))? > 0)
}

/// All days, by their place in the year.
pub async fn list(db: &mut Conn) -> Result<Vec<WorldDay>, DbError> {
    const SQL: &str =
        "select id, month, day, title, language from world_day order by month, day, title, id limit 1000";

    let rows: Vec<(Uuid, i64, i64, String, String)> = on!(db, conn => query_as(SQL).fetch_all(conn))?;
    let day = |(id, month, day, title, language): (Uuid, i64, i64, String, String)| {
        Ok(WorldDay {
            id: id.into(),
            month: i8::try_from(month).map_err(DbError::unreadable("world_day"))?,
            day: i8::try_from(day).map_err(DbError::unreadable("world_day"))?,
            title,
            language: read("world_day", &language)?,
        })
    };
    rows.into_iter().map(day).collect()
}
