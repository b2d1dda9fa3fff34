//! What waits for its hour and cannot come out, and what a blog takes along when it goes.

use std::time::Duration;

use griot_contracts::{planning::Standstill, publications::PublicationChanged};
use griot_db::{Conn, DbError, outbox};
use griot_kernel::{Event, Timestamp, WorkId};
use griot_voices::{
    SCHEMA,
    model::{Missed, Post, PostState, Role, Schedule},
    store::{blogs, posts, publishing, tags},
};
use griot_web::testing::text;

use crate::{
    factory::{self, day, id},
    house::*,
};

/// A post of `author` that waits for noon.
async fn waiting(home: &Home, n: u128, post: Post) -> Post {
    let post = Post { id: WorkId::from(id(0x9000 + n)), slug: format!("attend-{n}"), ..post };
    let mut tx = home.house.section.db.begin().await.unwrap();
    posts::insert(&mut tx, &post).await.unwrap();
    let noon = Schedule { at: factory::at("2013-02-14T12:00:00Z"), not_after: None };
    assert!(publishing::schedule(&mut tx, post.id, PostState::Draft, noon, day(0)).await.unwrap());
    tx.commit().await.unwrap();
    post
}

async fn at_noon(home: &Home) {
    home.house.clock.advance(Duration::from_secs(3 * 3_600));
    griot_voices::jobs::keep_hours(home.house.section.clone()).await.unwrap();
}

async fn kept(home: &Home, post: &Post) -> Post {
    let mut db = home.house.section.db.read().await.unwrap();
    posts::by_id(&mut db, post.id).await.unwrap().unwrap()
}

struct Stopped(std::sync::atomic::AtomicBool);

#[async_trait::async_trait]
impl Standstill for Stopped {
    async fn since(&self, _: &mut Conn) -> Result<Option<Timestamp>, DbError> {
        Ok(self.0.load(std::sync::atomic::Ordering::Relaxed).then_some(day(0)))
    }
}

#[tokio::test]
async fn while_the_section_stopped_everything_what_waits_waits() {
    let stopped = std::sync::Arc::new(Stopped(true.into()));
    let answers = std::sync::Arc::clone(&stopped);
    let home = home_with(|house| house.provide::<dyn Standstill>(answers)).await;
    home.awa().await;
    let post = waiting(&home, 2, factory::post(2, &home.blog, "eau")).await;
    at_noon(&home).await;
    assert_eq!(kept(&home, &post).await.state, PostState::Scheduled);
    stopped.0.store(false, std::sync::atomic::Ordering::Relaxed);
    at_noon(&home).await;
    assert_eq!(kept(&home, &post).await.state, PostState::Published);
}

griot_testkit::contract! { SCHEMAS;
    async fn what_waits_is_never_empty_and_what_is_empty_at_its_hour_is_a_draft_again(db: Db) {
        let home = home_on(db).await;
        let awa = home.awa().await;
        let good = waiting(&home, 2, factory::post(2, &home.blog, "x")).await;
        let path = format!("/me/posts/{}", good.id);
        let fields = [("act", "save"), ("revision", "1"), ("title", "Billet"), ("body", " "), ("language", "fr")];
        assert_eq!(awa.upload(&path, &fields, &[]).await.status(), 422, "what waits must have something to read");

        let empty = Post { body: "  ".into(), ..factory::post(3, &home.blog, "x") };
        let empty = waiting(&home, 3, empty).await;
        at_noon(&home).await;
        assert_eq!(kept(&home, &good).await.state, PostState::Published);
        let left = kept(&home, &empty).await;
        assert_eq!((left.state, left.missed, left.publish_at), (PostState::Draft, Some(Missed::NoWords), None));
        home.work().await;
        let letter = home.house.post.take().remove(0);
        assert_eq!(letter.to.as_str(), "awa@exemple.bf");
        assert!(letter.text.contains("il n’y avait rien à lire"), "{}", letter.text);
        let mine = text(awa.get("/me/posts").await).await;
        assert!(mine.contains("il n’y avait rien à lire à son heure"), "{}", main_of(&mine));
    }

    async fn who_takes_part_no_more_publishes_no_more(db: Db) {
        let home = home_on(db).await;
        home.awa().await;
        // Binta may write here and is suspended: the door does not know her.
        home.let_binta_write().await;
        let hers = Post { author: Some(factory::binta()), ..factory::post(2, &home.blog, "x") };
        let hers = waiting(&home, 2, hers).await;
        at_noon(&home).await;
        let left = kept(&home, &hers).await;
        assert_eq!((left.state, left.missed), (PostState::Draft, Some(Missed::NoPen)));
        home.work().await;
        let letters = home.house.post.take();
        assert_eq!((letters.len(), letters[0].to.as_str()), (1, "awa@exemple.bf"), "the editors are told");
        assert!(letters[0].text.contains("publiez-le vous-même"), "{}", letters[0].text);
    }

    async fn who_was_let_go_publishes_no_more_and_without_another_editor_the_desk_is_told(db: Db) {
        let home = home_on(db).await;
        home.awa().await;
        let mut tx = home.house.section.db.begin().await.unwrap();
        blogs::remove_author(&mut tx, home.blog.id, factory::awa()).await.unwrap();
        tx.commit().await.unwrap();
        let hers = waiting(&home, 2, factory::post(2, &home.blog, "x")).await;
        at_noon(&home).await;
        assert_eq!(kept(&home, &hers).await.missed, Some(Missed::NoPen));
        home.work().await;
        let letters = home.house.post.take();
        assert_eq!((letters.len(), letters[0].to.as_str()), (1, "moussa@exemple.bf"));
    }

    async fn the_house_is_told_of_every_post_of_a_blog_that_has_another_name(db: Db) {
        let home = home_on(db).await;
        let awa = home.awa().await;
        let mut tx = home.house.section.db.begin().await.unwrap();
        for n in 2..=205_u32 {
            let one = factory::published(n.into(), &home.blog, &format!("billet-{n}"), day(0));
            posts::insert(&mut tx, &one).await.unwrap();
        }
        posts::insert(&mut tx, &factory::post(999, &home.blog, "brouillon")).await.unwrap();
        tx.commit().await.unwrap();
        let path = format!("/me/blogs/{}", home.blog.id);
        let change = async |title: &str, slug: &str, theme: &str| {
            let fields = [("title", title), ("slug", slug), ("language", "fr"), ("theme", theme),
                ("comments", "guests"), ("moderation", "newcomers")];
            assert_eq!(awa.post(&path, &fields).await.status(), 303);
            let heard = home.work().await.len();
            let mut tx = home.house.section.db.begin().await.unwrap();
            let told = outbox::waiting(&mut tx, 500).await.unwrap();
            for line in &told {
                assert_eq!(line.name, PublicationChanged::NAME);
                outbox::remove(&mut tx, line.id).await.unwrap();
            }
            tx.commit().await.unwrap();
            heard + told.len()
        };
        assert_eq!(change("Autre nom", "awa", "1").await, 206, "the blog, and each published post, and no draft");
        assert_eq!(change("Autre nom", "ailleurs", "1").await, 206);
        assert_eq!(change("Autre nom", "ailleurs", "2").await, 1, "a colour is no news of its posts");
    }

    async fn a_blog_that_goes_takes_its_reading_links_along(db: Db) {
        let home = home_on(db).await;
        let awa = home.awa().await;
        let draft = factory::post(2, &home.blog, "brouillon");
        let mut tx = home.house.section.db.begin().await.unwrap();
        posts::insert(&mut tx, &draft).await.unwrap();
        posts::set_preview(&mut tx, draft.id, Some(&[7; 16])).await.unwrap();
        tx.commit().await.unwrap();
        let page = text(awa.get(&format!("/me/posts/{}", draft.id)).await).await;
        let (_, rest) = page.split_once("https://section.example/preview/").unwrap();
        let link = format!("/preview/{}", rest.split_once('"').unwrap().0);
        assert_eq!(home.client.get(&link).await.status(), 200);
        let close = format!("/me/blogs/{}/close", home.blog.id);
        awa.post(&close, &[("act", "withdrawn")]).await;
        assert_eq!(home.client.get(&link).await.status(), 410);
        awa.post(&close, &[("act", "open")]).await;
        assert_eq!(home.client.get(&link).await.status(), 410, "and it stays closed");
    }
}

griot_testkit::contract! { &[SCHEMA];
    async fn posts_are_told_of_from_one_to_the_next(db: Db) {
        let (blog, first) = factory::open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        let second = factory::published(2, &blog, "second", day(2));
        posts::insert(&mut tx, &second).await.unwrap();
        let some = publishing::published_behind(&mut tx, blog.id, None, 1).await.unwrap();
        assert_eq!(some, [(first.id, 1)]);
        let some = publishing::published_behind(&mut tx, blog.id, Some(first.id), 9).await.unwrap();
        assert_eq!(some, [(second.id, 1)]);
        posts::set_preview(&mut tx, second.id, Some(&[1; 16])).await.unwrap();
        publishing::close_links(&mut tx, blog.id).await.unwrap();
        assert_eq!(posts::preview_salt(&mut tx, second.id).await.unwrap(), None);
    }

    async fn a_tag_is_found_however_many_others_there_are(db: Db) {
        let (blog, first) = factory::open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        let named = griot_voices::model::tags("Puits");
        tags::set(&mut tx, first.id, &named).await.unwrap();
        assert_eq!(tags::in_blog(&mut tx, blog.id, "puits").await.unwrap(), named.first().cloned());
        assert_eq!(tags::in_blog(&mut tx, blog.id, "pompe").await.unwrap(), None);
        let other = factory::blog(2, "autre");
        blogs::insert(&mut tx, &other).await.unwrap();
        blogs::set_author(&mut tx, other.id, factory::awa(), Role::Editor).await.unwrap();
        assert_eq!(tags::in_blog(&mut tx, other.id, "puits").await.unwrap(), None);
    }
}

#[tokio::test]
async fn every_tag_of_a_post_leads_to_its_posts() {
    let home = home().await;
    let mut tx = home.house.section.db.begin().await.unwrap();
    for n in 2..=12_u32 {
        let one = factory::published(n.into(), &home.blog, &format!("billet-{n}"), day(0));
        posts::insert(&mut tx, &one).await.unwrap();
        let words: Vec<String> = (0..12).map(|place| format!("Sujet {}", 12 * n + place)).collect();
        tags::set(&mut tx, one.id, &griot_voices::model::tags(&words.join(","))).await.unwrap();
    }
    tx.commit().await.unwrap();
    for n in [24, 90, 155] {
        let page = home.client.get(&format!("/blogs/awa?tag=sujet-{n}")).await;
        assert_eq!(page.status(), 200, "{n}");
        assert!(text(page).await.contains(&format!("Sujet {n}")));
    }
    assert_eq!(home.client.get("/blogs/awa?tag=sujet-999").await.status(), 404);
}
