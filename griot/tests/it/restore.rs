//! A backup that is made, and one that is killed while it is put back.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use bytes::Bytes;
use griot::{archive, house};
use griot_config::{Config, Overrides};
use griot_db::{change, on};
use griot_files::FileKey;
use griot_kernel::{Random, SystemClock, SystemRandom};
use griot_web::Settings;
use tempfile::TempDir;

use crate::program::{command, says};

const FILES: usize = 400;
/// How long a restore goes on before it is killed, in milliseconds.
const WAITS: [u64; 4] = [0, 20, 80, 200];

fn config(place: &Path) -> Config {
    let overrides = Overrides { data: Some(place.join("data")), listen: None };
    let key = place.join("griot.key").display().to_string();
    Config::read(None, vec![("GRIOT_KEY_FILE".to_owned(), key)], overrides).unwrap()
}

/// A house with a name and some files.
async fn furnished(place: &Path) -> Vec<FileKey> {
    let (section, _) = house::enter(&config(place), Arc::new(SystemClock), false).await.unwrap();
    let mut tx = section.db.begin().await.unwrap();
    Settings { name: "Section sauvée".to_owned(), ..Settings::default() }.save(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let mut keys = Vec::new();
    for _ in 0..FILES {
        let mut bytes = vec![0; 20_000];
        SystemRandom.fill(&mut bytes);
        keys.push(section.files.put(Bytes::from(bytes), "jpg").await.unwrap());
    }
    section.db.close().await;
    keys
}

fn all_below(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let all = entries.flatten().map(|entry| entry.path());
    all.flat_map(|path| if path.is_dir() { all_below(&path) } else { vec![path] }).collect()
}

fn mode(path: &Path) -> Option<u32> {
    fs::metadata(path).ok().map(|known| known.permissions().mode() & 0o777)
}

#[tokio::test]
async fn a_backup_says_that_whoever_has_it_reads_it() {
    let place = TempDir::new().unwrap();
    furnished(place.path()).await;
    let file = place.path().join("backup.zip");
    let said = says(&["backup", &file.display().to_string()], place.path(), &[]);
    assert!(said.contains("lit presque tout") && said.contains("age -p"), "{said}");
}

#[tokio::test]
async fn a_backup_is_for_its_owner_s_eyes_only_from_its_first_byte() {
    let place = TempDir::new().unwrap();
    furnished(place.path()).await;
    let shelf = place.path().join("shelf");
    fs::create_dir(&shelf).unwrap();
    let backup = shelf.join("backup.zip").display().to_string();
    let mut seen = 0;
    // One that is killed is in nobody's way.
    for kill in [true, false] {
        let mut making = command(&["backup", &backup], place.path(), &[]).spawn().unwrap();
        while making.try_wait().unwrap().is_none() {
            for path in all_below(&shelf) {
                if let Some(mode) = mode(&path) {
                    assert_eq!(mode, 0o600, "{}", path.display());
                    seen += 1;
                }
            }
            if kill && seen > 0 {
                making.kill().unwrap();
            }
        }
    }
    assert!(seen > 1);
    assert_eq!(all_below(&shelf), [shelf.join("backup.zip")]);
    assert_eq!(mode(&shelf.join("backup.zip")), Some(0o600));
}

/// Kills a restore so long after it began to unpack. Returns whether it was in the middle.
fn kill_after(place: &Path, backup: &str, wait: Duration) -> bool {
    let restoring = place.join("data/restoring");
    // What an earlier one left is cleared away first.
    let before = fs::read_dir(&restoring).map_or(0, Iterator::count);
    let mut child = command(&["restore", backup], place, &[]).spawn().unwrap();
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() && start.elapsed() < Duration::from_secs(30) {
        if before > 0 || restoring.exists() {
            break;
        }
    }
    thread::sleep(wait);
    child.kill().unwrap();
    child.wait().unwrap();
    restoring.exists()
}

#[tokio::test]
async fn one_that_is_killed_leaves_a_sentence_and_never_half_a_house() {
    let place = TempDir::new().unwrap();
    let keys = furnished(place.path()).await;
    let backup = place.path().join("backup.zip");
    archive::backup(&config(place.path()), &backup).await.unwrap();
    let data = place.path().join("data");
    fs::rename(&data, place.path().join("old")).unwrap();
    let backup = backup.display().to_string();

    let mut halves = 0;
    for millis in WAITS {
        if !kill_after(place.path(), &backup, Duration::from_millis(millis)) {
            break;
        }
        halves += 1;
        for words in
            [&["serve", "--listen", "127.0.0.1:0"][..], &["doctor"], &["setup"], &["backup", "other.zip"]]
        {
            let said = says(words, place.path(), &[]);
            assert!(said.contains("qu’à moitié") && said.contains("griot restore"), "{words:?}: {said}");
        }
    }
    assert!(halves > 0, "none was killed in the middle");
    if halves == WAITS.len() {
        let said = says(&["restore", &backup], place.path(), &[]);
        assert!(said.contains("La sauvegarde est rétablie"), "{said}");
    }
    assert!(!data.join("restoring").exists());
    for path in all_below(&data).iter().filter(|path| !path.ends_with("griot.lock")) {
        assert_eq!(mode(path), Some(0o600), "{}", path.display());
    }

    let (section, _) = house::enter(&config(place.path()), Arc::new(SystemClock), false).await.unwrap();
    assert_eq!(section.settings().name, "Section sauvée");
    for key in &keys {
        section.files.get(key).await.unwrap();
    }
    section.db.close().await;
    // A house that is there is never overwritten.
    assert!(says(&["restore", &backup], place.path(), &[]).contains("contient déjà une maison"));
}

#[tokio::test]
async fn no_session_and_no_token_of_then_opens_a_restored_house() {
    const SESSION: &str =
        "insert into session (id_hash, person_id, device, data, created_at, seen_at, expires_at)
        values ($1, null, '', '', 0, 0, 9000000000000)";
    const TOKEN: &str = "insert into api_token (id, hash, person_id, name, allows, created_at, ends_at)
        values ($1, $1, $1, '', '', 0, 9000000000000)";
    const COUNT: &str = "select (select count(*) from session) + (select count(*) from api_token)";
    let place = TempDir::new().unwrap();
    furnished(place.path()).await;
    let (section, _) = house::enter(&config(place.path()), Arc::new(SystemClock), false).await.unwrap();
    let mut tx = section.db.begin().await.unwrap();
    let id = uuid::Uuid::from_u128(7);
    for sql in [SESSION, TOKEN] {
        change!(tx, conn => query(sql).bind(id).execute(conn)).unwrap();
    }
    tx.commit().await.unwrap();
    section.db.close().await;
    let backup = place.path().join("backup.zip");
    archive::backup(&config(place.path()), &backup).await.unwrap();
    fs::rename(place.path().join("data"), place.path().join("old")).unwrap();

    let said = says(&["restore", &backup.display().to_string()], place.path(), &[]);
    assert!(said.contains("Chacun se connecte de nouveau"), "{said}");
    let (section, _) = house::enter(&config(place.path()), Arc::new(SystemClock), false).await.unwrap();
    let left: i64 =
        on!(section.db.read().await.unwrap(), conn => query_scalar(COUNT).fetch_one(conn)).unwrap();
    assert_eq!(left, 0);
    assert_eq!(Settings::load(&mut section.db.read().await.unwrap()).await.unwrap().name, "Section sauvée");
    section.db.close().await;
}

#[tokio::test]
async fn what_is_no_database_is_refused_and_leaves_the_folder_free() {
    let place = TempDir::new().unwrap();
    furnished(place.path()).await;
    fs::rename(place.path().join("data"), place.path().join("old")).unwrap();
    let file = place.path().join("odd.zip");
    let mut odd = zip::ZipWriter::new(fs::File::create(&file).unwrap());
    odd.start_file("griot.db", zip::write::SimpleFileOptions::default()).unwrap();
    std::io::Write::write_all(&mut odd, &b"no database ".repeat(900)).unwrap();
    odd.finish().unwrap();

    let refused = archive::restore(&config(place.path()), &file).await.unwrap_err();
    assert!(refused.to_string().contains("n’est pas une sauvegarde"), "{refused:#}");
    let left = all_below(&place.path().join("data"));
    assert_eq!(left, [place.path().join("data/griot.lock")]);
}
