//! Persons and their public side.

use std::collections::BTreeSet;

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{Page, PageRequest, PersonId, Timestamp};
use uuid::Uuid;

use crate::model::{
    handle,
    person::{Person, State},
};

/// Handles tried before giving up: nobody shares a name with so many.
const ATTEMPTS: u32 = 500;

#[derive(sqlx::FromRow)]
struct PersonRow {
    id: Uuid,
    handle: String,
    name: String,
    about: String,
    picture: Option<String>,
    open_profile: bool,
    language: String,
    light: bool,
    state: String,
    joined_at: i64,
}

impl TryFrom<PersonRow> for Person {
    type Error = DbError;

    fn try_from(row: PersonRow) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id.into(),
            handle: row.handle,
            name: row.name,
            about: row.about,
            picture: row.picture,
            open_profile: row.open_profile,
            language: row.language.parse().map_err(DbError::unreadable("person"))?,
            light: row.light,
            state: row.state.parse().map_err(DbError::unreadable("person"))?,
            joined_at: Timestamp::from_millisecond(row.joined_at),
        })
    }
}

/// Adds a person. The handle is made the only one of its kind; the one that was
/// taken is returned.
pub async fn insert(tx: &mut Tx, person: &Person) -> Result<String, DbError> {
    const SQL: &str = "insert into person
            (id, handle, name, sort_name, about, picture, open_profile, language, light, state, joined_at, totp_step)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0)
        on conflict do nothing returning handle";

    let sort_name = griot_text::fold(&person.name);
    for attempt in 1..=ATTEMPTS {
        let wanted = handle::numbered(&person.handle, attempt);
        let taken: Option<String> = on!(tx, conn => query_scalar(SQL)
            .bind(person.id.as_uuid())
            .bind(wanted.as_str())
            .bind(person.name.as_str())
            .bind(sort_name.as_str())
            .bind(person.about.as_str())
            .bind(person.picture.as_deref())
            .bind(person.open_profile)
            .bind(person.language.as_str())
            .bind(person.light)
            .bind(person.state.as_str())
            .bind(person.joined_at.as_millisecond())
            .fetch_optional(conn))?;
        if let Some(handle) = taken {
            return Ok(handle);
        }
    }
    Err(DbError::Unreadable { table: "person", cause: "no free handle was found".into() })
}

/// The person by id, erased ones too.
pub async fn by_id(db: &mut Conn, id: PersonId) -> Result<Option<Person>, DbError> {
    const SQL: &str =
        "select id, handle, name, about, picture, open_profile, language, light, state, joined_at
        from person where id = $1";

    let row: Option<PersonRow> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Person::try_from).transpose()
}

/// The person by handle, unless erased.
pub async fn by_handle(db: &mut Conn, handle: &str) -> Result<Option<Person>, DbError> {
    const SQL: &str =
        "select id, handle, name, about, picture, open_profile, language, light, state, joined_at
        from person where handle = $1 and state <> 'erased'";

    let row: Option<PersonRow> = on!(db, conn => query_as(SQL).bind(handle).fetch_optional(conn))?;
    row.map(Person::try_from).transpose()
}

/// Every picture that someone shows of themselves.
pub async fn pictures(db: &mut Conn) -> Result<Vec<String>, DbError> {
    const SQL: &str = "select picture from person where picture is not null";

    on!(db, conn => query_scalar(SQL).fetch_all(conn))
}

/// Those of `ids` who are here, in no order; asked for in groups of sixteen.
pub async fn by_ids(db: &mut Conn, ids: &[PersonId]) -> Result<Vec<Person>, DbError> {
    const SQL: &str =
        "select id, handle, name, about, picture, open_profile, language, light, state, joined_at
        from person where state <> 'erased' and id in
            ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";

    let wanted: Vec<Uuid> = ids.iter().map(|id| id.as_uuid()).collect::<BTreeSet<_>>().into_iter().collect();
    let mut found = Vec::with_capacity(wanted.len());
    for group in wanted.chunks(16) {
        let id = |place: usize| group.get(place).copied().unwrap_or_default();
        let rows: Vec<PersonRow> = on!(db, conn => query_as(SQL)
            .bind(id(0)).bind(id(1)).bind(id(2)).bind(id(3)).bind(id(4)).bind(id(5)).bind(id(6)).bind(id(7))
            .bind(id(8)).bind(id(9)).bind(id(10)).bind(id(11)).bind(id(12)).bind(id(13)).bind(id(14)).bind(id(15))
            .fetch_all(conn))?;
        for row in rows {
            found.push(row.try_into()?);
        }
    }
    Ok(found)
}

/// Who takes part, by name.
pub async fn members(db: &mut Conn, page: PageRequest) -> Result<Page<Person>, DbError> {
    const SQL: &str =
        "select id, handle, name, about, picture, open_profile, language, light, state, joined_at
        from person where state = 'member' order by sort_name, id limit $1 offset $2";

    let rows: Vec<PersonRow> =
        on!(db, conn => query_as(SQL).bind(page.limit_and_one()).bind(page.skip()).fetch_all(conn))?;
    let people = rows.into_iter().map(Person::try_from).collect::<Result<_, _>>()?;
    Ok(page.page(people))
}

/// Those who take part and whose name holds each of the first five of `words` as the beginning of a
/// word, by name, at most `limit`; with `open`, only those whose page visitors may open.
pub async fn called(
    db: &mut Conn,
    words: &[String],
    open: bool,
    limit: usize,
) -> Result<Vec<Person>, DbError> {
    const SQL: &str =
        "select id, handle, name, about, picture, open_profile, language, light, state, joined_at
        from person where state = 'member' and (open_profile or not $1)
            and sort_name like '%' || $2 || '%' and sort_name like '%' || $3 || '%'
            and sort_name like '%' || $4 || '%' and sort_name like '%' || $5 || '%'
            and sort_name like '%' || $6 || '%'
        order by sort_name, id limit $7";
    // Words are letters and digits, so none of them means anything to `like`.
    let word = |place: usize| words.get(place).map_or("", String::as_str);
    // The statement finds words in the middle of a word, too: it reads more than are wanted.
    let more = if words.is_empty() { 1 } else { 50 };
    let read = i64::try_from(limit.saturating_mul(more)).unwrap_or(i64::MAX);

    let rows: Vec<PersonRow> = on!(db, conn => query_as(SQL)
        .bind(open)
        .bind(word(0)).bind(word(1)).bind(word(2)).bind(word(3)).bind(word(4))
        .bind(read)
        .fetch_all(conn))?;
    let mut found = Vec::new();
    for row in rows {
        let person = Person::try_from(row)?;
        if words.is_empty() || griot_text::begins_words_of(&person.name, words) {
            found.push(person);
        }
    }
    found.truncate(limit);
    Ok(found)
}

/// Everyone that the desk may act on, suspended ones first, then by name.
pub async fn for_desk(db: &mut Conn, page: PageRequest) -> Result<Page<Person>, DbError> {
    const SQL: &str =
        "select id, handle, name, about, picture, open_profile, language, light, state, joined_at
        from person where state in ('member', 'suspended')
        order by state desc, sort_name, id limit $1 offset $2";

    let rows: Vec<PersonRow> =
        on!(db, conn => query_as(SQL).bind(page.limit_and_one()).bind(page.skip()).fetch_all(conn))?;
    let people = rows.into_iter().map(Person::try_from).collect::<Result<_, _>>()?;
    Ok(page.page(people))
}

/// The names of those who take part and hold a role of the staff, but for this one.
pub async fn staff_names(db: &mut Conn, but: Option<PersonId>) -> Result<Vec<String>, DbError> {
    const SQL: &str = "select p.name from person p where p.id <> $1
        and p.state = 'member' and exists (select 1 from role_grant g
            where g.person_id = p.id and g.role not in ('member', 'author')) order by p.name";

    let but = but.map_or(Uuid::nil(), |id| id.as_uuid());
    on!(db, conn => query_scalar(SQL).bind(but).fetch_all(conn))
}

/// How many take part.
pub async fn count_members(db: &mut Conn) -> Result<i64, DbError> {
    const SQL: &str = "select count(*) from person where state = 'member'";

    on!(db, conn => query_scalar(SQL).fetch_one(conn))
}

/// Writes the public side anew. Returns whether the person is there.
pub async fn change_profile(tx: &mut Tx, person: &Person) -> Result<bool, DbError> {
    const SQL: &str = "update person
        set name = $2, sort_name = $3, about = $4, picture = $5, open_profile = $6, language = $7, light = $8
        where id = $1 and state <> 'erased'";

    let changed = change!(tx, conn => query(SQL)
        .bind(person.id.as_uuid())
        .bind(person.name.as_str())
        .bind(griot_text::fold(&person.name))
        .bind(person.about.as_str())
        .bind(person.picture.as_deref())
        .bind(person.open_profile)
        .bind(person.language.as_str())
        .bind(person.light)
        .execute(conn))?;
    Ok(changed > 0)
}

/// Suspends a member, or lets one in again. Returns whether something changed.
pub async fn set_state(tx: &mut Tx, id: PersonId, from: State, to: State) -> Result<bool, DbError> {
    const SQL: &str = "update person set state = $3 where id = $1 and state = $2";

    let changed = change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(from.as_str())
        .bind(to.as_str())
        .execute(conn))?;
    Ok(changed > 0)
}

/// Leaves nothing of the person but the id, under a handle that tells nothing.
/// What hangs on the person is removed by the stores beside this one.
pub async fn erase(tx: &mut Tx, id: PersonId) -> Result<bool, DbError> {
    const SQL: &str = "update person
        set handle = $2, name = '', sort_name = '', about = '', picture = null, open_profile = false,
            language = 'fr', light = false, state = 'erased', joined_at = 0,
            passphrase = null, totp = null, totp_step = 0
        where id = $1 and state <> 'erased'";

    let handle = format!("-{id}");
    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(handle).execute(conn))? > 0)
}
