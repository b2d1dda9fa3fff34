//! The files of the units of courses: what they are, not what is in them.

use griot_db::{Conn, DbError, Tx, change, on};
use uuid::Uuid;

use super::rows::read;
use crate::model::{CourseFile, CourseId, FileId};

type Row = (Uuid, String, i64, String, String, String, String, i64, String);

fn file((id, unit, place, kind, language, name, stored, bytes, alt): Row) -> Result<CourseFile, DbError> {
    let language = if language.is_empty() { None } else { Some(read("course_file", &language)?) };
    let (id, kind) = (id.into(), read("course_file", &kind)?);
    Ok(CourseFile { id, unit, place, kind, language, name, stored, bytes, alt })
}

/// The files of a version, by unit and place.
pub async fn list(db: &mut Conn, course: CourseId, version: i64) -> Result<Vec<CourseFile>, DbError> {
    const SQL: &str = "select id, unit, place, kind, language, name, stored, bytes, alt from course_file
        where course = $1 and version = $2 order by unit, place, id";

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(course.as_uuid()).bind(version).fetch_all(conn))?;
    rows.into_iter().map(file).collect()
}

/// Keeps a file, in the place of the one with its id.
pub async fn put(tx: &mut Tx, course: CourseId, version: i64, file: &CourseFile) -> Result<(), DbError> {
    const SQL: &str =
        "insert into course_file (id, course, version, unit, place, kind, language, name, stored,
            bytes, alt)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        on conflict (course, version, id) do update set place = excluded.place, language = excluded.language,
            name = excluded.name, alt = excluded.alt";

    change!(tx, conn => query(SQL)
        .bind(file.id.as_uuid())
        .bind(course.as_uuid())
        .bind(version)
        .bind(&file.unit)
        .bind(file.place)
        .bind(file.kind.as_str())
        .bind(file.language.map(|language| language.to_string()).unwrap_or_default())
        .bind(&file.name)
        .bind(&file.stored)
        .bind(file.bytes)
        .bind(&file.alt)
        .execute(conn))
    .map(drop)
}

/// Takes a file out of a version. Whether it was there.
pub async fn remove(tx: &mut Tx, course: CourseId, version: i64, id: FileId) -> Result<bool, DbError> {
    const SQL: &str = "delete from course_file where course = $1 and version = $2 and id = $3";

    let gone = change!(tx, conn => query(SQL)
        .bind(course.as_uuid())
        .bind(version)
        .bind(id.as_uuid())
        .execute(conn))?;
    Ok(gone > 0)
}

/// What every version of every course keeps in the store of files.
pub async fn stored(db: &mut Conn) -> Result<Vec<String>, DbError> {
    const SQL: &str = "select distinct stored from course_file order by stored";

    on!(db, conn => query_scalar(SQL).fetch_all(conn))
}
