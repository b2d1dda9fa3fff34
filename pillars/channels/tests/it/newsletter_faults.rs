//! What goes wrong between this house and a mail server: letters that are refused, that have to wait, whose
//! fate nobody knows; a crash of the program at any step; two workers at once. Nobody gets a letter twice,
//! and each is accounted for.

use std::{
    collections::HashMap,
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll},
    time::Duration,
};

use async_trait::async_trait;
use griot_channels::{
    SCHEMA,
    mailing::{Turn, carry},
    model::{
        channel::{Channel, ChannelState},
        delivery::{Delivery, State},
        item::Stage,
        mailing::{Counts, LetterState},
    },
    store,
};
use griot_db::Db;
use griot_delivery::{Fault, Letter, Post, PostError};
use griot_kernel::{Random, SeededRandom, Timestamp};
use griot_web::{House, Section, testing::TestHouse};
use tokio::sync::Semaphore;

use crate::factory::{later, mailing, start};

/// How a mail server behaves.
type Manner = fn(u8, &mut u32) -> Result<(), PostError>;

/// A mail server that counts what its readers find in their mailboxes.
#[derive(Debug)]
struct Double {
    chance: SeededRandom,
    manner: Manner,
    boxes: Mutex<HashMap<String, u32>>,
    /// It takes so many letters, and lets the others wait.
    gate: Semaphore,
}

#[async_trait]
impl Post for Double {
    async fn send(&self, letter: &Letter) -> Result<(), PostError> {
        tokio::task::yield_now().await;
        self.gate.acquire().await.unwrap().forget();
        let random: &dyn Random = &self.chance;
        let [dice] = random.bytes();
        let outcome = {
            let mut boxes = self.boxes.lock().unwrap();
            (self.manner)(dice, boxes.entry(letter.to.as_str().to_owned()).or_default())
        };
        tokio::task::yield_now().await;
        outcome
    }
}

fn well(_: u8, mailbox: &mut u32) -> Result<(), PostError> {
    *mailbox += 1;
    Ok(())
}

fn away(_: u8, _: &mut u32) -> Result<(), PostError> {
    Err(PostError::Retry("down".into()))
}

/// One in sixteen has no answer, and half of these arrived; one in sixteen is refused; one in eight waits.
fn badly(dice: u8, mailbox: &mut u32) -> Result<(), PostError> {
    match dice % 16 {
        0 => {
            *mailbox += u32::from(dice.is_multiple_of(32));
            Err(PostError::Unsure("the mail server hung up".into()))
        }
        1 => Err(PostError::Refused { fault: Fault::Address, cause: "550 5.1.1".into() }),
        2 | 3 => Err(PostError::Retry("451 4.7.1".into())),
        _ => well(dice, mailbox),
    }
}

fn double(manner: Manner) -> Arc<Double> {
    Arc::new(Double {
        chance: SeededRandom::new(5),
        manner,
        boxes: Mutex::default(),
        gate: Semaphore::new(100_000),
    })
}

struct Scene {
    house: TestHouse,
    section: Section,
    post: Arc<Double>,
    channel: Channel,
    due: Delivery,
}

async fn scene(db: Db, many: u128, manner: Manner) -> Scene {
    let post = double(manner);
    let mut rooms = House::default();
    rooms.provide::<dyn Post>(Arc::<Double>::clone(&post));
    let house = TestHouse::open_on(db, &[griot_i18n::WORDS, griot_channels::WORDS], rooms).await;
    let section = house.section.clone();
    let mut tx = section.db.begin().await.unwrap();
    let (_, channel, due) = mailing(&mut tx, many).await;
    tx.commit().await.unwrap();
    Scene { house, section, post, channel, due }
}

impl Scene {
    fn until(&self, seconds: u64) -> Timestamp {
        self.section.clock.now() + Duration::from_secs(seconds)
    }

    async fn carry(&self) -> Turn {
        carry(&self.section, self.due.id, self.until(60)).await.unwrap()
    }

    async fn now(&self) -> (Delivery, Counts, Stage) {
        let mut db = self.section.db.read().await.unwrap();
        let delivery = store::deliveries::by_id(&mut db, self.due.id).await.unwrap().unwrap();
        let counts = store::letters::counts(&mut db, self.due.id).await.unwrap();
        let stage = store::items::by_id(&mut db, self.due.item).await.unwrap().unwrap().stage;
        (delivery, counts, stage)
    }

    fn found(&self) -> i64 {
        self.post.boxes.lock().unwrap().values().map(|n| i64::from(*n)).sum()
    }

    fn twice(&self) -> bool {
        self.post.boxes.lock().unwrap().values().any(|n| *n > 1)
    }

    async fn set(&self, state: ChannelState) {
        let mut tx = self.section.db.begin().await.unwrap();
        let changed = Channel { state, ..self.channel.clone() };
        store::channels::update(&mut tx, &changed).await.unwrap();
        tx.commit().await.unwrap();
    }
}

/// A future that is dropped after so many polls, as by a crash.
struct Crashing<F> {
    inner: Option<Pin<Box<F>>>,
    left: u32,
}

impl<F: Future> Future for Crashing<F> {
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if self.left == 0 {
            self.inner = None;
            return Poll::Ready(None);
        }
        self.left -= 1;
        match &mut self.inner {
            Some(inner) => inner.as_mut().poll(cx).map(Some),
            None => Poll::Ready(None),
        }
    }
}

griot_testkit::contract! { &[griot_web::SCHEMA, griot_mailroom::SCHEMA, SCHEMA];
    async fn nobody_gets_a_letter_twice_whatever_happens(db: Db) {
        let many = 600;
        let scene = scene(db, many, badly).await;
        let dice = SeededRandom::new(11);
        let random: &dyn Random = &dice;
        let mut crashes = 0;
        for _ in 0..400 {
            let [first, second] = random.bytes::<2>();
            let left = if first % 4 == 0 { u32::MAX } else { u32::from(second / 2) };
            // One batch each time.
            let work = carry(&scene.section, scene.due.id, scene.until(0));
            match (Crashing { inner: Some(Box::pin(work)), left }).await {
                Some(done) => drop(done.unwrap()),
                None => crashes += 1,
            }
            assert!(!scene.twice(), "somebody has a letter twice");
            if scene.now().await.0.ended_at.is_some() {
                break;
            }
            scene.house.clock.advance(Duration::from_secs(120));
        }
        let (delivery, counts, stage) = scene.now().await;
        println!("{crashes} crashes, {counts:?}, {} found", scene.found());
        assert_eq!((delivery.state, stage), (State::Confirmed, Stage::Published));
        assert_eq!((counts.total(), counts.waiting, counts.armed), (i64::try_from(many).unwrap(), 0, 0));
        assert!(crashes >= 3 && counts.unsure > 20 && counts.refused > 5 && counts.sent > 50, "{crashes} {counts:?}");
        assert!(scene.found() >= counts.sent && scene.found() <= counts.sent + counts.unsure);
    }

    async fn two_workers_at_once_send_each_letter_once(db: Db) {
        let scene = scene(db, 300, well).await;
        let (one, two) = tokio::join!(scene.carry(), scene.carry());
        assert_eq!((one, two), (Turn::Rest, Turn::Rest));
        let (delivery, counts, _) = scene.now().await;
        assert_eq!((delivery.state, counts.sent, scene.found(), scene.twice()), (State::Confirmed, 300, 300, false));
    }

    async fn a_hand_that_slept_too_long_sends_nothing_that_another_took(db: Db) {
        let scene = scene(db, 120, well).await;
        // It waits for the server in the middle of its first batch; another one comes after its lease.
        scene.post.gate.forget_permits(100_000 - 10);
        let (section, id, until) = (scene.section.clone(), scene.due.id, scene.until(60));
        let slept = tokio::spawn(async move { carry(&section, id, until).await });
        while scene.found() < 10 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        assert_eq!(scene.carry().await, Turn::Rest, "the lease is held");
        scene.house.clock.advance(Duration::from_secs(100));
        scene.post.gate.add_permits(100_000);
        scene.carry().await;
        slept.await.unwrap().unwrap();
        let (delivery, counts, _) = scene.now().await;
        assert_eq!((delivery.state, scene.twice(), counts.total()), (State::Confirmed, false, 120));
        assert_eq!(counts.sent, scene.found(), "who came back said what it knew");
    }

    async fn a_server_that_is_away_is_asked_again_and_blames_nobody(db: Db) {
        let scene = scene(db, 60, away).await;
        scene.carry().await;
        let (delivery, counts, stage) = scene.now().await;
        assert_eq!((delivery.state, delivery.tries, delivery.next_at), (State::Ready, 1, Some(later(1))));
        assert_eq!((counts.waiting, counts.refused, stage), (60, 0, Stage::Publishing));
        assert_eq!(scene.carry().await, Turn::Rest);
        assert_eq!(scene.now().await.0.tries, 1, "not before its time");
        scene.house.clock.advance(Duration::from_secs(90_000));
        scene.carry().await;
        let (delivery, _, stage) = scene.now().await;
        assert_eq!((delivery.state, stage), (State::GaveUp, Stage::Expired));
    }

    async fn what_is_paused_cut_or_taken_back_stops_between_letters(db: Db) {
        let scene = scene(db, 130, well).await;
        // One batch, then somebody pauses the channel.
        assert_eq!(carry(&scene.section, scene.due.id, scene.section.clock.now()).await.unwrap(), Turn::More);
        assert_eq!(scene.found(), 50);
        scene.set(ChannelState::Paused).await;
        scene.carry().await;
        assert_eq!(scene.found(), 50);
        scene.set(ChannelState::Open).await;
        assert_eq!(carry(&scene.section, scene.due.id, scene.section.clock.now()).await.unwrap(), Turn::More);
        assert_eq!(scene.found(), 100);
        let mut tx = scene.section.db.begin().await.unwrap();
        store::deliveries::stop(&mut tx, scene.due.item, later(1)).await.unwrap();
        tx.commit().await.unwrap();
        scene.carry().await;
        let (delivery, counts, _) = scene.now().await;
        assert_eq!((delivery.state, counts.sent, counts.waiting, scene.found()), (State::Stopped, 100, 30, 100));
    }

    async fn letters_keep_their_pace_and_their_last_hour(db: Db) {
        let scene = scene(db, 100, well).await;
        let mut tx = scene.section.db.begin().await.unwrap();
        let kept = store::newsletters::of(&mut tx, scene.channel.id).await.unwrap().unwrap();
        store::newsletters::put(&mut tx, kept.channel, kept.audience, None, ("", 30)).await.unwrap();
        tx.commit().await.unwrap();
        scene.carry().await;
        assert_eq!(scene.found(), 30);
        assert_eq!(scene.now().await.0.next_at, Some(later(1)));
        scene.house.clock.advance(Duration::from_secs(60));
        scene.carry().await;
        assert_eq!(scene.found(), 60);
        scene.house.clock.advance(Duration::from_secs(90_000));
        scene.carry().await;
        let (delivery, counts, stage) = scene.now().await;
        assert_eq!((delivery.state, stage), (State::GaveUp, Stage::PartlyPublished), "some have it");
        assert_eq!((counts.sent, counts.waiting), (60, 40));
        assert_eq!(delivery.trouble_key.as_deref(), Some("channels-trouble-letters-late"));
    }

    async fn what_is_unsure_goes_once_more_only_by_a_persons_word(db: Db) {
        fn silent(_: u8, mailbox: &mut u32) -> Result<(), PostError> {
            *mailbox += 1;
            Err(PostError::Unsure("hung up".into()))
        }
        let scene = scene(db, 5, silent).await;
        scene.carry().await;
        let (delivery, counts, _) = scene.now().await;
        assert_eq!((delivery.state, counts.unsure, scene.found()), (State::Confirmed, 5, 5));
        scene.house.clock.advance(Duration::from_secs(3_600));
        scene.carry().await;
        assert_eq!(scene.found(), 5, "never by itself");
        let mut tx = scene.section.db.begin().await.unwrap();
        let now = scene.section.clock.now();
        store::letters::judge_unsure(&mut tx, scene.due.id, LetterState::Waiting, now).await.unwrap();
        assert!(store::mailings::open_again(&mut tx, scene.due.id, now).await.unwrap());
        assert!(!store::mailings::open_again(&mut tx, scene.due.id, now).await.unwrap(), "it is open");
        tx.commit().await.unwrap();
        scene.carry().await;
        assert_eq!((scene.found(), scene.now().await.1.unsure), (10, 5), "once more, by a word");
        let mut tx = scene.section.db.begin().await.unwrap();
        store::letters::judge_unsure(&mut tx, scene.due.id, LetterState::Sent, start()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(scene.now().await.1.sent, 5);
    }
}
