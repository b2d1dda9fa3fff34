//! Rows as the databases give them, and the way from a row to the model, which may fail.

use griot_db::DbError;
use griot_kernel::{Language, Timestamp};
use uuid::Uuid;

use crate::model::{Aim, Blog, Comment, LeadPicture, Post, PostLine, Writer};

pub fn moment(millis: i64) -> Timestamp {
    Timestamp::from_millisecond(millis)
}

pub fn read<T>(table: &'static str, text: &str) -> Result<T, DbError>
where
    T: std::str::FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    text.parse().map_err(DbError::unreadable(table))
}

pub fn picture(text: Option<&str>) -> Result<Option<LeadPicture>, DbError> {
    text.map(|text| serde_json::from_str(text).map_err(DbError::unreadable("post"))).transpose()
}

pub fn picture_text(picture: Option<&LeadPicture>) -> Result<Option<String>, DbError> {
    picture.map(|one| serde_json::to_string(one).map_err(DbError::unreadable("post"))).transpose()
}

#[derive(Debug, sqlx::FromRow)]
pub struct BlogRow {
    id: Uuid,
    kind: String,
    slug: String,
    title: String,
    about: String,
    language: String,
    theme: i64,
    comment_policy: String,
    state: String,
    moderation: String,
    owner: Option<Uuid>,
    created_at: i64,
}

impl TryFrom<BlogRow> for Blog {
    type Error = DbError;

    fn try_from(row: BlogRow) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id.into(),
            kind: read("blog", &row.kind)?,
            slug: row.slug,
            title: row.title,
            about: row.about,
            language: read("blog", &row.language)?,
            theme: u8::try_from(row.theme).map_err(DbError::unreadable("blog"))?,
            comments: read("blog", &row.comment_policy)?,
            state: read("blog", &row.state)?,
            moderation: read("blog", &row.moderation)?,
            owner: row.owner.map(Into::into),
            created_at: moment(row.created_at),
        })
    }
}

#[derive(Debug, sqlx::FromRow)]
pub struct PostRow {
    id: Uuid,
    blog: Uuid,
    author: Option<Uuid>,
    slug: String,
    state: String,
    publish_at: Option<i64>,
    not_after: Option<i64>,
    published_at: Option<i64>,
    canonical_url: Option<String>,
    source_name: Option<String>,
    language: String,
    translation_of: Option<Uuid>,
    revision: i64,
    title: String,
    body: String,
    format: String,
    excerpt: String,
    picture: Option<String>,
    campaign: Option<Uuid>,
    line: Option<Uuid>,
    missed: Option<String>,
    created_at: i64,
    updated_at: i64,
}

impl TryFrom<PostRow> for Post {
    type Error = DbError;

    fn try_from(row: PostRow) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id.into(),
            blog: row.blog.into(),
            author: row.author.map(Into::into),
            slug: row.slug,
            state: read("post", &row.state)?,
            publish_at: row.publish_at.map(moment),
            not_after: row.not_after.map(moment),
            published_at: row.published_at.map(moment),
            canonical_url: row.canonical_url,
            source_name: row.source_name,
            language: read("post", &row.language)?,
            translation_of: row.translation_of.map(Into::into),
            revision: row.revision,
            title: row.title,
            body: row.body,
            format: read("post", &row.format)?,
            excerpt: row.excerpt,
            picture: picture(row.picture.as_deref())?,
            aim: Aim { campaign: row.campaign.map(Into::into), line: row.line.map(Into::into) },
            missed: row.missed.map(|word| read("post", &word)).transpose()?,
            created_at: moment(row.created_at),
            updated_at: moment(row.updated_at),
        })
    }
}

#[derive(Debug, sqlx::FromRow)]
pub struct LineRow {
    id: Uuid,
    blog: Uuid,
    blog_slug: String,
    blog_title: String,
    blog_kind: String,
    slug: String,
    state: String,
    author: Option<Uuid>,
    title: String,
    excerpt: String,
    language: String,
    picture: Option<String>,
    published_at: Option<i64>,
    publish_at: Option<i64>,
    updated_at: i64,
    missed: Option<String>,
    comments: i64,
}

impl TryFrom<LineRow> for PostLine {
    type Error = DbError;

    fn try_from(row: LineRow) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id.into(),
            blog: row.blog.into(),
            blog_slug: row.blog_slug,
            blog_title: row.blog_title,
            blog_kind: read("blog", &row.blog_kind)?,
            slug: row.slug,
            state: read("post", &row.state)?,
            author: row.author.map(Into::into),
            title: row.title,
            excerpt: row.excerpt,
            language: row.language.parse::<Language>().map_err(DbError::unreadable("post"))?,
            picture: picture(row.picture.as_deref())?,
            published_at: row.published_at.map(moment),
            publish_at: row.publish_at.map(moment),
            updated_at: moment(row.updated_at),
            missed: row.missed.map(|word| read("post", &word)).transpose()?,
            comments: row.comments,
        })
    }
}

#[derive(Debug, sqlx::FromRow)]
pub struct CommentRow {
    id: Uuid,
    post: Uuid,
    parent: Option<Uuid>,
    author: Option<Uuid>,
    guest: Option<Uuid>,
    guest_name: Option<String>,
    body: String,
    state: String,
    reason: Option<String>,
    reinstated: i64,
    at: i64,
    edited_at: Option<i64>,
}

impl TryFrom<CommentRow> for Comment {
    type Error = DbError;

    fn try_from(row: CommentRow) -> Result<Self, DbError> {
        let writer = match (row.author, row.guest_name) {
            (Some(person), _) => Writer::Member(person.into()),
            (None, Some(name)) => Writer::Guest { guest: row.guest.map(Into::into), name },
            (None, None) => Writer::Gone,
        };
        Ok(Self {
            id: row.id.into(),
            post: row.post.into(),
            parent: row.parent.map(Into::into),
            writer,
            body: row.body,
            state: read("comment", &row.state)?,
            reason: row.reason,
            reinstated: row.reinstated != 0,
            at: moment(row.at),
            edited_at: row.edited_at.map(moment),
        })
    }
}

/// Rows to things of the model, stopping at the first that cannot be read.
pub fn all<R, T: TryFrom<R, Error = DbError>>(rows: Vec<R>) -> Result<Vec<T>, DbError> {
    rows.into_iter().map(T::try_from).collect()
}

/// The columns of a [`PostRow`], of the table named `post`.
macro_rules! post_columns {
    () => {
        "post.id, post.blog, post.author, post.slug, post.state, post.publish_at, post.not_after,
         post.published_at, post.canonical_url, post.source_name, post.language, post.translation_of,
         post.revision, post.title, post.body, post.format, post.excerpt, post.picture, post.campaign,
         post.line, post.missed, post.created_at, post.updated_at"
    };
}
pub(crate) use post_columns;

/// What a list of posts reads: the columns of a [`LineRow`] and where they lie.
macro_rules! post_lines {
    () => {
        "select post.id, post.blog, blog.slug as blog_slug, blog.title as blog_title,
         blog.kind as blog_kind, post.slug,
         post.state, post.author, post.title, post.excerpt, post.language, post.picture,
         post.published_at, post.publish_at, post.updated_at, post.missed,
         (select count(*) from comment
          where comment.post = post.id and comment.state = 'shown') as comments
         from post join blog on blog.id = post.blog "
    };
}
pub(crate) use post_lines;

/// The columns of a [`CommentRow`], of the table named `comment`.
macro_rules! comment_columns {
    () => {
        "comment.id, comment.post, comment.parent, comment.author, comment.guest, comment.guest_name,
         comment.body, comment.state, comment.reason, comment.reinstated, comment.at, comment.edited_at"
    };
}
pub(crate) use comment_columns;
