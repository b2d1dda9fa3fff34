//! The same promises, kept before a real server of the AT Protocol: `e2e/peers/pds.mjs` starts one, and
//! `GRIOT_TEST_PDS` holds the line that it prints.

use std::time::Duration;

use griot_channels::model::message::Message;
use griot_channels::networks::bluesky::{Bluesky, tid};
use griot_channels::networks::{Account, Brought, Carried, Key, Line, Media, Sight, Token, Trouble, Wire};
use griot_fetch::{Call, FetchPolicy, Fetcher};
use griot_kernel::{Clock, SystemClock, Timestamp};
use serde_json::Value;

use crate::doubles::{self, message};

/// A real picture of one pixel.
const PICTURE: &[u8] = include_bytes!("picture.jpg");

struct Real {
    fetcher: Fetcher,
    account: Account,
    now: Timestamp,
}

impl Real {
    fn line(&self) -> Line<'_> {
        Line { now: self.now, ..doubles::line(&self.fetcher) }
    }

    /// What stands under this name, as everyone can read it.
    async fn read(&self, name: &str) -> Value {
        let Account { server, key, .. } = &self.account;
        let query = format!("repo={}&collection=app.bsky.feed.post&rkey={name}", key.id);
        let url = format!("{server}/xrpc/com.atproto.repo.getRecord?{query}").parse().unwrap();
        let answer = self.fetcher.call(Call::get(url)).await.unwrap();
        serde_json::from_slice(&answer.bytes).unwrap()
    }

    async fn bring(&self) -> Carried {
        let media = Media { bytes: PICTURE.into(), alt: "Un puits à sec".into(), width: 1, height: 1 };
        let Brought::Ready(name) = Bluesky.bring(self.line(), &self.account, &media).await.unwrap() else {
            panic!("it is ready at once")
        };
        Carried { name, media }
    }
}

/// A real server with an open session, or `None` on a laptop that has none. CI must have one.
async fn real() -> Option<Real> {
    let Ok(told) = std::env::var("GRIOT_TEST_PDS") else {
        assert!(std::env::var_os("CI").is_none(), "CI needs GRIOT_TEST_PDS");
        eprintln!("skipped: GRIOT_TEST_PDS tells of no server of the AT Protocol");
        return None;
    };
    let told: Value = serde_json::from_str(&told).expect("the line that pds.mjs prints");
    let part = |name: &str| told[name].as_str().unwrap();
    let policy = FetchPolicy { allow_private: true, ..FetchPolicy::default() };
    let account = doubles::account(part("address"), part("handle"), part("password"));
    let mut real = Real { fetcher: Fetcher::new(policy).unwrap(), account, now: SystemClock.now() };
    real.account.key = Bluesky.wake(real.line(), &real.account).await.unwrap().unwrap();
    Some(real)
}

/// A name of its own for each test: they share one account.
fn token(real: &Real, number: u16) -> Token {
    Token { key: "unused".into(), name: tid(real.now, number), at: real.now }
}

#[tokio::test]
async fn a_real_session_opens_is_renewed_and_opens_again() {
    let Some(mut real) = real().await else { return };
    let first = real.account.key.clone();
    assert!(first.id.starts_with("did:plc:"), "{}", first.id);
    assert_eq!(first.access_ends, Some(real.now + Duration::from_secs(7_200)), "two hours, as was seen");
    let health = Bluesky.check(real.line(), &real.account).await.unwrap();
    assert_eq!(health.name, "@section.test");

    assert_eq!(Bluesky.wake(real.line(), &real.account).await, Ok(None), "it is still good");
    real.account.key.access_ends = Some(real.now + Duration::from_secs(299));
    // The app password is not needed for that.
    real.account.key.typed = String::new().into();
    let renewed = Bluesky.wake(real.line(), &real.account).await.unwrap().unwrap();
    assert_ne!(renewed.refresh, first.refresh);
    // Within one second both may be the same.
    assert!(!renewed.access.is_empty());
    assert_eq!(renewed.ends, Some(real.now + Duration::from_secs(7_776_000)), "ninety days, as was seen");

    real.account.key = Key { refresh: "nonsense".to_owned().into(), access_ends: None, ..first.clone() };
    let again = Bluesky.wake(real.line(), &real.account).await.unwrap().unwrap();
    assert!(again.refresh.len() > 100);
    real.account.key = Key::typed("a wrong password");
    assert_eq!(Bluesky.wake(real.line(), &real.account).await, Err(Trouble::Reauth));
}

#[tokio::test]
async fn a_real_server_takes_text_pictures_facets_and_labels() {
    let Some(real) = real().await else { return };
    let picture = real.bring().await;
    let text = message("À Bobo-Dioulasso : #Eau pour tous, https://exemple.bf/été.");
    let text = Message { warning: Some("Récit de violence".into()), ..text };
    let token = token(&real, 1);
    let sent = Bluesky.send(real.line(), &real.account, &text, &[picture], &token).await.unwrap();
    let record = real.read(&token.name).await;
    assert_eq!((record["uri"].as_str(), record["value"]["langs"][0].as_str()), (Some(&*sent.id), Some("fr")));
    let stored = record["value"]["text"].as_str().unwrap();
    assert_eq!(stored, "Récit de violence\n\nÀ Bobo-Dioulasso : #Eau pour tous, https://exemple.bf/été.");
    let pressed: Vec<&str> = record["value"]["facets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|facet| {
            let place = |name: &str| usize::try_from(facet["index"][name].as_u64().unwrap()).unwrap();
            stored.get(place("byteStart")..place("byteEnd")).unwrap()
        })
        .collect();
    assert_eq!(pressed, ["https://exemple.bf/été", "#Eau"]);
    let image = &record["value"]["embed"]["images"][0];
    assert_eq!(
        (image["alt"].as_str(), image["image"]["size"].as_u64()),
        (Some("Un puits à sec"), u64::try_from(PICTURE.len()).ok())
    );

    let card = Message { link: Some("https://exemple.bf/eau".into()), ..message("De l’eau") };
    let token = self::token(&real, 2);
    Bluesky.send(real.line(), &real.account, &card, &[], &token).await.unwrap();
    let record = real.read(&token.name).await;
    assert_eq!(record["value"]["embed"]["external"]["title"], "De l’eau");
}

#[tokio::test]
async fn a_text_sent_twice_to_a_real_server_is_one_record() {
    let Some(real) = real().await else { return };
    let (text, token) = (message("Une seule fois"), token(&real, 3));
    let look = async || Bluesky.look(real.line(), &real.account, &text, &[], &token).await;
    assert_eq!(look().await, Ok(Sight::Absent));
    let sent = Bluesky.send(real.line(), &real.account, &text, &[], &token).await.unwrap();
    assert_eq!(look().await, Ok(Sight::There(sent.clone())));
    let cid = real.read(&token.name).await["cid"].clone();
    // Later, as after a crash: the moment in the token stays the first one.
    let later = Line { now: real.now + Duration::from_secs(5_400), ..real.line() };
    assert_eq!(Bluesky.send(later, &real.account, &text, &[], &token).await.as_ref(), Ok(&sent));
    assert_eq!(real.read(&token.name).await["cid"], cid);
    let Account { server, key, .. } = &real.account;
    let list =
        format!("{server}/xrpc/com.atproto.repo.listRecords?repo={}&collection=app.bsky.feed.post", key.id);
    let answer = real.fetcher.call(Call::get(list.parse().unwrap())).await.unwrap();
    let all: Value = serde_json::from_slice(&answer.bytes).unwrap();
    let same =
        all["records"].as_array().unwrap().iter().filter(|one| one["value"]["text"] == "Une seule fois");
    assert_eq!(same.count(), 1);

    let other = message("Une autre fois");
    assert_eq!(Bluesky.look(real.line(), &real.account, &other, &[], &token).await, Ok(Sight::Absent));
    let overwriting = Bluesky.send(real.line(), &real.account, &other, &[], &token).await;
    assert!(matches!(overwriting, Err(Trouble::Content("channels-trouble-refused", _))), "{overwriting:?}");
    assert_eq!(real.read(&token.name).await["cid"], cid, "no text takes the place of another");

    for _ in 0..2 {
        assert_eq!(Bluesky.take_back(real.line(), &real.account, &sent.id).await, Ok(()));
        assert_eq!(look().await, Ok(Sight::Absent));
    }
}

#[tokio::test]
async fn a_real_server_refuses_with_words_that_are_understood() {
    let Some(mut real) = real().await else { return };
    let token = token(&real, 4);
    for long in ["é".repeat(301), "👩‍👧‍👦".repeat(170)] {
        let sent = Bluesky.send(real.line(), &real.account, &message(&long), &[], &token).await;
        assert!(matches!(sent, Err(Trouble::Content("channels-trouble-too-long", _))), "{sent:?}");
    }
    let heavy = Media { bytes: vec![0xff; 6_000_000].into(), alt: "a".into(), width: 1, height: 1 };
    let heavy = Bluesky.bring(real.line(), &real.account, &heavy).await;
    assert!(matches!(heavy, Err(Trouble::Content("channels-trouble-too-large", _))), "{heavy:?}");
    let good = real.account.key.clone();
    for bad in
        [String::new(), "nonsense".into(), good.refresh.to_string(), format!("{}x", good.access.as_str())]
    {
        real.account.key.access = bad.into();
        assert_eq!(Bluesky.check(real.line(), &real.account).await, Err(Trouble::Reauth));
        let sent = Bluesky.send(real.line(), &real.account, &message("a"), &[], &token).await;
        assert_eq!(sent, Err(Trouble::Reauth));
        let seen = Bluesky.look(real.line(), &real.account, &message("a"), &[], &token).await;
        assert_eq!(seen, Ok(Sight::Absent), "one may look without a key, and nothing of all this is out");
    }
}

#[tokio::test]
async fn a_picture_that_a_real_server_does_not_have_is_brought_with_the_text() {
    let Some(real) = real().await else { return };
    let mut picture = real.bring().await;
    let mut named: Value = serde_json::from_str(&picture.name).unwrap();
    named["blob"]["ref"]["$link"] = "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku".into();
    picture.name = named.to_string();
    let token = token(&real, 5);
    Bluesky.send(real.line(), &real.account, &message("a"), &[picture], &token).await.unwrap();
    assert_eq!(real.read(&token.name).await["value"]["embed"]["images"][0]["image"]["size"], PICTURE.len());
}
