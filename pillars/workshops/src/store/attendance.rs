//! Who was at which meeting.

use std::collections::HashMap;

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp};
use uuid::Uuid;

use super::rows::{all, millis, moment, read};
use crate::model::{EnrolmentId, MeetingId, Presence, WorkshopId};

#[derive(sqlx::FromRow)]
struct Row {
    enrolment: Uuid,
    meeting: Uuid,
    method: String,
    arrived_at: i64,
    left_at: Option<i64>,
    noted_at: i64,
    by_person: Option<Uuid>,
}

impl TryFrom<Row> for Presence {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        Ok(Self {
            enrolment: row.enrolment.into(),
            meeting: row.meeting.into(),
            method: read("attendance", &row.method)?,
            arrived_at: moment(row.arrived_at),
            left_at: row.left_at.map(moment),
            noted_at: moment(row.noted_at),
            by: row.by_person.map(Into::into),
        })
    }
}

/// Notes that somebody is there. Whether nobody noted it before: who is noted stays as they were noted.
pub async fn note(tx: &mut Tx, one: &Presence) -> Result<bool, DbError> {
    const SQL: &str =
        "insert into attendance (enrolment, meeting, method, arrived_at, left_at, noted_at, by_person)
        values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing";

    let new = change!(tx, conn => query(SQL)
        .bind(one.enrolment.as_uuid())
        .bind(one.meeting.as_uuid())
        .bind(one.method.as_str())
        .bind(one.arrived_at.as_millisecond())
        .bind(millis(one.left_at))
        .bind(one.noted_at.as_millisecond())
        .bind(one.by.map(PersonId::as_uuid))
        .execute(conn))?;
    Ok(new > 0)
}

/// Puts what a trainer knows better in the place of what was noted. Whether somebody was noted at all.
pub async fn amend(tx: &mut Tx, one: &Presence) -> Result<bool, DbError> {
    const SQL: &str =
        "update attendance set method = $3, arrived_at = $4, left_at = $5, noted_at = $6, by_person = $7
        where enrolment = $1 and meeting = $2";

    let changed = change!(tx, conn => query(SQL)
        .bind(one.enrolment.as_uuid())
        .bind(one.meeting.as_uuid())
        .bind(one.method.as_str())
        .bind(one.arrived_at.as_millisecond())
        .bind(millis(one.left_at))
        .bind(one.noted_at.as_millisecond())
        .bind(one.by.map(PersonId::as_uuid))
        .execute(conn))?;
    Ok(changed > 0)
}

/// Notes when somebody left who was there and of whom nobody noted that yet. Whether it did.
pub async fn leave(
    tx: &mut Tx,
    enrolment: EnrolmentId,
    meeting: MeetingId,
    at: Timestamp,
) -> Result<bool, DbError> {
    const SQL: &str = "update attendance set left_at = $3
        where enrolment = $1 and meeting = $2 and left_at is null and arrived_at <= $3";

    let left = change!(tx, conn => query(SQL)
        .bind(enrolment.as_uuid())
        .bind(meeting.as_uuid())
        .bind(at.as_millisecond())
        .execute(conn))?;
    Ok(left > 0)
}

/// Somebody was not there after all. Whether they were noted.
pub async fn remove(tx: &mut Tx, enrolment: EnrolmentId, meeting: MeetingId) -> Result<bool, DbError> {
    const SQL: &str = "delete from attendance where enrolment = $1 and meeting = $2";

    let gone = change!(tx, conn => query(SQL)
        .bind(enrolment.as_uuid())
        .bind(meeting.as_uuid())
        .execute(conn))?;
    Ok(gone > 0)
}

/// What is noted of somebody at a meeting.
pub async fn one(
    db: &mut Conn,
    enrolment: EnrolmentId,
    meeting: MeetingId,
) -> Result<Option<Presence>, DbError> {
    const SQL: &str = "select enrolment, meeting, method, arrived_at, left_at, noted_at, by_person
        from attendance where enrolment = $1 and meeting = $2";

    let row: Option<Row> = on!(db, conn => query_as(SQL)
        .bind(enrolment.as_uuid())
        .bind(meeting.as_uuid())
        .fetch_optional(conn))?;
    row.map(Presence::try_from).transpose()
}

/// All who were at a meeting.
pub async fn of(db: &mut Conn, meeting: MeetingId) -> Result<Vec<Presence>, DbError> {
    const SQL: &str = "select enrolment, meeting, method, arrived_at, left_at, noted_at, by_person
        from attendance where meeting = $1 order by arrived_at, enrolment";

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(meeting.as_uuid()).fetch_all(conn))?;
    all(rows)
}

/// How many were at a meeting.
pub async fn count(db: &mut Conn, meeting: MeetingId) -> Result<i64, DbError> {
    const SQL: &str = "select count(*) from attendance where meeting = $1";

    on!(db, conn => query_scalar(SQL).bind(meeting.as_uuid()).fetch_one(conn))
}

/// At how many meetings of a workshop each of its people was.
pub async fn counts(db: &mut Conn, workshop: WorkshopId) -> Result<HashMap<EnrolmentId, i64>, DbError> {
    const SQL: &str = "select a.enrolment, count(*) from attendance a
        join workshop_meeting m on m.id = a.meeting where m.workshop = $1 group by a.enrolment";

    let rows: Vec<(Uuid, i64)> = on!(db, conn => query_as(SQL).bind(workshop.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(enrolment, count)| (enrolment.into(), count)).collect())
}

/// The workshops that are given between these moments and in which this digest of a telephone is enrolled: which
/// one, and which enrolment. Of those who enrolled before telephones had a digest of their own, it stands in the
/// place of the address.
pub async fn by_telephone(
    db: &mut Conn,
    digest: &[u8],
    from: Timestamp,
    until: Timestamp,
) -> Result<Vec<(WorkshopId, EnrolmentId)>, DbError> {
    const SQL: &str = "select w.id, e.id from enrolment e join workshop w on w.id = e.workshop
        where (e.phone_digest = $1 or e.digest = $1) and w.stage = 'open' and w.starts_at <= $3 and w.ends_at >= $2
        order by w.starts_at, w.id, e.at, e.id limit 50";

    let rows: Vec<(Uuid, Uuid)> = on!(db, conn => query_as(SQL)
        .bind(digest)
        .bind(from.as_millisecond())
        .bind(until.as_millisecond())
        .fetch_all(conn))?;
    Ok(rows.into_iter().map(|(workshop, enrolment)| (workshop.into(), enrolment.into())).collect())
}
