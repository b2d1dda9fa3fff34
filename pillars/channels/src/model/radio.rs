//! Radio: stations, spoken texts, and when they were on the air.

use griot_kernel::{Id, Language, PersonId, Timestamp};
use serde::{Deserialize, Serialize};

use super::{channel::ChannelId, item::ItemId};

/// What is known of a station beside its channel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Station {
    /// Where it is on the dial.
    pub frequency: String,
    /// Where it is heard.
    pub places: String,
    /// What is spoken there.
    pub languages: String,
    /// Who listens, and how many.
    pub audience: String,
    /// What one spot costs, in francs.
    pub price: Option<i64>,
    /// Whom to call there.
    pub contact: String,
}

/// A sound as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredSound {
    /// Names the file.
    pub key: String,
    /// Its kind.
    pub mime: String,
    /// How heavy it is.
    pub bytes: u64,
}

/// The spoken text of an item in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sound {
    /// Of which item.
    pub item: ItemId,
    /// In which language.
    pub language: Language,
    /// Its file.
    pub stored: StoredSound,
    /// Who brought it.
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
}

/// Names a broadcast.
pub type BroadcastId = Id<Broadcast>;

/// A day on which a station said it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broadcast {
    /// Its id.
    pub id: BroadcastId,
    /// What was said.
    pub item: ItemId,
    /// Where.
    pub channel: ChannelId,
    /// When.
    pub day: Timestamp,
    /// Whether somebody of ours heard it; if not, the station declared it.
    pub heard: bool,
    /// Who heard it, in words.
    pub heard_by: String,
    /// How many times on that day.
    pub times: i64,
    /// What it cost in all, in francs.
    pub cost: i64,
    /// Who entered it.
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
}

/// What broadcasts come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Aired {
    /// So many times heard by somebody of ours.
    pub heard: i64,
    /// So many times declared by a station.
    pub declared: i64,
    /// In francs.
    pub cost: i64,
}
