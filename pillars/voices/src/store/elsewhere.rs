//! Feeds of sister sections and what stood in them.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PageRequest, PersonId, Timestamp};
use uuid::Uuid;

use super::rows::{moment, read};
use crate::import::{ElsewhereFeed, ElsewhereItem, FeedId, ItemId};

/// Items of one feed that are kept.
const KEPT: i64 = 300;

#[derive(Debug, sqlx::FromRow)]
struct FeedRow {
    id: Uuid,
    address: String,
    title: String,
    site_link: Option<String>,
    licence: String,
    state: String,
    etag: Option<String>,
    last_modified: Option<String>,
    next_at: i64,
    quiet: i64,
    failures: i64,
    problem: Option<String>,
    by_person: Option<Uuid>,
    at: i64,
}

impl From<FeedRow> for ElsewhereFeed {
    fn from(row: FeedRow) -> Self {
        Self {
            id: row.id.into(),
            address: row.address,
            title: row.title,
            site_link: row.site_link,
            licence: row.licence,
            is_followed: row.state == "following",
            etag: row.etag,
            last_modified: row.last_modified,
            next_at: moment(row.next_at),
            quiet: row.quiet,
            failures: row.failures,
            problem: row.problem,
            by: row.by_person.map(Into::into),
            at: moment(row.at),
        }
    }
}

/// Begins to follow a feed. [`DbError::Taken`] when it is followed already.
pub async fn add(tx: &mut Tx, feed: &ElsewhereFeed) -> Result<(), DbError> {
    const SQL: &str =
        "insert into elsewhere_feed (id, address, title, site_link, licence, state, next_at, quiet,
        failures, by_person, at) values ($1, $2, $3, $4, $5, 'following', $6, 0, 0, $7, $8)";

    change!(tx, conn => query(SQL)
        .bind(feed.id.as_uuid())
        .bind(feed.address.as_str())
        .bind(feed.title.as_str())
        .bind(feed.site_link.as_deref())
        .bind(feed.licence.as_str())
        .bind(feed.next_at.as_millisecond())
        .bind(feed.by.map(PersonId::as_uuid))
        .bind(feed.at.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// Keeps what was learned at the last look.
pub async fn update(tx: &mut Tx, feed: &ElsewhereFeed) -> Result<(), DbError> {
    const SQL: &str = "update elsewhere_feed set title = $2, site_link = $3, state = $4, etag = $5,
        last_modified = $6, next_at = $7, quiet = $8, failures = $9, problem = $10,
        address = case when exists (select 1 from elsewhere_feed as other
            where other.address = $11 and other.id <> $1) then address else $11 end
        where id = $1";

    change!(tx, conn => query(SQL)
        .bind(feed.id.as_uuid())
        .bind(feed.title.as_str())
        .bind(feed.site_link.as_deref())
        .bind(if feed.is_followed { "following" } else { "stopped" })
        .bind(feed.etag.as_deref())
        .bind(feed.last_modified.as_deref())
        .bind(feed.next_at.as_millisecond())
        .bind(feed.quiet)
        .bind(feed.failures)
        .bind(feed.problem.as_deref())
        .bind(feed.address.as_str())
        .execute(conn))?;
    Ok(())
}

/// All feeds, by title.
pub async fn feeds(db: &mut Conn) -> Result<Vec<ElsewhereFeed>, DbError> {
    const SQL: &str = "select * from elsewhere_feed order by title, id limit 500";

    let rows: Vec<FeedRow> = on!(db, conn => query_as(SQL).fetch_all(conn))?;
    Ok(rows.into_iter().map(ElsewhereFeed::from).collect())
}

/// The feed with this id.
pub async fn feed(db: &mut Conn, id: FeedId) -> Result<Option<ElsewhereFeed>, DbError> {
    const SQL: &str = "select * from elsewhere_feed where id = $1";

    let row: Option<FeedRow> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    Ok(row.map(ElsewhereFeed::from))
}

/// The feeds whose time has come, the longest waiting first.
pub async fn due(db: &mut Conn, now: Timestamp, limit: i64) -> Result<Vec<ElsewhereFeed>, DbError> {
    const SQL: &str = "select * from elsewhere_feed where state = 'following' and next_at <= $1
        order by next_at, id limit $2";

    let rows: Vec<FeedRow> =
        on!(db, conn => query_as(SQL).bind(now.as_millisecond()).bind(limit).fetch_all(conn))?;
    Ok(rows.into_iter().map(ElsewhereFeed::from).collect())
}

/// Follows a feed no more; what stood in it goes too. Returns whether it was followed.
pub async fn remove(tx: &mut Tx, id: FeedId) -> Result<bool, DbError> {
    const SQL: &str = "delete from elsewhere_feed where id = $1";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).execute(conn))? > 0)
}

/// Keeps an item, or what it says now. Returns whether anything changed.
pub async fn put(tx: &mut Tx, item: &ElsewhereItem) -> Result<bool, DbError> {
    const SQL: &str = "insert into elsewhere_item (id, feed, source_id, title, excerpt, body, link, language,
        published_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (feed, source_id) do update set title = excluded.title, excerpt = excluded.excerpt,
            body = excluded.body, link = excluded.link
        where elsewhere_item.title <> excluded.title or elsewhere_item.body <> excluded.body
            or elsewhere_item.link <> excluded.link";

    let changed = change!(tx, conn => query(SQL)
        .bind(item.id.as_uuid())
        .bind(item.feed.as_uuid())
        .bind(item.source_id.as_str())
        .bind(item.title.as_str())
        .bind(item.excerpt.as_str())
        .bind(item.body.as_str())
        .bind(item.link.as_str())
        .bind(item.language.as_ref().map(|language| language.as_str()))
        .bind(item.published_at.as_millisecond())
        .execute(conn))?;
    Ok(changed > 0)
}

/// Lets go of the oldest items of a feed, when there are too many.
pub async fn forget_old(tx: &mut Tx, feed: FeedId) -> Result<(), DbError> {
    const SQL: &str = "delete from elsewhere_item where feed = $1 and id not in
        (select id from elsewhere_item where feed = $1 order by published_at desc, id desc limit $2)";

    change!(tx, conn => query(SQL).bind(feed.as_uuid()).bind(KEPT).execute(conn))?;
    Ok(())
}

#[derive(Debug, sqlx::FromRow)]
struct ItemRow {
    id: Uuid,
    feed: Uuid,
    source_id: String,
    title: String,
    excerpt: String,
    body: String,
    link: String,
    language: Option<String>,
    published_at: i64,
}

impl TryFrom<ItemRow> for ElsewhereItem {
    type Error = DbError;

    fn try_from(row: ItemRow) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id.into(),
            feed: row.feed.into(),
            source_id: row.source_id,
            title: row.title,
            excerpt: row.excerpt,
            body: row.body,
            link: row.link,
            language: row.language.map(|text| read("elsewhere_item", &text)).transpose()?,
            published_at: moment(row.published_at),
        })
    }
}

/// The items of all feeds, newest first, without their whole text.
pub async fn newest(db: &mut Conn, page: PageRequest) -> Result<Vec<ElsewhereItem>, DbError> {
    const SQL: &str = "select id, feed, source_id, title, excerpt, '' as body, link, language, published_at
        from elsewhere_item order by published_at desc, id desc limit $1 offset $2";

    let rows: Vec<ItemRow> = on!(db, conn => query_as(SQL)
        .bind(page.limit_and_one())
        .bind(page.skip())
        .fetch_all(conn))?;
    rows.into_iter().map(ElsewhereItem::try_from).collect()
}

/// The item with this id, with its whole text.
pub async fn item(db: &mut Conn, id: ItemId) -> Result<Option<ElsewhereItem>, DbError> {
    const SQL: &str = "select * from elsewhere_item where id = $1";

    let row: Option<ItemRow> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(ElsewhereItem::try_from).transpose()
}
