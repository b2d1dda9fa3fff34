//! What the deliveries of an item mean for the item.

use griot_db::{DbError, Tx};
use griot_kernel::{Random, Timestamp};

use super::log;
use crate::{
    model::{
        delivery::{Delivery, Outcome, State},
        item::{ItemId, Move, Stage},
    },
    store::{deliveries, items},
};

/// Its hour came: it is going out.
pub async fn begin(tx: &mut Tx, id: ItemId, now: Timestamp) -> Result<(), DbError> {
    let Some(item) = items::by_id(tx, id).await? else { return Ok(()) };
    if let Ok(next) = item.stage.after(Move::Begin)
        && next != item.stage
    {
        items::set_stage(tx, id, item.stage, next, now).await?;
    }
    Ok(())
}

/// Moves an item to where its deliveries say that it is.
pub async fn item(tx: &mut Tx, id: ItemId, now: Timestamp, random: &dyn Random) -> Result<(), DbError> {
    let Some(item) = items::by_id(tx, id).await? else { return Ok(()) };
    let states: Vec<State> = deliveries::of(tx, id).await?.iter().flat_map(Delivery::outcome).collect();
    let outcome = Outcome::of(&states);
    let Ok(next) = item.stage.after(Move::Settle(outcome)) else { return Ok(()) };
    if next == item.stage || !items::set_stage(tx, id, item.stage, next, now).await? {
        return Ok(());
    }
    let act = match next {
        Stage::Published => "channels-act-published",
        Stage::PartlyPublished => "channels-act-partly-published",
        Stage::Failed => "channels-act-failed",
        Stage::Expired => "channels-act-expired",
        _ => return Ok(()),
    };
    log::note(tx, id, act, None, item.digest.as_deref(), "", (now, random)).await
}
