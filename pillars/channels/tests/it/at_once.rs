//! Two at once: what is checked and then written holds for both.

use griot_channels::{
    SCHEMA,
    acts::{plan, propose, show::Whole},
    engine,
    model::{
        approval::Preset,
        delivery::State,
        item::{Item, Stage},
        network::Network,
    },
    networks::wire,
    store::{channels, deliveries, items, keys, texts, ways},
};
use griot_db::{Db, DbError};
use griot_kernel::{Language, SeededRandom, Timestamp};
use griot_web::{House, testing::TestHouse};

use crate::{
    doubles::{self, Stage as Scene},
    factory::{chance, channel, delivery, item, open_channel, person, start, text},
};

/// An item that is approved, for one channel by hand.
async fn approved(db: &Db) -> Item {
    let mut tx = db.begin().await.unwrap();
    ways::set_preset(&mut tx, Preset::Two).await.unwrap();
    let one = channel(1, Network::WhatsApp);
    channels::insert(&mut tx, &one).await.unwrap();
    let draft = Item { stage: Stage::Approved, ..item(1) };
    items::insert(&mut tx, &draft).await.unwrap();
    texts::put(&mut tx, draft.id, &text("L’eau est un droit.")).await.unwrap();
    texts::put_variant(&mut tx, draft.id, &propose::plain_variant(&one, Language::FRENCH)).await.unwrap();
    let digest = Whole::load(&mut tx, draft.id).await.unwrap().unwrap().digest();
    items::update(&mut tx, &Item { digest: Some(digest.to_vec()), ..draft.clone() }, start()).await.unwrap();
    tx.commit().await.unwrap();
    draft
}

async fn schedule(db: Db, item: Item, at: Timestamp, seed: u64) -> Result<(), DbError> {
    let chance = SeededRandom::new(seed);
    loop {
        let done = async {
            let mut tx = db.begin().await?;
            let whole = Whole::load(&mut tx, item.id).await?.unwrap();
            plan::schedule(&mut tx, &whole, at, person(1), (start(), &chance)).await?;
            tx.commit().await
        };
        match done.await {
            Err(DbError::Conflict(_)) => {}
            done => return done,
        }
    }
}

griot_testkit::contract! { &[griot_web::SCHEMA, griot_mailroom::SCHEMA, SCHEMA];
    async fn a_button_pressed_twice_makes_one_delivery(db: Db) {
        let item = approved(&db).await;
        let (one, two) = tokio::join!(
            tokio::spawn(schedule(db.clone(), item.clone(), start(), 1)),
            tokio::spawn(schedule(db.clone(), item.clone(), start(), 2)),
        );
        one.unwrap().unwrap();
        two.unwrap().unwrap();
        let all = deliveries::of(&mut db.read().await.unwrap(), item.id).await.unwrap();
        let waiting = all.iter().filter(|one| one.state == State::Waiting).count();
        assert_eq!(waiting, 1, "{all:?}");
    }

    async fn two_servers_carry_a_text_once(db: Db) {
        let double = doubles::mastodon::Mastodon::start(Scene::at(start())).await;
        let mut answers = House::default();
        let policy = griot_fetch::FetchPolicy { allow_private: true, ..griot_fetch::FetchPolicy::default() };
        answers.provide::<griot_fetch::FetchPolicy>(std::sync::Arc::new(policy));
        let house = TestHouse::open_on(db.clone(), &[], answers).await;
        let section = house.section.clone();
        let mut tx = db.begin().await.unwrap();
        let mut one = channel(1, Network::Mastodon);
        one.server = double.address.clone();
        open_channel(&section, &mut tx, &one).await;
        let key = griot_channels::networks::Key::typed(doubles::mastodon::KEY);
        let sealed = engine::seal_key(&section.keys, one.id, &key, &chance()).unwrap();
        keys::put(&mut tx, one.id, &sealed, None).await.unwrap();
        let planned = Item { stage: Stage::Scheduled, ..item(1) };
        items::insert(&mut tx, &planned).await.unwrap();
        let waiting = delivery(1, &planned, &one, start());
        deliveries::insert(&mut tx, &waiting, &[0; 32], start()).await.unwrap();
        tx.commit().await.unwrap();
        let carry = || {
            let section = section.clone();
            tokio::spawn(async move {
                engine::carry(&section, wire(Network::Mastodon).unwrap(), waiting.id).await
            })
        };
        let (first, second, third) = tokio::join!(carry(), carry(), carry());
        for done in [first, second, third] {
            done.unwrap().unwrap();
        }
        assert_eq!(double.texts(), ["Message 1"]);
        assert_eq!(double.stage.count("POST /api/v1/statuses"), 1);
    }
}
