//! Communiqués that the program sends at their hour, with the paper or without.

use std::sync::Arc;

use griot_channels::{
    jobs::keep_hours,
    model::{
        delivery::{Delivery, State},
        item::ItemId,
    },
    store,
};
use griot_web::testing::{Client, text};

use crate::{
    house::{Home, home, to},
    pages::{add_channel, approve, page, write},
};

pub async fn journalist(who: &Client, name: &str, email: &str, language: &str, beat: &str) {
    let fields = [
        ("name", name),
        ("medium", "Le Quotidien inventé"),
        ("beat", beat),
        ("language", language),
        ("email", email),
        ("consent", "par téléphone"),
        ("consent_at", "2013-02-01"),
    ];
    let answer = who.post("/desk/press/journalists", &fields).await;
    assert_eq!(answer.status(), 303, "{}", text(answer).await);
}

/// A channel of the press on which the program sends.
async fn press(who: &Client) -> String {
    let id = add_channel(who, "press", "La presse").await;
    assert!(
        page(who, &format!("/desk/channels/{id}")).await.contains("name=\"by_hand\" value=\"1\" checked")
    );
    let fields = [("network", "press"), ("name", "La presse"), ("language", "fr")];
    let answer = who.post(&format!("/desk/channels/{id}"), &fields).await;
    assert_eq!(answer.status(), 303);
    id
}

async fn readers(who: &Client) {
    journalist(who, "Une", "une@exemple.bf", "fr", "eau").await;
    journalist(who, "Deux", "deux@exemple.bf", "fr", "eau").await;
    journalist(who, "Trois", "trois@exemple.bf", "fr", "école").await;
    journalist(who, "Quatre", "quatre@exemple.bf", "en", "eau").await;
}

/// A communiqué of the program that is approved, for everybody of the press.
async fn approved(home: &Home, more: &[(&str, &str)]) -> String {
    let fatou = home.fatou().await;
    let press = press(&fatou).await;
    let path = write(&fatou, "L’eau est un droit", "L’eau.", &[&press], more).await;
    choose(&fatou, &path, &[("language", ""), ("beat", "")]).await;
    fatou.post(&path, &[("act", "submit")]).await;
    approve(home, &path).await;
    path
}

async fn choose(who: &Client, path: &str, fields: &[(&str, &str)]) {
    let answer = who.post(&format!("{path}/recipients"), fields).await;
    assert_eq!(to(&answer), format!("{path}/recipients?done=saved"));
}

async fn delivery(home: &Home, path: &str) -> Delivery {
    let id: ItemId = path.trim_start_matches("/desk/items/").parse().unwrap();
    let mut db = home.house.section.db.read().await.unwrap();
    store::deliveries::of(&mut db, id)
        .await
        .unwrap()
        .into_iter()
        .find(|one| one.state != State::Stopped)
        .unwrap()
}

async fn sent(home: &Home) -> Vec<String> {
    home.work().await;
    home.work().await;
    let letters = home.house.post.take();
    let mut all: Vec<_> = letters
        .iter()
        .filter(|one| one.message_id.starts_with("press-"))
        .map(|one| one.to.as_str().to_owned())
        .collect();
    all.sort();
    all
}

async fn refused(who: &Client, path: &str, fields: &[(&str, &str)], words: &str) -> String {
    let answer = who.post(path, fields).await;
    assert_eq!(answer.status(), 422, "{path}");
    let page = text(answer).await;
    assert!(page.contains(words), "{words} in {page}");
    page
}

#[tokio::test]
async fn at_its_hour_it_goes_to_those_who_were_chosen_and_to_each_once() {
    let home = home().await;
    let fatou = home.fatou().await;
    let press = press(&fatou).await;
    let path = write(&fatou, "L’eau est un droit", "L’eau.", &[&press], &[]).await;
    let list = format!("{path}/recipients");
    refused(&fatou, &path, &[("act", "submit")], "personne n’est choisi").await;
    assert!(page(&fatou, &format!("{path}/communique")).await.contains("Personne n’est encore choisi"));
    assert_eq!(home.awa().await.get(&list).await.status(), 403, "names are not for everybody");
    assert_eq!(home.awa().await.post(&list, &[]).await.status(), 403);
    choose(&fatou, &path, &[("language", "fr"), ("beat", "eau")]).await;
    fatou.post(&path, &[("act", "submit")]).await;
    approve(&home, &path).await;
    refused(&fatou, &path, &[("act", "schedule"), ("hour", "2013-02-14T09:02")], "aucune des personnes")
        .await;
    readers(&fatou).await;
    let shown = page(&home.mariam().await, &list).await;
    assert!(shown.contains("Partira à 2 journalistes") && !shown.contains("Quatre"), "{shown}");
    let answer = fatou.post(&path, &[("act", "schedule"), ("hour", "2013-02-14T09:02")]).await;
    assert_eq!(to(&answer), format!("{path}?done=scheduled"));

    // Until the hour it may be changed: all who read French, but one of them not.
    choose(&fatou, &path, &[("language", "fr"), ("beat", "")]).await;
    let shown = page(&fatou, &list).await;
    assert!(shown.contains("Partira à 3 journalistes"), "{shown}");
    let ids: Vec<&str> =
        shown.split("name=\"shown\" value=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let all = [("language", "fr"), ("beat", ""), ("shown", ids[0]), ("shown", ids[1]), ("shown", ids[2])];
    let fields: Vec<_> = all.into_iter().chain([("to", ids[0]), ("to", ids[1])]).collect();
    choose(&fatou, &path, &fields).await;
    let shown = page(&fatou, &list).await;
    assert!(shown.contains("Partira à 2 journalistes") && shown.matches("checked").count() == 2, "{shown}");

    home.house.post.take();
    home.minutes(1).await;
    assert!(sent(&home).await.is_empty(), "not before its hour");
    home.minutes(1).await;
    let letters = sent(&home).await;
    assert_eq!(letters.len(), 2, "{letters:?}");
    assert!(!letters.contains(&"quatre@exemple.bf".to_owned()));
    let shown = page(&fatou, &path).await;
    assert!(
        shown.contains("Publié")
            && shown.contains("Lettres parties : 2 sur 2".replace(" :", "\u{a0}:").as_str()),
        "{shown}"
    );
    assert_eq!(home.visitor().get("/press/2013-01").await.status(), 200);
    refused(&fatou, &list, &[("language", "fr")], "le choix ne change plus").await;
    home.minutes(3).await;
    assert!(sent(&home).await.is_empty(), "once");

    // Whoever sends more by hand reaches those who have none yet.
    let hand = format!("/desk/hand/{}", delivery(&home, &path).await.id);
    fatou.post(&format!("{hand}/letters"), &[]).await;
    assert_eq!(sent(&home).await.len(), 2);
    fatou.post(&format!("{hand}/letters"), &[]).await;
    assert!(sent(&home).await.is_empty());
}

#[tokio::test]
async fn pressed_by_hand_before_the_program_comes_it_goes_once() {
    let home = home().await;
    let fatou = home.fatou().await;
    readers(&fatou).await;
    let path = approved(&home, &[]).await;
    fatou.post(&path, &[("act", "now")]).await;
    home.house.post.take();
    let hand = format!("/desk/hand/{}", delivery(&home, &path).await.id);
    fatou.post(&format!("{hand}/letters"), &[("language", "fr")]).await;
    home.minutes(2).await;
    assert_eq!(sent(&home).await.len(), 3, "those who were chosen by hand, once");
    assert_eq!(delivery(&home, &path).await.state, State::Confirmed);
}

#[tokio::test]
async fn while_everything_stands_still_nothing_goes_and_then_the_rest_does() {
    let home = home().await;
    let fatou = home.fatou().await;
    readers(&fatou).await;
    let path = approved(&home, &[]).await;
    fatou.post("/desk/channels/cut", &[("act", "stop")]).await;
    fatou.post(&path, &[("act", "now")]).await;
    home.house.post.take();
    home.minutes(2).await;
    assert!(sent(&home).await.is_empty());
    assert_eq!(delivery(&home, &path).await.state, State::Waiting);
    fatou.post("/desk/channels/cut", &[("act", "go-on")]).await;
    keep_hours(home.house.section.clone()).await.unwrap();
    home.work().await;
    assert_eq!(delivery(&home, &path).await.state, State::Confirmed, "its letters wait");
    // A cut, and a pause, between the letters and the post.
    let channel = format!("/desk/channels/{}/act", delivery(&home, &path).await.channel);
    fatou.post(&channel, &[("act", "pause")]).await;
    assert!(sent(&home).await.is_empty());
    fatou.post("/desk/channels/cut", &[("act", "stop")]).await;
    fatou.post(&channel, &[("act", "open")]).await;
    assert!(sent(&home).await.is_empty());
    fatou.post("/desk/channels/cut", &[("act", "go-on")]).await;
    assert_eq!(sent(&home).await.len(), 4);
}

#[tokio::test]
async fn what_is_too_late_or_taken_back_does_not_go() {
    let home = home().await;
    let fatou = home.fatou().await;
    readers(&fatou).await;
    let path = approved(&home, &[]).await;
    fatou.post("/desk/channels/cut", &[("act", "stop")]).await;
    fatou.post(&path, &[("act", "now")]).await;
    home.house.clock.advance(std::time::Duration::from_secs(2 * 86_400));
    fatou.post("/desk/channels/cut", &[("act", "go-on")]).await;
    home.house.post.take();
    home.minutes(1).await;
    assert!(sent(&home).await.is_empty());
    assert_eq!(delivery(&home, &path).await.state, State::GaveUp);
    assert!(page(&fatou, &path).await.contains("Trop tard"));
    let hand = format!("/desk/hand/{}", delivery(&home, &path).await.id);
    fatou.post(&format!("{hand}/letters"), &[("language", "fr")]).await;
    assert_eq!(sent(&home).await.len(), 3, "what a person sends late is theirs to send");

    let path =
        write(&fatou, "Encore", "L’eau.", &[&delivery(&home, &path).await.channel.to_string()], &[]).await;
    choose(&fatou, &path, &[("language", "en")]).await;
    fatou.post(&path, &[("act", "submit")]).await;
    approve(&home, &path).await;
    fatou.post(&path, &[("act", "now")]).await;
    home.house.clock.advance(std::time::Duration::from_secs(60));
    keep_hours(home.house.section.clone()).await.unwrap();
    home.work().await;
    fatou.post(&path, &[("act", "withdraw"), ("words", "Une erreur")]).await;
    assert!(sent(&home).await.is_empty(), "the letters waited, and were taken back with it");
}

#[tokio::test]
async fn under_an_embargo_the_letter_says_until_when_and_the_page_opens_then() {
    let home = home().await;
    let fatou = home.fatou().await;
    readers(&fatou).await;
    let path = approved(&home, &[("embargo_until", "2013-02-20T10:00")]).await;
    fatou.post(&path, &[("act", "now")]).await;
    home.house.post.take();
    home.minutes(1).await;
    home.work().await;
    let letters = home.house.post.take();
    assert_eq!(letters.len(), 4);
    for letter in letters {
        assert!(letter.text.lines().next().unwrap().contains("EMBARGO"), "{}", letter.text);
        assert!(letter.attachments.is_empty(), "light, until somebody chooses");
    }
    assert_eq!(home.visitor().get("/press/2013-01").await.status(), 404);
    home.house.clock.advance(std::time::Duration::from_secs(7 * 86_400));
    assert_eq!(home.visitor().get("/press/2013-01").await.status(), 200);
}

#[tokio::test]
async fn where_nobody_is_left_to_write_to_a_person_is_told() {
    let home = home().await;
    let fatou = home.fatou().await;
    journalist(&fatou, "Une", "une@exemple.bf", "fr", "eau").await;
    let path = approved(&home, &[]).await;
    fatou.post(&path, &[("act", "schedule"), ("hour", "2013-02-14T09:02")]).await;
    let shown = page(&fatou, "/desk/press/journalists").await;
    let one = shown.split("journalists/").find(|rest| rest.len() > 36 && rest.as_bytes()[8] == b'-').unwrap();
    let one = format!("/desk/press/journalists/{}", one.split('"').next().unwrap());
    assert_eq!(to(&fatou.post(&one, &[("act", "forget")]).await), "/desk/press/journalists?done=forgotten");
    home.minutes(2).await;
    assert_eq!(delivery(&home, &path).await.state, State::Rejected);
    let shown = page(&fatou, &path).await;
    assert!(shown.contains("Personne à qui écrire"), "{shown}");
    journalist(&fatou, "Deux", "deux@exemple.bf", "fr", "eau").await;
    home.house.post.take();
    let id = delivery(&home, &path).await.id;
    fatou.post(&format!("/desk/deliveries/{id}"), &[("say", "again")]).await;
    home.minutes(1).await;
    assert_eq!(sent(&home).await, ["deux@exemple.bf"]);
}

#[tokio::test]
async fn the_paper_is_drawn_once_and_goes_with_each_letter() {
    let home = home().await;
    let fatou = home.fatou().await;
    readers(&fatou).await;
    let path = approved(&home, &[]).await;
    fatou.post(&path, &[("act", "now")]).await;
    let channel = format!("/desk/channels/{}", delivery(&home, &path).await.channel);
    assert_eq!(home.awa().await.post(&format!("{channel}/press"), &[("attach", "1")]).await.status(), 403);
    let group = add_channel(&fatou, "whatsapp", "Groupe").await;
    let wrong = fatou.post(&format!("/desk/channels/{group}/press"), &[("attach", "1")]).await;
    assert_eq!(wrong.status(), 404, "no press");
    assert!(page(&fatou, &channel).await.contains("Le PDF du dernier communiqué pèse"));
    let answer = fatou.post(&format!("{channel}/press"), &[("attach", "1")]).await;
    assert_eq!(to(&answer), format!("{channel}?done=saved"));
    assert!(page(&fatou, &format!("{path}/recipients")).await.contains("Chaque lettre porte le PDF"));
    home.house.post.take();
    home.minutes(1).await;
    home.work().await;
    let letters = home.house.post.take();
    assert_eq!(letters.len(), 4);
    for letter in &letters {
        let file = &letter.attachments[0];
        assert_eq!((file.name.as_str(), file.kind), ("communique-2013-01.pdf", "application/pdf"));
        assert!(file.bytes.starts_with(b"%PDF-"));
        assert!(Arc::ptr_eq(&file.bytes, &letters[0].attachments[0].bytes), "one file for all who read it");
        assert!(letter.text.contains("/press/2013-01/"), "the link stays");
    }
}
