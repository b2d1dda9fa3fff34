use griot_db::DbError;
use griot_kernel::Timestamp;
use griot_web::Section;

use super::{act, key, line};
use crate::{
    model::{
        channel::{Channel, KeyState},
        delivery::{Back, Delivery},
    },
    networks::{Account, Trouble, Wire},
    store::{keys, machine},
};

/// Takes back what is out on a channel and wanted back. What the network does not give back is for
/// a person to take back.
pub async fn take_back(section: &Section, wire: Option<&dyn Wire>, channel: &Channel) -> Result<(), DbError> {
    let wanted = machine::wanted_back(&mut *section.db.read().await?, channel.id, 50).await?;
    let (theirs, ours): (Vec<_>, Vec<_>) =
        wanted.into_iter().partition(|one| channel.by_hand || one.by_hand || one.remote_id.is_none());
    for delivery in theirs {
        settle(section, &delivery, Back::Cannot).await?;
    }
    if ours.is_empty() {
        return Ok(());
    }
    let has_key = keys::of(&mut *section.db.read().await?, channel.id).await?.is_some();
    let Some(wire) = wire.filter(|wire| wire.takes_back() && has_key) else {
        for delivery in ours {
            settle(section, &delivery, Back::Cannot).await?;
        }
        return Ok(());
    };
    // A door that is shut says nothing of what is behind it: it is tried again at the next turn, and people are
    // told when that takes too long.
    let Ok(account) = key::awake_on(section, channel, wire).await? else { return Ok(()) };
    for delivery in ours {
        match remove(section, wire, &account, &delivery).await {
            Ok(()) => settle(section, &delivery, Back::Done).await?,
            Err(Trouble::Content(..)) => settle(section, &delivery, Back::Cannot).await?,
            Err(Trouble::Reauth) => {
                let now: Timestamp = section.clock.now();
                act!(section, tx => keys::checked(tx, channel.id, KeyState::Refused, None, now).await?)?;
                return Ok(());
            }
            Err(_) => {}
        }
    }
    Ok(())
}

async fn remove(
    section: &Section,
    wire: &dyn Wire,
    account: &Account,
    delivery: &Delivery,
) -> Result<(), Trouble> {
    let remote = delivery.remote_id.as_deref().unwrap_or_default();
    wire.take_back(line(section), account, remote).await
}

async fn settle(section: &Section, delivery: &Delivery, back: Back) -> Result<(), DbError> {
    act!(section, tx => machine::set_back(tx, delivery.id, back, section.clock.now()).await?)?;
    Ok(())
}
