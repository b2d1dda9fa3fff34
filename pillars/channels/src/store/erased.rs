//! Marks of what was erased as a testimony, so that its source cannot bring it back.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::Timestamp;

/// Notes that what has this mark was erased.
pub async fn add(tx: &mut Tx, mark: &[u8], now: Timestamp) -> Result<(), DbError> {
    const SQL: &str = "insert into inbox_erased (mark, at) values ($1, $2) on conflict do nothing";

    change!(tx, conn => query(SQL).bind(mark).bind(now.as_millisecond()).execute(conn))?;
    Ok(())
}

/// Whether what has this mark was erased.
pub async fn knows(db: &mut Conn, mark: &[u8]) -> Result<bool, DbError> {
    const SQL: &str = "select count(*) from inbox_erased where mark = $1";

    let known: i64 = on!(db, conn => query_scalar(SQL).bind(mark).fetch_one(conn))?;
    Ok(known > 0)
}

/// Lets go of the marks of before `before`. How many that were.
pub async fn sweep(tx: &mut Tx, before: Timestamp) -> Result<u64, DbError> {
    const SQL: &str = "delete from inbox_erased where at < $1";

    change!(tx, conn => query(SQL).bind(before.as_millisecond()).execute(conn))
}
