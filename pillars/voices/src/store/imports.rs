//! Imports, what they brought, and what they could not read.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PageRequest, PersonId, Timestamp, WorkId};
use uuid::Uuid;

use super::rows::{moment, read};
use crate::import::{Import, ImportId, ImportState, Problem};
use crate::model::{BlogId, Post};

/// Problems that are kept of one import.
const MOST_PROBLEMS: i64 = 200;

#[derive(Debug, sqlx::FromRow)]
struct Row {
    id: Uuid,
    blog: Uuid,
    by_person: Option<Uuid>,
    kind: String,
    address: Option<String>,
    site: String,
    site_link: Option<String>,
    file_name: Option<String>,
    format: Option<String>,
    charset: Option<String>,
    language: Option<String>,
    source: Option<String>,
    state: String,
    as_drafts: i64,
    etag: Option<String>,
    last_modified: Option<String>,
    next_at: Option<i64>,
    quiet: i64,
    failures: i64,
    problem: Option<String>,
    total: i64,
    done: i64,
    made: i64,
    changed: i64,
    kept: i64,
    preview: Option<String>,
    at: i64,
    updated_at: i64,
}

impl TryFrom<Row> for Import {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id.into(),
            blog: row.blog.into(),
            by: row.by_person.map(Into::into),
            is_feed: row.kind == "feed",
            address: row.address,
            site: row.site,
            site_link: row.site_link,
            file_name: row.file_name,
            format: row.format.map(|text| read("import", &text)).transpose()?,
            charset: row.charset,
            language: row.language.map(|text| read("import", &text)).transpose()?,
            source: row.source,
            state: read("import", &row.state)?,
            as_drafts: row.as_drafts != 0,
            etag: row.etag,
            last_modified: row.last_modified,
            next_at: row.next_at.map(moment),
            quiet: row.quiet,
            failures: row.failures,
            problem: row.problem,
            total: row.total,
            done: row.done,
            made: row.made,
            changed: row.changed,
            kept: row.kept,
            preview: row
                .preview
                .map(|text| serde_json::from_str(&text).map_err(DbError::unreadable("import")))
                .transpose()?,
            at: moment(row.at),
            updated_at: moment(row.updated_at),
        })
    }
}

fn all(rows: Vec<Row>) -> Result<Vec<Import>, DbError> {
    rows.into_iter().map(Import::try_from).collect()
}

/// Begins an import.
pub async fn insert(tx: &mut Tx, import: &Import) -> Result<(), DbError> {
    const SQL: &str = "insert into import (id, blog, by_person, kind, address, site, format, source, state,
        as_drafts, quiet, failures, total, done, made, changed, kept, at, updated_at, file_name)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 0, 0, 0, 0, 0, 0, $11, $11, $12)";

    change!(tx, conn => query(SQL)
        .bind(import.id.as_uuid())
        .bind(import.blog.as_uuid())
        .bind(import.by.map(PersonId::as_uuid))
        .bind(if import.is_feed { "feed" } else { "file" })
        .bind(import.address.as_deref())
        .bind(import.site.as_str())
        .bind(import.format.map(|format| format.as_str()))
        .bind(import.source.as_deref())
        .bind(import.state.as_str())
        .bind(i64::from(import.as_drafts))
        .bind(import.at.as_millisecond())
        .bind(import.file_name.as_deref())
        .execute(conn))?;
    Ok(())
}

/// Changes an import that still stands at `seen`. Returns whether it did.
pub async fn update(tx: &mut Tx, import: &Import, seen: ImportState) -> Result<bool, DbError> {
    const SQL: &str = "update import set address = $2, site = $3, site_link = $4, format = $5, charset = $6,
        language = $7, source = $8, state = $9, as_drafts = $10, etag = $11, last_modified = $12, next_at = $13,
        quiet = $14, failures = $15, problem = $16, total = $17, done = $18, made = $19, changed = $20,
        kept = $21, preview = $22, updated_at = $23 where id = $1 and state = $24";
    let preview = import.preview.as_ref();
    let preview =
        preview.map(|one| serde_json::to_string(one).map_err(DbError::unreadable("import"))).transpose()?;

    let changed = change!(tx, conn => query(SQL)
        .bind(import.id.as_uuid())
        .bind(import.address.as_deref())
        .bind(import.site.as_str())
        .bind(import.site_link.as_deref())
        .bind(import.format.map(|format| format.as_str()))
        .bind(import.charset.as_deref())
        .bind(import.language.as_ref().map(|language| language.as_str()))
        .bind(import.source.as_deref())
        .bind(import.state.as_str())
        .bind(i64::from(import.as_drafts))
        .bind(import.etag.as_deref())
        .bind(import.last_modified.as_deref())
        .bind(import.next_at.map(|at| at.as_millisecond()))
        .bind(import.quiet)
        .bind(import.failures)
        .bind(import.problem.as_deref())
        .bind(import.total)
        .bind(import.done)
        .bind(import.made)
        .bind(import.changed)
        .bind(import.kept)
        .bind(preview.as_deref())
        .bind(import.updated_at.as_millisecond())
        .bind(seen.as_str())
        .execute(conn))?;
    Ok(changed > 0)
}

/// Forgets an import that brought nothing, or nothing that is left.
pub async fn forget(tx: &mut Tx, import: ImportId) -> Result<bool, DbError> {
    const SQL: &str = "delete from import where id = $1 and state in ('proposed', 'refused', 'undone')";

    Ok(change!(tx, conn => query(SQL).bind(import.as_uuid()).execute(conn))? > 0)
}

/// The import with this id.
pub async fn by_id(db: &mut Conn, id: ImportId) -> Result<Option<Import>, DbError> {
    const SQL: &str = "select * from import where id = $1";

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Import::try_from).transpose()
}

/// The imports that someone began, newest first.
pub async fn of_person(db: &mut Conn, person: PersonId, page: PageRequest) -> Result<Vec<Import>, DbError> {
    const SQL: &str =
        "select * from import where by_person = $1 order by at desc, id desc limit $2 offset $3";

    let rows: Vec<Row> = on!(db, conn => query_as(SQL)
        .bind(person.as_uuid())
        .bind(page.limit_and_one())
        .bind(page.skip())
        .fetch_all(conn))?;
    all(rows)
}

/// How many imports someone began since `since`, and how many of theirs are being worked on.
pub async fn allowance(db: &mut Conn, person: PersonId, since: Timestamp) -> Result<(i64, i64), DbError> {
    const SQL: &str = "select count(case when at >= $2 then 1 end),
        count(case when state in ('looking', 'running', 'pictures', 'undoing') then 1 end)
        from import where by_person = $1";

    on!(db, conn => query_as(SQL).bind(person.as_uuid()).bind(since.as_millisecond()).fetch_one(conn))
}

/// What was and is being brought into a blog, newest first.
pub async fn of_blog(db: &mut Conn, blog: BlogId, limit: i64) -> Result<Vec<Import>, DbError> {
    const SQL: &str = "select * from import where blog = $1 order by at desc, id desc limit $2";

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(blog.as_uuid()).bind(limit).fetch_all(conn))?;
    all(rows)
}

/// The followed feeds whose time has come, the longest waiting first.
pub async fn due(db: &mut Conn, now: Timestamp, limit: i64) -> Result<Vec<Import>, DbError> {
    const SQL: &str = "select * from import where state = 'following' and next_at <= $1
        order by next_at, id limit $2";

    let rows: Vec<Row> =
        on!(db, conn => query_as(SQL).bind(now.as_millisecond()).bind(limit).fetch_all(conn))?;
    all(rows)
}

/// The import of `blog` that already follows this address.
pub async fn following(db: &mut Conn, blog: BlogId, address: &str) -> Result<Option<Import>, DbError> {
    const SQL: &str = "select * from import where blog = $1 and address = $2
        and state in ('running', 'pictures', 'following') order by at limit 1";

    let row: Option<Row> =
        on!(db, conn => query_as(SQL).bind(blog.as_uuid()).bind(address).fetch_optional(conn))?;
    row.map(Import::try_from).transpose()
}

/// Follows nothing more into this blog.
pub async fn stop_all(tx: &mut Tx, blog: BlogId) -> Result<u64, DbError> {
    const SQL: &str = "update import set state = 'stopped', next_at = null
        where blog = $1 and state in ('running', 'pictures', 'following')";

    change!(tx, conn => query(SQL).bind(blog.as_uuid()).execute(conn))
}

/// Imports that were looked at and never begun, left alone since `before`.
pub async fn abandoned(db: &mut Conn, before: Timestamp, limit: i64) -> Result<Vec<Import>, DbError> {
    const SQL: &str = "select * from import where updated_at < $1 and source is not null
        and state in ('looking', 'proposed', 'refused', 'stopped') order by updated_at, id limit $2";

    let rows: Vec<Row> =
        on!(db, conn => query_as(SQL).bind(before.as_millisecond()).bind(limit).fetch_all(conn))?;
    all(rows)
}

/// Lets go of the file that an import was read from.
pub async fn drop_source(tx: &mut Tx, import: ImportId) -> Result<(), DbError> {
    const SQL: &str = "update import set source = null where id = $1";

    change!(tx, conn => query(SQL).bind(import.as_uuid()).execute(conn)).map(drop)
}

/// Whether an import still needs this file.
pub async fn needs(db: &mut Conn, source: &str) -> Result<bool, DbError> {
    const SQL: &str = "select count(*) from import where source = $1";

    let count: i64 = on!(db, conn => query_scalar(SQL).bind(source).fetch_one(conn))?;
    Ok(count > 0)
}

/// A post that came into a blog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Into which blog.
    pub blog: BlogId,
    /// What its own place calls it.
    pub source_id: String,
    /// With which import.
    pub import: ImportId,
    /// Whether that import is a feed.
    pub is_feed: bool,
    /// The post; nothing once it was thrown away.
    pub post: Option<WorkId>,
    /// What came.
    pub digest: Vec<u8>,
    /// The revision in which the import left the post; 0 if the post was here before.
    pub revision: i64,
    /// Whether pictures are still to be fetched.
    pub pictures: bool,
}

#[derive(Debug, sqlx::FromRow)]
struct ItemRow {
    blog: Uuid,
    source_id: String,
    import: Uuid,
    kind: String,
    post: Option<Uuid>,
    digest: Vec<u8>,
    revision: i64,
    pictures: i64,
}

impl From<ItemRow> for Item {
    fn from(row: ItemRow) -> Self {
        Self {
            blog: row.blog.into(),
            source_id: row.source_id,
            import: row.import.into(),
            is_feed: row.kind == "feed",
            post: row.post.map(Into::into),
            digest: row.digest,
            revision: row.revision,
            pictures: row.pictures != 0,
        }
    }
}

/// What came into the blog under this name.
pub async fn item(db: &mut Conn, blog: BlogId, source_id: &str) -> Result<Option<Item>, DbError> {
    const SQL: &str = "select import_item.*, import.kind from import_item
        join import on import.id = import_item.import
        where import_item.blog = $1 and import_item.source_id = $2";

    let row: Option<ItemRow> =
        on!(db, conn => query_as(SQL).bind(blog.as_uuid()).bind(source_id).fetch_optional(conn))?;
    Ok(row.map(Item::from))
}

/// Keeps what came, or what came anew under the same name.
pub async fn put_item(tx: &mut Tx, item: &Item) -> Result<(), DbError> {
    const SQL: &str = "insert into import_item (blog, source_id, import, post, digest, revision, pictures)
        values ($1, $2, $3, $4, $5, $6, $7) on conflict (blog, source_id) do update
        set digest = excluded.digest, revision = excluded.revision, pictures = excluded.pictures";

    change!(tx, conn => query(SQL)
        .bind(item.blog.as_uuid())
        .bind(item.source_id.as_str())
        .bind(item.import.as_uuid())
        .bind(item.post.map(WorkId::as_uuid))
        .bind(item.digest.as_slice())
        .bind(item.revision)
        .bind(i64::from(item.pictures))
        .execute(conn))?;
    Ok(())
}

/// What an import brought, in order, from behind `after` on.
pub async fn items(db: &mut Conn, import: ImportId, after: &str, limit: i64) -> Result<Vec<Item>, DbError> {
    const SQL: &str = "select import_item.*, import.kind from import_item
        join import on import.id = import_item.import
        where import_item.import = $1 and import_item.source_id > $2 order by import_item.source_id limit $3";

    let rows: Vec<ItemRow> = on!(db, conn => query_as(SQL)
        .bind(import.as_uuid())
        .bind(after)
        .bind(limit)
        .fetch_all(conn))?;
    Ok(rows.into_iter().map(Item::from).collect())
}

/// What an import brought and whose pictures are still elsewhere.
pub async fn without_pictures(db: &mut Conn, import: ImportId, limit: i64) -> Result<Vec<Item>, DbError> {
    const SQL: &str = "select import_item.*, import.kind from import_item
        join import on import.id = import_item.import
        where import_item.import = $1 and import_item.pictures = 1 order by import_item.source_id limit $2";

    let rows: Vec<ItemRow> =
        on!(db, conn => query_as(SQL).bind(import.as_uuid()).bind(limit).fetch_all(conn))?;
    Ok(rows.into_iter().map(Item::from).collect())
}

/// How many posts of an import still wait for their pictures.
pub async fn waiting_for_pictures(db: &mut Conn, import: ImportId) -> Result<i64, DbError> {
    const SQL: &str = "select count(*) from import_item where import = $1 and pictures = 1";

    on!(db, conn => query_scalar(SQL).bind(import.as_uuid()).fetch_one(conn))
}

/// Forgets that something came, so that it may come again.
pub async fn forget_item(tx: &mut Tx, blog: BlogId, source_id: &str) -> Result<(), DbError> {
    const SQL: &str = "delete from import_item where blog = $1 and source_id = $2";

    change!(tx, conn => query(SQL).bind(blog.as_uuid()).bind(source_id).execute(conn))?;
    Ok(())
}

/// The post of the blog that was first published at this address.
pub async fn by_canonical(db: &mut Conn, blog: BlogId, address: &str) -> Result<Option<WorkId>, DbError> {
    const SQL: &str = "select id from post where blog = $1 and canonical_url = $2 order by id limit 1";

    let id: Option<Uuid> =
        on!(db, conn => query_scalar(SQL).bind(blog.as_uuid()).bind(address).fetch_optional(conn))?;
    Ok(id.map(Into::into))
}

/// Points a post, and what is kept of its present revision, at pictures of our own.
/// Returns whether the post still stood at that revision.
pub async fn settle_pictures(tx: &mut Tx, post: &Post) -> Result<bool, DbError> {
    const POST: &str = "update post set body = $2, picture = $3 where id = $1 and revision = $4";
    const REVISION: &str = "update post_revision set body = $2 where post = $1 and number = $3";
    let picture = super::rows::picture_text(post.picture.as_ref())?;

    let changed = change!(tx, conn => query(POST)
        .bind(post.id.as_uuid())
        .bind(post.body.as_str())
        .bind(picture.as_deref())
        .bind(post.revision)
        .execute(conn))?;
    change!(tx, conn => query(REVISION)
        .bind(post.id.as_uuid())
        .bind(post.body.as_str())
        .bind(post.revision)
        .execute(conn))?;
    Ok(changed > 0)
}

/// Names something that could not be read. `number` is its place in the file, so that
/// the same trouble met again is one.
pub async fn note_problem(
    tx: &mut Tx,
    import: ImportId,
    number: i64,
    problem: &Problem,
) -> Result<(), DbError> {
    const COUNT: &str = "select count(*) from import_problem where import = $1";
    const SQL: &str = "insert into import_problem (import, number, place, problem) values ($1, $2, $3, $4)
        on conflict do nothing";

    let count: i64 = on!(tx, conn => query_scalar(COUNT).bind(import.as_uuid()).fetch_one(conn))?;
    if count < MOST_PROBLEMS {
        change!(tx, conn => query(SQL)
            .bind(import.as_uuid())
            .bind(number)
            .bind(problem.place.as_str())
            .bind(problem.key)
            .execute(conn))?;
    }
    Ok(())
}

/// What could not be read: places and keys, in the order of the file.
pub async fn problems(db: &mut Conn, import: ImportId) -> Result<Vec<(String, String)>, DbError> {
    const SQL: &str = "select place, problem from import_problem where import = $1 order by number limit 200";

    on!(db, conn => query_as(SQL).bind(import.as_uuid()).fetch_all(conn))
}

/// Forgets what could not be read.
pub async fn forget_problems(tx: &mut Tx, import: ImportId) -> Result<(), DbError> {
    const SQL: &str = "delete from import_problem where import = $1";

    change!(tx, conn => query(SQL).bind(import.as_uuid()).execute(conn))?;
    Ok(())
}

/// Whether somebody else than the one who imported it wrote below this post.
pub async fn has_answers(db: &mut Conn, post: WorkId) -> Result<bool, DbError> {
    const SQL: &str =
        "select count(*) from comment where post = $1 and (author is not null or guest is not null)
        and state <> 'deleted'";

    let count: i64 = on!(db, conn => query_scalar(SQL).bind(post.as_uuid()).fetch_one(conn))?;
    Ok(count > 0)
}

/// Lets go of the imports that someone began. The posts go with their author.
pub async fn erase(tx: &mut Tx, person: PersonId) -> Result<(), DbError> {
    const IMPORTS: &str = "delete from import where by_person = $1";
    const FEEDS: &str = "update elsewhere_feed set by_person = null where by_person = $1";

    change!(tx, conn => query(IMPORTS).bind(person.as_uuid()).execute(conn))?;
    change!(tx, conn => query(FEEDS).bind(person.as_uuid()).execute(conn))?;
    Ok(())
}
