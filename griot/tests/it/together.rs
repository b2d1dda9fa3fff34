//! Several real servers on one PostgreSQL.

use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use griot_db::{Db, change, on};
use griot_kernel::SystemClock;
use griot_voices::{
    acts::publish,
    model::{PostState, Schedule},
    store::{blogs, posts},
};
use tempfile::TempDir;

use crate::program::{Person, Program};

/// A database server that tests may fill, if there is one here.
fn server() -> Option<String> {
    let named = std::env::var("GRIOT_TEST_POSTGRES").ok();
    if named.is_none() {
        assert!(std::env::var_os("CI").is_none(), "CI needs GRIOT_TEST_POSTGRES");
        eprintln!("skipped: GRIOT_TEST_POSTGRES names no server");
    }
    named
}

/// Until when this page shows these words; how long it took.
async fn shown(reader: &Person, path: &str, words: &str, within: Duration) -> Option<Duration> {
    let start = Instant::now();
    loop {
        if reader.get(path).await.text.contains(words) {
            return Some(start.elapsed());
        }
        if start.elapsed() > within {
            return None;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Ends every connection over which a server listens for what the others tell.
async fn cut_the_lines(db: &Db) -> usize {
    const SQL: &str = "select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and query ilike 'listen%' and pid <> pg_backend_pid()";
    let mut conn = db.read().await.unwrap();
    let ended: Vec<bool> = on!(conn, c => query_scalar(SQL).fetch_all(c)).unwrap();
    ended.into_iter().filter(|ended| *ended).count()
}

/// Has the minute in which this schedule last ran be an earlier one, once it is known.
async fn as_if_earlier(db: &Db, schedule: &str) {
    const SQL: &str = "update schedule set slot = slot - 120000 where name = $1";
    for _ in 0..100 {
        let mut tx = db.begin().await.unwrap();
        let known = change!(tx, c => query(SQL).bind(schedule).execute(c)).unwrap();
        tx.commit().await.unwrap();
        if known > 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("nobody keeps {schedule}");
}

async fn runs_of(db: &Db, schedule: &str) -> BTreeSet<String> {
    const SQL: &str = "select key from job where name = $1";
    let mut conn = db.read().await.unwrap();
    let keys: Vec<String> = on!(conn, c => query_scalar(SQL).bind(schedule).fetch_all(c)).unwrap();
    let count = keys.len();
    let keys = BTreeSet::from_iter(keys);
    assert_eq!(keys.len(), count, "no slot has two jobs");
    keys
}

#[tokio::test]
async fn what_one_server_publishes_the_other_shows_within_a_second() {
    const SECOND: Duration = Duration::from_secs(1);
    let Some(server) = server() else { return };
    let url = griot_testkit::fresh_postgres_url(&server).await;
    let (here, there) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let key = here.path().join("griot.key").to_str().unwrap().to_owned();
    let shared = [("GRIOT_DATABASE_URL", url.as_str()), ("GRIOT_KEY_FILE", key.as_str())];
    let one = Program::start("serve", here.path(), &shared).await;
    let mut writer = Person::open_section(&one).await;
    let mut two = Program::start("serve", there.path(), &shared).await;
    let db = Db::open_postgres(&url).await.unwrap();

    let reader = Person::new(&two);
    let csrf = writer.csrf("/me/blogs/new").await;
    writer.open_blog(&csrf, "Carnet de Kaya").await;
    assert!(shown(&reader, "/blogs", "Carnet de Kaya", SECOND).await.is_some());
    // Pages lie in the memory of the second server before the post is there.
    for path in ["/", "/blogs/carnet-de-kaya"] {
        assert_eq!(reader.get(path).await.status, 200, "{path}");
    }
    for (title, slug, cut) in
        [("Le premier puits", "le-premier-puits", false), ("Le second puits", "le-second-puits", true)]
    {
        if cut {
            assert_eq!(cut_the_lines(&db).await, 2, "each server listens over one connection");
            // The line is opened again after half a second.
            tokio::time::sleep(2 * SECOND).await;
            assert!(two.lives(), "{}", two.said());
        }
        let draft = writer.draft(&csrf, title).await;
        let done = writer.save(&csrf, &draft, title, "publish").await;
        assert_eq!(done.status, 303, "{}", done.text);
        let answered = Instant::now();
        for path in ["/blogs/carnet-de-kaya", &format!("/blogs/carnet-de-kaya/{slug}"), "/"] {
            assert!(shown(&reader, path, title, SECOND).await.is_some(), "{path}: {}", two.said());
        }
        assert!(answered.elapsed() < SECOND, "{:?}", answered.elapsed());
    }
    // Whoever signed in at one is signed in at the other: sessions are rows.
    writer.go_to(&two);
    assert_eq!(writer.get("/me").await.status, 200);

    // While the line is cut, too, nothing old stays: a lost line empties the memory.
    let draft = writer.draft(&csrf, "Le troisième puits").await;
    writer.go_to(&one);
    assert_eq!(cut_the_lines(&db).await, 2);
    assert_eq!(writer.save(&csrf, &draft, "Le troisième puits", "publish").await.status, 303);
    let late = shown(&reader, "/", "Le troisième puits", 5 * SECOND).await;
    assert!(late.is_some(), "{}", two.said());
    db.close().await;
}

#[tokio::test]
async fn what_is_planned_comes_out_once_however_many_servers_there_are() {
    const KEEPS_HOURS: &str = "every/voices.keep-hours";
    let Some(server) = server() else { return };
    let url = griot_testkit::fresh_postgres_url(&server).await;
    let (here, there) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let key = here.path().join("griot.key").to_str().unwrap().to_owned();
    let shared = [("GRIOT_DATABASE_URL", url.as_str()), ("GRIOT_KEY_FILE", key.as_str())];
    let first = Program::start("serve", here.path(), &shared).await;
    let writer = Person::open_section(&first).await;
    let csrf = writer.csrf("/me/blogs/new").await;
    writer.open_blog(&csrf, "Carnet de Kaya").await;
    let draft = writer.draft(&csrf, "Le forage").await;
    assert_eq!(writer.save(&csrf, &draft, "Le forage", "save").await.status, 303);
    let id = draft.rsplit('/').next().unwrap().parse().unwrap();

    // While nobody serves, its hour comes: noted as the page would, in an act of its own.
    let db = Db::open_postgres(&url).await.unwrap();
    first.stop();
    as_if_earlier(&db, KEEPS_HOURS).await;
    let now = griot_kernel::Clock::now(&SystemClock);
    let mut tx = db.begin().await.unwrap();
    let post = posts::by_id(&mut tx, id).await.unwrap().unwrap();
    let hour = Schedule { at: now - Duration::from_secs(1), not_after: None };
    publish::later(&mut tx, &post, hour, now).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    let before = runs_of(&db, KEEPS_HOURS).await;

    // Both see at the same moment that a minute has gone by.
    let (one, two) = tokio::join!(
        Program::start("serve", here.path(), &shared),
        Program::start("serve", there.path(), &shared)
    );
    let reader = Person::new(&two);
    let path = "/blogs/carnet-de-kaya/le-forage";
    let came = shown(&reader, path, "L’eau est revenue.", Duration::from_secs(30)).await;
    assert!(came.is_some(), "{}\n{}", one.said(), two.said());
    tokio::time::sleep(Duration::from_secs(3)).await;
    let runs = runs_of(&db, KEEPS_HOURS).await;
    // A minute may have gone by meanwhile; each has one run, and only one server had it.
    assert!((1..=2).contains(&runs.difference(&before).count()), "{before:?} {runs:?}");
    let mut conn = db.read().await.unwrap();
    let blog = blogs::by_slug(&mut conn, "carnet-de-kaya").await.unwrap().unwrap();
    let post = posts::by_slug(&mut conn, blog.id, "le-forage").await.unwrap().unwrap();
    assert_eq!((post.state, post.revision), (PostState::Published, 2));
    drop(conn);
    for site in [&one, &two] {
        let visitor = Person::new(site);
        let feed = visitor.get("/feeds/all.atom").await.text;
        assert_eq!(feed.matches("<entry").count(), 1, "{feed}");
        assert!(shown(&visitor, "/activity", "a publié un billet", Duration::from_secs(10)).await.is_some());
        let activity = visitor.get("/activity").await.text;
        assert_eq!(activity.matches("a publié un billet").count(), 1, "{activity}");
    }
    db.close().await;
}
