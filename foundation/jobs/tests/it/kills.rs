//! Servers that are killed without warning in the middle of their work.

use std::{
    env,
    process::{Command, Stdio},
    sync::Arc,
    time::Duration,
};

use griot_db::{Db, DbError, Schema, Step, Tx, change, on, outbox};
use griot_jobs::{Job, JobError, Jobs, Queue, Worker, enqueue};
use griot_kernel::{Event, SharedClock, SystemClock};
use serde::{Deserialize, Serialize};

const TOLD: &str = "create table told (n bigint not null)";
const SENT: &str = "create table sent (n bigint primary key, times bigint not null)";
const SCHEMAS: &[Schema] = &[
    griot_db::SCHEMA,
    griot_jobs::SCHEMA,
    Schema {
        name: "kills",
        steps: &[
            Step { name: "0001_told", sqlite: TOLD, postgres: TOLD },
            Step { name: "0002_sent", sqlite: SENT, postgres: SENT },
        ],
    },
];
const ROUNDS: i64 = 12;
const EACH: i64 = 40;
const WHERE: &str = "GRIOT_JOBS_VICTIM";

#[derive(Serialize, Deserialize)]
struct Letter {
    n: i64,
}

impl Job<Db> for Letter {
    const NAME: &'static str = "kills.letter";

    async fn run(&self, db: &Db) -> Result<(), JobError> {
        const SQL: &str = "insert into sent (n, times) values ($1, 1)
            on conflict (n) do update set times = sent.times + 1";
        let mut tx = db.begin().await?;
        change!(tx, conn => query(SQL).bind(self.n).execute(conn))?;
        tx.commit().await?;
        tokio::time::sleep(Duration::from_millis(10)).await;
        Ok(())
    }
}

#[derive(Serialize, Deserialize)]
struct Told {
    n: i64,
}

impl Event for Told {
    const NAME: &'static str = "kills.told.v1";
}

/// Not repeatable by itself: a second time would leave a second row.
async fn on_told(tx: &mut Tx, news: Told) -> Result<(), DbError> {
    change!(tx, conn => query("insert into told (n) values ($1)").bind(news.n).execute(conn))?;
    Ok(())
}

async fn open(place: &str) -> Db {
    match place.strip_prefix("file:") {
        Some(file) => Db::open_sqlite(file.as_ref()).await.unwrap(),
        None => Db::open_postgres(place).await.unwrap(),
    }
}

fn worker(db: &Db) -> Worker<Db> {
    let clock: SharedClock = Arc::new(SystemClock);
    let mut jobs = Jobs::new();
    jobs.add::<Letter>().on("ear", on_told);
    Worker::new(db.clone(), clock, jobs, db.clone()).with_lease(Duration::from_secs(1))
}

/// Does nothing by itself: the tests below start it once more as a server, and kill that.
#[tokio::test]
async fn a_server_to_be_killed() {
    if let Ok(place) = env::var(WHERE) {
        worker(&open(&place).await).run(std::future::pending()).await;
    }
}

async fn survives(place: &str) {
    let db = open(place).await;
    db.migrate(SCHEMAS).await.unwrap();
    let queue = Queue::new(db.clone(), Arc::new(SystemClock));
    for round in 0..ROUNDS {
        for n in round * EACH..(round + 1) * EACH {
            let mut tx = db.begin().await.unwrap();
            enqueue(&mut tx, &Letter { n }).await.unwrap();
            outbox::publish(&mut tx, &Told { n }).await.unwrap();
            tx.commit().await.unwrap();
        }
        let mut server = Command::new(env::current_exe().unwrap())
            .args(["kills::a_server_to_be_killed", "--exact", "--test-threads=1"])
            .env(WHERE, place)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let before = queue.counts().await.unwrap().done;
        while queue.counts().await.unwrap().done <= before + round {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        server.kill().unwrap();
        server.wait().unwrap();
        assert!(queue.counts().await.unwrap().running > 0, "the kill hit nothing that ran");
    }

    while queue.counts().await.unwrap().done < 2 * ROUNDS * EACH {
        worker(&db).run_until_idle().await.unwrap();
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let mut read = db.read().await.unwrap();
    let told: Vec<i64> =
        on!(read, conn => query_scalar("select n from told order by n").fetch_all(conn)).unwrap();
    assert_eq!(told, (0..ROUNDS * EACH).collect::<Vec<_>>(), "every event is heard, and once");
    let sent: Vec<(i64, i64)> =
        on!(read, conn => query_as("select n, times from sent order by n").fetch_all(conn)).unwrap();
    assert_eq!(sent.len(), told.len(), "every letter is sent");
    let again = sent.iter().filter(|row| row.1 > 1).count();
    println!("{ROUNDS} kills: {again} of {} letters were begun again", sent.len());
    assert!(i64::try_from(again).unwrap() <= 4 * ROUNDS, "only what ran may be tried again");
}

#[tokio::test]
async fn twelve_kills_lose_nothing_and_repeat_no_news_on_sqlite() {
    let folder = tempfile::TempDir::new().unwrap();
    survives(&format!("file:{}", folder.path().join("kills.db").display())).await;
}

#[tokio::test]
async fn twelve_kills_lose_nothing_and_repeat_no_news_on_postgres() {
    match env::var("GRIOT_TEST_POSTGRES") {
        Ok(server) => survives(&griot_testkit::fresh_postgres_url(&server).await).await,
        Err(_) => assert!(env::var_os("CI").is_none(), "CI needs GRIOT_TEST_POSTGRES"),
    }
}
