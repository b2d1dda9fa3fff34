//! A mailing through a real mail server (aiosmtpd) that refuses one reader, puts one off, and hangs up on one
//! after it has the letter; and the mailbox of whoever got it, read over IMAP.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    sync::Arc,
    time::Duration,
};

use griot_channels::{
    SCHEMA, WORDS,
    acts::subscribe,
    mailing::carry,
    model::{
        audience::{Coming, Standing},
        delivery::State,
        mailing::Counts,
    },
    store,
};
use griot_delivery::{Email, Mailbox, Post, SmtpPost};
use griot_mailroom::Mark;
use griot_web::{House, testing::TestHouse};

use crate::factory::{coming, mailing, start};

/// The server; it stops with this.
struct Server(Child, tempfile::TempDir, u16);

impl Server {
    /// Starts one, or says that the test is skipped. In CI it must start.
    fn start() -> Option<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let python = root.join("target/tools/aiosmtpd/bin/python");
        if !python.exists() {
            assert!(std::env::var("CI").is_err(), "aiosmtpd is not in target/tools");
            println!("skipped: aiosmtpd is not in target/tools");
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let mut child = Command::new(python)
            .arg(root.join("foundation/delivery/tests/smtp_server.py"))
            .arg(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        Some(Self(child, folder, line.trim().parse().unwrap()))
    }

    /// The letters that it took.
    fn taken(&self) -> Vec<String> {
        let path = |n: usize| self.1.path().join(format!("{n}.eml"));
        (1..)
            .map(path)
            .take_while(|path| path.exists())
            .map(|p| std::fs::read_to_string(p).unwrap())
            .collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

griot_testkit::contract! { &[griot_web::SCHEMA, griot_mailroom::SCHEMA, SCHEMA];
    async fn each_reader_has_the_fate_that_a_real_server_gave_them(db: Db) {
        let Some(server) = Server::start() else { return };
        let from = Mailbox::new("Section", Email::parse("lettres@section.example").unwrap());
        let post = SmtpPost::open(&format!("smtp://127.0.0.1:{}", server.2), &from).unwrap();
        let mut rooms = House::default();
        rooms.provide::<dyn Post>(Arc::new(post));
        let house = TestHouse::open_on(db, &[griot_i18n::WORDS, WORDS], rooms).await;
        let section = house.section.clone();
        let mut tx = section.db.begin().await.unwrap();
        let (list, _, due) = mailing(&mut tx, 0).await;
        let names = ["awa", "refuse-binta", "later-clara", "drop-djibril", "eva"];
        for (n, name) in (0..).zip(names) {
            let email = Email::parse(&format!("{name}@example.org")).unwrap();
            let mark = Mark::of(&section.keys, &email).as_bytes().to_vec();
            let one = Coming { address: email.as_str().to_owned(), mark, ..coming(&list, n) };
            store::subscribers::add(&mut tx, &one, start()).await.unwrap();
        }
        tx.commit().await.unwrap();

        let until = section.clock.now() + Duration::from_secs(60);
        carry(&section, due.id, until).await.unwrap();
        let mut db = section.db.read().await.unwrap();
        let counts = store::letters::counts(&mut db, due.id).await.unwrap();
        assert_eq!(counts, Counts { waiting: 1, armed: 0, unsure: 1, sent: 2, refused: 1 });
        let delivery = store::deliveries::by_id(&mut db, due.id).await.unwrap().unwrap();
        assert_eq!(delivery.state, State::Ready, "one letter is tried again later");
        let unsure = store::letters::unsure(&mut db, due.id, 9).await.unwrap();
        drop(db);
        assert_eq!(unsure.into_iter().map(|(_, address)| address).collect::<Vec<_>>(), ["drop-djibril@example.org"]);

        let letters = server.taken();
        assert_eq!(letters.len(), 2);
        for letter in &letters {
            assert!(letter.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{letter}");
            assert!(letter.contains("/newsletter/leave/"), "{letter}");
            assert!(letter.contains("List-Id: <nouvelles-1.section.example>"), "{letter}");
            assert!(letter.contains("text/plain") && letter.contains("text/html"), "{letter}");
        }

        // What Awa's mail program sees, without a picture that tells on her.
        if crate::imap::is_there() {
            let seen = crate::imap::read(&letters, &["FETCH 1 (ENVELOPE BODYSTRUCTURE)", "FETCH 1 BODY.PEEK[1]",
                "SEARCH HEADER List-Unsubscribe-Post One-Click", "FETCH 1 BINARY.PEEK[2]"]);
            assert!(seen.contains("* 2 EXISTS") && seen.contains("* SEARCH 1 2"), "{seen}");
            assert!(seen.contains("lettres\" \"section.example"), "{seen}");
            let (text, html) = (seen.find("(\"text\" \"plain\" (\"charset\" \"utf-8\""), seen.find("(\"text\" \"html\""));
            assert!(text.is_some() && text < html && seen.contains("\"alternative\""), "the text comes first: {seen}");
            assert!(!seen.contains("<img"), "nothing tells who reads: {seen}");
        }

        // The mailroom heard who does not exist; the list learns of it.
        let refused = Email::parse("refuse-binta@example.org").unwrap();
        let mut tx = section.db.begin().await.unwrap();
        subscribe::stopped(&mut tx, Mark::of(&section.keys, &refused)).await.unwrap();
        tx.commit().await.unwrap();
        let mut db = section.db.read().await.unwrap();
        let known = store::subscribers::of_mark(&mut db, Mark::of(&section.keys, &refused).as_bytes()).await.unwrap();
        assert_eq!(known.first().map(|one| one.standing), Some(Standing::Bounced));
    }
}
