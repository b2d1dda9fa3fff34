//! How far the answers on each channel were read.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::Timestamp;

use super::rows::moment;
use crate::model::channel::ChannelId;

/// How far the answers on a channel were read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ear {
    /// Where to go on, in the network's own words.
    pub cursor: String,
    /// When it was last listened.
    pub heard_at: Option<Timestamp>,
    /// Why it could not be, as a message of the words.
    pub trouble: Option<String>,
    /// What the network said.
    pub said: String,
}

/// How far a channel was read; from the beginning where it never was.
pub async fn of(db: &mut Conn, channel: ChannelId) -> Result<Ear, DbError> {
    const SQL: &str = "select cursor, heard_at, trouble, said from ear where channel = $1";

    let row: Option<(String, i64, Option<String>, String)> =
        on!(db, conn => query_as(SQL).bind(channel.as_uuid()).fetch_optional(conn))?;
    let ear =
        |(cursor, heard_at, trouble, said)| Ear { cursor, heard_at: Some(moment(heard_at)), trouble, said };
    Ok(row.map(ear).unwrap_or_default())
}

/// Notes how far a channel was read, if nobody read further meanwhile. Whether that is so.
pub async fn set(tx: &mut Tx, channel: ChannelId, from: &str, ear: &Ear) -> Result<bool, DbError> {
    const SQL: &str = "insert into ear (channel, cursor, heard_at, trouble, said) values ($1, $3, $4, $5, $6)
        on conflict (channel) do update set cursor = excluded.cursor, heard_at = excluded.heard_at,
        trouble = excluded.trouble, said = excluded.said where ear.cursor = $2";

    let set = change!(tx, conn => query(SQL)
        .bind(channel.as_uuid())
        .bind(from)
        .bind(ear.cursor.as_str())
        .bind(ear.heard_at.map_or(0, Timestamp::as_millisecond))
        .bind(ear.trouble.as_deref())
        .bind(ear.said.as_str())
        .execute(conn))?;
    Ok(set > 0)
}
