//! What the wire to Facebook Pages promises.

use std::time::Duration;

use griot_channels::model::message::Message;
use griot_channels::networks::{Account, Brought, Line, Sight, Trouble, Wire, facebook::Facebook};

use crate::doubles::facebook::{KEY, PAGE};
use crate::doubles::{self, Fault, Stage, carried, fetcher, line, media, message, now, token};

async fn house() -> (doubles::facebook::Facebook, Account) {
    let double = doubles::facebook::Facebook::start(Stage::at(now())).await;
    let account = doubles::account(&double.address, PAGE, KEY);
    (double, account)
}

#[tokio::test]
async fn a_check_tells_whose_page_it_is_and_when_the_key_ends_where_that_may_be_asked() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    let health = Facebook.check(line(&fetcher), &account).await.unwrap();
    assert_eq!(
        (health.name.as_str(), health.address.as_str()),
        ("Exemple", "https://www.facebook.com/exemple")
    );
    assert_eq!(health.ends, Some("2027-01-15T08:00:00Z".parse().unwrap()), "nought is never");
    double.world.lock().unwrap().may_inspect = false;
    assert_eq!(Facebook.check(line(&fetcher), &account).await.unwrap().ends, None);
    double.stage.fault("debug_token", Fault::CutAfter);
    assert!(Facebook.check(line(&fetcher), &account).await.is_ok(), "that it does not answer is no failure");
}

#[tokio::test]
async fn a_text_goes_out_with_a_card_or_with_pictures_that_nobody_saw_before() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    let text = Message { link: Some("https://a.bf/eau".into()), ..message("De l’eau https://a.bf/eau") };
    let sent = Facebook.send(line(&fetcher), &account, &text, &[], &token("k")).await.unwrap();
    assert_eq!(sent.address, Some(format!("https://www.facebook.com/{}", sent.id)));
    assert_eq!(double.world.lock().unwrap().posts[0].body["link"], "https://a.bf/eau");

    let mut names = Vec::new();
    for alt in ["Un puits", "Une \"file\"\r\nlongue"] {
        let Brought::Ready(name) = Facebook.bring(line(&fetcher), &account, &media(alt)).await.unwrap()
        else {
            panic!("it is ready at once")
        };
        assert_eq!(double.world.lock().unwrap().photos[&name], alt);
        names.push(name);
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let warned = Message { warning: Some("Violence".into()), ..text };
    Facebook.send(line(&fetcher), &account, &warned, &carried(&names), &token("k")).await.unwrap();
    let body = double.world.lock().unwrap().posts[1].body.clone();
    assert_eq!(body["message"], "Violence\n\nDe l’eau https://a.bf/eau");
    assert_eq!(body["attached_media"][1]["media_fbid"], names[1]);
}

#[tokio::test]
async fn a_lost_answer_is_found_on_the_page_and_what_is_not_found_is_never_called_absent() {
    for fault in [Fault::CutAfter, Fault::HangAfter, Fault::HalfAnswer, Fault::FailAfter(500)] {
        let (double, account) = house().await;
        let fetcher = fetcher();
        double.write("Autre chose");
        let text = Message { warning: Some("Violence".into()), ..message("Une seule fois ") };
        let look = async || Facebook.look(line(&fetcher), &account, &text, &[], &token("k")).await;
        assert_eq!(look().await, Ok(Sight::Unknown));
        double.stage.fault("/feed", fault);
        let lost = Facebook.send(line(&fetcher), &account, &text, &[], &token("k")).await;
        assert_eq!(lost, Err(Trouble::Unknown), "{fault:?}");
        let Ok(Sight::There(seen)) = look().await else { panic!("{fault:?}: it is there") };
        assert_eq!(seen.address, Some(format!("https://www.facebook.com/exemple/posts/{}", seen.id)));
        double.write("Violence\n\nUne seule fois");
        assert_eq!(look().await, Ok(Sight::Unknown), "which of the two is it?");
    }
}

#[tokio::test]
async fn an_older_text_in_the_same_words_is_not_this_one_whatever_the_clocks_say() {
    for hours in [-5_i64, 0, 5] {
        let (double, account) = house().await;
        let fetcher = fetcher();
        let theirs = |seconds: i64| {
            griot_kernel::Timestamp::from_millisecond(
                now().as_millisecond() + (hours * 3_600 + seconds) * 1_000,
            )
        };
        double.stage.turn(theirs(-1_200));
        double.write("a");
        double.stage.turn(theirs(0));
        let look = async || Facebook.look(line(&fetcher), &account, &message("a"), &[], &token("k")).await;
        assert_eq!(look().await, Ok(Sight::Unknown), "{hours} h");
        Facebook.send(line(&fetcher), &account, &message("a"), &[], &token("k")).await.unwrap();
        assert!(matches!(look().await, Ok(Sight::There(_))), "{hours} h");
    }
}

#[tokio::test]
async fn what_was_not_sent_is_transient_and_what_was_not_answered_is_unknown() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    let away = doubles::account(&doubles::nobody().await, PAGE, KEY);
    let unsent = Facebook.send(line(&fetcher), &away, &message("a"), &[], &token("k")).await;
    assert_eq!(unsent, Err(Trouble::Transient));
    for fault in [Fault::CutBefore, Fault::Hang, Fault::Refuse(503)] {
        double.stage.fault("/feed", fault);
        let cut = Facebook.send(line(&fetcher), &account, &message("a"), &[], &token("k")).await;
        assert_eq!(cut, Err(Trouble::Unknown), "{fault:?}");
    }
    for code in [1, 2] {
        double.world.lock().unwrap().refusal = Some((400, code, 0));
        let inside = Facebook.send(line(&fetcher), &account, &message("a"), &[], &token("k")).await;
        assert_eq!(inside, Err(Trouble::Unknown), "what failed inside may have failed after");
        assert_eq!(Facebook.check(line(&fetcher), &account).await, Err(Trouble::Transient));
    }
}

#[tokio::test]
async fn what_changes_nothing_never_leaves_anything_open() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    for fault in [Fault::CutAfter, Fault::HangAfter, Fault::HalfAnswer, Fault::FailAfter(500)] {
        double.stage.fault(PAGE, fault);
        assert_eq!(Facebook.check(line(&fetcher), &account).await, Err(Trouble::Transient), "{fault:?}");
        double.stage.fault("/photos", fault);
        assert_eq!(
            Facebook.bring(line(&fetcher), &account, &media("a")).await,
            Err(Trouble::Transient),
            "{fault:?}"
        );
        double.stage.fault("GET", fault);
        let seen = Facebook.look(line(&fetcher), &account, &message("a"), &[], &token("k")).await;
        assert_eq!(seen, Err(Trouble::Transient), "{fault:?}");
        let sent = Facebook.send(line(&fetcher), &account, &message("a"), &[], &token("k")).await.unwrap();
        double.stage.fault("DELETE", fault);
        let back = Facebook.take_back(line(&fetcher), &account, &sent.id).await;
        let half = matches!(fault, Fault::HalfAnswer);
        assert_eq!(back, Err(Trouble::Transient), "{fault:?} {half}");
        assert_eq!(Facebook.take_back(line(&fetcher), &account, &sent.id).await, Ok(()), "{fault:?}");
    }
}

#[tokio::test]
async fn the_numbers_of_facebook_become_what_they_mean() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    let meet = async |status: u16, code: i64, subcode: i64| {
        double.world.lock().unwrap().refusal = Some((status, code, subcode));
        Facebook.send(line(&fetcher), &account, &message("a"), &[], &token("k")).await.unwrap_err()
    };
    for (status, subcode) in [(400, 0), (401, 463), (400, 460)] {
        assert_eq!(meet(status, 190, subcode).await, Trouble::Reauth);
    }
    for code in [4, 17, 32, 613, 80_000, 80_001, 80_014] {
        double.world.lock().unwrap().regain = Some(25);
        let until = Some(now() + Duration::from_secs(1_500));
        assert_eq!(meet(400, code, 0).await, Trouble::Rate(until), "{code}");
        double.world.lock().unwrap().regain = None;
        assert_eq!(meet(403, code, 0).await, Trouble::Rate(None), "{code}");
    }
    for (code, subcode, key) in [
        (368, 1_390_008, "channels-trouble-facebook-fast"),
        (368, 1_346_003, "channels-trouble-facebook-refused"),
        (100, 1_404_102, "channels-trouble-facebook-refused"),
        (368, 1_404_112, "channels-trouble-facebook-limited"),
        (368, 0, "channels-trouble-facebook-limited"),
        (190, 4_854_002, "channels-trouble-facebook-identity"),
        (100, 1_366_051, "channels-trouble-facebook-again"),
        (506, 0, "channels-trouble-facebook-again"),
        (100, 1_609_008, "channels-trouble-facebook-link"),
        (100, 1_366_046, "channels-trouble-picture"),
        (10, 0, "channels-trouble-facebook-permission"),
        (200, 0, "channels-trouble-facebook-permission"),
        (100, 33, "channels-trouble-facebook-missing"),
        (100, 0, "channels-trouble-refused"),
        (9_999, 0, "channels-trouble-refused"),
    ] {
        let said = format!("(#{code}) refused");
        assert_eq!(meet(400, code, subcode).await, Trouble::Content(key, said), "{code} {subcode}");
    }
    assert!(double.texts().is_empty());
}

#[tokio::test]
async fn a_key_that_is_revoked_between_two_pictures_is_told_before_anything_is_out() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    Facebook.bring(line(&fetcher), &account, &media("un")).await.unwrap();
    double.world.lock().unwrap().refusal = Some((401, 190, 460));
    assert_eq!(Facebook.bring(line(&fetcher), &account, &media("deux")).await, Err(Trouble::Reauth));
    assert_eq!(Facebook.check(line(&fetcher), &account).await, Err(Trouble::Reauth));
    assert_eq!(
        Facebook.look(line(&fetcher), &account, &message("a"), &[], &token("k")).await,
        Err(Trouble::Reauth)
    );
    assert!(double.texts().is_empty());
}

#[tokio::test]
async fn a_text_is_taken_back_and_what_is_only_hidden_from_the_key_is_not_called_gone() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    let sent = Facebook.send(line(&fetcher), &account, &message("a"), &[], &token("k")).await.unwrap();
    double.world.lock().unwrap().hides = true;
    let kept = Facebook.take_back(line(&fetcher), &account, &sent.id).await;
    assert!(matches!(kept, Err(Trouble::Content("channels-trouble-facebook-missing", _))), "{kept:?}");
    double.world.lock().unwrap().hides = false;
    for _ in 0..2 {
        assert_eq!(Facebook.take_back(line(&fetcher), &account, &sent.id).await, Ok(()));
    }
    assert!(double.texts().is_empty());
}

#[tokio::test]
async fn what_is_no_name_of_anything_is_not_called() {
    let (double, _) = house().await;
    let fetcher = fetcher();
    for name in ["", "me/accounts", "1?fields=x", "../v1/1"] {
        let odd = doubles::account(&double.address, name, KEY);
        let found = Facebook.check(line(&fetcher), &odd).await;
        assert!(matches!(found, Err(Trouble::Content("channels-trouble-facebook-missing", _))), "{found:?}");
    }
    assert!(double.stage.calls().is_empty());
}

#[tokio::test]
async fn nothing_that_is_shown_holds_the_key() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    double.world.lock().unwrap().refusal = Some((400, 190, 0));
    let trouble = Facebook.check(line(&fetcher), &account).await.unwrap_err();
    let later = Line { now: now(), ..line(&fetcher) };
    let shown = format!("{account:?} {:?} {trouble:?} {later:?}", account.key);
    assert!(!shown.contains(KEY), "{shown}");
    assert!(!double.stage.calls().concat().contains(KEY), "it stands in no path");
}
