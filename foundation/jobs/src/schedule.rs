use griot_db::{DbError, change, on};
use griot_kernel::Timestamp;

use crate::{
    desk::Desk,
    store::{self, Lane},
};

const MINUTE: i64 = 60_000;

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
        let (length, from) = match self {
            Self::Minutes(minutes) => (MINUTE * i64::from(minutes.max(1)), 0),
            Self::Hourly => (60 * MINUTE, 0),
            Self::Daily { hour } => (24 * 60 * MINUTE, 60 * MINUTE * i64::from(hour.min(23))),
        };
        let now = now.as_millisecond();
        Timestamp::from_millisecond(now - (now - from).rem_euclid(length))
    }
}

/// Takes the slot and puts its job into the queue, unless someone else did. A schedule
/// that is seen for the first time waits for its next slot. Returns whether it was taken.
pub(crate) async fn take_slot(
    desk: &mut Desk,
    name: &str,
    lane: Lane,
    slot: Timestamp,
    now: Timestamp,
) -> Result<bool, DbError> {
    const FIRST: &str = "insert into schedule (name, slot) values ($1, $2) on conflict (name) do nothing";
    const TAKE: &str = "update schedule set slot = $2 where name = $1 and slot < $2";
    const BUSY: &str = "select count(*) from job where name = $1 and due_at is not null";

    let at = slot.as_millisecond();
    change!(desk, conn => query(FIRST).bind(name).bind(at).execute(conn))?;
    if change!(desk, conn => query(TAKE).bind(name).bind(at).execute(conn))? == 0 {
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
