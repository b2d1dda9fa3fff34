//! How often people hear by mail what is new in the internal room, and what they were told.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp};

use super::rows::{moment, read};
use crate::model::{EntryId, Pace, Reader};

/// How often someone wants to hear, and until when they were told; who never chose hears daily and was
/// told nothing.
pub async fn of(db: &mut Conn, person: PersonId) -> Result<(Pace, Timestamp), DbError> {
    const SQL: &str = "select pace, told_at from room_digest where person = $1";

    let row: Option<(String, i64)> =
        on!(db, conn => query_as(SQL).bind(person.as_uuid()).fetch_optional(conn))?;
    match row {
        Some((pace, told_at)) => Ok((read("room_digest", &pace)?, moment(told_at))),
        None => Ok((Pace::Daily, moment(0))),
    }
}

/// Someone chooses how often.
pub async fn choose(tx: &mut Tx, person: PersonId, pace: Pace) -> Result<(), DbError> {
    const SQL: &str = "insert into room_digest (person, pace, told_at) values ($1, $2, 0)
        on conflict (person) do update set pace = excluded.pace";

    change!(tx, conn => query(SQL).bind(person.as_uuid()).bind(pace.as_str()).execute(conn)).map(drop)
}

/// Notes until when someone is told, if nobody told them meanwhile. Whether that is so: then the letter is
/// theirs to send.
pub async fn claim(
    tx: &mut Tx,
    person: PersonId,
    before: Timestamp,
    now: Timestamp,
) -> Result<bool, DbError> {
    const SQL: &str = "insert into room_digest (person, pace, told_at) values ($1, 'daily', $3)
        on conflict (person) do update set told_at = excluded.told_at where room_digest.told_at = $2";

    let claimed = change!(tx, conn => query(SQL)
        .bind(person.as_uuid())
        .bind(before.as_millisecond())
        .bind(now.as_millisecond())
        .execute(conn))?;
    Ok(claimed > 0)
}

/// Gives a claim back whose letter certainly did not leave.
pub async fn give_back(
    tx: &mut Tx,
    person: PersonId,
    before: Timestamp,
    now: Timestamp,
) -> Result<(), DbError> {
    const SQL: &str = "update room_digest set told_at = $2 where person = $1 and told_at = $3";

    change!(tx, conn => query(SQL)
        .bind(person.as_uuid())
        .bind(before.as_millisecond())
        .bind(now.as_millisecond())
        .execute(conn))
    .map(drop)
}

/// What this reader has not heard of since `since`, the oldest first, at most `limit`: neither written by
/// them, nor read, nor told of by a letter of its own. Each with its title and whether it is for all
/// members.
pub async fn news(
    db: &mut Conn,
    reader: &Reader,
    since: Timestamp,
    limit: i64,
) -> Result<Vec<(EntryId, String, bool)>, DbError> {
    const SQL: &str =
        "select e.id, e.title, cast(case when e.audience = 'members' then 1 else 0 end as bigint)
        from room_entry e where e.at > $4 and (e.by_person is null or e.by_person <> $1)
        and (e.audience = 'members' or (e.audience = 'staff' and $2 = 1)
            or (e.audience = 'team' and ($3 = 1 or exists (select 1 from campaign_member m
                where m.campaign = e.campaign and m.person = $1))))
        and not exists (select 1 from room_read r where r.entry = e.id and r.person = $1)
        and not exists (select 1 from room_told t where t.entry = e.id and t.person = $1)
        order by e.at, e.id limit $5";

    type Row = (uuid::Uuid, String, i64);
    let rows: Vec<Row> = on!(db, conn => query_as(SQL)
        .bind(reader.person.as_uuid())
        .bind(i64::from(reader.is_staff))
        .bind(i64::from(reader.leads))
        .bind(since.as_millisecond())
        .bind(limit)
        .fetch_all(conn))?;
    Ok(rows.into_iter().map(|(id, title, open)| (id.into(), title, open != 0)).collect())
}

/// Whether anything was written in the room since then.
pub async fn any_since(db: &mut Conn, since: Timestamp) -> Result<bool, DbError> {
    const SQL: &str = "select count(*) from (select 1 from room_entry where at > $1 limit 1) news";

    let any: i64 = on!(db, conn => query_scalar(SQL).bind(since.as_millisecond()).fetch_one(conn))?;
    Ok(any > 0)
}

/// Notes that someone is told of an entry by a letter of its own. Whether nobody told them before.
pub async fn tell_once(
    tx: &mut Tx,
    entry: EntryId,
    person: PersonId,
    now: Timestamp,
) -> Result<bool, DbError> {
    const SQL: &str = "insert into room_told (entry, person, at) values ($1, $2, $3) on conflict do nothing";

    let told = change!(tx, conn => query(SQL)
        .bind(entry.as_uuid())
        .bind(person.as_uuid())
        .bind(now.as_millisecond())
        .execute(conn))?;
    Ok(told > 0)
}

/// Takes that back where the letter certainly did not leave.
pub async fn untell(tx: &mut Tx, entry: EntryId, person: PersonId) -> Result<(), DbError> {
    const SQL: &str = "delete from room_told where entry = $1 and person = $2";

    change!(tx, conn => query(SQL).bind(entry.as_uuid()).bind(person.as_uuid()).execute(conn)).map(drop)
}

/// Whether someone wants to be reminded of what they have to do; who never chose does.
pub async fn reminds(db: &mut Conn, person: PersonId) -> Result<bool, DbError> {
    const SQL: &str = "select reminds from room_digest where person = $1";

    let reminds: Option<i64> =
        on!(db, conn => query_scalar(SQL).bind(person.as_uuid()).fetch_optional(conn))?;
    Ok(reminds.is_none_or(|reminds| reminds != 0))
}

/// Someone chooses whether they are reminded.
pub async fn choose_reminds(tx: &mut Tx, person: PersonId, reminds: bool) -> Result<(), DbError> {
    const SQL: &str = "insert into room_digest (person, pace, told_at, reminds) values ($1, 'daily', 0, $2)
        on conflict (person) do update set reminds = excluded.reminds";

    change!(tx, conn => query(SQL).bind(person.as_uuid()).bind(i64::from(reminds)).execute(conn)).map(drop)
}

/// Notes that someone is reminded on this day. Whether nobody had reminded them on it: then the letter is
/// theirs to send.
pub async fn claim_day(tx: &mut Tx, person: PersonId, day: Timestamp) -> Result<bool, DbError> {
    const SQL: &str = "insert into room_digest (person, pace, told_at, reminded_on)
        values ($1, 'daily', 0, $2)
        on conflict (person) do update set reminded_on = excluded.reminded_on
        where room_digest.reminded_on <> excluded.reminded_on";

    let claimed =
        change!(tx, conn => query(SQL).bind(person.as_uuid()).bind(day.as_millisecond()).execute(conn))?;
    Ok(claimed > 0)
}

/// Gives a day back whose letter certainly did not leave.
pub async fn free_day(tx: &mut Tx, person: PersonId, day: Timestamp) -> Result<(), DbError> {
    const SQL: &str = "update room_digest set reminded_on = 0 where person = $1 and reminded_on = $2";

    change!(tx, conn => query(SQL).bind(person.as_uuid()).bind(day.as_millisecond()).execute(conn)).map(drop)
}
