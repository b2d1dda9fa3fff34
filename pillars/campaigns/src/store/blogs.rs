//! Blogs that stand elsewhere and may come home.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::PersonId;
use uuid::Uuid;

use super::rows::{all, millis, moment, read};
use crate::model::{Blog, BlogHomeId, BlogState};

macro_rules! columns {
    () => {
        "select id, address, author_name, person, state, notes, known_at, invited_at, joined_at
         from inventory_blog "
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    address: String,
    author_name: String,
    person: Option<Uuid>,
    state: String,
    notes: String,
    known_at: i64,
    invited_at: Option<i64>,
    joined_at: Option<i64>,
}

impl TryFrom<Row> for Blog {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id.into(),
            address: row.address,
            author_name: row.author_name,
            person: row.person.map(Into::into),
            state: read("inventory_blog", &row.state)?,
            notes: row.notes,
            known_at: moment(row.known_at),
            invited_at: row.invited_at.map(moment),
            joined_at: row.joined_at.map(moment),
        })
    }
}

/// Notes a blog.
pub async fn insert(tx: &mut Tx, blog: &Blog) -> Result<(), DbError> {
    const SQL: &str = "insert into inventory_blog
        (id, address, author_name, person, state, notes, known_at, invited_at, joined_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    change!(tx, conn => query(SQL)
        .bind(blog.id.as_uuid())
        .bind(&blog.address)
        .bind(&blog.author_name)
        .bind(blog.person.map(PersonId::as_uuid))
        .bind(blog.state.as_str())
        .bind(&blog.notes)
        .bind(blog.known_at.as_millisecond())
        .bind(millis(blog.invited_at))
        .bind(millis(blog.joined_at))
        .execute(conn))
    .map(drop)
}

/// Puts a blog where `blog` says, if it stood in `from`. Returns whether it did.
pub async fn go(tx: &mut Tx, blog: &Blog, from: BlogState) -> Result<bool, DbError> {
    const SQL: &str = "update inventory_blog set state = $3, person = $4, invited_at = $5, joined_at = $6
        where id = $1 and state = $2";

    let changed = change!(tx, conn => query(SQL)
        .bind(blog.id.as_uuid())
        .bind(from.as_str())
        .bind(blog.state.as_str())
        .bind(blog.person.map(PersonId::as_uuid))
        .bind(millis(blog.invited_at))
        .bind(millis(blog.joined_at))
        .execute(conn))?;
    Ok(changed > 0)
}

/// Forgets a blog. Returns whether it was there.
pub async fn remove(tx: &mut Tx, id: BlogHomeId) -> Result<bool, DbError> {
    const SQL: &str = "delete from inventory_blog where id = $1";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).execute(conn))? > 0)
}

/// The blog with this id.
pub async fn by_id(db: &mut Conn, id: BlogHomeId) -> Result<Option<Blog>, DbError> {
    const SQL: &str = concat!(columns!(), "where id = $1");

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Blog::try_from).transpose()
}

/// All of them, by the name of their author.
pub async fn list(db: &mut Conn) -> Result<Vec<Blog>, DbError> {
    const SQL: &str = concat!(columns!(), "order by author_name, id limit 400");

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).fetch_all(conn))?;
    all(rows)
}

/// Those of a member.
pub async fn of_person(db: &mut Conn, person: PersonId) -> Result<Vec<Blog>, DbError> {
    const SQL: &str = concat!(columns!(), "where person = $1 order by known_at, id");

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(person.as_uuid()).fetch_all(conn))?;
    all(rows)
}
