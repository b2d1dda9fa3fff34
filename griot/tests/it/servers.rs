//! One server on one folder, its key, what its command line says, and what a backup brings back.

use std::sync::Arc;

use griot::{
    archive, erased,
    house::{self, Tables},
    keys,
};
use griot_config::{Config, Overrides};
use griot_db::FolderLock;
use griot_kernel::{Language, SystemClock};
use griot_people::{commands as people, store::persons};
use griot_web::{Section, Settings};
use tempfile::TempDir;

use crate::program::{ADMIN, PASSPHRASE, Person, Program, command, says};

fn config(folder: &TempDir, name: &str, environment: Vec<(String, String)>) -> Config {
    let overrides = Overrides { data: Some(folder.path().join(name)), listen: None };
    Config::read(None, environment, overrides).unwrap()
}

async fn rename(section: &Section, name: &str) {
    let mut tx = section.db.begin().await.unwrap();
    Settings { name: name.to_owned(), ..Settings::default() }.save(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
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
    keys::rotate(&key("own.key")).await.unwrap();
    open(key("own.key")).await.unwrap();
    let missing = open(key("other.key")).await.unwrap_err().to_string();
    assert!(missing.contains("la clé de la section manque"), "{missing}");
    keys::rotate(&key("other.key")).await.unwrap_err();
    griot_crypto::Keys::open_or_create(&folder.path().join("other.key"), &griot_kernel::SystemRandom)
        .unwrap();
    let foreign = open(key("other.key")).await.unwrap_err().to_string();
    assert!(
        foreign.contains("n’est pas celle de cette maison") && foreign.contains("other.key"),
        "{foreign}"
    );
}

#[tokio::test]
async fn a_key_changed_on_the_command_line_opens_what_the_one_before_sealed() {
    let place = TempDir::new().unwrap();
    let rotate = || command(&["keys", "rotate"], place.path(), &[]).output().unwrap();
    let early = rotate();
    assert!(!early.status.success() && !place.path().join("griot.key").exists(), "no house, no key");
    let program = Program::start("serve", place.path(), &[]).await;
    Person::open_section(&program).await;
    program.stop();
    for count in [2, 3] {
        let said = rotate();
        let words = String::from_utf8(said.stdout).unwrap();
        assert!(said.status.success() && words.contains("nouvelle clé"), "{words}");
        assert!(words.contains(&format!("({count})")), "{words}");
    }
    let program = Program::start("serve", place.path(), &[]).await;
    // The address was sealed under the first key, and its mark is of that key, too.
    let mut salimata = Person::new(&program);
    assert_eq!(salimata.sign_in(ADMIN.1, PASSPHRASE).await.location, "/me");
    let page = salimata.get("/me/security").await;
    assert!(page.status == 200 && page.text.contains(ADMIN.1), "{}", page.text);
}

#[tokio::test]
async fn the_configuration_is_shown_with_where_each_value_comes_from_and_without_secrets() {
    let place = TempDir::new().unwrap();
    std::fs::write(place.path().join("griot.toml"), "workers = 3\n").unwrap();
    let environment = [
        ("GRIOT_DATABASE_URL", "postgres://griot:tres-secret@db.example/griot"),
        ("GRIOT_SMTP_URL", "smtp://griot:tres-secret@mail.example:587"),
    ];
    for (language, unset) in [("fr_BF.UTF-8", "valeur par défaut"), ("en_GB.UTF-8", "default")] {
        let mut given = environment.to_vec();
        given.push(("LANG", language));
        let said = says(&["config", "check"], place.path(), &given);
        let line = |key: &str| said.lines().find(|line| line.starts_with(key)).unwrap_or(&said);
        for (key, value, origin) in [
            ("workers", " 3 ", "griot.toml"),
            ("smtp_url", "@mail.example:587", "GRIOT_SMTP_URL"),
            ("database_url", "@db.example/griot", "GRIOT_DATABASE_URL"),
            ("listen", "127.0.0.1:8080", unset),
        ] {
            assert!(line(key).contains(value) && line(key).contains(origin), "{key}: {said}");
        }
        assert!(!said.contains("tres-secret"), "{said}");
    }
    assert!(!place.path().join("data").exists(), "looking makes nothing");
    std::fs::write(place.path().join("griot.toml"), "wrokers = 3\n").unwrap();
    let wrong = command(&["config", "check"], place.path(), &[]).output().unwrap();
    let sentence = String::from_utf8(wrong.stderr).unwrap();
    assert!(!wrong.status.success() && sentence.contains("wrokers"), "{sentence}");
}

#[tokio::test]
async fn a_second_server_on_the_same_folder_is_refused_with_a_sentence() {
    let folder = TempDir::new().unwrap();
    let config = config(&folder, "data", Vec::new());
    let first = house::open(&config, Arc::new(SystemClock), false, Tables::BringUp).await.unwrap();
    let second = house::open(&config, Arc::new(SystemClock), false, Tables::BringUp).await.unwrap_err();
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
