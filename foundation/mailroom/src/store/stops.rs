//! Addresses to which nothing is sent, each under its mark.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::Timestamp;

use crate::{Kind, Mark, Stop};

/// Letters that the owner of a stopped address may ask for on one day.
const TRIES: i64 = 3;

#[derive(sqlx::FromRow)]
struct Row {
    kind: String,
    stopped: i64,
    first_day: i64,
    last_day: i64,
    count: i64,
    lifted_at: Option<i64>,
    forget_on: i64,
}

impl TryFrom<Row> for Stop {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        Ok(Self {
            kind: row.kind.parse().map_err(DbError::unreadable("mail_stop"))?,
            stopped: row.stopped != 0,
            first_day: Timestamp::from_millisecond(row.first_day),
            last_day: Timestamp::from_millisecond(row.last_day),
            count: row.count,
            lifted_at: row.lifted_at.map(Timestamp::from_millisecond),
            forget_on: Timestamp::from_millisecond(row.forget_on),
        })
    }
}

/// All that is known of an address, stopped or not.
pub async fn known(db: &mut Conn, mark: Mark) -> Result<Option<Stop>, DbError> {
    const SQL: &str = "select kind, stopped, first_day, last_day, count, lifted_at, forget_on
        from mail_stop where mark = $1";

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(mark.as_bytes()).fetch_optional(conn))?;
    row.map(Stop::try_from).transpose()
}

/// Why nothing is sent to this address; `None` when letters go there.
pub async fn standing(db: &mut Conn, mark: Mark) -> Result<Option<Stop>, DbError> {
    Ok(known(db, mark).await?.filter(|stop| stop.stopped))
}

/// Keeps what is known of an address.
pub async fn keep(tx: &mut Tx, mark: Mark, stop: Stop) -> Result<(), DbError> {
    const SQL: &str = "insert into mail_stop
            (mark, kind, stopped, first_day, last_day, count, lifted_at, tries, forget_on)
        values ($1, $2, $3, $4, $5, $6, $7, 0, $8)
        on conflict (mark) do update set kind = excluded.kind, stopped = excluded.stopped,
            first_day = excluded.first_day, last_day = excluded.last_day, count = excluded.count,
            lifted_at = excluded.lifted_at, forget_on = excluded.forget_on";

    change!(tx, conn => query(SQL)
        .bind(mark.as_bytes())
        .bind(stop.kind.as_str())
        .bind(i64::from(stop.stopped))
        .bind(stop.first_day.as_millisecond())
        .bind(stop.last_day.as_millisecond())
        .bind(stop.count)
        .bind(stop.lifted_at.map(Timestamp::as_millisecond))
        .bind(stop.forget_on.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// Whether the owner of a stopped address may ask for one more letter today: nobody is pestered
/// by whoever types in their address.
pub async fn has_try(db: &mut Conn, mark: Mark, now: Timestamp) -> Result<bool, DbError> {
    const SQL: &str = "select count(*) from mail_stop where mark = $1 and tried_on = $2 and tries >= $3";

    let spent: i64 = on!(db, conn => query_scalar(SQL)
        .bind(mark.as_bytes())
        .bind(Timestamp::start_of(now.day()).as_millisecond())
        .bind(TRIES)
        .fetch_one(conn))?;
    Ok(spent == 0)
}

/// Counts a letter that the owner of a stopped address asked for.
pub async fn count_try(tx: &mut Tx, mark: Mark, now: Timestamp) -> Result<(), DbError> {
    const SQL: &str = "update mail_stop
        set tries = case when tried_on = $2 then tries + 1 else 1 end, tried_on = $2 where mark = $1";

    let today = Timestamp::start_of(now.day()).as_millisecond();
    change!(tx, conn => query(SQL).bind(mark.as_bytes()).bind(today).execute(conn))?;
    Ok(())
}

/// How many addresses are stopped, by reason.
pub async fn counts(db: &mut Conn) -> Result<Vec<(Kind, i64)>, DbError> {
    const SQL: &str = "select kind, count(*) from mail_stop where stopped = 1 group by kind";

    let rows: Vec<(String, i64)> = on!(db, conn => query_as(SQL).fetch_all(conn))?;
    let read = |text: String| text.parse::<Kind>().map_err(DbError::unreadable("mail_stop"));
    let mut counts =
        rows.into_iter().map(|(kind, n)| Ok((read(kind)?, n))).collect::<Result<Vec<_>, DbError>>()?;
    counts.sort_by_key(|(kind, _)| Kind::ALL.iter().position(|one| one == kind));
    Ok(counts)
}

/// How many addresses that mail servers called dead were first heard of on each day since
/// `since`, the latest day first.
pub async fn dead_by_day(db: &mut Conn, since: Timestamp) -> Result<Vec<(Timestamp, i64)>, DbError> {
    const SQL: &str = "select first_day, count(*) from mail_stop
        where stopped = 1 and kind = 'hard' and first_day >= $1 group by first_day order by first_day desc";

    let rows: Vec<(i64, i64)> = on!(db, conn => query_as(SQL).bind(since.as_millisecond()).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(day, n)| (Timestamp::from_millisecond(day), n)).collect())
}

/// The addresses that mail servers called dead on this day, for when the server was mistaken.
pub async fn dead_of(db: &mut Conn, day: Timestamp) -> Result<Vec<Mark>, DbError> {
    const SQL: &str = "select mark from mail_stop
        where stopped = 1 and kind = 'hard' and first_day = $1 order by mark";

    let rows: Vec<Vec<u8>> = on!(db, conn => query_scalar(SQL).bind(day.as_millisecond()).fetch_all(conn))?;
    let read = |bytes: Vec<u8>| bytes.as_slice().try_into().map_err(DbError::unreadable("mail_stop"));
    rows.into_iter().map(read).collect()
}

/// Forgets an address whose owner is erased. Returns whether it was known.
pub async fn forget(tx: &mut Tx, mark: Mark) -> Result<bool, DbError> {
    const SQL: &str = "delete from mail_stop where mark = $1";

    Ok(change!(tx, conn => query(SQL).bind(mark.as_bytes()).execute(conn))? > 0)
}

/// Forgets what was to be kept until before `now`. Returns how much it was.
pub async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<u64, DbError> {
    const SQL: &str = "delete from mail_stop where forget_on < $1";

    change!(tx, conn => query(SQL).bind(now.as_millisecond()).execute(conn))
}
