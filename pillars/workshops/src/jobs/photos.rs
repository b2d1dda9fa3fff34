//! Photographs of signed sheets, and what devices claimed, go ninety days after their workshop.

use griot_jobs::JobError;
use griot_web::Section;

use crate::{
    acts,
    model::Photo,
    store::{claims, photos},
};

/// So many at once; the rest goes tomorrow.
const MANY: i64 = 1_000;

/// Lets go of the photographs and claims of workshops that ended ninety days ago.
pub async fn old_photos(section: Section) -> Result<(), JobError> {
    let before = section.clock.now() - Photo::KEPT;
    let mut tx = section.db.begin().await?;
    let mut files = Vec::new();
    for one in photos::ended_before(&mut tx, before, MANY).await? {
        photos::remove(&mut tx, one.id).await?;
        if !photos::needs(&mut tx, &one.stored).await? {
            files.push(one.stored);
        }
    }
    claims::drop_before(&mut tx, before).await?;
    tx.commit().await?;
    for stored in files {
        // A file that stays for now is named by no row, and goes with those that nobody needs.
        acts::attend::drop_file(&section, &stored).await.map_err(JobError::retry)?;
    }
    Ok(())
}
