//! How much of what the app may call was used, as Facebook tells with its answers:
//! <https://developers.facebook.com/docs/graph-api/overview/rate-limiting/>.

use std::collections::HashMap;

use griot_fetch::Called;
use griot_kernel::Timestamp;
use serde::Deserialize;

use crate::networks::answer::after;

/// From so many percent on no more calls are made: beyond the limit each one makes the wait longer.
const FULL: f64 = 90.0;
/// What was used is counted by the hour.
const HOUR: i64 = 60;
/// The longest time that is counted. Who says more than that is not believed.
const DAY: i64 = 24 * HOUR;

/// Percentages of what is allowed, and minutes until calls are taken again.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Usage {
    call_count: f64,
    total_time: f64,
    total_cputime: f64,
    estimated_time_to_regain_access: i64,
}

impl Usage {
    fn is_full(&self) -> bool {
        [self.call_count, self.total_time, self.total_cputime].into_iter().any(|used| used >= FULL)
    }
}

/// Until when no call should be made any more, if so much was used: until calls are taken again where the
/// network says so, else for an hour.
pub(super) fn rest_after(answer: &Called, now: Timestamp) -> Option<Timestamp> {
    let app: Option<Usage> = answer.header("x-app-usage").and_then(|words| serde_json::from_str(words).ok());
    let full = app.into_iter().chain(by_business(answer)).any(|usage| usage.is_full());
    regained(answer, now).or_else(|| full.then(|| after(now, HOUR * 60)))
}

/// When calls are taken again, if the network says so: in minutes, for each kind of use.
pub(super) fn regained(answer: &Called, now: Timestamp) -> Option<Timestamp> {
    let minutes = by_business(answer).map(|usage| usage.estimated_time_to_regain_access).max()?;
    (minutes > 0).then(|| after(now, minutes.min(DAY) * 60))
}

fn by_business(answer: &Called) -> impl Iterator<Item = Usage> {
    let usage: Option<HashMap<String, Vec<Usage>>> =
        answer.header("x-business-use-case-usage").and_then(|words| serde_json::from_str(words).ok());
    usage.unwrap_or_default().into_values().flatten()
}
