//! What posts are for: the campaign of each, and the line of the strategy that it serves. What is asked
//! here is what the house may know of a post: drafts are their writers' own.

use griot_contracts::campaigns::{CampaignId, LineId};
use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{Timestamp, WorkId};
use uuid::Uuid;

use super::rows::{LineRow, all, post_lines};
use crate::model::{Aim, PostLine};

/// Says what a post is for.
pub async fn set(tx: &mut Tx, post: WorkId, aim: Aim) -> Result<(), DbError> {
    const SQL: &str = "update post set campaign = $2, line = $3 where id = $1";

    change!(tx, conn => query(SQL)
        .bind(post.as_uuid())
        .bind(aim.campaign.map(CampaignId::as_uuid))
        .bind(aim.line.map(LineId::as_uuid))
        .execute(conn))?;
    Ok(())
}

/// The posts of a campaign: those that everyone reads, the newest first, then those that wait for
/// their hour.
pub async fn of_campaign(db: &mut Conn, campaign: CampaignId, limit: i64) -> Result<Vec<PostLine>, DbError> {
    const SQL: &str = concat!(
        post_lines!(),
        "where post.campaign = $1 and post.state in ('published', 'scheduled') and blog.state <> 'withdrawn'
         order by case post.state when 'published' then 0 else 1 end,
            coalesce(post.published_at, post.publish_at) desc, post.id desc limit $2"
    );

    let rows: Vec<LineRow> =
        on!(db, conn => query_as(SQL).bind(campaign.as_uuid()).bind(limit).fetch_all(conn))?;
    all(rows)
}

/// How many posts that everyone reads, or that wait for their hour, serve this line.
pub async fn count_of_line(db: &mut Conn, line: LineId) -> Result<i64, DbError> {
    const SQL: &str = "select count(*) from post where line = $1 and state in ('published', 'scheduled')";

    on!(db, conn => query_scalar(SQL).bind(line.as_uuid()).fetch_one(conn))
}

/// The published posts of the section and its teams that serve no line, the newest first. What a
/// member writes in a blog of their own owes the strategy nothing.
pub async fn without_line(db: &mut Conn, limit: i64) -> Result<Vec<PostLine>, DbError> {
    const BLOGS: &str = "select id from blog where kind in ('section', 'team') order by id";
    const OF_BLOG: &str = concat!(
        post_lines!(),
        "where post.blog = $1 and post.state = 'published' and post.line is null
         order by post.published_at desc, post.id desc limit $2"
    );

    // Blog by blog, so that an index gives each list in its order, however much was written.
    let blogs: Vec<Uuid> = on!(db, conn => query_scalar(BLOGS).fetch_all(conn))?;
    let mut found: Vec<PostLine> = Vec::new();
    for blog in blogs {
        let rows: Vec<LineRow> = on!(db, conn => query_as(OF_BLOG).bind(blog).bind(limit).fetch_all(conn))?;
        found.append(&mut all(rows)?);
    }
    found.sort_by_key(|line| std::cmp::Reverse((line.published_at, line.id.as_uuid())));
    found.truncate(usize::try_from(limit).unwrap_or(0));
    Ok(found)
}

/// What came out from `from` to before `until`, the newest first.
pub async fn out(
    db: &mut Conn,
    from: Timestamp,
    until: Timestamp,
    limit: i64,
) -> Result<Vec<PostLine>, DbError> {
    const SQL: &str = concat!(
        post_lines!(),
        "where post.state = 'published' and post.published_at >= $1 and post.published_at < $2
         order by post.published_at desc, post.id desc limit $3"
    );

    let rows: Vec<LineRow> = on!(db, conn => query_as(SQL)
        .bind(from.as_millisecond())
        .bind(until.as_millisecond())
        .bind(limit)
        .fetch_all(conn))?;
    all(rows)
}

/// How many posts came out from `from` to before `until`.
pub async fn count_out(db: &mut Conn, from: Timestamp, until: Timestamp) -> Result<i64, DbError> {
    const SQL: &str = "select count(*) from post
        where state = 'published' and published_at >= $1 and published_at < $2";

    on!(db, conn => query_scalar(SQL)
        .bind(from.as_millisecond())
        .bind(until.as_millisecond())
        .fetch_one(conn))
}

/// A post that the house may know of: everyone reads it, or it waits for its hour.
pub async fn known(db: &mut Conn, id: WorkId) -> Result<Option<PostLine>, DbError> {
    const SQL: &str = concat!(
        post_lines!(),
        "where post.id = $1 and post.state in ('published', 'scheduled') and blog.state <> 'withdrawn'"
    );

    let row: Option<LineRow> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(PostLine::try_from).transpose()
}
