//! Letters that can be answered.

use griot_db::Db;
use griot_kernel::{PersonId, SeededRandom};
use griot_mailroom::{
    SCHEMA, Taken,
    doors::{About, Envelope, INBOX, open_door},
    store::doors::{self, Door},
    take, take_for_inbox,
};
use uuid::Uuid;

use crate::{day, email, keys, mark};

const AWA: &str = "awa@example.org";

fn person() -> PersonId {
    Uuid::from_u128(7).into()
}

fn mail(from: &str, code: &str, words: &str) -> Vec<u8> {
    format!("From: {from}\r\nTo: retours+{code}@griot.example\r\nMessage-ID: <1@a>\r\nSubject: Re\r\n\r\n{words}\r\n")
        .into_bytes()
}

async fn opened(db: &Db, person: Option<PersonId>, seed: u64) -> String {
    let mut tx = db.begin().await.unwrap();
    let about = About { kind: "channels.approve", thing: Uuid::from_u128(1), person, detail: "abc" };
    let random = SeededRandom::new(seed);
    let code = open_door(&mut tx, &keys(), about, &email(AWA), (day(0), &random)).await.unwrap();
    tx.commit().await.unwrap();
    code
}

griot_testkit::contract! { &[SCHEMA];
    async fn an_answer_comes_in_by_its_door_once_and_in_any_case_of_letters(db: Db) {
        let code = opened(&db, Some(person()), 1).await;
        let raw = mail(AWA, &code.to_uppercase(), "OK");
        assert_eq!(take(&db, &keys(), &raw, &[], day(1)).await.unwrap(), Taken::Answer);
        assert_eq!(take(&db, &keys(), &raw, &[], day(1)).await.unwrap(), Taken::Answer);
        let waiting = doors::waiting(&mut db.read().await.unwrap(), 10).await.unwrap();
        assert_eq!(waiting.len(), 1);
        let came = waiting.first().unwrap();
        assert_eq!((came.kind.as_str(), came.words.as_str(), came.sender.as_str()), ("channels.approve", "OK", ""));
        let mut tx = db.begin().await.unwrap();
        assert!(doors::taken(&mut tx, &came.id, day(1)).await.unwrap());
        assert!(!doors::taken(&mut tx, &came.id, day(1)).await.unwrap());
        assert!(!doors::bring(&mut tx, came).await.unwrap(), "it is known still");
        doors::sweep(&mut tx, day(2), day(2)).await.unwrap();
        assert!(doors::bring(&mut tx, came).await.unwrap(), "until it is forgotten");
    }

    async fn nobody_else_comes_in_and_a_shut_door_stays_shut(db: Db) {
        let code = opened(&db, None, 1).await;
        for raw in [
            mail("autre@example.org", &code, "OK"),
            mail(AWA, "re-aaaaaaaaaaaaaaaaaaaaaaaaaa", "OK"),
            mail(AWA, &code, "> seulement cité"),
        ] {
            assert_eq!(take(&db, &keys(), &raw, &[], day(1)).await.unwrap(), Taken::Strange);
        }
        assert_eq!(take(&db, &keys(), &mail(AWA, &code, "OK"), &[], day(31)).await.unwrap(), Taken::Strange);
        take(&db, &keys(), &mail(AWA, &code, "OK"), &[], day(1)).await.unwrap();
        let came = doors::waiting(&mut db.read().await.unwrap(), 10).await.unwrap();
        assert_eq!(came.first().unwrap().sender, AWA, "where no member is known, the address is");
    }

    async fn a_mail_to_the_section_waits_for_the_inbox_whole_and_once(db: Db) {
        let own = email("section@griot.example");
        let raw = mail("Issa@example.org", "x", "Bonjour\r\n> cité");
        for _ in 0..2 {
            let taken = take_for_inbox(&db, &keys(), &raw, (&[], &own), day(1)).await.unwrap();
            assert_eq!(taken, Taken::Inbox);
        }
        let waiting = doors::waiting(&mut db.read().await.unwrap(), 10).await.unwrap();
        let [came] = waiting.as_slice() else { panic!("{waiting:?}") };
        assert_eq!((came.kind.as_str(), came.words.as_str()), (INBOX, "Bonjour\n> cité"));
        let known = Envelope { subject: "Re".into(), id: "1@a".into(), files: 0 };
        assert_eq!((Envelope::read(&came.detail), came.person), (known, None));
        for raw in [mail("section@griot.example", "x", "Bonjour"), mail("a@example.org", "x", ""), b"x".to_vec()] {
            let taken = take_for_inbox(&db, &keys(), &raw, (&[], &own), day(1)).await.unwrap();
            assert_eq!(taken, Taken::Strange);
        }
        let code = opened(&db, Some(person()), 1).await;
        let taken = take_for_inbox(&db, &keys(), &mail(AWA, &code, "OK"), (&[], &own), day(1)).await.unwrap();
        assert_eq!(taken, Taken::Answer, "an answer to a letter stays one");
    }

    async fn whoever_is_erased_has_no_door(db: Db) {
        let code = opened(&db, Some(person()), 1).await;
        let mut tx = db.begin().await.unwrap();
        doors::forget(&mut tx, person()).await.unwrap();
        let door = Door { kind: "a.b".into(), thing: Uuid::nil(), person: None, mark: mark(AWA), detail: String::new() };
        doors::open(&mut tx, b"code", &door, day(3)).await.unwrap();
        assert_eq!(doors::find(&mut tx, b"code", day(2)).await.unwrap(), Some(door));
        assert_eq!(doors::find(&mut tx, b"code", day(3)).await.unwrap(), None);
        tx.commit().await.unwrap();
        assert_eq!(take(&db, &keys(), &mail(AWA, &code, "OK"), &[], day(1)).await.unwrap(), Taken::Strange);
    }
}
