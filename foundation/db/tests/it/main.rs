//! What the door promises, on SQLite and on PostgreSQL alike.
#![cfg(test)]

use std::time::Duration;

use griot_db::{Conn, Db, DbError, Schema, Step, Tx, change, on, outbox};
use griot_kernel::Event;
use griot_testkit::contract;
use serde::{Deserialize, Serialize};

const STEP: &str = "create table jar (name text primary key, n bigint not null)";
const JARS: Schema =
    Schema { name: "jars", steps: &[Step { name: "0001_jars", sqlite: STEP, postgres: STEP }] };

#[derive(Serialize, Deserialize)]
struct JarFilled {
    n: i64,
}
impl Event for JarFilled {
    const NAME: &'static str = "jars.filled.v1";
}

async fn fill(tx: &mut Tx, name: &str, n: i64) -> Result<u64, DbError> {
    const SQL: &str = "insert into jar (name, n) values ($1, $2)";
    change!(tx, conn => query(SQL).bind(name).bind(n).execute(conn))
}

async fn held(db: &mut Conn, name: &str) -> Result<Option<i64>, DbError> {
    const SQL: &str = "select n from jar where name = $1";
    on!(db, conn => query_scalar(SQL).bind(name).fetch_optional(conn))
}

contract! { &[JARS];
    async fn an_act_is_kept_whole_or_not_at_all(db: Db) {
        let mut tx = db.begin().await.unwrap();
        fill(&mut tx, "kept", 1).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = db.begin().await.unwrap();
        fill(&mut tx, "lost", 1).await.unwrap();
        outbox::publish(&mut tx, &JarFilled { n: 1 }).await.unwrap();
        drop(tx);

        let mut read = db.read().await.unwrap();
        assert_eq!(held(&mut read, "kept").await.unwrap(), Some(1));
        assert_eq!(held(&mut read, "lost").await.unwrap(), None);
        assert_eq!(outbox::waiting(&mut read, 10).await.unwrap(), vec![]);
    }

    async fn a_taken_value_is_told_from_a_failure(db: Db) {
        let mut tx = db.begin().await.unwrap();
        fill(&mut tx, "one", 1).await.unwrap();
        assert!(matches!(fill(&mut tx, "one", 2).await, Err(DbError::Taken(_))));
    }

    async fn what_is_told_waits_in_the_outbox_until_it_is_removed(db: Db) {
        let mut tx = db.begin().await.unwrap();
        outbox::publish(&mut tx, &JarFilled { n: 7 }).await.unwrap();
        outbox::ask(&mut tx, "jars.clean", &JarFilled { n: 8 }).await.unwrap();
        tx.commit().await.unwrap();
        tokio::time::timeout(Duration::from_secs(5), db.told()).await.expect("the relay is woken");

        let mut tx = db.begin().await.unwrap();
        let lines = outbox::waiting(&mut tx, 10).await.unwrap();
        assert_eq!(lines.iter().map(|l| l.name.as_str()).collect::<Vec<_>>(), ["jars.filled.v1", "jars.clean"]);
        assert_eq!((lines[0].kind.as_str(), lines[0].payload.as_str()), ("event", r#"{"n":7}"#));
        assert!(outbox::remove(&mut tx, lines[0].id).await.unwrap());
        assert!(!outbox::remove(&mut tx, lines[0].id).await.unwrap());
    }

    async fn a_listener_hears_a_line_once(db: Db) {
        let mut tx = db.begin().await.unwrap();
        assert!(outbox::hear_once(&mut tx, 1, "home").await.unwrap());
        assert!(!outbox::hear_once(&mut tx, 1, "home").await.unwrap());
        assert!(outbox::hear_once(&mut tx, 1, "reach").await.unwrap());
    }

    async fn a_public_change_moves_the_generation_at_the_commit(db: Db) {
        let before = db.generation();
        let mut tx = db.begin().await.unwrap();
        tx.public_changed().await.unwrap();
        assert_eq!(db.generation(), before);
        tx.commit().await.unwrap();
        assert_ne!(db.generation(), before);
    }

    async fn two_acts_at_once_never_both_take_the_last_place(db: Db) {
        let mut tx = db.begin().await.unwrap();
        fill(&mut tx, "places", 1).await.unwrap();
        tx.commit().await.unwrap();

        let takers = (0..8).map(|_| { let db = db.clone(); tokio::spawn(async move { take_place(&db).await }) });
        let mut taken = 0;
        for taker in takers.collect::<Vec<_>>() {
            taken += i64::from(taker.await.unwrap());
        }
        assert_eq!(taken, 1);
        let mut read = db.read().await.unwrap();
        assert_eq!(held(&mut read, "places").await.unwrap(), Some(0));
    }

    async fn tables_are_made_once_and_a_newer_database_is_refused(db: Db) {
        db.migrate(&[JARS]).await.unwrap();
        let older = Schema { name: "jars", steps: &[] };
        let refusal = db.migrate(&[older]).await.unwrap_err();
        assert!(refusal.to_string().contains("newer than this program"), "{refusal}");
    }
}

async fn take_place(db: &Db) -> bool {
    loop {
        match try_to_take_place(db).await {
            Ok(taken) => return taken,
            Err(DbError::Conflict(_)) => {}
            Err(error) => panic!("{error:?}"),
        }
    }
}

async fn try_to_take_place(db: &Db) -> Result<bool, DbError> {
    let mut tx = db.begin().await?;
    let free = held(&mut tx, "places").await?.unwrap_or(0);
    tokio::time::sleep(Duration::from_millis(5)).await;
    if free > 0 {
        change!(tx, conn => query("update jar set n = n - 1 where name = 'places'").execute(conn))?;
    }
    tx.commit().await?;
    Ok(free > 0)
}

#[tokio::test]
async fn beginning_twice_in_one_task_is_caught() {
    let fresh = griot_testkit::sqlite(&[]).await;
    let db = fresh.db();
    let caught = tokio::spawn(async move {
        let _tx = db.begin().await.unwrap();
        let _again = db.begin().await;
    })
    .await;
    assert!(caught.unwrap_err().is_panic());
}

#[tokio::test]
async fn a_second_server_does_not_get_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let lock = griot_db::FolderLock::take(folder.path()).unwrap();
    assert!(lock.is_some());
    assert!(griot_db::FolderLock::take(folder.path()).unwrap().is_none());
    drop(lock);
    assert!(griot_db::FolderLock::take(folder.path()).unwrap().is_some());
}

#[tokio::test]
async fn a_change_from_the_command_line_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("house.db");
    let server = Db::open_sqlite(&file).await.unwrap();
    server.migrate(&[griot_db::SCHEMA]).await.unwrap();
    let watching = server.clone();
    let watch = tokio::spawn(async move { watching.watch().await });
    tokio::time::sleep(Duration::from_millis(200)).await;
    let before = server.generation();

    let command_line = Db::open_sqlite(&file).await.unwrap();
    let mut tx = command_line.begin().await.unwrap();
    tx.public_changed().await.unwrap();
    tx.commit().await.unwrap();

    tokio::time::sleep(Duration::from_millis(1500)).await;
    watch.abort();
    assert_ne!(server.generation(), before);
}
