//! The certificates that were given, and what was done for them.

use std::collections::HashMap;

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp};
use uuid::Uuid;

use super::rows::{all, millis, moment, read};
use crate::model::{
    Certificate, CertificateId, CourseId, Earned, EnrolmentId, ProgrammeId, Revoked, Shows, WorkshopId,
};

macro_rules! columns {
    () => {
        "select id, number, programme, workshop, enrolment, person, holder, kind, title, text, section, hours,
            language, issued_on, signature, house_key, shows_title, shows_holder, is_sensitive,
            cast(case when is_sensitive = 1 or exists (select 1 from programme p
                where p.id = certificate.programme and p.is_sensitive = 1) then 1 else 0 end as bigint) as is_hidden,
            issued_by, revoked_at, revoked_by, revoked_why from certificate "
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    number: String,
    programme: Uuid,
    workshop: Option<Uuid>,
    enrolment: Option<Uuid>,
    person: Option<Uuid>,
    holder: String,
    kind: String,
    title: String,
    text: String,
    section: String,
    hours: i64,
    language: String,
    issued_on: i64,
    signature: String,
    house_key: String,
    shows_title: i64,
    shows_holder: i64,
    is_sensitive: i64,
    is_hidden: i64,
    issued_by: Option<Uuid>,
    revoked_at: Option<i64>,
    revoked_by: Option<Uuid>,
    revoked_why: String,
}

impl TryFrom<Row> for Certificate {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        let shows = match (row.shows_title != 0, row.shows_holder != 0) {
            (false, _) => Shows::Nothing,
            (true, false) => Shows::Title,
            (true, true) => Shows::Holder,
        };
        let (by, why) = (row.revoked_by.map(Into::into), row.revoked_why);
        Ok(Self {
            id: row.id.into(),
            number: row.number,
            programme: row.programme.into(),
            workshop: row.workshop.map(Into::into),
            enrolment: row.enrolment.map(Into::into),
            person: row.person.map(Into::into),
            holder: row.holder,
            kind: row.kind,
            title: row.title,
            text: row.text,
            section: row.section,
            hours: row.hours,
            language: read("certificate", &row.language)?,
            issued_on: moment(row.issued_on),
            signature: row.signature,
            house_key: row.house_key,
            shows,
            is_sensitive: row.is_sensitive != 0,
            is_hidden: row.is_hidden != 0,
            issued_by: row.issued_by.map(Into::into),
            revoked: row.revoked_at.map(|at| Revoked { at: moment(at), by, why }),
        })
    }
}

/// Keeps a certificate, unless its enrolment has one. Whether it was kept.
pub async fn insert(tx: &mut Tx, one: &Certificate) -> Result<bool, DbError> {
    const SQL: &str =
        "insert into certificate (id, number, programme, workshop, enrolment, person, holder, kind, title, text,
            section, hours, language, issued_on, signature, house_key, shows_title, shows_holder, is_sensitive,
            issued_by, revoked_at, revoked_by, revoked_why)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
            $23) on conflict do nothing";
    let revoked = one.revoked.as_ref();

    let kept = change!(tx, conn => query(SQL)
        .bind(one.id.as_uuid())
        .bind(&one.number)
        .bind(one.programme.as_uuid())
        .bind(one.workshop.map(WorkshopId::as_uuid))
        .bind(one.enrolment.map(EnrolmentId::as_uuid))
        .bind(one.person.map(PersonId::as_uuid))
        .bind(&one.holder)
        .bind(&one.kind)
        .bind(&one.title)
        .bind(&one.text)
        .bind(&one.section)
        .bind(one.hours)
        .bind(one.language.as_str())
        .bind(one.issued_on.as_millisecond())
        .bind(&one.signature)
        .bind(&one.house_key)
        .bind(i64::from(one.shows != Shows::Nothing))
        .bind(i64::from(one.shows == Shows::Holder))
        .bind(i64::from(one.is_sensitive))
        .bind(one.issued_by.map(PersonId::as_uuid))
        .bind(millis(revoked.map(|one| one.at)))
        .bind(revoked.and_then(|one| one.by).map(PersonId::as_uuid))
        .bind(revoked.map_or("", |one| one.why.as_str()))
        .execute(conn))?;
    Ok(kept > 0)
}

/// Takes a certificate back, if nobody did before. Whether it was.
pub async fn revoke(
    tx: &mut Tx,
    id: CertificateId,
    by: PersonId,
    why: &str,
    now: Timestamp,
) -> Result<bool, DbError> {
    const SQL: &str = "update certificate set revoked_at = $2, revoked_by = $3, revoked_why = $4
        where id = $1 and revoked_at is null";

    let changed = change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(now.as_millisecond())
        .bind(by.as_uuid())
        .bind(why)
        .execute(conn))?;
    Ok(changed > 0)
}

/// Gives back a certificate that was taken back. Whether it was.
pub async fn give_back(tx: &mut Tx, id: CertificateId) -> Result<bool, DbError> {
    const SQL: &str = "update certificate set revoked_at = null, revoked_by = null, revoked_why = ''
        where id = $1 and revoked_at is not null";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).execute(conn))? > 0)
}

/// Frees an enrolment of a certificate that was taken back, so that another takes its place.
pub async fn let_go(tx: &mut Tx, id: CertificateId) -> Result<(), DbError> {
    const SQL: &str = "update certificate set enrolment = null where id = $1 and revoked_at is not null";

    change!(tx, conn => query(SQL).bind(id.as_uuid()).execute(conn)).map(drop)
}

/// Says what a certificate shows in public.
pub async fn set_shows(tx: &mut Tx, id: CertificateId, shows: Shows) -> Result<(), DbError> {
    const SQL: &str = "update certificate set shows_title = $2, shows_holder = $3 where id = $1";

    change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(i64::from(shows != Shows::Nothing))
        .bind(i64::from(shows == Shows::Holder))
        .execute(conn))
    .map(drop)
}

/// The certificate with this id.
pub async fn by_id(db: &mut Conn, id: CertificateId) -> Result<Option<Certificate>, DbError> {
    const SQL: &str = concat!(columns!(), "where id = $1");

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Certificate::try_from).transpose()
}

/// The certificate with this number.
pub async fn by_number(db: &mut Conn, number: &str) -> Result<Option<Certificate>, DbError> {
    const SQL: &str = concat!(columns!(), "where number = $1");

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(number).fetch_optional(conn))?;
    row.map(Certificate::try_from).transpose()
}

/// The certificate that somebody was given for coming to a workshop.
pub async fn of_enrolment(db: &mut Conn, id: EnrolmentId) -> Result<Option<Certificate>, DbError> {
    const SQL: &str = concat!(columns!(), "where enrolment = $1");

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Certificate::try_from).transpose()
}

/// All of a workshop, by number.
pub async fn of_workshop(db: &mut Conn, id: WorkshopId) -> Result<Vec<Certificate>, DbError> {
    const SQL: &str = concat!(columns!(), "where workshop = $1 order by number limit 5000");

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_all(conn))?;
    all(rows)
}

/// All of a member, the last first.
pub async fn of_person(db: &mut Conn, person: PersonId) -> Result<Vec<Certificate>, DbError> {
    const SQL: &str = concat!(columns!(), "where person = $1 order by issued_on desc, number limit 500");

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(person.as_uuid()).fetch_all(conn))?;
    all(rows)
}

/// How many stand that were given for a programme.
pub async fn count_of_programme(db: &mut Conn, programme: ProgrammeId) -> Result<i64, DbError> {
    const SQL: &str = "select count(*) from certificate where programme = $1 and revoked_at is null";

    on!(db, conn => query_scalar(SQL).bind(programme.as_uuid()).fetch_one(conn))
}

/// What those who came to a workshop did in it: the meetings at which they were, and whether they finished the
/// course, with their account or as somebody enrolled.
pub async fn earned(
    db: &mut Conn,
    workshop: WorkshopId,
    course: Option<CourseId>,
) -> Result<HashMap<EnrolmentId, Earned>, DbError> {
    const PRESENT: &str = "select a.enrolment, a.meeting from attendance a
        join workshop_meeting m on m.id = a.meeting where m.workshop = $1 order by a.enrolment, a.meeting";
    const FINISHED: &str = "select e.id from enrolment e where e.workshop = $1 and exists (
        select 1 from learning l where l.course = $2 and l.finished_at is not null
            and (l.enrolment = e.id or l.person = e.person)) order by e.id";

    let mut all: HashMap<EnrolmentId, Earned> = HashMap::new();
    let present: Vec<(Uuid, Uuid)> =
        on!(db, conn => query_as(PRESENT).bind(workshop.as_uuid()).fetch_all(conn))?;
    for (enrolment, meeting) in present {
        all.entry(enrolment.into()).or_default().meetings.push(meeting.into());
    }
    let Some(course) = course else { return Ok(all) };
    let finished: Vec<Uuid> = on!(db, conn => query_scalar(FINISHED)
        .bind(workshop.as_uuid())
        .bind(course.as_uuid())
        .fetch_all(conn))?;
    for enrolment in finished {
        all.entry(enrolment.into()).or_default().has_course = true;
    }
    Ok(all)
}

/// Forgets that somebody was told this: the letter did not leave.
pub async fn untell(tx: &mut Tx, enrolment: EnrolmentId, word: &str) -> Result<(), DbError> {
    const SQL: &str = "update enrolment set told = replace(told, ' ' || $2, '') where id = $1";

    change!(tx, conn => query(SQL).bind(enrolment.as_uuid()).bind(word).execute(conn)).map(drop)
}
