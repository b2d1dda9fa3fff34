//! People without an account: what they follow, and each of their comments.

use std::time::Duration;

use griot_voices::{
    acts::follow,
    model::{CommentState, Pace, Recipient},
    store::{comments, guests, public, subscriptions},
};
use griot_web::testing::text;

use crate::house::*;

const POST: &str = "/blogs/awa/premier/comments";
const FOLLOW: &str = "/blogs/awa/premier/follow";
const LECTRICE: &str = "lectrice@exemple.bf";

async fn time(home: &Home) -> String {
    field(&text(home.client.get("/blogs/awa/premier").await).await, "time")
}

/// The path of a letter that begins so.
fn link(letter: &griot_delivery::Letter, path: &str) -> String {
    let (_, rest) = letter.text.split_once(path).unwrap();
    let mark: String = rest.chars().take_while(|c| !c.is_whitespace() && *c != '>').collect();
    format!("{path}{mark}")
}

/// A guest leaves a comment and confirms it; the way to what is kept of them.
async fn says(home: &Home, body: &str, more: &[(&str, &str)]) -> String {
    let time = time(home).await;
    let mut fields = vec![("body", body), ("name", "Lectrice"), ("address", LECTRICE), ("time", &time)];
    fields.extend(more);
    assert_eq!(home.client.post(POST, &fields).await.status(), 303);
    home.work().await;
    let letter = home.house.post.take().pop().unwrap();
    let confirm = link(&letter, "/comments/confirm/");
    let page = text(home.client.get(&confirm).await).await;
    let (path, _) = confirm.split_once('?').unwrap_or((&confirm, ""));
    let wishes: Vec<(&str, &str)> = ["follow", "replies"]
        .into_iter()
        .filter(|name| page.contains(&format!("name=\"{name}\" value=\"1\"")))
        .map(|name| (name, "1"))
        .collect();
    assert_eq!(home.client.post(path, &wishes).await.status(), 303);
    link(&letter, "/guest/")
}

#[tokio::test]
async fn a_refusal_to_follow_stands_beside_its_field_and_says_the_true_reason() {
    let home = home().await;
    let old = time(&home).await;
    home.house.clock.advance(Duration::from_secs(2 * 86_400));
    let fresh = time(&home).await;
    for (time, address, why) in [
        (&old, LECTRICE, "La page était ouverte depuis trop longtemps"),
        (&fresh, "lectrice@", "n’est pas complète"),
    ] {
        let fields = [("address", address), ("pace", "daily"), ("time", time.as_str())];
        let refused = home.client.post(FOLLOW, &fields).await;
        assert_eq!(refused.status(), 422);
        let page = text(refused).await;
        let (form, beside) = page.split_once("id=\"follow\"").unwrap();
        assert!(beside.starts_with(" open>"), "the box is open");
        assert!(beside.contains(why) && !form.contains(why), "{why}");
        assert!(beside.contains(&format!("value=\"{address}\"")), "what was typed is kept");
        assert!(beside.contains("value=\"daily\" selected"));
        assert_eq!(page.matches("id=\"refusal\"").count(), 1);
    }
}

#[tokio::test]
async fn a_guest_chooses_how_soon_the_letters_come() {
    let home = home().await;
    let time = time(&home).await;
    home.client.post(FOLLOW, &[("address", LECTRICE), ("pace", "daily"), ("time", &time)]).await;
    home.work().await;
    let confirm = link(&home.house.post.take()[0], "/follow/confirm/");
    home.client.post(&confirm, &[]).await;
    home.awa().await.post(POST, &[("body", "Une nouvelle.")]).await;
    home.work().await;
    assert_eq!(home.house.post.take(), [], "not at once");
    griot_voices::jobs::digests(home.house.section.clone()).await.unwrap();
    home.work().await;
    let letters = home.house.post.take();
    assert_eq!((letters.len(), letters[0].to.as_str()), (1, LECTRICE));
    let stop = letters[0].unsubscribe.as_ref().unwrap().path().to_owned();
    let done = text(home.client.post(&stop, &[("List-Unsubscribe", "One-Click")]).await).await;
    assert!(done.contains("Billet premier") && done.contains("ne part plus"), "{}", main_of(&done));
}

#[tokio::test]
async fn a_guest_is_told_of_answers_who_wished_it() {
    let home = home().await;
    for (body, wish, told) in [("Un mot.", None, 0), ("Un autre mot.", Some(("replies", "1")), 1)] {
        says(&home, body, wish.as_slice()).await;
        let mut db = home.house.section.db.read().await.unwrap();
        let waits = griot_voices::store::moderation::in_state(
            &mut db,
            CommentState::Waiting,
            None,
            griot_kernel::PageRequest::new(1, 9),
        )
        .await
        .unwrap();
        drop(db);
        let said = waits.iter().find(|one| one.comment.body == body).unwrap().comment.clone();
        let judge = [("act", "approve"), ("show", "waiting"), ("mark", &said.mark())];
        home.moussa().await.post(&format!("/desk/moderation/{}", said.id), &judge).await;
        home.work().await;
        home.house.post.take();
        let answer = format!("Merci pour « {body} »");
        home.awa().await.post(POST, &[("body", &answer), ("parent", &said.id.to_string())]).await;
        home.work().await;
        let letters = home.house.post.take();
        assert_eq!(letters.len(), told, "{body}");
        if let Some(letter) = letters.first() {
            assert_eq!(letter.to.as_str(), LECTRICE);
            let stop = letter.unsubscribe.as_ref().unwrap().path().to_owned();
            let page = text(home.client.get(&stop).await).await;
            assert!(
                page.contains("Réponses à mes commentaires") && page.contains("href=\"/guest/"),
                "{page}"
            );
            assert!(!page.contains("href=\"/me/alerts\">R"));
        }
    }
}

#[tokio::test]
async fn a_guest_changes_and_deletes_one_comment_and_keeps_the_others() {
    let home = home().await;
    says(&home, "Premier mot.", &[("follow", "1")]).await;
    let page = says(&home, "Second mot.", &[]).await;
    let kept = text(home.client.get(&page).await).await;
    assert!(kept.contains("Premier mot.") && kept.contains("Second mot.") && kept.contains("Vos alertes"));
    let href = |html: &str, after: &str, end: &str| {
        let (_, rest) = html.split_once(after).unwrap();
        let (before, _) = rest.split_once(end).unwrap();
        format!("{}{}", before.rsplit_once("href=\"").unwrap().1, end.trim_end_matches('"'))
    };
    let edit = href(&kept, "Premier mot.", "/edit\"");
    assert!(text(home.client.get(&edit).await).await.contains(">Premier mot.</textarea>"));
    let refused = home.client.post(&edit, &[("body", " ")]).await;
    assert_eq!(refused.status(), 422);
    assert!(text(refused).await.contains("Écrivez quelques mots"));
    let place = to(&home.client.post(&edit, &[("body", "Un mot plus juste.")]).await);
    assert!(place.starts_with(&page) && place.contains("done="), "{place}");
    let kept = text(home.client.get(&page).await).await;
    assert!(kept.contains("Un mot plus juste.") && !kept.contains("Premier mot."));

    let delete = href(&kept, "Second mot.", "/delete\"");
    assert!(text(home.client.get(&delete).await).await.contains("Supprimer ce commentaire"));
    assert!(text(home.client.get(&page).await).await.contains("Second mot."), "asking changes nothing");
    assert_eq!(to(&home.client.post(&delete, &[]).await), format!("{page}?done=deleted"));
    let kept = text(home.client.get(&page).await).await;
    assert!(kept.contains("Un mot plus juste.") && !kept.contains("Second mot."));
    assert_eq!(home.client.post(&delete, &[]).await.status(), 404, "it is gone");
    let stranger = delete.replace(page.trim_start_matches("/guest/"), "nonsense");
    assert_eq!(home.client.get(&stranger).await.status(), 410);

    // A comment of somebody else is not theirs to change.
    home.awa().await.post(POST, &[("body", "Le mot d’Awa.")]).await;
    let mut db = home.house.section.db.read().await.unwrap();
    let hers = public::comments(&mut db, home.post.id, None, 9).await.unwrap().remove(0);
    drop(db);
    for act in ["edit", "delete"] {
        let path = format!("{page}/comments/{}/{act}", hers.id);
        assert_eq!(home.client.get(&path).await.status(), 404, "{act}");
        assert_eq!(home.client.post(&path, &[("body", "x")]).await.status(), 404, "{act}");
    }
    let mut db = home.house.section.db.read().await.unwrap();
    assert_eq!(comments::by_id(&mut db, hers.id).await.unwrap().unwrap().body, "Le mot d’Awa.");
}

#[tokio::test]
async fn a_guest_changes_a_wish_on_their_own_page() {
    let home = home().await;
    let page = says(&home, "Un mot.", &[("follow", "1")]).await;
    let kept = text(home.client.get(&page).await).await;
    let (_, wishes) = kept.split_once("Vos alertes").unwrap();
    let id = field(wishes, "id");
    let path = format!("{page}/wishes");
    let standing = async || {
        let mut db = home.house.section.db.read().await.unwrap();
        let wish = subscriptions::by_id(&mut db, id.parse().unwrap()).await.unwrap().unwrap();
        (wish.active, wish.pace)
    };
    assert_eq!(
        to(&home.client.post(&path, &[("id", &id), ("pace", "daily")]).await),
        format!("{page}?done=saved")
    );
    assert_eq!(standing().await, (true, Pace::Daily));
    home.client.post(&path, &[("id", &id), ("pace", "")]).await;
    assert!(!standing().await.0);
    assert!(text(home.client.get(&page).await).await.contains("Reprendre"));
    home.client.post(&path, &[("id", &id), ("pace", "daily")]).await;
    assert_eq!(standing().await, (true, Pace::Daily));

    let keys = &home.house.section.keys;
    let other = follow::guest_mark(keys, griot_kernel::Id::from(crate::factory::id(0x99)));
    assert_eq!(home.client.post(&format!("/guest/{other}/wishes"), &[("id", &id)]).await.status(), 410);
    let mut db = home.house.section.db.read().await.unwrap();
    let wish = subscriptions::by_id(&mut db, id.parse().unwrap()).await.unwrap().unwrap();
    let Recipient::Guest(guest) = wish.recipient else { panic!("a guest") };
    assert_eq!(guests::kept_of(&mut db, guest).await.unwrap(), (1, 1));
}
