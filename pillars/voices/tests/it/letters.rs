//! Letters that do not arrive, and letters that must not be written twice.

use std::sync::Arc;

use griot_db::change;
use griot_delivery::{Email, Letter, PostError};
use griot_jobs::{Job, JobError, Jobs, Worker};
use griot_kernel::SharedClock;
use griot_mailroom::{Kind, Mark, acts, store::stops};
use griot_pillar::Pillar;
use griot_voices::{
    Voices, jobs,
    jobs::{SendAlert, SendDigest},
    model::{Pace, Recipient, Target, TargetKind},
    store::{alerts, guests, subscriptions},
};
use griot_web::{Section, testing::text};

use crate::{
    factory::{self, comment, day, wish},
    house::*,
};

const LECTRICE: &str = "lectrice@exemple.bf";

fn mark(section: &Section, address: &str) -> Mark {
    Mark::of(&section.keys, &Email::parse(address).unwrap())
}

async fn hear(section: &Section, address: &str, kind: Kind) {
    let now = section.clock.now();
    let mut tx = section.db.begin().await.unwrap();
    acts::hear(&mut tx, mark(section, address), kind, now, now).await.unwrap();
    tx.commit().await.unwrap();
}

/// Carries on what was told, to whoever listens here.
async fn listen(home: &Home) {
    let section = &home.house.section;
    let mut ear = Jobs::new();
    ear.add::<SendAlert>().add::<SendDigest>().add::<jobs::ConfirmFollow>();
    Voices.listen(section, &mut ear);
    let clock: SharedClock = Arc::<griot_kernel::FixedClock>::clone(&home.house.clock);
    Worker::new(section.db.clone(), clock, ear, section.clone()).run_until_idle().await.unwrap();
}

/// A reader without an account, who follows Awa's post.
async fn follow(home: &Home) {
    let page = text(home.client.get("/blogs/awa/premier").await).await;
    let fields = [("address", LECTRICE), ("time", &field(&page, "time"))];
    home.client.post("/blogs/awa/premier/follow", &fields).await;
    listen(home).await;
    let letter = home.house.post.take().remove(0);
    assert!(letter.asked);
    assert!(letter.text.contains("/stop/"), "{}", letter.text);
    let (_, rest) = letter.text.split_once("https://section.example/follow/confirm/").unwrap();
    let confirm = format!("/follow/confirm/{}", rest.split_whitespace().next().unwrap());
    assert_eq!(home.client.post(&confirm, &[]).await.status(), 303);
}

async fn follows(home: &Home) -> bool {
    let section = &home.house.section;
    let mut db = section.db.read().await.unwrap();
    let guest = guests::by_mark(&mut db, mark(section, LECTRICE)).await.unwrap().remove(0);
    let target = Target { kind: TargetKind::Post, id: home.post.id.as_uuid() };
    let wish = subscriptions::of_recipient(&mut db, Recipient::Guest(guest), target).await.unwrap();
    wish.unwrap().active
}

griot_testkit::contract! { SCHEMAS;
    async fn a_guest_whose_letters_come_back_follows_nothing_any_more_until_they_confirm_again(db: Db) {
        let home = home_on(db).await;
        follow(&home).await;
        assert!(follows(&home).await);
        hear(&home.house.section, LECTRICE, Kind::Hard).await;
        listen(&home).await;
        assert!(!follows(&home).await);
        home.awa().await.post("/blogs/awa/premier/comments", &[("body", "Un mot.")]).await;
        listen(&home).await;
        assert_eq!(home.house.post.take(), []);

        follow(&home).await;
        assert!(follows(&home).await);
        let section = &home.house.section;
        let mut db = section.db.read().await.unwrap();
        assert_eq!(stops::standing(&mut db, mark(section, LECTRICE)).await.unwrap(), None);
    }

    async fn a_guest_from_before_there_were_marks_gets_one_by_the_sweep(db: Db) {
        let home = home_on(db.clone()).await;
        follow(&home).await;
        let mut tx = db.begin().await.unwrap();
        change!(tx, conn => query("update comment_guest set mark = null").execute(conn)).unwrap();
        tx.commit().await.unwrap();
        jobs::forget(home.house.section.clone()).await.unwrap();
        assert!(follows(&home).await);
    }

    async fn a_member_whose_letters_come_back_is_not_written_to_and_reads_why(db: Db) {
        let home = home_on(db).await;
        let binta = home.binta().await;
        binta.post("/blogs/awa/premier/follow", &[("kind", "post"), ("pace", "immediate")]).await;
        assert!(!text(binta.get("/me/alerts").await).await.contains("Aucune lettre ne part"));
        hear(&home.house.section, "binta@exemple.bf", Kind::Hard).await;
        assert!(text(binta.get("/me/alerts").await).await.contains("Aucune lettre ne part"));
        home.awa().await.post("/blogs/awa/premier/comments", &[("body", "Un mot.")]).await;
        listen(&home).await;
        assert_eq!(home.house.post.take(), []);
        let mut db = home.house.section.db.read().await.unwrap();
        assert_eq!(alerts::waiting(&mut db, Pace::Immediate).await.unwrap(), 0);
    }

    async fn an_alert_tried_again_after_the_server_took_it_is_the_same_letter(db: Db) {
        let home = home_on(db).await;
        let alert = due(&home, Pace::Immediate, 1).await;
        let section = &home.house.section;
        alert.run(section).await.unwrap();
        // As if the process had died between the server's 250 and our note of it.
        undo(section).await;
        alert.run(section).await.unwrap();
        let letters = home.house.post.take();
        assert_eq!(letters.len(), 2);
        assert_eq!(bare(&letters[0]), bare(&letters[1]));
        alert.run(section).await.unwrap();
        assert_eq!(home.house.post.take(), [], "once it is noted, never again");
    }

    async fn a_digest_tried_again_is_the_same_letter_and_one_that_tells_more_is_another(db: Db) {
        let home = home_on(db).await;
        due(&home, Pace::Daily, 1).await;
        let digest = SendDigest { recipient: factory::binta().as_uuid() };
        let section = &home.house.section;
        digest.run(section).await.unwrap();
        undo(section).await;
        digest.run(section).await.unwrap();
        undo(section).await;
        due(&home, Pace::Daily, 2).await;
        digest.run(section).await.unwrap();
        let letters = home.house.post.take();
        assert_eq!(letters.len(), 3);
        assert_eq!(bare(&letters[0]), bare(&letters[1]));
        assert_ne!(letters[0].message_id, letters[2].message_id);
    }

    async fn a_mail_server_that_is_down_keeps_the_letter_waiting(db: Db) {
        let home = home_on(db).await;
        let alert = due(&home, Pace::Immediate, 1).await;
        home.house.post.fail(&PostError::Retry("down".into()), 1);
        let error = alert.run(&home.house.section).await.unwrap_err();
        assert!(matches!(error, JobError::Retry(_)));
        alert.run(&home.house.section).await.unwrap();
        assert_eq!(home.house.post.take().len(), 1);
    }
}

/// A comment of which Binta is to be told.
async fn due(home: &Home, pace: Pace, n: u128) -> SendAlert {
    let target = Target { kind: TargetKind::Post, id: home.post.id.as_uuid() };
    let hers = wish(1, target, factory::binta(), pace);
    let said = comment(n, &home.post, factory::awa(), &format!("Mot {n}"));
    let mut tx = home.house.section.db.begin().await.unwrap();
    subscriptions::propose(&mut tx, &hers, day(0)).await.unwrap();
    griot_voices::store::comments::insert(&mut tx, &said).await.unwrap();
    alerts::note(&mut tx, &hers, said.id, said.at).await.unwrap();
    tx.commit().await.unwrap();
    SendAlert { recipient: factory::binta().as_uuid(), comment: said.id }
}

async fn undo(section: &Section) {
    let mut tx = section.db.begin().await.unwrap();
    change!(tx, conn => query("update comment_alert set state = 'due'").execute(conn)).unwrap();
    tx.commit().await.unwrap();
}

/// The letter without the address it comes back to, which tells the minute.
fn bare(letter: &Letter) -> Letter {
    let mut letter = letter.clone();
    letter.returns_to = None;
    letter
}
