//! What is somebody's, for the day on which they leave.

use griot_db::{Conn, DbError, on};
use griot_kernel::{PersonId, Timestamp};
use uuid::Uuid;

use super::{
    items::{Row, item_columns},
    rows::{all, moment, read},
};
use crate::model::{
    channel::{ChannelId, ChannelState},
    item::Item,
};

/// Lines of one kind.
const MOST: i64 = 300;

/// The channels that somebody keeps and that are in use, by name.
pub async fn channels(
    db: &mut Conn,
    person: PersonId,
) -> Result<Vec<(ChannelId, String, ChannelState)>, DbError> {
    const SQL: &str = "select channel.id, channel.name, channel.state from channel_keeper
        join channel on channel.id = channel_keeper.channel
        where channel_keeper.person = $1 and channel.state <> 'closed'
        order by channel.name, channel.id limit $2";

    let rows: Vec<(Uuid, String, String)> =
        on!(db, conn => query_as(SQL).bind(person.as_uuid()).bind(MOST).fetch_all(conn))?;
    let channel = |(id, name, state): (Uuid, _, String)| Ok((id.into(), name, read("channel", &state)?));
    rows.into_iter().map(channel).collect()
}

/// The days from `from` on when somebody looks after the inbox.
pub async fn days(db: &mut Conn, person: PersonId, from: Timestamp) -> Result<Vec<Timestamp>, DbError> {
    const SQL: &str = "select day from duty where person = $1 and day >= $2 order by day limit $3";

    let rows: Vec<i64> = on!(db, conn => query_scalar(SQL)
        .bind(person.as_uuid())
        .bind(from.as_millisecond())
        .bind(MOST)
        .fetch_all(conn))?;
    Ok(rows.into_iter().map(moment).collect())
}

/// What somebody began and is not out yet: what has an hour by its hour, the rest as it was changed last.
pub async fn items(db: &mut Conn, person: PersonId) -> Result<Vec<Item>, DbError> {
    const SQL: &str = concat!(
        "select ",
        item_columns!(),
        " from item where item.author = $1 and item.stage in
            ('idea', 'draft', 'in-review', 'changes-requested', 'approved', 'scheduled')
          order by case when item.planned_at is null then 1 else 0 end, item.planned_at,
            item.updated_at desc, item.id limit $2"
    );

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(person.as_uuid()).bind(MOST).fetch_all(conn))?;
    all(rows)
}
