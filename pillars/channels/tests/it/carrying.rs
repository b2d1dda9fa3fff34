//! Texts on their way to a network that answers, does not answer, or answers too late.

use griot_channels::{jobs::look_after_keys, store};
use griot_web::testing::{Client, text};

use crate::{
    doubles::{self, Fault, Stage},
    factory::start,
    house::{Home, home, to},
    pages::{add_account, approve, page, write},
};

/// A section whose channel is an account on this server.
async fn connected(double: &doubles::mastodon::Mastodon) -> (Home, Client, String) {
    let home = home().await;
    let fatou = home.fatou().await;
    let channel = add_account(&fatou, "mastodon", (&double.address, "section")).await;
    let wrong = fatou.post(&format!("/desk/channels/{channel}/key"), &[("key", "fausse")]).await;
    assert_eq!(wrong.status(), 422);
    assert!(!text(wrong).await.contains("fausse"), "a key is never shown again");
    let key = [("key", doubles::mastodon::KEY)];
    let answer = fatou.post(&format!("/desk/channels/{channel}/key"), &key).await;
    assert_eq!(to(&answer), format!("/desk/channels/{channel}?done=connected"));
    (home, fatou, channel)
}

async fn scheduled(home: &Home, fatou: &Client, channel: &str, body: &str) -> String {
    let path = write(fatou, "Un texte", body, &[channel], &[]).await;
    fatou.post(&path, &[("act", "submit")]).await;
    approve(home, &path).await;
    assert_eq!(to(&fatou.post(&path, &[("act", "now")]).await), format!("{path}?done=scheduled"));
    path
}

#[tokio::test]
async fn a_text_goes_out_by_itself_once_and_is_taken_back() {
    let double = doubles::mastodon::Mastodon::start(Stage::at(start())).await;
    let (home, fatou, channel) = connected(&double).await;
    let shown = page(&fatou, &format!("/desk/channels/{channel}")).await;
    assert!(shown.contains("connecté") && shown.contains("500 signes au plus"), "{shown}");
    let path = scheduled(&home, &fatou, &channel, "L’eau est un droit.").await;
    home.minutes(3).await;
    assert_eq!(double.texts(), ["L’eau est un droit."]);
    assert!(page(&fatou, &path).await.contains("m.example/@section/"));
    fatou.post(&path, &[("act", "withdraw"), ("words", "Une erreur.")]).await;
    home.minutes(1).await;
    assert!(double.texts().is_empty(), "it is deleted there");
    assert!(page(&fatou, &path).await.contains("retiré</span>"));
}

#[tokio::test]
async fn a_lost_answer_is_looked_for_and_never_sent_again_blindly() {
    let double = doubles::mastodon::Mastodon::start(Stage::at(start())).await;
    let (home, fatou, channel) = connected(&double).await;
    double.stage.fault("POST /api/v1/statuses", Fault::CutAfter);
    let path = scheduled(&home, &fatou, &channel, "Une seule fois.").await;
    home.minutes(1).await;
    let shown = page(&fatou, &path).await;
    assert!(shown.contains("envoyé, non confirmé"), "{shown}");
    home.minutes(4).await;
    assert_eq!(double.texts(), ["Une seule fois."]);
    assert_eq!(double.stage.count("POST /api/v1/statuses"), 1);
    assert!(page(&fatou, &path).await.contains("Publié"));
}

#[tokio::test]
async fn a_revoked_key_is_told_and_the_text_goes_out_by_hand() {
    let double = doubles::mastodon::Mastodon::start(Stage::at(start())).await;
    let (home, fatou, channel) = connected(&double).await;
    double.world.lock().unwrap().revoked = true;
    let path = scheduled(&home, &fatou, &channel, "À la main.").await;
    scheduled(&home, &fatou, &channel, "Et encore un autre texte.").await;
    home.minutes(7).await;
    let late: Vec<_> =
        home.house.post.letters().into_iter().filter(|one| one.subject.contains("En retard")).collect();
    assert!(late.iter().all(|letter| letter.text.contains("Un autre texte du même canal")), "{}", late.len());
    let today = page(&fatou, "/desk/today").await;
    assert!(today.contains("Clés à renouveler") && today.contains("En retard"), "{today}");
    assert!(home.house.post.letters().iter().any(|letter| letter.subject.contains("En retard")));
    let shown = page(&fatou, &path).await;
    let delivery = shown.split("/desk/deliveries/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let answer = fatou.post(&format!("/desk/deliveries/{delivery}"), &[("say", "hand")]).await;
    assert_eq!(to(&answer), format!("/desk/hand/{delivery}"));
    fatou.post(&to(&answer), &[("act", "out")]).await;
    assert!(page(&fatou, &path).await.contains("dit par Fatou"));
    assert!(double.texts().is_empty());
}

#[tokio::test]
async fn nothing_leaves_while_everything_stands_still_and_what_is_late_never_does() {
    let double = doubles::mastodon::Mastodon::start(Stage::at(start())).await;
    let (home, fatou, channel) = connected(&double).await;
    let path =
        write(&fatou, "Un texte", "Trop tard ?", &[&channel], &[("not_after", "2013-02-14T09:10")]).await;
    fatou.post(&path, &[("act", "submit")]).await;
    approve(&home, &path).await;
    fatou.post(&path, &[("act", "now")]).await;
    fatou.post("/desk/channels/cut", &[("act", "stop")]).await;
    home.minutes(12).await;
    assert!(double.texts().is_empty());
    fatou.post("/desk/channels/cut", &[("act", "go-on")]).await;
    home.minutes(2).await;
    assert!(double.texts().is_empty(), "a call to a march does not go out the day after");
    let shown = page(&fatou, &path).await;
    assert!(shown.contains("Trop tard") && shown.contains("trop tard, pas parti"), "{shown}");
}

#[tokio::test]
async fn a_sealed_key_opens_for_its_own_channel_alone() {
    let double = doubles::mastodon::Mastodon::start(Stage::at(start())).await;
    let (home, fatou, channel) = connected(&double).await;
    let id = channel.parse().unwrap();
    let section = &home.house.section;
    let kept = store::keys::of(&mut section.db.read().await.unwrap(), id).await.unwrap().unwrap();
    let open = |id| griot_channels::engine::open_key(&section.keys, id, &kept.sealed);
    assert_eq!(open(id).unwrap().typed.as_str(), doubles::mastodon::KEY);
    assert!(open(uuid::Uuid::from_u128(1).into()).is_err());
    assert!(!String::from_utf8_lossy(&kept.sealed).contains(doubles::mastodon::KEY));
    fatou.post(&format!("/desk/channels/{channel}/act"), &[("act", "forget")]).await;
    assert!(store::keys::of(&mut section.db.read().await.unwrap(), id).await.unwrap().is_none());
}

#[tokio::test]
async fn what_was_taken_back_is_not_sent_when_it_proves_absent() {
    let double = doubles::mastodon::Mastodon::start(Stage::at(start())).await;
    let (home, fatou, channel) = connected(&double).await;
    double.stage.fault("POST /api/v1/statuses", Fault::CutBefore);
    let path = scheduled(&home, &fatou, &channel, "Une erreur.").await;
    home.minutes(1).await;
    assert!(page(&fatou, &path).await.contains("envoyé, non confirmé"));
    fatou.post(&path, &[("act", "withdraw"), ("words", "Une erreur.")]).await;
    home.minutes(20).await;
    assert!(double.texts().is_empty());
    assert_eq!(double.stage.count("POST /api/v1/statuses"), 1, "it was called once, in vain");
    let shown = page(&fatou, &path).await;
    assert!(shown.contains("arrêté") && shown.contains("retiré</span>"), "{shown}");
}

#[tokio::test]
async fn a_key_that_stops_opening_is_told_before_anything_is_late() {
    let double = doubles::mastodon::Mastodon::start(Stage::at(start())).await;
    let (home, _, _) = connected(&double).await;
    look_after_keys(home.house.section.clone()).await.unwrap();
    home.work().await;
    assert!(home.house.post.take().is_empty());
    double.world.lock().unwrap().revoked = true;
    for _ in 0..2 {
        look_after_keys(home.house.section.clone()).await.unwrap();
        home.work().await;
    }
    let letters = home.house.post.take();
    assert_eq!(letters.len(), 1, "told once");
    assert!(letters[0].paragraphs().join(" ").contains("n’ouvre plus"));
}
