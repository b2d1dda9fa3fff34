//! Workshops: trainings at one place and time.

use griot_contracts::campaigns::{CampaignId, LineId};
use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{Language, PersonId, Timestamp};
use uuid::Uuid;

use super::rows::{all, millis, moment, read};
use crate::model::{ProgrammeId, Stage, Workshop, WorkshopId, WorkshopWords};

/// More workshops than this are on no page.
const MOST: i64 = 200;

macro_rules! columns {
    () => {
        "select w.id, w.programme, w.slug, w.title, w.languages, w.starts_at, w.ends_at, w.place, w.area,
            w.is_exact, w.access, w.note, w.capacity, w.enrol_until, w.stage, w.sms, w.secret, w.opened_at,
            w.cancelled_at, w.revision, w.created_by, w.created_at from workshop w "
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    programme: Uuid,
    slug: String,
    title: String,
    languages: String,
    starts_at: i64,
    ends_at: i64,
    place: String,
    area: String,
    is_exact: i64,
    access: String,
    note: String,
    capacity: i64,
    enrol_until: i64,
    stage: String,
    sms: i64,
    secret: Vec<u8>,
    opened_at: Option<i64>,
    cancelled_at: Option<i64>,
    revision: i64,
    created_by: Option<Uuid>,
    created_at: i64,
}

impl TryFrom<Row> for Workshop {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        let languages = row.languages.split_whitespace().map(|tag| read("workshop", tag));
        Ok(Self {
            id: row.id.into(),
            programme: row.programme.into(),
            slug: row.slug,
            words: WorkshopWords {
                title: row.title,
                languages: languages.collect::<Result<_, _>>()?,
                place: row.place,
                area: row.area,
                is_exact: row.is_exact != 0,
                access: row.access,
                note: row.note,
                capacity: row.capacity,
                enrol_until: moment(row.enrol_until),
                sms: row.sms != 0,
            },
            starts_at: moment(row.starts_at),
            ends_at: moment(row.ends_at),
            stage: read("workshop", &row.stage)?,
            secret: row.secret,
            opened_at: row.opened_at.map(moment),
            cancelled_at: row.cancelled_at.map(moment),
            revision: row.revision,
            created_by: row.created_by.map(Into::into),
            created_at: moment(row.created_at),
        })
    }
}

fn tags(languages: &[Language]) -> String {
    languages.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// Keeps a new workshop.
pub async fn insert(tx: &mut Tx, workshop: &Workshop) -> Result<(), DbError> {
    const SQL: &str =
        "insert into workshop (id, programme, slug, title, languages, starts_at, ends_at, place,
            area, is_exact, access, note, capacity, enrol_until, stage, sms, secret, opened_at, cancelled_at,
            revision, created_by, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
            $21, $22)";
    let words = &workshop.words;

    change!(tx, conn => query(SQL)
        .bind(workshop.id.as_uuid())
        .bind(workshop.programme.as_uuid())
        .bind(&workshop.slug)
        .bind(&words.title)
        .bind(tags(&words.languages))
        .bind(workshop.starts_at.as_millisecond())
        .bind(workshop.ends_at.as_millisecond())
        .bind(&words.place)
        .bind(&words.area)
        .bind(i64::from(words.is_exact))
        .bind(&words.access)
        .bind(&words.note)
        .bind(words.capacity)
        .bind(words.enrol_until.as_millisecond())
        .bind(workshop.stage.as_str())
        .bind(i64::from(words.sms))
        .bind(workshop.secret.as_slice())
        .bind(millis(workshop.opened_at))
        .bind(millis(workshop.cancelled_at))
        .bind(workshop.revision)
        .bind(workshop.created_by.map(PersonId::as_uuid))
        .bind(workshop.created_at.as_millisecond())
        .execute(conn))
    .map_err(DbError::overtaken)
    .map(drop)
}

/// Changes what a workshop says, if nobody else changed it since it was read. Whether it did.
pub async fn save(tx: &mut Tx, workshop: &Workshop) -> Result<bool, DbError> {
    const SQL: &str = "update workshop set title = $3, languages = $4, place = $5, area = $6, is_exact = $7,
            access = $8, note = $9, capacity = $10, enrol_until = $11, sms = $12, revision = revision + 1
        where id = $1 and revision = $2";
    let words = &workshop.words;

    let changed = change!(tx, conn => query(SQL)
        .bind(workshop.id.as_uuid())
        .bind(workshop.revision)
        .bind(&words.title)
        .bind(tags(&words.languages))
        .bind(&words.place)
        .bind(&words.area)
        .bind(i64::from(words.is_exact))
        .bind(&words.access)
        .bind(&words.note)
        .bind(words.capacity)
        .bind(words.enrol_until.as_millisecond())
        .bind(i64::from(words.sms))
        .execute(conn))?;
    Ok(changed > 0)
}

/// Says when the first meeting begins and the last one ends.
pub async fn set_span(tx: &mut Tx, id: WorkshopId, from: Timestamp, until: Timestamp) -> Result<(), DbError> {
    const SQL: &str =
        "update workshop set starts_at = $2, ends_at = $3, revision = revision + 1 where id = $1";

    change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(from.as_millisecond())
        .bind(until.as_millisecond())
        .execute(conn))
    .map(drop)
}

/// Notes that something which shows on the page of a workshop changed. The new revision.
pub async fn touch(tx: &mut Tx, id: WorkshopId) -> Result<Option<i64>, DbError> {
    const SQL: &str = "update workshop set revision = revision + 1 where id = $1 returning revision";

    on!(tx, conn => query_scalar(SQL).bind(id.as_uuid()).fetch_optional(conn))
}

/// Moves a workshop from one stage to another, if it still stands at the first. Whether it did.
pub async fn go(
    tx: &mut Tx,
    id: WorkshopId,
    (from, to): (Stage, Stage),
    (opened_at, cancelled_at): (Option<Timestamp>, Option<Timestamp>),
) -> Result<bool, DbError> {
    const SQL: &str =
        "update workshop set stage = $3, opened_at = $4, cancelled_at = $5, revision = revision + 1
        where id = $1 and stage = $2";

    let moved = change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(from.as_str())
        .bind(to.as_str())
        .bind(millis(opened_at))
        .bind(millis(cancelled_at))
        .execute(conn))?;
    Ok(moved > 0)
}

/// Takes a workshop away for which nobody enrolled. Whether it was there.
pub async fn remove(tx: &mut Tx, id: WorkshopId) -> Result<bool, DbError> {
    const SQL: &str = "delete from workshop where id = $1 and stage = 'draft' and opened_at is null
        and not exists (select 1 from enrolment e where e.workshop = workshop.id)";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).execute(conn))? > 0)
}

/// The workshop with this id.
pub async fn by_id(db: &mut Conn, id: WorkshopId) -> Result<Option<Workshop>, DbError> {
    const SQL: &str = concat!(columns!(), "where w.id = $1");

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Workshop::try_from).transpose()
}

/// The workshop with this name in its address.
pub async fn by_slug(db: &mut Conn, slug: &str) -> Result<Option<Workshop>, DbError> {
    const SQL: &str = concat!(columns!(), "where w.slug = $1");

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(slug).fetch_optional(conn))?;
    row.map(Workshop::try_from).transpose()
}

/// Those that end at `now` or later, the next first.
pub async fn coming(db: &mut Conn, now: Timestamp) -> Result<Vec<Workshop>, DbError> {
    const SQL: &str = concat!(columns!(), "where w.ends_at >= $1 order by w.starts_at, w.id limit $2");

    let rows: Vec<Row> =
        on!(db, conn => query_as(SQL).bind(now.as_millisecond()).bind(MOST).fetch_all(conn))?;
    all(rows)
}

/// Those that ended before `now`, the last first.
pub async fn past(db: &mut Conn, now: Timestamp, limit: i64) -> Result<Vec<Workshop>, DbError> {
    const SQL: &str = concat!(columns!(), "where w.ends_at < $1 order by w.starts_at desc, w.id limit $2");

    let rows: Vec<Row> =
        on!(db, conn => query_as(SQL).bind(now.as_millisecond()).bind(limit).fetch_all(conn))?;
    all(rows)
}

/// Those of a programme, the last first.
pub async fn of_programme(db: &mut Conn, programme: ProgrammeId) -> Result<Vec<Workshop>, DbError> {
    const SQL: &str = concat!(columns!(), "where w.programme = $1 order by w.starts_at desc, w.id limit $2");

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(programme.as_uuid()).bind(MOST).fetch_all(conn))?;
    all(rows)
}

/// Those that begin from `from` to before `until`, the first first.
pub async fn between(db: &mut Conn, from: Timestamp, until: Timestamp) -> Result<Vec<Workshop>, DbError> {
    const SQL: &str = concat!(
        columns!(),
        "where w.starts_at >= $1 and w.starts_at < $2 and w.stage <> 'cancelled' order by w.starts_at, w.id limit $3"
    );

    let rows: Vec<Row> = on!(db, conn => query_as(SQL)
        .bind(from.as_millisecond())
        .bind(until.as_millisecond())
        .bind(MOST)
        .fetch_all(conn))?;
    all(rows)
}

/// The workshops whose programme serves this campaign, the newest first.
pub async fn of_campaign(db: &mut Conn, campaign: CampaignId, limit: i64) -> Result<Vec<Workshop>, DbError> {
    const SQL: &str = concat!(
        columns!(),
        "join programme p on p.id = w.programme where p.campaign = $1 order by w.starts_at desc, w.id limit $2"
    );

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(campaign.as_uuid()).bind(limit).fetch_all(conn))?;
    all(rows)
}

/// How many workshops have a programme that serves this line of the strategy.
pub async fn count_of_line(db: &mut Conn, line: LineId) -> Result<i64, DbError> {
    const SQL: &str =
        "select count(*) from workshop w join programme p on p.id = w.programme where p.line = $1";

    on!(db, conn => query_scalar(SQL).bind(line.as_uuid()).fetch_one(conn))
}

/// Who gives a workshop.
pub async fn trainers(db: &mut Conn, id: WorkshopId) -> Result<Vec<PersonId>, DbError> {
    const SQL: &str = "select person from workshop_trainer where workshop = $1 order by person";

    let rows: Vec<Uuid> = on!(db, conn => query_scalar(SQL).bind(id.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Says who gives a workshop.
pub async fn set_trainers(tx: &mut Tx, id: WorkshopId, people: &[PersonId]) -> Result<(), DbError> {
    const CLEAR: &str = "delete from workshop_trainer where workshop = $1";
    const SQL: &str =
        "insert into workshop_trainer (workshop, person) values ($1, $2) on conflict do nothing";

    change!(tx, conn => query(CLEAR).bind(id.as_uuid()).execute(conn))?;
    for person in people {
        change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(person.as_uuid()).execute(conn))?;
    }
    Ok(())
}

/// The workshops that somebody gives and that are not over at `now`.
pub async fn given_by(db: &mut Conn, person: PersonId, now: Timestamp) -> Result<Vec<Workshop>, DbError> {
    const SQL: &str = concat!(
        columns!(),
        "join workshop_trainer t on t.workshop = w.id
         where t.person = $1 and w.ends_at >= $2 and w.stage <> 'cancelled' order by w.starts_at, w.id"
    );

    let rows: Vec<Row> =
        on!(db, conn => query_as(SQL).bind(person.as_uuid()).bind(now.as_millisecond()).fetch_all(conn))?;
    all(rows)
}
