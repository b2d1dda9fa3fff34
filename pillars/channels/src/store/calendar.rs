//! What stands in the calendar between two moments.

use griot_db::{Conn, DbError, on};
use griot_kernel::Timestamp;
use uuid::Uuid;

use super::{
    items::{Row, item_columns},
    rows::{all, moment, read},
};
use crate::model::{
    channel::ChannelId,
    delivery::State,
    item::{Item, ItemId},
};

/// Items whose hour lies from `from` to before `until`, the earliest first, at most `limit`.
pub async fn items(
    db: &mut Conn,
    from: Timestamp,
    until: Timestamp,
    limit: i64,
) -> Result<Vec<Item>, DbError> {
    const SQL: &str = concat!(
        "select ",
        item_columns!(),
        " from item where item.planned_at >= $1 and item.planned_at < $2 and item.stage <> 'archived'
          order by item.planned_at, item.id limit $3"
    );

    let rows: Vec<Row> = on!(db, conn => query_as(SQL)
        .bind(from.as_millisecond())
        .bind(until.as_millisecond())
        .bind(limit)
        .fetch_all(conn))?;
    all(rows)
}

/// Where the items of this span go: each with a channel.
pub async fn targets(
    db: &mut Conn,
    from: Timestamp,
    until: Timestamp,
) -> Result<Vec<(ItemId, ChannelId)>, DbError> {
    const SQL: &str = "select variant.item, variant.channel from item
        join variant on variant.item = item.id
        where item.planned_at >= $1 and item.planned_at < $2 and item.stage <> 'archived'
        order by item.planned_at, item.id limit 40000";

    let rows: Vec<(Uuid, Uuid)> = on!(db, conn => query_as(SQL)
        .bind(from.as_millisecond())
        .bind(until.as_millisecond())
        .fetch_all(conn))?;
    Ok(rows.into_iter().map(|(item, channel)| (item.into(), channel.into())).collect())
}

/// A delivery in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Of which item.
    pub item: ItemId,
    /// What staff call that.
    pub title: String,
    /// To which channel.
    pub channel: ChannelId,
    /// How far it is.
    pub state: State,
    /// Its hour.
    pub due_at: Timestamp,
}

/// Deliveries whose hour lies from `from` to before `until`, the latest first; what was stopped is
/// left out.
pub async fn deliveries(
    db: &mut Conn,
    from: Timestamp,
    until: Timestamp,
    limit: i64,
) -> Result<Vec<Line>, DbError> {
    const SQL: &str = "select delivery.item, item.title, delivery.channel, delivery.state, delivery.due_at
        from delivery join item on item.id = delivery.item
        where delivery.due_at >= $1 and delivery.due_at < $2 and delivery.state <> 'stopped'
        order by delivery.due_at desc, delivery.id limit $3";

    let rows: Vec<(Uuid, String, Uuid, String, i64)> = on!(db, conn => query_as(SQL)
        .bind(from.as_millisecond())
        .bind(until.as_millisecond())
        .bind(limit)
        .fetch_all(conn))?;
    let line = |(item, title, channel, state, due_at): (Uuid, String, Uuid, String, i64)| {
        Ok(Line {
            item: item.into(),
            title,
            channel: channel.into(),
            state: read("delivery", &state)?,
            due_at: moment(due_at),
        })
    };
    rows.into_iter().map(line).collect()
}
