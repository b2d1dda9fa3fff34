//! Works are read again after the rules changed by which the words of a search are made.

use std::sync::Arc;

use griot_contracts::publications::Publications;
use griot_db::DbError;
use griot_jobs::JobError;
use griot_kernel::Found;
use griot_web::Section;

use crate::store;

/// Works in one act: others who write wait no longer than for these.
const AT_ONCE: i64 = 25;
/// How often an act that another one overtook is done again at once.
const COLLISIONS: u32 = 5;

/// Reads every work again that was kept by older rules. What was read stays read, whenever the
/// server stops; until its turn comes, a work is found by the words of the older rules.
pub(crate) async fn reread(section: Section) -> Result<(), JobError> {
    let owners = section.ask::<dyn Publications>().map_err(JobError::fail)?;
    let waiting = store::count_outdated(&mut *section.db.read().await?).await?;
    if waiting == 0 {
        return Ok(());
    }
    tracing::info!(waiting, "search reads {waiting} works again, since its rules changed");
    let (mut done, mut collisions) = (0, 0);
    loop {
        match some(&section, &owners).await {
            Ok(0) => break,
            Ok(read) => {
                if (done + read) / 1_000 > done / 1_000 {
                    tracing::info!(done = done + read, waiting, "search reads on");
                }
                done += read;
                collisions = 0;
            }
            Err(DbError::Conflict(_)) if collisions < COLLISIONS => collisions += 1,
            Err(error) => return Err(error.into()),
        }
    }
    // Once for all: what a page shows of a work is the same as before, only answers are others.
    let mut tx = section.db.begin().await?;
    tx.public_changed().await?;
    tx.commit().await?;
    tracing::info!(done, "search has read {done} works again");
    Ok(())
}

/// Reads the next few works again, as their owners have them now. Returns how many.
async fn some(section: &Section, owners: &Arc<dyn Publications>) -> Result<usize, DbError> {
    let mut tx = section.db.begin().await?;
    let works = store::outdated(&mut tx, AT_ONCE).await?;
    for work in &works {
        match owners.get(&mut tx, *work).await? {
            Found::Here(work) => store::keep(&mut tx, &work).await?,
            Found::Gone | Found::Unknown => {
                store::remove(&mut tx, *work).await?;
                store::forget_work_acts(&mut tx, *work).await?;
            }
        }
    }
    tx.commit().await?;
    Ok(works.len())
}
