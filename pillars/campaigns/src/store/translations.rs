//! Public words in other languages.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::Language;
use uuid::Uuid;

use super::rows::read;
use crate::model::{Part, Translation, Translations};

/// What is known of a campaign, or of the strategy, in this language.
pub async fn of(db: &mut Conn, about: Uuid, language: Language) -> Result<Translations, DbError> {
    const SQL: &str = "select thing, part, words, original from translation
        where about = $1 and language = $2 order by thing, part limit 1000";

    let rows: Vec<(Uuid, String, String, String)> =
        on!(db, conn => query_as(SQL).bind(about).bind(language.as_str()).fetch_all(conn))?;
    let one = |(thing, part, words, original): (Uuid, String, String, String)| {
        Ok(Translation { thing, part: read::<Part>("translation", &part)?, language, words, original })
    };
    Ok(Translations::of(rows.into_iter().map(one).collect::<Result<_, DbError>>()?))
}

/// The languages in which something of it is known.
pub async fn languages(db: &mut Conn, about: Uuid) -> Result<Vec<Language>, DbError> {
    const SQL: &str = "select distinct language from translation where about = $1 order by language limit 50";

    let tags: Vec<String> = on!(db, conn => query_scalar(SQL).bind(about).fetch_all(conn))?;
    tags.iter().map(|tag| read("translation", tag)).collect()
}

/// Writes a translation in the place of the one that was there.
pub async fn put(tx: &mut Tx, about: Uuid, one: &Translation) -> Result<(), DbError> {
    const SQL: &str = "insert into translation (about, thing, part, language, words, original)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (about, language, thing, part) do update set words = excluded.words,
        original = excluded.original";

    change!(tx, conn => query(SQL)
        .bind(about)
        .bind(one.thing)
        .bind(one.part.as_str())
        .bind(one.language.as_str())
        .bind(one.words.as_str())
        .bind(one.original.as_str())
        .execute(conn))
    .map(drop)
}

/// Takes a translation away.
pub async fn remove(
    tx: &mut Tx,
    about: Uuid,
    (thing, part): (Uuid, Part),
    language: Language,
) -> Result<(), DbError> {
    const SQL: &str =
        "delete from translation where about = $1 and language = $2 and thing = $3 and part = $4";

    change!(tx, conn => query(SQL)
        .bind(about)
        .bind(language.as_str())
        .bind(thing)
        .bind(part.as_str())
        .execute(conn))
    .map(drop)
}

/// Lets go of all that is known of a thing that is not there any more.
pub async fn forget(tx: &mut Tx, thing: Uuid) -> Result<(), DbError> {
    const SQL: &str = "delete from translation where about = $1 or thing = $1";

    change!(tx, conn => query(SQL).bind(thing).execute(conn)).map(drop)
}
