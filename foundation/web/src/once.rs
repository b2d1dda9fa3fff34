//! What a program asked to be made under a key of its own (`Idempotency-Key`): after a cut line it
//! asks again, and gets what was made the first time.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp};
use uuid::Uuid;

/// A key with what was asked under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    owner: PersonId,
    digest: [u8; 32],
    asked: [u8; 32],
}

/// What is known of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// Nothing: it is asked for the first time.
    New,
    /// The same was asked before, and this was made.
    Made(Uuid),
    /// Something else was asked under it.
    Other,
}

impl Key {
    /// The key `text` of someone, for what they ask of `place` with these bytes.
    pub fn new(owner: PersonId, text: &str, place: &str, bytes: &[&[u8]]) -> Self {
        let mut asked = blake3::Hasher::new();
        for piece in [place.as_bytes()].iter().chain(bytes) {
            asked.update(blake3::hash(piece).as_bytes());
        }
        Self { owner, digest: *blake3::hash(text.as_bytes()).as_bytes(), asked: *asked.finalize().as_bytes() }
    }
}

/// What was made under a key. Asked in the act that would make it.
pub async fn known(db: &mut Conn, key: &Key) -> Result<Known, DbError> {
    const SQL: &str = "select asked, made from api_once where person_id = $1 and key_digest = $2";

    let row: Option<(Vec<u8>, Uuid)> = on!(db, conn => query_as(SQL)
        .bind(key.owner.as_uuid())
        .bind(key.digest.as_slice())
        .fetch_optional(conn))?;
    Ok(match row {
        None => Known::New,
        Some((asked, made)) if asked == key.asked => Known::Made(made),
        Some(_) => Known::Other,
    })
}

/// Notes what was made under a new key, in the act that made it.
pub async fn note(tx: &mut Tx, key: &Key, made: Uuid, now: Timestamp) -> Result<(), DbError> {
    const SQL: &str =
        "insert into api_once (person_id, key_digest, asked, made, at) values ($1, $2, $3, $4, $5)";

    change!(tx, conn => query(SQL)
        .bind(key.owner.as_uuid())
        .bind(key.digest.as_slice())
        .bind(key.asked.as_slice())
        .bind(made)
        .bind(now.as_millisecond())
        .execute(conn))
    .map_err(DbError::overtaken)?;
    Ok(())
}

/// Forgets the keys used before `before`; for a daily job.
pub async fn forget(tx: &mut Tx, before: Timestamp) -> Result<u64, DbError> {
    const SQL: &str = "delete from api_once where at < $1";

    change!(tx, conn => query(SQL).bind(before.as_millisecond()).execute(conn))
}

/// Forgets the keys of someone.
pub async fn forget_of(tx: &mut Tx, owner: PersonId) -> Result<u64, DbError> {
    const SQL: &str = "delete from api_once where person_id = $1";

    change!(tx, conn => query(SQL).bind(owner.as_uuid()).execute(conn))
}
