//! Who gets a communiqué by itself, and whether letters carry its paper.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::Language;
use uuid::Uuid;

use super::rows::read;
use crate::model::{channel::ChannelId, item::ItemId, press::Recipients};

/// Chooses who gets a communiqué when the program sends it.
pub async fn choose(tx: &mut Tx, item: ItemId, chosen: &Recipients) -> Result<(), DbError> {
    const RULE: &str = "insert into press_choice (item, language, beat) values ($1, $2, $3)
        on conflict (item) do update set language = excluded.language, beat = excluded.beat";
    const CLEAR: &str = "delete from press_left_out where item = $1";
    const OUT: &str =
        "insert into press_left_out (item, journalist) select $1, id from journalist where id = $2
        on conflict do nothing";

    let language = chosen.language.map(|language| language.to_string()).unwrap_or_default();
    change!(tx, conn => query(RULE)
        .bind(item.as_uuid())
        .bind(language.as_str())
        .bind(chosen.beat.as_str())
        .execute(conn))?;
    change!(tx, conn => query(CLEAR).bind(item.as_uuid()).execute(conn))?;
    for one in &chosen.left_out {
        change!(tx, conn => query(OUT).bind(item.as_uuid()).bind(one.as_uuid()).execute(conn))?;
    }
    Ok(())
}

/// Who was chosen, if that was done.
pub async fn of(db: &mut Conn, item: ItemId) -> Result<Option<Recipients>, DbError> {
    const RULE: &str = "select language, beat from press_choice where item = $1";
    const OUT: &str = "select journalist from press_left_out where item = $1 order by journalist limit 2000";

    let rule: Option<(String, String)> =
        on!(db, conn => query_as(RULE).bind(item.as_uuid()).fetch_optional(conn))?;
    let Some((language, beat)) = rule else { return Ok(None) };
    let out: Vec<Uuid> = on!(db, conn => query_scalar(OUT).bind(item.as_uuid()).fetch_all(conn))?;
    let language: Option<Language> = match language.as_str() {
        "" => None,
        tag => Some(read("press_choice", tag)?),
    };
    Ok(Some(Recipients { language, beat, left_out: out.into_iter().map(Into::into).collect() }))
}

/// Whether the letters of a channel carry the paper itself.
pub async fn attaches(db: &mut Conn, channel: ChannelId) -> Result<bool, DbError> {
    const SQL: &str = "select attach from press_channel where channel = $1";

    let attach: Option<i64> =
        on!(db, conn => query_scalar(SQL).bind(channel.as_uuid()).fetch_optional(conn))?;
    Ok(attach == Some(1))
}

/// Says whether the letters of a channel carry the paper itself.
pub async fn set_attaches(tx: &mut Tx, channel: ChannelId, attach: bool) -> Result<(), DbError> {
    const SQL: &str = "insert into press_channel (channel, attach) values ($1, $2)
        on conflict (channel) do update set attach = excluded.attach";

    change!(tx, conn => query(SQL).bind(channel.as_uuid()).bind(i64::from(attach)).execute(conn))?;
    Ok(())
}
