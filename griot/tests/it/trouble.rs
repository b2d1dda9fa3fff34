//! A full disk, a database that is held by another, a database server that goes away: each
//! gets a sentence, nothing is half kept, and the house goes on when the trouble is over.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::Write,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use griot_db::{Db, change, on};
use tempfile::TempDir;
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    task::{JoinHandle, JoinSet},
};

use crate::program::{Person, Program, says};

const DISK: &str = "GRIOT_TEST_SMALL_DISK";
const POST: &str = "/blogs/carnet-de-saaba/une-reponse-de-la-mairie";
const COMMENTS: &str = "/blogs/carnet-de-saaba/une-reponse-de-la-mairie/comments";

async fn stored(db: &Db, mark: &str) -> i64 {
    const SQL: &str = "select count(*) from comment where body like $1";
    let mut conn = db.read().await.unwrap();
    on!(conn, c => query_scalar(SQL).bind(format!("{mark}%")).fetch_one(c)).unwrap()
}

/// Tries until it works, as a person does; not for ever.
async fn in_time(person: &Person, csrf: &str, body: &str, within: Duration) -> bool {
    let start = Instant::now();
    while start.elapsed() < within {
        let answer = person.post(COMMENTS, &[("csrf", csrf), ("body", body)]).await;
        if answer.status == 303 {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    false
}

/// Runs itself again in a mount namespace of its own, where a small disk can be made and
/// goes away with the test.
#[tokio::test]
async fn a_full_disk_gets_a_sentence_and_the_house_goes_on_when_there_is_room() {
    if let Ok(disk) = std::env::var(DISK) {
        return fill(Path::new(&disk)).await;
    }
    let place = TempDir::new().unwrap();
    fs::create_dir(place.path().join("data")).unwrap();
    let script = format!(
        "mount -t tmpfs -o size=64m,mode=700 tmpfs {place}/data || exit 77\n\
         exec \"$0\" --exact trouble::a_full_disk_gets_a_sentence_and_the_house_goes_on_when_there_is_room --nocapture",
        place = place.path().display()
    );
    let itself = std::env::current_exe().unwrap();
    let mut outcomes = Vec::new();
    for namespaces in [&["--mount"][..], &["--map-root-user", "--mount"]] {
        let run = Command::new("unshare")
            .args(namespaces)
            .args(["sh", "-c", &script])
            .arg(&itself)
            .env(DISK, place.path())
            .output();
        let Ok(run) = run else { continue };
        let told =
            format!("{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
        if run.status.success() {
            assert!(told.contains("1 passed"), "{told}");
            return;
        }
        assert!(!told.contains("1 failed"), "{told}");
        outcomes.push(run.status.code());
    }
    let ci = std::env::var("CI").is_ok_and(|value| value == "true");
    assert!(!ci, "no small disk could be mounted: {outcomes:?}");
    eprintln!("skipped: no small disk could be mounted: {outcomes:?}");
}

fn files_below(folder: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_below(&path));
        } else {
            found.insert(path);
        }
    }
    found
}

/// Takes all the room of the disk but `left` bytes.
fn take_room(disk: &Path, left: u64) -> PathBuf {
    let path = disk.join("filler");
    let mut file = File::create(&path).unwrap();
    while file.write(&[7; 64 * 1024]).is_ok_and(|written| written > 0) {}
    let taken = file.metadata().unwrap().len();
    file.set_len(taken.saturating_sub(left)).unwrap();
    path
}

async fn fill(place: &Path) {
    let data = place.join("data");
    let mut program = Program::start("demo", place, &[]).await;
    let awa = Person::enter(&program, "member").await;
    let csrf = awa.csrf(POST).await;
    let draft = awa.draft(&csrf, "Sans place").await;
    let before = files_below(&data.join("files"));
    let filler = take_room(&data, 40_000);

    // A picture has no room at all.
    let picture = griot_voices::demo_picture(4711);
    let fields = [("csrf", csrf.as_str()), ("alt", "Un puits")];
    let refused = awa.upload(&format!("{draft}/upload"), &fields, &picture).await;
    assert_eq!(refused.status, 422, "{}", refused.text);
    assert!(refused.text.contains("Il n’y a plus de place pour les fichiers"), "{}", refused.text);
    // A small width may have had room: it went again.
    assert_eq!(files_below(&data.join("files")), before);

    // Words fit as long as the log of the database has room in what it took before.
    let long = "Le puits est à nouveau plein. ".repeat(150);
    let mut acknowledged = 0;
    let full = loop {
        let body = format!("Disque {acknowledged}. {long}");
        let answer = awa.post(COMMENTS, &[("csrf", &csrf), ("body", &body)]).await;
        if answer.status != 303 {
            break answer;
        }
        acknowledged += 1;
        assert!(acknowledged < 5_000, "the disk never fills");
    };
    assert_eq!(full.status, 503, "{}", full.text);
    assert!(
        full.text.contains("Il n’y a plus de place") && full.text.contains("Gardez votre texte"),
        "{}",
        full.text
    );
    assert_eq!(full.retry_after.as_deref(), Some("300"));
    assert_eq!(Person::new(&program).get("/blogs").await.status, 200, "one can still read");
    assert!(program.lives(), "{}", program.said());

    fs::remove_file(filler).unwrap();
    let back = in_time(&awa, &csrf, "Disque : la place est revenue.", Duration::from_secs(20)).await;
    assert!(back, "{}", program.said());
    let taken = awa.upload(&format!("{draft}/upload"), &fields, &picture).await;
    assert_eq!(taken.status, 200, "{}", taken.text);
    let db = Db::open_sqlite(&data.join("griot.db")).await.unwrap();
    assert_eq!(
        stored(&db, "Disque ").await,
        acknowledged + 1,
        "what was acknowledged is there, and nothing else"
    );
    let sound: String = {
        let mut conn = db.read().await.unwrap();
        on!(conn, c => query_scalar("pragma integrity_check").fetch_one(c)).unwrap()
    };
    assert_eq!(sound, "ok");
    db.close().await;
    program.stop();
    put_back(place, &data);
}

/// A backup for which there is no room leaves nothing behind, and is put back when there is some.
fn put_back(place: &Path, data: &Path) {
    let backup = place.join("backup.zip").display().to_string();
    let made = says(&["backup", &backup], place, &[]);
    assert!(made.contains("Sauvegarde écrite"), "{made}");
    for entry in fs::read_dir(data).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { fs::remove_dir_all(path).unwrap() } else { fs::remove_file(path).unwrap() }
    }
    let filler = take_room(data, 300_000);
    let said = says(&["restore", &backup], place, &[]);
    assert!(said.contains("pas assez de place") && said.contains("rien n’a été rétabli"), "{said}");
    assert_eq!(files_below(data), BTreeSet::from([filler.clone(), data.join("griot.lock")]));
    fs::remove_file(filler).unwrap();
    let said = says(&["restore", &backup], place, &[]);
    assert!(said.contains("La sauvegarde est rétablie"), "{said}");
    let said = says(&["doctor"], place, &[]);
    assert!(said.contains("SQLite"), "{said}");
}

#[tokio::test]
async fn a_database_held_by_another_gets_a_sentence_and_one_goes_on_reading() {
    let place = TempDir::new().unwrap();
    let program = Program::start("demo", place.path(), &[]).await;
    let awa = Person::enter(&program, "member").await;
    let csrf = awa.csrf(POST).await;
    let db = Db::open_sqlite(&place.path().join("data/griot.db")).await.unwrap();
    let held = db.begin().await.unwrap();

    let start = Instant::now();
    let refused = awa.post(COMMENTS, &[("csrf", &csrf), ("body", "Verrou : trop tôt.")]).await;
    assert_eq!(refused.status, 503, "{}", refused.text);
    assert!(refused.text.contains("Le site est très occupé") && refused.text.contains("Rien n’est perdu"));
    assert_eq!(refused.retry_after.as_deref(), Some("5"));
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    assert_eq!(awa.get("/search?q=mairie").await.status, 200, "one goes on reading");

    drop(held);
    assert!(in_time(&awa, &csrf, "Verrou : ouvert.", Duration::from_secs(20)).await);
    assert_eq!(stored(&db, "Verrou").await, 1);
    db.close().await;
}

/// A wire to the database server that can be cut and mended.
struct Wire {
    at: SocketAddr,
    to: String,
    open: Option<JoinHandle<()>>,
}

impl Wire {
    async fn to(server: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut wire = Self { at: listener.local_addr().unwrap(), to: server.to_owned(), open: None };
        wire.carry(listener);
        wire
    }

    fn carry(&mut self, listener: TcpListener) {
        let to = self.to.clone();
        self.open = Some(tokio::spawn(async move {
            let mut lines = JoinSet::new();
            while let Ok((mut here, _)) = listener.accept().await {
                let to = to.clone();
                lines.spawn(async move {
                    if let Ok(mut there) = TcpStream::connect(to).await {
                        let _ = copy_bidirectional(&mut here, &mut there).await;
                    }
                });
            }
        }));
    }

    /// Every connection breaks, and no new one comes about.
    async fn cut(&mut self) {
        if let Some(open) = self.open.take() {
            open.abort();
            let _ = open.await;
        }
    }

    async fn mend(&mut self) {
        let listener = TcpListener::bind(self.at).await.unwrap();
        self.carry(listener);
    }
}

// The wire is carried while the test waits for programs.
#[tokio::test(flavor = "multi_thread")]
async fn a_database_server_that_goes_away_and_comes_back_is_waited_for() {
    let Ok(server) = std::env::var("GRIOT_TEST_POSTGRES") else {
        assert!(std::env::var_os("CI").is_none(), "CI needs GRIOT_TEST_POSTGRES");
        eprintln!("skipped: GRIOT_TEST_POSTGRES names no server");
        return;
    };
    let url = griot_testkit::fresh_postgres_url(&server).await;
    let host = |url: &str| url.split('@').nth(1).and_then(|rest| rest.split('/').next()).unwrap().to_owned();
    let mut wire = Wire::to(&host(&url)).await;
    let through = url.replacen(&host(&url), &wire.at.to_string(), 1);
    let place = TempDir::new().unwrap();
    let mut program = Program::start("demo", place.path(), &[("GRIOT_DATABASE_URL", &through)]).await;
    let awa = Person::enter(&program, "member").await;
    let csrf = awa.csrf(POST).await;
    assert_eq!(awa.post(COMMENTS, &[("csrf", &csrf), ("body", "Base : avant.")]).await.status, 303);

    wire.cut().await;
    let start = Instant::now();
    for act in
        [awa.post(COMMENTS, &[("csrf", &csrf), ("body", "Base : pendant.")]).await, awa.get("/me").await]
    {
        assert_eq!(act.status, 503, "{}", act.text);
        assert!(
            act.text.contains("Le site est très occupé") && act.text.contains("Rien n’est perdu"),
            "{}",
            act.text
        );
        assert!(act.retry_after.is_some());
    }
    assert!(start.elapsed() < Duration::from_secs(40), "{:?}", start.elapsed());
    assert!(!program.is_ready().await, "whoever balances the load is told");
    let doctor = says(&["doctor"], place.path(), &[("GRIOT_DATABASE_URL", &through)]);
    assert!(doctor.contains("GRIOT_DATABASE_URL"), "{doctor}");
    assert!(program.lives(), "{}", program.said());

    wire.mend().await;
    assert!(in_time(&awa, &csrf, "Base : après.", Duration::from_secs(30)).await, "{}", program.said());
    let start = Instant::now();
    while !program.is_ready().await {
        assert!(start.elapsed() < Duration::from_secs(10));
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    // The jobs go on, too: what was told is heard, and the changed page is shown.
    let visitor = Person::new(&program);
    let start = Instant::now();
    while !visitor.get(POST).await.text.contains("Base\u{a0}: après.") || !told(&visitor).await {
        assert!(start.elapsed() < Duration::from_secs(20), "{}", program.said());
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let db = Db::open_postgres(&url).await.unwrap();
    assert_eq!(stored(&db, "Base :").await, 2, "what was refused was not kept");
    db.close().await;
    program.stop();
}

/// Whether the activity tells of both comments.
async fn told(visitor: &Person) -> bool {
    visitor.get("/activity").await.text.contains("Awa Ouédraogo a laissé 2 commentaires")
}

#[tokio::test]
async fn a_full_disk_of_the_database_server_gets_a_sentence_too() {
    const REFUSE: &str = "create function no_room() returns trigger language plpgsql as $$
        begin raise exception 'could not extend file' using errcode = '53100'; end $$";
    const TRIGGER: &str =
        "create trigger no_room before insert on comment for each row execute function no_room()";
    let Ok(server) = std::env::var("GRIOT_TEST_POSTGRES") else {
        assert!(std::env::var_os("CI").is_none(), "CI needs GRIOT_TEST_POSTGRES");
        eprintln!("skipped: GRIOT_TEST_POSTGRES names no server");
        return;
    };
    let url = griot_testkit::fresh_postgres_url(&server).await;
    let place = TempDir::new().unwrap();
    let mut program = Program::start("demo", place.path(), &[("GRIOT_DATABASE_URL", &url)]).await;
    let awa = Person::enter(&program, "member").await;
    let csrf = awa.csrf(POST).await;
    let db = Db::open_postgres(&url).await.unwrap();
    let act = async |statements: &[&'static str]| {
        let mut tx = db.begin().await.unwrap();
        for sql in statements {
            change!(tx, c => query(*sql).execute(c)).unwrap();
        }
        tx.commit().await.unwrap();
    };

    act(&[REFUSE, TRIGGER]).await;
    let refused = awa.post(COMMENTS, &[("csrf", &csrf), ("body", "Plein : trop tard.")]).await;
    assert_eq!(refused.status, 503, "{}", refused.text);
    assert!(refused.text.contains("Il n’y a plus de place"), "{}", refused.text);
    assert_eq!(refused.retry_after.as_deref(), Some("300"));
    assert_eq!(awa.get("/search?q=mairie").await.status, 200, "one goes on reading");
    assert!(program.lives(), "{}", program.said());

    act(&["drop trigger no_room on comment"]).await;
    assert!(in_time(&awa, &csrf, "Plein : il y a de la place.", Duration::from_secs(20)).await);
    assert_eq!(stored(&db, "Plein").await, 1, "what was refused was not kept");
    db.close().await;
}
