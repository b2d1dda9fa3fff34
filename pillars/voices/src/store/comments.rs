//! Comments and their threads of one level.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp, WorkId};

use super::rows::{CommentRow, all, comment_columns};
use crate::model::{Comment, CommentId, CommentState, Recipient, Writer};

/// Keeps a new comment.
pub async fn insert(tx: &mut Tx, comment: &Comment) -> Result<(), DbError> {
    const SQL: &str = "insert into comment (id, post, parent, author, guest, guest_name, body, state, reason,
        reinstated, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10)";
    let (author, guest, name) = match &comment.writer {
        Writer::Member(person) => (Some(person.as_uuid()), None, None),
        Writer::Guest { guest, name } => (None, guest.map(|id| id.as_uuid()), Some(name.as_str())),
        Writer::Gone => (None, None, None),
    };

    change!(tx, conn => query(SQL)
        .bind(comment.id.as_uuid())
        .bind(comment.post.as_uuid())
        .bind(comment.parent.map(CommentId::as_uuid))
        .bind(author)
        .bind(guest)
        .bind(name)
        .bind(comment.body.as_str())
        .bind(comment.state.as_str())
        .bind(comment.reason.as_deref())
        .bind(comment.at.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// The comment with this id, in whatever state.
pub async fn by_id(db: &mut Conn, id: CommentId) -> Result<Option<Comment>, DbError> {
    const SQL: &str = concat!("select ", comment_columns!(), " from comment where comment.id = $1");

    let row: Option<CommentRow> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Comment::try_from).transpose()
}

/// What everyone reads under a post, oldest first, and the places of deleted
/// comments that others answered.
pub async fn shown(db: &mut Conn, post: WorkId, limit: i64) -> Result<Vec<Comment>, DbError> {
    const SQL: &str = concat!(
        "select ",
        comment_columns!(),
        " from comment where comment.post = $1 and (comment.state = 'shown' or (comment.state = 'deleted'
          and exists (select 1 from comment answer where answer.parent = comment.id and answer.state = 'shown')))
          order by comment.at, comment.id limit $2"
    );

    let rows: Vec<CommentRow> =
        on!(db, conn => query_as(SQL).bind(post.as_uuid()).bind(limit).fetch_all(conn))?;
    all(rows)
}

/// What a member wrote under a post and others do not read yet.
pub async fn own_waiting(db: &mut Conn, post: WorkId, person: PersonId) -> Result<Vec<Comment>, DbError> {
    const SQL: &str = concat!(
        "select ",
        comment_columns!(),
        " from comment where comment.post = $1 and comment.author = $2
          and comment.state in ('waiting', 'suspected') order by comment.at, comment.id limit 50"
    );

    let rows: Vec<CommentRow> = on!(db, conn => query_as(SQL)
        .bind(post.as_uuid())
        .bind(person.as_uuid())
        .fetch_all(conn))?;
    all(rows)
}

/// Whether this writer left these words under this post since `since`: a form sent twice.
pub async fn same_again(
    db: &mut Conn,
    post: WorkId,
    writer: Recipient,
    body: &str,
    since: Timestamp,
) -> Result<Option<Comment>, DbError> {
    const SQL: &str = concat!(
        "select ",
        comment_columns!(),
        " from comment where comment.post = $1 and (comment.author = $2 or comment.guest = $3)
          and comment.body = $4 and comment.at >= $5 and comment.state <> 'deleted' limit 1"
    );
    let (person, guest) = writer.columns();

    let row: Option<CommentRow> = on!(db, conn => query_as(SQL)
        .bind(post.as_uuid())
        .bind(person)
        .bind(guest)
        .bind(body)
        .bind(since.as_millisecond())
        .fetch_optional(conn))?;
    row.map(Comment::try_from).transpose()
}

/// How many comments of this writer everyone reads, counted up to `most`.
pub async fn shown_of(db: &mut Conn, writer: Recipient, most: i64) -> Result<i64, DbError> {
    const OF_PERSON: &str = "select count(*) from
        (select 1 from comment where author = $1 and state = 'shown' limit $2) said";
    const OF_GUEST: &str = "select count(*) from
        (select 1 from comment where guest = $1 and state = 'shown' limit $2) said";

    let (sql, who) = match writer {
        Recipient::Person(person) => (OF_PERSON, person.as_uuid()),
        Recipient::Guest(guest) => (OF_GUEST, guest.as_uuid()),
    };
    on!(db, conn => query_scalar(sql).bind(who).bind(most).fetch_one(conn))
}

/// A comment that others left for someone, with where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// The comment.
    pub comment: Comment,
    /// Address of the blog.
    pub blog_slug: String,
    /// Address of the post.
    pub post_slug: String,
    /// Title of the post.
    pub post_title: String,
}

#[derive(sqlx::FromRow)]
struct ReplyRow {
    #[sqlx(flatten)]
    comment: CommentRow,
    blog_slug: String,
    post_slug: String,
    post_title: String,
}

/// What others said lately to someone, newest first: the newest comments under their last twenty posts,
/// and answers to their last fifty comments. So few are looked through that it costs the same for
/// whoever has written a lot.
pub async fn replies_to(db: &mut Conn, person: PersonId, limit: i64) -> Result<Vec<Reply>, DbError> {
    const SQL: &str = concat!(
        "select ",
        comment_columns!(),
        ", blog.slug as blog_slug, post.slug as post_slug, post.title as post_title
           from (select id from (select comment.id from comment
                   where comment.state = 'shown' and comment.post in (select own.id from post own
                     where own.author = $1 and own.state = 'published' order by own.published_at desc limit 20)
                   order by comment.at desc limit 2 * $2 + 50) under
                 union select comment.id from comment
                   where comment.state = 'shown' and comment.parent in (select said.id from comment said
                     where said.author = $1 and said.state = 'shown' order by said.at desc limit 50)) found
           join comment on comment.id = found.id
           join post on post.id = comment.post join blog on blog.id = post.blog
          where post.state = 'published' and (comment.author is null or comment.author <> $1)
          order by comment.at desc, comment.id desc limit $2"
    );

    let rows: Vec<ReplyRow> =
        on!(db, conn => query_as(SQL).bind(person.as_uuid()).bind(limit).fetch_all(conn))?;
    let one = |row: ReplyRow| {
        Ok(Reply {
            comment: row.comment.try_into()?,
            blog_slug: row.blog_slug,
            post_slug: row.post_slug,
            post_title: row.post_title,
        })
    };
    rows.into_iter().map(one).collect()
}

/// How many comments have said the very same since `since`, whoever wrote them; beyond a few, not
/// exactly how many.
pub async fn same_words(db: &mut Conn, body: &str, since: Timestamp) -> Result<i64, DbError> {
    const SQL: &str = "select count(*) from (select 1 from comment
        where substr(body, 1, 64) = substr($1, 1, 64) and body = $1 and at >= $2 and state <> 'deleted'
        limit 20) same";

    on!(db, conn => query_scalar(SQL).bind(body).bind(since.as_millisecond()).fetch_one(conn))
}

/// Moves a comment that stands at `from`. What is put back for good stays marked.
/// Returns whether it stood there.
pub async fn set_state(
    tx: &mut Tx,
    id: CommentId,
    from: CommentState,
    to: CommentState,
    reason: Option<&str>,
    reinstated: bool,
) -> Result<bool, DbError> {
    const SQL: &str = "update comment set state = $2, reason = $3, reinstated = $4
        where id = $1 and state = $5";

    let changed = change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(to.as_str())
        .bind(reason)
        .bind(i64::from(reinstated))
        .bind(from.as_str())
        .execute(conn))?;
    Ok(changed > 0)
}

/// Changes the words of a comment, and where they stand after another look. What a moderator
/// put back for good were the words before.
pub async fn edit(
    tx: &mut Tx,
    id: CommentId,
    body: &str,
    state: CommentState,
    reason: Option<&str>,
    now: Timestamp,
) -> Result<(), DbError> {
    const SQL: &str = "update comment set body = $2, state = $3, reason = $4, edited_at = $5,
        reinstated = case when body = $2 then reinstated else 0 end where id = $1";

    change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(body)
        .bind(state.as_str())
        .bind(reason)
        .bind(now.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// Its writer takes a comment away: the words and the name are gone for good.
pub async fn delete(tx: &mut Tx, id: CommentId) -> Result<(), DbError> {
    const SQL: &str = "update comment set state = 'deleted', body = '', author = null, guest = null,
        guest_name = null, reason = null where id = $1";

    change!(tx, conn => query(SQL).bind(id.as_uuid()).execute(conn))?;
    Ok(())
}

/// Throws away guests' comments that were not confirmed before `before`. Returns how many.
pub async fn drop_unconfirmed(tx: &mut Tx, before: Timestamp) -> Result<u64, DbError> {
    const SQL: &str = "delete from comment where state = 'unconfirmed' and at < $1";

    change!(tx, conn => query(SQL).bind(before.as_millisecond()).execute(conn))
}
