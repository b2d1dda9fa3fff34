//! The comments below a post, when they are many.

use griot_kernel::{Part, Reading};
use griot_voices::{
    SCHEMA,
    model::{BlogState, Comment, CommentId, CommentState, Post},
    store::{
        blogs, comments,
        threads::{self, THREADS, Wanted},
    },
};
use griot_web::testing::text;

use crate::{
    factory::{awa as awa_id, binta as binta_id, comment, day, open_house},
    house::*,
};

fn mark(comment: &Comment) -> threads::Mark {
    (comment.at, comment.id)
}

fn ids(part: &Part<Comment>) -> Vec<CommentId> {
    part.items.iter().map(|one| one.id).collect()
}

fn wanted(post: &Post) -> Wanted {
    Wanted { post: post.id, head: None, reader: None, reading: Reading::Start, size: 2 }
}

griot_testkit::contract! { &[SCHEMA];
    async fn threads_are_read_in_parts_both_ways(db: Db) {
        let (_, post) = open_house(&db).await;
        let all: Vec<Comment> = (1..6).map(|n| comment(n, &post, binta_id(), &format!("n° {n}"))).collect();
        let mut tx = db.begin().await.unwrap();
        for one in &all {
            comments::insert(&mut tx, one).await.unwrap();
        }
        let start = wanted(&post);
        let first = threads::part(&mut tx, start).await.unwrap();
        assert_eq!((ids(&first), first.before, first.more), (vec![all[0].id, all[1].id], false, true));
        let after = Wanted { reading: Reading::After(mark(&all[1])), ..start };
        let second = threads::part(&mut tx, after).await.unwrap();
        assert_eq!((ids(&second), second.before, second.more), (vec![all[2].id, all[3].id], true, true));
        let last = Wanted { reading: Reading::After(mark(&all[3])), ..start };
        let last = threads::part(&mut tx, last).await.unwrap();
        assert_eq!((ids(&last), last.more), (vec![all[4].id], false));
        let back = Wanted { reading: Reading::Before(mark(&all[2])), ..start };
        let back = threads::part(&mut tx, back).await.unwrap();
        assert_eq!((ids(&back), back.before, back.more), (vec![all[0].id, all[1].id], false, true));
        assert_eq!(threads::count(&mut tx, post.id).await.unwrap(), 5);
    }

    async fn each_thread_brings_its_first_answers_and_how_many_there_are(db: Db) {
        let (_, post) = open_house(&db).await;
        let heads = [1, 2].map(|n| comment(n, &post, binta_id(), &format!("n° {n}")));
        let mut tx = db.begin().await.unwrap();
        for one in &heads {
            comments::insert(&mut tx, one).await.unwrap();
        }
        let mut answers = Vec::new();
        for n in 10..15 {
            let answer = Comment { parent: Some(heads[0].id), ..comment(n, &post, awa_id(), "Réponse") };
            comments::insert(&mut tx, &answer).await.unwrap();
            answers.push(answer);
        }
        let mut waits = Comment { parent: Some(heads[1].id), ..comment(20, &post, binta_id(), "Attend") };
        waits.state = CommentState::Waiting;
        comments::insert(&mut tx, &waits).await.unwrap();

        let asked = [heads[0].id, heads[1].id];
        let found = threads::first_answers(&mut tx, &asked, None, 3).await.unwrap();
        assert_eq!(found.iter().map(|(one, all)| (one.id, *all)).collect::<Vec<_>>(),
            [(answers[0].id, 5), (answers[1].id, 5), (answers[2].id, 5)]);
        let found = threads::first_answers(&mut tx, &asked, Some(binta_id()), 1).await.unwrap();
        assert_eq!(found.iter().map(|(one, all)| (one.id, *all)).collect::<Vec<_>>(), [(answers[0].id, 5), (waits.id, 1)]);

        let rest = Wanted { head: Some(heads[0].id), reading: Reading::After(mark(&answers[2])), ..wanted(&post) };
        let rest = threads::part(&mut tx, rest).await.unwrap();
        assert_eq!((ids(&rest), rest.before, rest.more), (vec![answers[3].id, answers[4].id], true, false));
        let back = Wanted { head: Some(heads[0].id), reading: Reading::Before(mark(&answers[1])), ..wanted(&post) };
        assert_eq!(ids(&threads::part(&mut tx, back).await.unwrap()), [answers[0].id]);
    }

    async fn what_was_answered_keeps_its_place_and_what_nobody_sees_has_none(db: Db) {
        let (_, post) = open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        let hidden = Comment { state: CommentState::Hidden, ..comment(1, &post, binta_id(), "Injure") };
        let alone = Comment { state: CommentState::Hidden, ..comment(2, &post, binta_id(), "Injure") };
        let answer = Comment { parent: Some(hidden.id), ..comment(3, &post, awa_id(), "Restons courtois") };
        for one in [&hidden, &alone, &answer] {
            comments::insert(&mut tx, one).await.unwrap();
        }
        assert_eq!(ids(&threads::part(&mut tx, wanted(&post)).await.unwrap()), [hidden.id]);
        let hers = Wanted { reader: Some(binta_id()), ..wanted(&post) };
        assert_eq!(ids(&threads::part(&mut tx, hers).await.unwrap()), [hidden.id, alone.id]);
        let others = Wanted { reader: Some(awa_id()), ..wanted(&post) };
        assert_eq!(ids(&threads::part(&mut tx, others).await.unwrap()), [hidden.id]);
        assert_eq!(threads::count(&mut tx, post.id).await.unwrap(), 1);
    }
}

/// Below Awa's post: so many comments of Binta's, each a day after the other.
async fn many(home: &Home, n: u128) -> Vec<Comment> {
    let all: Vec<Comment> =
        (1..=n).map(|n| comment(n, &home.post, binta_id(), &format!("Mot n° {n}."))).collect();
    keep(home, &all).await;
    all
}

async fn keep(home: &Home, all: &[Comment]) {
    let mut tx = home.house.section.db.begin().await.unwrap();
    for one in all {
        comments::insert(&mut tx, one).await.unwrap();
    }
    tx.public_changed().await.unwrap();
    tx.commit().await.unwrap();
}

fn way(page: &str, label: &str) -> String {
    let (before, _) =
        page.split_once(&format!(">{label}</a>")).unwrap_or_else(|| panic!("{label} in {page}"));
    let (_, href) = before.rsplit_once("href=\"").unwrap();
    href.split_once('"').unwrap().0.replace("&#38;", "&")
}

fn simple(comment: &Comment) -> String {
    comment.id.as_uuid().simple().to_string()
}

#[tokio::test]
async fn however_many_comments_there_are_each_is_read_and_counted() {
    let home = home().await;
    let all = many(&home, 510).await;
    let mut seen = 0;
    let mut path = "/blogs/awa/premier".to_owned();
    loop {
        let page = text(home.client.get(&path).await).await;
        assert!(page.contains("510 commentaires"), "the count is true on each page");
        let here = page.matches("<article class=\"card\" id=\"c-").count();
        assert!(here <= usize::try_from(THREADS).unwrap(), "{here} on {path}");
        let first = format!("Mot n° {}.", seen + 1);
        assert!(page.contains(&first), "{first} on {path}");
        seen += here;
        if seen == all.len() {
            assert!(!page.contains("Plus de commentaires"));
            break;
        }
        path = way(&page, "Plus de commentaires…");
        assert!(!path.contains("2013") && path.len() < 100, "no moment in an address: {path}");
    }
    let back = text(home.client.get(&path).await).await;
    let before = text(home.client.get(&way(&back, "Commentaires précédents")).await).await;
    assert!(before.contains(&format!("id=\"c-{}\"", simple(&all[480]))), "{}", main_of(&before));

    // A link to a comment leads to the page on which it stands, first, middle and last.
    for n in [0, 3, 30, 300, 509] {
        let path = all[n].path("awa", "premier");
        let page = text(home.client.get(path.split_once('#').unwrap().0).await).await;
        assert!(page.contains(&format!("id=\"c-{}\"", simple(&all[n]))), "{n}");
    }
    let answer = text(home.client.get(&format!("/blogs/awa/premier?reply={}", all[300].id)).await).await;
    assert!(answer.contains("Vous répondez à Binta") && answer.contains(&simple(&all[300])));
    let lost = home.client.get("/blogs/awa/premier?comment=00000000000000000000000000000001&after=x").await;
    assert!(text(lost).await.contains(&simple(&all[0])), "what is not there leads to the beginning");
}

#[tokio::test]
async fn whoever_comments_below_many_lands_on_their_own_words() {
    let home = home().await;
    many(&home, 60).await;
    home.house.clock.advance(std::time::Duration::from_secs(100 * 86_400));
    let awa = home.awa().await;
    let place = to(&awa.post("/blogs/awa/premier/comments", &[("body", "Le dernier mot.")]).await);
    let (path, anchor) = place.split_once('#').unwrap();
    let page = text(awa.get(path).await).await;
    assert!(page.contains("Le dernier mot.") && page.contains(&format!("id=\"{anchor}\"")), "{place}");
    let binta = home
        .client
        .as_member(griot_web::testing::TestHouse::member("Issa", &[griot_web::Role::Member]))
        .await;
    let place = to(&binta.post("/blogs/awa/premier/comments", &[("body", "J’attends.")]).await);
    let page = text(binta.get(place.split_once('#').unwrap().0).await).await;
    assert!(page.contains("J’attends.") && page.contains("En attente de relecture"), "{place}");
}

#[tokio::test]
async fn a_long_thread_has_a_page_of_its_own() {
    let home = home().await;
    let heads = many(&home, 2).await;
    let answers: Vec<Comment> = (10..75)
        .map(|n| Comment {
            parent: Some(heads[0].id),
            ..comment(n, &home.post, awa_id(), &format!("Réponse {n}."))
        })
        .collect();
    keep(&home, &answers).await;
    let page = text(home.client.get("/blogs/awa/premier").await).await;
    assert!(page.contains("Réponse 19.") && !page.contains("Réponse 20."));
    assert!(page.contains("67 commentaires"));
    let thread = text(home.client.get(&way(&page, "Encore 55 réponses")).await).await;
    assert!(thread.contains("Mot n° 1.") && !thread.contains("Mot n° 2.") && thread.contains("Réponse 59."));
    let rest = text(home.client.get(&way(&thread, "Plus de commentaires…")).await).await;
    assert!(
        rest.contains("Réponse 74.") && rest.contains("Mot n° 1.") && rest.contains("Tous les commentaires")
    );
    for n in [0, 20, 64] {
        let path = answers[n].path("awa", "premier");
        let page = text(home.client.get(path.split_once('#').unwrap().0).await).await;
        assert!(page.contains(&format!("id=\"c-{}\"", simple(&answers[n]))), "{n}");
    }
}

#[tokio::test]
async fn the_writer_of_a_hidden_comment_reads_that_and_why_and_others_read_nothing_of_it() {
    let home = home().await;
    let said = comment(1, &home.post, binta_id(), "Une injure");
    let answer = Comment { parent: Some(said.id), ..comment(2, &home.post, awa_id(), "Restons courtois.") };
    keep(&home, &[said.clone(), answer]).await;
    let judge = [
        ("act", "hide"),
        ("show", "reported"),
        ("mark", &said.mark()),
        ("reason", "Injure envers quelqu’un"),
    ];
    home.moussa().await.post(&format!("/desk/moderation/{}", said.id), &judge).await;
    home.work().await;
    assert_eq!(home.house.post.take(), [], "no letter");

    let binta = home.binta().await;
    let page = text(binta.get("/blogs/awa/premier").await).await;
    for needed in ["Une injure", "Caché par la modération", "Motif\u{a0}: Injure envers quelqu’un"] {
        assert!(page.contains(needed), "{needed} in {}", main_of(&page));
    }
    assert!(!page.contains(&format!("/comments/{}/edit", simple(&said))));
    for other in [&home.client, &home.awa().await] {
        let page = text(other.get("/blogs/awa/premier").await).await;
        assert!(!page.contains("Une injure") && !page.contains("Motif"), "{}", main_of(&page));
        assert!(page.contains("n’est plus montré") && page.contains("Restons courtois."));
        assert!(!page.contains("Binta"), "not even by whom");
    }
    let mut tx = home.house.section.db.begin().await.unwrap();
    let mine = comments::hidden_of(&mut tx, binta_id(), day(0), 5).await.unwrap();
    assert_eq!(mine[0].comment.id, said.id);
}

#[tokio::test]
async fn below_a_closed_blog_a_member_reads_that_it_is_closed() {
    let home = home().await;
    let mut tx = home.house.section.db.begin().await.unwrap();
    assert!(blogs::set_state(&mut tx, home.blog.id, BlogState::Open, BlogState::Closed).await.unwrap());
    tx.public_changed().await.unwrap();
    tx.commit().await.unwrap();
    for client in [home.client.clone(), home.binta().await] {
        let page = text(client.get("/blogs/awa/premier").await).await;
        assert!(
            page.contains("Ce blog est fermé") && page.contains("on n’y commente plus"),
            "{}",
            main_of(&page)
        );
        assert!(!page.contains("Devenir membre</a> ·") && !page.contains("id=\"comment-form\""));
    }
}

#[tokio::test]
async fn a_comment_is_set_as_french_where_it_is_shown_and_stays_as_it_was_typed() {
    let home = home().await;
    let typed = "Qui vient ? L'eau : « la vie » !\n\nUne ligne\net l'autre";
    let said = comment(1, &home.post, binta_id(), typed);
    keep(&home, std::slice::from_ref(&said)).await;
    let set =
        "<p>Qui vient\u{202f}? L’eau\u{a0}: «\u{a0}la vie\u{a0}»\u{202f}!</p><p>Une ligne<br>et l’autre</p>";
    let page = text(home.client.get("/blogs/awa/premier").await).await;
    assert!(page.contains(set), "{}", main_of(&page));
    let report = text(home.client.get(&format!("/comments/{}/report", said.id)).await).await;
    assert!(report.contains(set), "{}", main_of(&report));
    let edit = text(home.binta().await.get(&format!("/comments/{}/edit", said.id)).await).await;
    assert!(edit.contains("Qui vient ? L&#39;eau : «"), "{}", main_of(&edit));
}
