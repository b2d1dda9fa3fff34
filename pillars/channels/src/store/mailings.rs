//! Deliveries made of letters. The letters themselves are in [`super::letters`].

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::Timestamp;
use uuid::Uuid;

use super::rows::{all, json, json_text, moment, read};
use crate::model::{
    audience::{AudienceId, Part},
    delivery::DeliveryId,
    mailing::{Counts, Mailing},
};

#[derive(sqlx::FromRow)]
struct Row {
    delivery: Uuid,
    audience: Option<Uuid>,
    language: Option<String>,
    tag: Option<String>,
    source: Option<String>,
    since: Option<i64>,
    reads: String,
    slug: String,
    gathered_to: i64,
    gathered_at: Option<i64>,
    ended_at: Option<i64>,
}

impl TryFrom<Row> for Mailing {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        let part = Part {
            language: row.language.as_deref().map(|text| read("mailing", text)).transpose()?,
            tag: row.tag,
            source: row.source.as_deref().map(|text| read("mailing", text)).transpose()?,
            since: row.since.map(moment),
        };
        Ok(Self {
            delivery: row.delivery.into(),
            audience: row.audience.map(Into::into),
            part,
            reads: json("mailing", &row.reads)?,
            slug: row.slug,
            gathered_to: row.gathered_to,
            gathered_at: row.gathered_at.map(moment),
            ended_at: row.ended_at.map(moment),
        })
    }
}

macro_rules! columns {
    () => {
        "mailing.delivery, mailing.audience, mailing.language, mailing.tag, mailing.source, mailing.since,
         mailing.reads, mailing.slug, mailing.gathered_to, mailing.gathered_at, mailing.ended_at"
    };
}

/// Begins a mailing; one that has begun stays as it is.
pub async fn begin(tx: &mut Tx, mailing: &Mailing) -> Result<(), DbError> {
    const SQL: &str = "insert into mailing (delivery, audience, language, tag, source, since, slug,
        gathered_to, sent, refused, unsure, reads) values ($1, $2, $3, $4, $5, $6, $7, 0, 0, 0, 0, $8)
        on conflict do nothing";

    let part = &mailing.part;
    let reads = json_text("mailing", &mailing.reads)?;
    change!(tx, conn => query(SQL)
        .bind(mailing.delivery.as_uuid())
        .bind(mailing.audience.map(|one| one.as_uuid()))
        .bind(part.language.map(|one| one.as_str().to_owned()))
        .bind(part.tag.as_deref())
        .bind(part.source.map(|one| one.as_str()))
        .bind(part.since.map(Timestamp::as_millisecond))
        .bind(mailing.slug.as_str())
        .bind(reads.as_str())
        .execute(conn))?;
    Ok(())
}

/// Takes up again a mailing that had ended: whoever came to the list since gets a letter too.
pub async fn reopen(tx: &mut Tx, id: DeliveryId) -> Result<bool, DbError> {
    const SQL: &str = "update mailing set ended_at = null, gathered_at = null, gathered_to = 0
        where delivery = $1 and ended_at is not null";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).execute(conn))? > 0)
}

/// Lets the program turn again to a delivery that had ended, since some of its letters are to go once more.
pub async fn open_again(tx: &mut Tx, id: DeliveryId, now: Timestamp) -> Result<bool, DbError> {
    const SQL: &str = "update delivery set state = 'ready', next_at = $2, ended_at = null, ended_by = null,
        not_after = case when not_after < $3 then $3 else not_after end
        where id = $1 and ended_at is not null and back is null and state in ('confirmed', 'gave-up', 'rejected')";

    let day = now.as_millisecond() + 86_400_000;
    let opened = change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(now.as_millisecond())
        .bind(day)
        .execute(conn))?;
    Ok(opened > 0)
}

/// The mailing of a delivery, if it has begun.
pub async fn of(db: &mut Conn, id: DeliveryId) -> Result<Option<Mailing>, DbError> {
    const SQL: &str = concat!("select ", columns!(), " from mailing where mailing.delivery = $1");

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Mailing::try_from).transpose()
}

/// The mailing of this name in addresses, if its list is public and it went to somebody.
pub async fn public_by_slug(db: &mut Conn, slug: &str) -> Result<Option<Mailing>, DbError> {
    const SQL: &str = concat!(
        "select ",
        columns!(),
        " from mailing join audience on audience.id = mailing.audience
          join delivery on delivery.id = mailing.delivery join item on item.id = delivery.item
          where mailing.slug = $1 and audience.public = 1 and mailing.sent > 0 and delivery.back is null
          and delivery.state <> 'stopped' and item.stage in ('publishing', 'published', 'partly-published')"
    );

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(slug).fetch_optional(conn))?;
    row.map(Mailing::try_from).transpose()
}

/// What went to public lists, the latest first.
pub async fn public_list(db: &mut Conn, skip: i64, limit: i64) -> Result<Vec<Mailing>, DbError> {
    const SQL: &str = concat!(
        "select ",
        columns!(),
        " from mailing join audience on audience.id = mailing.audience
          join delivery on delivery.id = mailing.delivery join item on item.id = delivery.item
          where audience.public = 1 and mailing.sent > 0 and delivery.back is null
          and delivery.state <> 'stopped' and item.stage in ('publishing', 'published', 'partly-published')
          order by delivery.due_at desc, mailing.delivery limit $2 offset $1"
    );

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(skip).bind(limit).fetch_all(conn))?;
    all(rows)
}

/// The mailings to a list, the latest first.
pub async fn to(db: &mut Conn, audience: AudienceId, limit: i64) -> Result<Vec<Mailing>, DbError> {
    const SQL: &str = concat!(
        "select ",
        columns!(),
        " from mailing join delivery on delivery.id = mailing.delivery
          where mailing.audience = $1 order by delivery.due_at desc, mailing.delivery limit $2"
    );

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(audience.as_uuid()).bind(limit).fetch_all(conn))?;
    all(rows)
}

/// Notes up to whom letters are written down; with `done`, that these are all.
pub async fn gathered(tx: &mut Tx, id: DeliveryId, to: i64, done: Option<Timestamp>) -> Result<(), DbError> {
    const SQL: &str = "update mailing set gathered_to = $2, gathered_at = $3 where delivery = $1";

    change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(to)
        .bind(done.map(Timestamp::as_millisecond))
        .execute(conn))?;
    Ok(())
}

/// Keeps the numbers of a mailing; with `ended`, that they are the last.
pub async fn count(
    tx: &mut Tx,
    id: DeliveryId,
    counts: &Counts,
    ended: Option<Timestamp>,
) -> Result<(), DbError> {
    const SQL: &str = "update mailing set sent = $2, refused = $3, unsure = $4, ended_at = $5
        where delivery = $1";

    change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(counts.sent)
        .bind(counts.refused)
        .bind(counts.unsure + counts.armed)
        .bind(ended.map(Timestamp::as_millisecond))
        .execute(conn))?;
    Ok(())
}

/// What a gateway said of one reader's moves the numbers that are kept: so many more sent, refused, unsure
/// and known to have arrived.
pub async fn recount(
    tx: &mut Tx,
    id: DeliveryId,
    (sent, refused, unsure, delivered): (i64, i64, i64, i64),
) -> Result<(), DbError> {
    const SQL: &str = "update mailing set sent = sent + $2, refused = refused + $3, unsure = unsure + $4,
        delivered = delivered + $5 where delivery = $1";

    change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(sent)
        .bind(refused)
        .bind(unsure)
        .bind(delivered)
        .execute(conn))?;
    Ok(())
}

/// How many are known to have arrived.
pub async fn delivered(db: &mut Conn, id: DeliveryId) -> Result<i64, DbError> {
    const SQL: &str = "select coalesce(max(delivered), 0) from mailing where delivery = $1";

    on!(db, conn => query_scalar(SQL).bind(id.as_uuid()).fetch_one(conn))
}

/// The numbers that were kept last.
pub async fn kept(db: &mut Conn, id: DeliveryId) -> Result<Option<Counts>, DbError> {
    const SQL: &str = "select sent, refused, unsure from mailing where delivery = $1";

    let row: Option<(i64, i64, i64)> =
        on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    Ok(row.map(|(sent, refused, unsure)| Counts { sent, refused, unsure, ..Counts::default() }))
}

/// Those that ended before this moment and of which it is still kept who got what.
pub async fn ended_before(db: &mut Conn, before: Timestamp, limit: i64) -> Result<Vec<DeliveryId>, DbError> {
    // A mailing that was stopped on its way ended with its delivery.
    const SQL: &str = "select mailing.delivery from mailing join delivery on delivery.id = mailing.delivery
        where coalesce(mailing.ended_at, delivery.ended_at) < $1
        and exists (select 1 from mailing_letter where mailing_letter.mailing = mailing.delivery)
        order by coalesce(mailing.ended_at, delivery.ended_at) limit $2";

    let rows: Vec<Uuid> = on!(db, conn => query_scalar(SQL)
        .bind(before.as_millisecond())
        .bind(limit)
        .fetch_all(conn))?;
    Ok(rows.into_iter().map(Into::into).collect())
}
