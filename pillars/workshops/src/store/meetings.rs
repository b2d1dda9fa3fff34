//! When the people of a workshop meet.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::Timestamp;
use uuid::Uuid;

use super::rows::moment;
use crate::model::{Meeting, MeetingId, WorkshopId};

type Row = (Uuid, Uuid, i64, i64);

fn meeting((id, workshop, starts_at, ends_at): Row) -> Meeting {
    Meeting {
        id: id.into(),
        workshop: workshop.into(),
        starts_at: moment(starts_at),
        ends_at: moment(ends_at),
    }
}

/// Keeps a meeting, in the place of the one with its id.
pub async fn put(tx: &mut Tx, meeting: &Meeting) -> Result<(), DbError> {
    const SQL: &str =
        "insert into workshop_meeting (id, workshop, starts_at, ends_at) values ($1, $2, $3, $4)
        on conflict (id) do update set starts_at = excluded.starts_at, ends_at = excluded.ends_at";

    change!(tx, conn => query(SQL)
        .bind(meeting.id.as_uuid())
        .bind(meeting.workshop.as_uuid())
        .bind(meeting.starts_at.as_millisecond())
        .bind(meeting.ends_at.as_millisecond())
        .execute(conn))
    .map(drop)
}

/// Takes a meeting away, with who was there. Whether it was there.
pub async fn remove(tx: &mut Tx, id: MeetingId) -> Result<bool, DbError> {
    const SQL: &str = "delete from workshop_meeting where id = $1";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).execute(conn))? > 0)
}

/// Whether somebody was noted at a meeting, claims to have been there, or was photographed on its list.
pub async fn is_needed(db: &mut Conn, id: MeetingId) -> Result<bool, DbError> {
    const SQL: &str = "select (select count(*) from attendance where meeting = $1)
        + (select count(*) from attendance_claim where meeting = $1)
        + (select count(*) from attendance_photo where meeting = $1)";

    let kept: i64 = on!(db, conn => query_scalar(SQL).bind(id.as_uuid()).fetch_one(conn))?;
    Ok(kept > 0)
}

/// The meeting with this id.
pub async fn by_id(db: &mut Conn, id: MeetingId) -> Result<Option<Meeting>, DbError> {
    const SQL: &str = "select id, workshop, starts_at, ends_at from workshop_meeting where id = $1";

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    Ok(row.map(meeting))
}

/// The meetings of announced workshops that begin from `from` until before `until`, the first first.
pub async fn between(db: &mut Conn, from: Timestamp, until: Timestamp) -> Result<Vec<Meeting>, DbError> {
    const SQL: &str = "select m.id, m.workshop, m.starts_at, m.ends_at from workshop_meeting m
        join workshop w on w.id = m.workshop
        where w.stage = 'open' and m.starts_at >= $1 and m.starts_at < $2 order by m.starts_at, m.id";

    let rows: Vec<Row> = on!(db, conn => query_as(SQL)
        .bind(from.as_millisecond())
        .bind(until.as_millisecond())
        .fetch_all(conn))?;
    Ok(rows.into_iter().map(meeting).collect())
}

/// The meetings of a workshop, the first first.
pub async fn of(db: &mut Conn, workshop: WorkshopId) -> Result<Vec<Meeting>, DbError> {
    const SQL: &str = "select id, workshop, starts_at, ends_at from workshop_meeting
        where workshop = $1 order by starts_at, id";

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(workshop.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(meeting).collect())
}
