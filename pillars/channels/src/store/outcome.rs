//! What came of what went out.

use griot_db::{Conn, DbError, on};
use griot_kernel::Timestamp;
use uuid::Uuid;

use super::rows::moment;
use crate::model::{channel::ChannelId, item::ItemId};

/// Something that went out on a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Out {
    /// Of which item.
    pub item: ItemId,
    /// What staff call that.
    pub title: String,
    /// On which channel.
    pub channel: ChannelId,
    /// What the network calls it, if it said.
    pub remote: Option<String>,
    /// Its hour.
    pub at: Timestamp,
}

/// What went out at an hour from `from` to before `until` and is out, the first first, at most `limit`.
pub async fn out(db: &mut Conn, from: Timestamp, until: Timestamp, limit: i64) -> Result<Vec<Out>, DbError> {
    const SQL: &str =
        "select delivery.item, item.title, delivery.channel, delivery.remote_id, delivery.due_at
        from delivery join item on item.id = delivery.item
        where delivery.due_at >= $1 and delivery.due_at < $2 and delivery.state = 'confirmed'
        order by delivery.due_at, delivery.id limit $3";

    let rows: Vec<(Uuid, String, Uuid, Option<String>, i64)> = on!(db, conn => query_as(SQL)
        .bind(from.as_millisecond())
        .bind(until.as_millisecond())
        .bind(limit)
        .fetch_all(conn))?;
    let one = |(item, title, channel, remote, at): (Uuid, _, Uuid, _, _)| Out {
        item: item.into(),
        title,
        channel: channel.into(),
        remote,
        at: moment(at),
    };
    Ok(rows.into_iter().map(one).collect())
}

/// The threads of conversations below what a Page published, where somebody spoke since `since`; what wants
/// only to be read by many, lies aside or was a testimony is no answer.
pub async fn threads(db: &mut Conn, since: Timestamp) -> Result<Vec<String>, DbError> {
    const SQL: &str = "select thread from conversation where source = 'facebook' and private = 0
        and state <> 'spam' and set_aside = 0 and handed_over = 0 and last_at >= $1
        order by last_at desc, id limit 20000";

    on!(db, conn => query_scalar(SQL).bind(since.as_millisecond()).fetch_all(conn))
}

/// How many articles came out of each item since `since`.
pub async fn articles(db: &mut Conn, since: Timestamp) -> Result<Vec<(ItemId, i64)>, DbError> {
    const SQL: &str = "select item, count(*) from press_clip where item is not null and day >= $1
        group by item order by item";

    let rows: Vec<(Uuid, i64)> = on!(db, conn => query_as(SQL).bind(since.as_millisecond()).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(item, count)| (item.into(), count)).collect())
}

/// How many times each item was on the air since `since`, heard or declared.
pub async fn broadcasts(db: &mut Conn, since: Timestamp) -> Result<Vec<(ItemId, i64)>, DbError> {
    const SQL: &str = "select item, cast(sum(times) as bigint) from broadcast where day >= $1
        group by item order by item";

    let rows: Vec<(Uuid, i64)> = on!(db, conn => query_as(SQL).bind(since.as_millisecond()).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(item, count)| (item.into(), count)).collect())
}
