//! Where an SMS is too dangerous: operators read it, keep it, and know who got it.

use griot_contracts::campaigns::{Campaigns, Risk};
use griot_db::{Conn, DbError};
use griot_web::Section;

use super::show::{Obstacle, Whole};
use crate::model::{
    item::{Item, too_open_for_sms},
    network::Network,
};

/// Whether this may not go by SMS: it names somebody at risk, or those who take part in its campaign risk
/// more than others. A campaign of which nothing is known is one of these.
pub async fn forbids_sms(section: &Section, db: &mut Conn, item: &Item) -> Result<bool, DbError> {
    if too_open_for_sms(item.sensitivity) {
        return Ok(true);
    }
    let Some(campaign) = item.campaign else { return Ok(false) };
    let Ok(campaigns) = section.ask::<dyn Campaigns>() else { return Ok(true) };
    Ok(campaigns.get(db, campaign).await?.is_none_or(|one| one.risk >= Risk::Elevated))
}

/// What stands in the way of an item on its channels of SMS.
pub async fn sms_obstacle(
    section: &Section,
    db: &mut Conn,
    whole: &Whole,
) -> Result<Option<Obstacle>, DbError> {
    let Some((_, channel)) = whole.targets.iter().find(|(_, channel)| channel.network == Network::Sms) else {
        return Ok(None);
    };
    let forbidden = forbids_sms(section, db, &whole.item).await?;
    Ok(forbidden.then(|| Obstacle::of("channels-obstacle-sms-risk", &channel.name)))
}
