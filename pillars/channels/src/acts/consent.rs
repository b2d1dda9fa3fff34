//! A consent that is taken back, or that ends: every text that shows or names whoever gave it is taken back
//! with it, wherever it went.

use griot_contracts::files::FilesLetGo;
use griot_db::{DbError, Tx, outbox};
use griot_kernel::{PersonId, Random, Timestamp};

use super::plan;
use crate::{
    model::{
        item::{Item, Stage},
        picture::PictureId,
    },
    store::{deliveries, items, pictures},
};

/// Takes back what shows a picture whose people agree no more, and lets its files go. How many texts that were.
pub async fn pull(
    tx: &mut Tx,
    picture: PictureId,
    by: Option<PersonId>,
    why: &str,
    (now, random): (Timestamp, &dyn Random),
) -> Result<u32, DbError> {
    let mut pulled = 0;
    for item in pictures::uses(tx, picture).await? {
        let Some(item) = items::by_id(tx, item).await? else { continue };
        if take_back(tx, &item, by, why, (now, random)).await? {
            pulled += 1;
        } else {
            deliveries::stop(tx, item.id, now).await?;
        }
    }
    outbox::publish(tx, &FilesLetGo {}).await?;
    Ok(pulled)
}

/// Takes a text back from wherever it is, or waits to go. Whether there was something to be taken back.
pub async fn take_back(
    tx: &mut Tx,
    item: &Item,
    by: Option<PersonId>,
    why: &str,
    moment: (Timestamp, &dyn Random),
) -> Result<bool, DbError> {
    if item.stage.is_out() {
        plan::withdraw(tx, item, by, why, moment).await?;
        return Ok(true);
    }
    if item.stage == Stage::Scheduled {
        plan::unschedule(tx, item, (by, why), moment).await?;
        return Ok(true);
    }
    Ok(false)
}
