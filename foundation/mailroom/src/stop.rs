//! What is known of an address that gives trouble, and when nothing is sent to it any more.

use std::{fmt, str::FromStr};

use griot_kernel::Timestamp;

const DAY: i64 = 86_400_000;
/// On so many different days letters must have come back for a passing reason …
const SOFT_DAYS: i64 = 5;
/// … the first and the last of them this far apart, so that no week of a full mailbox and no
/// outage of ours ends anyone's letters.
const SOFT_SPAN: i64 = 14 * DAY;
/// After so long without one the count begins anew.
const SOFT_REST: i64 = 30 * DAY;
/// A full mailbox is tried again after this.
const SOFT_KEPT: i64 = 60 * DAY;
/// An address that did not exist is tried again after this.
const HARD_KEPT: i64 = 365 * DAY;
/// What a person asked for is kept longest.
const WISH_KEPT: i64 = 3 * 365 * DAY;
/// How long it is remembered that a stop was lifted: late news of old letters still comes.
const LIFTED_KEPT: i64 = 60 * DAY;

/// Why nothing is sent to an address, from the weakest reason to the strongest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Letters came back for a passing reason, on too many days.
    Soft,
    /// The address takes no letters.
    Hard,
    /// Its owner called a letter spam.
    Complaint,
    /// Its owner asked for no more.
    Asked,
}

impl Kind {
    /// All of them, as a page lists them.
    pub const ALL: [Self; 4] = [Self::Hard, Self::Soft, Self::Complaint, Self::Asked];

    /// As the databases keep it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Soft => "soft",
            Self::Hard => "hard",
            Self::Complaint => "complaint",
            Self::Asked => "asked",
        }
    }

    /// Whether a person decided it, rather than a mail server.
    pub fn is_wish(self) -> bool {
        matches!(self, Self::Complaint | Self::Asked)
    }

    fn kept(self) -> i64 {
        match self {
            Self::Soft => SOFT_KEPT,
            Self::Hard => HARD_KEPT,
            Self::Complaint | Self::Asked => WISH_KEPT,
        }
    }
}

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(text: &str) -> Result<Self, UnknownKind> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or(UnknownKind)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text names no kind of stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a kind of stop")]
pub struct UnknownKind;

/// What is known of one address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Why nothing is sent, or what was last heard.
    pub kind: Kind,
    /// Whether nothing is sent. Passing reasons gather first.
    pub stopped: bool,
    /// The day of the first news.
    pub first_day: Timestamp,
    /// The day of the latest.
    pub last_day: Timestamp,
    /// On how many days there was news.
    pub count: i64,
    /// When a stop was lifted last: news of letters from before counts no more.
    pub lifted_at: Option<Timestamp>,
    /// The day on which this is forgotten.
    pub forget_on: Timestamp,
}

fn day_of(now: Timestamp) -> Timestamp {
    Timestamp::start_of(now.day())
}

fn days_on(day: Timestamp, wait: i64) -> Timestamp {
    Timestamp::from_millisecond(day.as_millisecond().saturating_add(wait))
}

impl Stop {
    /// The first news of an address.
    pub fn first(kind: Kind, now: Timestamp) -> Self {
        let day = day_of(now);
        let stopped = kind != Kind::Soft;
        let kept = if stopped { kind.kept() } else { SOFT_REST };
        Self {
            kind,
            stopped,
            first_day: day,
            last_day: day,
            count: 1,
            lifted_at: None,
            forget_on: days_on(day, kept),
        }
    }

    /// What is known after more news.
    pub fn after(self, kind: Kind, now: Timestamp) -> Self {
        let day = day_of(now);
        let apart = day.as_millisecond() - self.last_day.as_millisecond();
        // A count of nothing is that of a stop that was lifted.
        if self.count == 0 || (!self.stopped && apart > SOFT_REST) {
            let first = Self::first(kind, now);
            let forget_on = self.forget_on.max(first.forget_on);
            return Self { lifted_at: self.lifted_at, forget_on, ..first };
        }
        let kind = self.kind.max(kind);
        let count = if apart == 0 { self.count } else { self.count.saturating_add(1) };
        let span = day.as_millisecond() - self.first_day.as_millisecond();
        let stopped = self.stopped || kind != Kind::Soft || (count >= SOFT_DAYS && span >= SOFT_SPAN);
        let kept = if stopped { kind.kept() } else { SOFT_REST };
        let forget_on = self.forget_on.max(days_on(day, kept));
        Self { kind, stopped, last_day: self.last_day.max(day), count, forget_on, ..self }
    }

    /// What is known once letters may go there again.
    pub fn lifted(self, now: Timestamp) -> Self {
        let forget_on = days_on(day_of(now), LIFTED_KEPT);
        Self { stopped: false, count: 0, lifted_at: Some(now), forget_on, ..self }
    }

    /// Whether news of a letter that left at `sent` is older than the last lifting. Letters
    /// know the minute only.
    pub fn is_past(self, sent: Timestamp) -> bool {
        let minute = |at: Timestamp| at.as_millisecond().div_euclid(60_000);
        self.lifted_at.is_some_and(|lifted| minute(sent) < minute(lifted))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: i64) -> Timestamp {
        Timestamp::from_millisecond(15_750 * DAY + n * DAY + 3_600_000)
    }

    fn softly(days: &[i64]) -> Stop {
        let (first, rest) = days.split_first().unwrap();
        rest.iter().fold(Stop::first(Kind::Soft, day(*first)), |stop, n| stop.after(Kind::Soft, day(*n)))
    }

    #[test]
    fn an_address_that_does_not_exist_is_stopped_at_once() {
        let stop = Stop::first(Kind::Hard, day(0));
        assert!(stop.stopped);
        assert_eq!(stop.forget_on.days_since(stop.last_day), 365);
    }

    #[test]
    fn passing_reasons_stop_letters_only_after_five_days_within_two_weeks_or_more() {
        assert!(!softly(&[0]).stopped);
        assert!(!softly(&[0, 1, 2, 3, 4, 5, 6]).stopped, "a week of a full mailbox");
        assert!(!softly(&[0, 0, 0, 0, 14]).stopped, "two days");
        assert!(softly(&[0, 3, 6, 9, 14]).stopped);
        assert!(softly(&[0, 1, 2, 3, 4, 14]).stopped);
        let rested = softly(&[0, 1, 2, 3, 40]);
        assert_eq!((rested.stopped, rested.count), (false, 1), "a month of rest begins anew");
    }

    #[test]
    fn the_strongest_reason_stays() {
        let stop = Stop::first(Kind::Asked, day(0)).after(Kind::Hard, day(1)).after(Kind::Soft, day(2));
        assert_eq!((stop.kind, stop.stopped, stop.count), (Kind::Asked, true, 3));
        assert_eq!(stop.forget_on, Stop::first(Kind::Asked, day(2)).forget_on);
        let gathered = softly(&[0, 1]).after(Kind::Complaint, day(1));
        assert_eq!((gathered.kind, gathered.stopped), (Kind::Complaint, true));
    }

    #[test]
    fn what_was_lifted_begins_anew_and_hears_nothing_of_older_letters() {
        let lifted = Stop::first(Kind::Hard, day(0)).lifted(day(3));
        assert!(!lifted.stopped && lifted.is_past(day(2)) && !lifted.is_past(day(3)));
        let again = lifted.after(Kind::Soft, day(4));
        assert_eq!((again.kind, again.stopped, again.count), (Kind::Soft, false, 1));
        assert!(again.is_past(day(2)));
    }
}
