//! How long to wait after wrong passphrases: guessing is slow, and nobody is locked out.
//!
//! Tries on an account are counted where they come from. What it promises:
//!
//! - From one net, [`FREE`] wrong tries cost nothing; then the wait doubles up to [`LONGEST`]. From all
//!   nets together, one account takes [`FREE_FOR_ALL`] before the same: many nets guess no faster.
//! - A browser in which the owner signed in before is counted by itself alone: whatever strangers
//!   type, and for however long, never makes it wait.
//! - In a browser that is new, a stranger who does not stop can make the owner wait. A link by mail goes
//!   around it: whoever chose a passphrase by one sits in a browser that is known from then on. So does
//!   a passkey.
//! - A try counts before the passphrase is looked at, and is given back if it was right: many at once
//!   are no more than many in a row.

use std::time::Duration;

use griot_kernel::Timestamp;

/// Wrong answers from one place that cost nothing: fingers slip.
pub const FREE: i64 = 5;
/// Wrong answers for one account, from strangers anywhere, that cost nothing.
pub const FREE_FOR_ALL: i64 = 30;
/// The longest wait.
pub const LONGEST: Duration = Duration::from_secs(60);
/// After this long without a wrong answer all is forgotten.
pub const FORGOTTEN: Duration = Duration::from_secs(30 * 60);

/// Wrong answers for one account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failures {
    /// How many in a row.
    pub count: i64,
    /// The latest.
    pub last_at: Timestamp,
}

impl Failures {
    /// How long the next try must still wait, if at all, where `free` of them cost nothing.
    pub fn wait(self, free: i64, now: Timestamp) -> Option<Duration> {
        if self.count < free || self.last_at + FORGOTTEN <= now {
            return None;
        }
        let doubled = u32::try_from(self.count - free).ok().and_then(|n| 2_u64.checked_pow(n + 1));
        let whole = doubled.map_or(LONGEST, Duration::from_secs).min(LONGEST);
        let ends = (self.last_at + whole).as_millisecond();
        let left = u64::try_from(ends - now.as_millisecond()).ok().filter(|left| *left > 0)?;
        Some(Duration::from_millis(left).min(LONGEST))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use griot_kernel::Timestamp;

    use super::{FREE, FREE_FOR_ALL, Failures};

    #[test]
    fn the_wait_grows_and_is_never_long() {
        let at = Timestamp::from_millisecond(1_000_000);
        let wait = |count| Failures { count, last_at: at }.wait(FREE, at).map(|w| w.as_secs());
        assert_eq!([4, 5, 6, 9, 10, 1_000].map(wait), [None, Some(2), Some(4), Some(32), Some(60), Some(60)]);
        assert_eq!(Failures { count: 29, last_at: at }.wait(FREE_FOR_ALL, at), None);
    }

    #[test]
    fn the_wait_ends_by_itself_and_is_forgotten() {
        let at = Timestamp::from_millisecond(1_000_000);
        let failures = Failures { count: 7, last_at: at };
        assert_eq!(failures.wait(FREE, at + Duration::from_secs(3)).map(|w| w.as_secs()), Some(5));
        assert_eq!(failures.wait(FREE, at + Duration::from_secs(8)), None);
        assert_eq!(Failures { count: 50, last_at: at }.wait(FREE, at + Duration::from_secs(1_800)), None);
    }
}
