//! The comments below a post as one reader sees them, thread by thread: the comments that answer
//! none, and the answers of each, oldest first. However many there are, a part costs the same.

use griot_db::{Conn, DbError, on};
use griot_kernel::{Part, PersonId, Reading, Timestamp, WorkId};
use uuid::Uuid;

use super::rows::{CommentRow, all, comment_columns};
use crate::model::{Comment, CommentId};

/// From where a part is read: the moment of a comment, and which one it was.
pub type Mark = (Timestamp, CommentId);

/// Threads whose first answers are read at once.
pub const THREADS: u32 = 25;

/// A part of the threads of a post, or, with `head`, of the answers to one comment.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// The post.
    pub post: WorkId,
    /// The comment whose answers are wanted.
    pub head: Option<CommentId>,
    /// Who reads: they see what waits or was hidden of their own.
    pub reader: Option<PersonId>,
    /// From where.
    pub reading: Reading<Mark>,
    /// How many at most.
    pub size: u32,
}

/// A comment that its reader sees with its words: all do, or it is their own.
macro_rules! seen {
    ($comment:literal) => {
        concat!(
            "(",
            $comment,
            ".state = 'shown' or (",
            $comment,
            ".author = $2 and ",
            $comment,
            ".state in ('waiting', 'suspected', 'hidden')))"
        )
    };
}

/// One part: what is seen, and the places of what was answered and is seen no more.
macro_rules! part {
    ($within:literal, $from:literal) => {
        concat!(
            "select ",
            comment_columns!(),
            " from comment where comment.post = $1 and ",
            $within,
            " and (",
            seen!("comment"),
            " or exists (select 1 from comment answer where answer.parent = comment.id and ",
            seen!("answer"),
            ")) ",
            $from
        )
    };
}

/// A part of the comments, in their order, whichever way it was read.
pub async fn part(db: &mut Conn, wanted: Wanted) -> Result<Part<Comment>, DbError> {
    const HEADS: &str = part!(
        "comment.parent is null",
        "and comment.at >= $3 and (comment.at > $3 or comment.id > $4) order by comment.at, comment.id limit $5"
    );
    const HEADS_BEFORE: &str = part!(
        "comment.parent is null",
        "and comment.at <= $3 and (comment.at < $3 or comment.id < $4)
         order by comment.at desc, comment.id desc limit $5"
    );
    const ANSWERS: &str = part!(
        "comment.parent = $6",
        "and comment.at >= $3 and (comment.at > $3 or comment.id > $4) order by comment.at, comment.id limit $5"
    );
    const ANSWERS_BEFORE: &str = part!(
        "comment.parent = $6",
        "and comment.at <= $3 and (comment.at < $3 or comment.id < $4)
         order by comment.at desc, comment.id desc limit $5"
    );
    let sql = match (wanted.head, wanted.reading.is_backwards()) {
        (None, false) => HEADS,
        (None, true) => HEADS_BEFORE,
        (Some(_), false) => ANSWERS,
        (Some(_), true) => ANSWERS_BEFORE,
    };
    let (at, id) = match wanted.reading {
        Reading::Start => (i64::MIN, Uuid::nil()),
        Reading::After((at, id)) | Reading::Before((at, id)) => (at.as_millisecond(), id.as_uuid()),
    };

    let rows: Vec<CommentRow> = on!(db, conn => {
        let part = query_as(sql)
            .bind(wanted.post.as_uuid())
            .bind(reader(wanted.reader))
            .bind(at)
            .bind(id)
            .bind(i64::from(wanted.size) + 1);
        let part = match wanted.head {
            Some(head) => part.bind(head.as_uuid()),
            None => part,
        };
        part.fetch_all(conn)
    })?;
    Ok(wanted.reading.part(all(rows)?, wanted.size))
}

#[derive(sqlx::FromRow)]
struct AnswerRow {
    #[sqlx(flatten)]
    comment: CommentRow,
    answers: i64,
}

/// The first `most` answers to each of up to [`THREADS`] comments as `reader` sees them, oldest
/// first, and how many answers the comment has that each of them belongs to.
pub async fn first_answers(
    db: &mut Conn,
    heads: &[CommentId],
    reader: Option<PersonId>,
    most: i64,
) -> Result<Vec<(Comment, i64)>, DbError> {
    const SQL: &str = concat!(
        "select ",
        comment_columns!(),
        ", comment.answers from (select comment.*,
             row_number() over (partition by comment.parent order by comment.at, comment.id) as place,
             count(*) over (partition by comment.parent) as answers
           from comment where comment.parent in ($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
             $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27) and ",
        seen!("comment"),
        ") comment where comment.place <= $1 order by comment.at, comment.id"
    );

    let ids = heads.iter().map(|id| id.as_uuid()).chain(std::iter::repeat(Uuid::nil()));
    let ids = ids.take(usize::try_from(THREADS).unwrap_or(usize::MAX));
    let rows: Vec<AnswerRow> = on!(db, conn => {
        let answers = query_as(SQL).bind(most).bind(self::reader(reader));
        ids.fold(answers, |answers, id| answers.bind(id)).fetch_all(conn)
    })?;
    rows.into_iter().map(|row| Ok((row.comment.try_into()?, row.answers))).collect()
}

/// How many comments everyone reads below a post.
pub async fn count(db: &mut Conn, post: WorkId) -> Result<i64, DbError> {
    const SQL: &str = "select count(*) from comment where post = $1 and state = 'shown'";

    on!(db, conn => query_scalar(SQL).bind(post.as_uuid()).fetch_one(conn))
}

/// A stranger wrote none of them.
fn reader(person: Option<PersonId>) -> Uuid {
    person.map_or(Uuid::nil(), PersonId::as_uuid)
}
