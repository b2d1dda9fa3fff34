//! Photographs of the lists that people signed. They go ninety days after their workshop.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp};
use uuid::Uuid;

use super::rows::moment;
use crate::model::{MeetingId, Photo, PhotoId};

type Row = (Uuid, Uuid, String, i64, Option<Uuid>);

fn photo((id, meeting, stored, at, by): Row) -> Photo {
    Photo { id: id.into(), meeting: meeting.into(), stored, at: moment(at), by: by.map(Into::into) }
}

/// Keeps a photograph.
pub async fn insert(tx: &mut Tx, one: &Photo) -> Result<(), DbError> {
    const SQL: &str =
        "insert into attendance_photo (id, meeting, stored, at, by_person) values ($1, $2, $3, $4, $5)";

    change!(tx, conn => query(SQL)
        .bind(one.id.as_uuid())
        .bind(one.meeting.as_uuid())
        .bind(&one.stored)
        .bind(one.at.as_millisecond())
        .bind(one.by.map(PersonId::as_uuid))
        .execute(conn))
    .map(drop)
}

/// The photograph with this id.
pub async fn by_id(db: &mut Conn, id: PhotoId) -> Result<Option<Photo>, DbError> {
    const SQL: &str = "select id, meeting, stored, at, by_person from attendance_photo where id = $1";

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    Ok(row.map(photo))
}

/// Those of a meeting, the first first.
pub async fn of(db: &mut Conn, meeting: MeetingId) -> Result<Vec<Photo>, DbError> {
    const SQL: &str = "select id, meeting, stored, at, by_person from attendance_photo
        where meeting = $1 order by at, id limit 200";

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(meeting.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(photo).collect())
}

/// Takes a photograph away. Whether it was there.
pub async fn remove(tx: &mut Tx, id: PhotoId) -> Result<bool, DbError> {
    const SQL: &str = "delete from attendance_photo where id = $1";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).execute(conn))? > 0)
}

/// Those whose workshop ended before this moment, at most so many.
pub async fn ended_before(db: &mut Conn, before: Timestamp, limit: i64) -> Result<Vec<Photo>, DbError> {
    const SQL: &str = "select p.id, p.meeting, p.stored, p.at, p.by_person from attendance_photo p
        join workshop_meeting m on m.id = p.meeting join workshop w on w.id = m.workshop
        where w.ends_at < $1 order by p.at, p.id limit $2";

    let rows: Vec<Row> =
        on!(db, conn => query_as(SQL).bind(before.as_millisecond()).bind(limit).fetch_all(conn))?;
    Ok(rows.into_iter().map(photo).collect())
}

/// Whether some photograph needs this file.
pub async fn needs(db: &mut Conn, stored: &str) -> Result<bool, DbError> {
    const SQL: &str = "select count(*) from attendance_photo where stored = $1";

    let needed: i64 = on!(db, conn => query_scalar(SQL).bind(stored).fetch_one(conn))?;
    Ok(needed > 0)
}

/// Every file that is needed.
pub async fn files(db: &mut Conn) -> Result<Vec<String>, DbError> {
    const SQL: &str = "select distinct stored from attendance_photo";

    on!(db, conn => query_scalar(SQL).fetch_all(conn))
}
