//! Who wants to be told of comments.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{Id, PageRequest, PersonId, Timestamp};
use uuid::Uuid;

use super::rows::read;
use crate::model::{
    Comment, Pace, Post, Recipient, Subscription, SubscriptionId, Target, TargetKind, Writer,
};

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
        on conflict (kind, target, person) do update set pace = excluded.pace, active = 1, ended_at = null";
    const GUEST: &str = "insert into comment_subscription (id, kind, target, person, guest, pace, active, at)
        values ($1, $2, $3, $4, $5, $6, 1, $7)
        on conflict (kind, target, guest) do update set pace = excluded.pace, active = 1, ended_at = null";
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
pub async fn end(tx: &mut Tx, id: SubscriptionId, now: Timestamp) -> Result<bool, DbError> {
    const SQL: &str =
        "update comment_subscription set active = 0, ended_at = $2 where id = $1 and active = 1";

    let ended = change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(now.as_millisecond()).execute(conn))?;
    Ok(ended > 0)
}

/// Ends what someone, a member or a guest, gets at this pace. Returns how much it was.
pub async fn end_all_at(tx: &mut Tx, recipient: Uuid, pace: Pace, now: Timestamp) -> Result<u64, DbError> {
    const SQL: &str = "update comment_subscription set active = 0, ended_at = $3
        where (person = $1 or guest = $1) and pace = $2 and active = 1";

    change!(tx, conn => query(SQL)
        .bind(recipient)
        .bind(pace.as_str())
        .bind(now.as_millisecond())
        .execute(conn))
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

/// Keeps a wish that does not stand yet: its address must be confirmed first. Asked again before
/// that, the pace asked for last is kept. Returns the wish that is kept, which may be an older one.
pub async fn ask(tx: &mut Tx, wish: &Subscription, now: Timestamp) -> Result<Option<Subscription>, DbError> {
    const SQL: &str = "insert into comment_subscription (id, kind, target, person, guest, pace, active, at)
        values ($1, $2, $3, $4, $5, $6, 0, $7)
        on conflict (kind, target, guest) do update set pace = excluded.pace
        where comment_subscription.active = 0";
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
        where person = $1 and active = 1 order by at desc, id";

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(person.as_uuid()).fetch_all(conn))?;
    rows.into_iter().map(subscription).collect()
}

/// A wish with what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// The wish.
    pub wish: Subscription,
    /// Address and title of the post or blog; nothing for the answers to one's own comments.
    pub about: Option<(String, String)>,
}

#[derive(sqlx::FromRow)]
struct FollowedRow {
    id: Uuid,
    kind: String,
    target: Uuid,
    person: Option<Uuid>,
    guest: Option<Uuid>,
    pace: String,
    active: i64,
    blog_slug: Option<String>,
    blog_title: Option<String>,
    post_slug: Option<String>,
    post_title: Option<String>,
}

/// What someone, a member or a guest, follows, and after it what they ended since `since`, newest
/// first; with `pace`, at this pace alone. What is not there any more is left out.
pub async fn followed(
    db: &mut Conn,
    recipient: Uuid,
    pace: Option<Pace>,
    since: Timestamp,
    page: PageRequest,
) -> Result<Vec<Followed>, DbError> {
    const SQL: &str =
        "select wish.id, wish.kind, wish.target, wish.person, wish.guest, wish.pace, wish.active,
            blog.slug as blog_slug, blog.title as blog_title, post.slug as post_slug, post.title as post_title
        from comment_subscription wish
        left join post on wish.kind = 'post' and post.id = wish.target
        left join blog on blog.id = case wish.kind when 'blog' then wish.target else post.blog end
        where (wish.person = $1 or wish.guest = $1) and (wish.active = 1 or wish.ended_at >= $2)
        and ($3 = '' or wish.pace = $3) and (wish.kind = 'replies' or blog.id is not null)
        order by wish.active desc, coalesce(wish.ended_at, wish.at) desc, wish.id limit $4 offset $5";

    let rows: Vec<FollowedRow> = on!(db, conn => query_as(SQL)
        .bind(recipient)
        .bind(since.as_millisecond())
        .bind(pace.map_or("", Pace::as_str))
        .bind(page.limit_and_one())
        .bind(page.skip())
        .fetch_all(conn))?;
    let one = |row: FollowedRow| {
        let about = match (row.blog_slug, row.blog_title, row.post_slug, row.post_title) {
            (Some(blog), _, Some(post), Some(title)) => Some((format!("/blogs/{blog}/{post}"), title)),
            (Some(blog), Some(title), _, _) => Some((format!("/blogs/{blog}"), title)),
            _ => None,
        };
        let wish = (row.id, row.kind, row.target, row.person, row.guest, row.pace, row.active);
        Ok(Followed { wish: subscription(wish)?, about })
    };
    rows.into_iter().map(one).collect()
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
