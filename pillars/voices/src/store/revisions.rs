//! What a post said before.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp, WorkId};
use uuid::Uuid;

use super::rows::{moment, read};
use crate::model::{Format, Post};

/// What a post said at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Counted from 1.
    pub number: i64,
    /// Title.
    pub title: String,
    /// Text.
    pub body: String,
    /// How the text is written.
    pub format: Format,
    /// Who saved it.
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
}

type Row = (i64, String, String, String, Option<Uuid>, i64);

fn revision((number, title, body, format, by, at): Row) -> Result<Revision, DbError> {
    let format = read("post_revision", &format)?;
    Ok(Revision { number, title, body, format, by: by.map(Into::into), at: moment(at) })
}

/// Keeps what the post says now under its revision number.
pub async fn add(tx: &mut Tx, post: &Post, by: Option<PersonId>) -> Result<(), DbError> {
    const SQL: &str = "insert into post_revision (post, number, title, body, format, by_person, at)
        values ($1, $2, $3, $4, $5, $6, $7)";

    change!(tx, conn => query(SQL)
        .bind(post.id.as_uuid())
        .bind(post.revision)
        .bind(post.title.as_str())
        .bind(post.body.as_str())
        .bind(post.format.as_str())
        .bind(by.map(PersonId::as_uuid))
        .bind(post.updated_at.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// The revisions of a post, newest first.
pub async fn list(db: &mut Conn, post: WorkId, limit: i64) -> Result<Vec<Revision>, DbError> {
    const SQL: &str = "select number, title, body, format, by_person, at from post_revision
        where post = $1 order by number desc limit $2";

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(post.as_uuid()).bind(limit).fetch_all(conn))?;
    rows.into_iter().map(revision).collect()
}

/// One revision of a post.
pub async fn one(db: &mut Conn, post: WorkId, number: i64) -> Result<Option<Revision>, DbError> {
    const SQL: &str = "select number, title, body, format, by_person, at from post_revision
        where post = $1 and number = $2";

    let row: Option<Row> =
        on!(db, conn => query_as(SQL).bind(post.as_uuid()).bind(number).fetch_optional(conn))?;
    row.map(revision).transpose()
}
