use std::time::Duration;

use griot_db::{DbError, change, on};
use griot_kernel::Timestamp;

use crate::{
    desk::Desk,
    store::{self, Lane},
};

const MINUTE: i64 = 60_000;

/// A clock that shows so much later than when the schedules last ran is more likely wrong than
/// the house asleep: what is planned waits until someone has looked ([`crate::Queue::trust_clock`]),
/// since what is done too early cannot be taken back.
pub const LEAP: Duration = Duration::from_secs(60 * 24 * 3600);

/// How often something is done. Slots are counted in UTC, Burkina Faso's own time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schedule {
    /// Every so many minutes (at least 1).
    Minutes(u32),
    /// When an hour begins.
    Hourly,
    /// Each day when this hour (0 to 23) begins.
    Daily {
        /// The hour.
        hour: u8,
    },
}

impl Schedule {
    /// When the slot began in which `now` lies.
    pub fn slot(self, now: Timestamp) -> Timestamp {
        let from = match self {
            Self::Daily { hour } => 60 * MINUTE * i64::from(hour.min(23)),
            Self::Minutes(_) | Self::Hourly => 0,
        };
        let now = now.as_millisecond();
        Timestamp::from_millisecond(now - (now - from).rem_euclid(self.length()))
    }

    fn length(self) -> i64 {
        match self {
            Self::Minutes(minutes) => MINUTE * i64::from(minutes.max(1)),
            Self::Hourly => 60 * MINUTE,
            Self::Daily { .. } => 24 * 60 * MINUTE,
        }
    }

    /// Whether the slot at `at` is to be taken after the one at `last`. A last one further
    /// ahead than its length was taken by a clock that was wrong.
    fn follows(self, last: i64, at: i64) -> bool {
        let leap = i64::try_from(LEAP.as_millis()).unwrap_or(i64::MAX);
        (last < at && at - last <= leap) || last - at > self.length()
    }
}

/// Takes the slot in which `now` lies and puts its job into the queue, unless someone else did.
/// A schedule that is seen for the first time waits for its next slot. Returns whether it
/// was taken.
pub(crate) async fn take_slot(
    desk: &mut Desk,
    name: &str,
    lane: Lane,
    every: Schedule,
    now: Timestamp,
) -> Result<bool, DbError> {
    // Where the clock leapt since the others ran, a new one stands beside them: it must not hide the leap.
    const FIRST: &str = "insert into schedule (name, slot)
        select $1, case when known.latest < $3 then known.latest else $2 end
        from (select coalesce(max(slot), $2) as latest from schedule) known where 1 = 1
        on conflict (name) do nothing";
    const LAST: &str = "select slot from schedule where name = $1";
    const TAKE: &str = "update schedule set slot = $2 where name = $1 and slot = $3";
    const BUSY: &str = "select count(*) from job where name = $1 and due_at is not null";

    let at = every.slot(now).as_millisecond();
    let leapt = at - i64::try_from(LEAP.as_millis()).unwrap_or(i64::MAX);
    change!(desk, conn => query(FIRST).bind(name).bind(at).bind(leapt).execute(conn))?;
    let last: i64 = on!(desk, conn => query_scalar(LAST).bind(name).fetch_one(conn))?;
    if !every.follows(last, at) {
        return Ok(false);
    }
    if change!(desk, conn => query(TAKE).bind(name).bind(at).bind(last).execute(conn))? == 0 {
        return Ok(false);
    }
    let busy: i64 = on!(desk, conn => query_scalar(BUSY).bind(name).fetch_one(conn))?;
    if busy == 0 {
        store::put(desk, &format!("{at}:{name}"), lane, name, "null", None, now).await?;
    }
    Ok(busy == 0)
}

#[cfg(test)]
mod tests {
    use super::Schedule;

    fn slot(schedule: Schedule, now: &str) -> String {
        schedule.slot(now.parse().unwrap()).rfc3339()
    }

    #[test]
    fn a_slot_begins_on_the_minute_the_hour_or_at_the_hour_of_the_day() {
        let now = "2013-02-14T09:31:07Z";
        assert_eq!(slot(Schedule::Minutes(10), now), "2013-02-14T09:30:00Z");
        assert_eq!(slot(Schedule::Hourly, now), "2013-02-14T09:00:00Z");
        assert_eq!(slot(Schedule::Daily { hour: 3 }, now), "2013-02-14T03:00:00Z");
        assert_eq!(slot(Schedule::Daily { hour: 22 }, now), "2013-02-13T22:00:00Z");
    }
}
