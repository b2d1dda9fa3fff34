//! Posts in lists, newest first. Only published ones unless the name says otherwise.

use griot_db::{Conn, DbError, on};
use griot_kernel::{PageRequest, PersonId, WorkId};

use super::rows::{LineRow, all, post_lines};
use crate::model::{BlogId, Post, PostLine, PostState};

/// The posts of all blogs.
pub async fn newest(db: &mut Conn, page: PageRequest) -> Result<Vec<PostLine>, DbError> {
    const SQL: &str = concat!(
        post_lines!(),
        "where post.state = 'published' order by post.published_at desc, post.id desc limit $1 offset $2"
    );

    let rows: Vec<LineRow> = on!(db, conn => query_as(SQL)
        .bind(page.limit_and_one())
        .bind(page.skip())
        .fetch_all(conn))?;
    all(rows)
}

/// The posts of a blog.
pub async fn of_blog(db: &mut Conn, blog: BlogId, page: PageRequest) -> Result<Vec<PostLine>, DbError> {
    const SQL: &str = concat!(
        post_lines!(),
        "where post.blog = $1 and post.state = 'published'
         order by post.published_at desc, post.id desc limit $2 offset $3"
    );

    let rows: Vec<LineRow> = on!(db, conn => query_as(SQL)
        .bind(blog.as_uuid())
        .bind(page.limit_and_one())
        .bind(page.skip())
        .fetch_all(conn))?;
    all(rows)
}

/// The posts of a blog in one month (`2013-02`).
pub async fn of_month(
    db: &mut Conn,
    blog: BlogId,
    month: &str,
    page: PageRequest,
) -> Result<Vec<PostLine>, DbError> {
    const SQL: &str = concat!(
        post_lines!(),
        "where post.blog = $1 and post.published_month = $2 and post.state = 'published'
         order by post.published_at desc, post.id desc limit $3 offset $4"
    );

    let rows: Vec<LineRow> = on!(db, conn => query_as(SQL)
        .bind(blog.as_uuid())
        .bind(month)
        .bind(page.limit_and_one())
        .bind(page.skip())
        .fetch_all(conn))?;
    all(rows)
}

/// The posts of a blog under one tag.
pub async fn of_tag(
    db: &mut Conn,
    blog: BlogId,
    tag: &str,
    page: PageRequest,
) -> Result<Vec<PostLine>, DbError> {
    const SQL: &str = concat!(
        post_lines!(),
        "join post_tag on post_tag.post = post.id and post_tag.tag = $2
         where post.blog = $1 and post.state = 'published'
         order by post.published_at desc, post.id desc limit $3 offset $4"
    );

    let rows: Vec<LineRow> = on!(db, conn => query_as(SQL)
        .bind(blog.as_uuid())
        .bind(tag)
        .bind(page.limit_and_one())
        .bind(page.skip())
        .fetch_all(conn))?;
    all(rows)
}

/// The posts of all blogs under one tag.
pub async fn of_tag_anywhere(db: &mut Conn, tag: &str, page: PageRequest) -> Result<Vec<PostLine>, DbError> {
    const SQL: &str = concat!(
        post_lines!(),
        "join post_tag on post_tag.post = post.id and post_tag.tag = $1
         where post.state = 'published' order by post.published_at desc, post.id desc limit $2 offset $3"
    );

    let rows: Vec<LineRow> = on!(db, conn => query_as(SQL)
        .bind(tag)
        .bind(page.limit_and_one())
        .bind(page.skip())
        .fetch_all(conn))?;
    all(rows)
}

/// The published posts of a person.
pub async fn by_author(db: &mut Conn, person: PersonId, page: PageRequest) -> Result<Vec<PostLine>, DbError> {
    const SQL: &str = concat!(
        post_lines!(),
        "where post.author = $1 and post.state = 'published'
         order by post.published_at desc, post.id desc limit $2 offset $3"
    );

    let rows: Vec<LineRow> = on!(db, conn => query_as(SQL)
        .bind(person.as_uuid())
        .bind(page.limit_and_one())
        .bind(page.skip())
        .fetch_all(conn))?;
    all(rows)
}

/// What a person may work on, in every state, last saved first: own posts, and
/// all posts of the blogs that this person edits.
pub async fn workbench(
    db: &mut Conn,
    person: PersonId,
    state: Option<PostState>,
    page: PageRequest,
) -> Result<Vec<PostLine>, DbError> {
    const SQL: &str = concat!(
        post_lines!(),
        "where (post.author = $1 or exists (select 1 from blog_author
            where blog_author.blog = post.blog and blog_author.person = $1 and blog_author.role = 'editor'))
           and ($2 = '' or post.state = $2)
         order by post.updated_at desc, post.id desc limit $3 offset $4"
    );

    let rows: Vec<LineRow> = on!(db, conn => query_as(SQL)
        .bind(person.as_uuid())
        .bind(state.map_or("", PostState::as_str))
        .bind(page.limit_and_one())
        .bind(page.skip())
        .fetch_all(conn))?;
    all(rows)
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
        "where post.blog = $1 and post.state = 'published'
         and (post.published_at < $2 or (post.published_at = $2 and post.id < $3))
         order by post.published_at desc, post.id desc limit 1"
    );
    neighbour(db, SQL, post).await
}

/// The published post of the same blog just after this one.
pub async fn after(db: &mut Conn, post: &Post) -> Result<Option<PostLine>, DbError> {
    const SQL: &str = concat!(
        post_lines!(),
        "where post.blog = $1 and post.state = 'published'
         and (post.published_at > $2 or (post.published_at = $2 and post.id > $3))
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
    const SQL: &str = "select published_month, count(*) from post
        where blog = $1 and state = 'published' and published_month is not null
        group by published_month order by published_month desc limit 240";

    on!(db, conn => query_as(SQL).bind(blog.as_uuid()).fetch_all(conn))
}
