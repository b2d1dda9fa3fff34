//! What the calendar warns of: texts that take each other's readers away, and channels that fall silent.

use std::{collections::HashMap, time::Duration};

use griot_db::Conn;
use griot_kernel::Timestamp;
use griot_web::{Visitor, WebError};

use crate::{
    model::channel::{Channel, ChannelId, ChannelState},
    store::calendar::{self, Spoken},
};

/// Two texts on one channel within so long take each other's readers away.
const CLASH: Duration = Duration::from_secs(3_600);
/// So many of them are told.
const CLASHES: usize = 20;
/// So many texts are looked at at once: where there are thousands, the first few clash.
const AT_ONCE: i64 = 100;
/// A channel that is silent so many days is forgotten.
const GAP: i64 = 7;
/// In milliseconds.
const DAY: i64 = 86_400_000;

/// The first texts of a span that take each other's readers away, a sentence for each pair.
pub(super) async fn clashes(
    db: &mut Conn,
    v: &Visitor,
    all: &[Channel],
    (from, until): (Timestamp, Timestamp),
) -> Result<Vec<String>, WebError> {
    let names: HashMap<ChannelId, &str> = all.iter().map(|one| (one.id, one.name.as_str())).collect();
    let mut last: HashMap<ChannelId, Spoken> = HashMap::new();
    let mut found = Vec::new();
    let mut after = Some((from, uuid::Uuid::nil().into()));
    while let Some(place) = after {
        let (part, last_place) = calendar::spoken(db, place, until, AT_ONCE).await?;
        after = last_place;
        for one in part {
            let Some(other) = last.insert(one.channel, one.clone()) else { continue };
            // One text may speak on a channel in several languages.
            if other.item == one.item || other.at + CLASH <= one.at {
                continue;
            }
            found.push(v.words.with(
                "channels-clash",
                [
                    ("one", other.title.into()),
                    ("two", one.title.into()),
                    ("channel", names.get(&one.channel).copied().unwrap_or_default().into()),
                    ("moment", v.words.moment(one.at).into()),
                ],
            ));
            if found.len() >= CLASHES {
                return Ok(found);
            }
        }
    }
    Ok(found)
}

/// Channels that would say nothing for a week of what is shown and still to come.
pub(super) async fn gaps(
    db: &mut Conn,
    v: &Visitor,
    all: &[Channel],
    (from, until): (Timestamp, Timestamp),
) -> Result<Vec<String>, WebError> {
    let whole = until.as_millisecond() / DAY - from.as_millisecond() / DAY;
    if whole < GAP {
        return Ok(Vec::new());
    }
    let silences = calendar::silences(db, (from, until)).await?;
    let mut found = Vec::new();
    for channel in all.iter().filter(|channel| channel.state == ChannelState::Open) {
        let known = silences.iter().find(|one| one.channel == channel.id);
        let days = known.map_or(whole, |one| one.days.max(one.then));
        if days >= GAP {
            found.push(
                v.words
                    .with("channels-gap", [("channel", channel.name.clone().into()), ("days", days.into())]),
            );
        }
    }
    Ok(found)
}
