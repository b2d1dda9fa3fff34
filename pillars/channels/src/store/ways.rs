//! How the section works: by which preset, whether everything stands still, and the secret of its feed.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp};
use uuid::Uuid;

use super::rows::{moment, read};
use crate::model::approval::Preset;

/// How the section works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ways {
    /// By the size of its team; nothing goes out before that was chosen.
    pub preset: Option<Preset>,
    /// Since when everything stands still, if it does.
    pub cut_at: Option<Timestamp>,
    /// Who stopped it.
    pub cut_by: Option<PersonId>,
    /// Makes the address of the calendar's feed a secret.
    pub feed_salt: Vec<u8>,
}

/// How the section works.
pub async fn get(db: &mut Conn) -> Result<Ways, DbError> {
    const SQL: &str = "select preset, cut_at, cut_by, feed_salt from ways where one = 1";

    type Row = (Option<String>, Option<i64>, Option<Uuid>, Vec<u8>);
    let (preset, cut_at, cut_by, feed_salt): Row = on!(db, conn => query_as(SQL).fetch_one(conn))?;
    Ok(Ways {
        preset: preset.map(|text| read("ways", &text)).transpose()?,
        cut_at: cut_at.map(moment),
        cut_by: cut_by.map(Into::into),
        feed_salt,
    })
}

/// Chooses the size of the team.
pub async fn set_preset(tx: &mut Tx, preset: Preset) -> Result<(), DbError> {
    const SQL: &str = "update ways set preset = $1 where one = 1";

    change!(tx, conn => query(SQL).bind(preset.as_str()).execute(conn))?;
    Ok(())
}

/// Stops everything, or with `None` lets it go on.
pub async fn set_cut(tx: &mut Tx, cut: Option<(Timestamp, PersonId)>) -> Result<(), DbError> {
    const SQL: &str = "update ways set cut_at = $1, cut_by = $2 where one = 1";

    change!(tx, conn => query(SQL)
        .bind(cut.map(|(at, _)| at.as_millisecond()))
        .bind(cut.map(|(_, by)| by.as_uuid()))
        .execute(conn))?;
    Ok(())
}

/// Gives the feed another address.
pub async fn set_salt(tx: &mut Tx, salt: &[u8]) -> Result<(), DbError> {
    const SQL: &str = "update ways set feed_salt = $1 where one = 1";

    change!(tx, conn => query(SQL).bind(salt).execute(conn))?;
    Ok(())
}
