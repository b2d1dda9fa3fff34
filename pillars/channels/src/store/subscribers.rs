//! Who is on the lists. What is gathered of them for a letter is in [`super::letters`].

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{Language, PersonId, Timestamp};
use uuid::Uuid;

use super::rows::{all, moment, read};
use crate::model::audience::{AudienceId, Coming, Part, Reads, Standing, Subscriber};

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    audience: Uuid,
    mark: Vec<u8>,
    address: Option<String>,
    language: String,
    state: String,
    source: String,
    tag: String,
    consent: String,
    member: Option<Uuid>,
    asked_at: i64,
    confirmed_at: Option<i64>,
    left_at: Option<i64>,
}

impl TryFrom<Row> for Subscriber {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id,
            audience: row.audience.into(),
            mark: row.mark,
            address: row.address,
            language: read("subscriber", &row.language)?,
            standing: read("subscriber", &row.state)?,
            source: read("subscriber", &row.source)?,
            tag: row.tag,
            consent: row.consent,
            member: row.member.map(Into::into),
            asked_at: moment(row.asked_at),
            confirmed_at: row.confirmed_at.map(moment),
            left_at: row.left_at.map(moment),
        })
    }
}

macro_rules! columns {
    () => {
        "id, audience, mark, address, language, state, source, tag, consent, member, asked_at,
         confirmed_at, left_at"
    };
}

/// Somebody asks to be on a list. Who is on it already stays as they are. Returns the key of whoever is
/// asked to confirm.
pub async fn ask(tx: &mut Tx, coming: &Coming, now: Timestamp) -> Result<Option<i64>, DbError> {
    const SQL: &str =
        "insert into subscriber (audience, mark, address, language, state, source, tag, consent,
            member, asked_at)
        values ($1, $2, $3, $4, 'pending', $5, $6, $7, $8, $9)
        on conflict (audience, mark) do update set state = 'pending', address = excluded.address,
            language = excluded.language, source = excluded.source, member = excluded.member,
            asked_at = excluded.asked_at
        where subscriber.state <> 'confirmed' returning id";

    on!(tx, conn => query_scalar(SQL)
        .bind(coming.audience.as_uuid())
        .bind(coming.mark.as_slice())
        .bind(coming.address.as_str())
        .bind(coming.language.as_str())
        .bind(coming.source.as_str())
        .bind(coming.tag.as_str())
        .bind(coming.consent.as_str())
        .bind(coming.member.map(|one| one.as_uuid()))
        .bind(now.as_millisecond())
        .fetch_optional(conn))
}

/// Puts somebody on a list whose agreement is known: on paper, in a list kept elsewhere, in the letter
/// of another list. Nobody who is known there is touched. Whether they are new.
pub async fn add(tx: &mut Tx, coming: &Coming, now: Timestamp) -> Result<bool, DbError> {
    const SQL: &str =
        "insert into subscriber (audience, mark, address, language, state, source, tag, consent,
            member, asked_at, confirmed_at)
        values ($1, $2, $3, $4, 'confirmed', $5, $6, $7, $8, $9, $9) on conflict do nothing";

    let added = change!(tx, conn => query(SQL)
        .bind(coming.audience.as_uuid())
        .bind(coming.mark.as_slice())
        .bind(coming.address.as_str())
        .bind(coming.language.as_str())
        .bind(coming.source.as_str())
        .bind(coming.tag.as_str())
        .bind(coming.consent.as_str())
        .bind(coming.member.map(|one| one.as_uuid()))
        .bind(now.as_millisecond())
        .execute(conn))?;
    Ok(added > 0)
}

/// Staff put somebody down who is to be asked. Nobody who is known there is touched. The key of whoever
/// is new.
pub async fn put_down(tx: &mut Tx, coming: &Coming, now: Timestamp) -> Result<Option<i64>, DbError> {
    const SQL: &str =
        "insert into subscriber (audience, mark, address, language, state, source, tag, consent,
            member, asked_at)
        values ($1, $2, $3, $4, 'pending', $5, $6, $7, $8, $9) on conflict do nothing returning id";

    on!(tx, conn => query_scalar(SQL)
        .bind(coming.audience.as_uuid())
        .bind(coming.mark.as_slice())
        .bind(coming.address.as_str())
        .bind(coming.language.as_str())
        .bind(coming.source.as_str())
        .bind(coming.tag.as_str())
        .bind(coming.consent.as_str())
        .bind(coming.member.map(|one| one.as_uuid()))
        .bind(now.as_millisecond())
        .fetch_optional(conn))
}

/// Somebody comes to a list by a word of their own, which is kept; whoever had left comes back by it.
/// Whether they were not on it.
pub async fn join(tx: &mut Tx, coming: &Coming, now: Timestamp) -> Result<bool, DbError> {
    const SQL: &str =
        "insert into subscriber (audience, mark, address, language, state, source, tag, consent,
            asked_at, confirmed_at)
        values ($1, $2, $3, $4, 'confirmed', $5, $6, $7, $8, $8)
        on conflict (audience, mark) do update set state = 'confirmed', address = excluded.address,
            language = excluded.language, source = excluded.source, consent = excluded.consent,
            asked_at = excluded.asked_at, confirmed_at = excluded.confirmed_at, left_at = null
        where subscriber.state <> 'confirmed' returning id";

    let joined: Option<i64> = on!(tx, conn => query_scalar(SQL)
        .bind(coming.audience.as_uuid())
        .bind(coming.mark.as_slice())
        .bind(coming.address.as_str())
        .bind(coming.language.as_str())
        .bind(coming.source.as_str())
        .bind(coming.tag.as_str())
        .bind(coming.consent.as_str())
        .bind(now.as_millisecond())
        .fetch_optional(conn))?;
    Ok(joined.is_some())
}

/// Whoever has this key.
pub async fn by_id(db: &mut Conn, id: i64) -> Result<Option<Subscriber>, DbError> {
    const SQL: &str = concat!("select ", columns!(), " from subscriber where id = $1");

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id).fetch_optional(conn))?;
    row.map(Subscriber::try_from).transpose()
}

/// An address on every list on which it is known.
pub async fn of_mark(db: &mut Conn, mark: &[u8]) -> Result<Vec<Subscriber>, DbError> {
    const SQL: &str = concat!("select ", columns!(), " from subscriber where mark = $1 order by id");

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(mark).fetch_all(conn))?;
    all(rows)
}

/// Whoever owns an address confirmed all that was asked in its name. How many lists that are.
pub async fn confirm(tx: &mut Tx, mark: &[u8], now: Timestamp) -> Result<u64, DbError> {
    const SQL: &str = "update subscriber set state = 'confirmed', confirmed_at = $2, left_at = null
        where mark = $1 and state = 'pending'";

    change!(tx, conn => query(SQL).bind(mark).bind(now.as_millisecond()).execute(conn))
}

/// Somebody leaves a list: their address is forgotten. Whether they were on it.
pub async fn leave(tx: &mut Tx, id: i64, now: Timestamp) -> Result<bool, DbError> {
    const SQL: &str = "update subscriber set state = 'left', address = null, member = null, tag = '',
        consent = '', left_at = $2 where id = $1 and state <> 'left'";

    Ok(change!(tx, conn => query(SQL).bind(id).bind(now.as_millisecond()).execute(conn))? > 0)
}

/// An address takes no letters any more.
pub async fn bounce(tx: &mut Tx, mark: &[u8]) -> Result<u64, DbError> {
    const SQL: &str = "update subscriber set state = 'bounced'
        where mark = $1 and state in ('pending', 'confirmed')";

    change!(tx, conn => query(SQL).bind(mark).execute(conn))
}

/// Keeps in which language an address is written to.
pub async fn set_language(tx: &mut Tx, mark: &[u8], language: Language) -> Result<(), DbError> {
    const SQL: &str = "update subscriber set language = $2 where mark = $1 and state <> 'left'";

    change!(tx, conn => query(SQL).bind(mark).bind(language.as_str()).execute(conn))?;
    Ok(())
}

/// How many are on a list, by how they stand.
pub async fn counts(db: &mut Conn, audience: AudienceId) -> Result<Vec<(Standing, i64)>, DbError> {
    const SQL: &str = "select state, count(*) from subscriber where audience = $1 group by state";

    let rows: Vec<(String, i64)> = on!(db, conn => query_as(SQL).bind(audience.as_uuid()).fetch_all(conn))?;
    rows.into_iter().map(|(state, n)| Ok((read("subscriber", &state)?, n))).collect()
}

/// How many of a part of a list something reaches.
pub async fn count_part(
    db: &mut Conn,
    audience: AudienceId,
    part: &Part,
    reads: &Reads,
) -> Result<i64, DbError> {
    const SQL: &str = "select count(*) from subscriber where audience = $1 and state = 'confirmed'
        and (cast($2 as text) is null or language = $2) and (cast($3 as text) is null or tag = $3)
        and (cast($4 as text) is null or source = $4)
        and (cast($5 as bigint) is null or confirmed_at >= $5)
        and (cast($6 as text) is null or language = $6) and cast($7 as text) not like '% ' || language || ' %'";

    on!(db, conn => query_scalar(SQL)
        .bind(audience.as_uuid())
        .bind(part.language.map(|one| one.as_str().to_owned()))
        .bind(part.tag.as_deref())
        .bind(part.source.map(|one| one.as_str()))
        .bind(part.since.map(Timestamp::as_millisecond))
        .bind(reads.only())
        .bind(reads.not())
        .fetch_one(conn))
}

/// Those on a list after this key who get what it promises, in the order of their keys.
pub async fn confirmed_after(
    db: &mut Conn,
    audience: AudienceId,
    after: i64,
    limit: i64,
) -> Result<Vec<Subscriber>, DbError> {
    const SQL: &str = concat!(
        "select ",
        columns!(),
        " from subscriber where audience = $1 and state = 'confirmed' and id > $2 order by id limit $3"
    );

    let rows: Vec<Row> = on!(db, conn => query_as(SQL)
        .bind(audience.as_uuid())
        .bind(after)
        .bind(limit)
        .fetch_all(conn))?;
    all(rows)
}

/// Forgets who did not confirm since `before`, and was never on the list.
pub async fn forget_pending(tx: &mut Tx, before: Timestamp) -> Result<u64, DbError> {
    const SQL: &str = "delete from subscriber where state = 'pending' and asked_at < $1 and left_at is null";

    change!(tx, conn => query(SQL).bind(before.as_millisecond()).execute(conn))
}

/// Whoever had left, was asked again and did not confirm since `before` has left.
pub async fn leave_pending(tx: &mut Tx, before: Timestamp) -> Result<u64, DbError> {
    const SQL: &str = "update subscriber set state = 'left', address = null, member = null, tag = '',
        consent = '' where state = 'pending' and asked_at < $1 and left_at is not null";

    change!(tx, conn => query(SQL).bind(before.as_millisecond()).execute(conn))
}

/// Forgets an address everywhere, and that it ever was here: its owner is erased.
pub async fn forget(tx: &mut Tx, mark: &[u8]) -> Result<u64, DbError> {
    const SQL: &str = "delete from subscriber where mark = $1";

    change!(tx, conn => query(SQL).bind(mark).execute(conn))
}

/// Forgets a member who is erased.
pub async fn forget_member(tx: &mut Tx, person: PersonId) -> Result<u64, DbError> {
    const SQL: &str = "delete from subscriber where member = $1";

    change!(tx, conn => query(SQL).bind(person.as_uuid()).execute(conn))
}

/// The lists on which a member is.
pub async fn of_member(db: &mut Conn, person: PersonId) -> Result<Vec<Subscriber>, DbError> {
    const SQL: &str = concat!("select ", columns!(), " from subscriber where member = $1 order by id");

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(person.as_uuid()).fetch_all(conn))?;
    all(rows)
}
