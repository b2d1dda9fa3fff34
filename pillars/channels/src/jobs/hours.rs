use std::{collections::BTreeMap, time::Duration};

use griot_jobs::{JobError, enqueue};
use griot_kernel::PersonId;
use griot_web::Section;

use super::{Carry, TellKeeper};
use crate::{
    acts::{news, settle},
    model::{
        channel::ChannelId,
        delivery::{DeliveryId, State},
    },
    store::{deliveries, machine, ways},
};

/// What is not out so long after its hour is told of.
pub const LATE: Duration = Duration::from_secs(300);
/// So many texts are told of at a time.
const MOST: i64 = 5_000;
/// What failed so long ago is no news any more.
const NEWS: Duration = Duration::from_secs(7 * 86_400);

/// What people are told of, a letter for each.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Hands,
    Late,
    Failed,
    Back,
}

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
    news::tell(&mut tx, now).await?;
    Ok(tx.commit().await?)
}

/// Has people told, once, of what waits for their hands, of what should be out and is not, of what failed, and of
/// what should be taken back and is still out.
pub async fn watch(section: Section) -> Result<(), JobError> {
    let now = section.clock.now();
    let mut db = section.db.read().await?;
    let mut untold = machine::untold(&mut db, now, now - LATE, MOST).await?;
    untold.extend(machine::failed_untold(&mut db, now - NEWS, MOST).await?);
    untold.extend(machine::back_untold(&mut db, now - LATE, MOST).await?);
    drop(db);
    if untold.is_empty() {
        return Ok(());
    }
    let mut tx = section.db.begin().await?;
    // One letter for each channel and person, however many texts stand still there.
    let mut told: BTreeMap<(ChannelId, Kind, PersonId), (DeliveryId, i64)> = BTreeMap::new();
    for delivery in untold {
        if machine::tell_once(&mut tx, delivery.id, now).await? {
            let kind = match (delivery.state, delivery.by_hand) {
                _ if delivery.back.is_some() => Kind::Back,
                (State::Rejected | State::GaveUp, _) => Kind::Failed,
                (State::Unknown | State::Armed, _) => Kind::Late,
                (_, true) => Kind::Hands,
                (_, false) => Kind::Late,
            };
            if kind == Kind::Hands {
                settle::begin(&mut tx, delivery.item, now).await?;
            }
            for person in super::tell::readers(&section, &mut tx, delivery.channel).await? {
                let key = (delivery.channel, kind, person);
                told.entry(key).and_modify(|one| one.1 += 1).or_insert((delivery.id, 0));
            }
        }
    }
    for ((_, _, person), (delivery, others)) in told {
        enqueue(&mut tx, &TellKeeper { delivery, person, others, found: now.as_millisecond() }).await?;
    }
    Ok(tx.commit().await?)
}
