//! What the doctor finds, each thing by itself, and what it says while the database is away.

use std::{
    fs,
    net::SocketAddr,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    sync::Arc,
};

use griot::{compose::Pillars, doctor, house};
use griot_config::{Config, Overrides};
use griot_db::change;
use griot_i18n::Words;
use griot_kernel::{Language, SystemClock};
use griot_pillar::Finding;
use griot_web::Section;
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use crate::program::{Program, says};

fn words(language: Language) -> Words {
    Pillars::all().words().unwrap().words(language)
}

struct Place {
    folder: TempDir,
    config: Config,
    section: Section,
}

impl Place {
    async fn open(more: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().unwrap();
        let config = config(folder.path(), more);
        let (section, _) = house::enter(&config, Arc::new(SystemClock), false).await.unwrap();
        Self { folder, config, section }
    }

    async fn found(&self, key: &str) -> Finding {
        let found = doctor::findings(&self.section, &words(Language::FRENCH)).await;
        let keys: Vec<_> = found.iter().map(|finding| finding.key).collect();
        let one = found.into_iter().find(|finding| finding.key.starts_with(key));
        one.unwrap_or_else(|| panic!("{key} in {keys:?}"))
    }

    /// As if a server held the folder.
    fn serve(&self) -> griot_db::FolderLock {
        griot_db::FolderLock::take(&self.config.data).unwrap().unwrap()
    }
}

fn config(folder: &Path, more: &[(&str, &str)]) -> Config {
    let key = folder.join("griot.key").display().to_string();
    let mut environment = vec![("GRIOT_KEY_FILE".to_owned(), key)];
    environment.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    let overrides = Overrides { data: Some(folder.join("data")), listen: None };
    Config::read(None, environment, overrides).unwrap()
}

/// Somebody who answers every request so.
async fn answering(answer: &'static str) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut asked = [0; 1_000];
            let _ = stream.read(&mut asked).await;
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    });
    address
}

const LIVE: &str = "HTTP/1.1 200 OK\r\ncontent-length: 4\r\nconnection: close\r\n\r\nlive";
const OTHER: &str = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\nconnection: close\r\n\r\nhello";
const LEADS_ON: &str = "HTTP/1.1 301 Moved\r\nlocation: http://192.0.2.1/health/live\r\n\
    content-length: 0\r\nconnection: close\r\n\r\n";

#[tokio::test]
async fn the_public_address_is_asked_when_the_house_is_served() {
    for (answer, key, well) in [
        (LIVE, "health-found-base-url-answers", true),
        (OTHER, "health-found-base-url-other", false),
        (LEADS_ON, "health-found-base-url-other", false),
    ] {
        let url = format!("http://{}", answering(answer).await);
        let place = Place::open(&[("GRIOT_BASE_URL", &url)]).await;
        // Nobody serves: nobody need answer.
        assert_eq!(place.found("health-found-base-url").await.key, "health-found-base-url");
        let _served = place.serve();
        let found = place.found("health-found-base-url").await;
        assert_eq!((found.key, found.well), (key, well));
        assert!(found.detail.starts_with(&url), "{found:?}");
    }
    let place = Place::open(&[("GRIOT_BASE_URL", "http://127.0.0.1:9")]).await;
    let _served = place.serve();
    let silent = place.found("health-found-base-url").await;
    assert_eq!((silent.key, silent.well), ("health-found-base-url-silent", false));
    assert!(silent.cause.is_some());
}

#[tokio::test]
async fn an_address_of_this_machine_alone_is_no_address_for_others() {
    for open in [("GRIOT_LISTEN", "0.0.0.0:8080"), ("GRIOT_TRUSTED_PROXIES", "10.0.0.0/8")] {
        let place = Place::open(&[open]).await;
        let found = place.found("health-found-base-url").await;
        assert_eq!((found.key, found.well), ("health-found-base-url-local", false), "{open:?}");
    }
    let place = Place::open(&[("GRIOT_BASE_URL", "http://section.example")]).await;
    assert_eq!(place.found("health-found-base-url").await.key, "health-found-base-url-bad");
}

#[tokio::test]
async fn room_and_rights_of_the_folder_are_told_or_why_not() {
    let place = Place::open(&[]).await;
    let (french, english) = (words(Language::FRENCH), words(Language::ENGLISH));
    assert_eq!(place.found("health-found-disk").await.key, doctor::disk(&place.config.data, &french).key);
    for (left, key, said) in
        [(12_300_000_000, "health-found-disk", "12,3 Go"), (400_000_000, "health-found-disk-bad", "400,0 Mo")]
    {
        let found = doctor::room(left, &french);
        assert_eq!((found.key, found.well), (key, key == "health-found-disk"));
        assert_eq!(found.detail.replace(['\u{a0}', '\u{202f}'], " "), said);
    }
    assert!(doctor::room(12_300_000_000, &english).detail.contains("12.3"), "in the reader's own words");
    let gone = doctor::disk(&place.folder.path().join("nowhere"), &french);
    assert_eq!((gone.key, gone.well, gone.cause.is_some()), ("health-found-disk-unknown", false, true));

    assert!(place.found("health-found-folder").await.well);
    fs::set_permissions(&place.config.data, fs::Permissions::from_mode(0o755)).unwrap();
    let open = place.found("health-found-folder").await;
    assert_eq!((open.key, open.detail.as_str()), ("health-found-folder-bad", "755"));
    let gone = doctor::folder(&place.folder.path().join("nowhere"));
    assert_eq!((gone.key, gone.well, gone.cause.is_some()), ("health-found-folder-unknown", false, true));
}

#[tokio::test]
async fn the_mail_server_and_the_jobs_are_told() {
    let place = Place::open(&[]).await;
    assert_eq!(place.found("health-found-mail").await.key, "health-found-mail-kept");
    assert!(place.found("health-found-jobs").await.well);
    const FAILED: &str = "insert into job (key, lane, name, payload, state, done_at)
        values ('k', 'job', 'people.send-reset', '{}', 'failed', 1)";
    let mut tx = place.section.db.begin().await.unwrap();
    change!(tx, conn => query(FAILED).execute(conn)).unwrap();
    tx.commit().await.unwrap();
    let found = place.found("health-found-jobs").await;
    assert_eq!((found.key, found.detail.as_str(), found.well), ("health-found-jobs-bad", "1", false));
    place.section.db.close().await;
    let away = place.found("health-found-jobs").await;
    assert_eq!((away.key, away.well, away.cause.is_some()), ("health-found-jobs-unknown", false, true));

    let place = Place::open(&[("GRIOT_SMTP_URL", "smtp://127.0.0.1:9")]).await;
    let found = place.found("health-found-mail").await;
    assert_eq!((found.key, found.well, found.cause.is_some()), ("health-found-mail-bad", false, true));
    let said = words(Language::FRENCH).put(found.key, "detail", found.detail);
    assert!(!said.contains("could not"), "what the machine says stands apart: {said}");
}

#[tokio::test]
async fn while_the_database_is_away_the_rest_is_told() {
    let place = TempDir::new().unwrap();
    let away = [("GRIOT_DATABASE_URL", "postgres://griot@127.0.0.1:9/griot")];
    fs::create_dir(place.path().join("data")).unwrap();
    fs::set_permissions(place.path().join("data"), fs::Permissions::from_mode(0o755)).unwrap();
    let said = says(&["doctor"], place.path(), &away);
    for part in [
        "✗ La base de données ne répond pas. Vérifiez",
        "    ← ",
        "✓ Les fichiers s’écrivent",
        "✗ Aucun serveur de courriel",
        "✓ L’horloge est plausible",
        "✓ L’adresse publique est http://127.0.0.1:8080/",
        "de place sur le disque",
        "✗ Le dossier de données est ouvert à d’autres comptes (755)",
        "il y a quelque chose à faire",
    ] {
        assert!(said.contains(part), "{part} in {said}");
    }
    let file: PathBuf = place.path().join("griot.key");
    assert!(!file.exists(), "a doctor makes nothing");
}

#[tokio::test]
async fn a_server_that_runs_answers_the_doctor() {
    let place = TempDir::new().unwrap();
    let program = Program::start("serve", place.path(), &[]).await;
    let said = says(&["doctor"], place.path(), &[("LANG", "en_US.UTF-8")]);
    let answers = format!("✓ The public address http://{}/ answers.", program.address);
    assert!(said.contains(&answers), "{said}");
}
