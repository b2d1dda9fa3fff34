//! A letter, a real mail server, the report that it writes, and what follows.

use std::{
    io::Write,
    path::Path,
    process::{Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

use griot::{compose::Pillars, doctor, house};
use griot_admin::jobs::TryWayBack;
use griot_config::{Config, Overrides};
use griot_db::change;
use griot_delivery::Email;
use griot_jobs::{Queue, Worker, enqueue};
use griot_kernel::{Clock, Id, Language, PersonId, SystemClock, WorkId};
use griot_mailroom::{
    Kind, Lift, Mark, Stop,
    store::{
        doors, stops,
        tally::{self, What},
    },
    token,
};
use griot_people::commands as people;
use griot_voices::{
    acts::{comment, follow, publish},
    model::{
        Aim, Blog, BlogKind, BlogState, Comment, CommentPolicy, CommentState, Format, Moderation, Pace, Post,
        PostState, Recipient, Writer,
    },
    store as voices,
};
use griot_web::Section;
use tempfile::TempDir;

use crate::mail_server::MailServer;

const AWA: &str = "refuse-awa@ailleurs.test";
const RETURNS: &str = "mail_bounce = \"retours@griot.test\"\n";

/// A section whose settings stand in a file, as they do for a mail server that calls it.
struct Place {
    section: Section,
    pillars: Pillars,
}

async fn open(folder: &Path, more: &str) -> Place {
    let file = folder.join("griot.toml");
    let text = format!(
        "data = \"{0}/data\"\nkey_file = \"{0}/griot.key\"\nmail_from = \"Section <griot@griot.test>\"\n\
         base_url = \"https://griot.test\"\n{more}",
        folder.display()
    );
    std::fs::write(&file, text).unwrap();
    let config = Config::read(Some(&file), Vec::new(), Overrides::default()).unwrap();
    let (section, pillars) = house::enter(&config, Arc::new(SystemClock), false).await.unwrap();
    Place { section, pillars }
}

impl Place {
    async fn work(&self) {
        let jobs = self.pillars.jobs(&self.section);
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let worker = Worker::new(self.section.db.clone(), clock, jobs, self.section.clone());
        worker.run_until_idle().await.unwrap();
    }

    fn mark(&self, address: &str) -> Mark {
        Mark::of(&self.section.keys, &Email::parse(address).unwrap())
    }

    async fn stop(&self, address: &str) -> Option<Stop> {
        let mut db = self.section.db.read().await.unwrap();
        stops::standing(&mut db, self.mark(address)).await.unwrap()
    }

    async fn number(&self, wanted: What) -> i64 {
        let since = self.section.clock.now() - Duration::from_secs(86_400);
        let mut db = self.section.db.read().await.unwrap();
        let all = tally::since(&mut db, since).await.unwrap();
        all.into_iter().find(|(what, _)| *what == wanted).map_or(0, |(_, n)| n)
    }

    /// Waits for what the mail server does by itself.
    async fn wait_for(&self, server: &MailServer, wanted: What, n: i64) {
        let start = Instant::now();
        while self.number(wanted).await < n {
            let log = server.log();
            assert!(start.elapsed() < Duration::from_secs(90), "{n} {wanted}:\n{log}");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    async fn add(&self, name: &str, address: &str) -> PersonId {
        people::add_person(&self.section, name, address, Language::FRENCH).await.unwrap()
    }

    /// Has a member told of the comments of a post.
    async fn follow(&self, post: &Post, person: PersonId) {
        let (now, random) = (self.section.clock.now(), self.section.random.as_ref());
        let wish = follow::wish_for_post(post, Recipient::Person(person), Pace::Immediate, random);
        let mut tx = self.section.db.begin().await.unwrap();
        voices::subscriptions::follow(&mut tx, &wish, now).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn comment(&self, post: &Post, by: PersonId, body: &str) {
        let (now, random) = (self.section.clock.now(), self.section.random.as_ref());
        let said = Comment {
            id: Id::secret(random),
            post: post.id,
            parent: None,
            writer: Writer::Member(by),
            body: body.to_owned(),
            state: CommentState::Shown,
            reason: None,
            reinstated: false,
            at: now,
            edited_at: None,
        };
        let mut tx = self.section.db.begin().await.unwrap();
        voices::comments::insert(&mut tx, &said).await.unwrap();
        comment::tell(&mut tx, &said, post, now).await.unwrap();
        tx.commit().await.unwrap();
        self.work().await;
    }
}

/// Awa's blog, and a post of which she is told when someone comments.
async fn publish_post(place: &Place, awa: PersonId) -> Post {
    let (now, random) = (place.section.clock.now(), place.section.random.as_ref());
    let blog = Blog {
        id: Id::new(now, random),
        kind: BlogKind::Person,
        slug: "awa".into(),
        title: "Le blog d’Awa".into(),
        about: String::new(),
        language: Language::FRENCH,
        theme: 1,
        comments: CommentPolicy::Members,
        moderation: Moderation::Newcomers,
        owner: Some(awa),
        state: BlogState::Open,
        created_at: now,
    };
    let post = Post {
        id: WorkId::new(now, random),
        blog: blog.id,
        author: Some(awa),
        slug: "premier".into(),
        state: PostState::Draft,
        publish_at: None,
        not_after: None,
        published_at: None,
        canonical_url: None,
        source_name: None,
        language: Language::FRENCH,
        translation_of: None,
        revision: 1,
        title: "Un premier billet".into(),
        body: "Bonjour.".into(),
        format: Format::Markdown,
        excerpt: "Bonjour.".into(),
        picture: None,
        aim: Aim::default(),
        missed: None,
        created_at: now,
        updated_at: now,
    };
    let mut tx = place.section.db.begin().await.unwrap();
    voices::blogs::insert(&mut tx, &blog).await.unwrap();
    voices::posts::insert(&mut tx, &post).await.unwrap();
    publish::now(&mut tx, &post, now, random).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    place.work().await;
    post
}

#[tokio::test(flavor = "multi_thread")]
async fn a_real_server_s_report_stops_an_address_and_the_next_alert_is_not_sent() {
    let Some(server) = MailServer::start() else { return };
    let more = format!("{RETURNS}smtp_url = \"smtp://127.0.0.1:{}\"\n", server.port);
    let place = open(server.folder.path(), &more).await;
    server.share();
    let (awa, binta) = (place.add("Awa", AWA).await, place.add("Binta", "binta@ailleurs.test").await);
    let post = publish_post(&place, awa).await;

    // The server takes the letter, and learns only then that nobody is there.
    place.comment(&post, binta, "Merci !").await;
    assert_eq!(place.number(What::Sent).await, 1);
    place.wait_for(&server, What::Dead, 1).await;
    assert_eq!(place.stop(AWA).await.unwrap().kind, Kind::Hard);

    place.comment(&post, binta, "Un autre mot.").await;
    assert_eq!((place.number(What::Sent).await, place.number(What::Held).await), (1, 1));

    // She says that it works again. While the database is held, the report waits with the server.
    let mut tx = place.section.db.begin().await.unwrap();
    griot_mailroom::lift(&mut tx, place.mark(AWA), Lift::Wanted, place.section.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    place.comment(&post, binta, "Encore un.").await;
    let held = place.section.db.begin().await.unwrap();
    server.wait_until(|| server.log().contains("result=TempFail"), "the report has to wait");
    drop(held);
    place.wait_for(&server, What::Dead, 2).await;
    assert!(place.stop(AWA).await.is_some());

    // One whom the server refuses at once, and one who is well.
    let rama = place.add("Rama", "rama@griot.test").await;
    let moussa = place.add("Moussa", "moussa@ailleurs.test").await;
    place.follow(&post, rama).await;
    place.follow(&post, binta).await;
    place.comment(&post, moussa, "Bonjour à toutes.").await;
    assert_eq!(place.number(What::Refused).await, 1, "{}", server.log());
    assert_eq!(place.stop("rama@griot.test").await.unwrap().kind, Kind::Hard);
    server.wait_until(|| server.arrived() == 1, "Binta’s letter arrives");

    // The way back can be tried without waiting for a letter that fails.
    let mut tx = place.section.db.begin().await.unwrap();
    enqueue::<Section, _>(&mut tx, &TryWayBack {}).await.unwrap();
    tx.commit().await.unwrap();
    place.work().await;
    place.wait_for(&server, What::Probe, 1).await;
    let findings = place.pillars.all_findings(&place.section, &french(&place)).await;
    let returns = findings.iter().find(|finding| finding.key.starts_with("health-found-returns")).unwrap();
    assert!(returns.well, "{returns:?}");
    assert_eq!(place.section.ask::<Queue>().unwrap().counts().await.unwrap().failed, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_real_server_takes_for_the_section_waits_for_its_inbox() {
    let Some(server) = MailServer::start() else { return };
    let place = open(server.folder.path(), RETURNS).await;
    server.share();
    let mail = "From: Issa <issa@ailleurs.test>\r\nTo: boite@griot.test\r\nMessage-ID: <7@ailleurs.test>\r\n\
                Subject: =?utf-8?q?Caf=C3=A9_?=\r\nContent-Type: text/plain; charset=utf-8\r\n\
                Content-Transfer-Encoding: quoted-printable\r\n\r\nVenez-vous =C3=A0 Kaya=C2=A0?";
    server.bring("boite@griot.test", mail);
    let start = Instant::now();
    let came = loop {
        let waiting = doors::waiting(&mut place.section.db.read().await.unwrap(), 10).await.unwrap();
        if let Some(came) = waiting.into_iter().next() {
            break came;
        }
        assert!(start.elapsed() < Duration::from_secs(60), "{}", server.log());
        tokio::time::sleep(Duration::from_millis(100)).await;
    };
    assert_eq!(
        (came.words.as_str(), came.sender.as_str()),
        ("Venez-vous à Kaya\u{a0}?", "issa@ailleurs.test")
    );
    assert!(came.detail.contains("7@ailleurs.test") && came.detail.contains("Café"), "{}", came.detail);
}

/// `griot bounce` as a mail server calls it: its exit code, and what it says.
fn bounce(folder: &Path, raw: &[u8], to: Option<&str>) -> (Option<i32>, String) {
    hand_over(folder, "bounce", raw, to)
}

fn hand_over(folder: &Path, at: &str, raw: &[u8], to: Option<&str>) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_griot"));
    command.arg("--config").arg(folder.join("griot.toml")).arg(at).args(to);
    command.env_clear().env("PATH", "/usr/bin:/bin").current_dir("/");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    // One that does not read to the end would leave its mail server with a broken pipe.
    input.write_all(raw).unwrap();
    drop(input);
    let done = child.wait_with_output().unwrap();
    let said = String::from_utf8(done.stderr).unwrap() + &String::from_utf8(done.stdout).unwrap();
    (done.status.code(), said)
}

fn report(place: &Place, address: &str, status: &str) -> (String, Vec<u8>) {
    let token = token::seal(&place.section.keys, place.mark(address), place.section.clock.now());
    let to = format!("retours+{token}@griot.test");
    let raw = format!(
        "Return-Path: <>\r\nFrom: MAILER-DAEMON@mail.griot.test\r\nTo: {to}\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=b1\r\n\r\n\
         --b1\r\nContent-Type: text/plain\r\n\r\nIt came back.\r\n\
         --b1\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.griot.test\r\n\r\n\
         Final-Recipient: rfc822; {address}\r\nAction: failed\r\nStatus: {status}\r\n\r\n\
         --b1\r\nContent-Type: message/rfc822\r\n\r\nTo: {address}\r\n\r\nBonjour.\r\n"
    );
    (to, raw.into_bytes())
}

#[tokio::test]
async fn the_command_takes_whatever_comes_and_names_nobody() {
    let folder = TempDir::new().unwrap();
    let place = open(folder.path(), RETURNS).await;
    let (to, raw) = report(&place, "awa@example.org", "5.1.1");

    let (code, said) = bounce(folder.path(), &raw, None);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(place.stop("awa@example.org").await.unwrap().kind, Kind::Hard);
    let (code, again) = bounce(folder.path(), &raw, Some(&to));
    assert_eq!(code, Some(0));

    // Thirty megabytes behind the report, and thirty of nothing.
    let (_, mut huge) = report(&place, "binta@example.org", "5.1.1");
    huge.resize(30_000_000, b'x');
    let start = Instant::now();
    let (code, of_huge) = bounce(folder.path(), &huge, None);
    assert_eq!(code, Some(0), "{of_huge}");
    assert!(start.elapsed() < Duration::from_secs(20));
    assert!(place.stop("binta@example.org").await.is_some());
    let (code, of_nothing) = bounce(folder.path(), &vec![b'@'; 30_000_000], None);
    assert_eq!(code, Some(0), "{of_nothing}");

    // Mail from people, from machines that answer machines, and none at all.
    let holiday =
        format!("From: Rama <rama@example.org>\r\nTo: {to}\r\nAuto-Submitted: auto-replied\r\n\r\nx");
    let person = b"From: x\r\nTo: retours@griot.test\r\n\r\nBonjour ?";
    for other in [person.as_slice(), holiday.as_bytes(), b"", b"\xff\x00"] {
        let (code, said) = bounce(folder.path(), other, None);
        assert_eq!(code, Some(0), "{said}");
    }
    for line in [said, again, of_huge, of_nothing] {
        for secret in ["awa", "binta", "example.org", "retours"] {
            assert!(!line.contains(secret), "{line}");
        }
    }
    assert_eq!(place.number(What::Dead).await, 3);
    assert_eq!(place.number(What::Other).await, 5);
}

#[tokio::test]
async fn a_mail_to_the_section_waits_for_its_inbox_and_what_came_back_is_still_understood() {
    let folder = TempDir::new().unwrap();
    let place = open(folder.path(), RETURNS).await;
    let raw =
        "From: Issa <issa@example.org>\r\nTo: griot@griot.test\r\nSubject: Un atelier ?\r\n\r\nVenez-vous ?";
    for _ in 0..2 {
        let (code, said) = hand_over(folder.path(), "inbox", raw.as_bytes(), None);
        assert_eq!(code, Some(0), "{said}");
        assert!(!said.contains("issa") && !said.contains("atelier"), "{said}");
    }
    let (to, raw) = report(&place, "awa@example.org", "5.1.1");
    let (code, _) = hand_over(folder.path(), "inbox", &raw, Some(&to));
    assert_eq!(code, Some(0));
    assert_eq!(place.stop("awa@example.org").await.unwrap().kind, Kind::Hard);
    let own = b"From: griot@griot.test\r\nTo: griot@griot.test\r\nSubject: x\r\n\r\nCopie";
    assert_eq!(hand_over(folder.path(), "inbox", own, None).0, Some(0));
    let mut db = place.section.db.read().await.unwrap();
    let waiting = doors::waiting(&mut db, 10).await.unwrap();
    assert_eq!(waiting.iter().map(|came| came.words.as_str()).collect::<Vec<_>>(), ["Venez-vous ?"]);
}

#[tokio::test]
async fn what_stands_in_the_way_leaves_the_mail_with_its_server() {
    let folder = TempDir::new().unwrap();
    let place = open(folder.path(), RETURNS).await;
    let (_, raw) = report(&place, "awa@example.org", "5.1.1");
    let later = |why: &str| {
        let (code, said) = bounce(folder.path(), &raw, None);
        assert_eq!(code, Some(75), "{why}: {said}");
        assert!(said.contains("griot bounce") && !said.contains("awa"), "{why}: {said}");
    };

    let held = place.section.db.begin().await.unwrap();
    later("the database is locked");
    drop(held);

    let toml = folder.path().join("griot.toml");
    let settings = std::fs::read_to_string(&toml).unwrap();
    std::fs::write(&toml, format!("{settings}workers = 0\n")).unwrap();
    later("a setting is wrong");
    let down = "database_url = \"postgres://griot@127.0.0.1:1/griot\"\n";
    std::fs::write(&toml, format!("{settings}{down}")).unwrap();
    later("PostgreSQL is down");
    std::fs::write(&toml, settings.replace("/data", "/elsewhere")).unwrap();
    later("there is no house");
    assert!(!folder.path().join("elsewhere").exists());
    std::fs::write(&toml, &settings).unwrap();

    let (key, aside) = (folder.path().join("griot.key"), folder.path().join("aside"));
    std::fs::rename(&key, &aside).unwrap();
    later("the key is gone");
    assert!(!key.exists(), "no new key is made");
    std::fs::rename(&aside, &key).unwrap();

    rename(&place, "alter table mail_stop rename to mail_stop_elsewhere").await;
    later("the tables are of an older program");
    rename(&place, "alter table mail_stop_elsewhere rename to mail_stop").await;

    assert!(place.stop("awa@example.org").await.is_none());
    let (code, said) = bounce(folder.path(), &raw, None);
    assert_eq!(code, Some(0), "{said}");
    assert!(place.stop("awa@example.org").await.is_some());
}

async fn rename(place: &Place, sql: &'static str) {
    let mut tx = place.section.db.begin().await.unwrap();
    change!(tx, conn => query(sql).execute(conn)).unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn postgres_takes_reports_as_well() {
    let Ok(server) = std::env::var("GRIOT_TEST_POSTGRES") else {
        assert!(std::env::var_os("CI").is_none(), "CI needs GRIOT_TEST_POSTGRES");
        eprintln!("skipped: GRIOT_TEST_POSTGRES names no server");
        return;
    };
    let folder = TempDir::new().unwrap();
    let url = griot_testkit::fresh_postgres_url(&server).await;
    let place = open(folder.path(), &format!("{RETURNS}database_url = \"{url}\"\n")).await;
    let (_, raw) = report(&place, "awa@example.org", "5.1.1");
    let (code, said) = bounce(folder.path(), &raw, None);
    assert_eq!(code, Some(0), "{said}");
    assert!(place.stop("awa@example.org").await.is_some());
    place.section.db.close().await;
}

#[tokio::test]
async fn the_doctor_says_whether_letters_can_come_back() {
    const SMTP: &str = "smtp_url = \"smtp://127.0.0.1:1\"\n";
    let folder = TempDir::new().unwrap();
    let place = open(folder.path(), &format!("{RETURNS}{SMTP}")).await;
    let untried = returns_finding(&place).await;
    assert_eq!(
        (untried.key, untried.detail.as_str()),
        ("health-found-returns-untried", "retours@griot.test")
    );
    bounce(folder.path(), b"From: x\r\n\r\nx", None);
    let tried = returns_finding(&place).await;
    assert!(tried.well && tried.key == "health-found-returns", "{tried:?}");

    let elsewhere = TempDir::new().unwrap();
    let without = open(elsewhere.path(), SMTP).await;
    let none = returns_finding(&without).await;
    assert!(!none.well && none.key == "health-found-returns-none", "{none:?}");
}

async fn returns_finding(place: &Place) -> griot_pillar::Finding {
    let found = doctor::findings(&place.section, &french(place)).await;
    found.into_iter().find(|finding| finding.key.starts_with("health-found-returns")).unwrap()
}

fn french(place: &Place) -> griot_i18n::Words {
    place.section.words(Language::FRENCH)
}
