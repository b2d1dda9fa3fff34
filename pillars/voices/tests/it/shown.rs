//! What lists and heads of pages show: words set as their language wants them, feeds, and all the posts
//! of one person.

use griot_kernel::{Language, WorkId};
use griot_voices::{
    model::{Format, Post},
    store::{blogs, posts},
};
use griot_web::testing::text;

use crate::{
    factory::{self, day, id},
    house::*,
    machines::house_on,
};

/// A French post whose writer set nothing.
async fn plain(home: &Home) -> Post {
    let post = Post {
        title: "L'eau : à qui ?".into(),
        excerpt: "L'eau n'attend pas !".into(),
        ..factory::published(5, &home.blog, "eau", day(3))
    };
    let mut tx = home.house.section.db.begin().await.unwrap();
    posts::insert(&mut tx, &post).await.unwrap();
    let mut blog = home.blog.clone();
    (blog.title, blog.about) = ("Qui parle ?".into(), "Des mots d'ici : les nôtres !".into());
    blogs::update(&mut tx, &blog).await.unwrap();
    tx.public_changed().await.unwrap();
    tx.commit().await.unwrap();
    post
}

#[tokio::test]
async fn titles_presentations_and_first_words_are_set_as_french_and_stay_as_typed_in_forms() {
    let home = home().await;
    let post = plain(&home).await;
    let (title, words) = ("L’eau\u{a0}: à qui\u{202f}?", "L’eau n’attend pas\u{202f}!");
    let blog = main_of(&text(home.client.get("/blogs/awa").await).await);
    for set in [title, words, "Qui parle\u{202f}?", "Des mots d’ici\u{a0}: les nôtres\u{202f}!"] {
        assert!(blog.contains(set), "{set}: {blog}");
    }
    assert!(main_of(&text(home.client.get("/blogs").await).await).contains("Qui parle\u{202f}?"));
    let page = main_of(&text(home.client.get("/blogs/awa/eau").await).await);
    assert!(page.contains(&format!("<h1>{title}</h1>")) && page.contains("Qui parle\u{202f}?"), "{page}");
    let before = main_of(&text(home.client.get("/blogs/awa/premier").await).await);
    assert!(before.contains(&format!("{title} →")), "{before}");
    let editor = text(home.awa().await.get(&format!("/me/posts/{}", post.id)).await).await;
    assert!(editor.contains("value=\"L&#39;eau : à qui ?\""), "{}", main_of(&editor));
}

#[tokio::test]
async fn a_reader_of_another_language_reads_day_and_way_on_in_their_own() {
    let home = home().await;
    plain(&home).await;
    let page = main_of(&text(home.client.get("/blogs/awa?lang=en").await).await);
    assert!(page.contains("<article class=\"card\">") && page.contains("<h2 lang=\"fr\">"), "{page}");
    let (_, rest) = page.split_once("<span lang=\"fr\">").unwrap();
    let (words, rest) = rest.split_once("</span>").unwrap();
    assert!(words.starts_with("L’eau") && rest.trim_start().starts_with("<a href="), "{page}");
}

#[tokio::test]
async fn programs_find_a_feed_on_every_page_that_has_one() {
    let home = home().await;
    for (page, feed) in [
        ("/blogs", "/feeds/all"),
        ("/blogs/awa", "/feeds/blogs/awa"),
        ("/blogs/awa?tag=eau", "/feeds/tags/eau"),
        ("/blogs/awa/premier", "/feeds/blogs/awa"),
    ] {
        let shown = text(home.client.get(page).await).await;
        let (head, body) = shown.split_once("</head>").unwrap();
        for (mime, end) in [("application/atom+xml", "atom"), ("application/feed+json", "json")] {
            let said = head.lines().any(|line| {
                line.contains("rel=\"alternate\"")
                    && line.contains(mime)
                    && line.contains(&format!("{feed}.{end}\""))
            });
            assert!(said, "{page}: {feed}.{end}\n{head}");
        }
        if page != "/blogs/awa/premier" {
            assert!(body.contains(&format!("href=\"{feed}.json\"")), "a person finds it on {page}");
        }
    }
}

griot_testkit::contract! { SCHEMAS;
    async fn all_the_posts_of_one_person_are_read_on_and_on(db: Db) {
        let house = house_on(db).await;
        let mut tx = house.section.db.begin().await.unwrap();
        let blog = blogs::by_slug(&mut tx, "awa").await.unwrap().unwrap();
        for n in 0..24_u32 {
            let one = Post {
                id: WorkId::from(id(0xa000 + u128::from(n))),
                title: format!("Récit {n}."),
                ..factory::published(50, &blog, &format!("recit-{n}"), day(i64::from(n) - 40))
            };
            posts::insert(&mut tx, &one).await.unwrap();
        }
        tx.commit().await.unwrap();
        let client = house.client(griot_voices::routes());
        let first = text(client.get("/people/awa/posts").await).await;
        assert!(first.contains("Billets\u{a0}: Awa") && first.contains("/feeds/people/awa.json"), "{first}");
        let main = main_of(&first);
        assert_eq!(main.matches("<article").count(), 20, "{main}");
        let (_, rest) = main.split_once("href=\"/people/awa/posts?after=").unwrap();
        let next = format!("/people/awa/posts?after={}", rest.split_once('"').unwrap().0);
        let second = main_of(&text(client.get(&next).await).await);
        assert_eq!(second.matches("<article").count(), 6, "{second}");
        assert!(second.contains("Récit 0.") && !second.contains("after="), "{second}");

        assert_eq!(client.get("/people/binta/posts").await.status(), 303, "her profile is closed to strangers");
        let inside = client.as_member(awa()).await;
        let closed = inside.get("/people/binta/posts").await;
        assert_eq!(closed.status(), 200);
        assert!(!text(closed).await.contains("/feeds/people/"));
        assert_eq!(inside.get("/people/nobody/posts").await.status(), 404);
    }
}

#[tokio::test]
async fn what_was_brought_is_kept_while_it_is_written_and_seen_before_it_is_shown() {
    let home = home().await;
    let brought = Post {
        format: Format::Html,
        body: "<p>Un <b>puits</b>.</p>".into(),
        language: Language::FRENCH,
        ..factory::post(6, &home.blog, "apporte")
    };
    let mut tx = home.house.section.db.begin().await.unwrap();
    posts::insert(&mut tx, &brought).await.unwrap();
    tx.commit().await.unwrap();
    let awa = home.awa().await;
    let path = format!("/me/posts/{}", brought.id);
    let page = main_of(&text(awa.get(&path).await).await);
    for part in ["data-autosave=", "data-preview=", "data-editor-glass"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("data-editor-toolbar") && page.contains("faits pour le Markdown"), "{page}");
    let fields = [("title", "Billet"), ("body", "<p>Un *grand* <b>puits</b>.</p>")];
    assert_eq!(awa.post(&format!("{path}/autosave"), &fields).await.status(), 200);
    let seen = text(awa.post(&format!("{path}/preview"), &fields).await).await;
    assert!(seen.contains("<p>Un *grand* <b>puits</b>.</p>"), "{seen}");
}
