//! Answers written beforehand.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{Id, Language, PersonId, Timestamp};
use uuid::Uuid;

use super::rows::{moment, read};

/// An answer written beforehand; `{section}` in it becomes the section's name, `{site}` its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Canned {
    /// Its id.
    pub id: Id<Canned>,
    /// What it is for.
    pub title: String,
    /// In which language.
    pub language: Language,
    /// The words.
    pub body: String,
    /// Who wrote it.
    pub by: Option<PersonId>,
    /// Who else said yes: it is sent without being approved again.
    pub approved_by: Option<PersonId>,
    /// When it was last changed.
    pub at: Timestamp,
}

/// Keeps an answer; one of this id is written anew.
pub async fn put(tx: &mut Tx, one: &Canned) -> Result<(), DbError> {
    const SQL: &str = "insert into canned (id, title, language, body, by_person, approved_by, at)
        values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do update set title = excluded.title,
        language = excluded.language, body = excluded.body, by_person = excluded.by_person,
        approved_by = excluded.approved_by, at = excluded.at";

    change!(tx, conn => query(SQL)
        .bind(one.id.as_uuid())
        .bind(one.title.as_str())
        .bind(one.language.as_str())
        .bind(one.body.as_str())
        .bind(one.by.map(PersonId::as_uuid))
        .bind(one.approved_by.map(PersonId::as_uuid))
        .bind(one.at.as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// Takes an answer away.
pub async fn remove(tx: &mut Tx, id: Id<Canned>) -> Result<(), DbError> {
    const SQL: &str = "delete from canned where id = $1";

    change!(tx, conn => query(SQL).bind(id.as_uuid()).execute(conn))?;
    Ok(())
}

/// All of them, by title.
pub async fn list(db: &mut Conn) -> Result<Vec<Canned>, DbError> {
    const SQL: &str = "select id, title, language, body, by_person, approved_by, at from canned
        order by title, id limit 500";

    type Row = (Uuid, String, String, String, Option<Uuid>, Option<Uuid>, i64);
    let rows: Vec<Row> = on!(db, conn => query_as(SQL).fetch_all(conn))?;
    let canned = |(id, title, language, body, by, approved_by, at): Row| {
        Ok(Canned {
            id: id.into(),
            title,
            language: read("canned", &language)?,
            body,
            by: by.map(Into::into),
            approved_by: approved_by.map(Into::into),
            at: moment(at),
        })
    };
    rows.into_iter().map(canned).collect()
}
