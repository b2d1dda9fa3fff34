//! Commands beside a server leave its tables alone, and say what to do about those of another program.

use std::path::Path;

use griot_db::{Db, Standing, change, on};
use tempfile::TempDir;

use crate::program::{Program, says};

/// Takes a step back, or makes one that this program does not know.
async fn change_tables(folder: &Path, sql: &'static str) {
    let db = Db::open_sqlite(&folder.join("data/griot.db")).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    change!(tx, conn => query(sql).execute(conn)).unwrap();
    tx.commit().await.unwrap();
    db.close().await;
}

async fn steps(folder: &Path) -> Vec<(i64, i64)> {
    const SQL: &str = "select version, length(checksum) from migration_home order by version";
    let db = Db::open_sqlite(&folder.join("data/griot.db")).await.unwrap();
    let mut conn = db.read().await.unwrap();
    let found: Vec<(i64, i64)> = on!(conn, c => query_as(SQL).fetch_all(c)).unwrap();
    drop(conn);
    db.close().await;
    found
}

const COMMANDS: [&[&str]; 7] = [
    &["doctor"],
    &["setup"],
    &["keys"],
    &["keys", "reseal"],
    &["user", "add", "Awa", "awa@example.org"],
    &["export", "out"],
    &["import", "blog.xml", "--new-blog", "Puits", "--owner", "awa", "--yes"],
];

#[tokio::test]
async fn older_tables_are_refused_and_left_alone_until_they_are_brought_up() {
    let place = TempDir::new().unwrap();
    let folder = place.path();
    assert!(says(&["migrate"], folder, &[]).contains("Les tables sont à jour"));
    assert!(says(&["setup"], folder, &[]).contains("/setup/"), "a house that is up to date is entered");
    let before = steps(folder).await;
    change_tables(folder, "delete from migration_home where version > 1").await;
    for command in COMMANDS {
        let said = says(command, folder, &[]);
        assert!(said.contains("plus anciennes que ce programme"), "{command:?}: {said}");
        assert!(said.contains("griot migrate") && !said.contains('←'), "{command:?}: {said}");
    }
    assert_eq!(steps(folder).await, before[..1], "nothing was changed");
}

#[tokio::test]
async fn newer_tables_are_refused_by_every_command() {
    let place = TempDir::new().unwrap();
    let folder = place.path();
    says(&["migrate"], folder, &[]);
    let newer = "insert into migration_home (version, description, success, checksum, execution_time)
        values (99, '0099_later', 1, x'00', 1)";
    change_tables(folder, newer).await;
    let before = steps(folder).await;
    for command in COMMANDS.iter().copied().chain([&["serve"][..], &["work"], &["migrate"]]) {
        let said = says(command, folder, &[]);
        assert!(said.contains("plus récente que ce programme"), "{command:?}: {said}");
        assert!(!said.contains('←'), "{command:?}: {said}");
    }
    let english = says(&["doctor"], folder, &[("LANG", "en_US.UTF-8")]);
    assert!(english.contains("newer than this program"), "{english}");
    assert_eq!(steps(folder).await, before);
}

#[tokio::test]
async fn tables_are_not_brought_up_under_a_server_that_runs() {
    let place = TempDir::new().unwrap();
    let mut program = Program::start("serve", place.path(), &[]).await;
    let said = says(&["migrate"], place.path(), &[]);
    assert!(said.contains("tient déjà ce dossier"), "{said}");
    assert!(program.lives());
    assert!(says(&["setup"], place.path(), &[]).contains("/setup/"), "beside it one may work");
}

#[tokio::test]
async fn an_empty_database_is_told_from_an_older_one() {
    let folder = TempDir::new().unwrap();
    let db = Db::open_sqlite(&folder.path().join("empty.db")).await.unwrap();
    let schemas = [griot_db::SCHEMA, griot_web::SCHEMA];
    assert_eq!(db.standing(&schemas).await.unwrap(), Standing::Empty);
    db.migrate(&schemas[..1]).await.unwrap();
    assert_eq!(db.standing(&schemas).await.unwrap(), Standing::Older);
    db.migrate(&schemas).await.unwrap();
    assert_eq!(db.standing(&schemas).await.unwrap(), Standing::Current);
    db.close().await;
}

#[tokio::test]
async fn a_value_that_no_store_or_mail_server_takes_gets_a_sentence() {
    let place = TempDir::new().unwrap();
    says(&["migrate"], place.path(), &[]);
    let cases = [
        ("GRIOT_FILES_URL", "s3://seau/dossier", "AWS_ACCESS_KEY_ID", "donnez"),
        ("GRIOT_SMTP_URL", "smtp://mail.example.org?tls=maybe", "tls=required", "écrivez"),
        (
            "GRIOT_SMTP_URL",
            "smtp://u:p@mail.example.org?tls=none",
            "smtps://",
            "ne part pas sans chiffrement",
        ),
    ];
    for (key, value, part, french) in cases {
        let said = says(&["setup"], place.path(), &[(key, value)]);
        let first = said.lines().find(|line| line.starts_with("griot : ")).unwrap_or_default().to_owned();
        let name = key.trim_start_matches("GRIOT_").to_lowercase();
        assert!(first.contains(&name) && first.contains(key), "{said}");
        assert!(first.contains(part) && first.contains(french), "{said}");
    }
}
