//! Those who want to come to workshops. Address, telephone and needs lie sealed.

use std::collections::HashMap;

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp};
use uuid::Uuid;

use super::rows::{all, millis, moment, read};
use crate::model::{Enrolment, EnrolmentId, EnrolmentStage, WorkshopId};

macro_rules! columns {
    () => {
        "select e.id, e.code, e.workshop, e.person, e.name, e.sealed, e.digest, e.phone_digest, e.language, e.stage, e.source,
            e.is_minor, e.guardian_at, e.at, e.stage_at, e.told, e.by_person from enrolment e "
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    code: String,
    workshop: Uuid,
    person: Option<Uuid>,
    name: String,
    sealed: Vec<u8>,
    digest: Option<Vec<u8>>,
    phone_digest: Option<Vec<u8>>,
    language: String,
    stage: String,
    source: String,
    is_minor: i64,
    guardian_at: Option<i64>,
    at: i64,
    stage_at: i64,
    told: String,
    by_person: Option<Uuid>,
}

impl TryFrom<Row> for Enrolment {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id.into(),
            code: row.code,
            workshop: row.workshop.into(),
            person: row.person.map(Into::into),
            name: row.name,
            sealed: row.sealed,
            digest: row.digest,
            phone_digest: row.phone_digest,
            language: read("enrolment", &row.language)?,
            stage: read("enrolment", &row.stage)?,
            source: read("enrolment", &row.source)?,
            is_minor: row.is_minor != 0,
            guardian_at: row.guardian_at.map(moment),
            at: moment(row.at),
            stage_at: moment(row.stage_at),
            told: row.told,
            by: row.by_person.map(Into::into),
        })
    }
}

/// Keeps an enrolment.
pub async fn insert(tx: &mut Tx, one: &Enrolment) -> Result<(), DbError> {
    const SQL: &str =
        "insert into enrolment (id, code, workshop, person, name, sealed, digest, language, stage,
            source, is_minor, guardian_at, at, stage_at, told, by_person, phone_digest)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";

    change!(tx, conn => query(SQL)
        .bind(one.id.as_uuid())
        .bind(&one.code)
        .bind(one.workshop.as_uuid())
        .bind(one.person.map(PersonId::as_uuid))
        .bind(&one.name)
        .bind(one.sealed.as_slice())
        .bind(one.digest.as_deref())
        .bind(one.language.as_str())
        .bind(one.stage.as_str())
        .bind(one.source.as_str())
        .bind(i64::from(one.is_minor))
        .bind(millis(one.guardian_at))
        .bind(one.at.as_millisecond())
        .bind(one.stage_at.as_millisecond())
        .bind(&one.told)
        .bind(one.by.map(PersonId::as_uuid))
        .bind(one.phone_digest.as_deref())
        .execute(conn))
    .map_err(DbError::overtaken)
    .map(drop)
}

/// Puts what somebody typed anew in the place of what they had typed: a name, needs, who consents.
pub async fn save(tx: &mut Tx, one: &Enrolment) -> Result<(), DbError> {
    const SQL: &str =
        "update enrolment set name = $2, sealed = $3, language = $4, is_minor = $5, guardian_at = $6
        where id = $1";

    change!(tx, conn => query(SQL)
        .bind(one.id.as_uuid())
        .bind(&one.name)
        .bind(one.sealed.as_slice())
        .bind(one.language.as_str())
        .bind(i64::from(one.is_minor))
        .bind(millis(one.guardian_at))
        .execute(conn))
    .map(drop)
}

/// Moves an enrolment to another stage, if it still stands at the first. What was told of the old one counts no
/// more. Whether it did.
pub async fn go(
    tx: &mut Tx,
    id: EnrolmentId,
    (from, to): (EnrolmentStage, EnrolmentStage),
    now: Timestamp,
) -> Result<bool, DbError> {
    const SQL: &str = "update enrolment set stage = $3, stage_at = $4, 
        told = case when told like '%follow-up-off%' then ' follow-up-off' else '' end
        where id = $1 and stage = $2";

    let moved = change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(from.as_str())
        .bind(to.as_str())
        .bind(now.as_millisecond())
        .execute(conn))?;
    Ok(moved > 0)
}

/// Notes that somebody was told something, by a word without spaces. Whether nobody told them before.
pub async fn tell_once(tx: &mut Tx, id: EnrolmentId, word: &str) -> Result<bool, DbError> {
    const SQL: &str = "update enrolment set told = told || ' ' || $2
        where id = $1 and ' ' || told || ' ' not like '% ' || $2 || ' %'";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(word).execute(conn))? > 0)
}

/// The enrolment with this id.
pub async fn by_id(db: &mut Conn, id: EnrolmentId) -> Result<Option<Enrolment>, DbError> {
    const SQL: &str = concat!(columns!(), "where e.id = $1");

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Enrolment::try_from).transpose()
}

/// The enrolment that this code opens.
pub async fn by_code(db: &mut Conn, code: &str) -> Result<Option<Enrolment>, DbError> {
    const SQL: &str = concat!(columns!(), "where e.code = $1");

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(code).fetch_optional(conn))?;
    row.map(Enrolment::try_from).transpose()
}

/// A member's enrolment in a workshop.
pub async fn of_person_in(
    db: &mut Conn,
    workshop: WorkshopId,
    person: PersonId,
) -> Result<Option<Enrolment>, DbError> {
    const SQL: &str = concat!(columns!(), "where e.workshop = $1 and e.person = $2");

    let row: Option<Row> = on!(db, conn => query_as(SQL)
        .bind(workshop.as_uuid())
        .bind(person.as_uuid())
        .fetch_optional(conn))?;
    row.map(Enrolment::try_from).transpose()
}

/// The enrolment in a workshop that has this digest of an address or telephone.
pub async fn by_digest(
    db: &mut Conn,
    workshop: WorkshopId,
    digest: &[u8],
) -> Result<Option<Enrolment>, DbError> {
    const SQL: &str = concat!(columns!(), "where e.workshop = $1 and e.digest = $2");

    let row: Option<Row> =
        on!(db, conn => query_as(SQL).bind(workshop.as_uuid()).bind(digest).fetch_optional(conn))?;
    row.map(Enrolment::try_from).transpose()
}

/// All of a workshop, in the order in which they came.
pub async fn of(db: &mut Conn, workshop: WorkshopId) -> Result<Vec<Enrolment>, DbError> {
    const SQL: &str = concat!(columns!(), "where e.workshop = $1 order by e.at, e.id limit 5000");

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(workshop.as_uuid()).fetch_all(conn))?;
    all(rows)
}

/// All of a member, the last first.
pub async fn of_person(db: &mut Conn, person: PersonId) -> Result<Vec<Enrolment>, DbError> {
    const SQL: &str = concat!(columns!(), "where e.person = $1 order by e.at desc, e.id limit 300");

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(person.as_uuid()).fetch_all(conn))?;
    all(rows)
}

/// Whoever waited longest for a place.
pub async fn next_waiting(db: &mut Conn, workshop: WorkshopId) -> Result<Option<Enrolment>, DbError> {
    const SQL: &str = concat!(
        columns!(),
        "where e.workshop = $1 and e.stage = 'waiting' order by e.stage_at, e.at, e.id limit 1"
    );

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(workshop.as_uuid()).fetch_optional(conn))?;
    row.map(Enrolment::try_from).transpose()
}

/// How many enrolments of a workshop stand at this stage.
pub async fn count(db: &mut Conn, workshop: WorkshopId, stage: EnrolmentStage) -> Result<i64, DbError> {
    const SQL: &str = "select count(*) from enrolment where workshop = $1 and stage = $2";

    on!(db, conn => query_scalar(SQL).bind(workshop.as_uuid()).bind(stage.as_str()).fetch_one(conn))
}

/// How many have a place and how many wait, in each of all workshops that somebody enrolled in.
pub async fn counts(db: &mut Conn) -> Result<HashMap<WorkshopId, (i64, i64)>, DbError> {
    const SQL: &str = "select workshop, cast(sum(case when stage = 'enrolled' then 1 else 0 end) as bigint),
            cast(sum(case when stage = 'waiting' then 1 else 0 end) as bigint)
        from enrolment group by workshop";

    let rows: Vec<(Uuid, i64, i64)> = on!(db, conn => query_as(SQL).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(workshop, enrolled, waiting)| (workshop.into(), (enrolled, waiting))).collect())
}

/// How many of those who wait came before this one.
pub async fn before(db: &mut Conn, one: &Enrolment) -> Result<i64, DbError> {
    const SQL: &str = "select count(*) from enrolment where workshop = $1 and stage = 'waiting'
        and (stage_at < $2 or (stage_at = $2 and (at < $3 or (at = $3 and id < $4))))";

    on!(db, conn => query_scalar(SQL)
        .bind(one.workshop.as_uuid())
        .bind(one.stage_at.as_millisecond())
        .bind(one.at.as_millisecond())
        .bind(one.id.as_uuid())
        .fetch_one(conn))
}

/// Takes an enrolment away, with all that hangs on it. Whether it was there.
pub async fn remove(tx: &mut Tx, id: EnrolmentId) -> Result<bool, DbError> {
    const SQL: &str = "delete from enrolment where id = $1";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).execute(conn))? > 0)
}

/// Takes away what was asked before `before` and never confirmed; of whoever was there once, it stays. How many.
pub async fn drop_unconfirmed(tx: &mut Tx, before: Timestamp) -> Result<u64, DbError> {
    const SQL: &str = "delete from enrolment where stage = 'asked' and stage_at < $1
        and not exists (select 1 from attendance a where a.enrolment = enrolment.id)";

    change!(tx, conn => query(SQL).bind(before.as_millisecond()).execute(conn))
}

/// Those whose sealed part is not sealed by the key of this mark: at most `limit`, after `after`.
pub async fn sealed_otherwise(
    db: &mut Conn,
    current: &[u8],
    after: EnrolmentId,
    limit: i64,
) -> Result<Vec<Enrolment>, DbError> {
    const SQL: &str =
        concat!(columns!(), "where substr(e.sealed, 1, 5) <> $1 and e.id > $2 order by e.id limit $3");

    let rows: Vec<Row> =
        on!(db, conn => query_as(SQL).bind(current).bind(after.as_uuid()).bind(limit).fetch_all(conn))?;
    all(rows)
}

/// Puts the part sealed anew in the place of the one that was read, if that still stands there.
pub async fn reseal(tx: &mut Tx, id: EnrolmentId, before: &[u8], sealed: &[u8]) -> Result<bool, DbError> {
    const SQL: &str = "update enrolment set sealed = $3 where id = $1 and sealed = $2";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(before).bind(sealed).execute(conn))? > 0)
}

/// How many parts the key of this mark sealed.
pub async fn sealed_with(db: &mut Conn, mark: &[u8]) -> Result<i64, DbError> {
    const SQL: &str = "select count(*) from enrolment where substr(sealed, 1, 5) = $1";

    on!(db, conn => query_scalar(SQL).bind(mark).fetch_one(conn))
}

/// Takes a word back that was noted as told, where it certainly was not.
pub async fn untell(tx: &mut Tx, id: EnrolmentId, word: &str) -> Result<(), DbError> {
    const SQL: &str = "update enrolment set told = replace(told || ' ', ' ' || $2 || ' ', ' ') where id = $1";

    change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(word).execute(conn)).map(drop)
}

/// Those whose contact is still known although their workshop ended before `before`, at most `limit`.
pub async fn to_forget(db: &mut Conn, before: Timestamp, limit: i64) -> Result<Vec<Enrolment>, DbError> {
    const SQL: &str = concat!(
        columns!(),
        "join workshop w on w.id = e.workshop where w.ends_at < $1 and e.told <> 'forgotten' order by e.id limit $2"
    );

    let rows: Vec<Row> =
        on!(db, conn => query_as(SQL).bind(before.as_millisecond()).bind(limit).fetch_all(conn))?;
    all(rows)
}

/// Lets go of all that hangs on an enrolment: what was learnt with its code, who was there, and the name on a
/// certificate.
pub async fn erase(tx: &mut Tx, id: EnrolmentId) -> Result<(), DbError> {
    const STEPS: [&str; 3] = [
        "update certificate set person = null, holder = '', signature = '', revoked_why = '', shows_title = 0,
            shows_holder = 0 where enrolment = $1",
        "delete from learning where enrolment = $1",
        "delete from enrolment where id = $1",
    ];

    for step in STEPS {
        change!(tx, conn => query(step).bind(id.as_uuid()).execute(conn))?;
    }
    Ok(())
}

/// Lets go of somebody's contact, by which they are recognised too, and of the name of whoever has no account;
/// `sealed` is an empty one.
pub async fn forget_contact(tx: &mut Tx, id: EnrolmentId, sealed: &[u8]) -> Result<(), DbError> {
    const SQL: &str =
        "update enrolment set sealed = $2, digest = null, phone_digest = null, told = 'forgotten',
            name = case when person is null then '–' else name end
        where id = $1";

    change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(sealed).execute(conn)).map(drop)
}
