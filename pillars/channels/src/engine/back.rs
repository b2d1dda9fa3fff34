use griot_db::DbError;
use griot_web::Section;

use super::{act, key, line};
use crate::{
    model::{channel::Channel, delivery::Back},
    networks::{Trouble, Wire},
    store::{keys, machine},
};

/// Takes back what is out on a channel and wanted back. What the network does not give back is for
/// a person to take back.
pub async fn take_back(section: &Section, wire: Option<&dyn Wire>, channel: &Channel) -> Result<(), DbError> {
    let wanted = machine::wanted_back(&mut *section.db.read().await?, channel.id, 50).await?;
    let has_key = keys::of(&mut *section.db.read().await?, channel.id).await?.is_some();
    for delivery in wanted {
        let by_program = wire.filter(|wire| wire.takes_back() && !channel.by_hand && !delivery.by_hand);
        let back = match (by_program, &delivery.remote_id) {
            (Some(wire), Some(remote)) => match key::account(section, channel).await? {
                Some(account) => wire.take_back(line(section), &account, remote).await,
                None => Err(Trouble::Reauth),
            },
            _ => Err(Trouble::Content("channels-trouble-by-hand", String::new())),
        };
        let back = match back {
            Ok(()) => Back::Done,
            Err(Trouble::Content(..)) => Back::Cannot,
            Err(Trouble::Reauth) if !has_key => Back::Cannot,
            // It is tried again at the next turn; people are told when that takes too long.
            Err(_) => continue,
        };
        act!(section, tx => machine::set_back(tx, delivery.id, back, section.clock.now()).await?)?;
    }
    Ok(())
}
