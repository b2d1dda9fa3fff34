//! Items: what is decided about a text.

use griot_contracts::campaigns::{CampaignId, LineId};
use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp, WorkId};
use uuid::Uuid;

use super::rows::{all, moment, read};
use crate::model::{
    channel::ChannelId,
    item::{Item, ItemId, Stage, sensitivity, sensitivity_text},
};

#[derive(Debug, sqlx::FromRow)]
pub(super) struct Row {
    id: Uuid,
    title: String,
    language: String,
    stage: String,
    planned_at: Option<i64>,
    embargo_until: Option<i64>,
    not_after: Option<i64>,
    sensitivity: String,
    consent: String,
    consent_until: Option<i64>,
    campaign: Option<Uuid>,
    line: Option<Uuid>,
    source: Option<Uuid>,
    source_address: Option<String>,
    adapted_from: Option<Uuid>,
    author: Option<Uuid>,
    revision: i64,
    digest: Option<Vec<u8>>,
    created_at: i64,
    updated_at: i64,
}

impl TryFrom<Row> for Item {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        let unknown = || DbError::unreadable("item")(griot_kernel::NotAWord);
        Ok(Self {
            id: row.id.into(),
            title: row.title,
            language: read("item", &row.language)?,
            stage: read("item", &row.stage)?,
            planned_at: row.planned_at.map(moment),
            embargo_until: row.embargo_until.map(moment),
            not_after: row.not_after.map(moment),
            sensitivity: sensitivity(&row.sensitivity).ok_or_else(unknown)?,
            consent: row.consent,
            consent_until: row.consent_until.map(moment),
            campaign: row.campaign.map(Into::into),
            line: row.line.map(Into::into),
            source: row.source.map(Into::into),
            source_address: row.source_address,
            adapted_from: row.adapted_from.map(Into::into),
            author: row.author.map(Into::into),
            revision: row.revision,
            digest: row.digest,
            created_at: moment(row.created_at),
            updated_at: moment(row.updated_at),
        })
    }
}

macro_rules! item_columns {
    () => {
        "item.id, item.title, item.language, item.stage, item.planned_at, item.embargo_until,
         item.not_after, item.sensitivity, item.consent, item.consent_until, item.campaign, item.line, item.source,
         item.source_address, item.adapted_from, item.author, item.revision, item.digest,
         item.created_at, item.updated_at"
    };
}
pub(super) use item_columns;

/// Adds an item. Whether it is there now: one that was made of the same work is not added twice.
pub async fn insert(tx: &mut Tx, item: &Item) -> Result<bool, DbError> {
    const SQL: &str = "insert into item (id, title, language, stage, planned_at, embargo_until, not_after,
        sensitivity, consent, campaign, line, source, source_address, adapted_from, author, revision, digest,
        created_at, updated_at, consent_until)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
        on conflict do nothing";

    let added = change!(tx, conn => query(SQL)
        .bind(item.id.as_uuid())
        .bind(item.title.as_str())
        .bind(item.language.as_str())
        .bind(item.stage.as_str())
        .bind(item.planned_at.map(Timestamp::as_millisecond))
        .bind(item.embargo_until.map(Timestamp::as_millisecond))
        .bind(item.not_after.map(Timestamp::as_millisecond))
        .bind(sensitivity_text(item.sensitivity))
        .bind(item.consent.as_str())
        .bind(item.campaign.map(CampaignId::as_uuid))
        .bind(item.line.map(LineId::as_uuid))
        .bind(item.source.map(WorkId::as_uuid))
        .bind(item.source_address.as_deref())
        .bind(item.adapted_from.map(ItemId::as_uuid))
        .bind(item.author.map(PersonId::as_uuid))
        .bind(item.revision)
        .bind(item.digest.as_deref())
        .bind(item.created_at.as_millisecond())
        .bind(item.updated_at.as_millisecond())
        .bind(item.consent_until.map(Timestamp::as_millisecond))
        .execute(conn))?;
    Ok(added > 0)
}

/// Writes what is decided about an item, if it is still at `item.revision`, and lets the revision
/// grow by one. Whether it was: if not, somebody else changed it meanwhile.
pub async fn update(tx: &mut Tx, item: &Item, now: Timestamp) -> Result<bool, DbError> {
    const SQL: &str = "update item set title = $3, language = $4, stage = $5, planned_at = $6,
        embargo_until = $7, not_after = $8, sensitivity = $9, consent = $10, campaign = $11, line = $12,
        digest = $13, updated_at = $14, consent_until = $15, revision = revision + 1 where id = $1 and revision = $2";

    let changed = change!(tx, conn => query(SQL)
        .bind(item.id.as_uuid())
        .bind(item.revision)
        .bind(item.title.as_str())
        .bind(item.language.as_str())
        .bind(item.stage.as_str())
        .bind(item.planned_at.map(Timestamp::as_millisecond))
        .bind(item.embargo_until.map(Timestamp::as_millisecond))
        .bind(item.not_after.map(Timestamp::as_millisecond))
        .bind(sensitivity_text(item.sensitivity))
        .bind(item.consent.as_str())
        .bind(item.campaign.map(CampaignId::as_uuid))
        .bind(item.line.map(LineId::as_uuid))
        .bind(item.digest.as_deref())
        .bind(now.as_millisecond())
        .bind(item.consent_until.map(Timestamp::as_millisecond))
        .execute(conn))?;
    Ok(changed > 0)
}

/// Items that name somebody whose consent has ended while they are planned or out.
pub async fn consent_over(db: &mut Conn, now: Timestamp, limit: i64) -> Result<Vec<Item>, DbError> {
    const SQL: &str = concat!(
        "select ",
        item_columns!(),
        " from item where item.consent_until <= $1 and item.sensitivity <> 'none'
          and item.stage in ('scheduled', 'publishing', 'published', 'partly-published')
          order by item.consent_until, item.id limit $2"
    );

    let rows: Vec<Row> =
        on!(db, conn => query_as(SQL).bind(now.as_millisecond()).bind(limit).fetch_all(conn))?;
    all(rows)
}

/// Moves an item on by what happened outside: nobody's save is overtaken by it.
pub async fn set_stage(
    tx: &mut Tx,
    id: ItemId,
    from: Stage,
    to: Stage,
    now: Timestamp,
) -> Result<bool, DbError> {
    const SQL: &str = "update item set stage = $3, updated_at = $4 where id = $1 and stage = $2";

    let changed = change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(from.as_str())
        .bind(to.as_str())
        .bind(now.as_millisecond())
        .execute(conn))?;
    Ok(changed > 0)
}

/// The item of this id.
pub async fn by_id(db: &mut Conn, id: ItemId) -> Result<Option<Item>, DbError> {
    const SQL: &str = concat!("select ", item_columns!(), " from item where item.id = $1");

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Item::try_from).transpose()
}

/// The item that was made of this work.
pub async fn of_source(db: &mut Conn, work: WorkId) -> Result<Option<Item>, DbError> {
    const SQL: &str = concat!("select ", item_columns!(), " from item where item.source = $1");

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(work.as_uuid()).fetch_optional(conn))?;
    row.map(Item::try_from).transpose()
}

/// Items at this stage, the last changed first, at most `limit` after the first `skip`.
pub async fn at_stage(db: &mut Conn, stage: Stage, skip: i64, limit: i64) -> Result<Vec<Item>, DbError> {
    const SQL: &str = concat!(
        "select ",
        item_columns!(),
        " from item where item.stage = $1 order by item.updated_at desc, item.id limit $3 offset $2"
    );

    let rows: Vec<Row> = on!(db, conn => query_as(SQL)
        .bind(stage.as_str())
        .bind(skip)
        .bind(limit)
        .fetch_all(conn))?;
    all(rows)
}

/// Approved items whose hour passed and nobody set it, or it was taken away: the last first.
pub async fn missed(db: &mut Conn, now: Timestamp, limit: i64) -> Result<Vec<Item>, DbError> {
    const SQL: &str = concat!(
        "select ",
        item_columns!(),
        " from item where item.stage = 'approved' and item.planned_at < $1
          order by item.planned_at desc, item.id limit $2"
    );

    let rows: Vec<Row> =
        on!(db, conn => query_as(SQL).bind(now.as_millisecond()).bind(limit).fetch_all(conn))?;
    all(rows)
}

/// How many items of others wait for a yes of this person, who may say it of all, or of what goes only to
/// channels on which they approve. Who has said it of these very words, or has a part in them, has nothing to say.
pub async fn count_to_approve(db: &mut Conn, person: PersonId, all: bool) -> Result<i64, DbError> {
    const SQL: &str = "select count(*) from item where item.stage = 'in-review'
        and (item.author is null or item.author <> $1)
        and not exists (select 1 from item_step where item_step.item = item.id and item_step.actor = $1
            and item_step.act in ('channels-act-begun', 'channels-act-written'))
        and not exists (select 1 from approval where approval.item = item.id and approval.person = $1
            and not exists (select 1 from item_step where item_step.item = item.id
                and item_step.digest <> approval.digest and item_step.at >= approval.at))
        and ($2 = 1 or (exists (select 1 from variant where variant.item = item.id)
            and not exists (select 1 from variant where variant.item = item.id
                and not exists (select 1 from channel_approver
                    where channel_approver.channel = variant.channel and channel_approver.person = $1))))";

    on!(db, conn => query_scalar(SQL).bind(person.as_uuid()).bind(i64::from(all)).fetch_one(conn))
}

/// How many items are at this stage.
pub async fn count_at(db: &mut Conn, stage: Stage) -> Result<i64, DbError> {
    const SQL: &str = "select count(*) from item where stage = $1";

    on!(db, conn => query_scalar(SQL).bind(stage.as_str()).fetch_one(conn))
}

/// Items of a campaign, the last changed first.
pub async fn of_campaign(db: &mut Conn, campaign: CampaignId, limit: i64) -> Result<Vec<Item>, DbError> {
    const SQL: &str = concat!(
        "select ",
        item_columns!(),
        " from item where item.campaign = $1 and item.stage <> 'archived'
          order by item.updated_at desc, item.id limit $2"
    );

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(campaign.as_uuid()).bind(limit).fetch_all(conn))?;
    all(rows)
}

/// Items that name no line of the strategy, the newest first; ideas and what is put away left out.
pub async fn without_line(db: &mut Conn, limit: i64) -> Result<Vec<Item>, DbError> {
    const SQL: &str = concat!(
        "select ",
        item_columns!(),
        " from item where item.line is null and item.stage not in ('idea', 'archived', 'withdrawn', 'expired')
          order by item.created_at desc, item.id limit $1"
    );

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(limit).fetch_all(conn))?;
    all(rows)
}

/// How many items and channels name this line.
pub async fn count_of_line(db: &mut Conn, line: LineId) -> Result<i64, DbError> {
    const SQL: &str = "select (select count(*) from item where item.line = $1)
        + (select count(*) from channel where channel.line = $1)";

    on!(db, conn => query_scalar(SQL).bind(line.as_uuid()).fetch_one(conn))
}

/// Notes since when that of which an item was made is not to be seen any more; `None` when it is seen again.
/// Whether that changed.
pub async fn set_source_gone(tx: &mut Tx, id: ItemId, at: Option<Timestamp>) -> Result<bool, DbError> {
    const GONE: &str = "update item set source_gone_at = $2 where id = $1 and source_gone_at is null";
    const BACK: &str = "update item set source_gone_at = null where id = $1 and source_gone_at is not null";

    let changed = match at {
        Some(at) => {
            change!(tx, conn => query(GONE).bind(id.as_uuid()).bind(at.as_millisecond()).execute(conn))?
        }
        None => change!(tx, conn => query(BACK).bind(id.as_uuid()).execute(conn))?,
    };
    Ok(changed > 0)
}

/// Whether that of which an item was made is not to be seen any more.
pub async fn source_is_gone(db: &mut Conn, id: ItemId) -> Result<bool, DbError> {
    const SQL: &str = "select count(*) from item where id = $1 and source_gone_at is not null";

    let gone: i64 = on!(db, conn => query_scalar(SQL).bind(id.as_uuid()).fetch_one(conn))?;
    Ok(gone > 0)
}

/// Items that are out, or about to be approved or planned, although that of which they were made is not to be
/// seen any more; the last such first.
pub async fn without_source(db: &mut Conn, limit: i64) -> Result<Vec<Item>, DbError> {
    const SQL: &str = concat!(
        "select ",
        item_columns!(),
        " from item where item.source_gone_at is not null
          and item.stage in ('in-review', 'approved', 'publishing', 'published', 'partly-published')
          order by item.source_gone_at desc, item.id limit $1"
    );

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(limit).fetch_all(conn))?;
    all(rows)
}

/// Items that were read by somebody, or wait to be, and are not out, of one channel.
pub async fn read_for(db: &mut Conn, channel: ChannelId) -> Result<Vec<Item>, DbError> {
    const SQL: &str = concat!(
        "select ",
        item_columns!(),
        " from item where exists (select 1 from variant where variant.item = item.id and variant.channel = $1)
          and item.stage in ('in-review', 'approved', 'scheduled', 'failed', 'expired') order by item.id"
    );

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(channel.as_uuid()).fetch_all(conn))?;
    all(rows)
}

/// What somebody began last.
pub async fn newest_of(db: &mut Conn, author: PersonId) -> Result<Option<ItemId>, DbError> {
    const SQL: &str = "select id from item where author = $1 order by created_at desc, id limit 1";

    let id: Option<Uuid> = on!(db, conn => query_scalar(SQL).bind(author.as_uuid()).fetch_optional(conn))?;
    Ok(id.map(Into::into))
}

/// Throws away an idea that nobody wants.
pub async fn delete_idea(tx: &mut Tx, id: ItemId) -> Result<bool, DbError> {
    const SQL: &str = "delete from item where id = $1 and stage = 'idea'";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).execute(conn))? > 0)
}
