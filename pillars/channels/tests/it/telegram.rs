//! What the wire to Telegram promises.

use std::time::Duration;

use griot_channels::model::message::Message;
use griot_channels::networks::{Account, Brought, Sight, Trouble, Wire, telegram::Telegram};

use crate::doubles::telegram::{CHANNEL, TOKEN};
use crate::doubles::{self, Fault, Stage, carried, fetcher, line, media, message, now, token};

async fn house() -> (doubles::telegram::Telegram, Account) {
    let double = doubles::telegram::Telegram::start(Stage::at(now())).await;
    let account = doubles::account(&double.address, CHANNEL, TOKEN);
    (double, account)
}

#[tokio::test]
async fn a_check_tells_whether_the_bot_may_post_in_the_channel() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    let health = Telegram.check(line(&fetcher), &account).await.unwrap();
    assert_eq!((health.name.as_str(), health.address.as_str()), ("Exemple", "https://t.me/amnesty_exemple"));
    for (status, can_post) in [("administrator", false), ("member", true), ("left", true)] {
        double.is(status, "channel", can_post);
        let narrow = Telegram.check(line(&fetcher), &account).await;
        assert!(matches!(narrow, Err(Trouble::Content("channels-trouble-telegram-rights", _))), "{narrow:?}");
        let sent = Telegram.send(line(&fetcher), &account, &message("a"), &[], &token("k")).await;
        assert!(matches!(sent, Err(Trouble::Content("channels-trouble-telegram-rights", _))), "{sent:?}");
    }
    double.is("administrator", "supergroup", false);
    assert!(Telegram.check(line(&fetcher), &account).await.is_ok(), "in a group there is no such right");
}

#[tokio::test]
async fn a_text_goes_out_alone_with_one_picture_or_with_an_album() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    let link = Some("https://a.bf/eau".to_owned());
    let alone = Message { link: link.clone(), ..message("Bonjour https://a.bf/eau") };
    let sent = Telegram.send(line(&fetcher), &account, &alone, &[], &token("k")).await.unwrap();
    assert_eq!(
        (sent.id.as_str(), sent.address.as_deref()),
        ("[11]", Some("https://t.me/amnesty_exemple/11"))
    );
    let last = double.world.lock().unwrap().last.clone();
    assert_eq!(last["link_preview_options"]["url"], "https://a.bf/eau");
    assert_eq!(last["link_preview_options"]["is_disabled"], false);

    let Brought::Ready(name) = Telegram.bring(line(&fetcher), &account, &media("Un puits")).await.unwrap()
    else {
        panic!("there is nothing to wait for")
    };
    let calls = double.stage.calls().len();
    let one = Telegram
        .send(line(&fetcher), &account, &message("Un"), &carried(&[&name]), &token("k"))
        .await
        .unwrap();
    assert_eq!((one.id.as_str(), double.stage.calls().len()), ("[12]", calls + 1), "one call for everything");
    let album = carried(&["a", "b", "c"]);
    let many = Telegram.send(line(&fetcher), &account, &message("Trois"), &album, &token("k")).await.unwrap();
    assert_eq!(
        (many.id.as_str(), many.address.as_deref()),
        ("[13,14,15]", Some("https://t.me/amnesty_exemple/13"))
    );
    assert_eq!(double.texts(), ["Bonjour https://a.bf/eau", "Un", "Trois", "", ""]);

    let hidden = doubles::account(&double.address, "-1001234567890", TOKEN);
    let sent = Telegram.send(line(&fetcher), &hidden, &message("a"), &[], &token("k")).await.unwrap();
    assert_eq!(sent.address, None, "a channel without a name has no public address");
}

#[tokio::test]
async fn what_stands_under_a_warning_opens_on_a_tap() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    let text =
        Message { warning: Some("Violence 😢".into()), ..message("Le récit 👩‍👧‍👦 entier") };
    for count in [0, 1, 2] {
        let names = &["a", "b"][..count];
        Telegram.send(line(&fetcher), &account, &text, &carried(names), &token("k")).await.unwrap();
        let last = double.world.lock().unwrap().last.to_string();
        assert!(last.contains(r#""type":"spoiler""#), "{last}");
        assert_eq!(count > 0, last.contains("has_spoiler"), "{last}");
    }
    assert_eq!(double.texts()[0], "Violence 😢\n\nLe récit 👩‍👧‍👦 entier");
}

#[tokio::test]
async fn a_lost_answer_stays_unknown_for_telegram_does_not_tell() {
    for fault in [Fault::CutAfter, Fault::HangAfter, Fault::HalfAnswer, Fault::FailAfter(500)] {
        let (double, account) = house().await;
        let fetcher = fetcher();
        for pictures in [0, 1, 2] {
            double.stage.fault("send", fault);
            let pictures = carried(&["a", "b"][..pictures]);
            let lost = Telegram.send(line(&fetcher), &account, &message("a"), &pictures, &token("k")).await;
            assert_eq!(lost, Err(Trouble::Unknown), "{fault:?}");
        }
        let seen = Telegram.look(line(&fetcher), &account, &message("a"), &[], &token("k")).await;
        assert_eq!(seen, Ok(Sight::Unknown));
        assert_eq!(double.texts(), ["a", "a", "a", ""], "each was done once");
    }
}

#[tokio::test]
async fn what_was_not_sent_is_transient_and_what_was_not_answered_is_unknown() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    let away = doubles::account(&doubles::nobody().await, CHANNEL, TOKEN);
    let unsent = Telegram.send(line(&fetcher), &away, &message("a"), &[], &token("k")).await;
    assert_eq!(unsent, Err(Trouble::Transient));
    for fault in [Fault::CutBefore, Fault::Hang, Fault::Refuse(502)] {
        double.stage.fault("sendMessage", fault);
        let cut = Telegram.send(line(&fetcher), &account, &message("a"), &[], &token("k")).await;
        assert_eq!(cut, Err(Trouble::Unknown), "{fault:?}");
    }
}

#[tokio::test]
async fn what_changes_nothing_never_leaves_anything_open() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    for fault in [Fault::CutAfter, Fault::HangAfter, Fault::HalfAnswer, Fault::FailAfter(500)] {
        for method in ["getMe", "getChat", "getChatMember"] {
            double.stage.fault(method, fault);
            let health = Telegram.check(line(&fetcher), &account).await;
            // `getChat` is also the beginning of the third.
            assert_eq!(health, Err(Trouble::Transient), "{fault:?} {method}");
        }
        double.stage.fault("deleteMessage", fault);
        assert_eq!(
            Telegram.take_back(line(&fetcher), &account, "[11]").await,
            Err(Trouble::Transient),
            "{fault:?}"
        );
    }
}

#[tokio::test]
async fn what_telegram_refuses_is_told_by_its_cause() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    let send = async |text: &str, names: &[&str]| {
        Telegram
            .send(line(&fetcher), &account, &message(text), &carried(names), &token("k"))
            .await
            .unwrap_err()
    };
    let is = |trouble: &Trouble, key: &str| matches!(trouble, Trouble::Content(found, _) if *found == key);
    let long = send(&"a".repeat(4_097), &[]).await;
    assert_eq!(
        long,
        Trouble::Content("channels-trouble-too-long", "Bad Request: message is too long".into())
    );
    for names in [&["a"][..], &["a", "b"]] {
        let trouble = send(&"👩‍👧‍👦".repeat(129), names).await;
        assert!(is(&trouble, "channels-trouble-too-long"), "it counts in UTF-16: {trouble:?}");
        let most = message(&"👩‍👧‍👦".repeat(128));
        let sent = Telegram.send(line(&fetcher), &account, &most, &carried(names), &token("k")).await;
        assert!(sent.is_ok(), "{sent:?}");
    }
    double.world.lock().unwrap().broken_photo = true;
    assert!(is(&send("a", &["a"]).await, "channels-trouble-picture"));
    double.world.lock().unwrap().photo_limit = 10;
    assert!(is(&send("a", &["a"]).await, "channels-trouble-too-large"));
    assert!(is(&send("", &[]).await, "channels-trouble-refused"));
    double.world.lock().unwrap().flood = Some(37);
    assert_eq!(send("a", &[]).await, Trouble::Rate(Some(now() + Duration::from_secs(37))));
    double.world.lock().unwrap().flood = None;
    double.world.lock().unwrap().kicked = true;
    assert!(is(&send("a", &[]).await, "channels-trouble-telegram-out"));
    let nowhere = doubles::account(&double.address, "@nowhere", TOKEN);
    let lost = Telegram.send(line(&fetcher), &nowhere, &message("a"), &[], &token("k")).await.unwrap_err();
    assert!(is(&lost, "channels-trouble-telegram-chat"), "{lost:?}");
}

#[tokio::test]
async fn a_key_that_opens_nothing_is_told_and_one_that_is_none_is_not_even_called() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    double.world.lock().unwrap().revoked = true;
    assert_eq!(Telegram.check(line(&fetcher), &account).await, Err(Trouble::Reauth));
    let sent =
        Telegram.send(line(&fetcher), &account, &message("a"), &carried(&["a", "b"]), &token("k")).await;
    assert_eq!((sent, double.texts().len()), (Err(Trouble::Reauth), 0));
    let short = doubles::account(&double.address, CHANNEL, "no-colon");
    assert_eq!(Telegram.check(line(&fetcher), &short).await, Err(Trouble::Reauth), "Telegram answers 404");
    let calls = double.stage.calls().len();
    for key in ["", "1:a/../../x", "1:a?b", "1:é"] {
        let odd = doubles::account(&double.address, CHANNEL, key);
        assert_eq!(Telegram.check(line(&fetcher), &odd).await, Err(Trouble::Reauth), "{key}");
    }
    assert_eq!(double.stage.calls().len(), calls);
}

#[tokio::test]
async fn an_album_is_taken_back_whole_and_what_is_gone_counts_as_taken_back() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    let album = carried(&["a", "b", "c"]);
    let sent = Telegram.send(line(&fetcher), &account, &message("a"), &album, &token("k")).await.unwrap();
    double.world.lock().unwrap().messages.remove(1);
    for _ in 0..2 {
        assert_eq!(Telegram.take_back(line(&fetcher), &account, &sent.id).await, Ok(()));
    }
    assert!(double.texts().is_empty());
    double.world.lock().unwrap().keeps = true;
    let kept = Telegram.take_back(line(&fetcher), &account, &sent.id).await;
    assert!(matches!(kept, Err(Trouble::Content("channels-trouble-telegram-stays", _))), "{kept:?}");
}

#[tokio::test]
async fn the_key_in_the_address_is_shown_nowhere() {
    let (double, account) = house().await;
    let fetcher = fetcher();
    let url: url::Url = format!("{}/bot{TOKEN}/getMe", double.address).parse().unwrap();
    let call = griot_fetch::Call::post(url).bearer(TOKEN).json(&serde_json::json!({ "key": TOKEN }));
    let mut shown = format!("{account:?} {:?} {call:?}", account.key);
    shown += &format!("{:?}", fetcher.call(call).await);
    for fault in
        [Fault::CutAfter, Fault::HangAfter, Fault::HalfAnswer, Fault::FailAfter(500), Fault::Refuse(404)]
    {
        double.stage.fault("sendMessage", fault);
        let trouble =
            Telegram.send(line(&fetcher), &account, &message("a"), &[], &token("k")).await.unwrap_err();
        shown += &format!("{trouble:?}");
    }
    let away = doubles::account(&doubles::nobody().await, CHANNEL, TOKEN);
    shown += &format!("{:?}", Telegram.check(line(&fetcher), &away).await);
    let odd = doubles::account(&format!("ftp://{TOKEN}.example"), CHANNEL, TOKEN);
    shown += &format!("{:?}", Telegram.check(line(&fetcher), &odd).await);
    assert!(!shown.contains(TOKEN) && !shown.contains("AAHdq"), "{shown}");
}
