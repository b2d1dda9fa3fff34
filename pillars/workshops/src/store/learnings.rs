//! What learners do with courses: where they are, and what they answered.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp};
use uuid::Uuid;

use super::rows::{all, moment, read};
use crate::model::{Attempt, AttemptId, CourseId, EnrolmentId, Learner, Learning, LearningId, WorkshopId};

macro_rules! columns {
    () => {
        "select id, course, version, person, enrolment, language, begun_at, seen_at, finished_at from learning "
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    course: Uuid,
    version: i64,
    person: Option<Uuid>,
    enrolment: Option<Uuid>,
    language: String,
    begun_at: i64,
    seen_at: i64,
    finished_at: Option<i64>,
}

impl TryFrom<Row> for Learning {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        let person = row.person.map(|person| Learner::Person(person.into()));
        let enrolment = row.enrolment.map(|enrolment| Learner::Enrolment(enrolment.into()));
        Ok(Self {
            id: row.id.into(),
            course: row.course.into(),
            version: row.version,
            learner: person.or(enrolment),
            language: read("learning", &row.language)?,
            begun_at: moment(row.begun_at),
            seen_at: moment(row.seen_at),
            finished_at: row.finished_at.map(moment),
        })
    }
}

#[derive(sqlx::FromRow)]
struct OfEnrolment {
    of_enrolment: Uuid,
    #[sqlx(flatten)]
    learning: Row,
}

/// Begins a course for a learner, once. The learning that stands now: theirs of before, if there was one.
pub async fn begin(tx: &mut Tx, learning: &Learning) -> Result<Learning, DbError> {
    const SQL: &str =
        "insert into learning (id, course, version, person, enrolment, language, begun_at, seen_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing";
    let (person, enrolment) = match learning.learner {
        Some(Learner::Person(person)) => (Some(person), None),
        Some(Learner::Enrolment(enrolment)) => (None, Some(enrolment)),
        None => (None, None),
    };

    change!(tx, conn => query(SQL)
        .bind(learning.id.as_uuid())
        .bind(learning.course.as_uuid())
        .bind(learning.version)
        .bind(person.map(PersonId::as_uuid))
        .bind(enrolment.map(EnrolmentId::as_uuid))
        .bind(learning.language.as_str())
        .bind(learning.begun_at.as_millisecond())
        .bind(learning.seen_at.as_millisecond())
        .execute(conn))?;
    match learning.learner {
        Some(learner) => Ok(of(tx, learning.course, learner).await?.unwrap_or_else(|| learning.clone())),
        None => Ok(learning.clone()),
    }
}

/// What a learner does with a course.
pub async fn of(db: &mut Conn, course: CourseId, learner: Learner) -> Result<Option<Learning>, DbError> {
    const OF_PERSON: &str = concat!(columns!(), "where course = $1 and person = $2");
    const OF_ENROLMENT: &str = concat!(columns!(), "where course = $1 and enrolment = $2");
    let (sql, who) = match learner {
        Learner::Person(person) => (OF_PERSON, person.as_uuid()),
        Learner::Enrolment(enrolment) => (OF_ENROLMENT, enrolment.as_uuid()),
    };

    let row: Option<Row> =
        on!(db, conn => query_as(sql).bind(course.as_uuid()).bind(who).fetch_optional(conn))?;
    row.map(Learning::try_from).transpose()
}

/// The learning with this id.
pub async fn by_id(db: &mut Conn, id: LearningId) -> Result<Option<Learning>, DbError> {
    const SQL: &str = concat!(columns!(), "where id = $1");

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Learning::try_from).transpose()
}

/// All that a member learns, what they did last first.
pub async fn of_person(db: &mut Conn, person: PersonId) -> Result<Vec<Learning>, DbError> {
    const SQL: &str = concat!(columns!(), "where person = $1 order by seen_at desc, id limit 200");

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(person.as_uuid()).fetch_all(conn))?;
    all(rows)
}

/// Notes that a learner was there, and that they finished if they did.
pub async fn seen(
    tx: &mut Tx,
    id: LearningId,
    now: Timestamp,
    finished_at: Option<Timestamp>,
) -> Result<(), DbError> {
    const SQL: &str =
        "update learning set seen_at = $2, finished_at = coalesce(finished_at, $3) where id = $1";

    change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(now.as_millisecond())
        .bind(finished_at.map(Timestamp::as_millisecond))
        .execute(conn))
    .map(drop)
}

/// Notes that a learner is done with a unit. Whether that is new.
pub async fn unit_done(tx: &mut Tx, id: LearningId, unit: &str, now: Timestamp) -> Result<bool, DbError> {
    const SQL: &str = "insert into unit_done (learning, unit, at) values ($1, $2, $3) on conflict do nothing";

    let added = change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(unit)
        .bind(now.as_millisecond())
        .execute(conn))?;
    Ok(added > 0)
}

/// The units with which a learner is done.
pub async fn units_done(db: &mut Conn, id: LearningId) -> Result<Vec<String>, DbError> {
    const SQL: &str = "select unit from unit_done where learning = $1 order by unit";

    on!(db, conn => query_scalar(SQL).bind(id.as_uuid()).fetch_all(conn))
}

/// Keeps an answer, once: the same one brought again changes nothing. Whether it is new.
pub async fn add_attempt(tx: &mut Tx, attempt: &Attempt) -> Result<bool, DbError> {
    const SQL: &str =
        "insert into attempt (id, learning, version, unit, question, round, answer, is_right, at, received_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing";
    let answer = serde_json::to_string(&attempt.answer).map_err(DbError::unreadable("attempt"))?;

    let added = change!(tx, conn => query(SQL)
        .bind(attempt.id.as_uuid())
        .bind(attempt.learning.as_uuid())
        .bind(attempt.version)
        .bind(&attempt.unit)
        .bind(&attempt.question)
        .bind(attempt.round)
        .bind(answer.as_str())
        .bind(i64::from(attempt.is_right))
        .bind(attempt.at.as_millisecond())
        .bind(attempt.received_at.as_millisecond())
        .execute(conn))?;
    Ok(added > 0)
}

/// What a learner answered in one unit of this version of a course, in the order of their clock. What was answered in
/// an older version is no part of it.
pub async fn attempts(
    db: &mut Conn,
    (learning, version): (LearningId, i64),
    unit: &str,
) -> Result<Vec<Attempt>, DbError> {
    const SQL: &str = "select id, question, round, answer, is_right, at, received_at from attempt
        where learning = $1 and version = $2 and unit = $3 order by round, at, id";

    let rows: Vec<(Uuid, String, i64, String, i64, i64, i64)> = on!(db, conn => query_as(SQL)
            .bind(learning.as_uuid())
            .bind(version)
            .bind(unit)
            .fetch_all(conn))?;
    rows.into_iter()
        .map(|(id, question, round, answer, is_right, at, received_at)| {
            Ok(Attempt {
                id: id.into(),
                learning,
                version,
                unit: unit.to_owned(),
                question,
                round,
                answer: serde_json::from_str(&answer).map_err(DbError::unreadable("attempt"))?,
                is_right: is_right != 0,
                at: moment(at),
                received_at: moment(received_at),
            })
        })
        .collect()
}

/// Goes on to a newer version of a course that was finished: what was done stays done. Whether it did; not, if
/// somebody did it meanwhile.
pub async fn renew(
    tx: &mut Tx,
    id: LearningId,
    versions: (i64, i64),
    now: Timestamp,
) -> Result<bool, DbError> {
    const SQL: &str = "update learning set version = $3, seen_at = $4
        where id = $1 and version = $2 and finished_at is not null";

    let changed = change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(versions.0)
        .bind(versions.1)
        .bind(now.as_millisecond())
        .execute(conn))?;
    Ok(changed > 0)
}

/// Of which learner an attempt is, if the house has it.
pub async fn learning_of(db: &mut Conn, id: AttemptId) -> Result<Option<LearningId>, DbError> {
    const SQL: &str = "select learning from attempt where id = $1";

    let found: Option<Uuid> = on!(db, conn => query_scalar(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    Ok(found.map(Into::into))
}

/// Where those with a place in a workshop stand in a course: by their account, or by the code of their enrolment.
pub async fn in_workshop(
    db: &mut Conn,
    workshop: WorkshopId,
    course: CourseId,
) -> Result<Vec<(EnrolmentId, Learning)>, DbError> {
    const SQL: &str =
        "select e.id as of_enrolment, l.id, l.course, l.version, l.person, l.enrolment, l.language,
            l.begun_at, l.seen_at, l.finished_at
        from enrolment e join learning l on l.enrolment = e.id or l.person = e.person
        where e.workshop = $1 and e.stage = 'enrolled' and l.course = $2 order by e.at, e.id, l.begun_at";

    let rows: Vec<OfEnrolment> = on!(db, conn => query_as(SQL)
        .bind(workshop.as_uuid())
        .bind(course.as_uuid())
        .fetch_all(conn))?;
    rows.into_iter().map(|row| Ok((row.of_enrolment.into(), row.learning.try_into()?))).collect()
}

/// With which units those with a place in a workshop are done, and when.
pub async fn done_in_workshop(
    db: &mut Conn,
    workshop: WorkshopId,
    course: CourseId,
) -> Result<Vec<(LearningId, String, Timestamp)>, DbError> {
    const SQL: &str = "select distinct d.learning, d.unit, d.at
        from enrolment e join learning l on l.enrolment = e.id or l.person = e.person
            join unit_done d on d.learning = l.id
        where e.workshop = $1 and e.stage = 'enrolled' and l.course = $2 order by d.learning, d.unit";

    let rows: Vec<(Uuid, String, i64)> = on!(db, conn => query_as(SQL)
        .bind(workshop.as_uuid())
        .bind(course.as_uuid())
        .fetch_all(conn))?;
    Ok(rows.into_iter().map(|(learning, unit, at)| (learning.into(), unit, moment(at))).collect())
}

/// Whether a member has a place in a workshop with this course.
pub async fn is_enrolled(db: &mut Conn, person: PersonId, course: CourseId) -> Result<bool, DbError> {
    const SQL: &str = "select count(*) from enrolment e join workshop w on w.id = e.workshop
            join programme p on p.id = w.programme
        where e.person = $1 and e.stage = 'enrolled' and p.course = $2";

    let found: i64 = on!(db, conn => query_scalar(SQL)
        .bind(person.as_uuid())
        .bind(course.as_uuid())
        .fetch_one(conn))?;
    Ok(found > 0)
}
