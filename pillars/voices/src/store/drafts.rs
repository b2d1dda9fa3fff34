//! What the editor saved by itself.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp, WorkId};

use super::rows::moment;

/// Words that were saved while they were written, and that nobody sees yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedDraft {
    /// Title.
    pub title: String,
    /// Text.
    pub body: String,
    /// When.
    pub at: Timestamp,
}

/// Keeps what is being written, in place of what was kept before.
pub async fn save(tx: &mut Tx, post: WorkId, draft: &SavedDraft, by: PersonId) -> Result<(), DbError> {
    const SQL: &str = "insert into post_draft (post, title, body, by_person, at) values ($1, $2, $3, $4, $5)
        on conflict (post) do update set title = excluded.title, body = excluded.body,
        by_person = excluded.by_person, at = excluded.at";

    change!(tx, conn => query(SQL)
        .bind(post.as_uuid())
        .bind(draft.title.as_str())
        .bind(draft.body.as_str())
        .bind(by.as_uuid())
        .bind(draft.at.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// What was being written.
pub async fn of_post(db: &mut Conn, post: WorkId) -> Result<Option<SavedDraft>, DbError> {
    const SQL: &str = "select title, body, at from post_draft where post = $1";

    let row: Option<(String, String, i64)> =
        on!(db, conn => query_as(SQL).bind(post.as_uuid()).fetch_optional(conn))?;
    Ok(row.map(|(title, body, at)| SavedDraft { title, body, at: moment(at) }))
}

/// Forgets it, once it was saved by hand or thrown away.
pub async fn forget(tx: &mut Tx, post: WorkId) -> Result<(), DbError> {
    const SQL: &str = "delete from post_draft where post = $1";

    change!(tx, conn => query(SQL).bind(post.as_uuid()).execute(conn))?;
    Ok(())
}
