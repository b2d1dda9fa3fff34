//! The files of a version of a course, as learners get them.

use griot_db::{Conn, DbError, on};
use uuid::Uuid;

use super::rows::read;
use crate::model::{CourseFile, CourseId};

type Row = (Uuid, String, i64, String, String, String, String, i64, String);

/// The files of a version, by unit and place.
pub async fn of(db: &mut Conn, course: CourseId, version: i64) -> Result<Vec<CourseFile>, DbError> {
    const SQL: &str = "select id, unit, place, kind, language, name, stored, bytes, alt from course_file
        where course = $1 and version = $2 order by unit, place, id";

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(course.as_uuid()).bind(version).fetch_all(conn))?;
    rows.into_iter()
        .map(|(id, unit, place, kind, language, name, stored, bytes, alt)| {
            let language = if language.is_empty() { None } else { Some(read("course_file", &language)?) };
            Ok(CourseFile {
                id: id.into(),
                unit,
                place,
                kind: read("course_file", &kind)?,
                language,
                name,
                stored,
                bytes,
                alt,
            })
        })
        .collect()
}
