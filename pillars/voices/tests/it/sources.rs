//! What is kept of places elsewhere, on SQLite and on PostgreSQL alike.

use griot_kernel::{Container, Id};
use griot_voices::{
    SCHEMA,
    import::{ElsewhereFeed, ElsewhereItem, ImportState},
    model::{Blog, Post, PostState},
    store::{blogs, elsewhere, imports, outside, posts},
};

use crate::factory::{self, awa, binta, blog, day, id, published};
use crate::import_house::{desk, import};

fn brought(n: u128, blog: &Blog, from: &str) -> Post {
    Post { canonical_url: Some(from.to_owned()), ..published(n, blog, &format!("billet-{n}"), day(1)) }
}

pub fn feed(n: u128, address: &str) -> ElsewhereFeed {
    ElsewhereFeed {
        id: Id::from(id(0xfeed + n)),
        address: address.to_owned(),
        title: "Section sœur".to_owned(),
        site_link: None,
        licence: "CC BY-SA 4.0".to_owned(),
        is_followed: true,
        etag: None,
        last_modified: None,
        next_at: day(0),
        quiet: 0,
        failures: 0,
        problem: None,
        by: Some(awa()),
        at: day(0),
    }
}

griot_testkit::contract! { &[griot_web::SCHEMA, SCHEMA];
    async fn the_places_where_a_blog_first_came_out_are_those_of_its_published_posts(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let first = blog(1, "awa");
        let second = Blog { owner: Some(binta()), created_at: day(1), ..blog(2, "binta") };
        let third = Blog { created_at: day(2), ..blog(3, "ici") };
        for blog in [&second, &first, &third] {
            blogs::insert(&mut tx, blog).await.unwrap();
        }
        let withdrawn = Post { state: PostState::Withdrawn, ..brought(4, &second, "https://b.example/2") };
        for post in [
            brought(1, &first, "https://a.example/2012/un"),
            brought(2, &first, "https://a.example/2012/deux"),
            brought(3, &second, "https://b.example/1"),
            withdrawn,
            published(5, &third, "d-ici", day(1)),
        ] {
            posts::insert(&mut tx, &post).await.unwrap();
        }
        let places = outside::places(&mut tx, 9).await.unwrap();
        let told: Vec<_> = places.iter().map(|place| (place.source.as_str(), place.keeper, place.works)).collect();
        assert_eq!(told, [("https://a.example/", Some(awa()), 2), ("https://b.example/", Some(binta()), 1)]);
        let here = Container { title: first.title, address: "/blogs/awa".to_owned() };
        assert_eq!(places[0].here, here);
        assert_eq!(outside::places(&mut tx, 1).await.unwrap().len(), 1);
    }

    async fn an_import_changes_only_from_where_it_was_seen(db: Db) {
        let desk = desk(db).await;
        let mut one = import(&desk, ImportState::Looking);
        one.at = day(0);
        let two = import(&desk, ImportState::Proposed);
        let mut tx = desk.section.db.begin().await.unwrap();
        imports::insert(&mut tx, &one).await.unwrap();
        imports::insert(&mut tx, &two).await.unwrap();
        one.state = ImportState::Proposed;
        one.total = 31;
        assert!(!imports::update(&mut tx, &one, ImportState::Running).await.unwrap());
        assert!(imports::update(&mut tx, &one, ImportState::Looking).await.unwrap());
        assert!(!imports::update(&mut tx, &one, ImportState::Looking).await.unwrap(), "it moved on");
        let listed = imports::of_blog(&mut tx, desk.blog.id, 5).await.unwrap();
        assert_eq!(listed.iter().map(|import| import.id).collect::<Vec<_>>(), [two.id, one.id], "newest first");
        assert_eq!((listed[1].state, listed[1].total), (ImportState::Proposed, 31));
        assert_eq!(imports::of_blog(&mut tx, desk.blog.id, 1).await.unwrap().len(), 1);
        assert_eq!(imports::of_blog(&mut tx, factory::blog(2, "binta").id, 5).await.unwrap(), []);
    }

    async fn a_feed_keeps_what_was_learned_and_takes_no_address_of_another(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let one = feed(1, "https://une.example/feed");
        let other = feed(2, "https://autre.example/feed");
        for feed in [&one, &other] {
            elsewhere::add(&mut tx, feed).await.unwrap();
        }
        let mut learned = ElsewhereFeed {
            title: "Kaya".to_owned(),
            etag: Some("\"1\"".to_owned()),
            next_at: day(3),
            failures: 2,
            address: "https://une.example/atom".to_owned(),
            ..one
        };
        elsewhere::update(&mut tx, &learned).await.unwrap();
        assert_eq!(elsewhere::feed(&mut tx, learned.id).await.unwrap().as_ref(), Some(&learned), "it moved");
        assert_eq!(elsewhere::due(&mut tx, day(2), 5).await.unwrap(), std::slice::from_ref(&other));

        let kept = learned.address.clone();
        learned.address = other.address.clone();
        elsewhere::update(&mut tx, &learned).await.unwrap();
        assert_eq!(elsewhere::feed(&mut tx, learned.id).await.unwrap().unwrap().address, kept);
        assert_eq!(elsewhere::feed(&mut tx, other.id).await.unwrap(), Some(other));
    }

    async fn an_item_that_says_something_else_is_kept_anew(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let feed = feed(1, "https://une.example/feed");
        elsewhere::add(&mut tx, &feed).await.unwrap();
        let item = ElsewhereItem {
            id: Id::from(id(0x17e)),
            feed: feed.id,
            source_id: "1".to_owned(),
            title: "L’eau".to_owned(),
            excerpt: "Un droit".to_owned(),
            body: "<p>Un droit</p>".to_owned(),
            link: "https://une.example/eau".to_owned(),
            language: None,
            published_at: day(-3),
        };
        assert!(elsewhere::put(&mut tx, &item).await.unwrap());
        assert!(!elsewhere::put(&mut tx, &item).await.unwrap());
        let anew = ElsewhereItem { id: Id::from(id(0x17f)), title: "L’eau, un droit".to_owned(), ..item.clone() };
        assert!(elsewhere::put(&mut tx, &anew).await.unwrap());
        assert_eq!(elsewhere::item(&mut tx, anew.id).await.unwrap(), None, "the item stays the one it was");
        assert_eq!(elsewhere::item(&mut tx, item.id).await.unwrap().unwrap().title, "L’eau, un droit");
    }
}
