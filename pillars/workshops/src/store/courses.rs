//! Courses and their versions. What belongs to a version is in the rooms beside: units, questions, files.

use std::collections::BTreeMap;

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{Language, PersonId, Timestamp};
use uuid::Uuid;

use super::rows::{all, moment, read};
use crate::model::{Course, CourseId, CourseWords};

/// More courses than this are on no page.
const MOST: i64 = 300;

macro_rules! columns {
    () => {
        "select id, slug, mark, language, audience, is_safety, version, is_closed, source, revision, changed_at,
            created_by, created_at from course "
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    slug: String,
    mark: String,
    language: String,
    audience: String,
    is_safety: i64,
    version: i64,
    is_closed: i64,
    source: String,
    revision: i64,
    changed_at: i64,
    created_by: Option<Uuid>,
    created_at: i64,
}

impl TryFrom<Row> for Course {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id.into(),
            slug: row.slug,
            mark: row.mark,
            language: read("course", &row.language)?,
            audience: read("course", &row.audience)?,
            is_safety: row.is_safety != 0,
            version: row.version,
            is_closed: row.is_closed != 0,
            source: row.source,
            revision: row.revision,
            changed_at: moment(row.changed_at),
            created_by: row.created_by.map(Into::into),
            created_at: moment(row.created_at),
        })
    }
}

/// Keeps a new course.
pub async fn insert(tx: &mut Tx, course: &Course) -> Result<(), DbError> {
    const SQL: &str =
        "insert into course (id, slug, mark, language, audience, is_safety, version, is_closed, source,
            revision, changed_at, created_by, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

    change!(tx, conn => query(SQL)
        .bind(course.id.as_uuid())
        .bind(&course.slug)
        .bind(&course.mark)
        .bind(course.language.as_str())
        .bind(course.audience.as_str())
        .bind(i64::from(course.is_safety))
        .bind(course.version)
        .bind(i64::from(course.is_closed))
        .bind(&course.source)
        .bind(course.revision)
        .bind(course.changed_at.as_millisecond())
        .bind(course.created_by.map(PersonId::as_uuid))
        .bind(course.created_at.as_millisecond())
        .execute(conn))
    .map_err(DbError::overtaken)
    .map(drop)
}

/// Changes for whom a course is and what it counts for, if nobody else changed it since `revision`. Whether it did.
pub async fn save(tx: &mut Tx, course: &Course, revision: i64, now: Timestamp) -> Result<bool, DbError> {
    const SQL: &str = "update course set audience = $3, is_safety = $4, is_closed = $5, changed_at = $6,
        revision = revision + 1 where id = $1 and revision = $2";

    let changed = change!(tx, conn => query(SQL)
        .bind(course.id.as_uuid())
        .bind(revision)
        .bind(course.audience.as_str())
        .bind(i64::from(course.is_safety))
        .bind(i64::from(course.is_closed))
        .bind(now.as_millisecond())
        .execute(conn))?;
    tx.public_changed().await?;
    Ok(changed > 0)
}

/// Notes that something in the draft of a course changed. The new revision.
pub async fn touch(tx: &mut Tx, id: CourseId, now: Timestamp) -> Result<Option<i64>, DbError> {
    const SQL: &str =
        "update course set changed_at = $2, revision = revision + 1 where id = $1 returning revision";

    on!(tx, conn => query_scalar(SQL).bind(id.as_uuid()).bind(now.as_millisecond()).fetch_optional(conn))
}

/// The course with this id.
pub async fn by_id(db: &mut Conn, id: CourseId) -> Result<Option<Course>, DbError> {
    const SQL: &str = concat!(columns!(), "where id = $1");

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Course::try_from).transpose()
}

/// The course with this name in its address.
pub async fn by_slug(db: &mut Conn, slug: &str) -> Result<Option<Course>, DbError> {
    const SQL: &str = concat!(columns!(), "where slug = $1");

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(slug).fetch_optional(conn))?;
    row.map(Course::try_from).transpose()
}

/// The course with this mark, from whatever house it came.
pub async fn by_mark(db: &mut Conn, mark: &str) -> Result<Option<Course>, DbError> {
    const SQL: &str = concat!(columns!(), "where mark = $1");

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(mark).fetch_optional(conn))?;
    row.map(Course::try_from).transpose()
}

/// All courses, by the day of their last change, the newest first.
pub async fn list(db: &mut Conn) -> Result<Vec<Course>, DbError> {
    const SQL: &str = concat!(columns!(), "order by is_closed, changed_at desc, id limit $1");

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(MOST).fetch_all(conn))?;
    all(rows)
}

/// What a version of a course says of itself, by language.
pub async fn words(
    db: &mut Conn,
    course: CourseId,
    version: i64,
) -> Result<BTreeMap<Language, CourseWords>, DbError> {
    const SQL: &str = "select language, title, summary, modules from course_words
        where course = $1 and version = $2 order by language";

    let rows: Vec<(String, String, String, String)> =
        on!(db, conn => query_as(SQL).bind(course.as_uuid()).bind(version).fetch_all(conn))?;
    let words = |(language, title, summary, modules): (String, String, String, String)| {
        let modules = modules.lines().map(str::to_owned).collect();
        Ok((read("course_words", &language)?, CourseWords { title, summary, modules }))
    };
    rows.into_iter().map(words).collect()
}

/// Puts what a version of a course says of itself in one language in the place of what it said.
pub async fn put_words(
    tx: &mut Tx,
    (course, version): (CourseId, i64),
    language: Language,
    words: &CourseWords,
) -> Result<(), DbError> {
    const SQL: &str = "insert into course_words (course, version, language, title, summary, modules)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (course, version, language)
        do update set title = excluded.title, summary = excluded.summary, modules = excluded.modules";

    change!(tx, conn => query(SQL)
        .bind(course.as_uuid())
        .bind(version)
        .bind(language.as_str())
        .bind(&words.title)
        .bind(&words.summary)
        .bind(words.modules.join("\n"))
        .execute(conn))
    .map(drop)
}

/// A version that was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Its number, from 1.
    pub version: i64,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Option<PersonId>,
    /// What is new in it.
    pub note: String,
}

/// The versions of a course that were published, the last first.
pub async fn versions(db: &mut Conn, course: CourseId) -> Result<Vec<Published>, DbError> {
    const SQL: &str = "select version, at, by_person, note from course_version
        where course = $1 order by version desc";

    let rows: Vec<(i64, i64, Option<Uuid>, String)> =
        on!(db, conn => query_as(SQL).bind(course.as_uuid()).fetch_all(conn))?;
    let published = |(version, at, by, note): (i64, i64, Option<Uuid>, String)| Published {
        version,
        at: moment(at),
        by: by.map(Into::into),
        note,
    };
    Ok(rows.into_iter().map(published).collect())
}

/// Copies the draft of a course to the version that comes after `last`, which never changes again; nothing, if
/// somebody published another meanwhile. Returns the new number.
pub async fn publish(
    tx: &mut Tx,
    course: CourseId,
    last: i64,
    published: (Option<PersonId>, &str, Timestamp),
) -> Result<Option<i64>, DbError> {
    const NEXT: &str = "update course set version = $3, changed_at = $4, revision = revision + 1
        where id = $1 and version = $2";
    const NOTE: &str =
        "insert into course_version (course, version, at, by_person, note) values ($1, $2, $3, $4, $5)";
    const COPIES: [&str; 6] = [
        "insert into course_words (course, version, language, title, summary, modules)
            select course, $2, language, title, summary, modules from course_words
            where course = $1 and version = 0",
        "insert into course_unit (course, version, mark, module, place, minutes, exercise, draw, pass)
            select course, $2, mark, module, place, minutes, exercise, draw, pass from course_unit
            where course = $1 and version = 0",
        "insert into course_unit_words (course, version, mark, language, title, body, exercise)
            select course, $2, mark, language, title, body, exercise from course_unit_words
            where course = $1 and version = 0",
        "insert into course_question (course, version, mark, unit, place, kind, answer)
            select course, $2, mark, unit, place, kind, answer from course_question
            where course = $1 and version = 0",
        "insert into course_question_words (course, version, mark, language, text, choices, accepted, why)
            select course, $2, mark, language, text, choices, accepted, why from course_question_words
            where course = $1 and version = 0",
        "insert into course_file (id, course, version, unit, place, kind, language, name, stored, bytes, alt)
            select id, course, $2, unit, place, kind, language, name, stored, bytes, alt from course_file
            where course = $1 and version = 0",
    ];
    let (by, note, now) = published;
    let version = last + 1;

    let moved = change!(tx, conn => query(NEXT)
        .bind(course.as_uuid())
        .bind(last)
        .bind(version)
        .bind(now.as_millisecond())
        .execute(conn))?;
    if moved == 0 {
        return Ok(None);
    }
    change!(tx, conn => query(NOTE)
        .bind(course.as_uuid())
        .bind(version)
        .bind(now.as_millisecond())
        .bind(by.map(PersonId::as_uuid))
        .bind(note)
        .execute(conn))?;
    for copy in COPIES {
        change!(tx, conn => query(copy).bind(course.as_uuid()).bind(version).execute(conn))?;
    }
    tx.public_changed().await?;
    Ok(Some(version))
}

/// The courses that come before this one.
pub async fn needs(db: &mut Conn, course: CourseId) -> Result<Vec<CourseId>, DbError> {
    const SQL: &str = "select needs from course_need where course = $1 order by needs";

    let rows: Vec<Uuid> = on!(db, conn => query_scalar(SQL).bind(course.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Says which courses come before this one.
pub async fn set_needs(tx: &mut Tx, course: CourseId, needs: &[CourseId]) -> Result<(), DbError> {
    const CLEAR: &str = "delete from course_need where course = $1";
    const SQL: &str = "insert into course_need (course, needs) values ($1, $2) on conflict do nothing";

    change!(tx, conn => query(CLEAR).bind(course.as_uuid()).execute(conn))?;
    for one in needs {
        change!(tx, conn => query(SQL).bind(course.as_uuid()).bind(one.as_uuid()).execute(conn))?;
    }
    tx.public_changed().await?;
    Ok(())
}

/// Empties the draft of a course: its words, units, questions and files.
pub async fn clear_draft(tx: &mut Tx, course: CourseId) -> Result<(), DbError> {
    const WORDS: &str = "delete from course_words where course = $1 and version = 0";
    const UNITS: &str = "delete from course_unit where course = $1 and version = 0";

    for one in [WORDS, UNITS] {
        change!(tx, conn => query(one).bind(course.as_uuid()).execute(conn))?;
    }
    Ok(())
}

/// How many people began each course.
pub async fn learners(db: &mut Conn) -> Result<BTreeMap<CourseId, i64>, DbError> {
    const SQL: &str = "select course, cast(count(*) as bigint) from learning group by course";

    let rows: Vec<(Uuid, i64)> = on!(db, conn => query_as(SQL).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(course, count)| (course.into(), count)).collect())
}
