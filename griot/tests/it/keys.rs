//! A new key seals what older ones sealed, on both databases, and then an older one can go.

use std::sync::Arc;

use griot::{compose::Pillars, house, keys};
use griot_config::{Config, Overrides};
use griot_crypto::{Keys, Purpose};
use griot_db::{change, on};
use griot_delivery::Email;
use griot_kernel::{Language, PersonId, SystemClock, SystemRandom};
use griot_people::{commands as people, second::Secret, store::secrets};
use griot_voices::{acts::follow, store::guests};
use griot_web::Section;
use tempfile::TempDir;

use crate::program::{Program, says};

/// More than one batch.
const MANY: usize = 450;

fn config(folder: &TempDir, more: &[(&str, &str)]) -> Config {
    let key = folder.path().join("griot.key").display().to_string();
    let mut environment = vec![("GRIOT_KEY_FILE".to_owned(), key)];
    environment.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    let overrides = Overrides { data: Some(folder.path().join("data")), listen: None };
    Config::read(None, environment, overrides).unwrap()
}

async fn open(config: &Config) -> (Section, Pillars) {
    house::enter(config, Arc::new(SystemClock), false).await.unwrap()
}

fn address(number: usize) -> Email {
    Email::parse(&format!("guest-{number}@example.org")).unwrap()
}

/// Someone with one-time codes, and many guests.
async fn furnish(section: &Section) -> PersonId {
    let awa = people::add_person(section, "Awa", "awa@example.org", Language::FRENCH).await.unwrap();
    let (now, random) = (section.clock.now(), section.random.as_ref());
    let sealed = Secret::fresh(random).seal(&section.keys, awa, random);
    let mut tx = section.db.begin().await.unwrap();
    secrets::set_totp(&mut tx, awa, Some(&sealed)).await.unwrap();
    for number in 0..MANY {
        follow::guest(&mut tx, &section.keys, &address(number), Language::FRENCH, now, random).await.unwrap();
    }
    tx.commit().await.unwrap();
    awa
}

async fn counts(section: &Section, pillars: &Pillars) -> Vec<u64> {
    let mut db = section.db.read().await.unwrap();
    let mut counts = Vec::new();
    for id in section.keys.ids() {
        counts.push(pillars.sealed_with(&mut db, &Keys::mark_of(id)).await.unwrap());
    }
    counts
}

async fn are_sealed_anew(config: &Config) {
    let (section, pillars) = open(config).await;
    let awa = furnish(&section).await;
    assert_eq!(counts(&section, &pillars).await, [451]);
    section.db.close().await;
    Keys::rotate(&config.key_file, &SystemRandom).unwrap();

    let (section, pillars) = open(config).await;
    assert_eq!(counts(&section, &pillars).await, [0, 451]);
    // What no key opens is counted, and in nobody's way.
    let strange = Keys::generate(&SystemRandom).seal(Purpose("other"), b"x", b"", &SystemRandom);
    let strange = [[0; 32].as_slice(), &Keys::mark_of(77), &strange[5..]].concat();
    let mut tx = section.db.begin().await.unwrap();
    const SPOIL: &str = "update comment_guest set sealed = $1 where digest = $2";
    let digest = follow::digest(&section.keys, &address(7));
    change!(tx, conn => query(SPOIL).bind(strange.as_slice()).bind(digest.as_slice()).execute(conn)).unwrap();
    tx.commit().await.unwrap();
    let done = pillars.reseal(&section).await.unwrap();
    assert_eq!((done.sealed, done.closed), (450, 1));
    assert_eq!(counts(&section, &pillars).await, [450, 0]);
    assert_eq!(pillars.reseal(&section).await.unwrap().sealed, 0, "it is done once");
    section.db.close().await;

    keys::forget(config, 1).await.unwrap();
    let (section, _) = open(config).await;
    assert_eq!(section.keys.ids(), [2]);
    let mut db = section.db.read().await.unwrap();
    let totp = secrets::of(&mut db, awa).await.unwrap().totp.unwrap();
    assert!(Secret::open(&section.keys, awa, &totp).is_some());
    const ONE: &str = "select id from comment_guest where digest = $1";
    let digest = follow::digest(&section.keys, &address(8));
    let id: uuid::Uuid = on!(db, conn => query_scalar(ONE).bind(digest.as_slice()).fetch_one(conn)).unwrap();
    let guest = guests::by_id(&mut db, id.into()).await.unwrap().unwrap();
    assert_eq!(follow::address(&section.keys, &guest).unwrap().as_str(), address(8).as_str());
    drop(db);
    section.db.close().await;
}

#[tokio::test]
async fn what_older_keys_sealed_is_sealed_anew_in_a_file() {
    let folder = TempDir::new().unwrap();
    are_sealed_anew(&config(&folder, &[])).await;
}

#[tokio::test]
async fn what_older_keys_sealed_is_sealed_anew_on_a_server() {
    let Ok(server) = std::env::var("GRIOT_TEST_POSTGRES") else {
        assert!(std::env::var_os("CI").is_none(), "CI needs GRIOT_TEST_POSTGRES");
        return;
    };
    let url = griot_testkit::fresh_postgres_url(&server).await;
    let folder = TempDir::new().unwrap();
    are_sealed_anew(&config(&folder, &[("GRIOT_DATABASE_URL", &url)])).await;
}

#[tokio::test]
async fn a_key_that_still_seals_something_is_not_forgotten() {
    let folder = TempDir::new().unwrap();
    let config = config(&folder, &[]);
    let (section, _) = open(&config).await;
    furnish(&section).await;
    section.db.close().await;
    Keys::rotate(&config.key_file, &SystemRandom).unwrap();

    let listed = says(&["keys"], folder.path(), &[]);
    assert!(listed.contains("en service") && listed.contains("griot keys reseal"), "{listed}");
    for (id, why) in [("1", "scelle encore quelque chose"), ("2", "est en service"), ("9", "de ce numéro")] {
        let said = says(&["keys", "forget", id], folder.path(), &[]);
        assert!(said.contains(why), "{said}");
    }
    assert_eq!(Keys::open_existing(&config.key_file).unwrap().count(), 2);
    let said = says(&["keys", "reseal"], folder.path(), &[]);
    assert!(said.contains("451"), "{said}");
    let listed = says(&["keys"], folder.path(), &[]);
    assert!(listed.contains("griot keys forget 1"), "{listed}");
    let said = says(&["keys", "forget", "1"], folder.path(), &[]);
    assert!(said.contains("n’est plus dans le fichier"), "{said}");
    assert_eq!(Keys::open_existing(&config.key_file).unwrap().ids(), [2]);
}

#[tokio::test]
async fn a_new_key_seals_anew_at_once_unless_a_server_runs() {
    let folder = TempDir::new().unwrap();
    let program = Program::start("serve", folder.path(), &[]).await;
    let said = says(&["keys", "rotate"], folder.path(), &[]);
    assert!(said.contains("Redémarrez tous les serveurs") && !said.contains("Scellé de nouveau"), "{said}");
    program.stop();
    let said = says(&["keys", "rotate"], folder.path(), &[]);
    assert!(said.contains("Scellé de nouveau") && !said.contains("Redémarrez"), "{said}");
}
