//! Exercises that learners handed in.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp};
use uuid::Uuid;

use super::rows::{all, moment, read};
use crate::model::{
    CourseId, EnrolmentId, Exercise, ExerciseId, ExerciseWords, Judgement, Learner, LearningId, WorkshopId,
};

/// No queue shows more at once.
pub const MOST: i64 = 200;

macro_rules! columns {
    () => {
        "select x.id, x.learning, x.unit, x.kind, x.title, x.body, x.language, x.stage, x.address, x.work, x.remark,
            x.at, x.judged_at, x.judged_by from exercise x "
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    learning: Uuid,
    unit: String,
    kind: String,
    title: String,
    body: String,
    language: String,
    stage: String,
    address: String,
    work: Option<Uuid>,
    remark: String,
    at: i64,
    judged_at: Option<i64>,
    judged_by: Option<Uuid>,
}

impl TryFrom<Row> for Exercise {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id.into(),
            learning: row.learning.into(),
            unit: row.unit,
            kind: read("exercise", &row.kind)?,
            words: ExerciseWords {
                title: row.title,
                body: row.body,
                language: read("exercise", &row.language)?,
            },
            stage: read("exercise", &row.stage)?,
            address: row.address,
            work: row.work.map(Into::into),
            remark: row.remark,
            at: moment(row.at),
            judged_at: row.judged_at.map(moment),
            judged_by: row.judged_by.map(Into::into),
        })
    }
}

/// Keeps what a learner hands in for a unit, in the place of what they handed in before. The remark that was
/// made of it stays. `false` when it is approved already: then nothing changes.
pub async fn hand_in(tx: &mut Tx, exercise: &Exercise) -> Result<bool, DbError> {
    const SQL: &str = "insert into exercise (id, learning, unit, kind, title, body, language, stage, address,
            remark, at)
        values ($1, $2, $3, $4, $5, $6, $7, 'handed', '', '', $8)
        on conflict (learning, unit) do update set kind = excluded.kind, title = excluded.title,
            body = excluded.body, language = excluded.language, stage = 'handed',
            at = case when excluded.at > exercise.at then excluded.at else exercise.at + 1 end
        where exercise.stage <> 'approved'";

    let kept = change!(tx, conn => query(SQL)
        .bind(exercise.id.as_uuid())
        .bind(exercise.learning.as_uuid())
        .bind(&exercise.unit)
        .bind(exercise.kind.as_str())
        .bind(&exercise.words.title)
        .bind(&exercise.words.body)
        .bind(exercise.words.language.as_str())
        .bind(exercise.at.as_millisecond())
        .execute(conn))?;
    Ok(kept > 0)
}

/// What a learner handed in for a unit.
pub async fn of_unit(db: &mut Conn, learning: LearningId, unit: &str) -> Result<Option<Exercise>, DbError> {
    const SQL: &str = concat!(columns!(), "where x.learning = $1 and x.unit = $2");

    let row: Option<Row> =
        on!(db, conn => query_as(SQL).bind(learning.as_uuid()).bind(unit).fetch_optional(conn))?;
    row.map(Exercise::try_from).transpose()
}

/// The exercise with this id.
pub async fn by_id(db: &mut Conn, id: ExerciseId) -> Result<Option<Exercise>, DbError> {
    const SQL: &str = concat!(columns!(), "where x.id = $1");

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Exercise::try_from).transpose()
}

/// Those that wait for a trainer, longest first.
pub async fn handed(db: &mut Conn) -> Result<Vec<Exercise>, DbError> {
    const SQL: &str = concat!(columns!(), "where x.stage = 'handed' order by x.at, x.id limit $1");

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(MOST).fetch_all(conn))?;
    all(rows)
}

/// Those that were judged, what was judged last first.
pub async fn judged(db: &mut Conn, limit: i64) -> Result<Vec<Exercise>, DbError> {
    const SQL: &str =
        concat!(columns!(), "where x.stage <> 'handed' order by x.judged_at desc, x.id limit $1");

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(limit).fetch_all(conn))?;
    all(rows)
}

/// How many wait for a trainer.
pub async fn count_handed(db: &mut Conn) -> Result<i64, DbError> {
    const SQL: &str = "select count(*) from exercise where stage = 'handed'";

    on!(db, conn => query_scalar(SQL).fetch_one(conn))
}

/// Whose an exercise is, and of what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whose {
    /// Who learns; `None` when they are gone.
    pub learner: Option<Learner>,
    /// Which course.
    pub course: CourseId,
    /// Which version of it.
    pub version: i64,
    /// The account behind it, also of somebody who is enrolled.
    pub person: Option<PersonId>,
    /// What somebody without an account is called.
    pub name: String,
    /// In which workshop they learn, if they have a place in one of that course.
    pub workshop: Option<WorkshopId>,
}

type WhoseRow = (Uuid, i64, Option<Uuid>, Option<Uuid>, Option<Uuid>, Option<String>, Option<Uuid>);

/// Whose a learning is: the member or the enrolment, and the workshop in which they have a place.
pub async fn whose(db: &mut Conn, learning: LearningId) -> Result<Option<Whose>, DbError> {
    const SQL: &str = "select l.course, l.version, l.person, l.enrolment, e.person, e.name,
            coalesce(e.workshop, (select w.id from enrolment n
                join workshop w on w.id = n.workshop
                join programme p on p.id = w.programme
                where n.person = l.person and n.stage = 'enrolled' and p.course = l.course
                order by w.starts_at desc, w.id limit 1))
        from learning l left join enrolment e on e.id = l.enrolment where l.id = $1";

    let row: Option<WhoseRow> = on!(db, conn => query_as(SQL).bind(learning.as_uuid()).fetch_optional(conn))?;
    Ok(row.map(|(course, version, person, enrolment, account, name, workshop)| {
        let member = person.map(|person| Learner::Person(person.into()));
        Whose {
            learner: member.or(enrolment.map(|one| Learner::Enrolment(EnrolmentId::from(one)))),
            course: course.into(),
            version,
            person: person.or(account).map(Into::into),
            name: name.unwrap_or_default(),
            workshop: workshop.map(Into::into),
        }
    }))
}

/// Notes what a trainer says of an exercise that waits, if it is still the one of that moment. Whether it was:
/// of two trainers at once, one judges.
pub async fn judge(
    tx: &mut Tx,
    id: ExerciseId,
    read_at: Timestamp,
    said: &Judgement,
) -> Result<bool, DbError> {
    const SQL: &str =
        "update exercise set stage = $3, remark = $4, address = $5, judged_by = $6, judged_at = $7
        where id = $1 and at = $2 and stage = 'handed'";

    let judged = change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(read_at.as_millisecond())
        .bind(said.stage.as_str())
        .bind(&said.remark)
        .bind(&said.address)
        .bind(said.by.as_uuid())
        .bind(said.at.as_millisecond())
        .execute(conn))?;
    Ok(judged > 0)
}
