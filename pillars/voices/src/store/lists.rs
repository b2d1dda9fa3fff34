//! Posts in lists, newest first. Only published ones unless the name says otherwise.
//!
//! A list is read from a post on, which an address may carry: its id tells no hour, and however
//! far one reads, a page costs the same.

use griot_db::{Conn, DbError, on};
use griot_kernel::{Part, PersonId, Reading, WorkId};
use uuid::Uuid;

use super::edge::Edge;
use super::rows::{LineRow, all, post_lines};
use crate::model::{BlogId, Post, PostLine, PostState};

/// The same list towards its end and towards its beginning: `$1` and `$2` are the place from which
/// one reads on, `$3` is how many.
macro_rules! list {
    ($from:literal, $at:literal, $id:literal) => {
        (list!($from, $at, $id, "<", " desc"), list!($from, $at, $id, ">", ""))
    };
    ($from:literal, $at:literal, $id:literal, $than:literal, $order:literal) => {
        concat!(
            post_lines!(),
            $from,
            " and (",
            $at,
            ", ",
            $id,
            ") ",
            $than,
            " ($1, $2)
             order by ",
            $at,
            $order,
            ", ",
            $id,
            $order,
            " limit $3"
        )
    };
}

/// Reads a part of a [`list!`]; what it wants to know beyond the place comes last.
macro_rules! part {
    ($db:expr, $list:expr, $edge:expr, $size:expr $(, $value:expr)*) => {{
        let edge: Edge = $edge;
        let sql = edge.way($list);
        let limit = i64::from($size) + 1;
        let rows: Vec<LineRow> = on!($db, conn => query_as(sql)
            .bind(edge.at)
            .bind(edge.id)
            .bind(limit)
            $(.bind($value))*
            .fetch_all(conn))?;
        Ok(edge.reading.part(all(rows)?, $size))
    }};
}

/// The posts of all blogs.
pub async fn newest(db: &mut Conn, reading: Reading<WorkId>, size: u32) -> Result<Part<PostLine>, DbError> {
    const LIST: (&str, &str) = list!("where post.state = 'published'", "post.published_at", "post.id");

    let edge = Edge::shown(db, reading).await?;
    part!(db, LIST, edge, size)
}

/// The posts of a blog.
pub async fn of_blog(
    db: &mut Conn,
    blog: BlogId,
    reading: Reading<WorkId>,
    size: u32,
) -> Result<Part<PostLine>, DbError> {
    const LIST: (&str, &str) =
        list!("where post.blog = $4 and post.state = 'published'", "post.published_at", "post.id");

    let edge = Edge::shown(db, reading).await?;
    part!(db, LIST, edge, size, blog.as_uuid())
}

/// The posts of a blog in one month (`2013-02`).
pub async fn of_month(
    db: &mut Conn,
    blog: BlogId,
    month: &str,
    reading: Reading<WorkId>,
    size: u32,
) -> Result<Part<PostLine>, DbError> {
    const LIST: (&str, &str) = list!(
        "where post.blog = $4 and post.published_month = $5 and post.state = 'published'",
        "post.published_at",
        "post.id"
    );

    let edge = Edge::shown(db, reading).await?;
    part!(db, LIST, edge, size, blog.as_uuid(), month)
}

/// The posts of a blog under one tag.
pub async fn of_tag(
    db: &mut Conn,
    blog: BlogId,
    tag: &str,
    reading: Reading<WorkId>,
    size: u32,
) -> Result<Part<PostLine>, DbError> {
    const LIST: (&str, &str) = list!(
        "join post_tag on post_tag.post = post.id
         where post_tag.blog = $4 and post_tag.tag = $5 and post_tag.listed_at is not null",
        "post_tag.listed_at",
        "post_tag.post"
    );

    let edge = Edge::shown(db, reading).await?;
    part!(db, LIST, edge, size, blog.as_uuid(), tag)
}

/// The published posts of a person.
pub async fn by_author(
    db: &mut Conn,
    person: PersonId,
    reading: Reading<WorkId>,
    size: u32,
) -> Result<Part<PostLine>, DbError> {
    const LIST: (&str, &str) =
        list!("where post.author = $4 and post.state = 'published'", "post.published_at", "post.id");

    let edge = Edge::shown(db, reading).await?;
    part!(db, LIST, edge, size, person.as_uuid())
}

/// What a person may work on, in every state or in one, last saved first: own posts, and all posts
/// of the blogs that this person edits.
pub async fn workbench(
    db: &mut Conn,
    person: PersonId,
    state: Option<PostState>,
    reading: Reading<WorkId>,
    size: u32,
) -> Result<Part<PostLine>, DbError> {
    const OWN: (&str, &str) =
        list!("where post.author = $4 and ($5 = '' or post.state = $5)", "post.updated_at", "post.id");
    const OF_BLOG: (&str, &str) =
        list!("where post.blog = $4 and ($5 = '' or post.state = $5)", "post.updated_at", "post.id");
    const EDITED: &str = "select blog from blog_author where person = $1 and role = 'editor'";

    let edge = Edge::of(db, reading, "select updated_at from post where id = $1").await?;
    let blogs: Vec<Uuid> = on!(db, conn => query_scalar(EDITED).bind(person.as_uuid()).fetch_all(conn))?;
    let shelves =
        std::iter::once((OWN, person.as_uuid())).chain(blogs.into_iter().map(|blog| (OF_BLOG, blog)));
    let mut found: Vec<PostLine> = Vec::new();
    let limit = i64::from(size) + 1;
    for (list, whose) in shelves {
        let sql = edge.way(list);
        let rows: Vec<LineRow> = on!(db, conn => query_as(sql)
            .bind(edge.at)
            .bind(edge.id)
            .bind(limit)
            .bind(whose)
            .bind(state.map_or("", PostState::as_str))
            .fetch_all(conn))?;
        found.append(&mut all(rows)?);
    }
    found.sort_by_key(|line| (line.updated_at, line.id.as_uuid()));
    found.dedup_by_key(|line| line.id);
    if !edge.reading.is_backwards() {
        found.reverse();
    }
    Ok(edge.reading.part(found, size))
}

/// What a person began and everyone is still waiting for: own drafts and scheduled posts, last
/// saved first.
pub async fn unfinished(db: &mut Conn, person: PersonId, limit: i64) -> Result<Vec<PostLine>, DbError> {
    const SQL: &str = concat!(
        post_lines!(),
        "where post.author = $1 and post.state in ('draft', 'scheduled')
         order by post.updated_at desc, post.id desc limit $2"
    );

    let rows: Vec<LineRow> =
        on!(db, conn => query_as(SQL).bind(person.as_uuid()).bind(limit).fetch_all(conn))?;
    all(rows)
}

/// One published post as a line.
pub async fn line(db: &mut Conn, id: WorkId) -> Result<Option<PostLine>, DbError> {
    const SQL: &str = concat!(post_lines!(), "where post.id = $1 and post.state = 'published'");

    let row: Option<LineRow> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(PostLine::try_from).transpose()
}

/// The published post of the same blog just before this one.
pub async fn before(db: &mut Conn, post: &Post) -> Result<Option<PostLine>, DbError> {
    const SQL: &str = concat!(
        post_lines!(),
        "where post.blog = $1 and post.state = 'published' and (post.published_at, post.id) < ($2, $3)
         order by post.published_at desc, post.id desc limit 1"
    );
    neighbour(db, SQL, post).await
}

/// The published post of the same blog just after this one.
pub async fn after(db: &mut Conn, post: &Post) -> Result<Option<PostLine>, DbError> {
    const SQL: &str = concat!(
        post_lines!(),
        "where post.blog = $1 and post.state = 'published' and (post.published_at, post.id) > ($2, $3)
         order by post.published_at, post.id limit 1"
    );
    neighbour(db, SQL, post).await
}

async fn neighbour(db: &mut Conn, sql: &'static str, post: &Post) -> Result<Option<PostLine>, DbError> {
    let Some(at) = post.published_at else { return Ok(None) };
    let row: Option<LineRow> = on!(db, conn => query_as(sql)
        .bind(post.blog.as_uuid())
        .bind(at.as_millisecond())
        .bind(post.id.as_uuid())
        .fetch_optional(conn))?;
    row.map(PostLine::try_from).transpose()
}

/// The months of a blog that have posts, newest first, with how many.
pub async fn months(db: &mut Conn, blog: BlogId) -> Result<Vec<(String, i64)>, DbError> {
    const SQL: &str = "select month, posts from blog_month where blog = $1 order by month desc limit 240";

    on!(db, conn => query_as(SQL).bind(blog.as_uuid()).fetch_all(conn))
}
