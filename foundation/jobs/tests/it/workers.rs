use std::{
    env,
    time::{Duration, Instant},
};

use griot_db::Db;
use griot_jobs::{Counts, Schedule, enqueue};
use griot_testkit::contract;
use tokio::{sync::oneshot, task::JoinHandle, time};

use crate::factory::{Bench, Fetch, Mood, SCHEMAS, ask, noted, tell};

struct Running {
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Running {
    async fn stop(self) {
        self.stop.send(()).unwrap();
        self.task.await.unwrap();
    }
}

fn start(bench: &Bench, grace: Duration) -> Running {
    let worker = bench.worker().with_grace(grace);
    let (stop, stopped) = oneshot::channel::<()>();
    let task = tokio::spawn(async move {
        worker
            .run(async {
                stopped.await.ok();
            })
            .await;
    });
    Running { stop, task }
}

async fn until(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    let begun = Instant::now();
    while !holds().await {
        assert!(begun.elapsed() < Duration::from_secs(20), "in vain: {what}");
        time::sleep(Duration::from_millis(5)).await;
    }
}

contract! { SCHEMAS;
    async fn two_workers_do_each_job_once(db: Db) {
        let bench = Bench::on(db.clone());
        let (one, two) = (start(&bench, Duration::from_secs(10)), start(&bench, Duration::from_secs(10)));
        for tens in 0..20 {
            ask(&db, tens * 10..tens * 10 + 10).await;
        }
        let numbers: Vec<i64> = (0..200).collect();
        until("all are done", async || bench.done.lock().unwrap().len() >= 200).await;
        one.stop().await;
        two.stop().await;
        assert_eq!(bench.done(), numbers);
        assert_eq!(bench.queue().counts().await.unwrap(), Counts { done: 200, ..Counts::default() });
    }

    async fn at_most_four_run_at_once_and_news_do_not_wait_behind_them(db: Db) {
        let bench = Bench::on(db.clone());
        for n in 1..=6 {
            bench.mood(n, vec![Mood::Hang]);
        }
        ask(&db, 1..=6).await;
        let running = start(&bench, Duration::ZERO);
        until("four run", async || bench.queue().counts().await.unwrap().running == 4).await;
        tell(&db, [9]).await;
        until("the news are heard", async || noted(&mut db.read().await.unwrap()).await.len() == 2).await;
        // A listener's row is settled a moment after its act is seen.
        let four = Counts { waiting: 2, running: 4, done: 2, ..Counts::default() };
        until("the four still run alone", async || bench.queue().counts().await.unwrap() == four).await;
        running.stop().await;
    }

    async fn letters_do_not_wait_behind_the_servers_of_others(db: Db) {
        let bench = Bench::on(db.clone());
        let mut tx = db.begin().await.unwrap();
        for n in [11, 12] {
            bench.mood(n, vec![Mood::Hang]);
        }
        for n in 11..=16 {
            enqueue(&mut tx, &Fetch { n }).await.unwrap();
        }
        tx.commit().await.unwrap();
        let worker = bench.worker_with(|jobs| {
            jobs.every_outside(Schedule::Minutes(5), "look", |bench: Bench| async move {
                bench.done.lock().unwrap().push(99);
                Ok(())
            });
        });
        let (stop, stopped) = oneshot::channel::<()>();
        let task = tokio::spawn(async move { worker.with_grace(Duration::ZERO).run(async { stopped.await.ok(); }).await });
        until("two wait", async || bench.queue().counts().await.unwrap().running == 2).await;
        bench.wait(600);
        ask(&db, 1..=4).await;
        until("the letters left", async || bench.done() == [1, 2, 3, 4]).await;
        // No more than two wait for others, schedules among them.
        until("only two run", async || bench.queue().counts().await.unwrap().running == 2).await;
        assert_eq!(bench.done(), [1, 2, 3, 4]);
        stop.send(()).unwrap();
        task.await.unwrap();
        // What waited is done once the others answer.
        bench.worker_with(|jobs| {
            jobs.every_outside(Schedule::Minutes(5), "look", |bench: Bench| async move {
                bench.done.lock().unwrap().push(99);
                Ok(())
            });
        }).run_until_idle().await.unwrap();
        assert_eq!(bench.done(), [1, 2, 3, 4, 11, 12, 13, 14, 15, 16, 99]);
    }

    async fn a_stop_waits_for_what_runs_and_gives_back_the_rest(db: Db) {
        let bench = Bench::on(db.clone());
        bench.mood(1, vec![Mood::Hang]);
        ask(&db, [1, 2]).await;
        let running = start(&bench, Duration::from_millis(300));
        until("the second is done", async || bench.done() == [2]).await;
        running.stop().await;
        assert_eq!(
            bench.queue().counts().await.unwrap(),
            Counts { waiting: 1, done: 1, ..Counts::default() }
        );
        bench.worker().run_until_idle().await.unwrap();
        assert_eq!(bench.done(), [1, 2]);
    }

    async fn the_job_of_a_dead_worker_is_taken_within_a_minute(db: Db) {
        let bench = Bench::on(db.clone());
        bench.mood(1, vec![Mood::Hang]);
        ask(&db, [1]).await;
        let running = start(&bench, Duration::ZERO);
        until("it hangs", async || bench.took_its_moods(1)).await;
        running.task.abort();
        running.task.await.unwrap_err();

        let worker = bench.worker();
        bench.wait(40);
        worker.run_until_idle().await.unwrap();
        assert_eq!(bench.done().len(), 0, "its lease still holds");
        bench.wait(6);
        worker.run_until_idle().await.unwrap();
        assert_eq!(bench.done(), [1]);
    }

    async fn who_is_alone_takes_the_jobs_of_the_dead_at_once(db: Db) {
        let bench = Bench::on(db.clone());
        bench.mood(1, vec![Mood::Hang]);
        ask(&db, [1]).await;
        let running = start(&bench, Duration::ZERO);
        until("it hangs", async || bench.took_its_moods(1)).await;
        running.task.abort();
        running.task.await.unwrap_err();

        assert_eq!(bench.queue().take_back().await.unwrap(), 1);
        bench.worker().run_until_idle().await.unwrap();
        assert_eq!(bench.done(), [1]);
    }

    async fn a_long_job_is_held_by_its_worker(db: Db) {
        let bench = Bench::on(db.clone());
        bench.mood(1, vec![Mood::Hang]);
        ask(&db, [1]).await;
        let worker = bench.worker().with_lease(Duration::from_millis(400));
        let task = tokio::spawn(async move { worker.run(std::future::pending()).await });
        until("it hangs", async || bench.took_its_moods(1)).await;
        for _ in 0..5 {
            time::sleep(Duration::from_millis(200)).await;
            bench.clock.advance(Duration::from_millis(200));
            bench.worker().run_until_idle().await.unwrap();
        }
        assert_eq!(bench.done().len(), 0, "nobody took it meanwhile");
        task.abort();
    }

    async fn a_job_begins_soon_after_its_commit(db: Db) {
        let bench = Bench::on(db.clone());
        let running = start(&bench, Duration::from_secs(10));
        let mut waits = Vec::new();
        for n in 0..30 {
            ask(&db, [n]).await;
            let committed = Instant::now();
            let count = usize::try_from(n).unwrap() + 1;
            until("it is done", async || bench.done.lock().unwrap().len() == count).await;
            waits.push(committed.elapsed());
        }
        running.stop().await;
        waits.sort();
        println!("from commit to done on {:?}: median {:?}, worst {:?}", db.kind(), waits[15], waits[29]);
        assert!(waits[15] < Duration::from_millis(100), "median {:?}", waits[15]);
    }
}

/// Two servers, each with a pool of its own, and an act of a third: as in production.
#[tokio::test]
async fn two_servers_on_one_postgres_share_the_work_and_wake_one_another() {
    let Ok(server) = env::var("GRIOT_TEST_POSTGRES") else {
        assert!(env::var_os("CI").is_none(), "CI needs GRIOT_TEST_POSTGRES");
        return;
    };
    let url = griot_testkit::fresh_postgres_url(&server).await;
    let first = Db::open_postgres(&url).await.unwrap();
    first.migrate(&[griot_db::SCHEMA]).await.unwrap();
    first.migrate(SCHEMAS).await.unwrap();
    let one = Bench::on(first);
    let two = Bench { db: Db::open_postgres(&url).await.unwrap(), ..one.clone() };
    let third = Db::open_postgres(&url).await.unwrap();
    let watching = [one.db.clone(), two.db.clone()].map(|db| tokio::spawn(async move { db.watch().await }));
    let running = [start(&one, Duration::from_secs(10)), start(&two, Duration::from_secs(10))];
    time::sleep(Duration::from_millis(300)).await;

    let mut waits = Vec::new();
    for n in 0..20 {
        ask(&third, [n]).await;
        let committed = Instant::now();
        until("it is done", async || one.done.lock().unwrap().contains(&n)).await;
        waits.push(committed.elapsed());
    }
    waits.sort();
    println!("from a commit elsewhere to done: median {:?}, worst {:?}", waits[10], waits[19]);
    assert!(waits[10] < Duration::from_millis(100), "median {:?}", waits[10]);

    ask(&third, 20..300).await;
    until("all are done", async || one.done.lock().unwrap().len() >= 300).await;
    for running in running {
        running.stop().await;
    }
    for task in watching {
        task.abort();
    }
    assert_eq!(one.done(), (0..300).collect::<Vec<_>>());
    assert_eq!(one.queue().counts().await.unwrap(), Counts { done: 300, ..Counts::default() });
}
