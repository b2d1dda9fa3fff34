use std::{
    fmt,
    ops::{Add, Sub},
    str::FromStr,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use jiff::{civil, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// A moment: milliseconds since 1970 in UTC, as both databases keep it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    /// From milliseconds since 1970 in UTC.
    pub const fn from_millisecond(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since 1970 in UTC.
    pub const fn as_millisecond(self) -> i64 {
        self.0
    }

    /// The day on which this moment falls in UTC. Days are kept and said so; hours are shown in the
    /// section's [`Zone`](crate::Zone).
    pub fn day(self) -> civil::Date {
        self.to_jiff().to_zoned(TimeZone::UTC).date()
    }

    /// The first moment of `day` in UTC.
    pub fn start_of(day: civil::Date) -> Self {
        day.to_zoned(TimeZone::UTC).map(|z| Self(z.timestamp().as_millisecond())).unwrap_or(Self(0))
    }

    /// `2013-02-14T09:30:00Z`, for machines (RFC 3339).
    pub fn rfc3339(self) -> String {
        jiff::Timestamp::from_millisecond(self.0)
            .unwrap_or_default()
            .strftime("%Y-%m-%dT%H:%M:%SZ")
            .to_string()
    }

    /// This moment as jiff knows it.
    pub fn to_jiff(self) -> jiff::Timestamp {
        jiff::Timestamp::from_millisecond(self.0).unwrap_or_default()
    }

    /// Days from `earlier` to this moment, whole ones only.
    pub fn days_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0) / 86_400_000
    }
}

impl Add<Duration> for Timestamp {
    type Output = Self;
    fn add(self, wait: Duration) -> Self {
        Self(self.0.saturating_add(i64::try_from(wait.as_millis()).unwrap_or(i64::MAX)))
    }
}

impl Sub<Duration> for Timestamp {
    type Output = Self;
    fn sub(self, wait: Duration) -> Self {
        Self(self.0.saturating_sub(i64::try_from(wait.as_millis()).unwrap_or(i64::MAX)))
    }
}

impl FromStr for Timestamp {
    type Err = jiff::Error;
    fn from_str(text: &str) -> Result<Self, jiff::Error> {
        text.parse::<jiff::Timestamp>().map(|t| Self(t.as_millisecond()))
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.rfc3339())
    }
}

/// Tells the time. Handlers take it as a value, so a test can stand still.
pub trait Clock: Send + Sync + fmt::Debug {
    /// This moment.
    fn now(&self) -> Timestamp;
}

/// A clock that many rooms look at.
pub type SharedClock = Arc<dyn Clock>;

/// The machine's own clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where time enters the house")]
    fn now(&self) -> Timestamp {
        Timestamp(jiff::Timestamp::now().as_millisecond())
    }
}

/// The machine's clock, moved so that one moment of it is another: the clock of a story.
#[derive(Clone, Copy, Debug)]
pub struct ShiftedClock {
    shift: i64,
}

impl ShiftedClock {
    /// Shows `story` when the machine's clock shows `real`.
    pub fn new(real: Timestamp, story: Timestamp) -> Self {
        Self { shift: story.0 - real.0 }
    }
}

impl Clock for ShiftedClock {
    fn now(&self) -> Timestamp {
        Timestamp(SystemClock.now().0 + self.shift)
    }
}

/// A clock that stands still until it is moved.
#[derive(Debug)]
pub struct FixedClock(AtomicI64);

impl FixedClock {
    /// Stands at `now`.
    pub fn at(now: Timestamp) -> Self {
        Self(AtomicI64::new(now.0))
    }

    /// Moves on by `wait`.
    pub fn advance(&self, wait: Duration) {
        self.0.store((self.now() + wait).0, Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

#[cfg(test)]
mod tests {
    use super::Timestamp;

    #[test]
    fn a_moment_is_read_and_written_for_machines() {
        let moment: Timestamp = "2013-02-14T09:30:00Z".parse().unwrap();
        assert_eq!(moment.rfc3339(), "2013-02-14T09:30:00Z");
        assert_eq!(moment.day().to_string(), "2013-02-14");
        assert_eq!(Timestamp::start_of(moment.day()).rfc3339(), "2013-02-14T00:00:00Z");
    }
}
