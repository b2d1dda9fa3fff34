//! What people are asked some time after a workshop, and what they say.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::Timestamp;
use uuid::Uuid;

use super::rows::moment;
use crate::model::{Days, EnrolmentId, FollowUp, FollowWords, NO_FOLLOW_UP, WorkshopId};

type Row = (Uuid, i64, i64, Option<i64>, Option<i64>, String, String, String, i64);

macro_rules! columns {
    () => {
        "select f.enrolment, f.days, f.asked_at, f.answered_at, f.published, f.what, f.hindrances, f.hindrance,
            f.wants_help from follow_up f "
    };
}

fn follow_up(
    (enrolment, days, asked_at, answered_at, published, what, all, words, help): Row,
) -> Option<FollowUp> {
    let answer = FollowWords {
        published: published.unwrap_or_default(),
        what,
        hindrances: all.split_whitespace().filter_map(|one| one.parse().ok()).collect(),
        hindrance: words,
        wants_help: help != 0,
    };
    Some(FollowUp {
        enrolment: enrolment.into(),
        days: Days::of(days)?,
        asked_at: moment(asked_at),
        answered: answered_at.map(|at| (moment(at), answer)),
    })
}

/// Those who were at a workshop that ended after the first of these moments and not after the second, were not
/// asked after so many days, and did not say that they want no more of it: at most `limit`, after `after`.
pub async fn due(
    db: &mut Conn,
    days: Days,
    (after_end, until_end): (Timestamp, Timestamp),
    (after, limit): (EnrolmentId, i64),
) -> Result<Vec<EnrolmentId>, DbError> {
    const SQL: &str = "select e.id from enrolment e join workshop w on w.id = e.workshop
        where w.stage = 'open' and w.ends_at > $1 and w.ends_at <= $2 and e.stage <> 'cancelled'
            and exists (select 1 from attendance a where a.enrolment = e.id)
            and not exists (select 1 from follow_up f where f.enrolment = e.id and f.days = $3)
            and ' ' || e.told || ' ' not like '% ' || $4 || ' %'
            and e.id > $5
        order by e.id limit $6";

    let rows: Vec<Uuid> = on!(db, conn => query_scalar(SQL)
        .bind(after_end.as_millisecond())
        .bind(until_end.as_millisecond())
        .bind(days.get())
        .bind(NO_FOLLOW_UP)
        .bind(after.as_uuid())
        .bind(limit)
        .fetch_all(conn))?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Notes that somebody is asked. Whether they were not yet.
pub async fn ask(tx: &mut Tx, enrolment: EnrolmentId, days: Days, now: Timestamp) -> Result<bool, DbError> {
    const SQL: &str = "insert into follow_up (enrolment, days, asked_at, what, hindrance)
        values ($1, $2, $3, '', '') on conflict do nothing";

    let asked = change!(tx, conn => query(SQL)
        .bind(enrolment.as_uuid())
        .bind(days.get())
        .bind(now.as_millisecond())
        .execute(conn))?;
    Ok(asked > 0)
}

/// Keeps what somebody answered, in the place of what they answered before. Whether they were asked.
pub async fn answer(
    tx: &mut Tx,
    (enrolment, days): (EnrolmentId, Days),
    words: &FollowWords,
    now: Timestamp,
) -> Result<bool, DbError> {
    const SQL: &str = "update follow_up set answered_at = $3, published = $4, what = $5, hindrances = $6,
            hindrance = $7, wants_help = $8
        where enrolment = $1 and days = $2";
    let hindrances = words.hindrances.iter().map(|one| one.as_str()).collect::<Vec<_>>().join(" ");

    let kept = change!(tx, conn => query(SQL)
        .bind(enrolment.as_uuid())
        .bind(days.get())
        .bind(now.as_millisecond())
        .bind(words.published)
        .bind(&words.what)
        .bind(&hindrances)
        .bind(&words.hindrance)
        .bind(i64::from(words.wants_help))
        .execute(conn))?;
    Ok(kept > 0)
}

/// What somebody was asked after so many days.
pub async fn get(db: &mut Conn, enrolment: EnrolmentId, days: Days) -> Result<Option<FollowUp>, DbError> {
    const SQL: &str = concat!(columns!(), "where f.enrolment = $1 and f.days = $2");

    let row: Option<Row> = on!(db, conn => query_as(SQL)
        .bind(enrolment.as_uuid())
        .bind(days.get())
        .fetch_optional(conn))?;
    Ok(row.and_then(follow_up))
}

/// What those of a workshop were asked, in the order of ids made of chance.
pub async fn of(db: &mut Conn, workshop: WorkshopId) -> Result<Vec<FollowUp>, DbError> {
    const SQL: &str = concat!(
        columns!(),
        "join enrolment e on e.id = f.enrolment where e.workshop = $1 order by f.enrolment, f.days limit 5000"
    );

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(workshop.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().filter_map(follow_up).collect())
}

/// Whether somebody wants no more of these questions.
pub async fn is_off(db: &mut Conn, enrolment: EnrolmentId) -> Result<bool, DbError> {
    const SQL: &str =
        "select count(*) from enrolment where id = $1 and ' ' || told || ' ' like '% ' || $2 || ' %'";

    let count: i64 = on!(db, conn => query_scalar(SQL)
        .bind(enrolment.as_uuid())
        .bind(NO_FOLLOW_UP)
        .fetch_one(conn))?;
    Ok(count > 0)
}

/// How many answered in these days, by workshop.
pub async fn answered_between(
    db: &mut Conn,
    from: Timestamp,
    until: Timestamp,
) -> Result<Vec<(WorkshopId, i64)>, DbError> {
    const SQL: &str = "select e.workshop, count(*) from follow_up f join enrolment e on e.id = f.enrolment
        where f.answered_at >= $1 and f.answered_at < $2 group by e.workshop order by e.workshop";

    let rows: Vec<(Uuid, i64)> = on!(db, conn => query_as(SQL)
        .bind(from.as_millisecond())
        .bind(until.as_millisecond())
        .fetch_all(conn))?;
    Ok(rows.into_iter().map(|(workshop, count)| (workshop.into(), count)).collect())
}
