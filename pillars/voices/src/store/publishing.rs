//! How posts go from state to state.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{Timestamp, WorkId};
use uuid::Uuid;

use super::rows::{PostRow, all, moment, post_columns};
use crate::model::{BlogId, Missed, Post, PostState, Schedule};

/// The month of an archive: `2013-02`.
pub fn month_of(at: Timestamp) -> String {
    let day = at.day();
    format!("{:04}-{:02}", day.year(), day.month())
}

/// Publishes a post that stands at `from`. The day of its first publication stays; a link to the
/// draft opens nothing any more.
pub async fn publish(tx: &mut Tx, id: WorkId, from: PostState, now: Timestamp) -> Result<bool, DbError> {
    const SQL: &str =
        "update post set state = 'published', publish_at = null, not_after = null, missed = null,
        preview_salt = null, published_month = case when published_at is null then $3 else published_month end,
        published_at = coalesce(published_at, $2), updated_at = $2
        where id = $1 and state = $4";

    let month = month_of(now);
    let changed = change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(now.as_millisecond())
        .bind(month.as_str())
        .bind(from.as_str())
        .execute(conn))?;
    Ok(changed > 0)
}

/// Has a post published later.
pub async fn schedule(
    tx: &mut Tx,
    id: WorkId,
    from: PostState,
    schedule: Schedule,
    now: Timestamp,
) -> Result<bool, DbError> {
    const SQL: &str = "update post set state = 'scheduled', publish_at = $2, not_after = $3, missed = null,
        updated_at = $4 where id = $1 and state = $5";

    let changed = change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(schedule.at.as_millisecond())
        .bind(schedule.not_after.map(|at| at.as_millisecond()))
        .bind(now.as_millisecond())
        .bind(from.as_str())
        .execute(conn))?;
    Ok(changed > 0)
}

/// Takes a post out of the schedule; what it `missed` it leaves as a notice for its writer.
pub async fn unschedule(
    tx: &mut Tx,
    id: WorkId,
    missed: Option<Missed>,
    now: Timestamp,
) -> Result<bool, DbError> {
    const SQL: &str = "update post set state = 'draft', publish_at = null, not_after = null, missed = $2,
        updated_at = $3 where id = $1 and state = 'scheduled'";

    let changed = change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(missed.map(Missed::as_str))
        .bind(now.as_millisecond())
        .execute(conn))?;
    Ok(changed > 0)
}

/// Takes a published post back, also from whoever holds a link to it.
pub async fn withdraw(tx: &mut Tx, id: WorkId, now: Timestamp) -> Result<bool, DbError> {
    const SQL: &str = "update post set state = 'withdrawn', updated_at = $2, preview_salt = null
        where id = $1 and state = 'published'";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(now.as_millisecond()).execute(conn))? > 0)
}

/// The scheduled posts whose hour has come, the longest waiting first.
pub async fn due(db: &mut Conn, now: Timestamp, limit: i64) -> Result<Vec<Post>, DbError> {
    const SQL: &str = concat!(
        "select ",
        post_columns!(),
        " from post where post.state = 'scheduled' and post.publish_at <= $1
          order by post.publish_at, post.id limit $2"
    );

    let rows: Vec<PostRow> =
        on!(db, conn => query_as(SQL).bind(now.as_millisecond()).bind(limit).fetch_all(conn))?;
    all(rows)
}

/// A post that waits for its hour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Which.
    pub id: WorkId,
    /// Its title.
    pub title: String,
    /// When it comes out, and when that would be too late.
    pub schedule: Schedule,
}

/// The posts that come out from `from` to before `until`, earliest first.
pub async fn planned(db: &mut Conn, from: Timestamp, until: Timestamp) -> Result<Vec<Planned>, DbError> {
    const SQL: &str = "select id, title, publish_at, not_after from post
        where state = 'scheduled' and publish_at >= $1 and publish_at < $2 order by publish_at, id";

    let rows: Vec<(Uuid, String, i64, Option<i64>)> = on!(db, conn => query_as(SQL)
        .bind(from.as_millisecond())
        .bind(until.as_millisecond())
        .fetch_all(conn))?;
    let planned = |(id, title, at, not_after): (Uuid, String, i64, Option<i64>)| Planned {
        id: id.into(),
        title,
        schedule: Schedule { at: moment(at), not_after: not_after.map(moment) },
    };
    Ok(rows.into_iter().map(planned).collect())
}

/// Gives a post that waits another hour, unless that would be too late. Returns whether it did.
pub async fn move_to(tx: &mut Tx, id: WorkId, at: Timestamp) -> Result<bool, DbError> {
    const SQL: &str = "update post set publish_at = $2
        where id = $1 and state = 'scheduled' and (not_after is null or not_after > $2)";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(at.as_millisecond()).execute(conn))? > 0)
}

/// The posts of a blog that everyone reads, and their revisions.
pub async fn published_in(db: &mut Conn, blog: BlogId) -> Result<Vec<(WorkId, i64)>, DbError> {
    const SQL: &str = "select id, revision from post where blog = $1 and state = 'published' order by id";

    let rows: Vec<(Uuid, i64)> = on!(db, conn => query_as(SQL).bind(blog.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(id, revision)| (id.into(), revision)).collect())
}

/// The published posts of a blog behind `after`, by id, with their revisions: at most `limit`.
pub async fn published_behind(
    db: &mut Conn,
    blog: BlogId,
    after: Option<WorkId>,
    limit: i64,
) -> Result<Vec<(WorkId, i64)>, DbError> {
    const SQL: &str = "select id, revision from post where blog = $1 and state = 'published' and id > $2
        order by id limit $3";

    let rows: Vec<(Uuid, i64)> = on!(db, conn => query_as(SQL)
        .bind(blog.as_uuid())
        .bind(after.map_or(Uuid::nil(), WorkId::as_uuid))
        .bind(limit)
        .fetch_all(conn))?;
    Ok(rows.into_iter().map(|(id, revision)| (id.into(), revision)).collect())
}

/// Closes every link by which someone without an account reads a draft of this blog.
pub async fn close_links(tx: &mut Tx, blog: BlogId) -> Result<(), DbError> {
    const SQL: &str = "update post set preview_salt = null where blog = $1 and preview_salt is not null";

    change!(tx, conn => query(SQL).bind(blog.as_uuid()).execute(conn)).map(drop)
}

/// Takes the published posts of a blog back together with it.
pub async fn withdraw_with_blog(tx: &mut Tx, blog: BlogId, now: Timestamp) -> Result<u64, DbError> {
    const SQL: &str = "update post set state = 'withdrawn', with_blog = 1, updated_at = $2
        where blog = $1 and state = 'published'";

    change!(tx, conn => query(SQL).bind(blog.as_uuid()).bind(now.as_millisecond()).execute(conn))
}

/// Shows again what was taken back together with its blog.
pub async fn show_with_blog(tx: &mut Tx, blog: BlogId, now: Timestamp) -> Result<u64, DbError> {
    const SQL: &str = "update post set state = 'published', with_blog = 0, updated_at = $2
        where blog = $1 and state = 'withdrawn' and with_blog = 1";

    change!(tx, conn => query(SQL).bind(blog.as_uuid()).bind(now.as_millisecond()).execute(conn))
}

/// Makes the scheduled posts of a blog drafts again.
pub async fn unschedule_with_blog(tx: &mut Tx, blog: BlogId, now: Timestamp) -> Result<u64, DbError> {
    const SQL: &str = "update post set state = 'draft', publish_at = null, not_after = null, updated_at = $2
        where blog = $1 and state = 'scheduled'";

    change!(tx, conn => query(SQL).bind(blog.as_uuid()).bind(now.as_millisecond()).execute(conn))
}
