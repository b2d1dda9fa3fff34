//! Tasks: who does what until when.

use griot_contracts::campaigns::CampaignId;
use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp};
use uuid::Uuid;

use super::rows::{all, millis, moment};
use crate::model::{EntryId, Task, TaskId};

macro_rules! columns {
    () => {
        "select id, title, entry, campaign, owner, due, done_at, by_person, at from room_task "
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    title: String,
    entry: Option<Uuid>,
    campaign: Option<Uuid>,
    owner: Option<Uuid>,
    due: Option<i64>,
    done_at: Option<i64>,
    by_person: Option<Uuid>,
    at: i64,
}

impl TryFrom<Row> for Task {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id.into(),
            title: row.title,
            entry: row.entry.map(Into::into),
            campaign: row.campaign.map(Into::into),
            owner: row.owner.map(Into::into),
            due: row.due.map(moment),
            done_at: row.done_at.map(moment),
            by: row.by_person.map(Into::into),
            at: moment(row.at),
        })
    }
}

/// Keeps a task.
pub async fn insert(tx: &mut Tx, task: &Task) -> Result<(), DbError> {
    const SQL: &str = "insert into room_task (id, title, entry, campaign, owner, due, done_at, by_person, at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    change!(tx, conn => query(SQL)
        .bind(task.id.as_uuid())
        .bind(&task.title)
        .bind(task.entry.map(EntryId::as_uuid))
        .bind(task.campaign.map(CampaignId::as_uuid))
        .bind(task.owner.map(PersonId::as_uuid))
        .bind(millis(task.due))
        .bind(millis(task.done_at))
        .bind(task.by.map(PersonId::as_uuid))
        .bind(task.at.as_millisecond())
        .execute(conn))
    .map(drop)
}

/// Says that a task is done, or is not after all.
pub async fn set_done(tx: &mut Tx, id: TaskId, done_at: Option<Timestamp>) -> Result<bool, DbError> {
    const SQL: &str = "update room_task set done_at = $2 where id = $1";

    let changed = change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(millis(done_at)).execute(conn))?;
    Ok(changed > 0)
}

/// Gives a task that is to be done another day. Whether it is.
pub async fn set_due(tx: &mut Tx, id: TaskId, due: Timestamp) -> Result<bool, DbError> {
    const SQL: &str = "update room_task set due = $2 where id = $1 and done_at is null";

    let changed =
        change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(due.as_millisecond()).execute(conn))?;
    Ok(changed > 0)
}

/// Notes that whoever has a task is told of it. Whether nobody told them before.
pub async fn tell_once(tx: &mut Tx, id: TaskId, now: Timestamp) -> Result<bool, DbError> {
    const SQL: &str = "update room_task set told_at = $2 where id = $1 and told_at is null";

    let told = change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(now.as_millisecond()).execute(conn))?;
    Ok(told > 0)
}

/// Takes that back where the letter certainly did not leave.
pub async fn untell(tx: &mut Tx, id: TaskId) -> Result<(), DbError> {
    const SQL: &str = "update room_task set told_at = null where id = $1";

    change!(tx, conn => query(SQL).bind(id.as_uuid()).execute(conn)).map(drop)
}

/// Takes a task away. Returns whether it was there.
pub async fn remove(tx: &mut Tx, id: TaskId) -> Result<bool, DbError> {
    const SQL: &str = "delete from room_task where id = $1";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).execute(conn))? > 0)
}

/// The task with this id.
pub async fn by_id(db: &mut Conn, id: TaskId) -> Result<Option<Task>, DbError> {
    const SQL: &str = concat!(columns!(), "where id = $1");

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Task::try_from).transpose()
}

/// What is to be done, by its day; what has no day comes last.
pub async fn open(db: &mut Conn) -> Result<Vec<Task>, DbError> {
    const SQL: &str = concat!(
        columns!(),
        "where done_at is null order by case when due is null then 1 else 0 end, due, at, id limit 300"
    );

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).fetch_all(conn))?;
    all(rows)
}

/// What was done from `from` to before `until`, the first first.
pub async fn done(db: &mut Conn, from: Timestamp, until: Timestamp) -> Result<Vec<Task>, DbError> {
    const SQL: &str =
        concat!(columns!(), "where done_at >= $1 and done_at < $2 order by done_at, id limit 100");

    let rows: Vec<Row> = on!(db, conn => query_as(SQL)
        .bind(from.as_millisecond())
        .bind(until.as_millisecond())
        .fetch_all(conn))?;
    all(rows)
}

/// The tasks of someone, those to do first.
pub async fn of_person(db: &mut Conn, person: PersonId) -> Result<Vec<Task>, DbError> {
    const SQL: &str = concat!(
        columns!(),
        "where owner = $1 order by case when done_at is null then 0 else 1 end,
            case when due is null then 1 else 0 end, due, at desc, id limit 300"
    );

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(person.as_uuid()).fetch_all(conn))?;
    all(rows)
}

/// The tasks that came from an entry, in the order in which they were written.
pub async fn of_entry(db: &mut Conn, entry: EntryId) -> Result<Vec<Task>, DbError> {
    const SQL: &str = concat!(columns!(), "where entry = $1 order by at, id limit 100");

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(entry.as_uuid()).fetch_all(conn))?;
    all(rows)
}

/// The tasks of a campaign, those to do first.
pub async fn of_campaign(db: &mut Conn, campaign: CampaignId) -> Result<Vec<Task>, DbError> {
    const SQL: &str = concat!(
        columns!(),
        "where campaign = $1 order by case when done_at is null then 0 else 1 end,
            case when due is null then 1 else 0 end, due, at, id limit 200"
    );

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(campaign.as_uuid()).fetch_all(conn))?;
    all(rows)
}

/// What is to be done and due from `from` to before `until`, by its day.
pub async fn due(db: &mut Conn, from: Timestamp, until: Timestamp) -> Result<Vec<Task>, DbError> {
    const SQL: &str = concat!(
        columns!(),
        "where done_at is null and due >= $1 and due < $2 order by due, at, id limit 2000"
    );

    let rows: Vec<Row> = on!(db, conn => query_as(SQL)
        .bind(from.as_millisecond())
        .bind(until.as_millisecond())
        .fetch_all(conn))?;
    all(rows)
}

/// Who has something to do that is due on one of these days.
pub async fn owners_due(db: &mut Conn, days: &[Timestamp]) -> Result<Vec<PersonId>, DbError> {
    const SQL: &str = "select distinct owner from room_task
        where done_at is null and owner is not null and due = $1";

    let mut all: Vec<PersonId> = Vec::new();
    for day in days {
        let owners: Vec<Uuid> =
            on!(db, conn => query_scalar(SQL).bind(day.as_millisecond()).fetch_all(conn))?;
        all.extend(owners.into_iter().map(PersonId::from));
    }
    Ok(all)
}
