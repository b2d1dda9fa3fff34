//! What everyone may read, as machines ask for it: feeds, the API, the sitemap.

use griot_db::{Conn, DbError, on};
use griot_kernel::{Language, Part, PersonId, Reading, Timestamp, WorkId};
use uuid::Uuid;

use super::edge::Edge;
use super::rows::{CommentRow, PostRow, all, comment_columns, moment, post_columns, read};
use crate::model::{Attachment, BlogId, Comment, CommentId, Post, Tag};

/// How many posts one question about posts takes.
pub const AT_ONCE: usize = 30;

/// Which published posts are wanted. Empty: all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this blog.
    pub blog: Option<BlogId>,
    /// Under this tag.
    pub tag: Option<String>,
    /// By this person.
    pub author: Option<PersonId>,
    /// In this language.
    pub language: Option<Language>,
    /// Published at this moment or later.
    pub since: Option<Timestamp>,
    /// With a sound.
    pub heard: bool,
}

/// A published post and the blog that it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The post.
    pub post: Post,
    /// The blog's address.
    pub blog_slug: String,
    /// The blog's title.
    pub blog_title: String,
}

impl Published {
    /// When it was published.
    pub fn at(&self) -> Timestamp {
        self.post.published_at.unwrap_or(self.post.updated_at)
    }

    /// Its page, from the root of the site.
    pub fn path(&self) -> String {
        format!("/blogs/{}/{}", self.blog_slug, self.post.slug)
    }
}

#[derive(Debug, sqlx::FromRow)]
struct Row {
    #[sqlx(flatten)]
    post: PostRow,
    blog_slug: String,
    blog_title: String,
}

impl TryFrom<Row> for Published {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        Ok(Self { post: row.post.try_into()?, blog_slug: row.blog_slug, blog_title: row.blog_title })
    }
}

/// Every filter stands in every statement; the one that narrows most comes first, in a form for
/// which the database has an index. `$6` and `$7` are the place from which one reads on.
macro_rules! published {
    ($from:literal, $at:literal, $id:literal) => {
        (
            published!($from, $at, $id, "<", " desc"),
            published!($from, $at, $id, ">", ""),
        )
    };
    ($from:literal, $at:literal, $id:literal, $than:literal, $order:literal) => {
        concat!(
            "select ",
            post_columns!(),
            ", blog.slug as blog_slug, blog.title as blog_title from ", $from,
            " and (", $at, ", ", $id, ") ", $than, " ($6, $7)
              and post.published_at >= $5
              and ($1 is null or post.blog = $1) and ($2 is null or post.author = $2)
              and ($3 is null or exists (select 1 from post_tag one where one.post = post.id and one.tag = $3))
              and ($4 is null or post.language = $4)
              and ($8 = 0 or exists (select 1 from post_attachment sound
                  where sound.post = post.id and sound.kind = 'audio'))
              order by ", $at, $order, ", ", $id, $order, " limit $9"
        )
    };
}

const ALL: (&str, &str) = published!(
    "post join blog on blog.id = post.blog where post.state = 'published'",
    "post.published_at",
    "post.id"
);
const OF_BLOG: (&str, &str) = published!(
    "post join blog on blog.id = post.blog where post.state = 'published' and post.blog = $1",
    "post.published_at",
    "post.id"
);
const OF_AUTHOR: (&str, &str) = published!(
    "post join blog on blog.id = post.blog where post.state = 'published' and post.author = $2",
    "post.published_at",
    "post.id"
);
const OF_TAG: (&str, &str) = published!(
    "post_tag join post on post.id = post_tag.post join blog on blog.id = post.blog
     where post_tag.tag = $3 and post_tag.listed_at is not null and post.state = 'published'",
    "post_tag.listed_at",
    "post_tag.post"
);
const IN_LANGUAGE: (&str, &str) = published!(
    "post join blog on blog.id = post.blog where post.state = 'published' and post.language = $4",
    "post.published_at",
    "post.id"
);
const HEARD: (&str, &str) = published!(
    "post join blog on blog.id = post.blog where post.state = 'published'
     and post.id in (select post from post_attachment where kind = 'audio')",
    "post.published_at",
    "post.id"
);

/// Published posts, newest first, read from one of them on: at most `size`.
pub async fn posts(
    db: &mut Conn,
    filter: &Filter,
    reading: Reading<WorkId>,
    size: u32,
) -> Result<Part<Published>, DbError> {
    let list = match filter {
        Filter { heard: true, .. } => HEARD,
        Filter { blog: Some(_), .. } => OF_BLOG,
        Filter { author: Some(_), .. } => OF_AUTHOR,
        Filter { tag: Some(_), .. } => OF_TAG,
        Filter { language: Some(_), .. } => IN_LANGUAGE,
        _ => ALL,
    };
    let edge = Edge::shown(db, reading).await?;
    let sql = edge.way(list);
    let language = filter.language.map(|one| one.to_string());
    let rows: Vec<Row> = on!(db, conn => query_as(sql)
        .bind(filter.blog.map(BlogId::as_uuid))
        .bind(filter.author.map(PersonId::as_uuid))
        .bind(filter.tag.as_deref())
        .bind(language.as_deref())
        .bind(filter.since.map_or(i64::MIN, Timestamp::as_millisecond))
        .bind(edge.at)
        .bind(edge.id)
        .bind(i64::from(filter.heard))
        .bind(i64::from(size) + 1)
        .fetch_all(conn))?;
    Ok(edge.reading.part(all(rows)?, size))
}

/// The published post with this id.
pub async fn post(db: &mut Conn, id: WorkId) -> Result<Option<Published>, DbError> {
    const SQL: &str = concat!(
        "select ",
        post_columns!(),
        ", blog.slug as blog_slug, blog.title as blog_title from post join blog on blog.id = post.blog
         where post.id = $1 and post.state = 'published'"
    );

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Published::try_from).transpose()
}

/// Whether this post was ever published, even if it was withdrawn since: whoever reads on from
/// there may.
pub async fn was_shown(db: &mut Conn, id: WorkId) -> Result<bool, DbError> {
    const SQL: &str = "select published_at from post where id = $1";

    let at: Option<Option<i64>> = on!(db, conn => query_scalar(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    Ok(at.flatten().is_some())
}

/// The tags of the first [`AT_ONCE`] of these posts, each with its post, by tag.
pub async fn tags_of(db: &mut Conn, posts: &[WorkId]) -> Result<Vec<(WorkId, Tag)>, DbError> {
    const SQL: &str = "select post, tag, name from post_tag where post in ($1, $2, $3, $4, $5, $6, $7, $8, $9,
        $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30)
        order by tag";

    let rows: Vec<(Uuid, String, String)> = on!(db, conn => {
        ids(posts).fold(query_as(SQL), |query, id| query.bind(id)).fetch_all(conn)
    })?;
    Ok(rows.into_iter().map(|(post, slug, name)| (post.into(), Tag { slug, name })).collect())
}

/// What belongs to the first [`AT_ONCE`] of these posts, in the order it was brought.
pub async fn attachments_of(db: &mut Conn, posts: &[WorkId]) -> Result<Vec<Attachment>, DbError> {
    const SQL: &str = "select id, post, owner, kind, alt, stored, bytes, at from post_attachment
        where post in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
        $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30) order by at, id";

    type Row = (Uuid, Option<Uuid>, Option<Uuid>, String, String, String, i64, i64);
    let rows: Vec<Row> = on!(db, conn => {
        ids(posts).fold(query_as(SQL), |query, id| query.bind(id)).fetch_all(conn)
    })?;
    rows.into_iter()
        .map(|(id, post, owner, kind, alt, stored, bytes, at)| {
            Ok(Attachment {
                id: id.into(),
                post: post.map(Into::into),
                owner: owner.map(Into::into),
                kind: read("post_attachment", &kind)?,
                alt,
                stored,
                bytes,
                at: moment(at),
            })
        })
        .collect()
}

/// Exactly [`AT_ONCE`] ids; where there are fewer, nobody's.
fn ids(posts: &[WorkId]) -> impl Iterator<Item = Uuid> {
    posts.iter().map(|id| id.as_uuid()).chain(std::iter::repeat(Uuid::nil())).take(AT_ONCE)
}

/// What everyone reads under a post, oldest first, after the comment `after`; with the places of
/// deleted comments that others answered.
pub async fn comments(
    db: &mut Conn,
    post: WorkId,
    after: Option<(Timestamp, CommentId)>,
    limit: i64,
) -> Result<Vec<Comment>, DbError> {
    const SQL: &str = concat!(
        "select ",
        comment_columns!(),
        " from comment where comment.post = $1 and comment.at >= $2 and (comment.at > $2 or comment.id > $3)
          and (comment.state = 'shown' or (comment.state = 'deleted'
          and exists (select 1 from comment answer where answer.parent = comment.id and answer.state = 'shown')))
          order by comment.at, comment.id limit $4"
    );

    let (at, id) = after.map_or((i64::MIN, Uuid::nil()), |(at, id)| (at.as_millisecond(), id.as_uuid()));
    let rows: Vec<CommentRow> = on!(db, conn => query_as(SQL)
        .bind(post.as_uuid())
        .bind(at)
        .bind(id)
        .bind(limit)
        .fetch_all(conn))?;
    all(rows)
}

/// The months of which machines should find posts here, the first first (`2013-02`). The index is asked
/// from one to the next, however many posts there are in each.
pub async fn months(db: &mut Conn) -> Result<Vec<String>, DbError> {
    const SQL: &str = "with recursive known (month) as (
            select min(published_month) from post where state = 'published' and canonical_url is null
            union all
            select (select min(published_month) from post
                    where state = 'published' and canonical_url is null and published_month > known.month)
                from known where known.month is not null)
        select month from known where month is not null order by month";

    on!(db, conn => query_scalar(SQL).fetch_all(conn))
}

/// A place for machines: its path and when it was last changed.
pub type Place = (String, Timestamp);

/// The posts of a month that machines should find here, oldest first, at most `limit`: those first
/// published elsewhere are found there.
pub async fn post_places(db: &mut Conn, month: &str, limit: i64) -> Result<Vec<Place>, DbError> {
    const SQL: &str =
        "select blog.slug, post.slug, post.updated_at from post join blog on blog.id = post.blog
        where post.state = 'published' and post.canonical_url is null and post.published_month = $1
        order by post.published_at, post.id limit $2";

    let rows: Vec<(String, String, i64)> =
        on!(db, conn => query_as(SQL).bind(month).bind(limit).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(blog, post, at)| (format!("/blogs/{blog}/{post}"), moment(at))).collect())
}

/// The blogs that have something to read, by address: at most `limit`.
pub async fn blog_places(db: &mut Conn, limit: i64) -> Result<Vec<Place>, DbError> {
    const SQL: &str = "select slug, newest_at from blog where posts > 0 and state <> 'withdrawn'
        order by slug limit $1";

    let rows: Vec<(String, i64)> = on!(db, conn => query_as(SQL).bind(limit).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(blog, at)| (format!("/blogs/{blog}"), moment(at))).collect())
}

/// The words of a tag, if a published post carries it.
pub async fn tag(db: &mut Conn, slug: &str) -> Result<Option<Tag>, DbError> {
    const SQL: &str = "select name from post_tag where tag = $1 and listed_at is not null limit 1";

    let name: Option<String> = on!(db, conn => query_scalar(SQL).bind(slug).fetch_optional(conn))?;
    Ok(name.map(|name| Tag { slug: slug.to_owned(), name }))
}

/// The posts of a blog in whatever state, in the order of their ids, after `after`.
pub async fn whole_blog(
    db: &mut Conn,
    blog: BlogId,
    after: Option<WorkId>,
    limit: i64,
) -> Result<Vec<Post>, DbError> {
    const SQL: &str = concat!(
        "select ",
        post_columns!(),
        " from post where post.blog = $1 and post.id > $2 order by post.id limit $3"
    );

    let rows: Vec<PostRow> = on!(db, conn => query_as(SQL)
        .bind(blog.as_uuid())
        .bind(after.map_or(Uuid::nil(), WorkId::as_uuid))
        .bind(limit)
        .fetch_all(conn))?;
    all(rows)
}

/// Addresses and titles of a blog's posts in whatever state, newest first.
pub async fn outline(db: &mut Conn, blog: BlogId) -> Result<Vec<Outline>, DbError> {
    const SQL: &str = "select id, slug, title, state, author, published_at from post where blog = $1
        order by coalesce(published_at, 0) desc, id desc";

    type Row = (Uuid, String, String, String, Option<Uuid>, Option<i64>);
    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(blog.as_uuid()).fetch_all(conn))?;
    rows.into_iter()
        .map(|(id, slug, title, state, author, at)| {
            let state = read("post", &state)?;
            Ok(Outline {
                id: id.into(),
                slug,
                title,
                state,
                author: author.map(Into::into),
                at: at.map(moment),
            })
        })
        .collect()
}

/// A post in the table of contents of its blog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// The post.
    pub id: WorkId,
    /// Its address in the blog.
    pub slug: String,
    /// Title.
    pub title: String,
    /// Where it stands.
    pub state: crate::model::PostState,
    /// Who wrote it.
    pub author: Option<PersonId>,
    /// When it was first published.
    pub at: Option<Timestamp>,
}
