//! Ways to servers that are under way: who went there to connect an account.

use griot_db::{DbError, Tx, change, on};
use griot_kernel::Timestamp;
use uuid::Uuid;

use super::rows::moment;
use crate::model::channel::ChannelId;

/// Notes that somebody went to a server, until then.
pub async fn add(
    tx: &mut Tx,
    mark: &[u8; 32],
    channel: ChannelId,
    sealed: &[u8],
    until: Timestamp,
) -> Result<(), DbError> {
    const SQL: &str = "insert into oauth_ask (mark, channel, sealed, until) values ($1, $2, $3, $4)";

    change!(tx, conn => query(SQL)
        .bind(mark.as_slice())
        .bind(channel.as_uuid())
        .bind(sealed)
        .bind(until.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// Takes what was noted, once: for which channel, sealed, and until when.
pub async fn take(tx: &mut Tx, mark: &[u8; 32]) -> Result<Option<(ChannelId, Vec<u8>, Timestamp)>, DbError> {
    const SQL: &str = "delete from oauth_ask where mark = $1 returning channel, sealed, until";

    let row: Option<(Uuid, Vec<u8>, i64)> =
        on!(tx, conn => query_as(SQL).bind(mark.as_slice()).fetch_optional(conn))?;
    Ok(row.map(|(channel, sealed, until)| (channel.into(), sealed, moment(until))))
}

/// Forgets what ended before then.
pub async fn sweep(tx: &mut Tx, before: Timestamp) -> Result<u64, DbError> {
    const SQL: &str = "delete from oauth_ask where until < $1";

    change!(tx, conn => query(SQL).bind(before.as_millisecond()).execute(conn))
}

/// Forgets everything that is under way.
pub async fn clear(tx: &mut Tx) -> Result<u64, DbError> {
    const SQL: &str = "delete from oauth_ask";

    change!(tx, conn => query(SQL).execute(conn))
}
