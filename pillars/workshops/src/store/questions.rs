//! The questions of a version of a course, in every language.

use std::collections::BTreeMap;

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::Language;

use super::rows::read;
use crate::model::{CourseId, Question, QuestionWords};

type Row = (String, String, i64, String, String);

fn question((mark, unit, place, kind, answer): Row) -> Result<Question, DbError> {
    let right = serde_json::from_str(&answer).map_err(DbError::unreadable("course_question"))?;
    Ok(Question { mark, unit, place, kind: read("course_question", &kind)?, right })
}

/// The questions of a version, by unit and place.
pub async fn list(db: &mut Conn, course: CourseId, version: i64) -> Result<Vec<Question>, DbError> {
    const SQL: &str = "select mark, unit, place, kind, answer from course_question
        where course = $1 and version = $2 order by unit, place, mark";

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(course.as_uuid()).bind(version).fetch_all(conn))?;
    rows.into_iter().map(question).collect()
}

/// Keeps a question, in the place of the one with its mark.
pub async fn put(tx: &mut Tx, course: CourseId, version: i64, question: &Question) -> Result<(), DbError> {
    const SQL: &str = "insert into course_question (course, version, mark, unit, place, kind, answer)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (course, version, mark) do update set unit = excluded.unit, place = excluded.place,
            kind = excluded.kind, answer = excluded.answer";
    let answer = serde_json::to_string(&question.right).map_err(DbError::unreadable("course_question"))?;

    change!(tx, conn => query(SQL)
        .bind(course.as_uuid())
        .bind(version)
        .bind(&question.mark)
        .bind(&question.unit)
        .bind(question.place)
        .bind(question.kind.as_str())
        .bind(answer.as_str())
        .execute(conn))
    .map(drop)
}

/// Takes a question out of a version. Whether it was there.
pub async fn remove(tx: &mut Tx, course: CourseId, version: i64, mark: &str) -> Result<bool, DbError> {
    const SQL: &str = "delete from course_question where course = $1 and version = $2 and mark = $3";

    let gone = change!(tx, conn => query(SQL).bind(course.as_uuid()).bind(version).bind(mark).execute(conn))?;
    Ok(gone > 0)
}

/// What the questions of a version say, by their marks and languages.
pub async fn words(
    db: &mut Conn,
    course: CourseId,
    version: i64,
) -> Result<BTreeMap<(String, Language), QuestionWords>, DbError> {
    const SQL: &str = "select mark, language, text, choices, accepted, why from course_question_words
        where course = $1 and version = $2";

    let rows: Vec<(String, String, String, String, String, String)> =
        on!(db, conn => query_as(SQL).bind(course.as_uuid()).bind(version).fetch_all(conn))?;
    let list = |json: &str| serde_json::from_str(json).map_err(DbError::unreadable("course_question_words"));
    rows.into_iter()
        .map(|(mark, language, text, choices, accepted, why)| {
            let words = QuestionWords { text, choices: list(&choices)?, accepted: list(&accepted)?, why };
            Ok(((mark, read("course_question_words", &language)?), words))
        })
        .collect()
}

/// Puts what a question says in one language in the place of what it said.
pub async fn put_words(
    tx: &mut Tx,
    (course, version): (CourseId, i64),
    mark: &str,
    language: Language,
    words: &QuestionWords,
) -> Result<(), DbError> {
    const SQL: &str =
        "insert into course_question_words (course, version, mark, language, text, choices, accepted, why)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (course, version, mark, language) do update set text = excluded.text,
            choices = excluded.choices, accepted = excluded.accepted, why = excluded.why";
    let list =
        |all: &Vec<String>| serde_json::to_string(all).map_err(DbError::unreadable("course_question_words"));
    let (choices, accepted) = (list(&words.choices)?, list(&words.accepted)?);

    change!(tx, conn => query(SQL)
        .bind(course.as_uuid())
        .bind(version)
        .bind(mark)
        .bind(language.as_str())
        .bind(&words.text)
        .bind(choices.as_str())
        .bind(accepted.as_str())
        .bind(&words.why)
        .execute(conn))
    .map(drop)
}
