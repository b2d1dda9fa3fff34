//! Pictures and sounds of posts. The bytes lie in the files of the section.

use griot_contracts::files::FilesLetGo;
use griot_db::{Conn, DbError, Tx, change, on, outbox};
use griot_kernel::{Id, PersonId, Timestamp, WorkId};
use uuid::Uuid;

use super::rows::{moment, read};
use crate::model::{Attachment, BlogId};

pub(super) type Row = (Uuid, Option<Uuid>, Option<Uuid>, String, String, String, i64, i64);

pub(super) fn attachment(
    (id, post, owner, kind, alt, stored, bytes, at): Row,
) -> Result<Attachment, DbError> {
    Ok(Attachment {
        id: id.into(),
        post: post.map(Into::into),
        owner: owner.map(Into::into),
        kind: read("post_attachment", &kind)?,
        alt,
        stored,
        bytes,
        at: moment(at),
    })
}

/// Keeps what was brought.
pub async fn insert(tx: &mut Tx, one: &Attachment) -> Result<(), DbError> {
    const SQL: &str = "insert into post_attachment (id, post, owner, kind, alt, stored, bytes, at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";

    change!(tx, conn => query(SQL)
        .bind(one.id.as_uuid())
        .bind(one.post.map(WorkId::as_uuid))
        .bind(one.owner.map(PersonId::as_uuid))
        .bind(one.kind.as_str())
        .bind(one.alt.as_str())
        .bind(one.stored.as_str())
        .bind(one.bytes)
        .bind(one.at.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// How many bytes someone brought since `since`.
pub async fn weight(db: &mut Conn, owner: PersonId, since: Timestamp) -> Result<i64, DbError> {
    const SQL: &str =
        "select cast(coalesce(sum(bytes), 0) as bigint) from post_attachment where owner = $1 and at >= $2";

    on!(db, conn => query_scalar(SQL).bind(owner.as_uuid()).bind(since.as_millisecond()).fetch_one(conn))
}

/// What belongs to a post, in the order it was brought.
pub async fn of_post(db: &mut Conn, post: WorkId) -> Result<Vec<Attachment>, DbError> {
    const SQL: &str = "select id, post, owner, kind, alt, stored, bytes, at from post_attachment
        where post = $1 order by at, id limit 500";

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(post.as_uuid()).fetch_all(conn))?;
    rows.into_iter().map(attachment).collect()
}

/// Whether a published post of this blog carries sound.
pub async fn blog_has_sound(db: &mut Conn, blog: BlogId) -> Result<bool, DbError> {
    const SQL: &str = "select count(*) from (select 1 from post_attachment
        join post on post.id = post_attachment.post
        where post.blog = $1 and post.state = 'published' and post_attachment.kind = 'audio' limit 1) heard";

    let count: i64 = on!(db, conn => query_scalar(SQL).bind(blog.as_uuid()).fetch_one(conn))?;
    Ok(count > 0)
}

/// The attachment with this id.
pub async fn by_id(db: &mut Conn, id: Id<Attachment>) -> Result<Option<Attachment>, DbError> {
    const SQL: &str = "select id, post, owner, kind, alt, stored, bytes, at from post_attachment
        where id = $1";

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(attachment).transpose()
}

/// Lets an attachment go, and its bytes unless another post shows the same ones.
pub async fn remove(tx: &mut Tx, id: Id<Attachment>) -> Result<(), DbError> {
    const SQL: &str = "delete from post_attachment where id = $1";

    change!(tx, conn => query(SQL).bind(id.as_uuid()).execute(conn))?;
    outbox::publish(tx, &FilesLetGo {}).await
}
