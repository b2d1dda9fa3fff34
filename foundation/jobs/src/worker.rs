use std::{fmt, future::Future, pin::pin, sync::Arc, time::Duration};

use griot_db::{Db, DbError};
use griot_kernel::SharedClock;
use tokio::{select, time};

use crate::{Jobs, floor::Floor};

/// Looks for work at least this often, told or not: another server may have left some.
const LOOK: Duration = Duration::from_secs(1);

/// Carries the outbox into the queue and does what lies there. Cheap to clone; any number
/// of them, in any number of processes, may work on one database.
pub struct Worker<C>(pub(crate) Arc<Room<C>>);

/// What every run of a worker needs.
pub(crate) struct Room<C> {
    pub db: Db,
    pub clock: SharedClock,
    pub jobs: Jobs<C>,
    pub ctx: C,
    pub at_once: usize,
    pub lease: Duration,
    pub grace: Duration,
}

impl<C> Clone for Worker<C> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<C> fmt::Debug for Worker<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Worker").field(&self.0.jobs).finish()
    }
}

impl<C: Clone + Send + Sync + 'static> Worker<C> {
    /// A worker on `db`, which holds [`crate::SCHEMA`], that knows `jobs` and lends each a clone of `ctx`.
    ///
    /// A section has two databases and so two workers; schedules belong to one of them.
    pub fn new(db: Db, clock: SharedClock, jobs: Jobs<C>, ctx: C) -> Self {
        Self(Arc::new(Room {
            db,
            clock,
            jobs,
            ctx,
            at_once: 4,
            lease: Duration::from_secs(45),
            grace: Duration::from_secs(10),
        }))
    }

    /// The same worker, but what it takes is anyone's again so long after it died
    /// (45 seconds, unless said otherwise).
    pub fn with_lease(self, lease: Duration) -> Self {
        self.with(|room| room.lease = lease)
    }

    /// The same worker, but a stop waits so long for what runs (10 seconds, unless said otherwise).
    pub fn with_grace(self, grace: Duration) -> Self {
        self.with(|room| room.grace = grace)
    }

    /// The same worker, but it does so many jobs at a time (4, unless said otherwise).
    pub fn with_hands(self, at_once: usize) -> Self {
        self.with(|room| room.at_once = at_once.max(1))
    }

    /// Works until `shutdown` comes, at most 4 jobs at a time, 2 that wait for servers of others,
    /// and one listener after the other beside them. Then it takes nothing more and waits 10 seconds for what runs;
    /// what is not done by then goes back into the queue as if it had not been tried.
    pub async fn run(&self, shutdown: impl Future<Output = ()> + Send) {
        let mut shutdown = pin!(shutdown);
        let mut floor = Floor::new(Arc::clone(&self.0));
        loop {
            let pause = floor.turn().await.unwrap_or_else(|error| {
                tracing::warn!(%error, "the queue does not answer");
                None
            });
            let pause = pause.map_or(LOOK, |pause| pause.min(LOOK));
            select! {
                () = &mut shutdown => break,
                () = floor.one_done() => {}
                () = self.0.db.told() => {}
                () = time::sleep(pause) => {}
            }
        }
        floor.close().await;
    }

    /// Does all that is due now, and what comes of it, then answers. For tests and commands.
    pub async fn run_until_idle(&self) -> Result<(), DbError> {
        let mut floor = Floor::new(Arc::clone(&self.0));
        loop {
            floor.turn().await?;
            if floor.is_empty() {
                return Ok(());
            }
            floor.one_done().await;
        }
    }

    fn with(mut self, change: impl FnOnce(&mut Room<C>)) -> Self {
        match Arc::get_mut(&mut self.0) {
            Some(room) => change(room),
            None => tracing::warn!("a worker that runs already keeps its settings"),
        }
        self
    }
}
