//! Skills, who has them, and what was proposed where they lack.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{Id, NotAWord, PersonId, Timestamp};
use uuid::Uuid;

use super::rows::{all, moment, read};
use crate::model::{Level, ProgrammeId, Skill, SkillId, SkillMark, SkillWords, WorkshopId};

/// More marks than this are on no page.
const MOST: i64 = 50_000;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    name: String,
    how: String,
    place: i64,
    programme: Option<Uuid>,
    wanted: i64,
    is_retired: i64,
    revision: i64,
}

impl TryFrom<Row> for Skill {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id.into(),
            words: SkillWords {
                name: row.name,
                how: row.how,
                programme: row.programme.map(Into::into),
                wanted: row.wanted,
            },
            place: row.place,
            is_retired: row.is_retired != 0,
            revision: row.revision,
        })
    }
}

#[derive(sqlx::FromRow)]
struct MarkRow {
    person: Uuid,
    skill: Uuid,
    workshop: Option<Uuid>,
    moment: String,
    level: i64,
    at: i64,
    by_person: Option<Uuid>,
    contested: String,
}

impl TryFrom<MarkRow> for SkillMark {
    type Error = DbError;

    fn try_from(row: MarkRow) -> Result<Self, DbError> {
        Ok(Self {
            person: row.person.into(),
            skill: row.skill.into(),
            workshop: row.workshop.map(Into::into),
            moment: read("skill_mark", &row.moment)?,
            level: Level::of(row.level).ok_or(NotAWord).map_err(DbError::unreadable("skill_mark"))?,
            at: moment(row.at),
            by: row.by_person.map(Into::into),
            contested: row.contested,
        })
    }
}

/// Keeps a new skill, after the others.
pub async fn insert(tx: &mut Tx, skill: &Skill) -> Result<(), DbError> {
    const SQL: &str = "insert into skill (id, name, how, place, programme, wanted, is_retired, revision)
        values ($1, $2, $3, (select coalesce(max(place), 0) + 1 from skill), $4, $5, $6, $7)";

    change!(tx, conn => query(SQL)
        .bind(skill.id.as_uuid())
        .bind(&skill.words.name)
        .bind(&skill.words.how)
        .bind(skill.words.programme.map(ProgrammeId::as_uuid))
        .bind(skill.words.wanted)
        .bind(i64::from(skill.is_retired))
        .bind(skill.revision)
        .execute(conn))
    .map(drop)
}

/// Changes a skill, if nobody else changed it since it was read. Whether it did.
pub async fn save(tx: &mut Tx, skill: &Skill) -> Result<bool, DbError> {
    const SQL: &str = "update skill set name = $3, how = $4, programme = $5, wanted = $6, is_retired = $7,
            revision = revision + 1 where id = $1 and revision = $2";

    let changed = change!(tx, conn => query(SQL)
        .bind(skill.id.as_uuid())
        .bind(skill.revision)
        .bind(&skill.words.name)
        .bind(&skill.words.how)
        .bind(skill.words.programme.map(ProgrammeId::as_uuid))
        .bind(skill.words.wanted)
        .bind(i64::from(skill.is_retired))
        .execute(conn))?;
    Ok(changed > 0)
}

/// The skill with this id.
pub async fn by_id(db: &mut Conn, id: SkillId) -> Result<Option<Skill>, DbError> {
    const SQL: &str =
        "select id, name, how, place, programme, wanted, is_retired, revision from skill where id = $1";

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Skill::try_from).transpose()
}

/// All skills, those of the past last.
pub async fn list(db: &mut Conn) -> Result<Vec<Skill>, DbError> {
    const SQL: &str = "select id, name, how, place, programme, wanted, is_retired, revision from skill
        order by is_retired, place, id limit 200";

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).fetch_all(conn))?;
    all(rows)
}

/// Notes how well someone can do something at one moment; what was said of it before is replaced.
pub async fn put_mark(tx: &mut Tx, mark: &SkillMark) -> Result<(), DbError> {
    const SQL: &str = "insert into skill_mark
            (person, skill, workshop, moment, level, at, by_person, contested)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (person, skill, moment) do update set workshop = excluded.workshop,
            level = excluded.level, at = excluded.at, by_person = excluded.by_person,
            contested = excluded.contested";

    change!(tx, conn => query(SQL)
        .bind(mark.person.as_uuid())
        .bind(mark.skill.as_uuid())
        .bind(mark.workshop.map(WorkshopId::as_uuid))
        .bind(mark.moment.as_str())
        .bind(mark.level.number())
        .bind(mark.at.as_millisecond())
        .bind(mark.by.map(PersonId::as_uuid))
        .bind(&mark.contested)
        .execute(conn))
    .map(drop)
}

/// Keeps what someone says against a mark that somebody else noted. Whether there is one.
pub async fn contest(tx: &mut Tx, mark: &SkillMark, words: &str) -> Result<bool, DbError> {
    const SQL: &str = "update skill_mark set contested = $4
        where person = $1 and skill = $2 and moment = $3 and (by_person is null or by_person <> $1)";

    let changed = change!(tx, conn => query(SQL)
        .bind(mark.person.as_uuid())
        .bind(mark.skill.as_uuid())
        .bind(mark.moment.as_str())
        .bind(words)
        .execute(conn))?;
    Ok(changed > 0)
}

/// All that is noted.
pub async fn marks(db: &mut Conn) -> Result<Vec<SkillMark>, DbError> {
    const SQL: &str =
        "select person, skill, workshop, moment, level, at, by_person, contested from skill_mark
        order by person, skill, moment limit $1";

    let rows: Vec<MarkRow> = on!(db, conn => query_as(SQL).bind(MOST).fetch_all(conn))?;
    all(rows)
}

/// What is noted of someone.
pub async fn marks_of(db: &mut Conn, person: PersonId) -> Result<Vec<SkillMark>, DbError> {
    const SQL: &str =
        "select person, skill, workshop, moment, level, at, by_person, contested from skill_mark
        where person = $1 order by skill, moment";

    let rows: Vec<MarkRow> = on!(db, conn => query_as(SQL).bind(person.as_uuid()).fetch_all(conn))?;
    all(rows)
}

/// Remembers where the step stands that was proposed last for a skill.
pub async fn remember_step(tx: &mut Tx, skill: SkillId, address: &str, at: Timestamp) -> Result<(), DbError> {
    const SQL: &str = "insert into skill_proposal (skill, address, at) values ($1, $2, $3)
        on conflict (skill) do update set address = excluded.address, at = excluded.at";

    change!(tx, conn => query(SQL)
        .bind(skill.as_uuid())
        .bind(address)
        .bind(at.as_millisecond())
        .execute(conn))
    .map(drop)
}

/// Where the steps stand that were proposed last, by skill.
pub async fn steps(db: &mut Conn) -> Result<Vec<(SkillId, String)>, DbError> {
    const SQL: &str = "select skill, address from skill_proposal order by skill";

    let rows: Vec<(Uuid, String)> = on!(db, conn => query_as(SQL).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(skill, address)| (Id::from(skill), address)).collect())
}
