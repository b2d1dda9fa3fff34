//! Whom a message to telephones reaches, and what that costs, before anybody says that it may go.

use griot_db::Conn;
use griot_delivery::sms::Weight;
use griot_web::{Visitor, WebError};

use crate::{
    model::{
        audience::Reads,
        channel::Channel,
        message::{Message, cost, sms_text},
        network::Network,
    },
    store::{newsletters, subscribers},
};

/// To how many a message goes whose channel sends to a list, to those who read this, and what that costs.
pub(super) async fn reached(
    db: &mut Conn,
    v: &Visitor,
    (message, channel): (&Message, &Channel),
    reads: &Reads,
) -> Result<Option<String>, WebError> {
    if channel.network != Network::Sms || channel.by_hand {
        return Ok(None);
    }
    let Some(chosen) = newsletters::of(db, channel.id).await? else {
        return Ok(Some(v.words.t("channels-sms-no-list")));
    };
    let part = match chosen.segment {
        Some(id) => newsletters::segment(db, id).await?.map(|one| one.part).unwrap_or_default(),
        None => Default::default(),
    };
    let many = subscribers::count_part(db, chosen.audience, &part, reads).await?;
    let parts = Weight::of(&sms_text(message)).parts;
    let parts = i64::try_from(parts).unwrap_or(i64::MAX);
    let each = [("parts", v.words.number(parts).into()), ("readers", v.words.number(many).into())];
    Ok(Some(match cost(channel.network, message, channel.cost) {
        Some(francs) => {
            let all = ("francs", v.words.number(francs.saturating_mul(many)).into());
            v.words.with("channels-sms-estimate", each.into_iter().chain([all]))
        }
        None => v.words.with("channels-sms-readers", each),
    }))
}
