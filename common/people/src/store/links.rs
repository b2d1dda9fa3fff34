//! One-time links: the holder has the token, the database has its hash.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp};
use uuid::Uuid;

use crate::model::link::{Link, Purpose, Refusal};

/// Whose, what for, until when, and when it was used.
type LinkRow = (Option<Uuid>, Option<Uuid>, i64, Option<i64>);

/// Makes a link. Its time begins now and lasts as long as its purpose says.
pub async fn make(
    tx: &mut Tx,
    purpose: Purpose,
    hash: &[u8; 32],
    link: Link,
    now: Timestamp,
) -> Result<(), DbError> {
    const SQL: &str =
        "insert into one_time_link (token_hash, purpose, person_id, subject_id, created_at, expires_at)
        values ($1, $2, $3, $4, $5, $6)";

    change!(tx, conn => query(SQL)
        .bind(hash.as_slice())
        .bind(purpose.as_str())
        .bind(link.person.map(PersonId::as_uuid))
        .bind(link.subject)
        .bind(now.as_millisecond())
        .bind((now + purpose.lasts()).as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// Looks at a link without using it: mail scanners follow links too.
pub async fn look(
    db: &mut Conn,
    purpose: Purpose,
    hash: &[u8; 32],
    now: Timestamp,
) -> Result<Result<Link, Refusal>, DbError> {
    const SQL: &str = "select person_id, subject_id, expires_at, used_at
        from one_time_link where token_hash = $1 and purpose = $2";

    let row: Option<LinkRow> =
        on!(db, conn => query_as(SQL).bind(hash.as_slice()).bind(purpose.as_str()).fetch_optional(conn))?;
    Ok(match row {
        None => Err(Refusal::Unknown),
        Some((_, _, _, Some(_))) => Err(Refusal::Used),
        Some((_, _, expires_at, None)) if expires_at <= now.as_millisecond() => Err(Refusal::Expired),
        Some((person, subject, _, None)) => Ok(Link { person: person.map(PersonId::from), subject }),
    })
}

/// A link that opened its door already, and when; for whoever comes by it again.
pub async fn used(
    db: &mut Conn,
    purpose: Purpose,
    hash: &[u8; 32],
) -> Result<Option<(Link, Timestamp)>, DbError> {
    const SQL: &str = "select person_id, subject_id, used_at from one_time_link
        where token_hash = $1 and purpose = $2 and used_at is not null";

    let row: Option<(Option<Uuid>, Option<Uuid>, i64)> =
        on!(db, conn => query_as(SQL).bind(hash.as_slice()).bind(purpose.as_str()).fetch_optional(conn))?;
    Ok(row.map(|(person, subject, used_at)| {
        (Link { person: person.map(PersonId::from), subject }, Timestamp::from_millisecond(used_at))
    }))
}

/// Uses a link: of two that come at once, one gets it.
pub async fn take(
    tx: &mut Tx,
    purpose: Purpose,
    hash: &[u8; 32],
    now: Timestamp,
) -> Result<Result<Link, Refusal>, DbError> {
    const SQL: &str = "update one_time_link set used_at = $3
        where token_hash = $1 and purpose = $2 and used_at is null and expires_at > $3";

    let found = look(tx, purpose, hash, now).await?;
    let taken = change!(tx, conn => query(SQL)
        .bind(hash.as_slice())
        .bind(purpose.as_str())
        .bind(now.as_millisecond())
        .execute(conn))?;
    Ok(if taken > 0 { found } else { Err(found.err().unwrap_or(Refusal::Used)) })
}

/// How many links of this purpose the person was sent since `since`: letters are not
/// sent without end to an address that someone else types in.
pub async fn count_since(
    db: &mut Conn,
    purpose: Purpose,
    person: PersonId,
    since: Timestamp,
) -> Result<i64, DbError> {
    const SQL: &str = "select count(*) from one_time_link
        where person_id = $1 and purpose = $2 and created_at > $3";

    on!(db, conn => query_scalar(SQL)
        .bind(person.as_uuid())
        .bind(purpose.as_str())
        .bind(since.as_millisecond())
        .fetch_one(conn))
}

/// Ends the open links of this purpose: of one person, or those that are nobody's.
pub async fn cancel(
    tx: &mut Tx,
    purpose: Purpose,
    person: Option<PersonId>,
    now: Timestamp,
) -> Result<u64, DbError> {
    const SQL: &str = "update one_time_link set used_at = $3
        where purpose = $1 and used_at is null and (person_id = $2 or (person_id is null and $2 is null))";

    change!(tx, conn => query(SQL)
        .bind(purpose.as_str())
        .bind(person.map(PersonId::as_uuid))
        .bind(now.as_millisecond())
        .execute(conn))
}

/// Ends the open links of this purpose of one person, but for this one.
pub async fn cancel_others(
    tx: &mut Tx,
    purpose: Purpose,
    person: PersonId,
    but: &[u8; 32],
    now: Timestamp,
) -> Result<u64, DbError> {
    const SQL: &str = "update one_time_link set used_at = $4
        where purpose = $1 and person_id = $2 and token_hash <> $3 and used_at is null";

    change!(tx, conn => query(SQL)
        .bind(purpose.as_str())
        .bind(person.as_uuid())
        .bind(but.as_slice())
        .bind(now.as_millisecond())
        .execute(conn))
}

/// Removes one link, as if it had never been made.
pub async fn remove(tx: &mut Tx, hash: &[u8; 32]) -> Result<bool, DbError> {
    const SQL: &str = "delete from one_time_link where token_hash = $1";

    Ok(change!(tx, conn => query(SQL).bind(hash.as_slice()).execute(conn))? > 0)
}

/// Removes the links of a person.
pub async fn remove_of(tx: &mut Tx, person: PersonId) -> Result<u64, DbError> {
    const SQL: &str = "delete from one_time_link where person_id = $1";

    change!(tx, conn => query(SQL).bind(person.as_uuid()).execute(conn))
}

/// Removes what ended before `before`.
pub async fn sweep(tx: &mut Tx, before: Timestamp) -> Result<u64, DbError> {
    const SQL: &str = "delete from one_time_link where expires_at < $1";

    change!(tx, conn => query(SQL).bind(before.as_millisecond()).execute(conn))
}
