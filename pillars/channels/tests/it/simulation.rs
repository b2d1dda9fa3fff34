//! A seeded simulation of everything that goes wrong between this house and the networks: answers
//! that are lost, servers that fail before or after they did it, and a crash of the program at any
//! step. Nothing goes out twice, and nothing is lost in silence.

use std::{
    collections::HashMap,
    pin::Pin,
    sync::Mutex,
    task::{Context, Poll},
    time::Duration,
};

use async_trait::async_trait;
use griot_channels::{
    SCHEMA, engine,
    model::{
        channel::{Channel, KeyState},
        delivery::{Delivery, State},
        item::Stage,
        message::Message,
        network::Network,
    },
    networks::{Account, Brought, Budget, Carried, Health, Line, Media, Remote, Sight, Token, Trouble, Wire},
    store,
};
use griot_db::Db;
use griot_kernel::{Random, SeededRandom};
use griot_web::{House, Section, testing::TestHouse};

use crate::factory::{channel, delivery, item, open_channel, start};

/// How a network knows a text again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// By a key that goes with the call.
    Keyed,
    /// By the name of the record.
    Named,
    /// Not at all; its list of texts can be read.
    Keyless,
    /// Not at all, and nothing can be read.
    Blind,
}

struct Double {
    kind: Kind,
    chance: SeededRandom,
    /// What readers see: how often each text stands there.
    seen: Mutex<HashMap<String, u32>>,
    by_key: Mutex<HashMap<String, String>>,
}

impl Double {
    fn new(kind: Kind, seed: u64) -> Self {
        Self { kind, chance: SeededRandom::new(seed), seen: Mutex::default(), by_key: Mutex::default() }
    }

    fn dice(&self, of: u8) -> u8 {
        let random: &dyn Random = &self.chance;
        random.bytes::<1>()[0] % of
    }

    fn times(&self, text: &str) -> u32 {
        self.seen.lock().unwrap().get(text).copied().unwrap_or(0)
    }

    /// The text stands there from now on; once more, unless the network knows it again.
    fn publish(&self, text: &str, token: &Token) -> Result<Remote, Trouble> {
        let known = match self.kind {
            Kind::Keyed => Some(&token.key),
            Kind::Named => Some(&token.name),
            Kind::Keyless | Kind::Blind => None,
        };
        if let Some(known) = known {
            let mut by_key = self.by_key.lock().unwrap();
            match by_key.get(known) {
                Some(same) if same == text => return Ok(remote(text)),
                // Two names of one moment may be the same: the second text is refused, not lost.
                Some(_) => return Err(Trouble::Content("channels-trouble-refused", "non".to_owned())),
                None => {}
            }
            by_key.insert(known.clone(), text.to_owned());
        }
        *self.seen.lock().unwrap().entry(text.to_owned()).or_default() += 1;
        Ok(remote(text))
    }
}

fn remote(text: &str) -> Remote {
    Remote { id: text.to_owned(), address: None }
}

#[async_trait]
impl Wire for Double {
    fn network(&self) -> Network {
        Network::Other
    }

    fn server(&self) -> Option<&'static str> {
        None
    }

    fn budget(&self) -> Budget {
        Budget { most: i64::MAX, seconds: 60 }
    }

    fn sees(&self) -> bool {
        self.kind != Kind::Blind
    }

    async fn check(&self, _: Line<'_>, _: &Account) -> Result<Health, Trouble> {
        Ok(Health::default())
    }

    async fn bring(&self, _: Line<'_>, _: &Account, _: &Media) -> Result<Brought, Trouble> {
        Ok(Brought::Ready(String::new()))
    }

    async fn send(
        &self,
        line: Line<'_>,
        _: &Account,
        message: &Message,
        _: &[Carried],
        token: &Token,
    ) -> Result<Remote, Trouble> {
        tokio::task::yield_now().await; // a crash here: nothing was done
        match self.dice(24) {
            0 => return Err(Trouble::Transient),
            1 => return Err(Trouble::Rate(Some(line.now + Duration::from_secs(90)))),
            2 => return Err(Trouble::Unknown),
            3 if self.dice(4) == 0 => return Err(Trouble::Reauth),
            4 if self.dice(4) == 0 => {
                return Err(Trouble::Content("channels-trouble-refused", "non".to_owned()));
            }
            _ => {}
        }
        let done = self.publish(&message.text, token)?;
        tokio::task::yield_now().await; // a crash here: it is out, and nobody here knows
        match self.dice(8) {
            0 | 1 => Err(Trouble::Unknown),
            _ => Ok(done),
        }
    }

    async fn look(
        &self,
        _: Line<'_>,
        _: &Account,
        message: &Message,
        _: &[String],
        token: &Token,
    ) -> Result<Sight, Trouble> {
        tokio::task::yield_now().await;
        if self.dice(6) == 0 {
            return Err(Trouble::Transient);
        }
        let known = self.by_key.lock().unwrap();
        Ok(match self.kind {
            Kind::Keyed if known.contains_key(&token.key) => Sight::There(remote(&message.text)),
            Kind::Named if known.get(&token.name) == Some(&message.text) => {
                Sight::There(remote(&message.text))
            }
            Kind::Keyed | Kind::Named => Sight::Absent,
            Kind::Keyless if self.times(&message.text) == 1 => Sight::There(remote(&message.text)),
            Kind::Keyless | Kind::Blind => Sight::Unknown,
        })
    }

    async fn take_back(&self, _: Line<'_>, _: &Account, _: &str) -> Result<(), Trouble> {
        Ok(())
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

/// The keepers of channels whose key opens nothing connect them again.
async fn connect_again(section: &Section, channels: &[Channel]) {
    let now = section.clock.now();
    let mut tx = section.db.begin().await.unwrap();
    for one in channels {
        let key = store::keys::of(&mut tx, one.id).await.unwrap().unwrap();
        if key.state == KeyState::Refused {
            store::keys::put(&mut tx, one.id, &key.sealed, None).await.unwrap();
            store::machine::hasten(&mut tx, one.id, now).await.unwrap();
        }
    }
    tx.commit().await.unwrap();
}

/// What became of a simulated night.
#[derive(Debug, Default)]
struct Tally {
    crashes: u32,
    confirmed: u32,
    unknown: u32,
    refused: u32,
}

/// Lets so many deliveries go out on four kinds of networks, with a crash possible at every step.
async fn simulate(db: Db, many: u128, seed: u64) -> Tally {
    let house = TestHouse::open_on(db, &[], House::default()).await;
    let section = house.section.clone();
    let doubles = [Kind::Keyed, Kind::Named, Kind::Keyless, Kind::Blind]
        .into_iter()
        .zip(seed..)
        .map(|(kind, seed)| Double::new(kind, seed))
        .collect::<Vec<_>>();
    let channels: Vec<_> = (0..4).map(|n| channel(n, Network::Other)).collect();
    let mut all: Vec<Delivery> = Vec::new();
    let mut tx = section.db.begin().await.unwrap();
    for one in &channels {
        open_channel(&section, &mut tx, one).await;
    }
    for n in 0..many {
        let place = usize::try_from(n % 4).unwrap();
        let mut one = item(n);
        one.stage = Stage::Scheduled;
        store::items::insert(&mut tx, &one).await.unwrap();
        let waiting = delivery(n, &one, &channels[place], start());
        store::deliveries::insert(&mut tx, &waiting, &[0; 32], start()).await.unwrap();
        all.push(waiting);
    }
    tx.commit().await.unwrap();

    let dice = SeededRandom::new(seed);
    let random: &dyn Random = &dice;
    let mut tally = Tally::default();
    for _ in 0..many.max(400) {
        let now = house.section.clock.now();
        let mut worked = false;
        for (one, double) in channels.iter().zip(&doubles) {
            // By the batch, as the job does it: what rests meanwhile is not taken up.
            loop {
                let due = {
                    let mut db = section.db.read().await.unwrap();
                    store::machine::due(&mut db, one.id, now, 50).await.unwrap()
                };
                if due.is_empty() {
                    break;
                }
                for id in due {
                    worked = true;
                    let [first, second] = random.bytes::<2>();
                    // One try in three crashes, somewhere.
                    let left = if first % 3 == 0 { u32::from(second % 60) } else { u32::MAX };
                    let work = engine::carry(&section, double, id);
                    match (Crashing { inner: Some(Box::pin(work)), left }).await {
                        Some(done) => done.unwrap(),
                        None => tally.crashes += 1,
                    }
                }
                assert!(
                    double.seen.lock().unwrap().values().all(|times| *times == 1),
                    "a text stands there twice"
                );
            }
        }
        let next = store::machine::next_at(&mut section.db.read().await.unwrap()).await.unwrap();
        let Some(next) = next else { break };
        let wait = next.as_millisecond() - now.as_millisecond();
        // What crashed holds its lease for five minutes.
        let least = if worked { 61_000 } else { 300_000 };
        house.clock.advance(Duration::from_millis(u64::try_from(wait.max(least)).unwrap()));
        connect_again(&section, &channels).await;
    }

    let mut db = section.db.read().await.unwrap();
    let late = store::deliveries::late(&mut db, section.clock.now(), 100_000).await.unwrap();
    for (n, sent) in all.iter().enumerate() {
        let double = &doubles[n % 4];
        let now = store::deliveries::by_id(&mut db, sent.id).await.unwrap().unwrap();
        let times = double.times(&sent.message.text);
        let stage = store::items::by_id(&mut db, sent.item).await.unwrap().unwrap().stage;
        match now.state {
            State::Confirmed => {
                tally.confirmed += 1;
                assert_eq!((times, stage), (1, Stage::Published), "{:?}", double.kind);
            }
            State::Unknown => {
                tally.unknown += 1;
                assert!(matches!(double.kind, Kind::Keyless | Kind::Blind), "{:?}", double.kind);
                assert_eq!((now.next_at, stage), (None, Stage::Publishing));
                assert!(late.iter().any(|one| one.id == now.id), "it is shown as sent, not confirmed");
            }
            State::Rejected | State::GaveUp => {
                tally.refused += 1;
                assert_eq!(times, 0, "{:?} {:?}", double.kind, now.state);
                assert!(matches!(stage, Stage::Failed | Stage::Expired), "{stage}");
            }
            other => panic!("left at {other:?} on {:?}: {now:?}", double.kind),
        }
    }
    tally
}

griot_testkit::contract! { &[griot_web::SCHEMA, griot_mailroom::SCHEMA, SCHEMA];
    async fn nothing_goes_out_twice_and_nothing_is_lost_in_silence(db: Db) {
        let many = std::env::var("GRIOT_SIMULATE").ok().and_then(|n| n.parse().ok()).unwrap_or(600);
        let tally = simulate(db, many, 2013).await;
        println!("{many} deliveries: {tally:?}");
        let many = u32::try_from(many).unwrap();
        assert!(tally.crashes > many / 8 && tally.confirmed > many / 2, "{tally:?}");
        assert!(tally.unknown > 0 && tally.refused > 0, "{tally:?}");
    }
}
