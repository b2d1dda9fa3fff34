//! The section's own site as a channel: at its hour a text becomes a post there. Both are in one database, so
//! one act writes that it is out and puts it there: nothing can be lost between, nor come twice.

use std::sync::Arc;

use griot_contracts::publications::{Showcase, Site, SitePicture, SitePlace, SiteText};
use griot_db::{Conn, DbError, Tx};
use griot_kernel::{Timestamp, WorkId};
use griot_web::Section;
use uuid::Uuid;

use super::settle;
use crate::{
    engine::{act, stands_still, take},
    model::{
        channel::Channel,
        delivery::{Back, Delivery, DeliveryId, State},
        item::Item,
        mailing::opened,
        network::Network,
    },
    store::{deliveries, items, machine, pictures},
};

/// Where the section's own site takes texts; nowhere where no room keeps pages.
pub async fn places(section: &Section, db: &mut Conn) -> Result<Vec<SitePlace>, DbError> {
    match site(section) {
        Some(site) => site.places(db).await,
        None => Ok(Vec::new()),
    }
}

fn site(section: &Section) -> Option<Arc<dyn Site>> {
    section.ask::<dyn Site>().ok()
}

/// A channel of the own site with its place, the section's own blog where none was chosen; another channel
/// as it is. Or the key of the sentence that says why there is none.
pub async fn placed(
    section: &Section,
    db: &mut Conn,
    channel: Channel,
) -> Result<Result<Channel, &'static str>, DbError> {
    if channel.network != Network::Site {
        return Ok(Ok(channel));
    }
    let all = places(section, db).await?;
    let chosen = all.iter().find(|place| place.id.to_string() == channel.account);
    Ok(match chosen.or(all.first().filter(|_| channel.account.is_empty())) {
        Some(place) => Ok(Channel {
            account: place.id.to_string(),
            address: section.url(&place.address),
            server: String::new(),
            ..channel
        }),
        None => Err("channels-refused-no-place"),
    })
}

/// Takes back what is wanted back from a channel of the own site.
pub async fn take_back(section: &Section, channel: &Channel, most: i64) -> Result<(), DbError> {
    let wanted = machine::wanted_back(&mut *section.db.read().await?, channel.id, most).await?;
    for delivery in wanted {
        take_one_back(section, &delivery).await?;
    }
    Ok(())
}

async fn take_one_back(section: &Section, delivery: &Delivery) -> Result<(), DbError> {
    let (site, showcase) = (site(section), section.ask::<dyn Showcase>().ok());
    let work: Option<WorkId> = delivery.remote_id.as_deref().and_then(|id| id.parse().ok());
    act!(section, tx => {
        let now = section.clock.now();
        let back = match (&site, work) {
            (Some(site), Some(work)) => {
                if let Some(showcase) = &showcase {
                    showcase.take_down(tx, work).await?;
                }
                site.withdraw(tx, work, now).await?;
                Back::Done
            }
            _ => Back::Cannot,
        };
        machine::set_back(tx, delivery.id, back, now).await?;
    })
}

/// Turns to a text whose hour came. Nothing is done where everything stands still.
pub async fn carry(section: &Section, id: DeliveryId) -> Result<(), DbError> {
    let lease = Uuid::from_bytes(section.random.bytes());
    let Some((delivery, channel)) = take(section, id, lease).await? else { return Ok(()) };
    act!(section, tx => {
        // Another hand has it by now, or somebody took the text back: what was put on the site here is not kept.
        if !put_out(section, tx, (&delivery, &channel), lease).await? {
            return Ok(());
        }
    })
}

/// Puts it on the site and writes how it ended, by whoever holds the lease. Whether they held it.
async fn put_out(
    section: &Section,
    tx: &mut Tx,
    (delivery, channel): (&Delivery, &Channel),
    lease: Uuid,
) -> Result<bool, DbError> {
    let now = section.clock.now();
    if stands_still(tx, channel.id).await? {
        // It is as due as before when everything goes on.
        return machine::step(tx, delivery, lease, None).await;
    }
    let late = delivery.not_after.is_some_and(|last| now > last);
    let (state, out) = match site(section) {
        _ if late => (State::GaveUp, None),
        Some(site) => match publish(section, site.as_ref(), tx, (delivery, channel), now).await? {
            Some(out) => (State::Confirmed, Some(out)),
            None => (State::Rejected, None),
        },
        None => (State::Rejected, None),
    };
    let refused = state == State::Rejected;
    let ended = Delivery {
        state,
        next_at: None,
        ended_at: Some(now),
        trouble: refused.then(|| "content".to_owned()),
        trouble_key: refused.then(|| "channels-trouble-no-place".to_owned()),
        remote_id: out.as_ref().map(|(work, _)| work.to_string()),
        remote_address: out.map(|(_, path)| section.url(&path)),
        ..delivery.clone()
    };
    if !machine::step(tx, &ended, lease, None).await? {
        return Ok(false);
    }
    if state != State::Confirmed {
        machine::set_back(tx, delivery.id, Back::Done, now).await?;
    }
    settle::item(tx, delivery.item, now, section.random.as_ref()).await?;
    Ok(true)
}

/// Puts it there. The work and its path, unless its place takes no texts any more.
pub(crate) async fn publish(
    section: &Section,
    site: &dyn Site,
    tx: &mut Tx,
    (delivery, channel): (&Delivery, &Channel),
    now: Timestamp,
) -> Result<Option<(WorkId, String)>, DbError> {
    let Ok(place) = channel.account.parse() else { return Ok(None) };
    let Some(item) = items::by_id(tx, delivery.item).await? else { return Ok(None) };
    let text = text_of(tx, delivery, &item).await?;
    site.publish(tx, place, &text, (now, section.random.as_ref())).await
}

/// What everybody will read.
async fn text_of(db: &mut Conn, delivery: &Delivery, item: &Item) -> Result<SiteText, DbError> {
    let message = &delivery.message;
    let (title, body) = opened(&message.text);
    let warning = message.warning.iter().map(|words| format!("**{words}**\n\n"));
    let body: String = warning.chain([with_line_ends(body)]).collect();
    // What stands there already in another language is the same text.
    let beside = deliveries::of(db, delivery.item)
        .await?
        .into_iter()
        .find(|one| one.channel == delivery.channel && one.state == State::Confirmed && one.back.is_none());
    let shown = pictures::of(db, delivery.item).await?;
    let mut with = Vec::new();
    for picture in &message.pictures {
        let is_it = |one: &&crate::model::picture::Picture| {
            one.stored.renditions.iter().any(|file| file.key.as_str() == picture.key)
        };
        if let Some(found) = shown.iter().find(is_it) {
            let stored = serde_json::to_string(&found.stored).map_err(DbError::unreadable("picture"))?;
            with.push(SitePicture { stored, alt: picture.alt.clone() });
        }
    }
    Ok(SiteText {
        title: title.to_owned(),
        body,
        language: message.language,
        translation_of: beside.and_then(|one| one.remote_id?.parse().ok()),
        pictures: with,
        campaign: item.campaign,
        line: item.line,
    })
}

/// Markdown joins lines that stand one below the other; other networks show them as they were written, and so
/// does the site.
pub fn with_line_ends(body: &str) -> String {
    let lines: Vec<&str> = body.trim().lines().map(str::trim_end).collect();
    let mut all = String::with_capacity(body.len() + lines.len() * 2);
    for (line, next) in lines.iter().zip(lines.iter().skip(1).chain([&""])) {
        all.push_str(line);
        if !line.is_empty() && !next.is_empty() {
            all.push_str("  ");
        }
        all.push('\n');
    }
    all.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::with_line_ends;

    #[test]
    fn lines_stay_below_each_other() {
        assert_eq!(with_line_ends("Un\nDeux \n\nTrois\n"), "Un  \nDeux\n\nTrois");
    }
}
