//! What all Pages of the house share on Facebook: the app, and how much it may call.

use std::{sync::Mutex, time::Duration};

use async_trait::async_trait;
use griot_channels::{
    SCHEMA,
    engine::{self, seal_key},
    model::{
        channel::Channel,
        delivery::{Delivery, State},
        item::{Item, Stage as ItemStage},
        network::Network,
    },
    networks::{Account, AppRest, Key, Line, Trouble, Wire, ear::Ear, facebook::Facebook, wire},
    store::{budgets, channels, deliveries, items, keys},
};
use griot_db::DbError;
use griot_kernel::Timestamp;

use crate::{
    doubles::{
        self, Stage, carried,
        facebook::{KEY, PAGE},
        fetcher, line, media, message, now, token,
    },
    factory::{chance, channel, delivery, item, later, start},
    house::{Home, TABLES, home_on},
};

/// An app that remembers until when it rests.
#[derive(Debug, Default)]
struct App(Mutex<Option<Timestamp>>);

#[async_trait]
impl AppRest for App {
    async fn until(&self) -> Result<Option<Timestamp>, DbError> {
        Ok(*self.0.lock().unwrap())
    }

    async fn rest(&self, until: Timestamp) -> Result<(), DbError> {
        *self.0.lock().unwrap() = Some(until);
        Ok(())
    }
}

async fn page() -> (doubles::facebook::Facebook, Account) {
    let double = doubles::facebook::Facebook::start(Stage::at(now())).await;
    let account = doubles::account(&double.address, PAGE, KEY);
    (double, account)
}

fn of_app(percent: i64) -> (&'static str, String) {
    ("x-app-usage", format!(r#"{{"call_count":{percent},"total_time":3,"total_cputime":1}}"#))
}

fn of_business(percent: i64, minutes: i64) -> (&'static str, String) {
    let pages = format!(
        r#"{{"type":"pages","call_count":1,"total_cputime":{percent},"total_time":4,"estimated_time_to_regain_access":{minutes}}}"#
    );
    ("x-business-use-case-usage", format!(r#"{{"7":[{pages}],"8":[]}}"#))
}

#[tokio::test]
async fn the_app_rests_as_soon_as_nine_tenths_are_used() {
    let fetcher = fetcher();
    for (usage, minutes) in [
        (vec![of_app(89), of_business(89, 0)], None),
        (vec![of_app(90)], Some(60)),
        (vec![of_app(3), of_business(95, 0)], Some(60)),
        (vec![of_app(100), of_business(2, 25)], Some(25)),
        (vec![of_business(100, 99_999)], Some(24 * 60)),
        (
            vec![("x-app-usage", "voir ailleurs".to_owned()), ("x-business-use-case-usage", "[]".to_owned())],
            None,
        ),
    ] {
        let (double, account) = page().await;
        let app = App::default();
        double.world.lock().unwrap().usage = usage.clone();
        let line = Line { app: &app, ..line(&fetcher) };
        assert!(Facebook.send(line, &account, &message("a"), &[], &token("k")).await.is_ok(), "it is out");
        let until = minutes.map(|minutes: u64| now() + Duration::from_secs(minutes * 60));
        assert_eq!(app.until().await.unwrap(), until, "{usage:?}");
    }
}

#[tokio::test]
async fn while_the_app_rests_no_call_is_made_whatever_it_is_for() {
    let (double, account) = page().await;
    let (fetcher, app) = (fetcher(), App::default());
    let sent = Facebook.send(line(&fetcher), &account, &message("a"), &[], &token("k")).await.unwrap();
    let until = now() + Duration::from_secs(60);
    app.rest(until).await.unwrap();
    let calls = double.stage.calls().len();
    let tired = Line { app: &app, ..line(&fetcher) };
    let waits = Trouble::Rate(Some(until));
    assert_eq!(Facebook.check(tired, &account).await.unwrap_err(), waits);
    assert_eq!(Facebook.bring(tired, &account, &media("Un puits")).await.unwrap_err(), waits);
    let pictures = carried(&["1"]);
    assert_eq!(
        Facebook.send(tired, &account, &message("b"), &pictures, &token("l")).await.unwrap_err(),
        waits
    );
    assert_eq!(Facebook.look(tired, &account, &message("b"), &[], &token("l")).await.unwrap_err(), waits);
    assert_eq!(Facebook.take_back(tired, &account, &sent.id).await.unwrap_err(), waits);
    assert_eq!(Facebook.hear(tired, &account, "").await.unwrap_err(), waits);
    assert_eq!(double.stage.calls().len(), calls);
    let awake = Line { now: until, ..tired };
    assert_eq!(Facebook.take_back(awake, &account, &sent.id).await, Ok(()));
}

/// A Page of the house with a text that is due.
async fn due(home: &Home, double: &doubles::facebook::Facebook, n: u128) -> Delivery {
    let section = &home.house.section;
    let one =
        Channel { server: double.address.clone(), account: PAGE.to_owned(), ..channel(n, Network::Facebook) };
    let sealed = seal_key(&section.keys, one.id, &Key::typed(KEY), &chance()).unwrap();
    let planned = Item { stage: ItemStage::Scheduled, ..item(n) };
    let waits = delivery(n, &planned, &one, start());
    let mut tx = section.db.begin().await.unwrap();
    channels::insert(&mut tx, &one).await.unwrap();
    keys::put(&mut tx, one.id, &sealed, None).await.unwrap();
    items::insert(&mut tx, &planned).await.unwrap();
    deliveries::insert(&mut tx, &waits, &[n.to_be_bytes()[15]; 32], start()).await.unwrap();
    tx.commit().await.unwrap();
    waits
}

async fn carried_now(home: &Home, one: &Delivery) -> Delivery {
    let section = &home.house.section;
    engine::carry(section, wire(Network::Facebook).unwrap(), one.id).await.unwrap();
    deliveries::by_id(&mut section.db.read().await.unwrap(), one.id).await.unwrap().unwrap()
}

griot_testkit::contract! { TABLES;
    async fn what_one_page_used_up_lets_every_page_wait_and_counts_for_nobody(db: Db) {
        let double = doubles::facebook::Facebook::start(Stage::at(start())).await;
        let home = home_on(db, |_| ()).await;
        let (first, second) = (due(&home, &double, 1).await, due(&home, &double, 2).await);
        double.world.lock().unwrap().usage = vec![of_app(97)];
        assert_eq!(carried_now(&home, &first).await.state, State::Confirmed, "the last call was still good");
        let calls = double.stage.calls().len();
        let waits = carried_now(&home, &second).await;
        assert_eq!((waits.trouble.as_deref(), waits.tries, waits.looks), (Some("rate"), 0, 0));
        assert_eq!(waits.next_at, Some(later(60)));
        assert_eq!((waits.token, double.stage.calls().len()), (None, calls), "no call was made, nor armed");

        double.world.lock().unwrap().usage = vec![of_app(4)];
        home.house.clock.advance(Duration::from_secs(59 * 60));
        assert_eq!(carried_now(&home, &second).await.tries, 0);
        assert_eq!(double.stage.calls().len(), calls);
        home.house.clock.advance(Duration::from_secs(60));
        assert_eq!(carried_now(&home, &second).await.state, State::Confirmed);
        assert_eq!(double.texts(), ["Message 1", "Message 2"]);
    }
}

mod store {
    use super::*;

    griot_testkit::contract! { &[SCHEMA];
        async fn the_rest_of_the_app_is_never_made_shorter(db: Db) {
            let mut tx = db.begin().await.unwrap();
            assert_eq!(budgets::app_rest(&mut tx).await.unwrap(), None);
            for (asked, kept) in [(60, 60), (30, 60), (90, 90)] {
                budgets::rest_app(&mut tx, later(asked)).await.unwrap();
                assert_eq!(budgets::app_rest(&mut tx).await.unwrap(), Some(later(kept)));
            }
        }
    }
}
