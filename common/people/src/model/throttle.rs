//! How long to wait after wrong passphrases. Nobody is ever locked out: the wait
//! is short, ends by itself, and a link by mail goes around it.

use std::time::Duration;

use griot_kernel::Timestamp;

/// Wrong answers that cost nothing: fingers slip.
pub const FREE: i64 = 5;
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
    /// How long the next try must still wait, if at all.
    pub fn wait(self, now: Timestamp) -> Option<Duration> {
        if self.count < FREE || self.last_at + FORGOTTEN <= now {
            return None;
        }
        let doubled = u32::try_from(self.count - FREE).ok().and_then(|n| 2_u64.checked_pow(n + 1));
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

    use super::Failures;

    #[test]
    fn the_wait_grows_and_is_never_long() {
        let at = Timestamp::from_millisecond(1_000_000);
        let wait = |count| Failures { count, last_at: at }.wait(at).map(|w| w.as_secs());
        assert_eq!([4, 5, 6, 9, 10, 1_000].map(wait), [None, Some(2), Some(4), Some(32), Some(60), Some(60)]);
    }

    #[test]
    fn the_wait_ends_by_itself_and_is_forgotten() {
        let at = Timestamp::from_millisecond(1_000_000);
        let failures = Failures { count: 7, last_at: at };
        assert_eq!(failures.wait(at + Duration::from_secs(3)).map(|w| w.as_secs()), Some(5));
        assert_eq!(failures.wait(at + Duration::from_secs(8)), None);
        assert_eq!(Failures { count: 50, last_at: at }.wait(at + Duration::from_secs(1_800)), None);
    }
}
