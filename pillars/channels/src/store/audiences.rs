//! Lists, with what they are called in each language.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::Language;
use uuid::Uuid;

use super::rows::{moment, read};
use crate::model::audience::{Audience, AudienceId, AudienceWords};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    kind: String,
    slug: String,
    public: i64,
    keyword: Option<String>,
    created_at: i64,
    language: String,
    name: String,
    promise: String,
}

/// Puts the rows of one list, one for each language, together.
fn together(rows: Vec<Row>) -> Result<Vec<Audience>, DbError> {
    let mut all: Vec<Audience> = Vec::new();
    for row in rows {
        let words =
            AudienceWords { language: language(&row.language)?, name: row.name, promise: row.promise };
        match all.last_mut().filter(|last| last.id.as_uuid() == row.id) {
            Some(last) => last.words.push(words),
            None => all.push(Audience {
                id: row.id.into(),
                kind: read("audience", &row.kind)?,
                slug: row.slug,
                public: row.public != 0,
                keyword: row.keyword,
                words: vec![words],
                created_at: moment(row.created_at),
            }),
        }
    }
    Ok(all)
}

fn language(text: &str) -> Result<Language, DbError> {
    read("audience_words", text)
}

/// All lists, in the order in which they were made; French stands before the other languages.
pub async fn list(db: &mut Conn) -> Result<Vec<Audience>, DbError> {
    const SQL: &str = "select audience.id, audience.kind, audience.slug, audience.public,
        audience.keyword, audience.created_at, audience_words.language, audience_words.name, audience_words.promise
        from audience join audience_words on audience_words.audience = audience.id
        order by audience.created_at, audience.id,
            case audience_words.language when 'fr' then 0 else 1 end, audience_words.language";

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).fetch_all(conn))?;
    together(rows)
}

/// The list of this id.
pub async fn by_id(db: &mut Conn, id: AudienceId) -> Result<Option<Audience>, DbError> {
    const SQL: &str = "select audience.id, audience.kind, audience.slug, audience.public,
        audience.keyword, audience.created_at, audience_words.language, audience_words.name, audience_words.promise
        from audience join audience_words on audience_words.audience = audience.id
        where audience.id = $1
        order by case audience_words.language when 'fr' then 0 else 1 end, audience_words.language";

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_all(conn))?;
    Ok(together(rows)?.pop())
}

/// Adds a list, with its words. Whether its name in addresses and its keyword were free.
pub async fn insert(tx: &mut Tx, audience: &Audience) -> Result<bool, DbError> {
    const SQL: &str = "insert into audience (id, kind, slug, public, created_at, keyword)
        values ($1, $2, $3, $4, $5, $6) on conflict do nothing";

    let added = change!(tx, conn => query(SQL)
        .bind(audience.id.as_uuid())
        .bind(audience.kind.as_str())
        .bind(audience.slug.as_str())
        .bind(i64::from(audience.public))
        .bind(audience.created_at.as_millisecond())
        .bind(audience.keyword.as_deref())
        .execute(conn))?;
    if added == 0 {
        return Ok(false);
    }
    for words in &audience.words {
        put_words(tx, audience.id, words).await?;
    }
    Ok(true)
}

/// Keeps what a list is called in one language.
pub async fn put_words(tx: &mut Tx, id: AudienceId, words: &AudienceWords) -> Result<(), DbError> {
    const SQL: &str = "insert into audience_words (audience, language, name, promise)
        values ($1, $2, $3, $4) on conflict (audience, language)
        do update set name = excluded.name, promise = excluded.promise";

    change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(words.language.as_str())
        .bind(words.name.as_str())
        .bind(words.promise.as_str())
        .execute(conn))?;
    Ok(())
}

/// Opens a list to everybody, or to staff alone.
pub async fn set_public(tx: &mut Tx, id: AudienceId, public: bool) -> Result<(), DbError> {
    const SQL: &str = "update audience set public = $2 where id = $1";

    change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(i64::from(public)).execute(conn))?;
    Ok(())
}

/// Gives a list the word by which telephones join it, or takes it away. Whether no other list has it.
pub async fn set_keyword(tx: &mut Tx, id: AudienceId, keyword: Option<&str>) -> Result<bool, DbError> {
    const SQL: &str = "update audience set keyword = $2 where id = $1 and not exists
        (select 1 from audience as other where other.keyword = $2 and other.id <> $1)";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(keyword).execute(conn))? > 0)
}
