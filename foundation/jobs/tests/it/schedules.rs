use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use griot_jobs::{JobError, Schedule, Worker};
use griot_kernel::FixedClock;
use griot_testkit::contract;

use crate::factory::{Bench, Mood, SCHEMAS, ask};

fn hourly(bench: &Bench, runs: &Arc<AtomicU32>) -> Worker<Bench> {
    let runs = Arc::clone(runs);
    bench.worker_with(|jobs| {
        jobs.every(Schedule::Hourly, "sweep", move |_bench| {
            let runs = Arc::clone(&runs);
            async move {
                runs.fetch_add(1, Ordering::SeqCst);
                Ok::<_, JobError>(())
            }
        });
    })
}

contract! { SCHEMAS;
    async fn a_slot_is_taken_once_by_two_workers_and_caught_up_once_after_a_stop(db: Db) {
        let bench = Bench::on(db.clone());
        let runs = Arc::<AtomicU32>::default();
        let (one, two) = (hourly(&bench, &runs), hourly(&bench, &runs));
        let both = async || {
            let (one, two) = (one.clone(), two.clone());
            let one = tokio::spawn(async move { one.run_until_idle().await });
            let two = tokio::spawn(async move { two.run_until_idle().await });
            one.await.unwrap().unwrap();
            two.await.unwrap().unwrap();
            runs.load(Ordering::SeqCst)
        };

        assert_eq!(both().await, 0, "the first slot is only noted");
        for hour in 1..=5 {
            bench.wait(3600);
            assert_eq!(both().await, hour);
            assert_eq!(both().await, hour, "not twice in one slot");
        }
        bench.wait(10 * 3600);
        assert_eq!(both().await, 6, "ten missed slots are caught up once");
    }

    async fn a_clock_that_leaps_ahead_holds_what_is_planned_until_someone_has_looked(db: Db) {
        let bench = Bench::on(db.clone());
        let runs = Arc::<AtomicU32>::default();
        let worker = hourly(&bench, &runs);
        worker.run_until_idle().await.unwrap();
        let awake = bench.queue().last_awake().await.unwrap().unwrap();
        assert_eq!(awake.rfc3339(), "2013-02-14T09:00:00Z");

        bench.wait(14 * 365 * 86_400);
        for _ in 0..3 {
            bench.wait(3600);
            worker.run_until_idle().await.unwrap();
        }
        assert_eq!(runs.load(Ordering::SeqCst), 0, "nothing is done in the wrong year");
        assert_eq!(bench.queue().last_awake().await.unwrap(), Some(awake));

        bench.queue().trust_clock().await.unwrap();
        bench.wait(3600);
        worker.run_until_idle().await.unwrap();
        assert_eq!(runs.load(Ordering::SeqCst), 1, "what was missed is caught up once");
    }

    async fn what_a_clock_ahead_of_its_time_noted_holds_nothing_up_once_it_is_right(db: Db) {
        let bench = Bench::on(db.clone());
        let runs = Arc::<AtomicU32>::default();
        let ahead = Bench { clock: Arc::new(FixedClock::at("2013-04-01T12:00:00Z".parse().unwrap())), ..bench.clone() };
        let wrong = hourly(&ahead, &runs);
        wrong.run_until_idle().await.unwrap();
        ask(&db, [1]).await;
        ahead.mood(1, vec![Mood::Retry]);
        wrong.run_until_idle().await.unwrap();
        assert_eq!(ahead.done(), [0_i64; 0], "it waits for another try, in April");

        let right = hourly(&bench, &runs);
        right.run_until_idle().await.unwrap();
        assert_eq!(runs.load(Ordering::SeqCst), 1, "the slot of this hour is taken");
        assert_eq!(bench.done(), [1], "and the job is tried again in February");
        right.run_until_idle().await.unwrap();
        assert_eq!(runs.load(Ordering::SeqCst), 1, "once");
    }

    async fn a_slot_is_left_out_while_the_one_before_is_still_tried(db: Db) {
        let bench = Bench::on(db.clone());
        let runs = Arc::<AtomicU32>::default();
        let count = Arc::clone(&runs);
        let worker = bench.worker_with(|jobs| {
            jobs.every(Schedule::Minutes(1), "fetch", move |_bench| {
                let count = Arc::clone(&count);
                async move {
                    if count.fetch_add(1, Ordering::SeqCst) < 4 { Err(JobError::retry("gone")) } else { Ok(()) }
                }
            });
        });
        worker.run_until_idle().await.unwrap();
        for _ in 0..6 {
            bench.wait(60);
            worker.run_until_idle().await.unwrap();
            assert!(bench.queue().counts().await.unwrap().waiting <= 1);
        }
    }
}
