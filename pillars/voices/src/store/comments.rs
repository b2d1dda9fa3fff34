//! Comments: what was said, by whom, and where it stands.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{Id, Language, PageRequest, PersonId, Timestamp, WorkId};

use super::rows::{CommentRow, all, comment_columns, read};
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

/// A comment with where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// The comment.
    pub comment: Comment,
    /// Address of the blog.
    pub blog_slug: String,
    /// Address of the post.
    pub post_slug: String,
    /// Title of the post.
    pub post_title: String,
    /// Language of the post.
    pub language: Language,
}

#[derive(sqlx::FromRow)]
struct PlacedRow {
    #[sqlx(flatten)]
    comment: CommentRow,
    blog_slug: String,
    post_slug: String,
    post_title: String,
    language: String,
}

/// Comments with where they stand, of the tables that follow.
macro_rules! placed {
    () => {
        concat!(
            "select ",
            comment_columns!(),
            ", blog.slug as blog_slug, post.slug as post_slug, post.title as post_title, post.language "
        )
    };
}

impl TryFrom<PlacedRow> for Placed {
    type Error = DbError;

    fn try_from(row: PlacedRow) -> Result<Self, DbError> {
        Ok(Self {
            comment: row.comment.try_into()?,
            blog_slug: row.blog_slug,
            post_slug: row.post_slug,
            post_title: row.post_title,
            language: read("post", &row.language)?,
        })
    }
}

impl Placed {
    /// Where everyone finds it.
    pub fn path(&self) -> String {
        self.comment.path(&self.blog_slug, &self.post_slug)
    }
}

/// A comment with where it stands.
pub async fn placed(db: &mut Conn, id: CommentId) -> Result<Option<Placed>, DbError> {
    const SQL: &str = concat!(
        placed!(),
        "from comment join post on post.id = comment.post join blog on blog.id = post.blog
          where comment.id = $1"
    );

    let row: Option<PlacedRow> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Placed::try_from).transpose()
}

/// What others said lately to someone, newest first: the newest comments under their last twenty posts,
/// and answers to their last fifty comments. So few are looked through that it costs the same for
/// whoever has written a lot.
pub async fn replies_to(db: &mut Conn, person: PersonId, limit: i64) -> Result<Vec<Placed>, DbError> {
    const SQL: &str = concat!(
        placed!(),
        "from (select id from (select comment.id from comment
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

    let rows: Vec<PlacedRow> =
        on!(db, conn => query_as(SQL).bind(person.as_uuid()).bind(limit).fetch_all(conn))?;
    all(rows)
}

/// What moderators hid of someone's since `since` under posts that everyone reads, newest first.
pub async fn hidden_of(
    db: &mut Conn,
    person: PersonId,
    since: Timestamp,
    limit: i64,
) -> Result<Vec<Placed>, DbError> {
    const SQL: &str = concat!(
        placed!(),
        "from comment join post on post.id = comment.post join blog on blog.id = post.blog
          where comment.author = $1 and comment.state = 'hidden' and post.state = 'published'
          and coalesce(comment.judged_at, comment.at) >= $2
          order by coalesce(comment.judged_at, comment.at) desc, comment.id limit $3"
    );

    let rows: Vec<PlacedRow> = on!(db, conn => query_as(SQL)
        .bind(person.as_uuid())
        .bind(since.as_millisecond())
        .bind(limit)
        .fetch_all(conn))?;
    all(rows)
}

/// The comments of a guest that are kept, newest first.
pub async fn of_guest(db: &mut Conn, guest: Id<Writer>, page: PageRequest) -> Result<Vec<Placed>, DbError> {
    const SQL: &str = concat!(
        placed!(),
        "from comment join post on post.id = comment.post join blog on blog.id = post.blog
          where comment.guest = $1 and comment.state <> 'deleted'
          order by comment.at desc, comment.id desc limit $2 offset $3"
    );

    let rows: Vec<PlacedRow> = on!(db, conn => query_as(SQL)
        .bind(guest.as_uuid())
        .bind(page.limit_and_one())
        .bind(page.skip())
        .fetch_all(conn))?;
    all(rows)
}

/// How many comments have said the very same since `since`, whoever wrote them; beyond a few, not
/// exactly how many.
pub async fn same_words(db: &mut Conn, body: &str, since: Timestamp) -> Result<i64, DbError> {
    // `|| ''`: where a body is known SQLite puts it into `substr`, and then finds no index on that.
    const SQL: &str = "select count(*) from (select 1 from comment
        where substr(body, 1, 64) = substr($1, 1, 64) and body || '' = $1 and at >= $2 and state <> 'deleted'
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
    const SQL: &str = "delete from comment where state <> 'shown' and state = 'unconfirmed' and at < $1";

    change!(tx, conn => query(SQL).bind(before.as_millisecond()).execute(conn))
}
