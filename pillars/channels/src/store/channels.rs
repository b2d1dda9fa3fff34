//! Channels and who keeps them.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp};
use uuid::Uuid;

use super::rows::{all, json, json_text, moment, read};
use crate::model::{
    channel::{Channel, ChannelId},
    limits::Live,
};

#[derive(Debug, sqlx::FromRow)]
struct Row {
    id: Uuid,
    network: String,
    name: String,
    address: String,
    server: String,
    account: String,
    language: String,
    by_hand: i64,
    state: String,
    tiers: Option<i64>,
    line: Option<Uuid>,
    cost: Option<i64>,
    live: Option<String>,
    live_at: Option<i64>,
    created_at: i64,
}

impl TryFrom<Row> for Channel {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id.into(),
            network: read("channel", &row.network)?,
            name: row.name,
            address: row.address,
            server: row.server,
            account: row.account,
            language: read("channel", &row.language)?,
            by_hand: row.by_hand != 0,
            state: read("channel", &row.state)?,
            tiers: row.tiers.map(u8::try_from).transpose().map_err(DbError::unreadable("channel"))?,
            line: row.line.map(Into::into),
            cost: row.cost,
            live: row.live.map(|text| json("channel", &text)).transpose()?,
            live_at: row.live_at.map(moment),
            created_at: moment(row.created_at),
        })
    }
}

macro_rules! columns {
    () => {
        "id, network, name, address, server, account, language, by_hand, state, tiers, line, cost, live,
         live_at, created_at"
    };
}

/// Adds a channel.
pub async fn insert(tx: &mut Tx, channel: &Channel) -> Result<(), DbError> {
    const SQL: &str = concat!(
        "insert into channel (",
        columns!(),
        ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
    );

    let live = channel.live.as_ref().map(|live| json_text("channel", live)).transpose()?;
    change!(tx, conn => query(SQL)
        .bind(channel.id.as_uuid())
        .bind(channel.network.as_str())
        .bind(channel.name.as_str())
        .bind(channel.address.as_str())
        .bind(channel.server.as_str())
        .bind(channel.account.as_str())
        .bind(channel.language.as_str())
        .bind(i64::from(channel.by_hand))
        .bind(channel.state.as_str())
        .bind(channel.tiers.map(i64::from))
        .bind(channel.line.map(|line| line.as_uuid()))
        .bind(channel.cost)
        .bind(live.as_deref())
        .bind(channel.live_at.map(Timestamp::as_millisecond))
        .bind(channel.created_at.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// Changes what staff choose of a channel; its network stays.
pub async fn update(tx: &mut Tx, channel: &Channel) -> Result<(), DbError> {
    const SQL: &str = "update channel set name = $2, address = $3, server = $4, account = $5, language = $6,
        by_hand = $7, state = $8, tiers = $9, line = $10, cost = $11 where id = $1";

    change!(tx, conn => query(SQL)
        .bind(channel.id.as_uuid())
        .bind(channel.name.as_str())
        .bind(channel.address.as_str())
        .bind(channel.server.as_str())
        .bind(channel.account.as_str())
        .bind(channel.language.as_str())
        .bind(i64::from(channel.by_hand))
        .bind(channel.state.as_str())
        .bind(channel.tiers.map(i64::from))
        .bind(channel.line.map(|line| line.as_uuid()))
        .bind(channel.cost)
        .execute(conn))?;
    Ok(())
}

/// Keeps what a server said of its limits.
pub async fn set_live(tx: &mut Tx, id: ChannelId, live: &Live, now: Timestamp) -> Result<(), DbError> {
    const SQL: &str = "update channel set live = $2, live_at = $3 where id = $1";

    let live = json_text("channel", live)?;
    change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(live.as_str())
        .bind(now.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// All channels, those that are used first, by name.
pub async fn list(db: &mut Conn) -> Result<Vec<Channel>, DbError> {
    const SQL: &str = concat!(
        "select ",
        columns!(),
        " from channel order by case state when 'closed' then 1 else 0 end, name, id limit 500"
    );

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).fetch_all(conn))?;
    all(rows)
}

/// The channel of this id.
pub async fn by_id(db: &mut Conn, id: ChannelId) -> Result<Option<Channel>, DbError> {
    const SQL: &str = concat!("select ", columns!(), " from channel where id = $1");

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Channel::try_from).transpose()
}

/// Lets someone keep a channel.
pub async fn add_keeper(tx: &mut Tx, channel: ChannelId, person: PersonId) -> Result<(), DbError> {
    const SQL: &str = "insert into channel_keeper (channel, person) values ($1, $2) on conflict do nothing";

    change!(tx, conn => query(SQL).bind(channel.as_uuid()).bind(person.as_uuid()).execute(conn))?;
    Ok(())
}

/// Lets someone keep a channel no more.
pub async fn remove_keeper(tx: &mut Tx, channel: ChannelId, person: PersonId) -> Result<(), DbError> {
    const SQL: &str = "delete from channel_keeper where channel = $1 and person = $2";

    change!(tx, conn => query(SQL).bind(channel.as_uuid()).bind(person.as_uuid()).execute(conn))?;
    Ok(())
}

/// Lets someone approve what goes to a channel.
pub async fn add_approver(tx: &mut Tx, channel: ChannelId, person: PersonId) -> Result<(), DbError> {
    const SQL: &str = "insert into channel_approver (channel, person) values ($1, $2) on conflict do nothing";

    change!(tx, conn => query(SQL).bind(channel.as_uuid()).bind(person.as_uuid()).execute(conn))?;
    Ok(())
}

/// Lets someone approve what goes to a channel no more.
pub async fn remove_approver(tx: &mut Tx, channel: ChannelId, person: PersonId) -> Result<(), DbError> {
    const SQL: &str = "delete from channel_approver where channel = $1 and person = $2";

    change!(tx, conn => query(SQL).bind(channel.as_uuid()).bind(person.as_uuid()).execute(conn))?;
    Ok(())
}

/// Who may approve what goes to a channel, beside those who may everywhere.
pub async fn approvers(db: &mut Conn, channel: ChannelId) -> Result<Vec<PersonId>, DbError> {
    const SQL: &str = "select person from channel_approver where channel = $1 order by person";

    let rows: Vec<Uuid> = on!(db, conn => query_scalar(SQL).bind(channel.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// The channels on which somebody approves, beside those who may everywhere.
pub async fn approved_by(db: &mut Conn, person: PersonId) -> Result<Vec<ChannelId>, DbError> {
    const SQL: &str = "select channel from channel_approver where person = $1 order by channel limit 500";

    let rows: Vec<Uuid> = on!(db, conn => query_scalar(SQL).bind(person.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Who keeps a channel.
pub async fn keepers(db: &mut Conn, channel: ChannelId) -> Result<Vec<PersonId>, DbError> {
    const SQL: &str = "select person from channel_keeper where channel = $1 order by person";

    let rows: Vec<Uuid> = on!(db, conn => query_scalar(SQL).bind(channel.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(Into::into).collect())
}
