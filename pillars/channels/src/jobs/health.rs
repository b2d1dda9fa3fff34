use std::time::Duration;

use griot_jobs::{JobError, enqueue};
use griot_web::Section;

use super::TellKeyEnds;
use crate::{
    acts::connect,
    engine::line,
    model::channel::{ChannelState, KeyState, warning},
    networks::wire,
    store::{channels, keys},
};

/// What was said so lately needs not be asked again.
const LATELY: Duration = Duration::from_secs(12 * 3_600);

/// Looks at every key, once a day: one that opens nothing any more, or will end soon, is told of
/// before a text is late.
pub async fn look_after_keys(section: Section) -> Result<(), JobError> {
    let all = keys::list(&mut *section.db.read().await?).await?;
    for kept in all {
        let channel = channels::by_id(&mut *section.db.read().await?, kept.channel).await?;
        let Some(channel) = channel.filter(|channel| channel.state != ChannelState::Closed) else { continue };
        if let Err(error) = connect::check(&section, &channel).await {
            tracing::warn!(%error, channel = %channel.id, "a key could not be looked at");
        }
        let mut tx = section.db.begin().await?;
        let now = keys::of(&mut tx, channel.id).await?;
        let is_bad = |key: &keys::SealedKey| matches!(key.state, KeyState::Refused | KeyState::Doubtful);
        if now.as_ref().is_some_and(|key| is_bad(key) && key.state != kept.state) {
            for person in super::tell::readers(&section, &mut tx, channel.id).await? {
                enqueue(&mut tx, &TellKeyEnds { channel: channel.id, person, days: None }).await?;
            }
        }
        if let Some(key) = now
            && let Some(ends) = key.ends_at
            && let Some(days) = warning(ends.days_since(section.clock.now()), key.warned_days)
        {
            keys::warned(&mut tx, channel.id, days).await?;
            for person in super::tell::readers(&section, &mut tx, channel.id).await? {
                enqueue(&mut tx, &TellKeyEnds { channel: channel.id, person, days: Some(days) }).await?;
            }
        }
        tx.commit().await?;
    }
    look_after_limits(&section).await
}

/// Asks servers what they take where no key was looked at today: what waits for them should be known to be
/// too long before its hour.
async fn look_after_limits(section: &Section) -> Result<(), JobError> {
    let lately = section.clock.now() - LATELY;
    for channel in channels::list(&mut *section.db.read().await?).await? {
        let Some(wire) = wire(channel.network).filter(|_| channel.state != ChannelState::Closed) else {
            continue;
        };
        if channel.server.is_empty() || channel.live_at.is_some_and(|at| at > lately) {
            continue;
        }
        match wire.limits(line(section), &channel.server).await {
            Ok(Some(live)) => {
                let mut tx = section.db.begin().await?;
                channels::set_live(&mut tx, channel.id, &live, section.clock.now()).await?;
                tx.commit().await?;
            }
            Ok(None) => {}
            Err(trouble) => {
                tracing::info!(class = trouble.as_str(), channel = %channel.id, "no limits were learnt");
            }
        }
    }
    Ok(())
}
