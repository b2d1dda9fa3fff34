//! A blog as a work of its own, by which it is found.

use griot_db::{Db, change, outbox};
use griot_kernel::{Found, WorkId};
use griot_pillar::Pillar;
use griot_voices::{
    SCHEMA, Voices,
    model::{Blog, BlogState},
    store::{blogs, erase},
};

use crate::{
    factory::{self, open_house},
    house::*,
};

/// The works that the house was told of, each once.
async fn told(db: &Db) -> Vec<WorkId> {
    let mut tx = db.begin().await.unwrap();
    let mut works = Vec::new();
    for line in outbox::waiting(&mut tx, 500).await.unwrap() {
        if line.name == "publications.changed.v1" {
            let news: serde_json::Value = serde_json::from_str(&line.payload).unwrap();
            works.push(news["id"].as_str().unwrap().parse().unwrap());
        }
        outbox::remove(&mut tx, line.id).await.unwrap();
    }
    tx.commit().await.unwrap();
    works.sort_unstable();
    works.dedup();
    works
}

griot_testkit::contract! { &[SCHEMA];
    async fn a_blog_is_a_work_while_everyone_may_read_it(db: Db) {
        let (blog, post) = open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        let Found::Here(work) = Voices.publication(&mut tx, blog.id.cast()).await.unwrap() else { panic!() };
        assert_eq!((work.kind.as_str(), work.container, work.author), ("blog", None, None));
        assert_eq!((work.versions[0].address.as_str(), work.versions[0].title.as_str()), ("/blogs/awa", "Le blog awa"));
        assert_eq!(work.versions[0].search_text, "Un blog pour les essais.");
        let Found::Here(work) = Voices.publication(&mut tx, post.id).await.unwrap() else { panic!() };
        assert_eq!(work.kind, "post");
        blogs::set_state(&mut tx, blog.id, BlogState::Open, BlogState::Withdrawn).await.unwrap();
        assert!(matches!(Voices.publication(&mut tx, blog.id.cast()).await.unwrap(), Found::Gone));
        assert!(matches!(Voices.publication(&mut tx, factory::id(1).into()).await.unwrap(), Found::Unknown));
    }

    async fn the_house_hears_once_of_blogs_from_before(db: Db) {
        let (blog, _) = open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        assert_eq!(blogs::tell_old(&mut tx, 9).await.unwrap(), [], "those begun now are told at once");
        change!(&mut tx, conn => query("update blog set told = 0").execute(conn)).unwrap();
        assert_eq!(blogs::tell_old(&mut tx, 9).await.unwrap(), [blog.id]);
        assert_eq!(blogs::tell_old(&mut tx, 9).await.unwrap(), []);
    }

    async fn an_erased_person_s_blog_is_told_as_gone(db: Db) {
        let (blog, post) = open_house(&db).await;
        told(&db).await;
        let mut tx = db.begin().await.unwrap();
        erase::person(&mut tx, factory::awa()).await.unwrap();
        tx.commit().await.unwrap();
        let mut gone: Vec<WorkId> = vec![blog.id.cast(), post.id];
        gone.sort_unstable();
        assert_eq!(told(&db).await, gone);
    }
}

#[tokio::test]
async fn the_house_is_told_of_a_blog_that_begins_closes_and_goes() {
    let home = home().await;
    let db = &home.house.section.db;
    let awa = home.awa().await;
    told(db).await;
    let fields = [
        ("kind", "person"),
        ("title", "Un autre"),
        ("language", "fr"),
        ("theme", "1"),
        ("comments", "members"),
        ("moderation", "newcomers"),
    ];
    assert_eq!(awa.post("/me/blogs/new", &fields).await.status(), 303);
    let mut read = db.read().await.unwrap();
    let begun: Blog = blogs::by_slug(&mut read, "un-autre").await.unwrap().unwrap();
    drop(read);
    assert_eq!(told(db).await, [begun.id.cast()]);
    for to in ["closed", "withdrawn", "open"] {
        awa.post(&format!("/me/blogs/{}/close", begun.id), &[("act", to)]).await;
        assert_eq!(told(db).await, [begun.id.cast()], "{to}");
    }
    let section = home.house.section.clone();
    griot_voices::jobs::tell_old_blogs(section).await.unwrap();
    assert_eq!(told(db).await, [], "they were told at once");
}
