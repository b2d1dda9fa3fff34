//! What came of what went out.

use griot_db::{Conn, DbError, on};
use griot_kernel::Timestamp;
use uuid::Uuid;

use super::rows::moment;
use crate::model::{channel::ChannelId, conversation::about, item::ItemId};

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

/// A text has no more parts on its network: an album of pictures holds ten.
const PARTS: usize = 10;

impl Out {
    /// How those name it who answer it.
    pub fn names(&self) -> Vec<String> {
        self.remote.as_deref().map(|remote| names(self.channel, remote)).unwrap_or_default()
    }
}

/// How those name a text on a channel who answer it: an album by any of its pictures, and what stands on the
/// section's own site by the work alone.
pub fn names(channel: ChannelId, remote: &str) -> Vec<String> {
    if remote.parse::<Uuid>().is_ok() {
        return vec![remote.to_owned()];
    }
    match serde_json::from_str::<Vec<i64>>(remote) {
        Ok(parts) => parts.iter().take(PARTS).map(|part| about(channel, &part.to_string())).collect(),
        Err(_) => vec![about(channel, remote)],
    }
}

/// How many answered a text that bears one of these names: each conversation once, so each person once where
/// the network says who speaks. What wants only to be read by many, lies aside or was a testimony is no
/// answer, and of what was said to the section alone nobody keeps what it answers.
pub async fn answers(db: &mut Conn, names: &[String]) -> Result<i64, DbError> {
    const SQL: &str = "select count(distinct inbox_message.conversation) from inbox_message
        join conversation on conversation.id = inbox_message.conversation
        where inbox_message.about in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        and inbox_message.direction = 'in' and conversation.state <> 'spam'
        and conversation.set_aside = 0 and conversation.handed_over = 0";

    if names.is_empty() {
        return Ok(0);
    }
    let name = |place: usize| names.get(place).map_or("", String::as_str);
    on!(db, conn => query_scalar(SQL)
        .bind(name(0))
        .bind(name(1))
        .bind(name(2))
        .bind(name(3))
        .bind(name(4))
        .bind(name(5))
        .bind(name(6))
        .bind(name(7))
        .bind(name(8))
        .bind(name(9))
        .fetch_one(conn))
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
