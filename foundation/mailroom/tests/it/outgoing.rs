//! Letters that leave.

use std::sync::Arc;

use griot_db::{Db, change};
use griot_delivery::{Fault, Letter, MemoryPost, Post, PostError, ReturnAddress, tokens};
use griot_kernel::FixedClock;
use griot_mailroom::{
    Kind, Outgoing, SCHEMA, acts, silence,
    store::tally::{self, What},
    token,
};

use crate::{day, email, keys, mark, standing, told};

const AWA: &str = "awa@example.org";

fn outgoing(db: &Db) -> (MemoryPost, Outgoing) {
    let post = MemoryPost::new();
    let returns = ReturnAddress::parse("retours@griot.example").unwrap();
    let clock = Arc::new(FixedClock::at(day(0)));
    (post.clone(), Outgoing::new(Arc::new(post), db.clone(), keys(), clock, Some(returns)))
}

fn letter() -> Letter {
    Letter::new(email(AWA), "Bonjour").paragraph("Bonjour.")
}

async fn numbers(db: &Db) -> Vec<(What, i64)> {
    tally::since(&mut db.read().await.unwrap(), day(0)).await.unwrap()
}

griot_testkit::contract! { &[SCHEMA];
    async fn many_letters_are_noted_in_one_act(db: Db) {
        let (post, outgoing) = outgoing(&db);
        let mut tx = db.begin().await.unwrap();
        silence(&mut tx, mark(AWA), day(0)).await.unwrap();
        tx.commit().await.unwrap();
        let to =
            |name: &str| Letter::new(email(&format!("{name}@example.org")), "Bonjour").paragraph("Bonjour.");
        post.fail(&PostError::Refused { fault: Fault::Address, cause: "550 5.1.1".into() }, 1);
        let outcomes = outgoing.send_all(&[to("binta"), to("awa"), to("clara")], 2).await;
        assert!(matches!(outcomes[..], [Err(PostError::Refused { .. }), Err(PostError::Stopped), Ok(())]));
        assert_eq!(post.letters().len(), 1);
        assert!(post.letters()[0].returns_to.is_some());
        let noted = numbers(&db).await;
        assert!(
            [(What::Sent, 1), (What::Held, 1), (What::Refused, 1)].iter().all(|one| noted.contains(one)),
            "{noted:?}"
        );
        assert!(standing(&db, "binta@example.org").await.is_some());
    }

    async fn a_letter_leaves_with_an_address_to_come_back_to(db: Db) {
        let (post, outgoing) = outgoing(&db);
        outgoing.send(&letter()).await.unwrap();
        let sent = post.letters().remove(0);
        let returns = sent.returns_to.clone().unwrap();
        assert!(returns.as_str().starts_with("retours+") && returns.domain() == "griot.example");
        assert!(returns.local().len() <= 64);
        let said = token::open(&keys(), &tokens(returns.as_str())[0], day(0)).unwrap();
        assert_eq!((said.to, said.at), (mark(AWA), day(0)));
        assert_eq!(numbers(&db).await, [(What::Sent, 1)]);
    }

    async fn nothing_leaves_for_a_stopped_address_but_what_its_owner_asks_for(db: Db) {
        let (post, outgoing) = outgoing(&db);
        let mut tx = db.begin().await.unwrap();
        silence(&mut tx, mark(AWA), day(0)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(outgoing.send(&letter()).await, Err(PostError::Stopped));
        assert_eq!(post.letters(), []);

        post.fail(&PostError::Retry("down".into()), 2);
        for _ in 0..2 {
            // A server that is down uses up no try.
            assert!(matches!(outgoing.send(&letter().asked()).await, Err(PostError::Retry(_))));
        }
        for _ in 0..3 {
            outgoing.send(&letter().asked()).await.unwrap();
        }
        assert_eq!(outgoing.send(&letter().asked()).await, Err(PostError::Stopped));
        assert_eq!(post.take().len(), 3);
        assert_eq!(numbers(&db).await, [(What::Sent, 3), (What::Held, 2)]);
    }

    async fn an_address_that_is_refused_at_once_is_stopped_at_once(db: Db) {
        let (post, outgoing) = outgoing(&db);
        let refused = PostError::Refused { fault: Fault::Address, cause: "550 5.1.1".into() };
        post.fail(&refused, 1);
        assert_eq!(outgoing.send(&letter()).await, Err(refused));
        assert_eq!(standing(&db, AWA).await.unwrap().kind, Kind::Hard);
        assert_eq!(told(&db).await, 1);
        assert_eq!(outgoing.send(&letter()).await, Err(PostError::Stopped));
        assert_eq!(post.letters(), []);
        assert_eq!(numbers(&db).await, [(What::Refused, 1), (What::Held, 1)]);
    }

    async fn a_full_mailbox_is_written_to_again(db: Db) {
        let (post, outgoing) = outgoing(&db);
        post.fail(&PostError::Refused { fault: Fault::Mailbox, cause: "552 5.2.2".into() }, 1);
        assert!(outgoing.send(&letter()).await.is_err());
        assert!(standing(&db, AWA).await.is_none());
        outgoing.send(&letter()).await.unwrap();
    }

    async fn a_fault_of_ours_is_nobody_else_s(db: Db) {
        let (post, outgoing) = outgoing(&db);
        for error in [PostError::Retry("554 5.7.1".into()), PostError::Unwritable] {
            post.fail(&error, 1);
            assert_eq!(outgoing.send(&letter()).await, Err(error));
        }
        let mut db = db.read().await.unwrap();
        assert_eq!(griot_mailroom::store::stops::known(&mut db, mark(AWA)).await.unwrap(), None);
    }

    async fn a_number_that_cannot_be_written_sends_nothing_twice(db: Db) {
        let (post, outgoing) = outgoing(&db);
        let mut tx = db.begin().await.unwrap();
        change!(tx, conn => query("drop table mail_tally").execute(conn)).unwrap();
        tx.commit().await.unwrap();
        outgoing.send(&letter()).await.unwrap();
        assert_eq!(post.letters().len(), 1);
    }

    async fn without_a_stop_list_the_letter_waits(db: Db) {
        let (post, outgoing) = outgoing(&db);
        let mut tx = db.begin().await.unwrap();
        acts::hear(&mut tx, mark(AWA), Kind::Hard, day(0), day(0)).await.unwrap();
        change!(tx, conn => query("drop table mail_stop").execute(conn)).unwrap();
        tx.commit().await.unwrap();
        let error = outgoing.send(&letter()).await.unwrap_err();
        assert!(matches!(&error, PostError::Retry(cause) if !cause.contains("awa")), "{error}");
        assert_eq!(post.letters(), []);
    }
}

#[tokio::test]
async fn without_a_return_address_letters_come_back_to_their_sender() {
    let fresh = griot_testkit::sqlite(&[SCHEMA]).await;
    let post = MemoryPost::new();
    let clock = Arc::new(FixedClock::at(day(0)));
    let outgoing = Outgoing::new(Arc::new(post.clone()), fresh.db(), keys(), clock, None);
    outgoing.send(&letter()).await.unwrap();
    assert_eq!(post.letters()[0].returns_to, None);
}
