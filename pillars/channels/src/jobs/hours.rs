use std::{collections::BTreeMap, time::Duration};

use griot_jobs::{JobError, enqueue};
use griot_kernel::PersonId;
use griot_web::Section;

use super::{Carry, TellKeeper};
use crate::{
    acts::settle,
    model::{channel::ChannelId, delivery::DeliveryId},
    store::{deliveries, machine, ways},
};

/// What is not out so long after its hour is told of.
pub const LATE: Duration = Duration::from_secs(300);
/// So many texts are told of at a time.
const MOST: i64 = 5_000;

/// Asks for what is due to be carried, and ends what waited for hands too long. Nothing while
/// everything stands still.
pub async fn keep_hours(section: Section) -> Result<(), JobError> {
    let now = section.clock.now();
    let mut db = section.db.read().await?;
    let mut channels = Vec::new();
    if ways::get(&mut db).await?.cut_at.is_none() {
        channels.extend(machine::due_channels(&mut db, now).await?.into_iter().map(|(channel, _)| channel));
    }
    // What is wanted back is taken back even then: stopping is no reason to leave it out.
    channels.extend(machine::back_channels(&mut db).await?);
    channels.sort_unstable();
    channels.dedup();
    let ended = machine::too_late_for_hands(&mut db, now).await?;
    drop(db);
    let mut tx = section.db.begin().await?;
    for channel in channels {
        enqueue(&mut tx, &Carry { channel }).await?;
    }
    for id in ended {
        if machine::give_up_hand(&mut tx, id, now).await?
            && let Some(delivery) = deliveries::by_id(&mut tx, id).await?
        {
            settle::item(&mut tx, delivery.item, now, section.random.as_ref()).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// Has people told, once, of what waits for their hands and of what should be out and is not.
pub async fn watch(section: Section) -> Result<(), JobError> {
    let now = section.clock.now();
    let untold = machine::untold(&mut *section.db.read().await?, now, now - LATE, MOST).await?;
    if untold.is_empty() {
        return Ok(());
    }
    let mut tx = section.db.begin().await?;
    // One letter for each channel and person, however many texts stand still there.
    let mut told: BTreeMap<(ChannelId, bool, PersonId), (DeliveryId, i64)> = BTreeMap::new();
    for delivery in untold {
        if machine::tell_once(&mut tx, delivery.id, now).await? {
            if delivery.by_hand {
                settle::begin(&mut tx, delivery.item, now).await?;
            }
            for person in super::tell::readers(&section, &mut tx, delivery.channel).await? {
                let key = (delivery.channel, delivery.by_hand, person);
                told.entry(key).and_modify(|one| one.1 += 1).or_insert((delivery.id, 0));
            }
        }
    }
    for ((_, _, person), (delivery, others)) in told {
        enqueue(&mut tx, &TellKeeper { delivery, person, others }).await?;
    }
    Ok(tx.commit().await?)
}
