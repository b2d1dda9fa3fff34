//! The passphrase hash and the sealed secret of one-time codes.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::PersonId;

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
