//! The daily letter, and how it ends.

use griot_delivery::Letter;
use griot_voices::{
    jobs,
    model::{Comment, Pace, Recipient, Target, TargetKind},
    store::{alerts, comments, posts, subscriptions},
};
use griot_web::testing::text;

use crate::{
    factory::{self, binta as binta_id, comment, day, published, wish},
    house::*,
};

/// Binta follows so many posts of Awa's, each with one comment to tell of.
async fn followed(home: &Home, n: u128) -> Vec<Comment> {
    let mut said = Vec::new();
    let mut tx = home.house.section.db.begin().await.unwrap();
    for n in 1..=n {
        let post = published(100 + n, &home.blog, &format!("billet-{n}"), day(1));
        posts::insert(&mut tx, &post).await.unwrap();
        let target = Target { kind: TargetKind::Post, id: post.id.as_uuid() };
        let hers = wish(n, target, binta_id(), Pace::Daily);
        subscriptions::follow(&mut tx, &hers, day(0)).await.unwrap();
        let one = comment(n, &post, factory::awa(), &format!("Mot {n}"));
        comments::insert(&mut tx, &one).await.unwrap();
        alerts::note(&mut tx, &hers, one.id, one.at).await.unwrap();
        said.push(one);
    }
    tx.commit().await.unwrap();
    said
}

async fn digest(home: &Home) -> Vec<Letter> {
    jobs::digests(home.house.section.clone()).await.unwrap();
    home.work().await;
    home.house.post.take()
}

async fn standing(home: &Home) -> usize {
    let mut db = home.house.section.db.read().await.unwrap();
    subscriptions::all_of_person(&mut db, binta_id()).await.unwrap().len()
}

#[tokio::test]
async fn one_click_ends_the_whole_daily_letter_and_names_what_it_ended() {
    let home = home().await;
    followed(&home, 5).await;
    let mut tx = home.house.section.db.begin().await.unwrap();
    let blog = Target { kind: TargetKind::Blog, id: home.blog.id.as_uuid() };
    let at_once = wish(50, blog, binta_id(), Pace::Immediate);
    subscriptions::follow(&mut tx, &at_once, day(0)).await.unwrap();
    tx.commit().await.unwrap();
    let letters = digest(&home).await;
    assert_eq!((letters.len(), letters[0].subject.as_str()), (1, "5 commentaires depuis hier"));
    assert!(letters[0].text.contains("Arrêter la lettre du jour, ou choisir ce qui continue"));

    let stop = letters[0].unsubscribe.as_ref().unwrap().path().to_owned();
    let asked = text(home.client.get(&stop).await).await;
    assert!(asked.contains("Tout arrêter") && asked.contains("Billet billet-3"), "{}", main_of(&asked));
    assert_eq!(standing(&home).await, 6, "following a link ends nothing");

    let done = text(home.client.post(&stop, &[("List-Unsubscribe", "One-Click")]).await).await;
    assert_eq!(standing(&home).await, 1, "what comes at once is another wish");
    for n in 1..=5 {
        assert!(done.contains(&format!("Billet billet-{n}")), "{n} in {}", main_of(&done));
    }
    assert!(done.contains("la lettre du jour ne part plus") && !done.contains("Tout arrêter"));

    // What they want to keep is taken up again, without signing in.
    let (before, _) = done.split_once("Billet billet-2").unwrap();
    let id = before.rsplit_once("name=\"id\" value=\"").unwrap().1.split_once('"').unwrap().0.to_owned();
    let kept = text(home.client.post(&stop, &[("id", &id), ("pace", "daily")]).await).await;
    assert!(kept.contains("Tout arrêter") && standing(&home).await == 2, "{}", main_of(&kept));
    assert_eq!(home.client.get("/unsubscribe/daily/nonsense").await.status(), 410);
    assert_eq!(home.client.post("/unsubscribe/daily/nonsense", &[]).await.status(), 410);
    let foreign = [("id", at_once.id.to_string()), ("pace", "daily".to_owned())];
    let foreign: Vec<(&str, &str)> = foreign.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let moussas = griot_voices::acts::follow::daily_mark(&home.house.section.keys, moussa().id.as_uuid());
    let answer = home.client.post(&format!("/unsubscribe/daily/{moussas}"), &foreign).await;
    assert_eq!(answer.status(), 404, "nobody changes the wishes of another");
}

#[tokio::test]
async fn what_does_not_fit_into_the_daily_letter_is_counted_and_not_left_for_ever() {
    let home = home().await;
    let said = followed(&home, 57).await;
    let mut tx = home.house.section.db.begin().await.unwrap();
    comments::delete(&mut tx, said[56].id).await.unwrap();
    tx.commit().await.unwrap();
    let letters = digest(&home).await;
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].subject, "56 commentaires depuis hier");
    assert!(letters[0].text.contains("Mot 50") && !letters[0].text.contains("Mot 51"));
    assert!(letters[0].text.contains("Et 6 autres commentaires."), "{}", letters[0].text);
    let (_, rest) = letters[0].text.split_once("Et 6 autres commentaires.").unwrap();
    assert!(rest.contains("/unsubscribe/daily/"), "a way to them: {rest}");
    assert_eq!(digest(&home).await, [], "they are told, and the next letter is of the next day");
}

#[tokio::test]
async fn answers_to_me_can_be_ended_and_taken_up_again() {
    let home = home().await;
    let binta = home.binta().await;
    let page = text(binta.get("/me/alerts").await).await;
    assert!(page.contains("Réponses à mes commentaires") && page.contains("<option value=\"\" selected>Non"));
    let pace = async || {
        let mut db = home.house.section.db.read().await.unwrap();
        let who = Recipient::Person(binta_id());
        let wish = subscriptions::of_recipient(&mut db, who, subscriptions::replies_to(who)).await.unwrap();
        wish.map(|wish| (wish.active, wish.pace))
    };
    // A "no" before the first comment holds after it.
    assert_eq!(to(&binta.post("/me/alerts", &[("pace", "")]).await), "/me/alerts?done=saved");
    binta.post("/blogs/awa/premier/comments", &[("body", "Un mot.")]).await;
    assert!(!pace().await.unwrap().0);
    for (word, kept) in [("daily", Pace::Daily), ("immediate", Pace::Immediate)] {
        binta.post("/me/alerts", &[("pace", word)]).await;
        assert_eq!(pace().await, Some((true, kept)));
        let page = text(binta.get("/me/alerts").await).await;
        assert!(page.contains(&format!("<option value=\"{word}\" selected>")));
        assert_eq!(page.matches("Réponses à mes commentaires").count(), 1);
    }
}

#[tokio::test]
async fn what_was_ended_lately_stands_in_the_list_with_a_way_back() {
    let home = home().await;
    let binta = home.binta().await;
    binta.post("/blogs/awa/premier/follow", &[("kind", "post"), ("pace", "daily")]).await;
    binta.post("/blogs/awa/premier/follow", &[("kind", "post"), ("pace", "")]).await;
    let page = text(binta.get("/me/alerts").await).await;
    let (_, ended) = page.split_once("Ce que vous avez arrêté").unwrap();
    assert!(ended.contains("Billet premier") && ended.contains("Reprendre"));
    let (id, pace) = (field(ended, "id"), field(ended, "pace"));
    assert_eq!(pace, "daily");
    assert_eq!(home.awa().await.post("/me/alerts", &[("id", &id), ("pace", &pace)]).await.status(), 404);
    binta.post("/me/alerts", &[("id", &id), ("pace", &pace)]).await;
    assert_eq!(standing(&home).await, 1);
    assert!(!text(binta.get("/me/alerts").await).await.contains("Ce que vous avez arrêté"));
    binta.post("/me/alerts", &[("id", &id), ("pace", "")]).await;
    home.house.clock.advance(std::time::Duration::from_secs(91 * 86_400));
    assert!(
        !text(binta.get("/me/alerts").await).await.contains("Billet premier"),
        "after three months it is gone"
    );
}

#[tokio::test]
async fn who_follows_much_reads_all_of_it_and_takes_it_all_along() {
    let home = home().await;
    followed(&home, 210).await;
    let binta = home.binta().await;
    let mut seen = 0;
    for page in 1..=5 {
        let page = text(binta.get(&format!("/me/alerts?page={page}")).await).await;
        seen += page.matches("/blogs/awa/billet-").count();
    }
    assert_eq!(seen, 210);
    assert_eq!(standing(&home).await, 210, "a copy of one’s data holds them all");
}
