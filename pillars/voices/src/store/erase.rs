//! Forgetting a person.

use griot_contracts::{files::FilesLetGo, publications::PublicationChanged};
use griot_db::{DbError, Tx, change, on, outbox};
use griot_kernel::PersonId;
use uuid::Uuid;

use crate::acts::publication;

/// Erases what a person wrote and every trace of them: own blogs, posts in other blogs,
/// comments, wishes, reports. An own blog in which others write too becomes theirs.
/// Safe to run twice.
pub async fn person(tx: &mut Tx, person: PersonId) -> Result<(), DbError> {
    const STEPS: [&str; 16] = [
        "delete from blog where kind = 'person' and owner = $1",
        "delete from post where author = $1",
        "update comment set state = 'deleted', body = '', reason = null, guest_name = null, author = null
            where author = $1",
        "delete from comment_alert where recipient = $1",
        "delete from comment_subscription where person = $1",
        "update comment_report set by_person = null where by_person = $1",
        "delete from blog_author where person = $1",
        "update blog set owner = null where owner = $1",
        "update post_revision set by_person = null where by_person = $1",
        "update post_draft set by_person = null where by_person = $1",
        "update post_featured set by_person = null where by_person = $1",
        "update post_attachment set owner = null where owner = $1",
        "delete from comment_subscription where kind = 'replies' and target = $1",
        "update comment set judged_by = null where judged_by = $1",
        "delete from moderation_notice where person = $1",
        "delete from moderation_reader where person = $1",
    ];
    const GONE: &str = "select id, revision from post where author = $1
        or blog in (select id from blog where kind = 'person' and owner = $1)";

    const BLOGS: &str = "select id from blog where kind = 'person' and owner = $1";

    const SHARED: &str = "update blog set kind = 'team', owner = null where kind = 'person' and owner = $1
        and exists (select 1 from post where post.blog = blog.id and post.author <> $1)";

    change!(tx, conn => query(SHARED).bind(person.as_uuid()).execute(conn))?;
    let gone: Vec<(Uuid, i64)> = on!(tx, conn => query_as(GONE).bind(person.as_uuid()).fetch_all(conn))?;
    let blogs: Vec<Uuid> = on!(tx, conn => query_scalar(BLOGS).bind(person.as_uuid()).fetch_all(conn))?;
    for id in blogs {
        publication::tell_blog(tx, id.into()).await?;
    }
    for (id, revision) in gone {
        outbox::publish(tx, &PublicationChanged { id: id.into(), revision: revision + 1 }).await?;
    }
    super::imports::erase(tx, person).await?;
    for step in STEPS {
        change!(tx, conn => query(step).bind(person.as_uuid()).execute(conn))?;
    }
    outbox::publish(tx, &FilesLetGo {}).await?;
    tx.public_changed().await
}
