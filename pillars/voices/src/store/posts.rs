//! Posts, one by one.

use griot_contracts::campaigns::{CampaignId, LineId};
use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, WorkId};
use uuid::Uuid;

use super::rows::{PostRow, all, picture_text, post_columns};
use crate::model::{BlogId, Post};

/// Keeps a new post. [`DbError::Taken`] when the blog has the address already.
pub async fn insert(tx: &mut Tx, post: &Post) -> Result<(), DbError> {
    const SQL: &str = "insert into post (id, blog, author, slug, state, publish_at, not_after, published_at,
        published_month, canonical_url, source_name, language, translation_of, revision, title, body,
        format, excerpt, picture, created_at, updated_at, campaign, line)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
            $22, $23)";
    let picture = picture_text(post.picture.as_ref())?;

    change!(tx, conn => query(SQL)
        .bind(post.id.as_uuid())
        .bind(post.blog.as_uuid())
        .bind(post.author.map(PersonId::as_uuid))
        .bind(post.slug.as_str())
        .bind(post.state.as_str())
        .bind(post.publish_at.map(|at| at.as_millisecond()))
        .bind(post.not_after.map(|at| at.as_millisecond()))
        .bind(post.published_at.map(|at| at.as_millisecond()))
        .bind(post.published_at.map(super::publishing::month_of))
        .bind(post.canonical_url.as_deref())
        .bind(post.source_name.as_deref())
        .bind(post.language.as_str())
        .bind(post.translation_of.map(WorkId::as_uuid))
        .bind(post.revision)
        .bind(post.title.as_str())
        .bind(post.body.as_str())
        .bind(post.format.as_str())
        .bind(post.excerpt.as_str())
        .bind(picture.as_deref())
        .bind(post.created_at.as_millisecond())
        .bind(post.updated_at.as_millisecond())
        .bind(post.aim.campaign.map(CampaignId::as_uuid))
        .bind(post.aim.line.map(LineId::as_uuid))
        .execute(conn))?;
    Ok(())
}

/// Changes the words of a post, if it still stands at `seen`, the revision that
/// the writer had before the eyes. Returns whether it did.
pub async fn update_words(tx: &mut Tx, post: &Post, seen: i64) -> Result<bool, DbError> {
    const SQL: &str = "update post set title = $2, body = $3, format = $4, excerpt = $5, picture = $6,
        canonical_url = $7, source_name = $8, language = $9, translation_of = $10, revision = $11,
        updated_at = $12 where id = $1 and revision = $13";
    let picture = picture_text(post.picture.as_ref())?;

    let changed = change!(tx, conn => query(SQL)
        .bind(post.id.as_uuid())
        .bind(post.title.as_str())
        .bind(post.body.as_str())
        .bind(post.format.as_str())
        .bind(post.excerpt.as_str())
        .bind(picture.as_deref())
        .bind(post.canonical_url.as_deref())
        .bind(post.source_name.as_deref())
        .bind(post.language.as_str())
        .bind(post.translation_of.map(WorkId::as_uuid))
        .bind(post.revision)
        .bind(post.updated_at.as_millisecond())
        .bind(seen)
        .execute(conn))?;
    Ok(changed > 0)
}

/// The post with this id.
pub async fn by_id(db: &mut Conn, id: WorkId) -> Result<Option<Post>, DbError> {
    const SQL: &str = concat!("select ", post_columns!(), " from post where post.id = $1");

    let row: Option<PostRow> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Post::try_from).transpose()
}

/// The post at this address of a blog, in whatever state.
pub async fn by_slug(db: &mut Conn, blog: BlogId, slug: &str) -> Result<Option<Post>, DbError> {
    const SQL: &str =
        concat!("select ", post_columns!(), " from post where post.blog = $1 and post.slug = $2");

    let row: Option<PostRow> =
        on!(db, conn => query_as(SQL).bind(blog.as_uuid()).bind(slug).fetch_optional(conn))?;
    row.map(Post::try_from).transpose()
}

/// Gives a post a preview link drawn from `salt`, or takes it away; the one before works no more.
pub async fn set_preview(tx: &mut Tx, id: WorkId, salt: Option<&[u8]>) -> Result<(), DbError> {
    const SQL: &str = "update post set preview_salt = $2 where id = $1";

    change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(salt).execute(conn))?;
    Ok(())
}

/// What the post's preview link is drawn from, if it has one.
pub async fn preview_salt(db: &mut Conn, id: WorkId) -> Result<Option<Vec<u8>>, DbError> {
    const SQL: &str = "select preview_salt from post where id = $1";

    let salt: Option<Option<Vec<u8>>> =
        on!(db, conn => query_scalar(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    Ok(salt.flatten())
}

/// The present address of the post that once had this one in the blog.
pub async fn moved_to(db: &mut Conn, blog: BlogId, slug: &str) -> Result<Option<String>, DbError> {
    const SQL: &str = "select post.slug from post_slug join post on post.id = post_slug.post
        where post_slug.blog = $1 and post_slug.slug = $2 and post.slug <> post_slug.slug";

    on!(db, conn => query_scalar(SQL).bind(blog.as_uuid()).bind(slug).fetch_optional(conn))
}

/// Whether another post than `but` has or had this address in the blog.
pub async fn slug_taken(
    db: &mut Conn,
    blog: BlogId,
    slug: &str,
    but: Option<WorkId>,
) -> Result<bool, DbError> {
    const SQL: &str = "select id from post where blog = $1 and slug = $2 and id <> $3
        union all select post from post_slug where blog = $1 and slug = $2 and post <> $3";

    let but = but.map_or(Uuid::nil(), WorkId::as_uuid);
    let found: Option<Uuid> = on!(db, conn => query_scalar(SQL)
        .bind(blog.as_uuid())
        .bind(slug)
        .bind(but)
        .fetch_optional(conn))?;
    Ok(found.is_some())
}

/// An address made of `wanted` that no post of the blog has or had.
pub async fn free_slug(
    db: &mut Conn,
    blog: BlogId,
    wanted: &str,
    but: Option<WorkId>,
) -> Result<String, DbError> {
    if !slug_taken(db, blog, wanted, but).await? {
        return Ok(wanted.to_owned());
    }
    // A thousand posts of one title are tried in ten steps: first how far the numbers go, then where
    // they end.
    let mut taken = 1_u32;
    let mut free = 2;
    while slug_taken(db, blog, &format!("{wanted}-{free}"), but).await? {
        taken = free;
        free = free.saturating_mul(2);
    }
    while free - taken > 1 {
        let middle = taken + (free - taken) / 2;
        if slug_taken(db, blog, &format!("{wanted}-{middle}"), but).await? {
            taken = middle;
        } else {
            free = middle;
        }
    }
    Ok(format!("{wanted}-{free}"))
}

/// Gives a post another address; one that was public before leads on to it.
pub async fn set_slug(tx: &mut Tx, post: &Post, slug: &str) -> Result<(), DbError> {
    const REMEMBER: &str =
        "insert into post_slug (blog, slug, post) values ($1, $2, $3) on conflict do nothing";
    const CHANGE: &str = "update post set slug = $2 where id = $1";

    if post.published_at.is_some() {
        change!(tx, conn => query(REMEMBER)
            .bind(post.blog.as_uuid())
            .bind(post.slug.as_str())
            .bind(post.id.as_uuid())
            .execute(conn))?;
    }
    change!(tx, conn => query(CHANGE).bind(post.id.as_uuid()).bind(slug).execute(conn))?;
    Ok(())
}

/// Throws a post away with all that hangs on it. Whoever calls it tells that files were let go
/// (`FilesLetGo`), once for all that goes.
pub async fn delete(tx: &mut Tx, id: WorkId) -> Result<(), DbError> {
    const SQL: &str = "delete from post where id = $1";

    change!(tx, conn => query(SQL).bind(id.as_uuid()).execute(conn))?;
    Ok(())
}

/// The published posts that say the same in other languages.
pub async fn translations(db: &mut Conn, post: &Post) -> Result<Vec<Post>, DbError> {
    const SQL: &str = concat!(
        "select ",
        post_columns!(),
        " from post where (post.id = $1 or post.translation_of = $1)
          and post.id <> $2 and post.state = 'published' order by post.language, post.id limit 20"
    );

    let first = post.translation_of.unwrap_or(post.id);
    let rows: Vec<PostRow> = on!(db, conn => query_as(SQL)
        .bind(first.as_uuid())
        .bind(post.id.as_uuid())
        .fetch_all(conn))?;
    all(rows)
}
