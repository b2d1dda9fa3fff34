//! What goes wrong between this house and a gateway for SMS: messages that are refused, that have to wait,
//! whose answer is lost; a crash of the program at any step; two workers at once. No telephone gets a message
//! twice, and each is accounted for.

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
    acts::phone::{Brought, hear},
    mailing::{Turn, carry},
    model::{
        audience::Standing,
        channel::{Channel, ChannelState},
        delivery::{Delivery, State},
        item::{Item, Stage},
        mailing::{Counts, LetterState},
    },
    store,
};
use griot_contracts::campaigns::{CampaignId, CampaignName, Campaigns, Risk};
use griot_db::{Conn, Db, DbError, outbox};
use griot_delivery::sms::{Sms, SmsError, SmsPost};
use griot_kernel::{Random, SeededRandom, Sensitivity, Timestamp};
use griot_web::{
    House, Section,
    testing::{NoGateway, TestHouse},
};
use uuid::Uuid;

use crate::factory::{calling, later, messages, number};

type Manner = fn(u8, &mut u32) -> Result<(), SmsError>;

/// A gateway that counts what telephones find.
#[derive(Debug)]
struct Double {
    chance: SeededRandom,
    manner: Manner,
    telephones: Mutex<HashMap<String, u32>>,
}

#[async_trait]
impl SmsPost for Double {
    async fn send(&self, sms: &Sms) -> Result<(), SmsError> {
        tokio::task::yield_now().await;
        let random: &dyn Random = &self.chance;
        let [dice] = random.bytes();
        let outcome = {
            let mut telephones = self.telephones.lock().unwrap();
            (self.manner)(dice, telephones.entry(sms.to.as_str().to_owned()).or_default())
        };
        tokio::task::yield_now().await;
        outcome
    }
}

fn well(_: u8, telephone: &mut u32) -> Result<(), SmsError> {
    *telephone += 1;
    Ok(())
}

fn away(_: u8, _: &mut u32) -> Result<(), SmsError> {
    Err(SmsError::Retry("HTTP 503".into()))
}

/// One in sixteen has no answer, and half of these arrived; one in sixteen is refused; one in eight waits.
fn badly(dice: u8, telephone: &mut u32) -> Result<(), SmsError> {
    match dice % 16 {
        0 => {
            *telephone += u32::from(dice.is_multiple_of(32));
            Err(SmsError::Unknown)
        }
        1 => Err(SmsError::Refused("HTTP 400".into())),
        2 | 3 => Err(SmsError::Retry("HTTP 503".into())),
        _ => well(dice, telephone),
    }
}

/// A campaign whose risk is this.
struct Campaign(Mutex<Risk>);

#[async_trait]
impl Campaigns for Campaign {
    async fn taking(&self, _: &mut Conn) -> Result<Vec<CampaignName>, DbError> {
        Ok(Vec::new())
    }

    async fn get(&self, _: &mut Conn, id: CampaignId) -> Result<Option<CampaignName>, DbError> {
        let risk = *self.0.lock().unwrap();
        let (title, desk) = ("L’eau".to_owned(), "/desk/campaigns/1".to_owned());
        Ok(Some(CampaignName { id, title, risk, takes_things: true, desk, public: None }))
    }
}

struct Scene {
    house: TestHouse,
    section: Section,
    gateway: Arc<Double>,
    campaign: Arc<Campaign>,
    channel: Channel,
    due: Delivery,
}

async fn scene(db: Db, many: u128, manner: Manner) -> Scene {
    let gateway = Arc::new(Double { chance: SeededRandom::new(5), manner, telephones: Mutex::default() });
    let campaign = Arc::new(Campaign(Mutex::new(Risk::Normal)));
    let mut rooms = House::default();
    rooms.provide::<dyn Campaigns>(Arc::<Campaign>::clone(&campaign));
    rooms.provide::<dyn SmsPost>(Arc::<Double>::clone(&gateway));
    let house = TestHouse::open_on(db, &[griot_i18n::WORDS, griot_channels::WORDS], rooms).await;
    let section = house.section.clone();
    let mut tx = section.db.begin().await.unwrap();
    let (_, channel, due) = messages(&section, &mut tx, many).await;
    tx.commit().await.unwrap();
    Scene { house, section, gateway, campaign, channel, due }
}

/// The same house without a gateway.
async fn mute(db: Db) -> TestHouse {
    let mut rooms = House::default();
    rooms.provide::<NoGateway>(Arc::new(NoGateway));
    TestHouse::open_on(db, &[griot_i18n::WORDS, griot_channels::WORDS], rooms).await
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
        self.gateway.telephones.lock().unwrap().values().map(|n| i64::from(*n)).sum()
    }

    fn twice(&self) -> bool {
        self.gateway.telephones.lock().unwrap().values().any(|n| *n > 1)
    }

    async fn change(&self, change: impl Fn(Item) -> Item) {
        let mut tx = self.section.db.begin().await.unwrap();
        let item = store::items::by_id(&mut tx, self.due.item).await.unwrap().unwrap();
        assert!(store::items::update(&mut tx, &change(item), self.section.clock.now()).await.unwrap());
        tx.commit().await.unwrap();
    }
}

/// What a telephone says, as a gateway brings it; whether it was taken for the lists.
fn brought(section: &Section, n: u128, text: &'static str) -> impl Future<Output = bool> + Send + use<> {
    let section = section.clone();
    async move {
        let (from, now) = (number(n), section.clock.now());
        loop {
            let done = async {
                let mut tx = section.db.begin().await?;
                let said = Brought { from: &from, text, remote: "a1" };
                let taken = hear(&section, &mut tx, said, now).await?;
                tx.commit().await?;
                Ok(taken)
            };
            match done.await {
                Err(DbError::Conflict(_)) => {}
                done => return done.unwrap(),
            }
        }
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
    async fn three_telephones_get_what_is_due(db: Db) {
        let scene = scene(db, 3, well).await;
        assert_eq!(scene.carry().await, Turn::Rest);
        let (delivery, counts, stage) = scene.now().await;
        assert_eq!((delivery.state, counts.sent, stage), (State::Confirmed, 3, Stage::Published));
        assert_eq!((scene.found(), scene.twice()), (3, false));
    }

    async fn no_telephone_gets_a_message_twice_whatever_happens(db: Db) {
        let many = 300;
        let scene = scene(db, many, badly).await;
        let dice = SeededRandom::new(11);
        let random: &dyn Random = &dice;
        let mut crashes = 0;
        for _ in 0..800 {
            let [first, second] = random.bytes::<2>();
            let left = if first % 4 == 0 { u32::MAX } else { u32::from(second / 2) };
            // One batch each time.
            let work = carry(&scene.section, scene.due.id, scene.until(0));
            match (Crashing { inner: Some(Box::pin(work)), left }).await {
                Some(done) => drop(done.unwrap()),
                None => crashes += 1,
            }
            assert!(!scene.twice(), "somebody has a message twice");
            if scene.now().await.0.ended_at.is_some() {
                break;
            }
            scene.house.clock.advance(Duration::from_secs(120));
        }
        let (delivery, counts, stage) = scene.now().await;
        println!("{crashes} crashes, {counts:?}, {} found", scene.found());
        assert_eq!((delivery.state, stage), (State::Confirmed, Stage::Published));
        assert_eq!((counts.total(), counts.waiting, counts.armed), (i64::try_from(many).unwrap(), 0, 0));
        assert!(crashes >= 3 && counts.unsure > 10 && counts.refused > 3 && counts.sent > 50, "{crashes} {counts:?}");
        assert!(scene.found() >= counts.sent && scene.found() <= counts.sent + counts.unsure);
    }

    async fn two_workers_at_once_send_each_message_once(db: Db) {
        let scene = scene(db, 120, well).await;
        let (one, two) = tokio::join!(scene.carry(), scene.carry());
        assert_eq!((one, two), (Turn::Rest, Turn::Rest));
        let (delivery, counts, _) = scene.now().await;
        assert_eq!((delivery.state, counts.sent, scene.found(), scene.twice()), (State::Confirmed, 120, 120, false));
    }

    async fn a_gateway_that_is_away_is_asked_again_and_blames_no_telephone(db: Db) {
        let scene = scene(db, 25, away).await;
        scene.carry().await;
        let (delivery, counts, _) = scene.now().await;
        assert_eq!((delivery.state, delivery.tries, delivery.next_at), (State::Ready, 1, Some(later(1))));
        assert_eq!((counts.waiting, counts.refused), (25, 0));
        scene.house.clock.advance(Duration::from_secs(90_000));
        scene.carry().await;
        let (delivery, _, stage) = scene.now().await;
        assert_eq!((delivery.state, stage), (State::GaveUp, Stage::Expired), "too late is never sent");
        assert_eq!(scene.found(), 0);
    }

    async fn messages_keep_their_pace_and_stop_where_they_are_paused_or_taken_back(db: Db) {
        let scene = scene(db, 60, well).await;
        let mut tx = scene.section.db.begin().await.unwrap();
        let kept = store::newsletters::of(&mut tx, scene.channel.id).await.unwrap().unwrap();
        store::newsletters::put(&mut tx, kept.channel, kept.audience, None, ("", 15)).await.unwrap();
        tx.commit().await.unwrap();
        scene.carry().await;
        assert_eq!((scene.found(), scene.now().await.0.next_at), (15, Some(later(1))));
        let set = async |state| {
            let mut tx = scene.section.db.begin().await.unwrap();
            let changed = Channel { state, ..scene.channel.clone() };
            store::channels::update(&mut tx, &changed).await.unwrap();
            tx.commit().await.unwrap();
        };
        set(ChannelState::Paused).await;
        scene.house.clock.advance(Duration::from_secs(60));
        scene.carry().await;
        assert_eq!(scene.found(), 15);
        set(ChannelState::Open).await;
        scene.carry().await;
        assert_eq!(scene.found(), 30);
        let mut tx = scene.section.db.begin().await.unwrap();
        store::ways::set_cut(&mut tx, Some((later(2), crate::factory::person(1)))).await.unwrap();
        tx.commit().await.unwrap();
        scene.house.clock.advance(Duration::from_secs(60));
        scene.carry().await;
        assert_eq!(scene.found(), 30, "everything stands still");
        let mut tx = scene.section.db.begin().await.unwrap();
        store::deliveries::stop(&mut tx, scene.due.item, later(3)).await.unwrap();
        tx.commit().await.unwrap();
        scene.carry().await;
        let (delivery, counts, _) = scene.now().await;
        assert_eq!((delivery.state, counts.sent, counts.waiting, scene.found()), (State::Stopped, 30, 30, 30));
    }

    async fn what_nobody_knows_goes_once_more_only_by_a_persons_word(db: Db) {
        fn silent(_: u8, telephone: &mut u32) -> Result<(), SmsError> {
            *telephone += 1;
            Err(SmsError::Unknown)
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
        tx.commit().await.unwrap();
        scene.carry().await;
        assert_eq!(scene.found(), 10, "once more, by a word");
    }

    async fn what_became_too_dangerous_is_not_carried(db: Db) {
        let scene = scene(db, 30, well).await;
        let mut tx = scene.section.db.begin().await.unwrap();
        let kept = store::newsletters::of(&mut tx, scene.channel.id).await.unwrap().unwrap();
        store::newsletters::put(&mut tx, kept.channel, kept.audience, None, ("", 10)).await.unwrap();
        tx.commit().await.unwrap();
        scene.change(|item| Item { campaign: Some(Uuid::from_u128(9).into()), ..item }).await;
        scene.carry().await;
        assert_eq!(scene.found(), 10, "its campaign is calm");
        *scene.campaign.0.lock().unwrap() = Risk::Elevated;
        scene.house.clock.advance(Duration::from_secs(60));
        scene.carry().await;
        let (delivery, counts, stage) = scene.now().await;
        assert_eq!((delivery.state, stage, scene.found()), (State::GaveUp, Stage::PartlyPublished, 10));
        assert_eq!((counts.sent, counts.waiting), (10, 20));
        assert_eq!(delivery.trouble_key.as_deref(), Some("channels-trouble-sms-risk"));
    }

    async fn who_is_at_risk_is_named_in_no_message(db: Db) {
        let scene = scene(db, 3, well).await;
        scene.change(|item| Item { sensitivity: Sensitivity::AtRiskPerson, ..item }).await;
        scene.carry().await;
        let (delivery, counts, stage) = scene.now().await;
        assert_eq!((delivery.state, stage, counts.total(), scene.found()), (State::Rejected, Stage::Failed, 0, 0));
        assert_eq!(delivery.trouble_key.as_deref(), Some("channels-trouble-sms-risk"));
    }

    async fn without_a_gateway_people_send_it_unless_some_is_out(db: Db) {
        let scene = scene(db.clone(), 30, well).await;
        carry(&mute(db).await.section, scene.due.id, scene.until(60)).await.unwrap();
        let (delivery, ..) = scene.now().await;
        assert_eq!((delivery.by_hand, delivery.state, delivery.next_at), (true, State::Waiting, None));
        assert_eq!(delivery.trouble_key.as_deref(), Some("channels-trouble-no-gateway"));
        assert_eq!(scene.found(), 0);
    }

    async fn a_gateway_that_goes_away_half_way_is_waited_for(db: Db) {
        let scene = scene(db.clone(), 30, well).await;
        assert_eq!(carry(&scene.section, scene.due.id, scene.section.clock.now()).await.unwrap(), Turn::More);
        assert_eq!(scene.found(), 10);
        carry(&mute(db).await.section, scene.due.id, scene.until(60)).await.unwrap();
        let (delivery, counts, _) = scene.now().await;
        assert_eq!((delivery.by_hand, counts.waiting, scene.found()), (false, 20, 10));
        scene.house.clock.advance(Duration::from_secs(601));
        scene.carry().await;
        assert_eq!((scene.now().await.0.state, scene.found(), scene.twice()), (State::Confirmed, 30, false));
    }

    async fn the_same_message_brought_twice_at_once_is_answered_once(db: Db) {
        let scene = scene(db, 0, well).await;
        let mut tx = scene.section.db.begin().await.unwrap();
        let lists = store::audiences::list(&mut tx).await.unwrap();
        let asked = calling(&scene.section, &lists[0], 42);
        store::subscribers::put_down(&mut tx, &asked, later(1)).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        for (n, words) in [(42, "Oui"), (41, "Eau"), (43, "Aide"), (41, "Stop")] {
            let twice = [brought(&scene.section, n, words), brought(&scene.section, n, words)];
            for one in twice.map(tokio::spawn) {
                assert!(one.await.unwrap(), "{words} is for nobody else");
            }
            let mut tx = scene.section.db.begin().await.unwrap();
            let answers = outbox::waiting(&mut tx, 9).await.unwrap();
            assert_eq!(answers.len(), 1, "{words}");
            outbox::remove(&mut tx, answers[0].id).await.unwrap();
            tx.commit().await.unwrap();
        }
        let mut counts = store::subscribers::counts(&mut scene.section.db.read().await.unwrap(), lists[0].id).await.unwrap();
        counts.sort_by_key(|(standing, _)| standing.as_str());
        assert_eq!(counts, [(Standing::Confirmed, 1), (Standing::Left, 1)]);
    }
}
