//! What moderators look at: the queue and the reports.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{Id, PageRequest, PersonId, Timestamp};
use uuid::Uuid;

use super::rows::{CommentRow, comment_columns, moment};
use crate::model::{Comment, CommentId, CommentState};

/// Reasons of strangers that are kept of one comment until a moderator has looked.
const MOST_OF_STRANGERS: i64 = 10;

/// A comment in the queue, with where it was left.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// The comment.
    pub comment: Comment,
    /// Address of the blog.
    pub blog_slug: String,
    /// Address of the post.
    pub post_slug: String,
    /// Title of the post.
    pub post_title: String,
    /// Reports that nobody has settled.
    pub reports: i64,
    /// Who judged it last, and when.
    pub judged: Option<(PersonId, Timestamp)>,
}

#[derive(sqlx::FromRow)]
struct WaitingRow {
    #[sqlx(flatten)]
    comment: CommentRow,
    blog_slug: String,
    post_slug: String,
    post_title: String,
    reports: i64,
    judged_by: Option<Uuid>,
    judged_at: Option<i64>,
}

macro_rules! queue {
    () => {
        concat!(
            "select ",
            comment_columns!(),
            ", comment.judged_by, comment.judged_at, blog.slug as blog_slug, post.slug as post_slug, post.title as post_title,
               (select count(*) from comment_report
                where comment_report.comment = comment.id and comment_report.settled = 0) as reports
               from comment join post on post.id = comment.post join blog on blog.id = post.blog "
        )
    };
}

macro_rules! in_state {
    ($order:literal) => {
        concat!(
            queue!(),
            "where comment.state <> 'shown' and comment.state = $1 and ($2 = 1 or exists (select 1 from blog_author
                where blog_author.blog = blog.id and blog_author.person = $3 and blog_author.role = 'editor')) ",
            $order
        )
    };
}

fn waiting(rows: Vec<WaitingRow>) -> Result<Vec<Waiting>, DbError> {
    let one = |row: WaitingRow| {
        Ok(Waiting {
            comment: row.comment.try_into()?,
            blog_slug: row.blog_slug,
            post_slug: row.post_slug,
            post_title: row.post_title,
            reports: row.reports,
            judged: row.judged_by.map(PersonId::from).zip(row.judged_at.map(moment)),
        })
    };
    rows.into_iter().map(one).collect()
}

/// The comments in one state: what waits for a judgement oldest first, what was hidden newest
/// first; none in that of the comments which everyone reads. `editor` sees those of the blogs that
/// this person edits, `None` sees all.
pub async fn in_state(
    db: &mut Conn,
    state: CommentState,
    editor: Option<PersonId>,
    page: PageRequest,
) -> Result<Vec<Waiting>, DbError> {
    const OLDEST_FIRST: &str = in_state!("order by comment.at, comment.id limit $4 offset $5");
    const NEWEST_FIRST: &str = in_state!("order by comment.at desc, comment.id desc limit $4 offset $5");
    let sql = if state == CommentState::Hidden { NEWEST_FIRST } else { OLDEST_FIRST };

    let rows: Vec<WaitingRow> = on!(db, conn => query_as(sql)
        .bind(state.as_str())
        .bind(i64::from(editor.is_none()))
        .bind(editor.map_or(Uuid::nil(), PersonId::as_uuid))
        .bind(page.limit_and_one())
        .bind(page.skip())
        .fetch_all(conn))?;
    waiting(rows)
}

/// The shown comments that readers reported, oldest first; `editor` as above.
pub async fn reported(
    db: &mut Conn,
    editor: Option<PersonId>,
    page: PageRequest,
) -> Result<Vec<Waiting>, DbError> {
    const SQL: &str = concat!(
        queue!(),
        "where comment.state = 'shown'
         and comment.id in (select comment from comment_report where settled = 0)
         and ($1 = 1 or exists (select 1 from blog_author
            where blog_author.blog = blog.id and blog_author.person = $2 and blog_author.role = 'editor'))
         order by comment.at, comment.id limit $3 offset $4"
    );

    let rows: Vec<WaitingRow> = on!(db, conn => query_as(SQL)
        .bind(i64::from(editor.is_none()))
        .bind(editor.map_or(Uuid::nil(), PersonId::as_uuid))
        .bind(page.limit_and_one())
        .bind(page.skip())
        .fetch_all(conn))?;
    waiting(rows)
}

/// Keeps a reader's report. A member's second report of one comment counts once.
/// Returns how many members reported it and were not answered: strangers are heard in
/// the queue, but since one of them could be many, they hide nothing by themselves, and no more
/// than a few of their reasons are kept.
pub async fn report(
    tx: &mut Tx,
    id: Uuid,
    comment: CommentId,
    by: Option<PersonId>,
    reason: &str,
    now: Timestamp,
) -> Result<i64, DbError> {
    const SQL: &str = "insert into comment_report (id, comment, by_person, reason, at, settled)
        select $1, $2, $3, $4, $5, 0 where not exists (select 1 from comment_report
            where comment = $2 and by_person = $3 and settled = 0)
        and ($3 is not null or (select count(*) from comment_report
            where comment = $2 and by_person is null and settled = 0) < $6)";
    const COUNT: &str = "select count(*) from comment_report
        where comment = $1 and settled = 0 and by_person is not null";

    change!(tx, conn => query(SQL)
        .bind(id)
        .bind(comment.as_uuid())
        .bind(by.map(PersonId::as_uuid))
        .bind(reason)
        .bind(now.as_millisecond())
        .bind(MOST_OF_STRANGERS)
        .execute(conn))?;
    on!(tx, conn => query_scalar(COUNT).bind(comment.as_uuid()).fetch_one(conn))
}

/// The reasons that readers gave and nobody settled, oldest first.
pub async fn reasons(db: &mut Conn, comment: CommentId) -> Result<Vec<String>, DbError> {
    const SQL: &str = "select reason from comment_report where comment = $1 and settled = 0
        order by at, id limit 20";

    on!(db, conn => query_scalar(SQL).bind(comment.as_uuid()).fetch_all(conn))
}

/// The reports of a comment have been dealt with.
pub async fn settle(tx: &mut Tx, comment: CommentId) -> Result<(), DbError> {
    const SQL: &str = "update comment_report set settled = 1 where comment = $1";

    change!(tx, conn => query(SQL).bind(comment.as_uuid()).execute(conn))?;
    Ok(())
}

/// Notes who judged a comment, and when: staff read it beside what is hidden.
pub async fn note_judge(
    tx: &mut Tx,
    comment: CommentId,
    by: PersonId,
    now: Timestamp,
) -> Result<(), DbError> {
    const SQL: &str = "update comment set judged_by = $2, judged_at = $3 where id = $1";

    change!(tx, conn => query(SQL)
        .bind(comment.as_uuid())
        .bind(by.as_uuid())
        .bind(now.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// How many comments someone should look at, by why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Wait to be read.
    pub waiting: i64,
    /// Look like spam.
    pub suspected: i64,
    /// Are shown and were reported.
    pub reported: i64,
}

impl Counts {
    /// All of them.
    pub fn all(self) -> i64 {
        self.waiting + self.suspected + self.reported
    }
}

/// How many comments wait, are suspect, or were reported; `editor` as above.
pub async fn counts(db: &mut Conn, editor: Option<PersonId>) -> Result<Counts, DbError> {
    macro_rules! counts {
        ($found:literal, $of:literal) => {
            concat!(
                "select count(*) filter (where found.state = 'waiting'),
                    count(*) filter (where found.state = 'suspected'), count(*) filter (where found.state = 'shown')
                 from (select comment.state",
                $found,
                " from comment where comment.state <> 'shown' and comment.state in ('waiting', 'suspected')
                    union all select comment.state",
                $found,
                " from comment where comment.state = 'shown'
                    and comment.id in (select comment from comment_report where settled = 0)) found ",
                $of
            )
        };
    }
    // `comment_queue` holds all that either asks of what waits.
    const ALL: &str = counts!("", "");
    const OF_EDITOR: &str = counts!(
        ", comment.post",
        "join post on post.id = found.post where exists (select 1 from blog_author
            where blog_author.blog = post.blog and blog_author.person = $1 and blog_author.role = 'editor')"
    );

    let (waiting, suspected, reported): (i64, i64, i64) = match editor {
        None => on!(db, conn => query_as(ALL).fetch_one(conn))?,
        Some(person) => on!(db, conn => query_as(OF_EDITOR).bind(person.as_uuid()).fetch_one(conn))?,
    };
    Ok(Counts { waiting, suspected, reported })
}

/// A fresh id for a report.
pub fn report_id(random: &dyn griot_kernel::Random) -> Uuid {
    Id::<Waiting>::secret(random).as_uuid()
}
