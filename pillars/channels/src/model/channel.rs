//! A place where the section speaks, and how it stands.

use std::fmt;

use griot_contracts::campaigns::LineId;
use griot_kernel::{Id, Language, Timestamp, kept_as};

use super::{
    limits::{Limits, Live},
    network::Network,
};

/// Names a channel.
pub type ChannelId = Id<Channel>;

/// An account, a station, a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    /// Its id.
    pub id: ChannelId,
    /// Where it is.
    pub network: Network,
    /// As staff call it.
    pub name: String,
    /// Where people see it; empty where there is no such place.
    pub address: String,
    /// Its server, for networks of many servers.
    pub server: String,
    /// What the network calls it.
    pub account: String,
    /// The language that is spoken there, if an item has it.
    pub language: Language,
    /// Whether a person publishes there, and not the program.
    pub by_hand: bool,
    /// Whether it takes texts.
    pub state: ChannelState,
    /// How many must approve, where that is not what the way of working says.
    pub tiers: Option<u8>,
    /// The line of the strategy that gives it its role.
    pub line: Option<LineId>,
    /// What one message costs there, in francs.
    pub cost: Option<i64>,
    /// What its server said of its limits.
    pub live: Option<Live>,
    /// When it said so.
    pub live_at: Option<Timestamp>,
    /// When it was added here.
    pub created_at: Timestamp,
}

impl Channel {
    /// What it takes.
    pub fn limits(&self) -> Limits {
        let known = Limits::of(self.network);
        match &self.live {
            Some(live) => known.with(live),
            None => known,
        }
    }
}

/// Whether a channel takes texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChannelState {
    /// It does.
    Open,
    /// What waits for it waits on.
    Paused,
    /// It is used no more.
    Closed,
}
kept_as!(ChannelState {
    Open = "open", "channels-state-open";
    Paused = "paused", "channels-state-paused";
    Closed = "closed", "channels-state-closed";
});

/// How the key of a channel was when it was last looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyState {
    /// Nobody looked yet.
    Unknown,
    /// It opens.
    Well,
    /// It opens nothing any more.
    Refused,
    /// The network refused something else than the key: the account, or what it may do.
    Doubtful,
}
kept_as!(KeyState {
    Unknown = "unknown", "channels-key-unknown";
    Well = "well", "channels-key-well";
    Refused = "refused", "channels-key-refused";
    Doubtful = "doubtful", "channels-key-doubtful";
});

/// Days before the end of a key at which its keepers are warned, the first warning first.
pub const WARNINGS: [i64; 3] = [14, 7, 1];

/// Which warning is due, so many days before the end, after the one at `warned` days was given.
pub fn warning(days: i64, warned: Option<i64>) -> Option<i64> {
    let due = WARNINGS.into_iter().filter(|before| days <= *before).min()?;
    warned.is_none_or(|before| before > due).then_some(due)
}

impl fmt::Display for ChannelState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::warning;

    #[test]
    fn keepers_are_warned_once_at_fourteen_seven_and_one_day() {
        assert_eq!(warning(20, None), None);
        assert_eq!(warning(14, None), Some(14));
        assert_eq!(warning(10, Some(14)), None);
        assert_eq!(warning(7, Some(14)), Some(7));
        assert_eq!(warning(1, Some(7)), Some(1));
        assert_eq!(warning(0, Some(1)), None);
        assert_eq!(warning(-3, None), Some(1), "what nobody was told of is told late");
    }
}
