//! What was said on channels whose texts the site keeps.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::Timestamp;

use super::{
    deliveries::{Row, delivery_columns},
    rows::all,
};
use crate::model::{
    channel::ChannelId,
    delivery::{Delivery, DeliveryId},
};

/// What anybody may read of it: out and not wanted back, of an item that names and shows nobody, in
/// public, under no embargo.
macro_rules! said {
    () => {
        " from delivery join item on item.id = delivery.item
          join said_channel on said_channel.channel = delivery.channel
          join channel on channel.id = delivery.channel
          where delivery.state = 'confirmed' and delivery.back is null and item.sensitivity = 'none'
          and not exists (select 1 from item_picture join picture on picture.id = item_picture.picture
              where item_picture.item = item.id and picture.consent <> 'nobody')
          and item.stage in ('publishing', 'published', 'partly-published')
          and channel.network in ('facebook', 'whatsapp', 'telegram', 'mastodon', 'bluesky', 'tiktok', 'other')
          and (item.embargo_until is null or item.embargo_until <= $1) and delivery.ended_at <= $1 "
    };
}

/// Whether the site keeps what is said on a channel.
pub async fn keeps(db: &mut Conn, channel: ChannelId) -> Result<bool, DbError> {
    const SQL: &str = "select count(*) from said_channel where channel = $1";

    let kept: i64 = on!(db, conn => query_scalar(SQL).bind(channel.as_uuid()).fetch_one(conn))?;
    Ok(kept > 0)
}

/// Says whether the site keeps what is said on a channel.
pub async fn set_keeps(tx: &mut Tx, channel: ChannelId, keep: bool) -> Result<(), DbError> {
    const ON: &str = "insert into said_channel (channel) values ($1) on conflict do nothing";
    const OFF: &str = "delete from said_channel where channel = $1";

    let sql = if keep { ON } else { OFF };
    change!(tx, conn => query(sql).bind(channel.as_uuid()).execute(conn))?;
    Ok(())
}

/// What anybody may read, the last said first.
pub async fn list(db: &mut Conn, now: Timestamp, offset: i64, limit: i64) -> Result<Vec<Delivery>, DbError> {
    const SQL: &str = concat!(
        "select ",
        delivery_columns!(),
        said!(),
        "order by delivery.ended_at desc, delivery.id limit $2 offset $3"
    );

    let rows: Vec<Row> = on!(db, conn => query_as(SQL)
        .bind(now.as_millisecond())
        .bind(limit)
        .bind(offset)
        .fetch_all(conn))?;
    all(rows)
}

/// One text, if anybody may read it.
pub async fn one(db: &mut Conn, id: DeliveryId, now: Timestamp) -> Result<Option<Delivery>, DbError> {
    const SQL: &str = concat!("select ", delivery_columns!(), said!(), "and delivery.id = $2");

    let row: Option<Row> = on!(db, conn => query_as(SQL)
        .bind(now.as_millisecond())
        .bind(id.as_uuid())
        .fetch_optional(conn))?;
    row.map(Delivery::try_from).transpose()
}
