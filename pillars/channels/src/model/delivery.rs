//! One text on its way to one channel: exactly once, or a person is told that nobody knows.

use std::{fmt, time::Duration};

use griot_kernel::{Id, PersonId, Timestamp, kept_as};
use serde::{Deserialize, Serialize};

use super::{
    channel::ChannelId,
    item::{ItemId, Stage},
    message::Message,
};

/// Names a delivery.
pub type DeliveryId = Id<Delivery>;

/// One text on its way to one channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Its id.
    pub id: DeliveryId,
    /// Of which item.
    pub item: ItemId,
    /// To which channel.
    pub channel: ChannelId,
    /// How far it is.
    pub state: State,
    /// Whether a person publishes it.
    pub by_hand: bool,
    /// What goes out: what was approved.
    pub message: Message,
    /// Its hour.
    pub due_at: Timestamp,
    /// After this it does not go out any more.
    pub not_after: Option<Timestamp>,
    /// When the program turns to it next; never, if a person must.
    pub next_at: Option<Timestamp>,
    /// How often a step failed since one succeeded.
    pub tries: i64,
    /// How often it was looked for after a call without an answer.
    pub looks: i64,
    /// Its pictures on the network.
    pub brought: Vec<BroughtPicture>,
    /// By what Griot knows its own text again.
    pub token: Option<KeptToken>,
    /// What went wrong last: a class of error.
    pub trouble: Option<String>,
    /// The sentence that says it, where the class alone does not.
    pub trouble_key: Option<String>,
    /// What the network itself said.
    pub said: String,
    /// What the network calls it.
    pub remote_id: Option<String>,
    /// Where people see it.
    pub remote_address: Option<String>,
    /// When it ended, one way or the other.
    pub ended_at: Option<Timestamp>,
    /// Who said so, where a person did.
    pub ended_by: Option<PersonId>,
    /// How far taking it back is.
    pub back: Option<Back>,
}

impl Delivery {
    /// What it counts for its item. One that is made of letters may have ended half-way: part of it is out.
    pub fn outcome(&self) -> Vec<State> {
        match self.state {
            State::GaveUp if self.remote_id.is_some() => vec![State::Confirmed, State::Rejected],
            state => vec![state],
        }
    }
}

/// A picture on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BroughtPicture {
    /// What the network calls it.
    pub name: String,
    /// Whether a text may name it.
    pub ready: bool,
}

/// What was kept before a call, so that its text is known again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptToken {
    /// The same for the same content of the same delivery.
    pub key: String,
    /// The name of the record.
    pub name: String,
    /// When the call was made, or was about to be.
    pub at: Timestamp,
}

/// How far a delivery is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// For its hour.
    Waiting,
    /// Its pictures are brought; nobody sees them.
    Bringing,
    /// All is there but the text.
    Ready,
    /// The call that publishes it is about to be made, or was.
    Armed,
    /// The call was made and no answer is known: sent, not confirmed.
    Unknown,
    /// It is out.
    Confirmed,
    /// The network will not take it.
    Rejected,
    /// Its last hour passed.
    GaveUp,
    /// It was stopped before it went out.
    Stopped,
}
kept_as!(State {
    Waiting = "waiting", "channels-delivery-waiting";
    Bringing = "bringing", "channels-delivery-bringing";
    Ready = "ready", "channels-delivery-ready";
    Armed = "armed", "channels-delivery-armed";
    Unknown = "unknown", "channels-delivery-unknown";
    Confirmed = "confirmed", "channels-delivery-confirmed";
    Rejected = "rejected", "channels-delivery-rejected";
    GaveUp = "gave-up", "channels-delivery-gave-up";
    Stopped = "stopped", "channels-delivery-stopped";
});

/// How far taking back is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Back {
    /// It is asked for.
    Wanted,
    /// It is done.
    Done,
    /// The network cannot: a person must.
    Cannot,
}
kept_as!(Back {
    Wanted = "wanted", "channels-back-wanted";
    Done = "done", "channels-back-done";
    Cannot = "cannot", "channels-back-cannot";
});

/// What became of all deliveries of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Some are on their way.
    Open,
    /// All are out.
    All,
    /// Some are out, others are not and will not be by themselves.
    Some,
    /// None is out, and one of them failed.
    None,
    /// None is out, since its last hour passed.
    TooLate,
}

impl Outcome {
    /// The stage of an item with this outcome.
    pub fn stage(self) -> Stage {
        match self {
            Self::Open => Stage::Publishing,
            Self::All => Stage::Published,
            Self::Some => Stage::PartlyPublished,
            Self::None => Stage::Failed,
            Self::TooLate => Stage::Expired,
        }
    }

    /// The outcome of deliveries in these states. What nobody knows counts as on its way: it was
    /// sent, and is shown as not confirmed until somebody looked.
    pub fn of(states: &[State]) -> Self {
        let count = |wanted: fn(State) -> bool| states.iter().filter(|state| wanted(**state)).count();
        let (open, out) = (count(State::is_open), count(|state| state == State::Confirmed));
        let wanted = states.len() - count(|state| state == State::Stopped);
        let late = count(|state| state == State::GaveUp);
        match (open, out) {
            (1.., _) => Self::Open,
            (0, out) if out > 0 && out == wanted => Self::All,
            (0, 1..) => Self::Some,
            _ if late > 0 && late == wanted => Self::TooLate,
            _ => Self::None,
        }
    }
}

impl State {
    /// Whether it is not known yet how it ends.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Bringing | Self::Ready | Self::Armed | Self::Unknown)
    }

    /// Whether the text may be seen by the public.
    pub fn may_be_out(self) -> bool {
        matches!(self, Self::Armed | Self::Unknown | Self::Confirmed)
    }

    /// The colour in which it is shown.
    pub fn mood(self) -> &'static str {
        match self {
            Self::Confirmed => "ok",
            Self::Unknown | Self::Rejected | Self::GaveUp => "bad",
            Self::Waiting | Self::Bringing | Self::Ready | Self::Armed => "wait",
            Self::Stopped => "",
        }
    }
}

/// How long to wait after so many failures: 1, 5, 15 and 60 minutes, then every hour.
pub fn pause(tries: i64) -> Duration {
    let minutes = match tries {
        ..=1 => 1,
        2 => 5,
        3 => 15,
        _ => 60,
    };
    Duration::from_secs(minutes * 60)
}

/// So often a text without an answer is looked for before a person is asked: for 80 minutes.
pub const LOOKS: i64 = 4;

/// So often a network is asked whether it is done with a picture: for half an hour.
pub const ASKS: i64 = 60;

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::{Outcome, State, pause};

    #[test]
    fn an_item_is_out_when_all_that_was_not_stopped_is_out() {
        use State::*;
        for (states, outcome) in [
            (&[Confirmed, Confirmed][..], Outcome::All),
            (&[Confirmed, Stopped], Outcome::All),
            (&[Confirmed, Unknown], Outcome::Open),
            (&[Confirmed, Rejected], Outcome::Some),
            (&[Rejected, Rejected], Outcome::None),
            (&[GaveUp, GaveUp], Outcome::TooLate),
            (&[GaveUp, Rejected], Outcome::None),
            (&[Stopped], Outcome::None),
            (&[Waiting], Outcome::Open),
        ] {
            assert_eq!(Outcome::of(states), outcome, "{states:?}");
        }
    }

    #[test]
    fn waits_grow_to_an_hour_and_no_further() {
        let minutes: Vec<_> = (1..=6).map(|tries| pause(tries).as_secs() / 60).collect();
        assert_eq!(minutes, [1, 5, 15, 60, 60, 60]);
    }

    #[test]
    fn every_state_has_its_word_in_the_database() {
        for state in State::ALL {
            assert_eq!(state.as_str().parse(), Ok(state));
        }
    }
}
