//! Who wants to be told of comments.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{Id, PersonId, Timestamp};
use uuid::Uuid;

use super::rows::read;
use crate::model::{Comment, Post, Recipient, Subscription, SubscriptionId, Target, TargetKind, Writer};

type Row = (Uuid, String, Uuid, Option<Uuid>, Option<Uuid>, String, i64);

fn subscription((id, kind, target, person, guest, pace, active): Row) -> Result<Subscription, DbError> {
    let unreadable = DbError::unreadable("comment_subscription");
    Ok(Subscription {
        id: id.into(),
        target: Target { kind: read("comment_subscription", &kind)?, id: target },
        recipient: Recipient::of(person, guest).ok_or("nobody follows").map_err(unreadable)?,
        pace: read("comment_subscription", &pace)?,
        active: active != 0,
    })
}

/// Keeps a wish, or changes the pace of the one that stands. Once for each recipient and target.
pub async fn follow(tx: &mut Tx, wish: &Subscription, now: Timestamp) -> Result<(), DbError> {
    const PERSON: &str =
        "insert into comment_subscription (id, kind, target, person, guest, pace, active, at)
        values ($1, $2, $3, $4, $5, $6, 1, $7)
        on conflict (kind, target, person) do update set pace = excluded.pace, active = 1";
    const GUEST: &str = "insert into comment_subscription (id, kind, target, person, guest, pace, active, at)
        values ($1, $2, $3, $4, $5, $6, 1, $7)
        on conflict (kind, target, guest) do update set pace = excluded.pace, active = 1";
    let (person, guest) = wish.recipient.columns();
    let sql = if person.is_some() { PERSON } else { GUEST };

    change!(tx, conn => query(sql)
        .bind(wish.id.as_uuid())
        .bind(wish.target.kind.as_str())
        .bind(wish.target.id)
        .bind(person)
        .bind(guest)
        .bind(wish.pace.as_str())
        .bind(now.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// Like [`follow`], but leaves a wish that was once ended alone: for what the
/// house proposes by itself, such as the replies to one's own comments.
pub async fn propose(tx: &mut Tx, wish: &Subscription, now: Timestamp) -> Result<(), DbError> {
    const SQL: &str = "insert into comment_subscription (id, kind, target, person, guest, pace, active, at)
        values ($1, $2, $3, $4, $5, $6, 1, $7) on conflict do nothing";
    let (person, guest) = wish.recipient.columns();

    change!(tx, conn => query(SQL)
        .bind(wish.id.as_uuid())
        .bind(wish.target.kind.as_str())
        .bind(wish.target.id)
        .bind(person)
        .bind(guest)
        .bind(wish.pace.as_str())
        .bind(now.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// Ends a wish. Returns whether it stood.
pub async fn end(tx: &mut Tx, id: SubscriptionId) -> Result<bool, DbError> {
    const SQL: &str = "update comment_subscription set active = 0 where id = $1 and active = 1";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).execute(conn))? > 0)
}

/// Ends all that a guest follows. Returns how much it was.
pub async fn end_all_of_guest(tx: &mut Tx, guest: Id<Writer>) -> Result<u64, DbError> {
    const SQL: &str = "update comment_subscription set active = 0 where guest = $1 and active = 1";

    change!(tx, conn => query(SQL).bind(guest.as_uuid()).execute(conn))
}

/// The wish with this id.
pub async fn by_id(db: &mut Conn, id: SubscriptionId) -> Result<Option<Subscription>, DbError> {
    const SQL: &str = "select id, kind, target, person, guest, pace, active from comment_subscription
        where id = $1";

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(subscription).transpose()
}

/// What someone wishes about one thing.
pub async fn of_recipient(
    db: &mut Conn,
    recipient: Recipient,
    target: Target,
) -> Result<Option<Subscription>, DbError> {
    const SQL: &str = "select id, kind, target, person, guest, pace, active from comment_subscription
        where (person = $1 or guest = $2) and kind = $3 and target = $4";
    let (person, guest) = recipient.columns();

    let row: Option<Row> = on!(db, conn => query_as(SQL)
        .bind(person)
        .bind(guest)
        .bind(target.kind.as_str())
        .bind(target.id)
        .fetch_optional(conn))?;
    row.map(subscription).transpose()
}

/// Keeps a wish that does not stand yet: its address must be confirmed first.
/// Returns the wish that is kept, which may be an older one.
pub async fn ask(tx: &mut Tx, wish: &Subscription, now: Timestamp) -> Result<Option<Subscription>, DbError> {
    const SQL: &str = "insert into comment_subscription (id, kind, target, person, guest, pace, active, at)
        values ($1, $2, $3, $4, $5, $6, 0, $7) on conflict do nothing";
    let (person, guest) = wish.recipient.columns();

    change!(tx, conn => query(SQL)
        .bind(wish.id.as_uuid())
        .bind(wish.target.kind.as_str())
        .bind(wish.target.id)
        .bind(person)
        .bind(guest)
        .bind(wish.pace.as_str())
        .bind(now.as_millisecond())
        .execute(conn))?;
    of_recipient(tx, wish.recipient, wish.target).await
}

/// All that a member follows, newest first.
pub async fn all_of_person(db: &mut Conn, person: PersonId) -> Result<Vec<Subscription>, DbError> {
    const SQL: &str = "select id, kind, target, person, guest, pace, active from comment_subscription
        where person = $1 and active = 1 order by at desc, id limit 200";

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(person.as_uuid()).fetch_all(conn))?;
    rows.into_iter().map(subscription).collect()
}

/// Every wish that a new comment meets, one for each recipient: replies before
/// posts before blogs. `answered` is who wrote the comment that it answers.
/// Its own writer and unconfirmed guests are not told.
pub async fn met_by(
    db: &mut Conn,
    comment: &Comment,
    post: &Post,
    answered: Option<Recipient>,
) -> Result<Vec<Subscription>, DbError> {
    const SQL: &str =
        "select wish.id, wish.kind, wish.target, wish.person, wish.guest, wish.pace, wish.active
        from comment_subscription wish left join comment_guest on comment_guest.id = wish.guest
        where wish.active = 1 and (wish.guest is null or comment_guest.confirmed_at is not null)
        and ((wish.kind = 'post' and wish.target = $1) or (wish.kind = 'blog' and wish.target = $2)
            or (wish.kind = 'replies' and wish.target = $3))
        order by case wish.kind when 'replies' then 0 when 'post' then 1 else 2 end, wish.at, wish.id";

    let rows: Vec<Row> = on!(db, conn => query_as(SQL)
        .bind(post.id.as_uuid())
        .bind(post.blog.as_uuid())
        .bind(answered.map_or(Uuid::nil(), Recipient::as_uuid))
        .fetch_all(conn))?;
    let own = writer_of(comment);
    let mut met: Vec<Subscription> = Vec::new();
    for row in rows {
        let wish = subscription(row)?;
        let known = met.iter().any(|other| other.recipient == wish.recipient);
        if Some(wish.recipient) != own && !known {
            met.push(wish);
        }
    }
    Ok(met)
}

/// Who wrote a comment, as someone who may get mail.
pub fn writer_of(comment: &Comment) -> Option<Recipient> {
    match &comment.writer {
        Writer::Member(person) => Some(Recipient::Person(*person)),
        Writer::Guest { guest, .. } => guest.map(Recipient::Guest),
        Writer::Gone => None,
    }
}

/// The wish for answers to one's own comments.
pub fn replies_to(recipient: Recipient) -> Target {
    Target { kind: TargetKind::Replies, id: recipient.as_uuid() }
}
