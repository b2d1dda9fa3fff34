use std::{sync::Arc, time::Duration};

use tokio::{
    select,
    task::JoinSet,
    time::{self, Interval, MissedTickBehavior},
};
use tracing::{Instrument, info_span};

use crate::{
    JobError, cause,
    jobs::Run,
    store::{self, Claim, End},
    worker::Room,
};

/// The waits between tries, in seconds: two and a half days in all.
const WAITS: [u64; 11] =
    [1, 5, 30, 300, 1_800, 3_600, 2 * 3_600, 4 * 3_600, 8 * 3_600, 16 * 3_600, 24 * 3_600];
const PANICKED: &str = "it panicked";
const DIED: &str = "the server died each time it was tried";

/// Does what was taken, one after the other, and holds all of it for as long as that takes.
/// The ends are written down together: a listener that is done but not written down may
/// be called again without harm, and a job is taken alone.
pub(crate) async fn all<C: Clone + Send + Sync + 'static>(room: Arc<Room<C>>, claims: Vec<Claim>) {
    let beat = room.lease / 4;
    let mut beats = time::interval_at(time::Instant::now() + beat, beat);
    beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut ends = Vec::with_capacity(claims.len());
    for claim in &claims {
        let Some(end) = one(&room, claim, &claims, &mut beats).await else {
            tracing::warn!(job = claim.name, id = claim.id, "a job was taken over by another worker");
            break;
        };
        tell(claim, &end);
        ends.push((claim.clone(), end));
    }
    settle(&room, &ends).await;
}

/// One try. `None` when the lease was lost meanwhile and someone else has it now.
async fn one<C: Clone + Send + Sync + 'static>(
    room: &Room<C>,
    claim: &Claim,
    all: &[Claim],
    beats: &mut Interval,
) -> Option<End> {
    let Some(handler) = room.jobs.handlers.get(&claim.name) else {
        // A server of a newer version may know it.
        return Some(again(claim, "this server knows no such job".to_owned()));
    };
    if claim.attempts > 1 && wait_after(claim.attempts - 1).is_none() {
        return Some(End::Failed { cause: DIED.to_owned() });
    }
    // A task of its own, so that a panic ends here, and so that the lease can be held
    // while the job stands inside an act.
    let mut work = JoinSet::new();
    let run =
        Run { db: room.db.clone(), ctx: room.ctx.clone(), line: claim.line, payload: claim.payload.clone() };
    // The kind of the job, never what it is about.
    let span = info_span!(target: "griot_trace", "job", otel.name = claim.name, attempts = claim.attempts);
    work.spawn(handler(run).instrument(span));
    loop {
        select! {
            biased;
            done = work.join_next() => return Some(match done {
                Some(Ok(Ok(()))) => End::Done,
                Some(Ok(Err(JobError::Retry(cause)))) => again(claim, cause::readable(cause.as_ref())),
                Some(Ok(Err(JobError::Fail(cause)))) => End::Failed { cause: cause::readable(cause.as_ref()) },
                Some(Err(_)) | None => again(claim, PANICKED.to_owned()),
            }),
            _ = beats.tick() => match store::hold(&room.db, all, room.clock.now() + room.lease).await {
                Ok(held) if held < all.len() => return None,
                Ok(_) => {}
                Err(error) => tracing::warn!(job = claim.name, %error, "a job could not be held"),
            },
        }
    }
}

fn again(claim: &Claim, cause: String) -> End {
    match wait_after(claim.attempts) {
        Some(after) => End::Again { after, cause },
        None => End::Failed { cause },
    }
}

/// How long to wait after so many tries; `None` after the last.
fn wait_after(attempts: i64) -> Option<Duration> {
    let index = usize::try_from(attempts.max(1) - 1).ok()?;
    WAITS.get(index).copied().map(Duration::from_secs)
}

fn tell(claim: &Claim, end: &End) {
    let Claim { id, attempts, name, .. } = claim;
    match end {
        End::Done => {
            metrics::counter!("griot_jobs_done_total", "name" => name.clone()).increment(1);
            tracing::debug!(job = name, id, attempts, "{name} is done");
        }
        End::Again { after, cause } => {
            metrics::counter!("griot_jobs_retried_total", "name" => name.clone()).increment(1);
            tracing::warn!(job = name, id, attempts, cause, "{name} is tried again in {} s", after.as_secs());
        }
        End::Failed { cause } => {
            metrics::counter!("griot_jobs_failed_total", "name" => name.clone()).increment(1);
            tracing::error!(job = name, id, attempts, cause, "{name} failed");
        }
        End::Released => {}
    }
}

/// A job that was done but could not be written down would be done again: worth some patience.
async fn settle<C>(room: &Room<C>, ends: &[(Claim, End)]) {
    for wait in [50, 200, 1_000, 3_000, 5_000] {
        match store::settle(&room.db, ends, room.clock.now()).await {
            Ok(_) => return,
            Err(error) => {
                tracing::warn!(%error, "the end of a job could not be written down");
                time::sleep(Duration::from_millis(wait)).await;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::wait_after;

    #[test]
    fn a_job_is_tried_twelve_times_with_longer_and_longer_waits() {
        let waits: Vec<_> = (1..).map_while(wait_after).collect();
        assert_eq!(waits.len() + 1, 12);
        assert_eq!((waits[0], waits[4]), (Duration::from_secs(1), Duration::from_secs(1800)));
        assert!(waits.is_sorted());
    }
}
