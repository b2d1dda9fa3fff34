//! What the wire to Bluesky promises, where a real server cannot be told to fail. The real one is asked
//! in `bluesky_real`.

use std::time::Duration;

use griot_channels::model::message::Message;
use griot_channels::networks::{
    Account, Brought, Carried, Key, Line, Sight, Trouble, Wire, bluesky::Bluesky,
};

use crate::doubles::bluesky::{DID, HANDLE, PASSWORD};
use crate::doubles::{self, Fault, Stage, fetcher, line, media, message, now, token};

async fn house() -> (doubles::bluesky::Bluesky, Account) {
    let double = doubles::bluesky::Bluesky::start(Stage::at(now())).await;
    let mut account = doubles::account(&double.address, &format!("@{HANDLE}"), PASSWORD);
    let fetcher = fetcher();
    account.key = Bluesky.wake(line(&fetcher), &account).await.unwrap().unwrap();
    (double, account)
}

#[tokio::test]
async fn a_session_is_opened_by_the_app_password_and_renewed_shortly_before_it_ends() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    assert_eq!(account.key.access_ends, Some(now() + Duration::from_secs(7_200)));
    assert_eq!((account.key.id.as_str(), account.key.ends), (DID, None));
    assert_eq!(account.key.typed.as_str(), PASSWORD, "what was typed stays");

    let at = |seconds| Line { now: now() + Duration::from_secs(seconds), ..line(&fetcher) };
    assert_eq!(Bluesky.wake(at(6_899), &account).await, Ok(None));
    double.stage.turn(at(6_900).now);
    let key = Bluesky.wake(at(6_900), &account).await.unwrap().unwrap();
    assert_ne!(key.access, account.key.access);
    assert_eq!((double.stage.count("createSession"), double.stage.count("refreshSession")), (1, 1));
}

#[tokio::test]
async fn where_the_renewal_is_refused_the_app_password_opens_a_new_session() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    let late = Line { now: now() + Duration::from_secs(8_000), ..line(&fetcher) };
    double.stage.turn(late.now);
    double.world.lock().unwrap().oldest_refresh = 2;
    assert!(Bluesky.wake(late, &account).await.unwrap().is_some());
    assert_eq!(double.stage.count("createSession"), 2);

    double.world.lock().unwrap().password_revoked = true;
    assert_eq!(Bluesky.wake(late, &account).await, Err(Trouble::Reauth));
    let untyped =
        Account { key: Key { typed: "".to_owned().into(), ..account.key.clone() }, ..account.clone() };
    assert_eq!(Bluesky.wake(late, &untyped).await, Err(Trouble::Reauth));
}

#[tokio::test]
async fn a_renewal_that_fails_for_another_reason_is_tried_again_later() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    let late = Line { now: now() + Duration::from_secs(8_000), ..line(&fetcher) };
    double.stage.turn(late.now);
    for fault in [Fault::CutAfter, Fault::HangAfter, Fault::HalfAnswer, Fault::FailAfter(502)] {
        double.stage.fault("refreshSession", fault);
        assert_eq!(Bluesky.wake(late, &account).await, Err(Trouble::Transient), "{fault:?}");
    }
    assert_eq!(double.stage.count("createSession"), 1, "sessions are counted: none is opened in haste");
}

#[tokio::test]
async fn an_empty_refresh_token_never_takes_the_place_of_a_good_one() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    let late = Line { now: now() + Duration::from_secs(8_000), ..line(&fetcher) };
    double.stage.turn(late.now);
    double.world.lock().unwrap().forgets_refresh = true;
    let key = Bluesky.wake(late, &account).await.unwrap().unwrap();
    assert_eq!(key.refresh, account.key.refresh);
    assert_ne!(key.access, account.key.access);
}

#[tokio::test]
async fn a_wrong_clock_on_the_server_does_not_shorten_a_session() {
    let (double, mut account) = house().await;
    let fetcher = fetcher();
    double.stage.turn(now() - Duration::from_secs(86_400));
    account.key = Key::typed(PASSWORD);
    let key = Bluesky.wake(line(&fetcher), &account).await.unwrap().unwrap();
    assert_eq!(key.access_ends, Some(now() + Duration::from_secs(7_200)));
    account.key = key;
    double.world.lock().unwrap().limited = true;
    let often = Bluesky.check(line(&fetcher), &account).await;
    assert_eq!(often, Err(Trouble::Rate(Some(now() + Duration::from_secs(600)))));
}

#[tokio::test]
async fn a_text_goes_out_with_pictures_or_a_card_and_with_what_can_be_pressed() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    assert_eq!(Bluesky.check(line(&fetcher), &account).await.unwrap().name, format!("@{HANDLE}"));
    let Brought::Ready(name) = Bluesky.bring(line(&fetcher), &account, &media("Un puits")).await.unwrap()
    else {
        panic!("it is ready at once")
    };
    let text = Message { warning: Some("Violence".into()), ..message("À Bobo : #Eau https://a.bf/é") };
    let text = Message { link: Some("https://a.bf/é".into()), ..text };
    let pictures = [Carried { name, media: media("Un puits") }];
    let sent = Bluesky.send(line(&fetcher), &account, &text, &pictures, &token("k")).await.unwrap();
    let rkey = token("k").name;
    assert_eq!(sent.id, format!("at://{DID}/app.bsky.feed.post/{rkey}"));
    assert_eq!(sent.address, Some(format!("https://bsky.app/profile/{DID}/post/{rkey}")));
    let record = double.world.lock().unwrap().records[&rkey].clone();
    assert_eq!(record["text"], "Violence\n\nÀ Bobo : #Eau https://a.bf/é");
    assert_eq!(record["createdAt"], doubles::NOW);
    assert_eq!(record["langs"][0], "fr");
    assert_eq!(record["labels"]["values"][0]["val"], "graphic-media");
    assert_eq!(record["facets"].as_array().unwrap().len(), 2);
    assert_eq!(record["embed"]["images"][0]["alt"], "Un puits");
    assert_eq!(record["embed"]["images"][0]["aspectRatio"]["width"], 800);

    let other = doubles::token("l");
    let other = griot_channels::networks::Token { name: "3kzzzzzzzzzz2".into(), ..other };
    let plain = Message { warning: None, ..text };
    Bluesky.send(line(&fetcher), &account, &plain, &[], &other).await.unwrap();
    let record = double.world.lock().unwrap().records[&other.name].clone();
    assert_eq!(record["embed"]["external"]["uri"], "https://a.bf/é");
    assert!(record["labels"].is_null());
}

#[tokio::test]
async fn a_lost_answer_is_looked_up_and_a_repetition_is_the_same_record() {
    for fault in [Fault::CutAfter, Fault::HangAfter, Fault::HalfAnswer, Fault::FailAfter(500)] {
        let (double, mut account) = house().await;
        let fetcher = fetcher();
        assert_eq!(
            Bluesky.look(line(&fetcher), &account, &message("a"), &[], &token("k")).await,
            Ok(Sight::Absent)
        );
        double.stage.fault("putRecord", fault);
        let lost = Bluesky.send(line(&fetcher), &account, &message("a"), &[], &token("k")).await;
        // Half an answer still says that it was done.
        assert_eq!(lost, Err(Trouble::Unknown), "{fault:?}");
        let again = Bluesky.send(line(&fetcher), &account, &message("a"), &[], &token("k")).await.unwrap();
        assert_eq!(double.world.lock().unwrap().commits, 1, "{fault:?}");
        account.key.access = "a key that opens nothing".to_owned().into();
        let seen = Bluesky.look(line(&fetcher), &account, &message("a"), &[], &token("k")).await;
        assert_eq!(seen, Ok(Sight::There(again)), "one may look without a key");
    }
}

#[tokio::test]
async fn a_name_that_another_text_bears_loses_neither_of_the_two() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    Bluesky.send(line(&fetcher), &account, &message("a"), &[], &token("k")).await.unwrap();
    let other = message("b");
    assert_eq!(Bluesky.look(line(&fetcher), &account, &other, &[], &token("k")).await, Ok(Sight::Absent));
    let sent = Bluesky.send(line(&fetcher), &account, &other, &[], &token("k")).await;
    assert!(matches!(sent, Err(Trouble::Content("channels-trouble-refused", _))), "{sent:?}");
    assert_eq!(double.texts(), ["a"]);
}

#[tokio::test]
async fn what_was_not_sent_is_transient_and_what_was_not_answered_is_unknown() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    let away = Account { server: doubles::nobody().await, ..account.clone() };
    let unsent = Bluesky.send(line(&fetcher), &away, &message("a"), &[], &token("k")).await;
    assert_eq!(unsent, Err(Trouble::Transient));
    for fault in [Fault::CutBefore, Fault::Hang, Fault::Refuse(503)] {
        double.stage.fault("putRecord", fault);
        let cut = Bluesky.send(line(&fetcher), &account, &message("a"), &[], &token("k")).await;
        assert_eq!(cut, Err(Trouble::Unknown), "{fault:?}");
        let seen = Bluesky.look(line(&fetcher), &account, &message("a"), &[], &token("k")).await;
        assert_eq!(seen, Ok(Sight::Absent), "{fault:?}");
    }
}

#[tokio::test]
async fn what_changes_nothing_never_leaves_anything_open() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    for fault in [Fault::CutAfter, Fault::HangAfter, Fault::HalfAnswer, Fault::FailAfter(500)] {
        double.stage.fault("getSession", fault);
        assert_eq!(Bluesky.check(line(&fetcher), &account).await, Err(Trouble::Transient), "{fault:?}");
        double.stage.fault("uploadBlob", fault);
        assert_eq!(
            Bluesky.bring(line(&fetcher), &account, &media("a")).await,
            Err(Trouble::Transient),
            "{fault:?}"
        );
        double.stage.fault("deleteRecord", fault);
        assert_eq!(Bluesky.take_back(line(&fetcher), &account, "at://x/y/z").await, Err(Trouble::Transient));
        let typed = Account { key: Key::typed(PASSWORD), ..account.clone() };
        double.stage.fault("createSession", fault);
        assert_eq!(Bluesky.wake(line(&fetcher), &typed).await, Err(Trouble::Transient), "{fault:?}");
        double.stage.fault("getRecord", fault);
        let seen = Bluesky.look(line(&fetcher), &account, &message("a"), &[], &token("k")).await;
        assert_eq!(seen, Err(Trouble::Transient), "{fault:?}");
    }
}

#[tokio::test]
async fn a_picture_that_the_server_dropped_is_brought_again_with_the_text() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    let Brought::Ready(name) = Bluesky.bring(line(&fetcher), &account, &media("Un puits")).await.unwrap()
    else {
        panic!("it is ready at once")
    };
    double.world.lock().unwrap().blobs.clear();
    let pictures = [Carried { name, media: media("Un puits") }];
    Bluesky.send(line(&fetcher), &account, &message("a"), &pictures, &token("k")).await.unwrap();
    assert_eq!((double.stage.count("uploadBlob"), double.stage.count("putRecord")), (2, 2));
    assert_eq!(double.texts(), ["a"]);
    // A name that is none of ours loses no picture either.
    let torn = [Carried { name: "{".into(), media: media("Un puits") }];
    let again = Bluesky.send(line(&fetcher), &account, &message("a"), &torn, &token("k")).await;
    assert!(again.is_ok() && double.world.lock().unwrap().commits == 1, "{again:?}");
}

#[tokio::test]
async fn what_a_server_refuses_is_told_by_its_cause() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    for long in ["é".repeat(301), "👩‍👧‍👦".repeat(200)] {
        let sent = Bluesky.send(line(&fetcher), &account, &message(&long), &[], &token("k")).await;
        assert!(matches!(sent, Err(Trouble::Content("channels-trouble-too-long", _))), "{sent:?}");
    }
    double.world.lock().unwrap().blob_limit = 10;
    let heavy = Bluesky.bring(line(&fetcher), &account, &media("a")).await;
    assert!(matches!(heavy, Err(Trouble::Content("channels-trouble-too-large", _))), "{heavy:?}");
    let typed = Account { key: Key::typed(PASSWORD), ..account.clone() };
    double.world.lock().unwrap().suspended = true;
    let gone = Bluesky.wake(line(&fetcher), &typed).await;
    assert!(matches!(gone, Err(Trouble::Content("channels-trouble-suspended", _))), "{gone:?}");
    let elsewhere = Account { server: format!("{}/blog", account.server), ..account.clone() };
    let other = Bluesky.check(line(&fetcher), &elsewhere).await;
    assert!(matches!(other, Err(Trouble::Content("channels-trouble-server", _))), "{other:?}");
}

#[tokio::test]
async fn a_key_that_ends_between_two_pictures_is_told_before_anything_is_out() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    Bluesky.bring(line(&fetcher), &account, &media("un")).await.unwrap();
    double.world.lock().unwrap().oldest_access = 9;
    assert_eq!(Bluesky.bring(line(&fetcher), &account, &media("deux")).await, Err(Trouble::Reauth));
    let sent = Bluesky.send(line(&fetcher), &account, &message("a"), &[], &token("k")).await;
    assert_eq!((sent, double.texts().len()), (Err(Trouble::Reauth), 0));
    double.world.lock().unwrap().oldest_access = 0;
    double.stage.turn(now() + Duration::from_secs(7_200));
    assert_eq!(Bluesky.check(line(&fetcher), &account).await, Err(Trouble::Reauth), "ended by its own clock");
    let bare = Account { key: Key::default(), ..account.clone() };
    assert_eq!(Bluesky.check(line(&fetcher), &bare).await, Err(Trouble::Reauth), "no key at all");
}

#[tokio::test]
async fn a_text_is_taken_back_once_and_one_that_is_gone_counts_as_taken_back() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    let sent = Bluesky.send(line(&fetcher), &account, &message("a"), &[], &token("k")).await.unwrap();
    for _ in 0..2 {
        assert_eq!(Bluesky.take_back(line(&fetcher), &account, &sent.id).await, Ok(()));
    }
    assert!(double.texts().is_empty());
}

#[tokio::test]
async fn nothing_that_is_shown_holds_a_key() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    double.world.lock().unwrap().oldest_access = 9;
    let trouble = Bluesky.check(line(&fetcher), &account).await.unwrap_err();
    let shown = format!("{account:?} {:?} {trouble:?} {}", account.key, double.stage.calls().concat());
    for secret in [PASSWORD, account.key.access.as_str(), account.key.refresh.as_str()] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[tokio::test]
async fn whoever_is_named_is_told_and_an_unknown_handle_stays_mere_words() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    double.world.lock().unwrap().handles.insert("awa.example", "did:plc:awa");
    let text = "Été : merci @awa.example, @inconnue.example et encore @awa.example. a@awa.example";
    let sent = Bluesky.send(line(&fetcher), &account, &message(text), &[], &token("k")).await.unwrap();
    assert_eq!(double.stage.count("resolveHandle"), 2, "each is asked for once");
    let facets = {
        let world = double.world.lock().unwrap();
        world.records.values().next().unwrap()["facets"].as_array().unwrap().clone()
    };
    let place = |facet: &serde_json::Value, name: &str| {
        usize::try_from(facet["index"][name].as_u64().unwrap()).unwrap()
    };
    for facet in &facets {
        assert_eq!(text.get(place(facet, "byteStart")..place(facet, "byteEnd")), Some("@awa.example"));
        let feature = &facet["features"][0];
        assert_eq!(feature["$type"], "app.bsky.richtext.facet#mention");
        assert_eq!(feature["did"], "did:plc:awa");
    }
    assert_eq!(facets.len(), 2);
    let seen = Bluesky.look(line(&fetcher), &account, &message(text), &[], &token("k")).await;
    assert_eq!(seen, Ok(Sight::There(sent)));
}

#[tokio::test]
async fn a_server_that_finds_nobody_now_lets_the_text_go_out_all_the_same() {
    for fault in [Fault::CutBefore, Fault::HalfAnswer, Fault::Refuse(500), Fault::Refuse(404)] {
        let (double, account) = house().await;
        double.world.lock().unwrap().handles.insert("awa.example", "did:plc:awa");
        double.stage.fault("resolveHandle", fault);
        let said = message("Merci @awa.example");
        Bluesky.send(line(&fetcher()), &account, &said, &[], &token("k")).await.unwrap();
        assert_eq!(double.texts(), ["Merci @awa.example"], "{fault:?}");
    }
    let (double, account) = house().await;
    double.stage.fault("resolveHandle", Fault::Refuse(429));
    let said = message("Merci @awa.example");
    let rests = Bluesky.send(line(&fetcher()), &account, &said, &[], &token("k")).await;
    assert_eq!(rests, Err(Trouble::Rate(None)));
    assert!(double.texts().is_empty(), "nothing was sent");
}
