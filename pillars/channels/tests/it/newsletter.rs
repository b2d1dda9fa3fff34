//! A newsletter as those meet it who ask for it, get it and leave it.

use griot_channels::{
    model::{audience::Standing, delivery::State, item::Stage, network::Network},
    store::{deliveries, items, subscribers},
};
use griot_delivery::Letter;
use griot_web::testing::{Client, text};

use crate::{
    factory,
    house::{Home, field, home, to},
    pages::page,
};

/// A house with a list and a text that is due.
async fn due(
    many: u128,
) -> (Home, griot_channels::model::audience::Audience, griot_channels::model::delivery::Delivery) {
    let home = home().await;
    let mut tx = home.house.section.db.begin().await.unwrap();
    let (list, _, delivery) = factory::mailing(&mut tx, many).await;
    tx.commit().await.unwrap();
    (home, list, delivery)
}

/// The first path that a letter names below this one.
fn path(letter: &Letter, below: &str) -> String {
    let (_, after) = letter.text.split_once(&format!("https://section.example{below}")).unwrap();
    format!("{below}{}", after.split_whitespace().next().unwrap())
}

async fn ask(who: &Client, address: &str, list: &str) -> axum::response::Response {
    let form = page(who, "/newsletter").await;
    let time = field(&form, "time");
    who.post("/newsletter", &[("address", address), ("language", "fr"), ("list", list), ("time", &time)])
        .await
}

#[tokio::test]
async fn somebody_asks_confirms_gets_the_letter_and_leaves_with_one_click() {
    let (home, list, delivery) = due(0).await;
    let visitor = home.visitor();
    let shown = page(&visitor, "/newsletter").await;
    assert!(shown.contains("Nouvelles 1") && shown.contains("Une lettre par mois."), "{shown}");

    let answer = ask(&visitor, "Awa@example.org", &list.id.to_string()).await;
    assert_eq!(to(&answer), "/newsletter?sent=letter#sent", "{}", text(answer).await);
    home.work().await;
    let letter = home.house.post.take().remove(0);
    assert!(letter.asked && letter.text.contains("Nouvelles 1"), "{}", letter.text);

    // A program that looks at links confirms nothing.
    let confirm = path(&letter, "/newsletter/confirm/");
    assert!(page(&visitor, &confirm).await.contains("Oui, je veux ces lettres"));
    home.minutes(2).await;
    let told = home.house.post.take();
    assert!(
        told.iter().all(|one| one.subject.contains("n’est pas sorti")),
        "nobody is on the list yet: {told:?}"
    );

    let answer = visitor.post(&confirm, &[]).await;
    let own = to(&answer);
    assert!(own.starts_with("/newsletter/leave/") && own.ends_with("?done=confirmed"), "{own}");
    assert!(page(&visitor, &own).await.contains("C’est confirmé"));

    // The text that nobody got ended; a person sends it again.
    let mut tx = home.house.section.db.begin().await.unwrap();
    let ended = deliveries::by_id(&mut tx, delivery.id).await.unwrap().unwrap();
    assert_eq!(
        (ended.state, ended.trouble_key.as_deref()),
        (State::Rejected, Some("channels-trouble-nobody"))
    );
    let now = home.house.section.clock.now();
    assert!(deliveries::send_again(&mut tx, delivery.id, now).await.unwrap());
    tx.commit().await.unwrap();
    home.minutes(2).await;
    let letters = home.house.post.take();
    let [letter] = &letters[..] else { panic!("{} letters", letters.len()) };
    assert_eq!((letter.subject.as_str(), letter.language.as_str()), ("L’eau", "fr"));
    assert_eq!(letter.list_id.as_deref(), Some("nouvelles-1"));
    let html = letter.html.as_deref().unwrap();
    assert!(html.contains("<em>droit</em>") && html.contains("BP 12, Ouagadougou"), "{html}");
    assert!(!html.contains("<img") && !html.contains("fonts.google"), "{html}");
    assert!(letter.text.contains("L’eau est un *droit*.") && letter.text.contains("Section d’essai"));

    let leave = letter.unsubscribe.clone().unwrap();
    assert!(letter.text.contains(leave.as_str()) && html.contains(leave.as_str()));
    let mut tx = home.house.section.db.begin().await.unwrap();
    let out = deliveries::by_id(&mut tx, delivery.id).await.unwrap().unwrap();
    assert_eq!(out.state, State::Confirmed);
    let stage = items::by_id(&mut tx, delivery.item).await.unwrap().unwrap().stage;
    drop(tx);
    assert_eq!(stage, Stage::Published);

    // It is read on the site, too.
    let site = path(letter, "/newsletter/2013");
    assert!(page(&visitor, &site).await.contains("<em>droit</em>"));
    assert!(page(&visitor, "/newsletter").await.contains(&site));

    // As a mail program does it.
    assert!(page(&visitor, leave.path()).await.contains("Ne plus recevoir «\u{a0}Nouvelles 1\u{a0}»"));
    let answer = visitor.post(leave.path(), &[("List-Unsubscribe", "One-Click")]).await;
    assert_eq!(answer.status(), 200);
    assert!(text(answer).await.contains("votre adresse est oubliée"));
    let answer = visitor.post(leave.path(), &[("List-Unsubscribe", "One-Click")]).await;
    assert_eq!(answer.status(), 200, "twice is once");
    let mut db = home.house.section.db.read().await.unwrap();
    let left = subscribers::by_id(&mut db, 1).await.unwrap().unwrap();
    assert_eq!((left.standing, left.address), (Standing::Left, None));
}

#[tokio::test]
async fn nobody_learns_who_is_on_a_list() {
    let (home, list, _) = due(0).await;
    let visitor = home.visitor();
    let id = list.id.to_string();
    let first = ask(&visitor, "awa@example.org", &id).await;
    home.work().await;
    let confirm = path(&home.house.post.take().remove(0), "/newsletter/confirm/");
    visitor.post(&confirm, &[]).await;
    let again = ask(&visitor, "AWA@example.org", &id).await;
    assert_eq!((first.status(), to(&first)), (again.status(), to(&again)));
    home.work().await;
    let letter = home.house.post.take().remove(0);
    assert!(letter.subject.contains("déjà"), "{}", letter.subject);
    let own = path(&letter, "/newsletter/leave/");
    assert!(page(&visitor, &own).await.contains("Vous recevez «\u{a0}Nouvelles 1\u{a0}»"));
}

#[tokio::test]
async fn a_form_that_cannot_be_taken_says_why_and_comes_back_filled_in() {
    let (home, list, _) = due(0).await;
    let visitor = home.visitor();
    let id = list.id.to_string();
    let answer = ask(&visitor, "awa", &id).await;
    assert_eq!(answer.status(), 422);
    let shown = text(answer).await;
    assert!(shown.contains("nom@exemple.org") && shown.contains("value=\"awa\""), "{shown}");
    assert!(text(ask(&visitor, "awa@example.org", "").await).await.contains("Cochez au moins une liste"));
    let old = [("address", "awa@example.org"), ("list", id.as_str()), ("time", "1.x")];
    assert!(text(visitor.post("/newsletter", &old).await).await.contains("trop longtemps"));
    for _ in 0..3 {
        assert_eq!(ask(&visitor, "awa@example.org", &id).await.status(), 303);
    }
    assert!(text(ask(&visitor, "awa@example.org", &id).await).await.contains("Trois lettres"));
    assert_eq!(visitor.get("/newsletter/confirm/nichts").await.status(), 410);
    assert_eq!(visitor.post("/newsletter/leave/nichts", &[]).await.status(), 410);
}

#[tokio::test]
async fn a_reader_changes_lists_and_language() {
    let (home, list, _) = due(0).await;
    let other = factory::audience(2);
    let mut tx = home.house.section.db.begin().await.unwrap();
    griot_channels::store::audiences::insert(&mut tx, &other).await.unwrap();
    tx.commit().await.unwrap();
    let visitor = home.visitor();
    ask(&visitor, "awa@example.org", &list.id.to_string()).await;
    home.work().await;
    let own = to(&visitor.post(&path(&home.house.post.take().remove(0), "/newsletter/confirm/"), &[]).await);
    let own = own.split('?').next().unwrap();
    let chosen = [("act", "save"), ("language", "en"), ("list", &other.id.to_string())];
    let answer = visitor.post(own, &chosen).await;
    assert!(text(answer).await.contains("C’est enregistré"));
    let mut db = home.house.section.db.read().await.unwrap();
    let mark = subscribers::by_id(&mut db, 1).await.unwrap().unwrap().mark;
    let known = subscribers::of_mark(&mut db, &mark).await.unwrap();
    drop(db);
    let stand: Vec<_> = known.iter().map(|one| (one.audience, one.standing)).collect();
    assert_eq!(stand, [(list.id, Standing::Left), (other.id, Standing::Confirmed)]);
    assert_eq!(known[1].language.as_str(), "en");
    let answer = visitor.post(own, &[("act", "all")]).await;
    assert!(text(answer).await.contains("Vous n’êtes sur aucune liste"));
}

#[tokio::test]
async fn a_channel_of_letters_needs_no_key() {
    let home = home().await;
    let fatou = home.fatou().await;
    let id = crate::pages::add_channel(&fatou, "newsletter", "La lettre").await;
    let mut db = home.house.section.db.read().await.unwrap();
    let channel =
        griot_channels::store::channels::by_id(&mut db, id.parse().unwrap()).await.unwrap().unwrap();
    assert_eq!((channel.network, channel.by_hand), (Network::Newsletter, false));
}
