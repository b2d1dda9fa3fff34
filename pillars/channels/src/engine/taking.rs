//! Whether a delivery may be worked on now, and by whom.

use griot_db::{Conn, DbError};
use griot_web::Section;
use uuid::Uuid;

use super::{LEASE, act};
use crate::{
    acts::settle,
    model::{
        channel::{Channel, ChannelId, ChannelState},
        delivery::{Delivery, DeliveryId},
    },
    store::{channels, deliveries, machine, ways},
};

/// Takes a delivery that is due, with its channel; nothing where somebody else works on it, or nothing goes out.
pub(crate) async fn take(
    section: &Section,
    id: DeliveryId,
    lease: Uuid,
) -> Result<Option<(Delivery, Channel)>, DbError> {
    let now = section.clock.now();
    act!(section, tx => {
        if ways::get(tx).await?.cut_at.is_some() {
            return Ok(None);
        }
        let Some(delivery) = deliveries::by_id(tx, id).await? else { return Ok(None) };
        let open = channels::by_id(tx, delivery.channel).await?.filter(|one| one.state == ChannelState::Open);
        let Some(channel) = open else { return Ok(None) };
        if !machine::take(tx, id, lease, now, now + LEASE).await? {
            return Ok(None);
        }
        settle::begin(tx, delivery.item, now).await?;
        Some((delivery, channel))
    })
}

/// Whether nothing goes out on a channel: it does not stand open, or everything was stopped.
pub(crate) async fn stands_still(db: &mut Conn, channel: ChannelId) -> Result<bool, DbError> {
    if ways::get(db).await?.cut_at.is_some() {
        return Ok(true);
    }
    let channel = channels::by_id(db, channel).await?;
    Ok(channel.is_none_or(|channel| channel.state != ChannelState::Open))
}
