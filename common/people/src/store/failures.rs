//! Wrong passphrases, under keyed digests of the address that was typed and of the place where it was:
//! unknown addresses are counted alike.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::Timestamp;

use crate::model::throttle::{FORGOTTEN, Failures};

/// The wrong answers in a row under this digest.
pub async fn of(db: &mut Conn, digest: &[u8; 32]) -> Result<Option<Failures>, DbError> {
    const SQL: &str = "select failures, last_at from sign_in_failure where digest = $1";

    let row: Option<(i64, i64)> =
        on!(db, conn => query_as(SQL).bind(digest.as_slice()).fetch_optional(conn))?;
    Ok(row.map(|(count, last_at)| Failures { count, last_at: Timestamp::from_millisecond(last_at) }))
}

/// Counts one more. What is long past counts no more.
pub async fn count(tx: &mut Tx, digest: &[u8; 32], now: Timestamp) -> Result<(), DbError> {
    const SQL: &str = "insert into sign_in_failure (digest, failures, last_at) values ($1, 1, $2)
        on conflict (digest) do update set
            failures = case when sign_in_failure.last_at > $3 then sign_in_failure.failures + 1 else 1 end,
            last_at = $2";

    change!(tx, conn => query(SQL)
        .bind(digest.as_slice())
        .bind(now.as_millisecond())
        .bind((now - FORGOTTEN).as_millisecond())
        .execute(conn))?;
    Ok(())
}

/// Takes one back: it was right. What is forgotten stays so.
pub async fn give_back(tx: &mut Tx, digest: &[u8; 32]) -> Result<bool, DbError> {
    const SQL: &str = "update sign_in_failure set failures = failures - 1 where digest = $1 and failures > 0";

    Ok(change!(tx, conn => query(SQL).bind(digest.as_slice()).execute(conn))? > 0)
}

/// Forgets them: the right answer was given.
pub async fn forget(tx: &mut Tx, digest: &[u8; 32]) -> Result<u64, DbError> {
    const SQL: &str = "delete from sign_in_failure where digest = $1";

    change!(tx, conn => query(SQL).bind(digest.as_slice()).execute(conn))
}

/// Removes what is long past.
pub async fn sweep(tx: &mut Tx, now: Timestamp) -> Result<u64, DbError> {
    const SQL: &str = "delete from sign_in_failure where last_at < $1";

    change!(tx, conn => query(SQL).bind((now - FORGOTTEN).as_millisecond()).execute(conn))
}
