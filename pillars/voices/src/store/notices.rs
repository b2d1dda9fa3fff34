//! Telling those who judge comments that some wait: whom, of what, and how often.

use std::time::Duration;

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp};
use uuid::Uuid;

use super::rows::{CommentRow, comment_columns, moment};
use crate::model::{Comment, CommentId};

/// A letter an hour to each of them, at most.
pub const PAUSE: Duration = Duration::from_secs(3_600);

/// People that one statement asks about.
pub const AT_ONCE: usize = 10;

/// How someone who judges comments is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reader {
    /// Whether they want no letters.
    pub muted: bool,
    /// When the last one left.
    pub told_at: Option<Timestamp>,
}

impl Reader {
    /// Whether a letter may go to them now.
    pub fn may_be_told(self, now: Timestamp) -> bool {
        !self.muted && self.told_at.is_none_or(|told| told + PAUSE <= now)
    }
}

/// A comment that waits, with the title of what it is about.
#[derive(Clone, Debug)]
pub struct Due {
    /// The comment.
    pub comment: Comment,
    /// The title of the post.
    pub title: String,
}

#[derive(sqlx::FromRow)]
struct DueRow {
    #[sqlx(flatten)]
    comment: CommentRow,
    title: String,
}

/// A comment that somebody should look at, of which `$judge` was not told. Their own words are for
/// others to judge.
macro_rules! news {
    ($judge:literal) => {
        concat!(
            "comment.state in ('waiting', 'suspected', 'shown') and comment.id in
                (select waits.id from comment waits
                    where waits.state <> 'shown' and waits.state in ('waiting', 'suspected')
                 union all select comment_report.comment from comment_report where settled = 0)
             and (comment.author is null or comment.author <> ",
            $judge,
            ") and not exists (select 1 from moderation_notice
                where moderation_notice.comment = comment.id and moderation_notice.person = ",
            $judge,
            ")"
        )
    };
}

/// `$judge` wants letters and got none since `$1`.
macro_rules! may_be_told {
    ($judge:literal) => {
        concat!(
            "not exists (select 1 from moderation_reader reader where reader.person = ",
            $judge,
            " and (reader.muted = 1 or reader.told_at > $1))"
        )
    };
}

/// How this person is told; as nobody yet said, if nothing is kept.
pub async fn reader(db: &mut Conn, person: PersonId) -> Result<Reader, DbError> {
    const SQL: &str = "select muted, told_at from moderation_reader where person = $1";

    let row: Option<(i64, Option<i64>)> =
        on!(db, conn => query_as(SQL).bind(person.as_uuid()).fetch_optional(conn))?;
    Ok(row.map_or_else(Reader::default, |(muted, told)| Reader {
        muted: muted != 0,
        told_at: told.map(moment),
    }))
}

/// Keeps whether this person wants letters.
pub async fn mute(tx: &mut Tx, person: PersonId, muted: bool) -> Result<(), DbError> {
    const SQL: &str = "insert into moderation_reader (person, muted) values ($1, $2)
        on conflict (person) do update set muted = excluded.muted";

    change!(tx, conn => query(SQL).bind(person.as_uuid()).bind(i64::from(muted)).execute(conn))?;
    Ok(())
}

/// Who is to be told now of a comment that waits in a blog that they edit, in the order of their
/// ids: they want letters, got none within [`PAUSE`], and were not told of it.
pub async fn editors_to_tell(db: &mut Conn, now: Timestamp, limit: i64) -> Result<Vec<PersonId>, DbError> {
    const SQL: &str = concat!(
        "select distinct judge.person from comment join post on post.id = comment.post
         join blog_author judge on judge.blog = post.blog and judge.role = 'editor' where ",
        news!("judge.person"),
        " and ",
        may_be_told!("judge.person"),
        " order by judge.person limit $2"
    );

    let people: Vec<Uuid> = on!(db, conn => query_scalar(SQL).bind(pause(now)).bind(limit).fetch_all(conn))?;
    Ok(people.into_iter().map(PersonId::from).collect())
}

/// The same among up to [`AT_ONCE`] people who judge the comments of every blog.
pub async fn holders_to_tell(
    db: &mut Conn,
    holders: &[PersonId],
    now: Timestamp,
) -> Result<Vec<PersonId>, DbError> {
    // Not `exists`: SQLite 3.51 makes a join of it, and one whose condition is read by two indexes
    // stops at the first line that either of them finds.
    const SQL: &str = concat!(
        "select judge.column1 from (values ($2), ($3), ($4), ($5), ($6), ($7), ($8), ($9), ($10), ($11)) judge
         where (select 1 from comment where ",
        news!("judge.column1"),
        " limit 1) is not null and ",
        may_be_told!("judge.column1")
    );

    let ids = holders.iter().map(|person| person.as_uuid()).chain(std::iter::repeat(Uuid::nil()));
    let people: Vec<Uuid> = on!(db, conn => {
        let people = query_scalar(SQL).bind(pause(now));
        ids.take(AT_ONCE).fold(people, |people, id| people.bind(id)).fetch_all(conn)
    })?;
    let mut people: Vec<PersonId> = people.into_iter().map(PersonId::from).collect();
    people.retain(|person| holders.contains(person));
    Ok(people)
}

/// Whoever was told after this moment waits.
fn pause(now: Timestamp) -> i64 {
    (now - PAUSE).as_millisecond()
}

/// What waits for this person and was not told to them, oldest first: in the blogs that they
/// edit, or `everywhere`.
pub async fn due(db: &mut Conn, person: PersonId, everywhere: bool, limit: i64) -> Result<Vec<Due>, DbError> {
    const SQL: &str = concat!(
        "select ",
        comment_columns!(),
        ", post.title as title from comment join post on post.id = comment.post
         where ",
        news!("$1"),
        " and ($2 = 1 or exists (select 1 from blog_author where blog_author.blog = post.blog
            and blog_author.person = $1 and blog_author.role = 'editor'))
         order by comment.at, comment.id limit $3"
    );

    let rows: Vec<DueRow> = on!(db, conn => query_as(SQL)
        .bind(person.as_uuid())
        .bind(i64::from(everywhere))
        .bind(limit)
        .fetch_all(conn))?;
    rows.into_iter().map(|row| Ok(Due { comment: row.comment.try_into()?, title: row.title })).collect()
}

/// This person was told of these comments. Safe to repeat.
pub async fn told(
    tx: &mut Tx,
    person: PersonId,
    comments: &[CommentId],
    now: Timestamp,
) -> Result<(), DbError> {
    const NOTICE: &str =
        "insert into moderation_notice (person, comment, at) values ($1, $2, $3) on conflict do nothing";
    const READER: &str = "insert into moderation_reader (person, muted, told_at) values ($1, 0, $2)
        on conflict (person) do update set told_at = excluded.told_at";

    for comment in comments {
        change!(tx, conn => query(NOTICE)
            .bind(person.as_uuid())
            .bind(comment.as_uuid())
            .bind(now.as_millisecond())
            .execute(conn))?;
    }
    change!(tx, conn => query(READER).bind(person.as_uuid()).bind(now.as_millisecond()).execute(conn))?;
    Ok(())
}

/// The comment was judged: what comes of it later is news again.
pub async fn settle(tx: &mut Tx, comment: CommentId) -> Result<(), DbError> {
    const SQL: &str = "delete from moderation_notice where comment = $1";

    change!(tx, conn => query(SQL).bind(comment.as_uuid()).execute(conn))?;
    Ok(())
}
