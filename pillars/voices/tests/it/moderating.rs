//! Those who judge comments: how they hear of them, and what they are told after.

use griot_voices::{
    SCHEMA,
    model::{CommentState, Writer},
    store::{blogs, comments, erase, moderation, notices},
};
use griot_web::testing::text;

use crate::{
    factory::{self, awa as awa_id, binta as binta_id, comment, day, open_house},
    house::*,
};

const POST: &str = "/blogs/awa/premier/comments";

griot_testkit::contract! { &[SCHEMA];
    async fn each_judge_is_told_once_of_what_waits(db: Db) {
        let (_, post) = open_house(&db).await;
        let mut waits = comment(1, &post, binta_id(), "À lire");
        waits.state = CommentState::Waiting;
        let own = comment(2, &post, awa_id(), "Signalé");
        let mut tx = db.begin().await.unwrap();
        for one in [&waits, &own] {
            comments::insert(&mut tx, one).await.unwrap();
        }
        moderation::report(&mut tx, factory::id(1), own.id, Some(binta_id()), "injure", day(3)).await.unwrap();
        assert!(blogs::edits_any(&mut tx, awa_id()).await.unwrap());
        assert!(!blogs::edits_any(&mut tx, binta_id()).await.unwrap());
        assert_eq!(notices::editors_to_tell(&mut tx, day(4), 10).await.unwrap(), [awa_id()]);
        let asked = [awa_id(), factory::id(7).into()];
        let mut holders = notices::holders_to_tell(&mut tx, &asked, day(4)).await.unwrap();
        holders.sort_unstable();
        assert_eq!(holders, [factory::id(7).into(), awa_id()]);
        assert!(notices::holders_to_tell(&mut tx, &[], day(4)).await.unwrap().is_empty());
        let due = notices::due(&mut tx, awa_id(), false, 10).await.unwrap();
        assert_eq!((due.len(), due[0].comment.id, due[0].title.as_str()), (1, waits.id, "Billet premier"));
        assert!(notices::due(&mut tx, binta_id(), false, 10).await.unwrap().is_empty());
        assert_eq!(notices::due(&mut tx, factory::id(7).into(), true, 10).await.unwrap().len(), 2);

        assert_eq!(notices::reader(&mut tx, awa_id()).await.unwrap(), notices::Reader::default());
        for _ in 0..2 {
            notices::told(&mut tx, awa_id(), &[waits.id], day(4)).await.unwrap();
        }
        assert!(notices::due(&mut tx, awa_id(), false, 10).await.unwrap().is_empty());
        let reader = notices::reader(&mut tx, awa_id()).await.unwrap();
        assert!(!reader.may_be_told(day(4)) && reader.may_be_told(day(5)));
        assert!(notices::editors_to_tell(&mut tx, day(5), 10).await.unwrap().is_empty(), "told of it already");
        assert!(notices::holders_to_tell(&mut tx, &[awa_id()], day(5)).await.unwrap().is_empty());
        let mut next = comment(5, &post, binta_id(), "Encore");
        next.state = CommentState::Waiting;
        comments::insert(&mut tx, &next).await.unwrap();
        assert_eq!(notices::editors_to_tell(&mut tx, day(5), 10).await.unwrap(), [awa_id()]);
        assert_eq!(notices::holders_to_tell(&mut tx, &[awa_id()], day(5)).await.unwrap(), [awa_id()]);
        comments::delete(&mut tx, next.id).await.unwrap();
        notices::settle(&mut tx, waits.id).await.unwrap();
        assert!(notices::editors_to_tell(&mut tx, day(4), 10).await.unwrap().is_empty(), "within the hour");
        assert!(notices::holders_to_tell(&mut tx, &[awa_id()], day(4)).await.unwrap().is_empty());
        assert_eq!(notices::editors_to_tell(&mut tx, day(5), 10).await.unwrap(), [awa_id()]);
        assert_eq!(notices::due(&mut tx, awa_id(), false, 10).await.unwrap().len(), 1);
        notices::mute(&mut tx, awa_id(), true).await.unwrap();
        assert!(!notices::reader(&mut tx, awa_id()).await.unwrap().may_be_told(day(9)));
        assert!(notices::editors_to_tell(&mut tx, day(9), 10).await.unwrap().is_empty());
        assert!(notices::holders_to_tell(&mut tx, &[awa_id()], day(9)).await.unwrap().is_empty());

        moderation::note_judge(&mut tx, waits.id, awa_id(), day(4)).await.unwrap();
        erase::person(&mut tx, awa_id()).await.unwrap();
        assert_eq!(notices::reader(&mut tx, awa_id()).await.unwrap(), notices::Reader::default());
    }
}

/// A guest leaves a comment and confirms it; the answer says where it went.
async fn guest_says(home: &Home, body: &str) -> String {
    let page = text(home.client.get("/blogs/awa/premier").await).await;
    let time = field(&page, "time");
    let fields = [("body", body), ("name", "Lectrice"), ("address", "lectrice@exemple.bf"), ("time", &time)];
    home.client.post(POST, &fields).await;
    home.work().await;
    let letters = home.house.post.take();
    let (_, rest) = letters.last().unwrap().text.split_once("/comments/confirm/").unwrap();
    let mark: String = rest.chars().take_while(|c| !c.is_whitespace() && *c != '>' && *c != '?').collect();
    to(&home.client.post(&format!("/comments/confirm/{mark}"), &[]).await)
}

async fn round(home: &Home) -> Vec<griot_delivery::Letter> {
    griot_voices::jobs::tell_moderators(home.house.section.clone()).await.unwrap();
    // Two rounds before the first letter left ask for one letter only.
    griot_voices::jobs::tell_moderators(home.house.section.clone()).await.unwrap();
    home.work().await;
    home.house.post.take()
}

#[tokio::test]
async fn a_waiting_comment_reaches_whoever_may_judge_it_once_an_hour_at_most() {
    let home = home().await;
    assert!(round(&home).await.is_empty());
    assert_eq!(guest_says(&home, "De loin.").await, "/blogs/awa/premier?sent=waiting#comments");
    let letters = round(&home).await;
    let mut to_whom: Vec<&str> = letters.iter().map(|letter| letter.to.as_str()).collect();
    to_whom.sort_unstable();
    assert_eq!(to_whom, ["awa@exemple.bf", "moussa@exemple.bf"]);
    for letter in &letters {
        assert_eq!(letter.subject, "Un commentaire à lire");
        assert!(letter.text.contains("De loin.") && letter.text.contains("Lectrice"), "{}", letter.text);
        assert_eq!(letter.list_id.as_deref(), Some("moderation"));
    }
    assert!(round(&home).await.is_empty(), "never two mails for one event");

    home.binta().await.post(POST, &[("body", "Et moi.")]).await;
    assert!(round(&home).await.is_empty(), "within the hour");
    home.house.clock.advance(notices::PAUSE);
    assert_eq!(round(&home).await.len(), 2);

    // One click ends them, for whoever clicked.
    let awas = letters.iter().find(|letter| letter.to.as_str() == "awa@exemple.bf").unwrap();
    let stop = awas.unsubscribe.as_ref().unwrap().path().to_owned();
    assert!(text(home.client.get(&stop).await).await.contains("Arrêter"));
    assert_eq!(home.client.post(&stop, &[("List-Unsubscribe", "One-Click")]).await.status(), 200);
    assert_eq!(home.client.get("/unsubscribe/moderation/nonsense").await.status(), 410);
    home.house.clock.advance(notices::PAUSE);
    home.binta().await.post(POST, &[("body", "Encore moi.")]).await;
    let letters = round(&home).await;
    assert_eq!((letters.len(), letters[0].to.as_str()), (1, "moussa@exemple.bf"));

    // And the page of alerts takes them up again.
    let awa = home.awa().await;
    assert!(text(awa.get("/me/alerts").await).await.contains("Une fois par heure au plus"));
    assert!(!text(home.binta().await.get("/me/alerts").await).await.contains("Une fois par heure"));
    awa.post("/me/alerts/moderation", &[("letters", "hourly")]).await;
    let letters = round(&home).await;
    assert_eq!((letters.len(), letters[0].to.as_str()), (1, "awa@exemple.bf"));
}

#[tokio::test]
async fn the_ways_in_say_how_many_comments_wait() {
    let home = home().await;
    guest_says(&home, "Un.").await;
    home.binta().await.post(POST, &[("body", "Voyez https://a.bf https://b.bf https://c.bf là")]).await;
    for (page, label) in [
        ("/desk/moderation", "Commentaires à lire (2)"),
        ("/desk/moderation?lang=en", "Comments to read (2)"),
    ] {
        let page = text(home.moussa().await.get(page).await).await;
        assert!(page.contains(label) && page.contains("(1)"), "{}", main_of(&page));
    }
    let own = text(home.awa().await.get("/me/posts").await).await;
    assert!(own.contains("Commentaires de mes blogs (2)"), "{}", main_of(&own));
    let none = text(home.binta().await.get("/me/posts").await).await;
    assert!(none.contains("Commentaires de mes blogs<"));
}

#[tokio::test]
async fn a_guest_is_looked_at_as_closely_as_a_new_member() {
    let home = home().await;
    let spam = "Regardez https://a.bf https://b.bf https://c.bf bien";
    assert_eq!(guest_says(&home, spam).await, "/blogs/awa/premier?sent=suspected#comments");
    assert_eq!(guest_says(&home, "https://a.bf").await, "/blogs/awa/premier?sent=suspected#comments");
    assert_eq!(guest_says(&home, "Deux mots simples.").await, "/blogs/awa/premier?sent=waiting#comments");
}

#[tokio::test]
async fn nobody_judges_their_own_words_while_another_may() {
    let home = home().await;
    let said = comment(1, &home.post, awa_id(), "Le mot de trop");
    let mut tx = home.house.section.db.begin().await.unwrap();
    comments::insert(&mut tx, &said).await.unwrap();
    moderation::report(&mut tx, factory::id(1), said.id, Some(binta_id()), "injure", day(3)).await.unwrap();
    tx.commit().await.unwrap();
    let awa = home.awa().await;
    let queue = main_of(&text(awa.get("/me/comments?show=reported").await).await);
    assert!(queue.contains("une autre personne décidera") && !queue.contains("value=\"keep\""), "{queue}");
    let path = format!("/me/comments/{}", said.id);
    let refused = awa.post(&path, &[("act", "keep"), ("show", "reported"), ("mark", &said.mark())]).await;
    assert_eq!(refused.status(), 422);
    assert!(text(refused).await.contains("une autre personne de la modération décidera"));

    let path = format!("/desk/moderation/{}", said.id);
    let moussa = home.moussa().await;
    let done = moussa
        .post(&path, &[("act", "hide"), ("reason", "injure"), ("show", "reported"), ("mark", &said.mark())])
        .await;
    assert_eq!(to(&done), "/desk/moderation?show=reported&done=hide");
    assert!(text(moussa.get(&to(&done)).await).await.contains("C’est enregistré"));
    let hidden = text(moussa.get("/desk/moderation?show=hidden&lang=en").await).await;
    assert!(hidden.contains("Hidden by Moussa on"), "{}", main_of(&hidden));
    let french = text(moussa.get("/desk/moderation?show=hidden").await).await;
    assert!(french.contains("Caché par Moussa le 14 févr"), "{}", main_of(&french));
}

#[tokio::test]
async fn whoever_is_alone_judges_their_own_words() {
    let home = home().await;
    let said = comment(1, &home.post, moussa().id, "Le mot de Moussa");
    let mut tx = home.house.section.db.begin().await.unwrap();
    comments::insert(&mut tx, &said).await.unwrap();
    moderation::report(&mut tx, factory::id(1), said.id, Some(binta_id()), "injure", day(3)).await.unwrap();
    blogs::remove_author(&mut tx, home.blog.id, awa_id()).await.unwrap();
    tx.commit().await.unwrap();
    let path = format!("/desk/moderation/{}", said.id);
    let done = home
        .moussa()
        .await
        .post(&path, &[("act", "keep"), ("show", "reported"), ("mark", &said.mark())])
        .await;
    assert_eq!(to(&done), "/desk/moderation?show=reported&done=keep");
    assert_eq!(said.writer, Writer::Member(moussa().id));
}

#[tokio::test]
async fn a_refusal_is_where_the_reader_lands() {
    let home = home().await;
    let page = text(home.binta().await.post(POST, &[("body", "")]).await).await;
    assert!(page.contains("comments#refusal\"") && page.contains("id=\"refusal\" tabindex=\"-1\""));
    assert_eq!(page.matches("id=\"refusal\"").count(), 1);
    let awa = home.awa().await;
    let path = format!("/me/blogs/{}/authors", home.blog.id);
    let page = main_of(&text(awa.post(&path, &[("act", "add"), ("handle", "personne")]).await).await);
    let (_, after) = page.split_once("id=\"authors\"").unwrap();
    assert!(after.contains("id=\"refusal\""), "the reason stands beside the form that was refused");
}

#[tokio::test]
async fn one_control_says_whether_one_is_told_of_comments() {
    let home = home().await;
    let binta = home.binta().await;
    assert!(text(binta.get("/blogs/awa/premier").await).await.contains("name=\"follow\""));
    binta.post("/blogs/awa/premier/follow", &[("kind", "post"), ("pace", "immediate")]).await;
    let page = text(binta.get("/blogs/awa/premier").await).await;
    assert!(!page.contains("name=\"follow\"") && page.contains("annonce aussitôt"));
}
