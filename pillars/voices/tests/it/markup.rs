//! Markup in what strangers type is words wherever it is read.

use griot_voices::{model::CommentState, store::moderation};
use griot_web::testing::text;

use crate::{
    factory::{binta as binta_id, comment},
    house::*,
};

const POST: &str = "/blogs/awa/premier/comments";
const BODY: &str = "<script>alert(1)</script> <img src=x onerror=alert(2)> [lien](javascript:alert(3)) & fin";
const NAME: &str = "<b onclick=alert(4)>Lectrice</b>";
const REASON: &str = "\"><script>alert(5)</script>";
/// What none of them may leave in HTML.
const TAGS: [&str; 4] = ["<script>alert", "<img src=x", "<b onclick", "href=\"javascript:"];

fn holds_no_markup(html: &str, what: &str) {
    for tag in TAGS {
        assert!(!html.contains(tag), "{tag} in {what}: {html}");
    }
}

#[tokio::test]
async fn markup_in_a_comment_a_name_or_a_reason_is_words_on_each_page_and_in_each_letter() {
    let home = home().await;
    let moussa = home.moussa().await;
    home.binta().await.post("/blogs/awa/premier/follow", &[("kind", "post"), ("pace", "immediate")]).await;
    let page = text(home.client.get("/blogs/awa/premier").await).await;
    let time = field(&page, "time");
    let fields = [("body", BODY), ("name", NAME), ("address", "lectrice@exemple.bf"), ("time", &time)];
    let bad = [("body", BODY), ("name", NAME), ("address", "<script>alert(6)"), ("time", &time)];
    holds_no_markup(&text(home.client.post(POST, &bad).await).await, "the form that came back");
    home.client.post(POST, &fields).await;
    home.work().await;
    let letter = home.house.post.take().remove(0);
    let link = |path: &str| {
        let (_, rest) = letter.text.split_once(path).unwrap();
        format!("{path}{}", rest.split(|c: char| c.is_whitespace() || c == '>').next().unwrap())
    };
    let (confirm, guest) = (link("/comments/confirm/"), link("/guest/"));
    let asked = text(home.client.get(&confirm).await).await;
    assert!(asked.contains("&lt;script&gt;alert(1)"), "{}", main_of(&asked));
    holds_no_markup(&asked, "the page that asks");
    home.client.post(&confirm, &[]).await;
    holds_no_markup(&text(home.client.get(&guest).await).await, "the page of the guest");

    griot_voices::jobs::tell_moderators(home.house.section.clone()).await.unwrap();
    home.work().await;
    let told = home.house.post.take();
    assert!(!told.is_empty());
    for letter in &told {
        holds_no_markup(&letter.light_html(), "the letter to those who judge");
    }
    let mut db = home.house.section.db.read().await.unwrap();
    let first = griot_kernel::PageRequest::new(1, 9);
    let mut said = Vec::new();
    for state in [CommentState::Waiting, CommentState::Suspected] {
        said.extend(moderation::in_state(&mut db, state, None, first).await.unwrap());
    }
    drop(db);
    let said = &said[0].comment;
    let show = said.state.as_str();
    let queue = text(moussa.get(&format!("/desk/moderation?show={show}")).await).await;
    assert!(queue.contains("Lectrice"), "{}", main_of(&queue));
    holds_no_markup(&queue, "the queue");
    let act = if said.state == CommentState::Waiting { "approve" } else { "reinstate" };
    let judge = [("act", act), ("show", show), ("mark", &said.mark())];
    assert_eq!(moussa.post(&format!("/desk/moderation/{}", said.id), &judge).await.status(), 303);
    home.work().await;
    let alert = home.house.post.take().into_iter().find(|one| one.to.as_str() == "binta@exemple.bf").unwrap();
    assert!(alert.text.contains("<script>alert(1)"), "in plain text they are what was typed");
    holds_no_markup(&alert.light_html(), "the letter");

    home.client.post(&format!("/comments/{}/report", said.id), &[("reason", REASON)]).await;
    let queue = text(moussa.get("/desk/moderation?show=reported").await).await;
    assert!(queue.contains("alert(5)"), "{}", main_of(&queue));
    holds_no_markup(&queue, "the queue of reports");
    for path in ["/blogs/awa/premier", "/blogs/awa", &format!("/comments/{}/report", said.id)] {
        holds_no_markup(&text(home.client.get(path).await).await, path);
    }
    let page = text(home.client.get("/blogs/awa/premier").await).await;
    assert!(page.contains("&lt;img src=x onerror=alert(2)&gt; [lien](javascript:alert(3)) &amp; fin"));
    let judge = [("act", "hide"), ("show", "reported"), ("mark", &said.mark()), ("reason", REASON)];
    moussa.post(&format!("/desk/moderation/{}", said.id), &judge).await;
    holds_no_markup(&text(moussa.get("/desk/moderation?show=hidden").await).await, "what was hidden");
    let guest = text(home.client.get(&guest).await).await;
    assert!(guest.contains("alert(5)"), "{}", main_of(&guest));
    holds_no_markup(&guest, "the reason, as its writer reads it");
}

#[tokio::test]
async fn feeds_and_programs_get_words_and_no_markup() {
    let home = home().await;
    let said = comment(1, &home.post, binta_id(), BODY);
    let mut tx = home.house.section.db.begin().await.unwrap();
    griot_voices::store::comments::insert(&mut tx, &said).await.unwrap();
    tx.public_changed().await.unwrap();
    tx.commit().await.unwrap();
    let routes =
        griot_voices::routes().merge(griot_voices::feeds::routes()).merge(griot_voices::api::routes());
    let client = home.house.client(routes);
    for path in ["/feeds/all.atom", "/feeds/all.json", "/feeds/blogs/awa.atom", "/feeds/blogs/awa.json"] {
        let answer = client.get(path).await;
        assert_eq!(answer.status(), 200, "{path}");
        let feed = text(answer).await;
        assert!(!feed.contains("alert(1)"), "{path}: comments are no part of it");
    }
    let answer = client.get(&format!("/api/v1/posts/{}/comments", home.post.id)).await;
    assert_eq!(answer.headers()["content-type"], "application/json");
    assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
    let list: serde_json::Value = serde_json::from_str(&text(answer).await).unwrap();
    assert_eq!(list["items"][0]["text"], BODY, "plain words, as they were typed");
}
