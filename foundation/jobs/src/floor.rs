use std::{collections::HashMap, future, sync::Arc, time::Duration};

use griot_db::DbError;
use griot_kernel::Timestamp;
use tokio::{
    task::{Id, JoinSet},
    time,
};

use crate::{
    attempt,
    desk::Desk,
    queue, schedule,
    store::{self, Claim, End, Lane},
    worker::Room,
};

/// Listeners taken together, to be done one after the other.
const LISTENERS: usize = 16;
/// Jobs at a time that wait for servers of others.
const OUTSIDE: usize = 2;
const KEPT: Duration = Duration::from_secs(7 * 24 * 3600);
const TIDY: Duration = Duration::from_secs(3600);
const COUNT: Duration = Duration::from_secs(15);
/// Nothing is put off for longer, so what lies further ahead was put there by a wrong clock.
const FURTHEST: Duration = Duration::from_secs(25 * 3600);

/// Where the work of one worker stands: what it holds, and what it remembers.
pub(crate) struct Floor<C> {
    room: Arc<Room<C>>,
    work: JoinSet<()>,
    held: HashMap<Id, (Lane, Vec<Claim>)>,
    slots: HashMap<String, Timestamp>,
    tidy_at: Option<Timestamp>,
    count_at: Option<Timestamp>,
}

impl<C: Clone + Send + Sync + 'static> Floor<C> {
    pub(crate) fn new(room: Arc<Room<C>>) -> Self {
        Self {
            room,
            work: JoinSet::new(),
            held: HashMap::new(),
            slots: HashMap::new(),
            tidy_at: None,
            count_at: None,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.work.is_empty()
    }

    /// Carries on what lies in the outbox, takes what is due and there are hands for, and
    /// says how long nothing else will be due, if that is known.
    pub(crate) async fn turn(&mut self) -> Result<Option<Duration>, DbError> {
        let now = self.room.clock.now();
        self.tick(now).await?;

        let mut ahead = store::ahead(&self.room.db).await?;
        if ahead.lines {
            while store::relay(&self.room.db, &self.room.jobs, now).await? > 0 {}
            ahead = store::ahead(&self.room.db).await?;
        }
        let mut next = None;
        let lanes =
            [(Lane::Listener, ahead.listener), (Lane::Job, ahead.job), (Lane::Outside, ahead.outside)];
        for (lane, due_at) in lanes {
            let (Some(due_at), hands) = (due_at.map(Timestamp::from_millisecond), self.hands(lane)) else {
                continue;
            };
            if due_at <= now && hands > 0 {
                self.take(lane, hands, now).await?;
            } else if due_at > now {
                let wait = u64::try_from(due_at.as_millisecond() - now.as_millisecond()).unwrap_or(0);
                let wait = Duration::from_millis(wait.max(5));
                next = Some(next.map_or(wait, |known: Duration| known.min(wait)));
            }
        }
        Ok(next)
    }

    /// Waits until something held is done; for ever when nothing is.
    pub(crate) async fn one_done(&mut self) {
        match self.work.join_next_with_id().await {
            None => future::pending().await,
            Some(Ok((id, ()))) => self.held.remove(&id),
            Some(Err(error)) => self.held.remove(&error.id()),
        };
    }

    /// Waits for what runs, then gives back what is not done.
    pub(crate) async fn close(mut self) {
        let grace = self.room.grace;
        let all_done = async {
            while !self.work.is_empty() {
                self.one_done().await;
            }
        };
        if time::timeout(grace, all_done).await.is_ok() {
            return;
        }
        self.work.shutdown().await;
        let ends: Vec<(Claim, End)> = self
            .held
            .into_values()
            .flat_map(|(_, claims)| claims.into_iter().map(|claim| (claim, End::Released)))
            .collect();
        match store::settle(&self.room.db, &ends, self.room.clock.now()).await {
            Ok(given) => tracing::info!(given, "{given} jobs were given back"),
            Err(error) => tracing::warn!(%error, "what was not done will be free when its lease ends"),
        }
    }

    fn hands(&self, lane: Lane) -> usize {
        let busy = self.held.values().filter(|(held, _)| *held == lane).count();
        match lane {
            Lane::Listener if busy > 0 => 0,
            Lane::Listener => LISTENERS,
            Lane::Job => self.room.at_once.saturating_sub(busy),
            Lane::Outside => OUTSIDE.saturating_sub(busy),
        }
    }

    async fn take(&mut self, lane: Lane, hands: usize, now: Timestamp) -> Result<(), DbError> {
        let until = now + self.room.lease;
        let claims = store::take(&self.room.db, lane, hands, now, until).await?;
        let size = if lane == Lane::Listener { LISTENERS } else { 1 };
        for batch in claims.chunks(size) {
            let work = attempt::all(Arc::clone(&self.room), batch.to_vec());
            let id = self.work.spawn(work).id();
            self.held.insert(id, (lane, batch.to_vec()));
        }
        Ok(())
    }

    async fn tick(&mut self, now: Timestamp) -> Result<(), DbError> {
        for (name, every) in &self.room.jobs.schedules {
            let slot = every.slot(now);
            if self.slots.get(name) == Some(&slot) {
                continue;
            }
            let mut desk = Desk::open(&self.room.db).await?;
            schedule::take_slot(&mut desk, name, self.room.jobs.lane(name), *every, now).await?;
            desk.commit().await?;
            self.slots.insert(name.clone(), slot);
        }
        if is_time(self.tidy_at, TIDY, now) {
            self.tidy_at = Some(now + TIDY);
            let back = store::bring_back(&self.room.db, now, now + FURTHEST).await?;
            if back > 0 {
                tracing::warn!(back, "{back} jobs were put off by a clock that was wrong, and are due now");
            }
            let gone = store::forget_done(&self.room.db, now - KEPT).await?;
            tracing::debug!(gone, "done jobs were forgotten");
        }
        if is_time(self.count_at, COUNT, now) {
            self.count_at = Some(now + COUNT);
            let counts = queue::counts(&self.room.db).await?;
            metrics::gauge!("griot_jobs_waiting").set(gauge(counts.waiting));
            metrics::gauge!("griot_jobs_failed").set(gauge(counts.failed));
        }
        Ok(())
    }
}

/// Whether what is done `every` so often is due; a time further ahead was set by a clock that
/// was wrong.
fn is_time(next: Option<Timestamp>, every: Duration, now: Timestamp) -> bool {
    next.is_none_or(|at| at <= now || at > now + every)
}

fn gauge(n: i64) -> f64 {
    f64::from(i32::try_from(n).unwrap_or(i32::MAX))
}
