use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use griot_jobs::{JobError, Schedule, Worker};
use griot_testkit::contract;

use crate::factory::{Bench, SCHEMAS};

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
