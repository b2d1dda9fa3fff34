//! Several real servers on one PostgreSQL.

use std::time::{Duration, Instant};

use griot_db::{Db, on};
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
