//! What should not be out and is, or is out and not known to be: it is said until somebody saw to it.

use std::time::Duration;

use griot_channels::{
    SCHEMA,
    acts::propose::plain_variant,
    jobs::look_after_keys,
    model::{
        channel::KeyState,
        delivery::{Back, Delivery, State},
        item::{Item, Stage},
        network::Network,
        picture::{Consent, Picture},
    },
    store::{calendar, channels, conversations, deliveries, files, items, keys, machine, pictures, texts},
};
use griot_files::FileKey;
use griot_kernel::Language;
use griot_pillar::Named;
use griot_web::testing::Client;
use uuid::Uuid;

use crate::{
    doubles::{self, Fault, Stage as Scene},
    factory::{self, channel, delivery, item, later, start},
    house::{Home, home, to},
    pages::{add_account, add_channel, add_picture, approve, approve_with_care, id_of, page, write},
};

/// A section that speaks on this Bluesky, and its channel.
async fn connected(double: &doubles::bluesky::Bluesky) -> (Home, Client, String) {
    let home = home().await;
    let fatou = home.fatou().await;
    let channel = add_account(&fatou, "bluesky", (&double.address, doubles::bluesky::HANDLE)).await;
    let key = [("key", doubles::bluesky::PASSWORD)];
    let answer = fatou.post(&format!("/desk/channels/{channel}/key"), &key).await;
    assert_eq!(to(&answer), format!("/desk/channels/{channel}?done=connected"));
    (home, fatou, channel)
}

async fn out_now(home: &Home, fatou: &Client, channel: &str, body: &str) -> String {
    let path = write(fatou, "Un texte", body, &[channel], &[]).await;
    fatou.post(&path, &[("act", "submit")]).await;
    approve(home, &path).await;
    fatou.post(&path, &[("act", "now")]).await;
    path
}

#[tokio::test]
async fn a_door_that_is_shut_afterwards_says_nothing_of_what_went_through() {
    let double = doubles::bluesky::Bluesky::start(Scene::at(start())).await;
    let (home, fatou, channel) = connected(&double).await;
    double.stage.fault("putRecord", Fault::CutAfter);
    let path = out_now(&home, &fatou, &channel, "Une seule fois.").await;
    home.work().await;
    assert!(page(&fatou, &path).await.contains("envoyé, non confirmé"));
    // The session ends, and what stands before the server refuses to renew it.
    for refused in [302, 403, 404] {
        double.stage.fault("refreshSession", Fault::Refuse(refused));
        home.house.clock.advance(Duration::from_secs(3 * 3_600));
        double.stage.turn(home.house.section.clock.now());
        home.minutes(1).await;
        let shown = page(&fatou, &path).await;
        assert!(shown.contains("envoyé, non confirmé") && !shown.contains("refusé"), "{refused}: {shown}");
    }
    home.house.clock.advance(Duration::from_secs(3 * 3_600));
    double.stage.turn(home.house.section.clock.now());
    home.minutes(2).await;
    assert!(page(&fatou, &path).await.contains("Publié"));
    assert_eq!(double.texts(), ["Une seule fois."]);
}

#[tokio::test]
async fn what_cannot_be_taken_back_is_told_until_somebody_took_it_back() {
    let double = doubles::bluesky::Bluesky::start(Scene::at(start())).await;
    let (home, fatou, channel) = connected(&double).await;
    let path = out_now(&home, &fatou, &channel, "Une erreur.").await;
    home.minutes(1).await;
    assert_eq!(double.texts().len(), 1);
    // The server is away for longer than anybody should have to wait.
    for _ in 0..40 {
        double.stage.fault("deleteRecord", Fault::Refuse(503));
    }
    fatou.post(&path, &[("act", "withdraw"), ("words", "Une erreur.")]).await;
    home.work().await;
    assert!(!page(&fatou, "/desk/today").await.contains("encore visibles"), "it is tried for a while");
    home.house.post.take();
    home.minutes(7).await;
    let today = page(&fatou, "/desk/today").await;
    assert!(today.contains("encore visibles") && today.contains("retrait demandé"), "{today}");
    let letters = home.house.post.take();
    let told: Vec<_> = letters.iter().filter(|one| one.subject.starts_with("À retirer")).collect();
    assert_eq!(told.len(), 1, "once");
    home.minutes(40).await;
    assert!(double.texts().is_empty(), "and it goes when the server is back");
    assert!(!page(&fatou, "/desk/today").await.contains("encore visibles"));
}

#[tokio::test]
async fn what_is_taken_back_long_after_is_taken_back_with_a_session_that_is_renewed() {
    let double = doubles::bluesky::Bluesky::start(Scene::at(start())).await;
    let (home, fatou, channel) = connected(&double).await;
    let path = out_now(&home, &fatou, &channel, "Une erreur.").await;
    home.minutes(1).await;
    assert_eq!(double.texts().len(), 1);
    // Nothing else had a reason to renew it while everything stood still.
    fatou.post("/desk/channels/cut", &[("act", "stop")]).await;
    home.house.clock.advance(Duration::from_secs(3 * 3_600));
    double.stage.turn(home.house.section.clock.now());
    fatou.post(&path, &[("act", "withdraw"), ("words", "Une erreur.")]).await;
    home.work().await;
    assert!(double.texts().is_empty(), "a stop is no reason to leave it out");
    assert!(page(&fatou, &path).await.contains("retiré</span>"));
}

#[tokio::test]
async fn by_hand_from_now_on_means_what_waits_as_well() {
    let double = doubles::bluesky::Bluesky::start(Scene::at(start())).await;
    let (home, fatou, channel) = connected(&double).await;
    let path = write(&fatou, "Un texte", "À la main.", &[&channel], &[]).await;
    fatou.post(&path, &[("act", "submit")]).await;
    approve(&home, &path).await;
    let hour = [("act", "schedule"), ("hour", "2013-02-14T10:00")];
    assert_eq!(to(&fatou.post(&path, &hour).await), format!("{path}?done=scheduled"));
    let fields = [
        ("name", "Notre Bluesky"),
        ("server", double.address.as_str()),
        ("account", doubles::bluesky::HANDLE),
        ("language", "fr"),
        ("by_hand", "1"),
    ];
    assert_eq!(fatou.post(&format!("/desk/channels/{channel}"), &fields).await.status(), 303);
    home.house.clock.advance(Duration::from_secs(2 * 3_600));
    home.minutes(2).await;
    assert!(double.texts().is_empty(), "nobody posts beside whoever posts by hand");
    assert!(page(&fatou, "/desk/today").await.contains("/desk/hand/"));
}

#[tokio::test]
async fn a_key_that_a_network_doubts_is_told_before_a_text_is_late() {
    let double = doubles::mastodon::Mastodon::start(Scene::at(start())).await;
    let home = home().await;
    let fatou = home.fatou().await;
    let channel = add_account(&fatou, "mastodon", (&double.address, "section")).await;
    fatou.post(&format!("/desk/channels/{channel}/key"), &[("key", doubles::mastodon::KEY)]).await;
    double.stage.fault("verify_credentials", Fault::Refuse(403));
    look_after_keys(home.house.section.clone()).await.unwrap();
    home.work().await;
    let letters = home.house.post.take();
    assert!(letters.iter().any(|one| one.text.contains("a refusé le compte")), "{letters:?}");
    assert!(page(&fatou, "/desk/today").await.contains("au dernier essai"));
    look_after_keys(home.house.section.clone()).await.unwrap();
    home.work().await;
    assert!(home.house.post.take().is_empty(), "well again");
    assert!(!page(&fatou, "/desk/today").await.contains("au dernier essai"));
}

#[tokio::test]
async fn what_is_out_is_not_put_away() {
    let home = home().await;
    let fatou = home.fatou().await;
    let group = add_channel(&fatou, "whatsapp", "Groupe").await;
    let path = out_now(&home, &fatou, &group, "Sorti.").await;
    home.minutes(1).await;
    let today = page(&fatou, "/desk/today").await;
    let hand = today.split("/desk/hand/").nth(1).unwrap().split('"').next().unwrap();
    fatou.post(&format!("/desk/hand/{hand}"), &[("act", "out")]).await;
    fatou.post(&path, &[("act", "archive")]).await;
    assert!(page(&fatou, &path).await.contains("Publié"));
}

#[tokio::test]
async fn a_picture_whose_people_agree_no_more_is_at_no_address_and_is_added_anew_or_not_at_all() {
    let home = home().await;
    let fatou = home.fatou().await;
    let said = [("alt", "Rose"), ("language", "fr"), ("consent", "given"), ("consent_who", "Rose Kinda")];
    let path = add_picture(&fatou, &said).await;
    let shown = page(&fatou, &path).await;
    let file = shown.split("src=\"/files/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let key = FileKey::parse(&file).unwrap();
    let section = &home.house.section;
    let needed = async || {
        let mut named = Named::default();
        files::name(&mut section.db.read().await.unwrap(), &mut named).await.unwrap();
        named.needs(&key)
    };
    assert!(needed().await);
    let group = add_channel(&fatou, "whatsapp", "Groupe").await;
    let text = write(&fatou, "Rose", "Voici Rose.", &[&group], &[("picture", id_of(&path))]).await;
    fatou.post(&text, &[("act", "submit")]).await;
    approve_with_care(&home, &text).await;
    fatou.post(&text, &[("act", "now")]).await;
    let used = fatou.post(&path, &[("act", "delete")]).await;
    assert_eq!(used.status(), 422, "a text shows it");
    home.minutes(1).await;

    let no = [("alt", "Rose"), ("language", "fr"), ("consent", "withdrawn")];
    fatou.post(&path, &no).await;
    assert!(!needed().await, "nobody needs it, so it is deleted");
    assert!(page(&fatou, &path).await.contains("Cette image est effacée"));
    section.files.delete(&key).await.unwrap();
    assert_eq!(fatou.post(&path, &said).await.status(), 422, "it does not come back by a word");
    assert_eq!(home.awa().await.post(&path, &[("act", "delete")]).await.status(), 403);
    assert_eq!(to(&fatou.post(&path, &[("act", "delete")]).await), "/desk/pictures?done=deleted");
    assert_eq!(fatou.get(&path).await.status(), 404);
}

griot_testkit::contract! { &[SCHEMA];
    async fn what_should_be_taken_back_is_found_until_it_is(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (place, letters) = (channel(1, Network::Bluesky), channel(2, Network::Newsletter));
        for one in [&place, &letters] {
            channels::insert(&mut tx, one).await.unwrap();
        }
        let text = Item { stage: Stage::Withdrawn, ..item(1) };
        items::insert(&mut tx, &text).await.unwrap();
        for (n, on) in [(1, &place), (2, &place), (3, &letters)] {
            let one = delivery(n, &text, on, start());
            deliveries::insert(&mut tx, &one, &[1; 32], start()).await.unwrap();
            let lease = Uuid::from_u128(n);
            assert!(machine::take(&mut tx, one.id, lease, start(), later(5)).await.unwrap());
            let out = Delivery {
                state: State::Confirmed, next_at: None, ended_at: Some(later(1)),
                remote_id: Some(format!("r{n}")), ..one
            };
            assert!(machine::step(&mut tx, &out, lease, None).await.unwrap());
        }
        assert_eq!(deliveries::want_back(&mut tx, text.id, later(2)).await.unwrap(), 3);
        let late = later(2) - Duration::from_secs(1);
        assert!(deliveries::left_out(&mut tx, late, 9).await.unwrap().is_empty(), "it is tried for a while");
        let first = deliveries::of(&mut tx, text.id).await.unwrap().into_iter().find(|one| one.remote_id.as_deref() == Some("r1"));
        let first = first.unwrap().id;
        machine::set_back(&mut tx, first, Back::Cannot, later(3)).await.unwrap();
        let ids = |all: Vec<Delivery>| all.into_iter().map(|one| one.id).collect::<Vec<_>>();
        assert_eq!(ids(deliveries::left_out(&mut tx, late, 9).await.unwrap()), [first]);
        assert_eq!(deliveries::left_out(&mut tx, later(2), 9).await.unwrap().len(), 2, "nobody takes letters back");
        assert_eq!(ids(machine::back_untold(&mut tx, late, 9).await.unwrap()), [first]);
        assert!(machine::tell_once(&mut tx, first, later(4)).await.unwrap());
        assert!(!machine::tell_once(&mut tx, first, later(4)).await.unwrap());
        assert!(machine::back_untold(&mut tx, late, 9).await.unwrap().is_empty());
        assert_eq!(machine::want_back_again(&mut tx, place.id, later(5)).await.unwrap(), 1, "there is a new key");
        machine::set_back(&mut tx, first, Back::Cannot, later(5)).await.unwrap();
        assert_eq!(machine::leave_account(&mut tx, place.id).await.unwrap(), 2);
        assert_eq!(machine::want_back_again(&mut tx, place.id, later(6)).await.unwrap(), 0, "of another account");
        assert!(!deliveries::of(&mut tx, text.id).await.unwrap().iter().any(|one| one.channel == place.id && !one.by_hand));
        assert_eq!(machine::wanted_back(&mut tx, place.id, 9).await.unwrap().len(), 1);
        assert_eq!(deliveries::count_wanting(&mut tx, later(9), later(9)).await.unwrap(), 2);
    }

    async fn what_was_called_for_on_another_account_is_for_people_to_look_for(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let place = channel(1, Network::Mastodon);
        channels::insert(&mut tx, &place).await.unwrap();
        let text = Item { stage: Stage::Publishing, ..item(1) };
        items::insert(&mut tx, &text).await.unwrap();
        for n in [1, 2, 3] {
            deliveries::insert(&mut tx, &delivery(n, &text, &place, start()), &[1; 32], start()).await.unwrap();
        }
        for (n, state) in [(1, State::Armed), (2, State::Unknown), (3, State::Bringing)] {
            let one = Delivery { state, next_at: Some(later(1)), ..delivery(n, &text, &place, start()) };
            let lease = Uuid::from_u128(n);
            assert!(machine::take(&mut tx, one.id, lease, start(), later(5)).await.unwrap());
            assert!(machine::step(&mut tx, &one, lease, Some(later(5))).await.unwrap());
            assert!(machine::tell_once(&mut tx, one.id, later(1)).await.unwrap());
        }
        assert_eq!(machine::leave_account(&mut tx, place.id).await.unwrap(), 2, "what waits goes to the new one");
        let all = deliveries::of(&mut tx, text.id).await.unwrap();
        let known: Vec<_> = all.iter().map(|one| (one.state, one.by_hand, one.next_at.is_some())).collect();
        assert_eq!(known.iter().filter(|one| **one == (State::Unknown, true, false)).count(), 2, "{known:?}");
        assert_eq!(known.iter().filter(|one| **one == (State::Waiting, false, true)).count(), 1, "{known:?}");
        let late = deliveries::late(&mut tx, later(1), 9).await.unwrap();
        assert_eq!(late.iter().filter(|one| one.by_hand).count(), 2, "they stay in sight");
        let brings = Delivery { state: State::Armed, ..delivery(3, &text, &place, start()) };
        assert!(!machine::step(&mut tx, &brings, Uuid::from_u128(3), None).await.unwrap(), "it begins again on the new one");
        let armed = delivery(1, &text, &place, start());
        let confirmed = Delivery { state: State::Confirmed, ..armed };
        assert!(!machine::step(&mut tx, &confirmed, Uuid::from_u128(1), None).await.unwrap(), "its call is nobody's now");
        let untold = machine::untold(&mut tx, later(1), start(), 9).await.unwrap();
        assert_eq!(untold.iter().filter(|one| one.by_hand).count(), 2, "people are told");
        // Taken back, they stay in sight: the new account says nothing of them.
        deliveries::want_back(&mut tx, text.id, later(2)).await.unwrap();
        assert!(machine::wanted_back(&mut tx, place.id, 9).await.unwrap().is_empty());
        assert_eq!(deliveries::left_out(&mut tx, later(2), 9).await.unwrap().len(), 2);
        assert!(!deliveries::send_again(&mut tx, confirmed.id, later(2)).await.unwrap(), "nor go out anew");
    }

    async fn what_waits_is_given_to_people_but_not_what_was_called_for(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let place = channel(1, Network::Bluesky);
        channels::insert(&mut tx, &place).await.unwrap();
        let text = Item { stage: Stage::Publishing, ..item(1) };
        items::insert(&mut tx, &text).await.unwrap();
        for n in [1, 2] {
            deliveries::insert(&mut tx, &delivery(n, &text, &place, start()), &[1; 32], start()).await.unwrap();
        }
        let armed = delivery(2, &text, &place, start());
        let lease = Uuid::from_u128(2);
        assert!(machine::take(&mut tx, armed.id, lease, start(), later(5)).await.unwrap());
        assert!(machine::step(&mut tx, &Delivery { state: State::Armed, ..armed }, lease, Some(later(5))).await.unwrap());
        assert!(deliveries::is_under_way(&mut tx, place.id).await.unwrap());
        assert!(!deliveries::is_under_way(&mut tx, channel(9, Network::Radio).id).await.unwrap());
        assert_eq!(machine::all_to_hands(&mut tx, place.id).await.unwrap(), 1);
        assert_eq!(deliveries::for_hands(&mut tx, later(1), 9).await.unwrap().len(), 1);
        keys::put(&mut tx, place.id, b"k", None).await.unwrap();
        keys::checked(&mut tx, place.id, KeyState::Doubtful, None, later(1)).await.unwrap();
        assert_eq!(keys::of(&mut tx, place.id).await.unwrap().unwrap().state, KeyState::Doubtful);
    }

    async fn a_picture_ends_with_its_consent_and_goes_out_of_every_text(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let place = channel(1, Network::Bluesky);
        channels::insert(&mut tx, &place).await.unwrap();
        let one = Picture { consent: Consent::Given, consent_until: Some(later(5)), ..factory::picture(1, "Rose") };
        let two = Picture { consent: Consent::Nobody, ..factory::picture(2, "Un puits") };
        for (n, picture) in [(1, &one), (2, &two)] {
            pictures::insert(&mut tx, picture).await.unwrap();
            let text = Item { planned_at: Some(later(9)), ..item(n) };
            items::insert(&mut tx, &text).await.unwrap();
            texts::put_variant(&mut tx, text.id, &plain_variant(&place, Language::FRENCH)).await.unwrap();
            pictures::place(&mut tx, text.id, 0, picture.id).await.unwrap();
        }
        assert!(!pictures::is_needed(&mut tx, one.id).await.unwrap(), "drafts need nothing");
        assert!(items::set_stage(&mut tx, item(1).id, item(1).stage, Stage::InReview, start()).await.unwrap());
        assert!(pictures::is_needed(&mut tx, one.id).await.unwrap());
        let showing = calendar::showing_people(&mut tx, start(), later(60)).await.unwrap();
        assert_eq!(showing.into_iter().collect::<Vec<_>>(), [item(1).id]);
        assert!(calendar::showing_people(&mut tx, later(10), later(60)).await.unwrap().is_empty());
        assert!(pictures::ended(&mut tx, later(4), 9).await.unwrap().is_empty());
        assert_eq!(pictures::ended(&mut tx, later(5), 9).await.unwrap(), [one.id]);
        assert!(!pictures::withdraw(&mut tx, one.id, later(4)).await.unwrap(), "it was prolonged meanwhile");
        assert!(pictures::withdraw(&mut tx, one.id, later(5)).await.unwrap());
        assert!(pictures::ended(&mut tx, later(5), 9).await.unwrap().is_empty());
        pictures::remove(&mut tx, one.id).await.unwrap();
        assert!(pictures::of(&mut tx, item(1).id).await.unwrap().is_empty());
        assert!(pictures::by_id(&mut tx, one.id).await.unwrap().is_none());
        assert_eq!(conversations::count_aside(&mut tx).await.unwrap(), 0);
    }
}
