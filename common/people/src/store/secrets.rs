//! The passphrase hash and the sealed secret of one-time codes.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::PersonId;
use uuid::Uuid;

/// By what a person proves who they are.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secrets {
    /// The hash of the passphrase.
    pub passphrase: Option<String>,
    /// The sealed secret of one-time codes, once they are turned on.
    pub totp: Option<Vec<u8>>,
    /// The step of the last code taken: none is taken twice.
    pub totp_step: i64,
}

/// Secrets stay out of the logs.
impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secrets(…)")
    }
}

/// The secrets of a person.
pub async fn of(db: &mut Conn, person: PersonId) -> Result<Secrets, DbError> {
    const SQL: &str = "select passphrase, totp, totp_step from person where id = $1";

    let row: Option<(Option<String>, Option<Vec<u8>>, i64)> =
        on!(db, conn => query_as(SQL).bind(person.as_uuid()).fetch_optional(conn))?;
    Ok(row.map_or_else(Secrets::default, |(passphrase, totp, totp_step)| Secrets {
        passphrase,
        totp,
        totp_step,
    }))
}

/// Keeps the hash of a new passphrase.
pub async fn set_passphrase(tx: &mut Tx, person: PersonId, hash: &str) -> Result<(), DbError> {
    const SQL: &str = "update person set passphrase = $2 where id = $1 and state <> 'erased'";

    change!(tx, conn => query(SQL).bind(person.as_uuid()).bind(hash).execute(conn))?;
    Ok(())
}

/// Turns one-time codes on with a sealed secret, or off.
pub async fn set_totp(tx: &mut Tx, person: PersonId, sealed: Option<&[u8]>) -> Result<(), DbError> {
    const SQL: &str = "update person set totp = $2, totp_step = 0 where id = $1 and state <> 'erased'";

    change!(tx, conn => query(SQL).bind(person.as_uuid()).bind(sealed).execute(conn))?;
    Ok(())
}

/// Takes the code of `step`. Returns whether neither it nor a later one was taken before.
pub async fn take_totp_step(tx: &mut Tx, person: PersonId, step: i64) -> Result<bool, DbError> {
    const SQL: &str = "update person set totp_step = $2 where id = $1 and totp_step < $2";

    Ok(change!(tx, conn => query(SQL).bind(person.as_uuid()).bind(step).execute(conn))? > 0)
}

/// The sealed secrets that do not begin with `current`, the mark of a key: at most `limit`, of
/// people after `after`.
pub async fn sealed_otherwise(
    db: &mut Conn,
    current: &[u8],
    after: PersonId,
    limit: i64,
) -> Result<Vec<(PersonId, Vec<u8>)>, DbError> {
    const SQL: &str = "select id, totp from person
        where totp is not null and substr(totp, 1, 5) <> $1 and id > $2 order by id limit $3";

    let rows: Vec<(Uuid, Vec<u8>)> = on!(db, conn => query_as(SQL)
        .bind(current).bind(after.as_uuid()).bind(limit).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(id, sealed)| (id.into(), sealed)).collect())
}

/// Puts the secret sealed anew in the place of the one that was read, if that still stands there.
pub async fn reseal(tx: &mut Tx, person: PersonId, before: &[u8], sealed: &[u8]) -> Result<bool, DbError> {
    const SQL: &str = "update person set totp = $3 where id = $1 and totp = $2";

    Ok(change!(tx, conn => query(SQL).bind(person.as_uuid()).bind(before).bind(sealed).execute(conn))? > 0)
}

/// How many secrets begin with this mark of a key.
pub async fn sealed_with(db: &mut Conn, mark: &[u8]) -> Result<i64, DbError> {
    const SQL: &str = "select count(*) from person where totp is not null and substr(totp, 1, 5) = $1";

    on!(db, conn => query_scalar(SQL).bind(mark).fetch_one(conn))
}
