//! Posts that editors show on the front page, from one day to another.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{Id, PersonId, Timestamp, WorkId};
use uuid::Uuid;

use super::rows::{LineRow, all, moment, post_lines};
use crate::model::PostLine;

/// A post put forward.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Featured {
    /// Its id.
    pub id: Id<Featured>,
    /// The post.
    pub post: WorkId,
    /// From when.
    pub starts: Timestamp,
    /// Until when; with no end if `None`.
    pub ends: Option<Timestamp>,
    /// Who chose it.
    pub by: Option<PersonId>,
}

type Row = (Uuid, Uuid, i64, Option<i64>, Option<Uuid>);

/// Puts a post forward.
pub async fn insert(tx: &mut Tx, choice: &Featured, now: Timestamp) -> Result<(), DbError> {
    const SQL: &str = "insert into post_featured (id, post, starts, ends, by_person, at)
        values ($1, $2, $3, $4, $5, $6)";

    change!(tx, conn => query(SQL)
        .bind(choice.id.as_uuid())
        .bind(choice.post.as_uuid())
        .bind(choice.starts.as_millisecond())
        .bind(choice.ends.map(|at| at.as_millisecond()))
        .bind(choice.by.map(PersonId::as_uuid))
        .bind(now.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// Takes back what was chosen for this post and has not ended: a post is put forward once, and
/// new dates take the place of the old. Returns how many choices went.
pub async fn take_back(tx: &mut Tx, post: WorkId, now: Timestamp) -> Result<u64, DbError> {
    const SQL: &str = "delete from post_featured where post = $1 and (ends is null or ends > $2)";

    change!(tx, conn => query(SQL).bind(post.as_uuid()).bind(now.as_millisecond()).execute(conn))
}

/// Which post a choice puts forward.
pub async fn post_of(db: &mut Conn, id: Id<Featured>) -> Result<Option<WorkId>, DbError> {
    const SQL: &str = "select post from post_featured where id = $1";

    let post: Option<Uuid> = on!(db, conn => query_scalar(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    Ok(post.map(WorkId::from))
}

/// Ends a choice. Returns whether it was there.
pub async fn remove(tx: &mut Tx, id: Id<Featured>) -> Result<bool, DbError> {
    const SQL: &str = "delete from post_featured where id = $1";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).execute(conn))? > 0)
}

/// The choices that have not ended, by their start.
pub async fn choices(db: &mut Conn, now: Timestamp) -> Result<Vec<Featured>, DbError> {
    const SQL: &str = "select id, post, starts, ends, by_person from post_featured
        where ends is null or ends > $1 order by starts desc, id limit 100";

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(now.as_millisecond()).fetch_all(conn))?;
    let choice = |(id, post, starts, ends, by): Row| Featured {
        id: id.into(),
        post: post.into(),
        starts: moment(starts),
        ends: ends.map(moment),
        by: by.map(Into::into),
    };
    Ok(rows.into_iter().map(choice).collect())
}

/// The published posts that are put forward now, the last chosen first, each once.
pub async fn now(db: &mut Conn, now: Timestamp, limit: i64) -> Result<Vec<PostLine>, DbError> {
    const SQL: &str = concat!(
        post_lines!(),
        "join (select post_featured.post, max(post_featured.starts) as since from post_featured
            where starts <= $1 and (ends is null or ends > $1) group by post_featured.post) chosen
            on chosen.post = post.id
         where post.state = 'published' order by chosen.since desc, post.id desc limit $2"
    );

    let rows: Vec<LineRow> =
        on!(db, conn => query_as(SQL).bind(now.as_millisecond()).bind(limit).fetch_all(conn))?;
    all(rows)
}

/// Whether the list of featured posts changed between two moments, so that pages are stale.
pub async fn turned(db: &mut Conn, from: Timestamp, to: Timestamp) -> Result<bool, DbError> {
    const SQL: &str = "select count(*) from post_featured
        where (starts > $1 and starts <= $2) or (ends > $1 and ends <= $2)";

    let turned: i64 = on!(db, conn => query_scalar(SQL)
        .bind(from.as_millisecond())
        .bind(to.as_millisecond())
        .fetch_one(conn))?;
    Ok(turned > 0)
}
