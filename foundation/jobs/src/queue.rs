use std::time::Duration;

use griot_db::{Db, DbError, change, on};
use griot_kernel::{Page, PageRequest, SharedClock, Timestamp};
use jiff::civil;

use crate::desk::Desk;

/// What was missed is caught up, each schedule once.
const A_DAY: Duration = Duration::from_secs(24 * 3600);

/// The queue as the operator sees it.
#[derive(Clone, Debug)]
pub struct Queue {
    db: Db,
    clock: SharedClock,
}

/// A job that failed for good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedJob {
    /// For [`Queue::run_again`].
    pub id: i64,
    /// The job's name, `event/listener`, or `every/schedule`.
    pub name: String,
    /// How often it was tried.
    pub attempts: i64,
    /// Why the last try failed, without anyone's address in it.
    pub cause: String,
    /// The day of the last try.
    pub at_day: civil::Date,
}

/// A job that failed at least once and is tried again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetriedJob {
    /// The job's name, `event/listener`, or `every/schedule`.
    pub name: String,
    /// How often it was tried.
    pub attempts: i64,
    /// Why the last try failed, without anyone's address in it.
    pub cause: String,
    /// When it is tried again.
    pub next: Timestamp,
}

/// How many there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Not yet taken, those still in the outbox among them.
    pub waiting: i64,
    /// Being done.
    pub running: i64,
    /// Failed for good.
    pub failed: i64,
    /// Done within the last 7 days.
    pub done: i64,
}

impl Queue {
    /// The queue of this database.
    pub fn new(db: Db, clock: SharedClock) -> Self {
        Self { db, clock }
    }

    /// What failed for good, the latest first.
    pub async fn failed(&self, wanted: PageRequest) -> Result<Page<FailedJob>, DbError> {
        const SQL: &str = "select id, name, attempts, coalesce(cause, ''), done_at from job
            where state = 'failed' and done_at is not null order by done_at desc, id desc limit $1 offset $2";

        let mut read = self.db.read().await?;
        let rows: Vec<(i64, String, i64, String, i64)> = on!(read, conn => query_as(SQL)
            .bind(wanted.limit_and_one())
            .bind(wanted.skip())
            .fetch_all(conn))?;
        Ok(wanted.page(rows).map(|(id, name, attempts, cause, at)| FailedJob {
            id,
            name,
            attempts,
            cause,
            at_day: Timestamp::from_millisecond(at).day(),
        }))
    }

    /// What failed at least once and is tried again, the soonest first.
    pub async fn retried(&self, most: i64) -> Result<Vec<RetriedJob>, DbError> {
        const SQL: &str = "select name, attempts, cause, due_at from job
            where state = 'waiting' and attempts > 0 and cause is not null and due_at is not null
            order by due_at, id limit $1";

        let mut read = self.db.read().await?;
        let rows: Vec<(String, i64, String, i64)> =
            on!(read, conn => query_as(SQL).bind(most).fetch_all(conn))?;
        let job = |(name, attempts, cause, next)| RetriedJob {
            name,
            attempts,
            cause,
            next: Timestamp::from_millisecond(next),
        };
        Ok(rows.into_iter().map(job).collect())
    }

    /// Runs a failed job again, with all its tries. Returns whether there was one to run.
    ///
    /// It is an act of its own: not to be called inside another.
    pub async fn run_again(&self, id: i64) -> Result<bool, DbError> {
        const SQL: &str = "update job set state = 'waiting', attempts = 0, due_at = $2, done_at = null
            where id = $1 and state = 'failed'";

        let now = self.clock.now().as_millisecond();
        let mut desk = Desk::open(&self.db).await?;
        let found = change!(desk, conn => query(SQL).bind(id).bind(now).execute(conn))?;
        desk.commit().await?;
        Ok(found > 0)
    }

    /// Runs every failed job again, with all its tries: after whatever stood in their way is gone.
    /// Returns how many there were. It is an act of its own, as [`Queue::run_again`] is.
    pub async fn run_all_again(&self) -> Result<u64, DbError> {
        const SQL: &str = "update job set state = 'waiting', attempts = 0, due_at = $1, done_at = null
            where state = 'failed'";

        let now = self.clock.now().as_millisecond();
        let mut desk = Desk::open(&self.db).await?;
        let found = change!(desk, conn => query(SQL).bind(now).execute(conn))?;
        desk.commit().await?;
        Ok(found)
    }

    /// Lets what a dead server was doing be taken at once instead of when its lease ends.
    /// Only for whoever knows that nobody else works on this database. Returns how much it was.
    pub async fn take_back(&self) -> Result<u64, DbError> {
        const SQL: &str = "update job set due_at = $1 where state = 'running'";

        let now = self.clock.now().as_millisecond();
        let mut desk = Desk::open(&self.db).await?;
        let found = change!(desk, conn => query(SQL).bind(now).execute(conn))?;
        desk.commit().await?;
        Ok(found)
    }

    /// Forgets a failed job that is of no use any more. Returns whether there was one.
    pub async fn forget(&self, id: i64) -> Result<bool, DbError> {
        const SQL: &str = "delete from job where id = $1 and state = 'failed'";

        let mut desk = Desk::open(&self.db).await?;
        let found = change!(desk, conn => query(SQL).bind(id).execute(conn))?;
        desk.commit().await?;
        Ok(found > 0)
    }

    /// When the schedules last ran: the latest moment that the house is known to have lived.
    pub async fn last_awake(&self) -> Result<Option<Timestamp>, DbError> {
        const SQL: &str = "select max(slot) from schedule";

        let mut read = self.db.read().await?;
        let at: Option<i64> = on!(read, conn => query_scalar(SQL).fetch_one(conn))?;
        Ok(at.map(Timestamp::from_millisecond))
    }

    /// Someone looked: the clock is right, however far it is from when the schedules last ran.
    pub async fn trust_clock(&self) -> Result<(), DbError> {
        const SQL: &str = "update schedule set slot = $1";

        let slot = (self.clock.now() - A_DAY).as_millisecond();
        let mut desk = Desk::open(&self.db).await?;
        change!(desk, conn => query(SQL).bind(slot).execute(conn))?;
        desk.commit().await
    }

    /// How many jobs there are in each state.
    pub async fn counts(&self) -> Result<Counts, DbError> {
        counts(&self.db).await
    }
}

pub(crate) async fn counts(db: &Db) -> Result<Counts, DbError> {
    const SQL: &str = "select state, count(*) from job group by state
        union all select 'outbox', count(*) from outbox";

    let mut read = db.read().await?;
    let rows: Vec<(String, i64)> = on!(read, conn => query_as(SQL).fetch_all(conn))?;
    let mut counts = Counts::default();
    for (state, n) in rows {
        match state.as_str() {
            "running" => counts.running += n,
            "failed" => counts.failed += n,
            "done" => counts.done += n,
            _ => counts.waiting += n,
        }
    }
    Ok(counts)
}
