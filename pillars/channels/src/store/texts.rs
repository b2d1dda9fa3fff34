//! The texts of an item: by language, and by channel.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::Language;
use uuid::Uuid;

use super::rows::read;
use crate::model::{
    channel::ChannelId,
    item::{ItemId, Text},
    variant::Variant,
};

/// Writes a text in the place of the one in its language.
pub async fn put(tx: &mut Tx, item: ItemId, text: &Text) -> Result<(), DbError> {
    const SQL: &str =
        "insert into item_text (item, language, body, warning, link) values ($1, $2, $3, $4, $5)
        on conflict (item, language) do update set body = excluded.body, warning = excluded.warning,
        link = excluded.link";

    change!(tx, conn => query(SQL)
        .bind(item.as_uuid())
        .bind(text.language.as_str())
        .bind(text.body.as_str())
        .bind(text.warning.as_str())
        .bind(text.link.as_str())
        .execute(conn))?;
    Ok(())
}

/// Throws the text in a language away.
pub async fn remove(tx: &mut Tx, item: ItemId, language: &str) -> Result<(), DbError> {
    const SQL: &str = "delete from item_text where item = $1 and language = $2";

    change!(tx, conn => query(SQL).bind(item.as_uuid()).bind(language).execute(conn))?;
    Ok(())
}

/// The texts of an item.
pub async fn of(db: &mut Conn, item: ItemId) -> Result<Vec<Text>, DbError> {
    const SQL: &str =
        "select language, body, warning, link from item_text where item = $1 order by language limit 50";

    let rows: Vec<(String, String, String, String)> =
        on!(db, conn => query_as(SQL).bind(item.as_uuid()).fetch_all(conn))?;
    let text = |(language, body, warning, link): (String, String, String, String)| {
        Ok(Text { language: read("item_text", &language)?, body, warning, link })
    };
    rows.into_iter().map(text).collect()
}

/// Lets an item go to a channel in a language, or says how.
pub async fn put_variant(tx: &mut Tx, item: ItemId, variant: &Variant) -> Result<(), DbError> {
    const SQL: &str = "insert into variant (item, channel, language, body, warning, visibility, letters)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (item, channel, language) do update set body = excluded.body,
        warning = excluded.warning, visibility = excluded.visibility, letters = excluded.letters";

    change!(tx, conn => query(SQL)
        .bind(item.as_uuid())
        .bind(variant.channel.as_uuid())
        .bind(variant.language.as_str())
        .bind(variant.body.as_deref())
        .bind(variant.warning.as_str())
        .bind(variant.visibility.as_str())
        .bind(variant.letters.as_str())
        .execute(conn))?;
    put_without(tx, item, variant).await
}

/// Writes which pictures it does not show in the place of what was written before.
async fn put_without(tx: &mut Tx, item: ItemId, variant: &Variant) -> Result<(), DbError> {
    const CLEAR: &str = "delete from variant_without where item = $1 and channel = $2 and language = $3";
    const SQL: &str = "insert into variant_without (item, channel, language, picture) values ($1, $2, $3, $4)
        on conflict do nothing";

    change!(tx, conn => query(CLEAR)
        .bind(item.as_uuid())
        .bind(variant.channel.as_uuid())
        .bind(variant.language.as_str())
        .execute(conn))?;
    for picture in &variant.without {
        change!(tx, conn => query(SQL)
            .bind(item.as_uuid())
            .bind(variant.channel.as_uuid())
            .bind(variant.language.as_str())
            .bind(picture.as_uuid())
            .execute(conn))?;
    }
    Ok(())
}

/// Lets an item not go to a channel in a language.
pub async fn remove_variant(
    tx: &mut Tx,
    item: ItemId,
    channel: ChannelId,
    language: Language,
) -> Result<(), DbError> {
    const SQL: &str = "delete from variant where item = $1 and channel = $2 and language = $3";

    change!(tx, conn => query(SQL)
        .bind(item.as_uuid())
        .bind(channel.as_uuid())
        .bind(language.as_str())
        .execute(conn))?;
    Ok(())
}

/// Where an item goes, by the names of the channels and by language.
pub async fn variants(db: &mut Conn, item: ItemId) -> Result<Vec<Variant>, DbError> {
    const SQL: &str = "select variant.channel, variant.language, variant.body, variant.warning,
        variant.visibility, variant.letters from variant join channel on channel.id = variant.channel
        where variant.item = $1 order by channel.name, channel.id, variant.language limit 500";

    const WITHOUT: &str = "select channel, language, picture from variant_without where item = $1
        order by picture limit 5000";

    type Row = (Uuid, String, Option<String>, String, String, String);
    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(item.as_uuid()).fetch_all(conn))?;
    let without: Vec<(Uuid, String, Uuid)> =
        on!(db, conn => query_as(WITHOUT).bind(item.as_uuid()).fetch_all(conn))?;
    let variant = |(channel, language, body, warning, visibility, letters): Row| {
        let left = without.iter().filter(|(on, spoken, _)| (*on, spoken) == (channel, &language));
        Ok(Variant {
            without: left.map(|(.., picture)| (*picture).into()).collect(),
            channel: channel.into(),
            language: read("variant", &language)?,
            body,
            warning,
            visibility: read("variant", &visibility)?,
            letters: read("variant", &letters)?,
        })
    };
    rows.into_iter().map(variant).collect()
}
