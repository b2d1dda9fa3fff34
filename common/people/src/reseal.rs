//! Secrets of one-time codes under a new key.

use griot_db::{Conn, DbError};
use griot_kernel::PersonId;
use griot_pillar::Resealed;
use uuid::Uuid;

use crate::{Section, second::Secret, store::secrets};

/// So many in one act.
const BATCH: i64 = 200;

/// Seals anew what older keys sealed, a batch in each act.
pub(crate) async fn all(section: &Section) -> Result<Resealed, DbError> {
    let current = section.keys.mark();
    let (mut after, mut done) = (PersonId::from(Uuid::nil()), Resealed::default());
    loop {
        let mut tx = section.db.begin().await?;
        let found = secrets::sealed_otherwise(&mut tx, &current, after, BATCH).await?;
        for (person, before) in &found {
            let Some(secret) = Secret::open(&section.keys, *person, before) else {
                done.closed += 1;
                continue;
            };
            let sealed = secret.seal(&section.keys, *person, section.random.as_ref());
            done.sealed += u64::from(secrets::reseal(&mut tx, *person, before, &sealed).await?);
        }
        tx.commit().await?;
        match found.last() {
            Some((last, _)) => after = *last,
            None => return Ok(done),
        }
    }
}

/// How much the key of this mark still seals.
pub(crate) async fn left(db: &mut Conn, mark: &[u8]) -> Result<u64, DbError> {
    Ok(u64::try_from(secrets::sealed_with(db, mark).await?).unwrap_or(0))
}
