//! What is said in conversations, and the notes beside it.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp};
use uuid::Uuid;

use super::rows::{all, moment, read};
use crate::model::{
    channel::ChannelId,
    conversation::{ConversationId, InboxMessage, InboxMessageId, MessageState},
};

#[derive(Debug, sqlx::FromRow)]
struct Row {
    id: Uuid,
    conversation: Uuid,
    direction: String,
    remote: String,
    subject: String,
    body: String,
    files: i64,
    address: String,
    about: Option<String>,
    at: i64,
    by_person: Option<Uuid>,
    approved_by: Option<Uuid>,
    state: String,
    armed_at: Option<i64>,
    trouble: Option<String>,
    said: String,
}

impl TryFrom<Row> for InboxMessage {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id.into(),
            conversation: row.conversation.into(),
            direction: read("inbox_message", &row.direction)?,
            remote: row.remote,
            subject: row.subject,
            body: row.body,
            files: row.files,
            address: row.address,
            about: row.about,
            at: moment(row.at),
            by: row.by_person.map(Into::into),
            approved_by: row.approved_by.map(Into::into),
            state: read("inbox_message", &row.state)?,
            armed_at: row.armed_at.map(moment),
            trouble: row.trouble,
            said: row.said,
        })
    }
}

macro_rules! columns {
    () => {
        "id, conversation, direction, remote, subject, body, files, address, about, at, by_person, approved_by,
         state, armed_at, trouble, said"
    };
}

/// Adds a message. Whether it is a new one: a source may bring the same again.
pub async fn insert(tx: &mut Tx, one: &InboxMessage) -> Result<bool, DbError> {
    const SQL: &str = "insert into inbox_message (id, conversation, direction, remote, subject, body,
        files, address, at, by_person, approved_by, state, armed_at, trouble, said, about)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) on conflict do nothing";

    let added = change!(tx, conn => query(SQL)
        .bind(one.id.as_uuid())
        .bind(one.conversation.as_uuid())
        .bind(one.direction.as_str())
        .bind(one.remote.as_str())
        .bind(one.subject.as_str())
        .bind(one.body.as_str())
        .bind(one.files)
        .bind(one.address.as_str())
        .bind(one.at.as_millisecond())
        .bind(one.by.map(PersonId::as_uuid))
        .bind(one.approved_by.map(PersonId::as_uuid))
        .bind(one.state.as_str())
        .bind(one.armed_at.map(Timestamp::as_millisecond))
        .bind(one.trouble.as_deref())
        .bind(one.said.as_str())
        .bind(one.about.as_deref())
        .execute(conn))?;
    Ok(added > 0)
}

/// What a message on a channel answers which its network calls `remote`: what it says itself, and of an answer
/// of the section what was said before it. `None` where no such message is known.
pub async fn root(
    db: &mut Conn,
    channel: ChannelId,
    remote: &str,
) -> Result<Option<Option<String>>, DbError> {
    const SQL: &str = "select coalesce(inbox_message.about, (select before.about from inbox_message before
            where before.conversation = inbox_message.conversation and before.direction = 'in'
            and before.about is not null and before.at <= inbox_message.at
            order by before.at desc, before.id desc limit 1))
        from inbox_message join conversation on conversation.id = inbox_message.conversation
        where inbox_message.remote = $1 and inbox_message.remote <> '' and conversation.channel = $2 limit 1";

    on!(db, conn => query_scalar(SQL).bind(remote).bind(channel.as_uuid()).fetch_optional(conn))
}

/// What was said in a conversation, the oldest first: the last thousand.
pub async fn of(db: &mut Conn, conversation: ConversationId) -> Result<Vec<InboxMessage>, DbError> {
    const SQL: &str = concat!(
        "select * from (select ",
        columns!(),
        " from inbox_message where conversation = $1 order by at desc, id desc limit 1000) latest
          order by at, id"
    );

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(conversation.as_uuid()).fetch_all(conn))?;
    all(rows)
}

/// The last thing that they said.
pub async fn last_in(db: &mut Conn, conversation: ConversationId) -> Result<Option<InboxMessage>, DbError> {
    const SQL: &str = concat!(
        "select ",
        columns!(),
        " from inbox_message where conversation = $1 and direction = 'in' order by at desc, id desc limit 1"
    );

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(conversation.as_uuid()).fetch_optional(conn))?;
    row.map(InboxMessage::try_from).transpose()
}

/// The message of this id.
pub async fn by_id(db: &mut Conn, id: InboxMessageId) -> Result<Option<InboxMessage>, DbError> {
    const SQL: &str = concat!("select ", columns!(), " from inbox_message where id = $1");

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(InboxMessage::try_from).transpose()
}

/// Answers that wait to be sent, on this channel or on all.
pub async fn waiting(db: &mut Conn, channel: Option<ChannelId>) -> Result<Vec<InboxMessageId>, DbError> {
    const ALL: &str =
        "select id from inbox_message where state = 'waiting' and direction = 'out' order by at, id";
    const OF: &str = "select inbox_message.id from inbox_message
        join conversation on conversation.id = inbox_message.conversation
        where inbox_message.state = 'waiting' and inbox_message.direction = 'out'
        and conversation.channel = $1 order by inbox_message.at, inbox_message.id";

    let rows: Vec<Uuid> = match channel {
        None => on!(db, conn => query_scalar(ALL).fetch_all(conn))?,
        Some(channel) => on!(db, conn => query_scalar(OF).bind(channel.as_uuid()).fetch_all(conn))?,
    };
    Ok(rows.into_iter().map(Into::into).collect())
}

/// How many answers of a conversation are still to go.
pub async fn unsent(db: &mut Conn, conversation: ConversationId) -> Result<i64, DbError> {
    const SQL: &str = "select count(*) from inbox_message
        where conversation = $1 and direction = 'out' and state in ('waiting', 'armed')";

    on!(db, conn => query_scalar(SQL).bind(conversation.as_uuid()).fetch_one(conn))
}

/// Answers that are on their way since before `before`: nobody works on them any more.
pub async fn stuck(db: &mut Conn, before: Timestamp, limit: i64) -> Result<Vec<InboxMessage>, DbError> {
    const SQL: &str = concat!(
        "select ",
        columns!(),
        " from inbox_message where direction = 'out' and state in ('waiting', 'armed') and at < $1
          order by at, id limit $2"
    );

    let rows: Vec<Row> =
        on!(db, conn => query_as(SQL).bind(before.as_millisecond()).bind(limit).fetch_all(conn))?;
    all(rows)
}

/// Somebody says yes to an answer. How many did by now.
pub async fn say_yes(tx: &mut Tx, id: InboxMessageId, person: PersonId) -> Result<i64, DbError> {
    const SQL: &str = "insert into inbox_yes (message, person) values ($1, $2) on conflict do nothing";
    const COUNT: &str = "select count(*) from inbox_yes where message = $1";

    change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(person.as_uuid()).execute(conn))?;
    on!(tx, conn => query_scalar(COUNT).bind(id.as_uuid()).fetch_one(conn))
}

/// Whether somebody said yes to an answer.
pub async fn said_yes(db: &mut Conn, id: InboxMessageId, person: PersonId) -> Result<bool, DbError> {
    const SQL: &str = "select count(*) from inbox_yes where message = $1 and person = $2";

    let count: i64 = on!(db, conn => query_scalar(SQL)
        .bind(id.as_uuid())
        .bind(person.as_uuid())
        .fetch_one(conn))?;
    Ok(count > 0)
}

/// Answers that wait for somebody else's yes, the oldest first.
pub async fn to_approve(db: &mut Conn, limit: i64) -> Result<Vec<InboxMessage>, DbError> {
    const SQL: &str = concat!(
        "select ",
        columns!(),
        " from inbox_message where direction = 'out' and state = 'to-approve' order by at, id limit $1"
    );

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(limit).fetch_all(conn))?;
    all(rows)
}

/// Writes how far an answer is, if it is still where it was. Whether it was.
pub async fn step(tx: &mut Tx, one: &InboxMessage, from: MessageState) -> Result<bool, DbError> {
    const SQL: &str = "update inbox_message set state = $3, armed_at = $4, trouble = $5, said = $6,
        remote = $7, address = $8, approved_by = $9 where id = $1 and state = $2";

    let held = change!(tx, conn => query(SQL)
        .bind(one.id.as_uuid())
        .bind(from.as_str())
        .bind(one.state.as_str())
        .bind(one.armed_at.map(Timestamp::as_millisecond))
        .bind(one.trouble.as_deref())
        .bind(one.said.as_str())
        .bind(one.remote.as_str())
        .bind(one.address.as_str())
        .bind(one.approved_by.map(PersonId::as_uuid))
        .execute(conn))?;
    Ok(held > 0)
}

/// Lets go of the words that they said, and of answers that did not go yet; where the answer goes stays until
/// it is out.
pub async fn forget_words(tx: &mut Tx, conversation: ConversationId) -> Result<(), DbError> {
    const MESSAGES: &str = "delete from inbox_message where conversation = $1
        and (direction = 'in' or state in ('to-approve', 'waiting'))";
    const NOTES: &str = "delete from inbox_note where conversation = $1";

    for sql in [MESSAGES, NOTES] {
        change!(tx, conn => query(sql).bind(conversation.as_uuid()).execute(conn))?;
    }
    Ok(())
}

/// Whether the section itself said what is called so.
pub async fn is_ours(db: &mut Conn, remote: &str) -> Result<bool, DbError> {
    const SQL: &str = "select count(*) from (select 1 from inbox_message
        where remote = $1 and direction = 'out' limit 1) ours";

    let ours: i64 = on!(db, conn => query_scalar(SQL).bind(remote).fetch_one(conn))?;
    Ok(ours > 0)
}

/// Lets go of what is called so and gone at its source; a conversation in which nothing is left goes
/// with it.
pub async fn remove_remote(tx: &mut Tx, remote: &str) -> Result<(), DbError> {
    const OF: &str = "select distinct conversation from inbox_message where remote = $1 and direction = 'in'";
    const SQL: &str = "delete from inbox_message where remote = $1 and direction = 'in'";
    const EMPTY: &str = "delete from conversation where id = $1
        and not exists (select 1 from inbox_message where inbox_message.conversation = conversation.id)";

    let of: Vec<Uuid> = on!(tx, conn => query_scalar(OF).bind(remote).fetch_all(conn))?;
    change!(tx, conn => query(SQL).bind(remote).execute(conn))?;
    for conversation in of {
        change!(tx, conn => query(EMPTY).bind(conversation).execute(conn))?;
    }
    Ok(())
}

/// What the team notes beside a conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its id.
    pub id: Uuid,
    /// Who wrote it.
    pub person: Option<PersonId>,
    /// The words.
    pub body: String,
    /// When.
    pub at: Timestamp,
}

/// Adds a note.
pub async fn add_note(tx: &mut Tx, conversation: ConversationId, note: &Note) -> Result<(), DbError> {
    const SQL: &str =
        "insert into inbox_note (id, conversation, person, body, at) values ($1, $2, $3, $4, $5)";

    change!(tx, conn => query(SQL)
        .bind(note.id)
        .bind(conversation.as_uuid())
        .bind(note.person.map(PersonId::as_uuid))
        .bind(note.body.as_str())
        .bind(note.at.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// The notes beside a conversation, the oldest first.
pub async fn notes(db: &mut Conn, conversation: ConversationId) -> Result<Vec<Note>, DbError> {
    const SQL: &str = "select id, person, body, at from inbox_note where conversation = $1
        order by at, id limit 1000";

    let rows: Vec<(Uuid, Option<Uuid>, String, i64)> =
        on!(db, conn => query_as(SQL).bind(conversation.as_uuid()).fetch_all(conn))?;
    let note = |(id, person, body, at): (Uuid, Option<Uuid>, String, i64)| Note {
        id,
        person: person.map(Into::into),
        body,
        at: moment(at),
    };
    Ok(rows.into_iter().map(note).collect())
}
