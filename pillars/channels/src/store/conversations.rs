//! Conversations: where each stands, who answers for it, until when.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp};
use uuid::Uuid;

use super::rows::{all, moment, read};
use crate::model::conversation::{Conversation, ConversationId, Source, Standing};

#[derive(Debug, sqlx::FromRow)]
struct Row {
    id: Uuid,
    source: String,
    channel: Option<Uuid>,
    thread: String,
    author: String,
    private: i64,
    state: String,
    assignee: Option<Uuid>,
    label: String,
    set_aside: i64,
    handed_over: i64,
    due_at: Option<i64>,
    first_at: i64,
    last_at: i64,
}

impl TryFrom<Row> for Conversation {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id.into(),
            source: read("conversation", &row.source)?,
            channel: row.channel.map(Into::into),
            thread: row.thread,
            author: row.author,
            private: row.private != 0,
            standing: read("conversation", &row.state)?,
            assignee: row.assignee.map(Into::into),
            label: row.label,
            set_aside: row.set_aside != 0,
            handed_over: row.handed_over != 0,
            due_at: row.due_at.map(moment),
            first_at: moment(row.first_at),
            last_at: moment(row.last_at),
        })
    }
}

macro_rules! columns {
    () => {
        "id, source, channel, thread, author, private, state, assignee, label, set_aside, handed_over,
         due_at, first_at, last_at"
    };
}

/// Only some of what a list holds; all of it by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Only {
    /// Only what comes from there.
    pub source: Option<Source>,
    /// Only what bears this label, if it is not empty.
    pub label: String,
    /// Only what this person answers for.
    pub assignee: Option<PersonId>,
}

macro_rules! only {
    ($source:literal, $label:literal, $by:literal, $assignee:literal) => {
        concat!(
            " and (",
            $source,
            " = '' or source = ",
            $source,
            ") and (",
            $label,
            " = '' or label = ",
            $label,
            ") and (",
            $by,
            " = 0 or assignee = ",
            $assignee,
            ")"
        )
    };
}

/// Begins a conversation. Whether it is a new one: its source may have named it before.
pub async fn insert(tx: &mut Tx, one: &Conversation) -> Result<bool, DbError> {
    const SQL: &str = "insert into conversation (id, source, channel, thread, author, private, state,
        assignee, label, set_aside, handed_over, due_at, first_at, last_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) on conflict do nothing";

    let added = change!(tx, conn => query(SQL)
        .bind(one.id.as_uuid())
        .bind(one.source.as_str())
        .bind(one.channel.map(|channel| channel.as_uuid()))
        .bind(one.thread.as_str())
        .bind(one.author.as_str())
        .bind(i64::from(one.private))
        .bind(one.standing.as_str())
        .bind(one.assignee.map(PersonId::as_uuid))
        .bind(one.label.as_str())
        .bind(i64::from(one.set_aside))
        .bind(i64::from(one.handed_over))
        .bind(one.due_at.map(Timestamp::as_millisecond))
        .bind(one.first_at.as_millisecond())
        .bind(one.last_at.as_millisecond())
        .execute(conn))?;
    Ok(added > 0)
}

/// Writes how a conversation stands now.
pub async fn update(tx: &mut Tx, one: &Conversation) -> Result<(), DbError> {
    const SQL: &str = "update conversation set state = $2, assignee = $3, label = $4, set_aside = $5,
        handed_over = $6, due_at = $7, last_at = $8, author = $9,
        told_at = case when $7 is null then null else told_at end where id = $1";

    change!(tx, conn => query(SQL)
        .bind(one.id.as_uuid())
        .bind(one.standing.as_str())
        .bind(one.assignee.map(PersonId::as_uuid))
        .bind(one.label.as_str())
        .bind(i64::from(one.set_aside))
        .bind(i64::from(one.handed_over))
        .bind(one.due_at.map(Timestamp::as_millisecond))
        .bind(one.last_at.as_millisecond())
        .bind(one.author.as_str())
        .execute(conn))?;
    Ok(())
}

/// The conversation of this id.
pub async fn by_id(db: &mut Conn, id: ConversationId) -> Result<Option<Conversation>, DbError> {
    const SQL: &str = concat!("select ", columns!(), " from conversation where id = $1");

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Conversation::try_from).transpose()
}

/// The conversation that its source calls by this; what is left of a testimony is none any more.
pub async fn by_thread(db: &mut Conn, source: Source, thread: &str) -> Result<Option<Conversation>, DbError> {
    const SQL: &str = concat!(
        "select ",
        columns!(),
        " from conversation where source = $1 and thread = $2 and handed_over = 0"
    );

    let row: Option<Row> =
        on!(db, conn => query_as(SQL).bind(source.as_str()).bind(thread).fetch_optional(conn))?;
    row.map(Conversation::try_from).transpose()
}

/// Conversations that the section owes an answer, the one first that should have it first; or those that lie
/// aside, whatever became of them, in the same order.
pub async fn open(
    db: &mut Conn,
    set_aside: bool,
    only: &Only,
    (skip, limit): (i64, i64),
) -> Result<Vec<Conversation>, DbError> {
    const SQL: &str = concat!(
        "select ",
        columns!(),
        " from conversation where set_aside = $1 and ($1 = 1 or state in ('new', 'assigned'))",
        only!("$4", "$5", "$6", "$7"),
        " order by due_at is null, due_at, last_at desc, id limit $2 offset $3"
    );

    let rows: Vec<Row> = on!(db, conn => query_as(SQL)
        .bind(i64::from(set_aside))
        .bind(limit)
        .bind(skip)
        .bind(only.source.map_or("", Source::as_str))
        .bind(only.label.as_str())
        .bind(i64::from(only.assignee.is_some()))
        .bind(only.assignee.map(PersonId::as_uuid).unwrap_or_default())
        .fetch_all(conn))?;
    all(rows)
}

/// Conversations that stand so and do not lie aside, the last spoken one first.
pub async fn list(
    db: &mut Conn,
    standing: Standing,
    only: &Only,
    (skip, limit): (i64, i64),
) -> Result<Vec<Conversation>, DbError> {
    const SQL: &str = concat!(
        "select ",
        columns!(),
        " from conversation where set_aside = 0 and state = $1",
        only!("$4", "$5", "$6", "$7"),
        " order by last_at desc, id limit $2 offset $3"
    );

    let rows: Vec<Row> = on!(db, conn => query_as(SQL)
        .bind(standing.as_str())
        .bind(limit)
        .bind(skip)
        .bind(only.source.map_or("", Source::as_str))
        .bind(only.label.as_str())
        .bind(i64::from(only.assignee.is_some()))
        .bind(only.assignee.map(PersonId::as_uuid).unwrap_or_default())
        .fetch_all(conn))?;
    all(rows)
}

/// The labels that the team gave, each once.
pub async fn labels(db: &mut Conn) -> Result<Vec<String>, DbError> {
    const SQL: &str = "select distinct label from conversation where label <> '' order by label limit 100";

    on!(db, conn => query_scalar(SQL).fetch_all(conn))
}

/// Everything that lies aside, whatever became of it, the oldest first: the evidence. At most `limit` after so
/// many.
pub async fn aside(db: &mut Conn, skip: i64, limit: i64) -> Result<Vec<Conversation>, DbError> {
    const SQL: &str = concat!(
        "select ",
        columns!(),
        " from conversation where set_aside = 1 order by first_at, id limit $1 offset $2"
    );

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(limit).bind(skip).fetch_all(conn))?;
    all(rows)
}

/// How many lie aside, whatever became of them.
pub async fn count_aside(db: &mut Conn) -> Result<i64, DbError> {
    const SQL: &str = "select count(*) from conversation where set_aside = 1";

    on!(db, conn => query_scalar(SQL).fetch_one(conn))
}

/// How many wait for an answer, and how many of them for this person.
pub async fn count_open(db: &mut Conn, person: Option<PersonId>) -> Result<i64, DbError> {
    const ALL: &str =
        "select count(*) from conversation where set_aside = 0 and state in ('new', 'assigned')";
    const NEW_AND_OWN: &str = "select count(*) from conversation where set_aside = 0
        and (state = 'new' or (state = 'assigned' and assignee = $1))";

    match person {
        None => on!(db, conn => query_scalar(ALL).fetch_one(conn)),
        Some(person) => {
            on!(db, conn => query_scalar(NEW_AND_OWN).bind(person.as_uuid()).fetch_one(conn))
        }
    }
}

/// Those that should have been answered by `now`, the longest waiting first.
pub async fn overdue(db: &mut Conn, now: Timestamp, limit: i64) -> Result<Vec<Conversation>, DbError> {
    const SQL: &str = concat!(
        "select ",
        columns!(),
        " from conversation where due_at < $1 and set_aside = 0 order by due_at, id limit $2"
    );

    let rows: Vec<Row> =
        on!(db, conn => query_as(SQL).bind(now.as_millisecond()).bind(limit).fetch_all(conn))?;
    all(rows)
}

/// Those of whom nobody was told yet that they should have been answered.
pub async fn untold(db: &mut Conn, now: Timestamp, limit: i64) -> Result<Vec<Conversation>, DbError> {
    const SQL: &str = concat!(
        "select ",
        columns!(),
        " from conversation where due_at < $1 and told_at is null and set_aside = 0
          order by due_at, id limit $2"
    );

    let rows: Vec<Row> =
        on!(db, conn => query_as(SQL).bind(now.as_millisecond()).bind(limit).fetch_all(conn))?;
    all(rows)
}

/// Notes that somebody was told. Whether nobody was before.
pub async fn tell_once(tx: &mut Tx, id: ConversationId, now: Timestamp) -> Result<bool, DbError> {
    const SQL: &str = "update conversation set told_at = $2 where id = $1 and told_at is null";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(now.as_millisecond()).execute(conn))? > 0)
}

/// Whether this author spoke there before `before`.
pub async fn is_known(
    db: &mut Conn,
    source: Source,
    author: &str,
    before: Timestamp,
) -> Result<bool, DbError> {
    const SQL: &str = "select count(*) from (select 1 from conversation
        where source = $1 and author = $2 and first_at < $3 limit 1) known";

    let known: i64 = on!(db, conn => query_scalar(SQL)
        .bind(source.as_str())
        .bind(author)
        .bind(before.as_millisecond())
        .fetch_one(conn))?;
    Ok(known > 0)
}

/// Gives what one person answers for to another, or to nobody. How many that were.
pub async fn hand_on(tx: &mut Tx, from: PersonId, to: Option<PersonId>) -> Result<u64, DbError> {
    const SQL: &str = "update conversation set assignee = $2,
        state = case when $2 is null and state = 'assigned' then 'new' else state end where assignee = $1";

    change!(tx, conn => query(SQL).bind(from.as_uuid()).bind(to.map(PersonId::as_uuid)).execute(conn))
}

/// Lets a conversation go with all that was said in it.
pub async fn forget(tx: &mut Tx, id: ConversationId) -> Result<(), DbError> {
    const SQL: &str = "delete from conversation where id = $1";

    change!(tx, conn => query(SQL).bind(id.as_uuid()).execute(conn))?;
    Ok(())
}

/// The addresses from which people wrote mails.
pub async fn writers(db: &mut Conn) -> Result<Vec<String>, DbError> {
    const SQL: &str = "select distinct author from conversation where source = 'mail' order by author";

    on!(db, conn => query_scalar(SQL).fetch_all(conn))
}

/// Lets go of all that somebody wrote from an address. How many conversations that were.
pub async fn forget_writer(tx: &mut Tx, author: &str) -> Result<u64, DbError> {
    const SQL: &str = "delete from conversation where source = 'mail' and author = $1";

    change!(tx, conn => query(SQL).bind(author).execute(conn))
}

/// Lets go of what was done with or answered before `before`, and of what is left of testimonies that were
/// handed over before `handed_over`. How many that were.
pub async fn sweep(tx: &mut Tx, before: Timestamp, handed_over: Timestamp) -> Result<u64, DbError> {
    const SQL: &str = "delete from conversation where
        (state in ('waiting', 'done', 'spam') and set_aside = 0 and last_at < $1) or (handed_over = 1 and last_at < $2)";

    change!(tx, conn => query(SQL)
        .bind(before.as_millisecond())
        .bind(handed_over.as_millisecond())
        .execute(conn))
}
