//! The letters of mailings, one row each. They are written down, armed and settled by the batch, so that
//! no act is held open while a mail server is asked.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::Timestamp;
use uuid::Uuid;

use super::rows::read;
use crate::model::{
    audience::{AudienceId, Part, Reads},
    delivery::DeliveryId,
    mailing::{Counts, LetterState},
};

/// Up to whom the next so many on a list go, after this key.
pub async fn reach(
    db: &mut Conn,
    audience: AudienceId,
    after: i64,
    many: i64,
) -> Result<Option<i64>, DbError> {
    const SQL: &str = "select max(id) from (select id from subscriber
        where audience = $1 and state = 'confirmed' and id > $2 order by id limit $3) as next";

    on!(db, conn => query_scalar(SQL).bind(audience.as_uuid()).bind(after).bind(many).fetch_one(conn))
}

/// Writes down a letter for each of this part of a list between two keys, the first not included; for nobody
/// who has one that says the same in another language.
pub async fn gather(
    tx: &mut Tx,
    mailing: DeliveryId,
    audience: AudienceId,
    (part, reads): (&Part, &Reads),
    (after, to): (i64, i64),
) -> Result<u64, DbError> {
    const SQL: &str = "insert into mailing_letter (mailing, mark, subscriber, state, tries, next_at)
        select $1, mark, id, 'waiting', 0, 0 from subscriber
        where audience = $2 and state = 'confirmed' and id > $3 and id <= $4
        and (cast($5 as text) is null or language = $5) and (cast($6 as text) is null or tag = $6)
        and (cast($7 as text) is null or source = $7)
        and (cast($8 as bigint) is null or confirmed_at >= $8)
        and (cast($9 as text) is null or language = $9) and cast($10 as text) not like '% ' || language || ' %'
        and ($11 = 0 or not exists (select 1 from delivery as own
            join delivery as beside on beside.item = own.item and beside.channel = own.channel
                and beside.created_at = own.created_at and beside.id <> own.id
            join mailing_letter as got on got.mailing = beside.id and got.mark = subscriber.mark
            where own.id = $1))
        on conflict do nothing";

    change!(tx, conn => query(SQL)
        .bind(mailing.as_uuid())
        .bind(audience.as_uuid())
        .bind(after)
        .bind(to)
        .bind(part.language.map(|one| one.as_str().to_owned()))
        .bind(part.tag.as_deref())
        .bind(part.source.map(|one| one.as_str()))
        .bind(part.since.map(Timestamp::as_millisecond))
        .bind(reads.only())
        .bind(reads.not())
        .bind(i64::from(*reads != Reads::Any))
        .execute(conn))
}

/// Arms the next letters that are due, by this hand.
pub async fn arm(
    tx: &mut Tx,
    mailing: DeliveryId,
    hand: Uuid,
    now: Timestamp,
    many: i64,
) -> Result<u64, DbError> {
    const SQL: &str = "update mailing_letter set state = 'armed', hand = $2
        where mailing = $1 and mark in (select mark from mailing_letter
            where mailing = $1 and state = 'waiting' and next_at <= $3
            order by next_at, subscriber limit $4)";

    change!(tx, conn => query(SQL)
        .bind(mailing.as_uuid())
        .bind(hand)
        .bind(now.as_millisecond())
        .bind(many)
        .execute(conn))
}

/// A letter in a hand, with where it goes.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Armed {
    /// Whose.
    pub subscriber: i64,
    /// Where it goes; nowhere when they left meanwhile.
    pub address: Option<String>,
    /// How often it was tried in vain.
    pub tries: i64,
}

/// What this hand armed.
pub async fn armed(db: &mut Conn, mailing: DeliveryId, hand: Uuid) -> Result<Vec<Armed>, DbError> {
    const SQL: &str = "select mailing_letter.subscriber, subscriber.address, mailing_letter.tries
        from mailing_letter join subscriber on subscriber.id = mailing_letter.subscriber
        where mailing_letter.mailing = $1 and mailing_letter.hand = $2
        and mailing_letter.state = 'armed' order by mailing_letter.subscriber";

    on!(db, conn => query_as(SQL).bind(mailing.as_uuid()).bind(hand).fetch_all(conn))
}

/// Settles one letter of a hand: sent, refused, unsure, or waiting for later.
pub async fn settle(
    tx: &mut Tx,
    mailing: DeliveryId,
    hand: Uuid,
    subscriber: i64,
    state: LetterState,
    (tries, next_at): (i64, Timestamp),
) -> Result<bool, DbError> {
    const SQL: &str = "update mailing_letter set state = $4, tries = $5, next_at = $6, hand = null
        where mailing = $1 and hand = $2 and subscriber = $3";

    let changed = change!(tx, conn => query(SQL)
        .bind(mailing.as_uuid())
        .bind(hand)
        .bind(subscriber)
        .bind(state.as_str())
        .bind(tries)
        .bind(next_at.as_millisecond())
        .execute(conn))?;
    Ok(changed > 0)
}

/// Everything that a hand still holds was sent.
pub async fn settle_rest(tx: &mut Tx, mailing: DeliveryId, hand: Uuid) -> Result<u64, DbError> {
    const SQL: &str =
        "update mailing_letter set state = 'sent', hand = null where mailing = $1 and hand = $2";

    change!(tx, conn => query(SQL).bind(mailing.as_uuid()).bind(hand).execute(conn))
}

/// What hands armed that are gone is unsure. They may still come back and say more.
pub async fn doubt(tx: &mut Tx, mailing: DeliveryId) -> Result<u64, DbError> {
    const SQL: &str = "update mailing_letter set state = 'unsure' where mailing = $1 and state = 'armed'";

    change!(tx, conn => query(SQL).bind(mailing.as_uuid()).execute(conn))
}

/// How many letters of a mailing are how far.
pub async fn counts(db: &mut Conn, mailing: DeliveryId) -> Result<Counts, DbError> {
    const SQL: &str = "select state, count(*) from mailing_letter where mailing = $1 group by state";

    let rows: Vec<(String, i64)> = on!(db, conn => query_as(SQL).bind(mailing.as_uuid()).fetch_all(conn))?;
    let mut counts = Counts::default();
    for (state, n) in rows {
        match read::<LetterState>("mailing_letter", &state)? {
            LetterState::Waiting => counts.waiting = n,
            LetterState::Armed => counts.armed = n,
            LetterState::Unsure => counts.unsure = n,
            LetterState::Sent => counts.sent = n,
            LetterState::Refused => counts.refused = n,
        }
    }
    Ok(counts)
}

/// When the next letter of a mailing is due; `None` when none waits.
pub async fn next_at(db: &mut Conn, mailing: DeliveryId) -> Result<Option<Timestamp>, DbError> {
    const SQL: &str = "select min(next_at) from mailing_letter where mailing = $1 and state = 'waiting'";

    let at: Option<i64> = on!(db, conn => query_scalar(SQL).bind(mailing.as_uuid()).fetch_one(conn))?;
    Ok(at.map(super::rows::moment))
}

/// The addresses of which nobody knows whether their letter arrived.
pub async fn unsure(db: &mut Conn, mailing: DeliveryId, limit: i64) -> Result<Vec<(i64, String)>, DbError> {
    const SQL: &str = "select subscriber.id, subscriber.address
        from mailing_letter join subscriber on subscriber.id = mailing_letter.subscriber
        where mailing_letter.mailing = $1 and mailing_letter.state = 'unsure'
        and subscriber.address is not null order by subscriber.id limit $2";

    on!(db, conn => query_as(SQL).bind(mailing.as_uuid()).bind(limit).fetch_all(conn))
}

/// A person says what became of all unsure letters: they count as sent, or go once more.
pub async fn judge_unsure(
    tx: &mut Tx,
    mailing: DeliveryId,
    state: LetterState,
    now: Timestamp,
) -> Result<u64, DbError> {
    const SQL: &str = "update mailing_letter set state = $2, hand = null, next_at = $3
        where mailing = $1 and state = 'unsure'";

    change!(tx, conn => query(SQL)
        .bind(mailing.as_uuid())
        .bind(state.as_str())
        .bind(now.as_millisecond())
        .execute(conn))
}

/// Whoever left, or whose address takes no letters, gets none that waits.
pub async fn forget_waiting(tx: &mut Tx, mark: &[u8]) -> Result<u64, DbError> {
    const SQL: &str = "delete from mailing_letter where state = 'waiting' and subscriber in
        (select id from subscriber where mark = $1 and state <> 'confirmed')";

    change!(tx, conn => query(SQL).bind(mark).execute(conn))
}

/// How far one reader's is, and whether it is known to have arrived.
pub async fn state_of(
    db: &mut Conn,
    mailing: DeliveryId,
    subscriber: i64,
) -> Result<Option<(LetterState, bool)>, DbError> {
    const SQL: &str = "select state, delivered_at from mailing_letter where mailing = $1 and subscriber = $2";

    let row: Option<(String, Option<i64>)> = on!(db, conn => query_as(SQL)
        .bind(mailing.as_uuid())
        .bind(subscriber)
        .fetch_optional(conn))?;
    row.map(|(state, at)| Ok((read("mailing_letter", &state)?, at.is_some()))).transpose()
}

/// A gateway said what became of one reader's: it arrived, or it never will. No hand says more of it.
pub async fn reported(
    tx: &mut Tx,
    mailing: DeliveryId,
    subscriber: i64,
    (from, to): (LetterState, LetterState),
    arrived: Option<Timestamp>,
) -> Result<bool, DbError> {
    const SQL: &str = "update mailing_letter set state = $4, delivered_at = $5, hand = null
        where mailing = $1 and subscriber = $2 and state = $3";

    let changed = change!(tx, conn => query(SQL)
        .bind(mailing.as_uuid())
        .bind(subscriber)
        .bind(from.as_str())
        .bind(to.as_str())
        .bind(arrived.map(Timestamp::as_millisecond))
        .execute(conn))?;
    Ok(changed > 0)
}

/// Forgets who got which letter; the numbers stay with the mailing.
pub async fn forget(tx: &mut Tx, mailing: DeliveryId, many: i64) -> Result<u64, DbError> {
    const SQL: &str = "delete from mailing_letter where mailing = $1 and mark in
        (select mark from mailing_letter where mailing = $1 limit $2)";

    change!(tx, conn => query(SQL).bind(mailing.as_uuid()).bind(many).execute(conn))
}
