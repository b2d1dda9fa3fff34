//! What stands in the calendar between two moments.

use std::collections::HashSet;

use griot_db::{Conn, DbError, on};
use griot_kernel::{Language, Timestamp};
use uuid::Uuid;

use super::{
    items::{Row, item_columns},
    rows::{all, moment, read},
};
use crate::model::{
    channel::ChannelId,
    delivery::State,
    item::{Item, ItemId, Stage},
    network::Network,
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

/// The items of such a span that show somebody.
pub async fn showing_people(
    db: &mut Conn,
    from: Timestamp,
    until: Timestamp,
) -> Result<HashSet<ItemId>, DbError> {
    const SQL: &str = "select distinct item.id from item join item_picture on item_picture.item = item.id
        join picture on picture.id = item_picture.picture
        where item.planned_at >= $1 and item.planned_at < $2 and picture.consent <> 'nobody'";

    let rows: Vec<Uuid> = on!(db, conn => query_scalar(SQL)
        .bind(from.as_millisecond())
        .bind(until.as_millisecond())
        .fetch_all(conn))?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// An item in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Which.
    pub id: ItemId,
    /// What staff call it.
    pub title: String,
    /// How far it is.
    pub stage: Stage,
    /// Its hour.
    pub at: Timestamp,
    /// The networks to which it goes, each once.
    pub networks: Vec<Network>,
}

/// What a day has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfDay {
    /// The first of its items, the earliest first.
    pub first: Vec<Planned>,
    /// How many it has in all.
    pub count: usize,
}

/// What each day has, of the items for which more is true.
///
/// All days are asked for at once, since each question costs a way to the server and back. Lists are bound
/// in another way by each database, so the moments come as one text of numbers of sixteen signs. Of each day
/// its last item to be shown is looked up first: the others are read up to that, however many there are. Each
/// step is materialized, since a planner that knows no values would join before it has chosen.
macro_rules! of_days {
    ($more:literal) => {
        concat!(
            "with recursive day (n, start, until) as (
                select 0, cast(substr($1, 1, 16) as bigint), cast(substr($1, 17, 16) as bigint)
                union all
                select n + 1, until, cast(substr($1, (n + 2) * 16 + 1, 16) as bigint) from day where n + 2 < $2),
            part as materialized (select day.n, day.start, day.until,
                (select count(*) from item where item.planned_at >= day.start
                    and item.planned_at < day.until and item.stage <> 'archived'",
            $more,
            ") as total,
                (select item.planned_at from item where item.planned_at >= day.start
                    and item.planned_at < day.until and item.stage <> 'archived'",
            $more,
            " order by item.planned_at, item.id limit 1 offset $3) as last_at,
                (select item.id from item where item.planned_at >= day.start
                    and item.planned_at < day.until and item.stage <> 'archived'",
            $more,
            " order by item.planned_at, item.id limit 1 offset $3) as last
                from day),
            early as materialized (select part.n, part.total, item.id, item.title, item.stage, item.planned_at
                from part join item on item.planned_at >= part.start
                and item.planned_at <= coalesce(part.last_at, part.until - 1) and item.stage <> 'archived'
                and (part.last_at is null or item.planned_at < part.last_at or item.id <= part.last))
            select cast(item.n as bigint), item.total, item.id, item.title, item.stage, item.planned_at,
                (select string_agg(channel.network, ' ') from variant
                    join channel on channel.id = variant.channel where variant.item = item.id)
            from early as item where true",
            $more,
            " order by item.n, item.planned_at, item.id"
        )
    };
}

/// What each day has of the items that go to one channel or to all, with at most `limit` of each: as many
/// days as there are moments after the first, each of which ends a day and begins the next.
pub async fn days(
    db: &mut Conn,
    moments: &[Timestamp],
    channel: Option<ChannelId>,
    limit: usize,
) -> Result<Vec<OfDay>, DbError> {
    const ALL: &str = of_days!("");
    const OF_ONE: &str =
        of_days!(" and exists (select 1 from variant where variant.item = item.id and variant.channel = $4)");

    type Row = (i64, i64, Uuid, String, String, i64, Option<String>);
    let mut found = vec![OfDay::default(); moments.len().saturating_sub(1)];
    let Some(last) = limit.checked_sub(1).filter(|_| !found.is_empty()) else { return Ok(found) };
    let starts: String = moments.iter().map(|one| format!("{:016}", one.as_millisecond())).collect();
    let many = i64::try_from(moments.len()).unwrap_or(i64::MAX);
    let last = i64::try_from(last).unwrap_or(i64::MAX);
    let rows: Vec<Row> = match channel {
        None => on!(db, conn => query_as(ALL)
            .bind(starts.as_str())
            .bind(many)
            .bind(last)
            .fetch_all(conn))?,
        Some(channel) => on!(db, conn => query_as(OF_ONE)
            .bind(starts.as_str())
            .bind(many)
            .bind(last)
            .bind(channel.as_uuid())
            .fetch_all(conn))?,
    };
    for (n, count, id, title, stage, at, networks) in rows {
        let Some(day) = usize::try_from(n).ok().and_then(|n| found.get_mut(n)) else { continue };
        let words = networks.as_deref().unwrap_or_default().split_whitespace();
        let mut networks = words.map(|word| read("channel", word)).collect::<Result<Vec<Network>, _>>()?;
        networks.sort_unstable();
        networks.dedup();
        day.count = usize::try_from(count).unwrap_or(0);
        day.first.push(Planned {
            id: id.into(),
            title,
            stage: read("item", &stage)?,
            at: moment(at),
            networks,
        });
    }
    Ok(found)
}

/// An item that speaks on a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// Which.
    pub item: ItemId,
    /// What staff call it.
    pub title: String,
    /// On which channel.
    pub channel: ChannelId,
    /// Its hour.
    pub at: Timestamp,
}

/// A place among the items of a span: an hour, and an item of that hour.
pub type Place = (Timestamp, ItemId);

/// Which of the next items speak on which channel before `until`, the earliest first: of those after this
/// place, at most `limit` of them. With the place of the last, if there were any.
pub async fn spoken(
    db: &mut Conn,
    after: Place,
    until: Timestamp,
    limit: i64,
) -> Result<(Vec<Spoken>, Option<Place>), DbError> {
    const SQL: &str = "select part.id, part.title, variant.channel, part.planned_at from
        (select item.id, item.title, item.planned_at from item
            where item.planned_at >= $1 and (item.planned_at > $1 or item.id > $2) and item.planned_at < $3
            and item.stage <> 'archived' order by item.planned_at, item.id limit $4) as part
        left join variant on variant.item = part.id
        order by part.planned_at, part.id, variant.channel";

    type Row = (Uuid, String, Option<Uuid>, i64);
    let rows: Vec<Row> = on!(db, conn => query_as(SQL)
        .bind(after.0.as_millisecond())
        .bind(after.1.as_uuid())
        .bind(until.as_millisecond())
        .bind(limit)
        .fetch_all(conn))?;
    let last = rows.last().map(|(item, .., at)| (moment(*at), (*item).into()));
    let spoken = |(item, title, channel, at): Row| {
        Some(Spoken { item: item.into(), title, channel: channel?.into(), at: moment(at) })
    };
    Ok((rows.into_iter().filter_map(spoken).collect(), last))
}

/// How long a channel says nothing in a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Silence {
    /// Which channel.
    pub channel: ChannelId,
    /// From the beginning of the span to its last word, the most days from one on which it speaks to the next.
    pub days: i64,
    /// How many days after its last word the span ends.
    pub then: i64,
}

/// How long each channel that speaks in a span is silent there, in days of UTC.
pub async fn silences(db: &mut Conn, (from, until): (Timestamp, Timestamp)) -> Result<Vec<Silence>, DbError> {
    // Days are told apart before they are put in order: of thousands of texts a few hundred days are left.
    const SQL: &str = "select silent.channel, cast(max(silent.gap) as bigint),
            cast($2 as bigint) / 86400000 - max(silent.day) from (
            select spoken.channel, spoken.day, spoken.day - lag(spoken.day, 1, cast($1 as bigint) / 86400000)
                over (partition by spoken.channel order by spoken.day) as gap
            from (select distinct variant.channel, item.planned_at / 86400000 as day
                from item join variant on variant.item = item.id
                where item.planned_at >= $1 and item.planned_at < $2 and item.stage <> 'archived'
                ) as spoken) as silent
        group by silent.channel order by silent.channel";

    let rows: Vec<(Uuid, i64, i64)> = on!(db, conn => query_as(SQL)
        .bind(from.as_millisecond())
        .bind(until.as_millisecond())
        .fetch_all(conn))?;
    Ok(rows
        .into_iter()
        .map(|(channel, days, then)| Silence { channel: channel.into(), days, then })
        .collect())
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
    /// In which language, if that is known.
    pub language: Option<Language>,
    /// How far it is.
    pub state: State,
    /// Its hour.
    pub due_at: Timestamp,
}

macro_rules! line_columns {
    () => {
        "delivery.item, item.title, delivery.channel, delivery.language, delivery.state, delivery.due_at
        from delivery join item on item.id = delivery.item"
    };
}

/// Deliveries whose hour was before this and of which nobody knows that they are out, nor gave them up: the
/// latest first.
pub async fn unsettled(db: &mut Conn, before: Timestamp, limit: i64) -> Result<Vec<Line>, DbError> {
    const SQL: &str = concat!(
        "select ",
        line_columns!(),
        " where delivery.due_at < $1 and delivery.back is null and delivery.ended_by is null
          and (delivery.ended_at is null or delivery.state in ('rejected', 'gave-up'))
          and item.stage <> 'archived' order by delivery.due_at desc, delivery.id limit $2"
    );

    let rows: Vec<LineRow> =
        on!(db, conn => query_as(SQL).bind(before.as_millisecond()).bind(limit).fetch_all(conn))?;
    rows.into_iter().map(line).collect()
}

type LineRow = (Uuid, String, Uuid, Option<String>, String, i64);

fn line((item, title, channel, language, state, due_at): LineRow) -> Result<Line, DbError> {
    Ok(Line {
        item: item.into(),
        title,
        channel: channel.into(),
        language: language.as_deref().map(|tag| read("delivery", tag)).transpose()?,
        state: read("delivery", &state)?,
        due_at: moment(due_at),
    })
}

/// Deliveries whose hour lies from `from` to before `until`, the latest first; what was stopped is
/// left out.
pub async fn deliveries(
    db: &mut Conn,
    from: Timestamp,
    until: Timestamp,
    limit: i64,
) -> Result<Vec<Line>, DbError> {
    const SQL: &str = concat!(
        "select ",
        line_columns!(),
        " where delivery.due_at >= $1 and delivery.due_at < $2 and delivery.state <> 'stopped'
          order by delivery.due_at desc, delivery.id limit $3"
    );

    let rows: Vec<LineRow> = on!(db, conn => query_as(SQL)
        .bind(from.as_millisecond())
        .bind(until.as_millisecond())
        .bind(limit)
        .fetch_all(conn))?;
    rows.into_iter().map(line).collect()
}
