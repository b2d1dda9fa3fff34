//! Everything of one person, oldest first.

use griot_db::{Conn, DbError, on};
use griot_kernel::{PersonId, Timestamp};

use super::rows::{CommentRow, PostRow, all, comment_columns, moment, post_columns};
use crate::model::{Attachment, Comment, Post};

/// The posts that a person wrote, in every state.
pub async fn posts(db: &mut Conn, person: PersonId) -> Result<Vec<Post>, DbError> {
    const SQL: &str = concat!(
        "select ",
        post_columns!(),
        " from post where post.author = $1 order by post.created_at, post.id"
    );

    let rows: Vec<PostRow> = on!(db, conn => query_as(SQL).bind(person.as_uuid()).fetch_all(conn))?;
    all(rows)
}

/// The comments that a person wrote, in every state.
pub async fn comments(db: &mut Conn, person: PersonId) -> Result<Vec<Comment>, DbError> {
    const SQL: &str = concat!(
        "select ",
        comment_columns!(),
        " from comment where comment.author = $1 order by comment.at, comment.id"
    );

    let rows: Vec<CommentRow> = on!(db, conn => query_as(SQL).bind(person.as_uuid()).fetch_all(conn))?;
    all(rows)
}

/// What the editor kept by itself for a person: title, text and when.
pub async fn drafts(db: &mut Conn, person: PersonId) -> Result<Vec<(String, String, Timestamp)>, DbError> {
    const SQL: &str = "select title, body, at from post_draft where by_person = $1 order by at, post";

    let rows: Vec<(String, String, i64)> =
        on!(db, conn => query_as(SQL).bind(person.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(title, body, at)| (title, body, moment(at))).collect())
}

/// What a person reported of comments: the reason and when.
pub async fn reports(db: &mut Conn, person: PersonId) -> Result<Vec<(String, Timestamp)>, DbError> {
    const SQL: &str = "select reason, at from comment_report where by_person = $1 order by at, id";

    let rows: Vec<(String, i64)> = on!(db, conn => query_as(SQL).bind(person.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(reason, at)| (reason, moment(at))).collect())
}

/// The pictures and sounds that a person brought.
pub async fn attachments(db: &mut Conn, person: PersonId) -> Result<Vec<Attachment>, DbError> {
    const SQL: &str = "select id, post, owner, kind, alt, stored, bytes, at from post_attachment
        where owner = $1 order by at, id";

    let rows: Vec<super::attachments::Row> =
        on!(db, conn => query_as(SQL).bind(person.as_uuid()).fetch_all(conn))?;
    rows.into_iter().map(super::attachments::attachment).collect()
}
