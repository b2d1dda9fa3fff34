//! Several servers on one database, one server on one folder, and what a backup brings back.

use std::{sync::Arc, time::Duration};

use axum::{body::Body, http::Request};
use griot::{archive, erased, house};
use griot_config::{Config, Overrides};
use griot_db::FolderLock;
use griot_kernel::{Language, SystemClock};
use griot_people::{commands as people, store::persons};
use griot_web::{Doors, Section, Settings, assemble};
use http_body_util::BodyExt;
use tempfile::TempDir;
use tower::ServiceExt;

use crate::program::{Person, Program, says};

fn config(folder: &TempDir, name: &str, environment: Vec<(String, String)>) -> Config {
    let overrides = Overrides { data: Some(folder.path().join(name)), listen: None };
    Config::read(None, environment, overrides).unwrap()
}

async fn front(app: &Doors) -> String {
    let request = Request::get("/").body(Body::empty()).unwrap();
    let response = app.clone().oneshot(request).await.unwrap();
    String::from_utf8(response.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap()
}

async fn rename(section: &Section, name: &str) {
    let mut tx = section.db.begin().await.unwrap();
    Settings { name: name.to_owned(), ..Settings::default() }.save(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn what_one_server_publishes_the_other_shows_within_a_second() {
    let Ok(server) = std::env::var("GRIOT_TEST_POSTGRES") else {
        assert!(std::env::var_os("CI").is_none(), "CI needs GRIOT_TEST_POSTGRES");
        eprintln!("skipped: GRIOT_TEST_POSTGRES names no server");
        return;
    };
    let folder = TempDir::new().unwrap();
    let url = griot_testkit::fresh_postgres_url(&server).await;
    let key = folder.path().join("griot.key").to_str().unwrap().to_owned();
    let shared = |name| {
        let environment = [("GRIOT_DATABASE_URL", &url), ("GRIOT_KEY_FILE", &key)];
        config(&folder, name, environment.map(|(name, value)| (name.to_owned(), value.clone())).to_vec())
    };
    let (one, rooms) = house::enter(&shared("one"), Arc::new(SystemClock), false).await.unwrap();
    let (two, _) = house::enter(&shared("two"), Arc::new(SystemClock), false).await.unwrap();
    let other = assemble(&two, rooms.routes());
    let watched = two.db.clone();
    let watch = tokio::spawn(async move { watched.watch().await });
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(!front(&other).await.contains("Maison partagée"));

    rename(&one, "Maison partagée").await;
    let mut shown = false;
    for _ in 0..20 {
        shown = shown || front(&other).await.contains("Maison partagée");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    watch.abort();
    assert!(shown, "the other server still shows the old name after a second");
}

#[tokio::test]
async fn a_house_opens_with_its_own_key_only() {
    let folder = TempDir::new().unwrap();
    let key = |name: &str| {
        let path = folder.path().join(name).to_str().unwrap().to_owned();
        config(&folder, "data", vec![("GRIOT_KEY_FILE".to_owned(), path)])
    };
    let open = |config: Config| async move { house::enter(&config, Arc::new(SystemClock), false).await };
    open(key("own.key")).await.unwrap();
    house::rotate_keys(&key("own.key")).unwrap();
    open(key("own.key")).await.unwrap();
    let missing = open(key("other.key")).await.unwrap_err().to_string();
    assert!(missing.contains("la clé de la section manque"), "{missing}");
    house::rotate_keys(&key("other.key")).unwrap_err();
    griot_crypto::Keys::open_or_create(&folder.path().join("other.key"), &griot_kernel::SystemRandom)
        .unwrap();
    let foreign = open(key("other.key")).await.unwrap_err().to_string();
    assert!(
        foreign.contains("n’est pas celle de cette maison") && foreign.contains("other.key"),
        "{foreign}"
    );
}

#[tokio::test]
async fn a_second_server_on_the_same_folder_is_refused_with_a_sentence() {
    let folder = TempDir::new().unwrap();
    let config = config(&folder, "data", Vec::new());
    let first = house::open(&config, Arc::new(SystemClock), false).await.unwrap();
    let second = house::open(&config, Arc::new(SystemClock), false).await.unwrap_err();
    assert!(second.to_string().contains("--data"), "{second}");
    drop(first);
    assert!(FolderLock::take(&config.data).unwrap().is_some());
}

#[tokio::test]
async fn a_backup_brings_everything_back_but_who_was_erased() {
    let folder = TempDir::new().unwrap();
    let there = config(&folder, "data", Vec::new());
    let (section, rooms) = house::enter(&there, Arc::new(SystemClock), false).await.unwrap();
    rename(&section, "Section sauvée").await;
    let stays = people::add_person(&section, "Reste", "reste@example.org", Language::FRENCH).await.unwrap();
    let goes = people::add_person(&section, "Part", "part@example.org", Language::FRENCH).await.unwrap();
    let backup = folder.path().join("backup.zip");
    archive::backup(&there, &backup).await.unwrap();
    assert!(archive::backup(&there, &backup).await.is_err(), "a backup never overwrites another");

    std::fs::write(erased::file(&there), format!("{goes}\n")).unwrap();
    section.db.close().await;
    drop(rooms);
    assert!(archive::restore(&there, &backup).await.is_err(), "a house is never overwritten");
    std::fs::rename(&there.data, folder.path().join("old")).unwrap();
    archive::restore(&there, &backup).await.unwrap();

    let (section, pillars) = house::enter(&there, Arc::new(SystemClock), false).await.unwrap();
    assert_eq!(section.settings().name, "Section sauvée");
    assert_eq!(erased::replay(&there, &section, &pillars).await.unwrap(), 0, "once is enough");
    let mut db = section.db.read().await.unwrap();
    assert!(persons::by_id(&mut db, stays).await.unwrap().is_some());
    let gone = persons::by_id(&mut db, goes).await.unwrap();
    assert!(gone.is_none_or(|person| person.name != "Part"));
}

#[tokio::test]
async fn a_file_that_is_no_backup_is_refused_and_leaves_no_house() {
    let folder = TempDir::new().unwrap();
    let there = config(&folder, "data", Vec::new());
    house::enter(&there, Arc::new(SystemClock), false).await.unwrap().0.db.close().await;
    std::fs::remove_dir_all(&there.data).unwrap();
    let text = folder.path().join("not-a-backup.zip");
    std::fs::write(&text, "not a zip").unwrap();
    let refusal = archive::restore(&there, &text).await.unwrap_err();
    assert!(refusal.to_string().contains("sauvegarde"), "{refusal}");
    assert!(!there.data.join("griot.db").exists());
}

#[tokio::test]
async fn a_link_made_beside_a_server_leads_to_it() {
    let place = TempDir::new().unwrap();
    let program = Program::start("serve", place.path(), &[]).await;
    let link = says(&["setup"], place.path(), &[]);
    assert!(link.contains(&format!("http://{}/setup/", program.address)), "{link}");
    let chosen = says(&["setup"], place.path(), &[("GRIOT_BASE_URL", "https://section.example")]);
    assert!(chosen.contains("https://section.example/setup/"), "{chosen}");
}

#[tokio::test]
async fn a_house_that_got_a_mail_server_says_no_more_that_letters_are_kept() {
    let place = TempDir::new().unwrap();
    let said = async |environment: &[(&str, &str)]| {
        let program = Program::start("serve", place.path(), environment).await;
        let answer = Person::new(&program).post("/reset", &[("address", "awa@example.org")]).await;
        program.stop();
        answer.text
    };
    assert!(said(&[]).await.contains("n’envoie pas encore de courriels"));
    // The letters of the time before still lie there; that changes nothing.
    let page = said(&[("GRIOT_SMTP_URL", "smtp://127.0.0.1:9")]).await;
    assert!(!page.contains("n’envoie pas encore") && page.contains("dans la minute"), "{page}");
}

#[tokio::test]
async fn a_command_that_only_works_leaves_the_address_of_the_server_as_it_was() {
    let place = TempDir::new().unwrap();
    let program = Program::start("serve", place.path(), &[]).await;
    let address = program.address;
    program.stop();
    let note = place.path().join("data").join("served-at");
    let before = std::fs::read_to_string(&note).unwrap();
    let refused =
        says(&["import", "rien.xml", "--new-blog", "Essai", "--owner", "awa", "--yes"], place.path(), &[]);
    assert!(!refused.is_empty());
    assert_eq!(std::fs::read_to_string(&note).unwrap(), before);
    let link = says(&["setup"], place.path(), &[]);
    assert!(link.contains(&format!("http://{address}/setup/")), "{link}");
}
