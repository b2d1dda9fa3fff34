//! Comments, letters about them, and those who moderate.

use griot_kernel::PageRequest;
use griot_voices::{
    model::{CommentId, CommentState, Pace},
    store::{alerts, comments, moderation, public, publishing},
};
use griot_web::testing::text;

use crate::{
    factory::{self, comment, day},
    house::*,
};

const POST: &str = "/blogs/awa/premier/comments";

async fn shown(home: &Home) -> Vec<String> {
    let mut db = home.house.section.db.read().await.unwrap();
    let all = public::comments(&mut db, home.post.id, None, 50).await.unwrap();
    all.into_iter().map(|c| c.body).collect()
}

/// What a moderator sends of a comment besides the decision.
async fn judge(
    home: &Home,
    client: &griot_web::testing::Client,
    base: &str,
    id: CommentId,
    act: &str,
) -> axum::response::Response {
    let mut db = home.house.section.db.read().await.unwrap();
    let mark = comments::by_id(&mut db, id).await.unwrap().unwrap().mark();
    drop(db);
    let sent = [("act", act), ("show", "suspected"), ("mark", &mark), ("reason", "hors sujet")];
    client.post(&format!("{base}/{id}"), &sent).await
}

async fn waiting(home: &Home, state: CommentState) -> Vec<moderation::Waiting> {
    let mut db = home.house.section.db.read().await.unwrap();
    moderation::in_state(&mut db, state, None, PageRequest::new(1, 50)).await.unwrap()
}

#[tokio::test]
async fn a_new_member_waits_until_someone_has_read() {
    let home = home().await;
    let binta = home.binta().await;
    let response = binta.post(POST, &[("body", "Merci Awa !"), ("follow", "1")]).await;
    let place = to(&response);
    assert!(place.starts_with("/blogs/awa/premier?comment=") && place.ends_with("&sent=waiting#comments"));
    let own = text(binta.get(&place).await).await;
    assert!(own.contains("Merci Awa\u{202f}!") && own.contains("En attente de relecture"));
    assert!(!text(home.client.get("/blogs/awa/premier").await).await.contains("Merci Awa"));

    let moussa = home.moussa().await;
    let queue = text(moussa.get("/desk/moderation").await).await;
    assert!(queue.contains("Merci Awa !"));
    let id = waiting(&home, CommentState::Waiting).await[0].comment.id;
    judge(&home, &moussa, "/desk/moderation", id, "approve").await;
    assert_eq!(shown(&home).await, ["Merci Awa !"]);
    assert_eq!(home.log.acts(), ["voices-log-comment-approved"]);
    assert!(text(home.client.get("/blogs/awa/premier").await).await.contains("Merci Awa\u{202f}!"));
}

#[tokio::test]
async fn the_writer_of_the_blog_is_at_home() {
    let home = home().await;
    let awa = home.awa().await;
    let response = awa.post(POST, &[("body", "Une précision.")]).await;
    let place = to(&response);
    assert!(place.starts_with("/blogs/awa/premier?comment=") && place.contains("#c-"), "{place}");
    awa.post(POST, &[("body", "Une précision.")]).await;
    assert_eq!(shown(&home).await, ["Une précision."], "a form sent twice leaves one comment");
    assert_eq!(home.work().await, ["voices.comment-posted.v1"]);
}

#[tokio::test]
async fn words_that_are_refused_stay_in_the_form() {
    let home = home().await;
    let long = "a".repeat(5_001);
    let response = home.binta().await.post(POST, &[("body", &long)]).await;
    assert_eq!(response.status(), 422);
    let page = text(response).await;
    assert!(page.contains("C’est trop long") && page.contains(&long));

    let page = text(home.client.get("/blogs/awa/premier").await).await;
    let time = field(&page, "time");
    let fields = [("body", "Mes mots"), ("name", "Lectrice"), ("address", "lectrice@"), ("time", &time)];
    let response = home.client.post(POST, &fields).await;
    assert_eq!(response.status(), 422);
    let page = text(response).await;
    let unseen = [
        ("body", "Mes mots"),
        ("name", "\u{202e}\u{200b}"),
        ("address", "lectrice@exemple.bf"),
        ("time", &time),
    ];
    assert_eq!(home.client.post(POST, &unseen).await.status(), 422, "a name that nobody sees is none");
    for kept in ["Mes mots", "value=\"Lectrice\"", "value=\"lectrice@\"", "n’est pas complète"] {
        assert!(page.contains(kept), "{kept}");
    }
}

#[tokio::test]
async fn a_guest_confirms_by_a_button_and_then_waits() {
    let home = home().await;
    let page = text(home.client.get("/blogs/awa/premier").await).await;
    let time = field(&page, "time");
    let fields = [
        ("body", "De loin, mais avec vous."),
        ("name", "Lectrice"),
        ("address", "lectrice@exemple.bf"),
        ("follow", "1"),
        ("time", &time),
    ];
    let response = home.client.post(POST, &fields).await;
    assert_eq!(to(&response), "/blogs/awa/premier?sent=check-mail#comments");
    home.work().await;
    let letters = home.house.post.take();
    insta::assert_snapshot!("letter_confirm_comment", letter(&letters[0]));

    assert!(
        !letters[0].text.contains("De loin"),
        "the words of whoever typed the address are not mailed to it"
    );

    let link = link(&letters[0], "/comments/confirm/");
    let asked = text(home.client.get(&link).await).await;
    assert!(asked.contains("De loin, mais avec vous."));
    assert_eq!(waiting(&home, CommentState::Unconfirmed).await.len(), 1, "following a link confirms nothing");
    let (path, _) = link.split_once('?').unwrap();
    for _ in 0..2 {
        let response = home.client.post(path, &[("follow", "1")]).await;
        assert_eq!(to(&response), "/blogs/awa/premier?sent=waiting#comments");
    }
    assert_eq!(waiting(&home, CommentState::Waiting).await.len(), 1);
    assert_eq!(home.client.get("/comments/confirm/nonsense").await.status(), 410);

    // The letter leads to what is kept of the guest.
    let kept = self::link(&letters[0], "/guest/");
    let page = text(home.client.get(&kept).await).await;
    assert!(
        page.contains("lectrice@exemple.bf") && page.contains("1 commentaire, avec le nom donné"),
        "{page}"
    );

    // The guest is told of what comes, and stops it with one click.
    home.awa().await.post(POST, &[("body", "Bienvenue !")]).await;
    home.work().await;
    let letters = home.house.post.take();
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].to.as_str(), "lectrice@exemple.bf");
    let stop = link_of(letters[0].unsubscribe.as_ref().unwrap());
    assert!(text(home.client.get(&stop).await).await.contains("Arrêter"));
    let one_click = home.client.post(&stop, &[("List-Unsubscribe", "One-Click")]).await;
    assert_eq!(one_click.status(), 200);
    home.awa().await.post(POST, &[("body", "Encore un mot.")]).await;
    home.work().await;
    assert_eq!(home.house.post.take().len(), 0);

    // And erases with another all that the section keeps.
    assert!(text(home.client.get(&stop).await).await.contains(&kept));
    assert!(text(home.client.post(&kept, &[]).await).await.contains("plus rien de vous"));
    assert_eq!(
        (home.client.get(&kept).await.status(), home.client.get(&stop).await.status()),
        (http::StatusCode::GONE, http::StatusCode::GONE)
    );
    assert_eq!(waiting(&home, CommentState::Waiting).await.len(), 0);
    let mut db = home.house.section.db.read().await.unwrap();
    let left: i64 =
        griot_db::on!(db, c => query_scalar("select count(*) from comment_guest").fetch_one(c)).unwrap();
    let named: i64 = griot_db::on!(db, c => query_scalar("select count(*) from comment where guest_name is not null or body like 'De loin%'").fetch_one(c)).unwrap();
    assert_eq!((left, named), (0, 0));
}

#[tokio::test]
async fn strangers_cannot_have_an_address_written_to_without_end() {
    let home = home().await;
    let time = field(&text(home.client.get("/blogs/awa/premier").await).await, "time");
    let comment = async |body: &str| {
        let fields =
            [("body", body), ("name", "Lectrice"), ("address", "lectrice@exemple.bf"), ("time", &time)];
        home.client.post(POST, &fields).await
    };
    let follow = async || {
        let fields = [("address", "Lectrice@exemple.bf"), ("time", time.as_str())];
        home.client.post("/blogs/awa/premier/follow", &fields).await
    };
    assert_eq!(to(&comment("Un.").await), "/blogs/awa/premier?sent=check-mail#comments");
    assert_eq!(to(&follow().await), "/blogs/awa/premier?sent=follow-check-mail#comments");
    assert_eq!(to(&comment("Deux.").await), "/blogs/awa/premier?sent=check-mail#comments");
    for refused in [comment("Trois.").await, follow().await] {
        assert_eq!(refused.status(), 422);
        assert!(text(refused).await.contains("Trois courriels sont déjà partis"));
    }
    home.work().await;
    assert_eq!(home.house.post.take().len(), 3);
    assert_eq!(waiting(&home, CommentState::Unconfirmed).await.len(), 2, "nothing is kept of the third");
}

#[tokio::test]
async fn a_letter_tells_once_and_threads_under_its_post() {
    let home = home().await;
    let binta = home.binta().await;
    for kind in ["post", "blog"] {
        let fields = [("kind", kind), ("pace", "immediate")];
        let response = binta.post("/blogs/awa/premier/follow", &fields).await;
        assert_eq!(to(&response), "/blogs/awa/premier?sent=follow#comments");
    }
    home.awa().await.post(POST, &[("body", "Quoi de neuf ?")]).await;
    home.work().await;
    let letters = home.house.post.take();
    assert_eq!(letters.len(), 1, "never two letters for one event");
    let thread = format!("post-{}", home.post.id.as_uuid().simple());
    assert_eq!(letters[0].in_reply_to.as_ref(), Some(&thread));
    assert_eq!(letters[0].references, [thread]);
    assert_eq!(letters[0].list_id.as_deref(), Some("comments"));
    let (text, _) =
        letter(&letters[0]).split_once("/unsubscribe/").map(|(a, b)| (a.to_owned(), b.len())).unwrap();
    assert!(text.contains("Awa a laissé un commentaire sur «\u{a0}Billet premier\u{a0}»."), "{text}");
}

#[tokio::test]
async fn whoever_followed_as_a_guest_and_joined_later_gets_one_letter() {
    let home = home().await;
    let time = field(&text(home.client.get("/blogs/awa/premier").await).await, "time");
    home.client.post("/blogs/awa/premier/follow", &[("address", "Binta@exemple.bf"), ("time", &time)]).await;
    home.work().await;
    let confirm = link(&home.house.post.take()[0], "/follow/confirm/");
    home.client.post(&confirm, &[]).await;
    for pace in ["immediate", "daily"] {
        home.binta().await.post("/blogs/awa/premier/follow", &[("kind", "post"), ("pace", pace)]).await;
        home.awa().await.post(POST, &[("body", pace)]).await;
        home.work().await;
        griot_voices::jobs::digests(home.house.section.clone()).await.unwrap();
        home.work().await;
        let letters = home.house.post.take();
        assert_eq!(letters.len(), 1, "{pace}: never two letters for one event");
        assert_eq!(letters[0].to.as_str().to_lowercase(), "binta@exemple.bf");
    }
}

#[tokio::test]
async fn the_daily_letter_gathers_the_day() {
    let home = home().await;
    home.binta().await.post("/blogs/awa/premier/follow", &[("kind", "post"), ("pace", "daily")]).await;
    let awa = home.awa().await;
    for body in ["Un.", "Deux."] {
        awa.post(POST, &[("body", body)]).await;
    }
    home.work().await;
    assert_eq!(home.house.post.take().len(), 0);
    griot_voices::jobs::digests(home.house.section.clone()).await.unwrap();
    home.work().await;
    let letters = home.house.post.take();
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].subject, "2 commentaires depuis hier");
    let mut db = home.house.section.db.read().await.unwrap();
    assert_eq!(alerts::waiting(&mut db, Pace::Daily).await.unwrap(), 0);
}

#[tokio::test]
async fn what_looks_like_spam_is_hidden_until_a_moderator_puts_it_back_for_good() {
    let home = home().await;
    let binta = home.binta().await;
    let spam = "Regardez https://a.bf https://b.bf https://c.bf bien";
    let response = binta.post(POST, &[("body", spam)]).await;
    assert!(to(&response).ends_with("&sent=suspected#comments"));
    let moussa = home.moussa().await;
    let queue = text(moussa.get("/desk/moderation?show=suspected").await).await;
    assert!(queue.contains("Beaucoup de liens"));
    let id = waiting(&home, CommentState::Suspected).await[0].comment.id;
    judge(&home, &moussa, "/desk/moderation", id, "reinstate").await;
    assert_eq!(shown(&home).await, [spam]);
    // Three readers report it: it stays.
    for reason in ["publicité", "encore", "toujours"] {
        let path = format!("/comments/{id}/report");
        let response = home.client.post(&path, &[("reason", reason)]).await;
        assert_eq!(to(&response), "/blogs/awa/premier?sent=reported#comments");
    }
    assert_eq!(shown(&home).await, [spam]);
}

#[tokio::test]
async fn what_was_put_back_is_looked_at_again_with_other_words() {
    let home = home().await;
    let (binta, moussa) = (home.binta().await, home.moussa().await);
    binta.post(POST, &[("body", "Regardez https://a.bf https://b.bf https://c.bf bien")]).await;
    let id = waiting(&home, CommentState::Suspected).await[0].comment.id;
    // Words that are still suspect may be changed, and stay so.
    let edit = format!("/comments/{id}/edit");
    binta.post(&edit, &[("body", "Regardez https://a.bf https://b.bf https://d.bf bien")]).await;
    judge(&home, &moussa, "/desk/moderation", id, "reinstate").await;
    assert_eq!(shown(&home).await, ["Regardez https://a.bf https://b.bf https://d.bf bien"]);

    let spam = "Achetez https://x.example https://y.example https://z.example ici";
    let place = to(&binta.post(&edit, &[("body", spam)]).await);
    assert!(place.ends_with("&sent=suspected#comments"), "{place}");
    assert_eq!(shown(&home).await, Vec::<String>::new());
}

#[tokio::test]
async fn nobody_judges_other_words_than_those_they_read() {
    let home = home().await;
    let (binta, moussa) = (home.binta().await, home.moussa().await);
    binta.post(POST, &[("body", "Merci Awa !")]).await;
    let queue = text(moussa.get("/desk/moderation").await).await;
    let mark = field(&queue, "mark");
    let id = waiting(&home, CommentState::Waiting).await[0].comment.id;
    binta.post(&format!("/comments/{id}/edit"), &[("body", "Une injure")]).await;

    let path = format!("/desk/moderation/{id}");
    let refused = moussa.post(&path, &[("act", "approve"), ("mark", &mark)]).await;
    assert_eq!(refused.status(), 409);
    let page = text(refused).await;
    assert!(page.contains("a changé depuis") && page.contains("Une injure"));
    assert_eq!((shown(&home).await.len(), home.log.acts().len()), (0, 0));
    let mark = field(&page, "mark");
    assert_eq!(moussa.post(&path, &[("act", "approve"), ("mark", &mark)]).await.status(), 303);
    assert_eq!(shown(&home).await, ["Une injure"]);
}

#[tokio::test]
async fn several_reports_take_a_comment_out_of_sight() {
    let home = home().await;
    let said = comment(1, &home.post, factory::binta(), "Une injure");
    let mut tx = home.house.section.db.begin().await.unwrap();
    comments::insert(&mut tx, &said).await.unwrap();
    tx.commit().await.unwrap();
    let path = format!("/comments/{}/report", said.id);
    assert_eq!(home.client.post(&path, &[("reason", " ")]).await.status(), 422);
    for reason in ["injure", "injure !", "non"] {
        home.client.post(&path, &[("reason", reason)]).await;
    }
    assert_eq!(shown(&home).await, ["Une injure"], "one stranger could be three");
    let adama = home
        .client
        .as_member(griot_web::testing::TestHouse::member("Adama", &[griot_web::Role::Member]))
        .await;
    for member in [home.awa().await, home.moussa().await, adama] {
        member.post(&path, &[("reason", "injure")]).await;
    }
    assert_eq!(shown(&home).await, Vec::<String>::new());
    let hidden = waiting(&home, CommentState::Suspected).await;
    assert_eq!(hidden[0].comment.reason.as_deref(), Some("reported"));
}

#[tokio::test]
async fn under_a_withdrawn_post_nothing_is_read_reported_confirmed_or_mailed() {
    let home = home().await;
    let section = &home.house.section;
    let time = field(&text(home.client.get("/blogs/awa/premier").await).await, "time");
    let fields =
        [("body", "De loin."), ("name", "Lectrice"), ("address", "lectrice@exemple.bf"), ("time", &time)];
    home.client.post(POST, &fields).await;
    home.work().await;
    let confirm = link(&home.house.post.take()[0], "/comments/confirm/");
    home.client.post("/blogs/awa/premier/follow", &[("address", "autre@exemple.bf"), ("time", &time)]).await;
    home.work().await;
    let follow = link(&home.house.post.take()[0], "/follow/confirm/");
    home.binta().await.post("/blogs/awa/premier/follow", &[("kind", "post"), ("pace", "immediate")]).await;
    home.binta().await.post("/blogs/awa/premier/follow", &[("kind", "blog"), ("pace", "daily")]).await;
    home.awa().await.post(POST, &[("body", "Le nom d’un témoin")]).await;
    home.client.post("/blogs/awa/premier/follow", &[("address", "tard@exemple.bf"), ("time", &time)]).await;
    let mut db = section.db.read().await.unwrap();
    let said = public::comments(&mut db, home.post.id, None, 5).await.unwrap().remove(0);
    drop(db);

    let mut tx = section.db.begin().await.unwrap();
    assert!(publishing::withdraw(&mut tx, home.post.id, day(2)).await.unwrap());
    tx.commit().await.unwrap();
    let report = format!("/comments/{}/report", said.id);
    for page in [&report, &confirm, &follow] {
        let answer = home.client.get(page).await;
        assert_eq!(answer.status(), 410, "{page}");
        assert!(!text(answer).await.contains("témoin"));
        assert_eq!(home.client.post(page, &[("reason", "x")]).await.status(), 410, "{page}");
    }
    assert_eq!(waiting(&home, CommentState::Unconfirmed).await.len(), 1);
    home.work().await;
    griot_voices::jobs::digests(section.clone()).await.unwrap();
    home.work().await;
    assert_eq!(home.house.post.take(), [], "letters about it stay unwritten");
}

#[tokio::test]
async fn a_blog_that_closed_its_comments_takes_none_by_an_old_link() {
    let home = home().await;
    let time = field(&text(home.client.get("/blogs/awa/premier").await).await, "time");
    let fields =
        [("body", "De loin."), ("name", "Lectrice"), ("address", "lectrice@exemple.bf"), ("time", &time)];
    home.client.post(POST, &fields).await;
    home.work().await;
    let confirm = link(&home.house.post.take()[0], "/comments/confirm/");
    let mut tx = home.house.section.db.begin().await.unwrap();
    let closed = griot_voices::model::Blog {
        comments: griot_voices::model::CommentPolicy::Closed,
        ..home.blog.clone()
    };
    griot_voices::store::blogs::update(&mut tx, &closed).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(home.client.get(&confirm).await.status(), 410);
    assert_eq!(home.client.post(&confirm, &[]).await.status(), 410);
    assert_eq!(waiting(&home, CommentState::Unconfirmed).await.len(), 1);
}

#[tokio::test]
async fn a_writer_changes_and_deletes_only_their_own_words() {
    let home = home().await;
    let said = comment(1, &home.post, factory::binta(), "Premier jet");
    let mut tx = home.house.section.db.begin().await.unwrap();
    comments::insert(&mut tx, &said).await.unwrap();
    tx.commit().await.unwrap();
    let (edit, delete) = (format!("/comments/{}/edit", said.id), format!("/comments/{}/delete", said.id));

    let awa = home.awa().await;
    assert_eq!(awa.get(&edit).await.status(), 404);
    assert_eq!(awa.post(&delete, &[]).await.status(), 404);
    assert_eq!(home.client.get(&edit).await.status(), 303, "a stranger signs in first");
    let binta = home.binta().await;
    assert!(text(binta.get(&edit).await).await.contains("Premier jet"));
    assert_eq!(binta.post(&edit, &[("body", "")]).await.status(), 422);
    let asked = text(binta.get(&delete).await).await;
    assert!(asked.contains("Supprimer ce commentaire") && asked.contains("Premier jet"));
    assert_eq!(awa.get(&delete).await.status(), 404);
    assert_eq!(shown(&home).await, ["Premier jet"], "asking changes nothing");
    assert_eq!(to(&binta.post(&delete, &[]).await), "/blogs/awa/premier?sent=deleted#comments");
    let mut db = home.house.section.db.read().await.unwrap();
    let left = comments::by_id(&mut db, said.id).await.unwrap().unwrap();
    assert_eq!((left.state, left.body.as_str()), (CommentState::Deleted, ""));
    let _ = day(0);
}

#[tokio::test]
async fn a_comment_that_goes_is_told_as_gone_and_one_that_nobody_saw_is_not() {
    const GONE: &str = "voices.comment-withdrawn.v1";
    let home = home().await;
    let awa = home.awa().await;
    let mut ids = Vec::new();
    for body in ["Un.", "Deux."] {
        let place = to(&awa.post(POST, &[("body", body)]).await);
        ids.push(place.split_once("#c-").unwrap().1.to_owned());
    }
    assert_eq!(home.work().await, ["voices.comment-posted.v1"; 2]);
    for _ in 0..2 {
        awa.post(&format!("/comments/{}/delete", ids[0]), &[]).await;
    }
    assert_eq!(home.work().await, [GONE]);
    let moussa = home.moussa().await;
    let second: CommentId = ids[1].parse().unwrap();
    judge(&home, &moussa, "/desk/moderation", second, "hide").await;
    assert_eq!(home.work().await, [GONE]);
    judge(&home, &moussa, "/desk/moderation", second, "reinstate").await;
    assert_eq!(home.work().await, ["voices.comment-posted.v1"]);

    home.binta().await.post(POST, &[("body", "À relire")]).await;
    let waits = waiting(&home, CommentState::Waiting).await[0].comment.id;
    home.binta().await.post(&format!("/comments/{waits}/delete"), &[]).await;
    assert_eq!(home.work().await, Vec::<String>::new());
}

#[tokio::test]
async fn an_editor_of_the_blog_has_a_queue_of_their_own() {
    let home = home().await;
    home.binta().await.post(POST, &[("body", "À relire")]).await;
    assert!(text(home.awa().await.get("/me/comments").await).await.contains("À relire"));
    assert!(!text(home.binta().await.get("/me/comments").await).await.contains("À relire"));
    let id = waiting(&home, CommentState::Waiting).await[0].comment.id;
    assert_eq!(judge(&home, &home.binta().await, "/me/comments", id, "approve").await.status(), 404);
    judge(&home, &home.awa().await, "/me/comments", id, "approve").await;
    assert_eq!(shown(&home).await, ["À relire"]);
    assert_eq!(home.binta().await.get("/desk/moderation").await.status(), 403);
}

fn letter(letter: &griot_delivery::Letter) -> String {
    let text: Vec<String> = letter
        .text
        .lines()
        .map(|line| {
            let marked = ["/confirm/", "/guest/", "/stop/"]
                .into_iter()
                .find_map(|path| Some((line.split_once(path)?.0, path)));
            marked.map_or_else(|| line.to_owned(), |(before, path)| format!("{before}{path}[mark]"))
        })
        .collect();
    format!("{}\n\n{}", letter.subject, text.join("\n"))
}

fn link(letter: &griot_delivery::Letter, path: &str) -> String {
    let (_, rest) = letter.text.split_once(path).unwrap();
    let mark: String = rest.chars().take_while(|c| !c.is_whitespace() && *c != '>').collect();
    format!("{path}{mark}")
}

fn link_of(url: &url::Url) -> String {
    url.path().to_owned()
}
