//! The log of what was done with an item.

use griot_db::{DbError, Tx};
use griot_kernel::{PersonId, Random, Timestamp};
use uuid::Uuid;

use crate::{
    model::item::ItemId,
    store::steps::{self, Step},
};

/// Writes down that `act` (a message key) was done.
pub async fn note(
    tx: &mut Tx,
    item: ItemId,
    act: &'static str,
    actor: Option<PersonId>,
    digest: Option<&[u8]>,
    words: &str,
    (now, random): (Timestamp, &dyn Random),
) -> Result<(), DbError> {
    let id: Uuid = crate::engine::fresh::<Step>(random, now).as_uuid();
    let step = Step {
        id,
        item,
        act: act.to_owned(),
        actor,
        digest: digest.map(<[u8]>::to_vec),
        note: words.to_owned(),
        at: now,
    };
    steps::add(tx, &step).await
}
