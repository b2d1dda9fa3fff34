use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use griot_db::{Conn, Db, DbError, Schema, Step, Tx, change, on, outbox};
use griot_jobs::{Job, JobError, Jobs, Queue, Worker, enqueue};
use griot_kernel::{Event, FixedClock, SharedClock};
use serde::{Deserialize, Serialize};

const STEP: &str = "create table heard_jar (n bigint not null, listener text not null)";
pub const SCHEMAS: &[Schema] = &[
    griot_jobs::SCHEMA,
    Schema { name: "jars", steps: &[Step { name: "0001_jars", sqlite: STEP, postgres: STEP }] },
];

/// What a test's jobs work with: a list of what was done, and moods that tell jobs to fail.
#[derive(Clone, Debug)]
pub struct Bench {
    pub db: Db,
    pub clock: Arc<FixedClock>,
    pub done: Arc<Mutex<Vec<i64>>>,
    pub moods: Arc<Mutex<HashMap<i64, Vec<Mood>>>>,
}

#[derive(Clone, Copy, Debug)]
pub enum Mood {
    Retry,
    Fail,
    Panic,
    Hang,
}

impl Bench {
    pub fn on(db: Db) -> Self {
        let now = "2013-02-14T09:30:00Z".parse().unwrap();
        Self { db, clock: Arc::new(FixedClock::at(now)), done: Arc::default(), moods: Arc::default() }
    }

    pub fn clock(&self) -> SharedClock {
        self.clock.clone()
    }

    pub fn queue(&self) -> Queue {
        Queue::new(self.db.clone(), self.clock())
    }

    pub fn worker(&self) -> Worker<Self> {
        self.worker_with(|_| {})
    }

    pub fn worker_with(&self, more: impl FnOnce(&mut Jobs<Self>)) -> Worker<Self> {
        let mut jobs = Jobs::new();
        jobs.add::<Send>().add::<Fetch>().on("cellar", into_cellar).on("attic", into_attic);
        more(&mut jobs);
        Worker::new(self.db.clone(), self.clock(), jobs, self.clone())
    }

    /// What job `n` does the next times, the first first.
    pub fn mood(&self, n: i64, mut moods: Vec<Mood>) {
        moods.reverse();
        self.moods.lock().unwrap().insert(n, moods);
    }

    /// Whether job `n` began as often as it has moods: being noted as running comes before.
    pub fn took_its_moods(&self, n: i64) -> bool {
        self.moods.lock().unwrap().get(&n).is_some_and(Vec::is_empty)
    }

    pub fn done(&self) -> Vec<i64> {
        let mut done = self.done.lock().unwrap().clone();
        done.sort_unstable();
        done
    }

    pub fn wait(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
    }
}

/// Like a letter to be sent.
#[derive(Serialize, Deserialize)]
pub struct Send {
    pub n: i64,
}

impl Job<Bench> for Send {
    const NAME: &'static str = "jars.send";

    async fn run(&self, bench: &Bench) -> Result<(), JobError> {
        bench.run(self.n).await
    }
}

/// Like a page to be fetched from someone else's server.
#[derive(Serialize, Deserialize)]
pub struct Fetch {
    pub n: i64,
}

impl Job<Bench> for Fetch {
    const NAME: &'static str = "jars.fetch";
    const OUTSIDE: bool = true;

    async fn run(&self, bench: &Bench) -> Result<(), JobError> {
        bench.run(self.n).await
    }
}

impl Bench {
    async fn run(&self, n: i64) -> Result<(), JobError> {
        let mood = self.moods.lock().unwrap().get_mut(&n).and_then(Vec::pop);
        match mood {
            Some(Mood::Retry) => return Err(JobError::retry("the post office is closed")),
            Some(Mood::Fail) => return Err(JobError::fail("550 no such box: awa@example.org")),
            Some(Mood::Panic) => panic!("the postman fell"),
            Some(Mood::Hang) => std::future::pending().await,
            None => {}
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
        self.done.lock().unwrap().push(n);
        Ok(())
    }
}

#[derive(Serialize, Deserialize)]
pub struct JarFilled {
    pub n: i64,
}

impl Event for JarFilled {
    const NAME: &'static str = "jars.filled.v1";
}

pub async fn into_cellar(tx: &mut Tx, news: JarFilled) -> Result<(), DbError> {
    note(tx, news.n, "cellar").await
}

pub async fn into_attic(tx: &mut Tx, news: JarFilled) -> Result<(), DbError> {
    note(tx, news.n, "attic").await
}

pub async fn note(tx: &mut Tx, n: i64, listener: &str) -> Result<(), DbError> {
    const SQL: &str = "insert into heard_jar (n, listener) values ($1, $2)";
    change!(tx, conn => query(SQL).bind(n).bind(listener).execute(conn))?;
    Ok(())
}

pub async fn noted(db: &mut Conn) -> Vec<(i64, String)> {
    const SQL: &str = "select n, listener from heard_jar order by n, listener";
    on!(db, conn => query_as(SQL).fetch_all(conn)).unwrap()
}

pub async fn ask(db: &Db, numbers: impl IntoIterator<Item = i64>) {
    let mut tx = db.begin().await.unwrap();
    for n in numbers {
        enqueue(&mut tx, &Send { n }).await.unwrap();
    }
    tx.commit().await.unwrap();
}

pub async fn tell(db: &Db, numbers: impl IntoIterator<Item = i64>) {
    let mut tx = db.begin().await.unwrap();
    for n in numbers {
        outbox::publish(&mut tx, &JarFilled { n }).await.unwrap();
    }
    tx.commit().await.unwrap();
}
