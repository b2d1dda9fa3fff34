//! Addresses of guests under a new key.

use griot_db::{Conn, DbError};
use griot_kernel::Id;
use griot_pillar::Resealed;
use griot_web::Section;
use uuid::Uuid;

use crate::{acts::follow, store::guests};

/// So many in one act.
const BATCH: i64 = 200;

/// Seals anew what older keys sealed, a batch in each act.
pub(crate) async fn all(section: &Section) -> Result<Resealed, DbError> {
    let current = section.keys.mark();
    let (mut after, mut done) = (Id::from(Uuid::nil()), Resealed::default());
    loop {
        let mut tx = section.db.begin().await?;
        let found = guests::sealed_otherwise(&mut tx, &current, after, BATCH).await?;
        for guest in &found {
            let Some(sealed) = follow::sealed_anew(&section.keys, guest, section.random.as_ref()) else {
                done.closed += 1;
                continue;
            };
            let was_there = guests::reseal(&mut tx, guest.id, &guest.sealed, &sealed).await?;
            done.sealed += u64::from(was_there);
        }
        tx.commit().await?;
        match found.last() {
            Some(last) => after = last.id,
            None => return Ok(done),
        }
    }
}

/// How much the key of this mark still seals.
pub(crate) async fn left(db: &mut Conn, mark: &[u8]) -> Result<u64, DbError> {
    Ok(u64::try_from(guests::sealed_with(db, mark).await?).unwrap_or(0))
}
