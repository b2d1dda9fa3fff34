//! Which mail about which comment goes to whom, once.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::Timestamp;
use uuid::Uuid;

use crate::model::{CommentId, Pace, Recipient, Subscription, SubscriptionId};

/// A mail that is due, or part of the daily one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alert {
    /// Who gets it.
    pub recipient: Recipient,
    /// What it tells of.
    pub comment: CommentId,
    /// The wish that it obeys.
    pub subscription: SubscriptionId,
}

type Row = (Uuid, Uuid, Option<Uuid>, Option<Uuid>);

fn alerts(rows: Vec<Row>) -> Vec<Alert> {
    let one = |(comment, subscription, person, guest): Row| {
        let recipient = Recipient::of(person, guest)?;
        Some(Alert { recipient, comment: comment.into(), subscription: subscription.into() })
    };
    rows.into_iter().filter_map(one).collect()
}

/// Notes that this comment is to be told to whoever wished it. Returns whether
/// it is the first time: nobody gets two mails for one event.
pub async fn note(
    tx: &mut Tx,
    wish: &Subscription,
    comment: CommentId,
    now: Timestamp,
) -> Result<bool, DbError> {
    const SQL: &str = "insert into comment_alert (recipient, comment, subscription, pace, state, at)
        values ($1, $2, $3, $4, 'due', $5) on conflict do nothing";

    let added = change!(tx, conn => query(SQL)
        .bind(wish.recipient.as_uuid())
        .bind(comment.as_uuid())
        .bind(wish.id.as_uuid())
        .bind(wish.pace.as_str())
        .bind(now.as_millisecond())
        .execute(conn))?;
    Ok(added > 0)
}

/// The mail about one comment to one recipient, if it is still due.
pub async fn due_one(db: &mut Conn, recipient: Uuid, comment: CommentId) -> Result<Option<Alert>, DbError> {
    const SQL: &str = "select comment_alert.comment, comment_alert.subscription,
        comment_subscription.person, comment_subscription.guest
        from comment_alert join comment_subscription on comment_subscription.id = comment_alert.subscription
        where comment_alert.recipient = $1 and comment_alert.comment = $2 and comment_alert.state = 'due'";

    let row: Option<Row> = on!(db, conn => query_as(SQL)
        .bind(recipient)
        .bind(comment.as_uuid())
        .fetch_optional(conn))?;
    Ok(alerts(row.into_iter().collect()).into_iter().next())
}

/// Those who have something in the next daily mail.
pub async fn digest_readers(db: &mut Conn, limit: i64) -> Result<Vec<Uuid>, DbError> {
    const SQL: &str = "select recipient from comment_alert where state = 'due' and pace = 'daily'
        group by recipient order by min(at), recipient limit $1";

    on!(db, conn => query_scalar(SQL).bind(limit).fetch_all(conn))
}

/// What one recipient's next daily mail tells of, oldest first.
pub async fn digest_of(db: &mut Conn, recipient: Uuid, limit: i64) -> Result<Vec<Alert>, DbError> {
    const SQL: &str = "select comment_alert.comment, comment_alert.subscription,
        comment_subscription.person, comment_subscription.guest
        from comment_alert join comment_subscription on comment_subscription.id = comment_alert.subscription
        where comment_alert.recipient = $1 and comment_alert.state = 'due' and comment_alert.pace = 'daily'
        order by comment_alert.at, comment_alert.comment limit $2";

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(recipient).bind(limit).fetch_all(conn))?;
    Ok(alerts(rows))
}

/// How many comments that everyone reads one recipient's next daily mail has to tell of.
pub async fn readable_daily(db: &mut Conn, recipient: Uuid) -> Result<i64, DbError> {
    const SQL: &str = "select count(*) from comment_alert join comment on comment.id = comment_alert.comment
        join post on post.id = comment.post where comment_alert.recipient = $1 and comment_alert.state = 'due'
        and comment_alert.pace = 'daily' and comment.state = 'shown' and post.state = 'published'";

    on!(db, conn => query_scalar(SQL).bind(recipient).fetch_one(conn))
}

/// Notes, before a mail leaves, to which address it goes. Returns false when the same address
/// was or is being told of this comment under another name: as a guest, and as the member who
/// this guest became.
pub async fn claim(
    tx: &mut Tx,
    recipient: Uuid,
    comment: CommentId,
    address: &[u8],
) -> Result<bool, DbError> {
    const SQL: &str = "update comment_alert set address_digest = $3
        where recipient = $1 and comment = $2 and state = 'due' and not exists (select 1 from comment_alert other
            where other.comment = $2 and other.address_digest = $3 and other.recipient <> $1)";

    let claimed = change!(tx, conn => query(SQL)
        .bind(recipient)
        .bind(comment.as_uuid())
        .bind(address)
        .execute(conn))?;
    Ok(claimed > 0)
}

/// Forgets which addresses were told before `before`.
pub async fn forget_addresses(tx: &mut Tx, before: Timestamp) -> Result<u64, DbError> {
    const SQL: &str = "update comment_alert set address_digest = null
        where address_digest is not null and at < $1 and state <> 'due'";

    change!(tx, conn => query(SQL).bind(before.as_millisecond()).execute(conn))
}

/// The mail has left (`sent`), or there is nothing to tell any more. Returns
/// whether it was still due.
pub async fn settle(tx: &mut Tx, recipient: Uuid, comment: CommentId, sent: bool) -> Result<bool, DbError> {
    const SQL: &str = "update comment_alert set state = $3
        where recipient = $1 and comment = $2 and state = 'due'";

    let settled = change!(tx, conn => query(SQL)
        .bind(recipient)
        .bind(comment.as_uuid())
        .bind(if sent { "sent" } else { "dropped" })
        .execute(conn))?;
    Ok(settled > 0)
}

/// Drops what a wish that has ended would still have told.
pub async fn drop_of(tx: &mut Tx, wish: SubscriptionId) -> Result<(), DbError> {
    const SQL: &str = "update comment_alert set state = 'dropped' where subscription = $1 and state = 'due'";

    change!(tx, conn => query(SQL).bind(wish.as_uuid()).execute(conn))?;
    Ok(())
}

/// Drops what someone would still have been told at this pace.
pub async fn drop_at(tx: &mut Tx, recipient: Uuid, pace: Pace) -> Result<(), DbError> {
    const SQL: &str = "update comment_alert set state = 'dropped'
        where recipient = $1 and pace = $2 and state = 'due'";

    change!(tx, conn => query(SQL).bind(recipient).bind(pace.as_str()).execute(conn))?;
    Ok(())
}

/// Drops what someone would still have been told.
pub async fn drop_of_recipient(tx: &mut Tx, recipient: Uuid) -> Result<(), DbError> {
    const SQL: &str = "update comment_alert set state = 'dropped' where recipient = $1 and state = 'due'";

    change!(tx, conn => query(SQL).bind(recipient).execute(conn))?;
    Ok(())
}

/// How many mails of this pace are due.
pub async fn waiting(db: &mut Conn, pace: Pace) -> Result<i64, DbError> {
    const SQL: &str = "select count(*) from comment_alert where state = 'due' and pace = $1";

    on!(db, conn => query_scalar(SQL).bind(pace.as_str()).fetch_one(conn))
}
