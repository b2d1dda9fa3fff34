//! What a trainer reports of a workshop, and the figures beside it.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp};
use uuid::Uuid;

use super::rows::moment;
use crate::model::{EnrolmentId, MeetingId, Report, ReportWords, WorkshopId};

/// Keeps what a trainer reports, in the place of what stood there.
pub async fn put(
    tx: &mut Tx,
    workshop: WorkshopId,
    words: &ReportWords,
    (by, now): (PersonId, Timestamp),
) -> Result<(), DbError> {
    const SQL: &str = "insert into workshop_report (workshop, went, difficult, next, at, by_person)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (workshop) do update set went = excluded.went, difficult = excluded.difficult,
            next = excluded.next, at = excluded.at, by_person = excluded.by_person";

    change!(tx, conn => query(SQL)
        .bind(workshop.as_uuid())
        .bind(&words.went)
        .bind(&words.difficult)
        .bind(&words.next)
        .bind(now.as_millisecond())
        .bind(by.as_uuid())
        .execute(conn))
    .map(drop)
}

/// What a trainer reported of a workshop.
pub async fn get(db: &mut Conn, workshop: WorkshopId) -> Result<Option<Report>, DbError> {
    const SQL: &str = "select went, difficult, next, at, by_person from workshop_report where workshop = $1";
    type Row = (String, String, String, i64, Option<Uuid>);

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(workshop.as_uuid()).fetch_optional(conn))?;
    Ok(row.map(|(went, difficult, next, at, by)| Report {
        words: ReportWords { went, difficult, next },
        at: moment(at),
        by: by.map(Into::into),
    }))
}

/// Who was at which meeting of a workshop, from when, and until when if they left before its end.
pub async fn presences(
    db: &mut Conn,
    workshop: WorkshopId,
) -> Result<Vec<(EnrolmentId, MeetingId, Timestamp, Option<Timestamp>)>, DbError> {
    const SQL: &str = "select a.enrolment, a.meeting, a.arrived_at, a.left_at from attendance a
        join enrolment e on e.id = a.enrolment where e.workshop = $1 order by a.enrolment, a.meeting";

    let rows: Vec<(Uuid, Uuid, i64, Option<i64>)> =
        on!(db, conn => query_as(SQL).bind(workshop.as_uuid()).fetch_all(conn))?;
    let one = |(enrolment, meeting, arrived, left): (Uuid, Uuid, i64, Option<i64>)| {
        (enrolment.into(), meeting.into(), moment(arrived), left.map(moment))
    };
    Ok(rows.into_iter().map(one).collect())
}

/// How many people were at a workshop.
pub async fn count_present(db: &mut Conn, workshop: WorkshopId) -> Result<i64, DbError> {
    const SQL: &str = "select count(distinct a.enrolment) from attendance a
        join enrolment e on e.id = a.enrolment where e.workshop = $1";

    on!(db, conn => query_scalar(SQL).bind(workshop.as_uuid()).fetch_one(conn))
}

/// How many certificates of a workshop are valid.
pub async fn count_certificates(db: &mut Conn, workshop: WorkshopId) -> Result<i64, DbError> {
    const SQL: &str = "select count(*) from certificate where workshop = $1 and revoked_at is null";

    on!(db, conn => query_scalar(SQL).bind(workshop.as_uuid()).fetch_one(conn))
}

/// The workshops at which somebody was and that ended since then, the last first, with their title: only those of
/// trainings that may be named.
pub async fn held_since(
    db: &mut Conn,
    since: Timestamp,
    limit: i64,
) -> Result<Vec<(WorkshopId, String, Timestamp)>, DbError> {
    const SQL: &str = "select w.id, case when w.title = '' then p.title else w.title end, w.ends_at
        from workshop w join programme p on p.id = w.programme
        where w.stage = 'open' and p.is_sensitive = 0 and w.ends_at >= $1
            and exists (select 1 from attendance a join enrolment e on e.id = a.enrolment
                where e.workshop = w.id)
        order by w.ends_at desc, w.id limit $2";

    let rows: Vec<(Uuid, String, i64)> = on!(db, conn => query_as(SQL)
        .bind(since.as_millisecond())
        .bind(limit)
        .fetch_all(conn))?;
    Ok(rows.into_iter().map(|(id, title, at)| (id.into(), title, moment(at))).collect())
}

/// The title of a workshop, and whether its training may be named.
pub async fn title(db: &mut Conn, workshop: WorkshopId) -> Result<Option<(String, bool)>, DbError> {
    const SQL: &str = "select case when w.title = '' then p.title else w.title end, p.is_sensitive
        from workshop w join programme p on p.id = w.programme where w.id = $1";

    let row: Option<(String, i64)> =
        on!(db, conn => query_as(SQL).bind(workshop.as_uuid()).fetch_optional(conn))?;
    Ok(row.map(|(title, sensitive)| (title, sensitive == 0)))
}
