//! The units of a version of a course, in every language.

use std::collections::BTreeMap;

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::Language;

use super::rows::read;
use crate::model::{CourseId, ExerciseKind, Unit, UnitWords};

type Row = (String, i64, i64, i64, String, i64, i64);

fn unit((mark, module, place, minutes, exercise, draw, pass): Row) -> Result<Unit, DbError> {
    let exercise = if exercise.is_empty() { None } else { Some(read("course_unit", &exercise)?) };
    Ok(Unit { mark, module, place, minutes, exercise, draw, pass })
}

/// The units of a version, in their order.
pub async fn list(db: &mut Conn, course: CourseId, version: i64) -> Result<Vec<Unit>, DbError> {
    const SQL: &str = "select mark, module, place, minutes, exercise, draw, pass from course_unit
        where course = $1 and version = $2 order by module, place, mark";

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(course.as_uuid()).bind(version).fetch_all(conn))?;
    rows.into_iter().map(unit).collect()
}

/// Keeps a unit, in the place of the one with its mark.
pub async fn put(tx: &mut Tx, course: CourseId, version: i64, unit: &Unit) -> Result<(), DbError> {
    const SQL: &str = "insert into course_unit (course, version, mark, module, place, minutes, exercise, draw, pass)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (course, version, mark) do update set module = excluded.module, place = excluded.place,
            minutes = excluded.minutes, exercise = excluded.exercise, draw = excluded.draw, pass = excluded.pass";

    change!(tx, conn => query(SQL)
        .bind(course.as_uuid())
        .bind(version)
        .bind(&unit.mark)
        .bind(unit.module)
        .bind(unit.place)
        .bind(unit.minutes)
        .bind(unit.exercise.map_or("", ExerciseKind::as_str))
        .bind(unit.draw)
        .bind(unit.pass)
        .execute(conn))
    .map(drop)
}

/// Takes a unit out of a version, with its words, questions and files. Whether it was there.
pub async fn remove(tx: &mut Tx, course: CourseId, version: i64, mark: &str) -> Result<bool, DbError> {
    const SQL: &str = "delete from course_unit where course = $1 and version = $2 and mark = $3";

    let gone = change!(tx, conn => query(SQL).bind(course.as_uuid()).bind(version).bind(mark).execute(conn))?;
    Ok(gone > 0)
}

/// What one unit says, by language.
pub async fn words(
    db: &mut Conn,
    (course, version): (CourseId, i64),
    mark: &str,
) -> Result<BTreeMap<Language, UnitWords>, DbError> {
    const SQL: &str = "select language, title, body, exercise from course_unit_words
        where course = $1 and version = $2 and mark = $3 order by language";

    let rows: Vec<(String, String, String, String)> = on!(db, conn => query_as(SQL)
        .bind(course.as_uuid())
        .bind(version)
        .bind(mark)
        .fetch_all(conn))?;
    rows.into_iter()
        .map(|(language, title, body, exercise)| {
            Ok((read("course_unit_words", &language)?, UnitWords { title, body, exercise }))
        })
        .collect()
}

/// What the units of a version are called, by their marks and languages.
pub async fn titles(
    db: &mut Conn,
    course: CourseId,
    version: i64,
) -> Result<BTreeMap<(String, Language), String>, DbError> {
    const SQL: &str =
        "select mark, language, title from course_unit_words where course = $1 and version = $2";

    let rows: Vec<(String, String, String)> =
        on!(db, conn => query_as(SQL).bind(course.as_uuid()).bind(version).fetch_all(conn))?;
    rows.into_iter()
        .map(|(mark, language, title)| Ok(((mark, read("course_unit_words", &language)?), title)))
        .collect()
}

/// Puts what a unit says in one language in the place of what it said.
pub async fn put_words(
    tx: &mut Tx,
    (course, version): (CourseId, i64),
    mark: &str,
    language: Language,
    words: &UnitWords,
) -> Result<(), DbError> {
    const SQL: &str = "insert into course_unit_words (course, version, mark, language, title, body, exercise)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (course, version, mark, language)
        do update set title = excluded.title, body = excluded.body, exercise = excluded.exercise";

    change!(tx, conn => query(SQL)
        .bind(course.as_uuid())
        .bind(version)
        .bind(mark)
        .bind(language.as_str())
        .bind(&words.title)
        .bind(&words.body)
        .bind(&words.exercise)
        .execute(conn))
    .map(drop)
}

/// How many signs the text of each unit has, by mark and language: what a page without pictures weighs.
pub async fn lengths(
    db: &mut Conn,
    course: CourseId,
    version: i64,
) -> Result<BTreeMap<(String, Language), i64>, DbError> {
    const SQL: &str = "select mark, language, cast(length(body) + length(exercise) as bigint)
        from course_unit_words where course = $1 and version = $2";

    let rows: Vec<(String, String, i64)> =
        on!(db, conn => query_as(SQL).bind(course.as_uuid()).bind(version).fetch_all(conn))?;
    rows.into_iter()
        .map(|(mark, language, signs)| Ok(((mark, read("course_unit_words", &language)?), signs)))
        .collect()
}
