//! What posts are about.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::WorkId;

use crate::model::{BlogId, Tag};

/// Gives a post these tags and no others.
pub async fn set(tx: &mut Tx, post: WorkId, tags: &[Tag]) -> Result<(), DbError> {
    const CLEAR: &str = "delete from post_tag where post = $1";
    const ADD: &str = "insert into post_tag (post, tag, name) values ($1, $2, $3) on conflict do nothing";

    change!(tx, conn => query(CLEAR).bind(post.as_uuid()).execute(conn))?;
    for tag in tags {
        change!(tx, conn => query(ADD)
            .bind(post.as_uuid())
            .bind(tag.slug.as_str())
            .bind(tag.name.as_str())
            .execute(conn))?;
    }
    Ok(())
}

/// The tags of a post, by name.
pub async fn of_post(db: &mut Conn, post: WorkId) -> Result<Vec<Tag>, DbError> {
    const SQL: &str = "select tag, name from post_tag where post = $1 order by tag";

    let rows: Vec<(String, String)> = on!(db, conn => query_as(SQL).bind(post.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(slug, name)| Tag { slug, name }).collect())
}

/// A tag, if a published post of the blog carries it.
pub async fn in_blog(db: &mut Conn, blog: BlogId, slug: &str) -> Result<Option<Tag>, DbError> {
    const SQL: &str = "select name from blog_tag where blog = $1 and tag = $2";

    let name: Option<String> =
        on!(db, conn => query_scalar(SQL).bind(blog.as_uuid()).bind(slug).fetch_optional(conn))?;
    Ok(name.map(|name| Tag { slug: slug.to_owned(), name }))
}

/// The tags of a blog's published posts, the most used first, with how many posts.
pub async fn of_blog(db: &mut Conn, blog: BlogId) -> Result<Vec<(Tag, i64)>, DbError> {
    const SQL: &str =
        "select tag, name, posts from blog_tag where blog = $1 order by posts desc, tag limit 40";

    let rows: Vec<(String, String, i64)> =
        on!(db, conn => query_as(SQL).bind(blog.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(slug, name, posts)| (Tag { slug, name }, posts)).collect())
}
