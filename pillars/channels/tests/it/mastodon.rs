//! What the wire to Mastodon promises.

use std::time::Duration;

use griot_channels::model::message::{Message, Visibility};
use griot_channels::model::network::Network;
use griot_channels::networks::{Account, Brought, Line, Sight, Trouble, Wire, mastodon::Mastodon, wire};

use crate::doubles::{self, Fault, Stage, carried, fetcher, line, media, message, now, token};

async fn house() -> (doubles::mastodon::Mastodon, Account) {
    let double = doubles::mastodon::Mastodon::start(Stage::at(now())).await;
    let mut account = doubles::account(&double.address, "", doubles::mastodon::KEY);
    account.key.id = "7".into();
    (double, account)
}

#[tokio::test]
async fn a_check_tells_whose_account_it_is_and_what_the_server_takes() {
    let (double, mut account) = house().await;
    let fetcher = fetcher();
    let health = Mastodon.check(line(&fetcher), &account).await.unwrap();
    assert_eq!(
        (health.name.as_str(), health.address.as_str()),
        ("@section@m.example", "https://m.example/@section")
    );
    let live = health.live.unwrap();
    assert_eq!((live.text, live.link, live.pictures), (Some(500), Some(23), Some(4)));
    assert_eq!((live.picture_bytes, live.alt), (Some(16_777_216), Some(1_500)));

    double.world.lock().unwrap().describes_itself = false;
    let health = Mastodon.check(line(&fetcher), &account).await.unwrap();
    assert_eq!((health.name.as_str(), health.live), ("@section@127.0.0.1", None));

    account.key.id = String::new();
    let key = Mastodon.wake(line(&fetcher), &account).await.unwrap().unwrap();
    assert_eq!((key.id.as_str(), &key.typed), ("7", &account.key.typed));
    account.key = key;
    assert_eq!(Mastodon.wake(line(&fetcher), &account).await, Ok(None));
    assert_eq!(wire(Network::Mastodon).unwrap().server(), None, "there are thousands");
}

#[tokio::test]
async fn a_text_goes_out_with_its_pictures_warning_and_visibility() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    let Brought::Ready(id) =
        Mastodon.bring(line(&fetcher), &account, &media("Un puits à sec")).await.unwrap()
    else {
        panic!("it is ready at once")
    };
    assert_eq!(double.world.lock().unwrap().media[&id].alt, "Un puits à sec");
    let text = Message {
        warning: Some("Violence".into()),
        visibility: Visibility::Followers,
        ..message("De l’eau « pour tous »")
    };
    let sent = Mastodon.send(line(&fetcher), &account, &text, &carried(&[&id]), &token("k")).await.unwrap();
    assert_eq!(sent.address, Some(format!("https://m.example/@section/{}", sent.id)));
    let body = double.world.lock().unwrap().statuses[0].body.clone();
    assert_eq!(body["status"], "De l’eau « pour tous »");
    assert_eq!((&body["spoiler_text"], &body["sensitive"]), (&"Violence".into(), &true.into()));
    assert_eq!((&body["visibility"], &body["language"]), (&"private".into(), &"fr".into()));
    assert_eq!(body["media_ids"][0], id.as_str());
}

#[tokio::test]
async fn a_picture_in_work_is_asked_for_until_it_is_ready_and_for_ever_if_it_never_is() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    double.world.lock().unwrap().polls = Some(2);
    let Brought::Pending(id) = Mastodon.bring(line(&fetcher), &account, &media("a")).await.unwrap() else {
        panic!("it is pending")
    };
    let early = Mastodon.send(line(&fetcher), &account, &message("a"), &carried(&[&id]), &token("k")).await;
    assert_eq!(early, Err(Trouble::Transient), "a text does not overtake its picture");
    assert_eq!(Mastodon.ask(line(&fetcher), &account, &id).await, Ok(Brought::Pending(id.clone())));
    assert_eq!(Mastodon.ask(line(&fetcher), &account, &id).await, Ok(Brought::Ready(id.clone())));
    double.world.lock().unwrap().polls = None;
    for _ in 0..5 {
        assert_eq!(Mastodon.ask(line(&fetcher), &account, &id).await, Ok(Brought::Pending(id.clone())));
    }
    let lost = Mastodon.ask(line(&fetcher), &account, "999").await;
    assert!(matches!(lost, Err(Trouble::Content("channels-trouble-picture-gone", _))), "{lost:?}");
}

#[tokio::test]
async fn the_same_key_within_the_hour_makes_one_text_even_where_the_answer_was_lost() {
    for fault in
        [Fault::CutAfter, Fault::HangAfter, Fault::HalfAnswer, Fault::FailAfter(500), Fault::FailAfter(503)]
    {
        let (double, account) = house().await;
        let fetcher = fetcher();
        double.stage.fault("POST /api/v1/statuses", fault);
        let text = message("Une seule fois");
        let lost = Mastodon.send(line(&fetcher), &account, &text, &[], &token("k")).await;
        assert_eq!(lost, Err(Trouble::Unknown), "{fault:?}");
        let Sight::There(seen) =
            Mastodon.look(line(&fetcher), &account, &text, &[], &token("k")).await.unwrap()
        else {
            panic!("{fault:?}: it is there")
        };
        let again = Mastodon.send(line(&fetcher), &account, &text, &[], &token("k")).await.unwrap();
        assert_eq!((again.id, double.texts().len()), (seen.id, 1), "{fault:?}");
    }
}

#[tokio::test]
async fn what_was_not_sent_is_transient_and_what_was_not_answered_is_unknown() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    let away = doubles::account(&doubles::nobody().await, "", doubles::mastodon::KEY);
    let unsent = Mastodon.send(line(&fetcher), &away, &message("a"), &[], &token("k")).await;
    assert_eq!(unsent, Err(Trouble::Transient));
    for fault in [Fault::CutBefore, Fault::Hang, Fault::Refuse(502), Fault::Refuse(408)] {
        double.stage.fault("POST /api/v1/statuses", fault);
        let cut = Mastodon.send(line(&fetcher), &account, &message("a"), &[], &token("k")).await;
        assert_eq!(cut, Err(Trouble::Unknown), "{fault:?}: nobody here can tell that nothing was done");
        let seen = Mastodon.look(line(&fetcher), &account, &message("a"), &[], &token("k")).await;
        assert_eq!(seen, Ok(Sight::Absent), "{fault:?}");
    }
}

#[tokio::test]
async fn what_changes_nothing_never_leaves_anything_open() {
    let (double, mut account) = house().await;
    let fetcher = fetcher();
    for fault in [Fault::CutAfter, Fault::HangAfter, Fault::HalfAnswer, Fault::FailAfter(500)] {
        double.stage.fault("verify_credentials", fault);
        assert_eq!(Mastodon.check(line(&fetcher), &account).await, Err(Trouble::Transient), "{fault:?}");
        double.stage.fault("instance", fault);
        assert_eq!(Mastodon.check(line(&fetcher), &account).await, Err(Trouble::Transient), "{fault:?}");
        double.stage.fault("/api/v2/media", fault);
        assert_eq!(
            Mastodon.bring(line(&fetcher), &account, &media("a")).await,
            Err(Trouble::Transient),
            "{fault:?}"
        );
        double.stage.fault("/api/v1/media", fault);
        assert_eq!(Mastodon.ask(line(&fetcher), &account, "101").await, Err(Trouble::Transient), "{fault:?}");
        double.stage.fault("accounts/7/statuses", fault);
        let seen = Mastodon.look(line(&fetcher), &account, &message("a"), &[], &token("k")).await;
        assert_eq!(seen, Err(Trouble::Transient), "{fault:?}");
        double.stage.fault("DELETE", fault);
        assert_eq!(
            Mastodon.take_back(line(&fetcher), &account, "1").await,
            Err(Trouble::Transient),
            "{fault:?}"
        );
        account.key.id = String::new();
        double.stage.fault("verify_credentials", fault);
        assert_eq!(Mastodon.wake(line(&fetcher), &account).await, Err(Trouble::Transient), "{fault:?}");
        account.key.id = "7".into();
    }
}

#[tokio::test]
async fn a_text_is_looked_for_in_the_whole_list_and_known_by_its_exact_words() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    let text = message("  De l’eau <pour> tous & demain\n\nhttps://a.bf/x  ");
    double.write("De l’eau pour tous");
    Mastodon.send(line(&fetcher), &account, &text, &[], &token("k")).await.unwrap();
    for n in 0..90 {
        double.write(&format!("Autre chose {n}"));
    }
    let later = Line { now: now() + Duration::from_secs(86_400), ..line(&fetcher) };
    double.stage.turn(later.now);
    let seen = Mastodon.look(later, &account, &text, &[], &token("k")).await.unwrap();
    assert!(matches!(seen, Sight::There(_)), "{seen:?}");
    assert_eq!(double.stage.count("accounts/7/statuses"), 3, "three pages");
    let other = Mastodon.look(later, &account, &message("De l’eau pour toutes"), &[], &token("k")).await;
    assert_eq!(other, Ok(Sight::Absent));
    let pictured = Mastodon.look(later, &account, &text, &["5".into()], &token("k")).await;
    assert_eq!(pictured, Ok(Sight::Absent), "the same words without the picture are another text");
}

#[tokio::test]
async fn a_text_of_last_week_in_the_same_words_is_not_this_one() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    double.stage.turn(now() - Duration::from_secs(7 * 86_400));
    double.write("Chaque semaine la même phrase");
    double.stage.turn(now());
    let text = message("Chaque semaine la même phrase");
    assert_eq!(Mastodon.look(line(&fetcher), &account, &text, &[], &token("k")).await, Ok(Sight::Absent));
}

#[tokio::test]
async fn a_list_without_end_is_absence_only_while_the_server_remembers_the_key() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    for n in 0..1_001 {
        double.write(&format!("{n}"));
    }
    let patient = {
        let policy = griot_fetch::FetchPolicy { allow_private: true, ..griot_fetch::FetchPolicy::default() };
        griot_fetch::Fetcher::new(policy).unwrap()
    };
    drop(fetcher);
    // A picture beside it spares the look at each text.
    let pictured = ["5".to_owned()];
    let soon = Line { now: now() + Duration::from_secs(60), ..line(&patient) };
    double.stage.turn(soon.now);
    let seen = Mastodon.look(soon, &account, &message("a"), &pictured, &token("k")).await;
    assert_eq!(seen, Ok(Sight::Absent));
    let late = Line { now: now() + Duration::from_secs(3_590), ..line(&patient) };
    double.stage.turn(late.now);
    let seen = Mastodon.look(late, &account, &message("a"), &pictured, &token("k")).await;
    assert_eq!(seen, Ok(Sight::Unknown));
}

#[tokio::test]
async fn a_server_whose_clock_is_wrong_still_shows_what_is_out_and_when_to_come_back() {
    for hours in [-5_i64, 5] {
        let (double, account) = house().await;
        let fetcher = fetcher();
        let theirs = griot_kernel::Timestamp::from_millisecond(now().as_millisecond() + hours * 3_600_000);
        double.stage.turn(theirs);
        double.stage.fault("POST /api/v1/statuses", Fault::CutAfter);
        let text = message("À l’heure");
        let lost = Mastodon.send(line(&fetcher), &account, &text, &[], &token("k")).await;
        assert_eq!(lost, Err(Trouble::Unknown));
        let seen = Mastodon.look(line(&fetcher), &account, &text, &[], &token("k")).await.unwrap();
        assert!(matches!(seen, Sight::There(_)), "{hours} h: {seen:?}");
        double.world.lock().unwrap().left = Some(0);
        let often = Mastodon.send(line(&fetcher), &account, &text, &[], &token("x")).await;
        assert_eq!(often, Err(Trouble::Rate(Some(now() + Duration::from_secs(300)))), "{hours} h");
    }
}

#[tokio::test]
async fn what_a_server_refuses_is_told_by_its_cause() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    let send = async |text: &str, names: &[&str]| {
        Mastodon
            .send(line(&fetcher), &account, &message(text), &carried(names), &token("k"))
            .await
            .unwrap_err()
    };
    let long = send(&"é".repeat(501), &[]).await;
    let said = "Validation failed: Text character limit of 500 exceeded";
    assert_eq!(long, Trouble::Content("channels-trouble-too-long", said.into()));
    let link = format!("https://a.bf/{}", "x".repeat(600));
    assert!(
        Mastodon.send(line(&fetcher), &account, &message(&link), &[], &token("l")).await.is_ok(),
        "it counts 23"
    );
    let gone = send("a", &["999"]).await;
    assert!(matches!(gone, Trouble::Content("channels-trouble-picture-gone", _)), "{gone:?}");
    let many = send("a", &["1", "2", "3", "4", "5"]).await;
    assert!(matches!(many, Trouble::Content("channels-trouble-picture", _)), "{many:?}");
    let empty = send(" ", &[]).await;
    assert!(matches!(empty, Trouble::Content("channels-trouble-refused", _)), "{empty:?}");

    double.world.lock().unwrap().image_limit = 10;
    let heavy = Mastodon.bring(line(&fetcher), &account, &media("a")).await;
    assert_eq!(heavy, Err(Trouble::Content("channels-trouble-too-large", "HTTP 413".into())));
    double.world.lock().unwrap().image_limit = 16_000_000;
    let words = Mastodon.bring(line(&fetcher), &account, &media(&"a".repeat(1_501))).await;
    assert!(matches!(words, Err(Trouble::Content("channels-trouble-refused", _))), "{words:?}");

    double.world.lock().unwrap().scopes.remove("write:statuses");
    let narrow = send("a", &[]).await;
    assert!(matches!(narrow, Trouble::Content("channels-trouble-mastodon-forbidden", _)), "{narrow:?}");
    let elsewhere = doubles::account(&format!("{}/blog", double.address), "", doubles::mastodon::KEY);
    let other = Mastodon.check(line(&fetcher), &elsewhere).await;
    assert!(matches!(other, Err(Trouble::Content("channels-trouble-server", _))), "{other:?}");
    let nonsense = Mastodon.check(line(&fetcher), &doubles::account("not an address", "", "k")).await;
    assert!(matches!(nonsense, Err(Trouble::Content("channels-trouble-server", _))), "{nonsense:?}");
    assert_eq!(double.texts().len(), 1, "the long link alone is out");
}

#[tokio::test]
async fn a_key_that_is_revoked_between_two_pictures_is_told_before_anything_is_out() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    Mastodon.bring(line(&fetcher), &account, &media("un")).await.unwrap();
    double.world.lock().unwrap().revoked = true;
    assert_eq!(Mastodon.bring(line(&fetcher), &account, &media("deux")).await, Err(Trouble::Reauth));
    assert_eq!(Mastodon.check(line(&fetcher), &account).await, Err(Trouble::Reauth));
    let sent = Mastodon.send(line(&fetcher), &account, &message("a"), &[], &token("k")).await;
    assert_eq!((sent, double.texts().len()), (Err(Trouble::Reauth), 0));
}

#[tokio::test]
async fn a_text_is_taken_back_once_and_one_that_is_gone_counts_as_taken_back() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    let sent = Mastodon.send(line(&fetcher), &account, &message("a"), &[], &token("k")).await.unwrap();
    for _ in 0..2 {
        assert_eq!(Mastodon.take_back(line(&fetcher), &account, &sent.id).await, Ok(()));
    }
    assert!(double.texts().is_empty());
}

#[tokio::test]
async fn nothing_that_is_shown_holds_the_key() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    double.world.lock().unwrap().revoked = true;
    let trouble = Mastodon.check(line(&fetcher), &account).await.unwrap_err();
    let shown = format!("{account:?} {:?} {trouble:?} {:?}", account.key, line(&fetcher));
    assert!(!shown.contains(doubles::mastodon::KEY), "{shown}");
    assert!(!double.stage.calls().concat().contains(doubles::mastodon::KEY), "it stands in no address");
}
