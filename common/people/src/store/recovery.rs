//! Recovery codes: each opens the account once when the telephone is lost.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp};

/// Puts new codes, hashed, in place of all earlier ones.
pub async fn replace(tx: &mut Tx, person: PersonId, hashes: &[[u8; 32]]) -> Result<(), DbError> {
    const SQL: &str = "insert into recovery_code (person_id, hash) values ($1, $2)";

    remove(tx, person).await?;
    for hash in hashes {
        change!(tx, conn => query(SQL).bind(person.as_uuid()).bind(hash.as_slice()).execute(conn))?;
    }
    Ok(())
}

/// Takes a code. Returns whether it was one of the person's and not yet taken.
pub async fn take(tx: &mut Tx, person: PersonId, hash: &[u8; 32], now: Timestamp) -> Result<bool, DbError> {
    const SQL: &str = "update recovery_code set used_at = $3
        where person_id = $1 and hash = $2 and used_at is null";

    let taken = change!(tx, conn => query(SQL)
        .bind(person.as_uuid())
        .bind(hash.as_slice())
        .bind(now.as_millisecond())
        .execute(conn))?;
    Ok(taken > 0)
}

/// How many are left.
pub async fn count_left(db: &mut Conn, person: PersonId) -> Result<i64, DbError> {
    const SQL: &str = "select count(*) from recovery_code where person_id = $1 and used_at is null";

    on!(db, conn => query_scalar(SQL).bind(person.as_uuid()).fetch_one(conn))
}

/// Removes them all.
pub async fn remove(tx: &mut Tx, person: PersonId) -> Result<u64, DbError> {
    const SQL: &str = "delete from recovery_code where person_id = $1";

    change!(tx, conn => query(SQL).bind(person.as_uuid()).execute(conn))
}
