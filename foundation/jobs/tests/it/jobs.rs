use griot_db::{Db, on, outbox};
use griot_jobs::{Counts, FailedJob, RetriedJob, enqueue};
use griot_kernel::{Clock, PageRequest};
use griot_testkit::contract;

use crate::factory::{Bench, Mood, SCHEMAS, Send, ask};

contract! { SCHEMAS;
    async fn a_job_is_done_after_the_commit_and_not_without(db: Db) {
        let bench = Bench::on(db.clone());
        let mut tx = db.begin().await.unwrap();
        enqueue(&mut tx, &Send { n: 1 }).await.unwrap();
        drop(tx);
        ask(&db, [2]).await;
        assert_eq!(bench.queue().counts().await.unwrap().waiting, 1);

        bench.worker().run_until_idle().await.unwrap();

        assert_eq!(bench.done(), [2]);
        assert_eq!(bench.queue().counts().await.unwrap(), Counts { done: 1, ..Counts::default() });
    }

    async fn a_job_that_fails_twice_is_done_the_third_time(db: Db) {
        let bench = Bench::on(db.clone());
        bench.mood(1, vec![Mood::Retry, Mood::Retry]);
        ask(&db, [1]).await;
        let worker = bench.worker();

        for (seconds, done) in [(0, 0), (0, 0), (1, 0), (4, 0), (1, 1)] {
            bench.wait(seconds);
            worker.run_until_idle().await.unwrap();
            assert_eq!(bench.done().len(), done);
        }
        assert!(bench.queue().failed(PageRequest::new(1, 10)).await.unwrap().items.is_empty());
    }

    async fn a_job_that_cannot_work_is_listed_and_can_be_run_again(db: Db) {
        let bench = Bench::on(db.clone());
        bench.mood(1, vec![Mood::Fail]);
        ask(&db, [1]).await;
        let (worker, queue) = (bench.worker(), bench.queue());
        worker.run_until_idle().await.unwrap();

        let failed = queue.failed(PageRequest::new(1, 10)).await.unwrap().items;
        let [FailedJob { id, name, attempts, cause, at_day }] = failed.as_slice() else { panic!("{failed:?}") };
        assert_eq!((name.as_str(), *attempts, at_day.to_string().as_str()), ("jars.send", 1, "2013-02-14"));
        assert_eq!(cause, "550 no such box: …", "the cause is kept without the address");

        assert!(queue.run_again(*id).await.unwrap());
        assert!(!queue.run_again(*id).await.unwrap(), "it waits already");
        worker.run_until_idle().await.unwrap();
        assert_eq!(bench.done(), [1]);
        assert_eq!(queue.counts().await.unwrap(), Counts { done: 1, ..Counts::default() });
        assert_eq!(queue.run_all_again().await.unwrap(), 0);
    }

    async fn what_failed_once_and_is_tried_again_is_listed_with_its_cause(db: Db) {
        let bench = Bench::on(db.clone());
        bench.mood(1, vec![Mood::Retry, Mood::Retry]);
        ask(&db, [1, 2]).await;
        let (worker, queue) = (bench.worker(), bench.queue());
        assert!(queue.retried(10).await.unwrap().is_empty(), "what was not tried yet only waits");
        worker.run_until_idle().await.unwrap();
        let retried = queue.retried(10).await.unwrap();
        let [RetriedJob { name, attempts, cause, next }] = retried.as_slice() else { panic!("{retried:?}") };
        assert_eq!((name.as_str(), *attempts, cause.as_str()), ("jars.send", 1, "the post office is closed"));
        assert!(*next > bench.clock.now());
        for _ in 0..2 {
            bench.wait(60);
            worker.run_until_idle().await.unwrap();
        }
        assert!(queue.retried(10).await.unwrap().is_empty(), "it is done");
    }

    async fn all_that_failed_can_be_run_again_together(db: Db) {
        let bench = Bench::on(db.clone());
        for n in 1..4 {
            bench.mood(n, vec![Mood::Fail]);
        }
        ask(&db, [1, 2, 3, 4]).await;
        let (worker, queue) = (bench.worker(), bench.queue());
        worker.run_until_idle().await.unwrap();
        assert_eq!(queue.counts().await.unwrap(), Counts { done: 1, failed: 3, ..Counts::default() });
        assert_eq!(queue.run_all_again().await.unwrap(), 3);
        worker.run_until_idle().await.unwrap();
        assert_eq!(queue.counts().await.unwrap(), Counts { done: 4, ..Counts::default() });
    }

    async fn a_job_that_never_works_is_listed_after_twelve_tries(db: Db) {
        let bench = Bench::on(db.clone());
        bench.mood(1, vec![Mood::Retry; 20]);
        ask(&db, [1]).await;
        let worker = bench.worker();
        for _ in 0..11 {
            worker.run_until_idle().await.unwrap();
            assert_eq!(bench.queue().counts().await.unwrap().waiting, 1);
            bench.wait(24 * 3600);
        }
        worker.run_until_idle().await.unwrap();

        let failed = bench.queue().failed(PageRequest::new(1, 10)).await.unwrap().items;
        assert_eq!((failed.len(), failed[0].attempts), (1, 12));
        assert_eq!(failed[0].cause, "the post office is closed");
        assert!(bench.queue().forget(failed[0].id).await.unwrap());
        assert_eq!(bench.queue().counts().await.unwrap(), Counts::default());
    }

    async fn a_job_that_panics_is_tried_again(db: Db) {
        let bench = Bench::on(db.clone());
        bench.mood(1, vec![Mood::Panic]);
        ask(&db, [1, 2]).await;
        let worker = bench.worker();
        worker.run_until_idle().await.unwrap();
        assert_eq!(bench.done(), [2]);
        bench.wait(1);
        worker.run_until_idle().await.unwrap();
        assert_eq!(bench.done(), [1, 2]);
    }

    async fn a_job_of_a_newer_version_waits_for_a_server_that_knows_it(db: Db) {
        let bench = Bench::on(db.clone());
        let mut tx = db.begin().await.unwrap();
        outbox::ask(&mut tx, "jars.not-yet-known", &Send { n: 1 }).await.unwrap();
        tx.commit().await.unwrap();
        bench.worker().run_until_idle().await.unwrap();
        assert_eq!(bench.queue().counts().await.unwrap(), Counts { waiting: 1, ..Counts::default() });
    }

    async fn a_payload_that_cannot_be_read_fails_without_being_repeated(db: Db) {
        let bench = Bench::on(db.clone());
        let mut tx = db.begin().await.unwrap();
        outbox::ask(&mut tx, "jars.send", &"a secret").await.unwrap();
        tx.commit().await.unwrap();
        bench.worker().run_until_idle().await.unwrap();
        let failed = bench.queue().failed(PageRequest::new(1, 10)).await.unwrap().items;
        assert!(failed[0].cause.starts_with("the payload cannot be read"), "{}", failed[0].cause);
        assert!(!failed[0].cause.contains("secret"));
    }

    async fn what_was_done_is_forgotten_after_seven_days(db: Db) {
        let bench = Bench::on(db.clone());
        bench.mood(1, vec![Mood::Fail]);
        ask(&db, [1, 2]).await;
        crate::factory::tell(&db, [3]).await;
        let worker = bench.worker();
        worker.run_until_idle().await.unwrap();
        assert_eq!(rows(&db).await, (4, 2));
        bench.wait(6 * 24 * 3600);
        worker.run_until_idle().await.unwrap();
        assert_eq!(rows(&db).await, (4, 2));
        bench.wait(24 * 3600 + 1);
        worker.run_until_idle().await.unwrap();
        assert_eq!(rows(&db).await, (1, 0), "only what failed is still there");
    }
}

async fn rows(db: &Db) -> (i64, i64) {
    let mut read = db.read().await.unwrap();
    const SQL: &str = "select (select count(*) from job), (select count(*) from heard)";
    on!(read, conn => query_as(SQL).fetch_one(conn)).unwrap()
}
