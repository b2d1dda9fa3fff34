//! Adopting the strategy.

use griot_db::{DbError, Tx};
use griot_kernel::PersonId;
use griot_web::Section;

use crate::{
    model::{Line, Refusal, Version, changes},
    store::versions,
};

/// Adopts the draft as the next version, if it says something else than the one in force.
pub async fn adopt(
    section: &Section,
    tx: &mut Tx,
    draft: &[Line],
    by: PersonId,
    note: String,
) -> Result<Result<Version, Refusal>, DbError> {
    let last = versions::in_force(tx).await?.map_or(0, |last| last.number);
    let adopted = versions::lines(tx, last).await?;
    if changes(&adopted, draft).is_empty() {
        return Ok(Err(Refusal::NothingNew));
    }
    let version = Version { number: last + 1, adopted_at: section.clock.now(), by: Some(by), note };
    versions::adopt(tx, &version).await?;
    versions::copy_draft(tx, version.number).await?;
    tx.public_changed().await?;
    Ok(Ok(version))
}
