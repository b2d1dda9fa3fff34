//! A clock that is wrong is said, and what is planned outlives it.

use std::{path::Path, process::Command, sync::Arc, time::Duration};

use griot::house;
use griot_config::{Config, Overrides};
use griot_db::{Db, change, on};
use griot_kernel::{Clock, Language, SystemClock, Timestamp};
use griot_people::commands as people;
use griot_voices::{
    acts::{publish, write},
    model::{Blog, BlogId, BlogKind, BlogState, CommentPolicy, Moderation, PostWords, Role, Schedule},
    store,
};
use tempfile::TempDir;

use crate::program::{Person, Program, command, says};

const HOUR: Duration = Duration::from_secs(3600);
const POST: &str = "/blogs/puits/le-puits";

/// A house with a post whose hour has come while nobody was there to publish it.
async fn with_a_post_that_is_due(folder: &Path) {
    let overrides = Overrides { data: Some(folder.join("data")), listen: None };
    let key = ("GRIOT_KEY_FILE".to_owned(), folder.join("griot.key").display().to_string());
    let config = Config::read(None, [key], overrides).unwrap();
    let (section, _) = house::enter(&config, Arc::new(SystemClock), false).await.unwrap();
    let awa = people::add_person(&section, "Awa", "awa@example.org", Language::FRENCH).await.unwrap();
    let (now, random) = (section.clock.now(), section.random.as_ref());
    let blog = Blog {
        id: BlogId::new(now, random),
        kind: BlogKind::Section,
        slug: "puits".to_owned(),
        title: "Le blog du puits".to_owned(),
        about: String::new(),
        language: Language::FRENCH,
        theme: 1,
        comments: CommentPolicy::Members,
        moderation: Moderation::Newcomers,
        owner: None,
        state: BlogState::Open,
        created_at: now,
    };
    let words = PostWords {
        title: "Le puits".to_owned(),
        body: "L’eau est revenue.".to_owned(),
        canonical_url: String::new(),
        source_name: String::new(),
    };
    let sent = write::Sent { words, language: Language::FRENCH, translation_of: None, tags: Vec::new() };
    let mut tx = section.db.begin().await.unwrap();
    store::blogs::insert(&mut tx, &blog).await.unwrap();
    store::blogs::set_author(&mut tx, blog.id, awa, Role::Author).await.unwrap();
    let post = write::begin(&mut tx, &blog, Some(awa), &sent, now, random).await.unwrap();
    let schedule = Schedule { at: now - HOUR, not_after: Some(now + 24 * HOUR) };
    publish::later(&mut tx, &post, schedule, now).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    section.db.close().await;
}

/// Has the house remember that it lived at this moment: for a clock, that is the same as
/// having been set wrong since.
async fn last_lived(folder: &Path, at: Timestamp) {
    const SQL: &str = "update schedule set slot = $1";
    let db = Db::open_sqlite(&folder.join("data/griot.db")).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    let known = change!(tx, conn => query(SQL).bind(at.as_millisecond()).execute(conn)).unwrap();
    tx.commit().await.unwrap();
    db.close().await;
    assert!(known > 0, "the house has lived");
}

async fn is_published(program: &Program) -> bool {
    match Person::new(program).get(POST).await.status {
        200 => true,
        404 => false,
        other => panic!("{POST} answers {other}"),
    }
}

async fn within_seconds(program: &Program) -> bool {
    for _ in 0..40 {
        if is_published(program).await {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
    false
}

#[tokio::test]
async fn a_clock_that_leapt_publishes_nothing_until_someone_has_looked() {
    let place = TempDir::new().unwrap();
    let folder = place.path();
    // It lives once, so that it knows when that was.
    Program::start("serve", folder, &[]).await.stop();
    with_a_post_that_is_due(folder).await;
    last_lived(folder, SystemClock.now() - 5 * 365 * 24 * HOUR).await;

    let program = Program::start("serve", folder, &[]).await;
    let said = program.said();
    assert!(said.contains("L’horloge a sauté") && said.contains("griot doctor --clock-is-right"), "{said}");
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert!(!is_published(&program).await, "in the wrong year nothing is published, and nothing is too late");
    let doctor = says(&["doctor"], folder, &[]);
    assert!(doctor.contains("✗ L’horloge a sauté"), "{doctor}");
    program.stop();

    let doctor = says(&["doctor", "--clock-is-right"], folder, &[]);
    assert!(doctor.contains("✓ L’horloge est plausible"), "{doctor}");
    let program = Program::start("serve", folder, &[]).await;
    assert!(!program.said().contains("horloge"), "{}", program.said());
    assert!(within_seconds(&program).await, "what waited goes on");
}

#[tokio::test]
async fn a_clock_that_is_slow_is_said_and_once_it_is_right_nothing_was_lost() {
    let place = TempDir::new().unwrap();
    let folder = place.path();
    Program::start("serve", folder, &[]).await.stop();
    with_a_post_that_is_due(folder).await;
    // By this clock the house lived in two years: it is slow, or it was fast before.
    last_lived(folder, SystemClock.now() + 2 * 365 * 24 * HOUR).await;

    let doctor = says(&["doctor"], folder, &[]);
    assert!(doctor.contains("✗ L’horloge retarde") && doctor.contains("Réglez l’heure"), "{doctor}");
    let english = says(&["doctor"], folder, &[("LANG", "en_GB.UTF-8")]);
    assert!(english.contains("✗ The clock is slow"), "{english}");
    let program = Program::start("serve", folder, &[]).await;
    assert!(program.said().contains("L’horloge retarde"), "{}", program.said());
    assert!(within_seconds(&program).await, "what a clock ahead of its time noted holds nothing up");
    program.stop();
    let doctor = says(&["doctor"], folder, &[]);
    assert!(doctor.contains("✓ L’horloge est plausible"), "{doctor}");
}

#[tokio::test]
async fn what_is_planned_comes_out_where_only_the_jobs_are_done() {
    let place = TempDir::new().unwrap();
    let folder = place.path();
    Program::start("serve", folder, &[]).await.stop();
    with_a_post_that_is_due(folder).await;
    last_lived(folder, SystemClock.now() - HOUR).await;

    let log = std::fs::File::create(folder.join("worked")).unwrap();
    let mut working = command(&["work"], folder, &[]).stderr(log).spawn().unwrap();
    let db = Db::open_sqlite(&folder.join("data/griot.db")).await.unwrap();
    let mut published = 0;
    for _ in 0..40 {
        const SQL: &str = "select count(*) from post where state = 'published'";
        let mut conn = db.read().await.unwrap();
        published = on!(conn, c => query_scalar::<_, i64>(SQL).fetch_one(c)).unwrap();
        if published > 0 {
            break;
        }
        drop(conn);
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
    let said = std::fs::read_to_string(folder.join("worked")).unwrap();
    assert_eq!(published, 1, "{said}");
    // It holds the folder as a server does, and ends in order when it is asked to.
    assert!(says(&["serve"], folder, &[]).contains("tient déjà ce dossier"));
    let id = working.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    assert!(working.wait().unwrap().success(), "{said}");
    db.close().await;
    let program = Program::start("serve", folder, &[]).await;
    assert!(within_seconds(&program).await);
}
