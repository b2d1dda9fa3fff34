//! How the inbox works, and what the section says there in words of its own.

use super::rows::moment;
use crate::model::siege::Siege;
use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{Language, PersonId, Timestamp};

/// How the inbox works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboxWays {
    /// Within how many hours people are answered.
    pub hours: i64,
    /// The calling code of the country, in front of numbers that have none.
    pub home: String,
    /// What lies aside.
    pub siege: Siege,
    /// Makes the address at which messages from telephones come in a secret.
    pub sms_salt: Vec<u8>,
}

/// How the inbox works.
pub async fn ways(db: &mut Conn) -> Result<InboxWays, DbError> {
    const SQL: &str = "select hours, home, besieged_at, words, strangers, sms_salt from inbox_ways";

    type Row = (i64, String, Option<i64>, String, i64, Vec<u8>);
    let (hours, home, since, words, strangers, sms_salt): Row =
        on!(db, conn => query_as(SQL).fetch_one(conn))?;
    let siege = Siege { since: since.map(moment), words, strangers: strangers != 0 };
    Ok(InboxWays { hours, home, siege, sms_salt })
}

/// Sets within how many hours people are answered, and the country's calling code.
pub async fn set_ways(tx: &mut Tx, hours: i64, home: &str) -> Result<(), DbError> {
    const SQL: &str = "update inbox_ways set hours = $1, home = $2";

    change!(tx, conn => query(SQL).bind(hours).bind(home).execute(conn))?;
    Ok(())
}

/// Sets what lies aside from now on.
pub async fn set_siege(tx: &mut Tx, siege: &Siege, by: PersonId) -> Result<(), DbError> {
    const SQL: &str = "update inbox_ways set besieged_at = $1, besieged_by = $2, words = $3, strangers = $4";

    change!(tx, conn => query(SQL)
        .bind(siege.since.map(Timestamp::as_millisecond))
        .bind(siege.since.map(|_| by.as_uuid()))
        .bind(siege.words.as_str())
        .bind(i64::from(siege.strangers))
        .execute(conn))?;
    Ok(())
}

/// Gives the address for messages from telephones another secret.
pub async fn set_sms_salt(tx: &mut Tx, salt: &[u8]) -> Result<(), DbError> {
    const SQL: &str = "update inbox_ways set sms_salt = $1";

    change!(tx, conn => query(SQL).bind(salt).execute(conn))?;
    Ok(())
}

/// What a text of the section's own is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// The rules by which people talk with the section and below its texts.
    Rules,
    /// What somebody is answered who sent a testimony where it is not safe.
    Testimony,
}

impl TextKind {
    /// As kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rules => "rules",
            Self::Testimony => "testimony",
        }
    }

    /// The message that stands for it until the section wrote its own.
    pub fn key(self) -> &'static str {
        match self {
            Self::Rules => "channels-rules-body",
            Self::Testimony => "channels-testimony-answer",
        }
    }
}

/// The section's own text in this language, if it wrote one.
pub async fn text(db: &mut Conn, kind: TextKind, language: Language) -> Result<Option<String>, DbError> {
    const SQL: &str = "select body from inbox_text where kind = $1 and language = $2";

    on!(db, conn => query_scalar(SQL).bind(kind.as_str()).bind(language.as_str()).fetch_optional(conn))
}

/// Writes the section's own text; an empty one gives the place back to the house's words.
pub async fn set_text(tx: &mut Tx, kind: TextKind, language: Language, body: &str) -> Result<(), DbError> {
    const PUT: &str = "insert into inbox_text (kind, language, body) values ($1, $2, $3)
        on conflict (kind, language) do update set body = excluded.body";
    const DROP: &str = "delete from inbox_text where kind = $1 and language = $2";

    if body.trim().is_empty() {
        change!(tx, conn => query(DROP).bind(kind.as_str()).bind(language.as_str()).execute(conn))?;
    } else {
        change!(tx, conn => query(PUT)
            .bind(kind.as_str())
            .bind(language.as_str())
            .bind(body)
            .execute(conn))?;
    }
    Ok(())
}
