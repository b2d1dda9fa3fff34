//! Contacts of those who enrolled under a new key.

use griot_db::{Conn, DbError};
use griot_kernel::Id;
use griot_pillar::Resealed;
use griot_web::Section;
use uuid::Uuid;

use crate::{acts::enrol::CONTACT, store::enrolments};

/// So many in one act.
const BATCH: i64 = 200;

/// Seals anew what older keys sealed, a batch in each act.
pub async fn all(section: &Section) -> Result<Resealed, DbError> {
    let (current, random) = (section.keys.mark(), section.random.as_ref());
    let (mut after, mut done) = (Id::from(Uuid::nil()), Resealed::default());
    loop {
        let mut tx = section.db.begin().await?;
        let found = enrolments::sealed_otherwise(&mut tx, &current, after, BATCH).await?;
        for one in &found {
            let place = one.id.as_uuid();
            let Ok(text) = section.keys.open(CONTACT, &one.sealed, place.as_bytes()) else {
                done.closed += 1;
                continue;
            };
            let sealed = section.keys.seal(CONTACT, &text, place.as_bytes(), random);
            done.sealed += u64::from(enrolments::reseal(&mut tx, one.id, &one.sealed, &sealed).await?);
        }
        tx.commit().await?;
        match found.last() {
            Some(last) => after = last.id,
            None => return Ok(done),
        }
    }
}

/// How much the key of this mark still seals.
pub async fn left(db: &mut Conn, mark: &[u8]) -> Result<u64, DbError> {
    Ok(u64::try_from(enrolments::sealed_with(db, mark).await?).unwrap_or(0))
}
