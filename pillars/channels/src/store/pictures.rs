//! The picture library, and which pictures an item shows.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp};
use griot_text::fold;
use uuid::Uuid;

use super::rows::{all, json, json_text, moment, read};
use crate::model::{
    item::ItemId,
    picture::{Picture, PictureId},
};

#[derive(Debug, sqlx::FromRow)]
struct Row {
    id: Uuid,
    stored: String,
    alt: String,
    language: String,
    credit: String,
    consent: String,
    consent_who: String,
    consent_for: String,
    consent_until: Option<i64>,
    by_person: Option<Uuid>,
    at: i64,
}

impl TryFrom<Row> for Picture {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id.into(),
            stored: json("picture", &row.stored)?,
            alt: row.alt,
            language: read("picture", &row.language)?,
            alts: Vec::new(),
            credit: row.credit,
            consent: read("picture", &row.consent)?,
            consent_who: row.consent_who,
            consent_for: row.consent_for,
            consent_until: row.consent_until.map(moment),
            by: row.by_person.map(Into::into),
            at: moment(row.at),
        })
    }
}

macro_rules! columns {
    () => {
        "picture.id, picture.stored, picture.alt, picture.language, picture.credit, picture.consent,
         picture.consent_who, picture.consent_for, picture.consent_until, picture.by_person, picture.at"
    };
}

/// Adds a picture to the library.
pub async fn insert(tx: &mut Tx, picture: &Picture) -> Result<(), DbError> {
    const SQL: &str = "insert into picture (id, stored, alt, language, credit, consent, consent_who,
        consent_for, consent_until, by_person, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

    let stored = json_text("picture", &picture.stored)?;
    change!(tx, conn => query(SQL)
        .bind(picture.id.as_uuid())
        .bind(stored.as_str())
        .bind(picture.alt.as_str())
        .bind(picture.language.as_str())
        .bind(picture.credit.as_str())
        .bind(picture.consent.as_str())
        .bind(picture.consent_who.as_str())
        .bind(picture.consent_for.as_str())
        .bind(picture.consent_until.map(Timestamp::as_millisecond))
        .bind(picture.by.map(PersonId::as_uuid))
        .bind(picture.at.as_millisecond())
        .execute(conn))?;
    put_alts(tx, picture).await
}

/// Writes what a picture shows in other languages in the place of what was written before.
async fn put_alts(tx: &mut Tx, picture: &Picture) -> Result<(), DbError> {
    const CLEAR: &str = "delete from picture_alt where picture = $1";
    const SQL: &str = "insert into picture_alt (picture, language, alt) values ($1, $2, $3)";

    change!(tx, conn => query(CLEAR).bind(picture.id.as_uuid()).execute(conn))?;
    for (language, alt) in &picture.alts {
        change!(tx, conn => query(SQL)
            .bind(picture.id.as_uuid())
            .bind(language.as_str())
            .bind(alt.as_str())
            .execute(conn))?;
    }
    Ok(())
}

/// These pictures, with what they show in other languages.
async fn whole(db: &mut Conn, rows: Vec<Row>) -> Result<Vec<Picture>, DbError> {
    const SQL: &str = "select language, alt from picture_alt where picture = $1 order by language limit 50";

    let mut pictures: Vec<Picture> = all(rows)?;
    for picture in &mut pictures {
        let alts: Vec<(String, String)> =
            on!(db, conn => query_as(SQL).bind(picture.id.as_uuid()).fetch_all(conn))?;
        let alt = |(language, alt): (String, String)| Ok((read("picture_alt", &language)?, alt));
        picture.alts = alts.into_iter().map(alt).collect::<Result<_, DbError>>()?;
    }
    Ok(pictures)
}

/// Changes what is said of a picture.
pub async fn update(tx: &mut Tx, picture: &Picture) -> Result<(), DbError> {
    const SQL: &str = "update picture set alt = $2, language = $3, credit = $4, consent = $5,
        consent_who = $6, consent_for = $7, consent_until = $8 where id = $1";

    change!(tx, conn => query(SQL)
        .bind(picture.id.as_uuid())
        .bind(picture.alt.as_str())
        .bind(picture.language.as_str())
        .bind(picture.credit.as_str())
        .bind(picture.consent.as_str())
        .bind(picture.consent_who.as_str())
        .bind(picture.consent_for.as_str())
        .bind(picture.consent_until.map(Timestamp::as_millisecond))
        .execute(conn))?;
    put_alts(tx, picture).await
}

/// The picture of this id.
pub async fn by_id(db: &mut Conn, id: PictureId) -> Result<Option<Picture>, DbError> {
    const SQL: &str = concat!("select ", columns!(), " from picture where picture.id = $1");

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    Ok(whole(db, row.into_iter().collect()).await?.pop())
}

/// The library, the newest first, at most `limit` after the first `skip`.
pub async fn list(db: &mut Conn, skip: i64, limit: i64) -> Result<Vec<Picture>, DbError> {
    const SQL: &str = concat!(
        "select ",
        columns!(),
        " from picture order by picture.at desc, picture.id limit $2 offset $1"
    );

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(skip).bind(limit).fetch_all(conn))?;
    whole(db, rows).await
}

/// What of the library holds each of these words in what is said of it, in any language, whatever their
/// accents, the newest first, at most `limit` after the first `skip`.
pub async fn search(db: &mut Conn, words: &str, skip: i64, limit: i64) -> Result<Vec<Picture>, DbError> {
    const SQL: &str = "select picture.id, picture.alt, picture.credit, picture.consent_who,
        (select string_agg(picture_alt.alt, ' ') from picture_alt where picture_alt.picture = picture.id)
        from picture order by picture.at desc, picture.id limit 5000";

    type Row = (Uuid, String, String, String, Option<String>);
    // Neither database knows that É is a capital é: what is said of pictures is compared here.
    let folded = fold(words);
    let rows: Vec<Row> = on!(db, conn => query_as(SQL).fetch_all(conn))?;
    let holds = |(_, alt, credit, who, alts): &Row| {
        let said = fold(&[alt, credit, who, alts.as_deref().unwrap_or_default()].join(" "));
        folded.split_whitespace().all(|word| said.contains(word))
    };
    let [skip, limit] = [skip, limit].map(|many| usize::try_from(many).unwrap_or(0));
    let mut found = Vec::new();
    for (id, ..) in rows.into_iter().filter(holds).skip(skip).take(limit) {
        found.extend(by_id(db, id.into()).await?);
    }
    Ok(found)
}

/// The pictures that an item shows, in their order.
pub async fn of(db: &mut Conn, item: ItemId) -> Result<Vec<Picture>, DbError> {
    const SQL: &str = concat!(
        "select ",
        columns!(),
        " from item_picture join picture on picture.id = item_picture.picture
          where item_picture.item = $1 order by item_picture.place limit 20"
    );

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(item.as_uuid()).fetch_all(conn))?;
    whole(db, rows).await
}

/// Lets an item show no picture.
pub async fn clear(tx: &mut Tx, item: ItemId) -> Result<(), DbError> {
    const SQL: &str = "delete from item_picture where item = $1";

    change!(tx, conn => query(SQL).bind(item.as_uuid()).execute(conn))?;
    Ok(())
}

/// Lets an item show a picture in this place.
pub async fn place(tx: &mut Tx, item: ItemId, place: i64, picture: PictureId) -> Result<(), DbError> {
    const SQL: &str = "insert into item_picture (item, place, picture) values ($1, $2, $3)
        on conflict do nothing";

    change!(tx, conn => query(SQL)
        .bind(item.as_uuid())
        .bind(place)
        .bind(picture.as_uuid())
        .execute(conn))?;
    Ok(())
}

/// Which items show a picture, the last changed first.
pub async fn uses(db: &mut Conn, picture: PictureId) -> Result<Vec<ItemId>, DbError> {
    const SQL: &str = "select distinct item.id, item.updated_at from item_picture
        join item on item.id = item_picture.item where item_picture.picture = $1
        order by item.updated_at desc, item.id limit 200";

    let rows: Vec<(Uuid, i64)> = on!(db, conn => query_as(SQL).bind(picture.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(id, _)| id.into()).collect())
}

/// Whether a text shows it that is out, planned, approved or being read.
pub async fn is_needed(db: &mut Conn, picture: PictureId) -> Result<bool, DbError> {
    const SQL: &str = "select count(*) from item_picture join item on item.id = item_picture.item
        where item_picture.picture = $1 and item.stage in
        ('in-review', 'approved', 'scheduled', 'publishing', 'published', 'partly-published')";

    let texts: i64 = on!(db, conn => query_scalar(SQL).bind(picture.as_uuid()).fetch_one(conn))?;
    Ok(texts > 0)
}

/// Pictures whose consent has ended.
pub async fn ended(db: &mut Conn, now: Timestamp, limit: i64) -> Result<Vec<PictureId>, DbError> {
    const SQL: &str =
        "select id from picture where consent = 'given' and consent_until <= $1 order by id limit $2";

    let rows: Vec<Uuid> =
        on!(db, conn => query_scalar(SQL).bind(now.as_millisecond()).bind(limit).fetch_all(conn))?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Ends a consent whose day is over. Whether it is: somebody may have prolonged it meanwhile.
pub async fn withdraw(tx: &mut Tx, id: PictureId, now: Timestamp) -> Result<bool, DbError> {
    const SQL: &str = "update picture set consent = 'withdrawn'
        where id = $1 and consent = 'given' and consent_until <= $2";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(now.as_millisecond()).execute(conn))? > 0)
}

/// Takes a picture out of the library, and out of every text that shows it.
pub async fn remove(tx: &mut Tx, id: PictureId) -> Result<(), DbError> {
    const USES: &str = "delete from item_picture where picture = $1";
    const SQL: &str = "delete from picture where id = $1";

    for sql in [USES, SQL] {
        change!(tx, conn => query(sql).bind(id.as_uuid()).execute(conn))?;
    }
    Ok(())
}
