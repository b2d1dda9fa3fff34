//! What one room changes, another shows: a blog with another name and address, everywhere.

use std::sync::Arc;

use griot_home::{
    model::{Filter, Query},
    store as shown,
};
use griot_jobs::{Worker, enqueue};
use griot_kernel::{Language, Reading, SystemClock};
use griot_voices::{
    acts::{begin, publication, publish, write},
    jobs::TellBlog,
    model::{BlogKind, PostWords},
    store::blogs,
};

use crate::open;

#[tokio::test(flavor = "multi_thread")]
async fn a_blog_with_another_name_and_address_is_shown_so_and_found_so() {
    let house = open::house().await;
    let section = &house.section;
    let (now, random) = (section.clock.now(), section.random.as_ref());
    let awa = griot_kernel::PersonId::secret(random);
    let mut blog = begin::fresh(section, BlogKind::Person, awa, Language::FRENCH);
    (blog.slug, blog.title, blog.about) = ("awa".into(), "Le puits".into(), "Chroniques du Sahel.".into());
    let words =
        PostWords {
            title: "Un billet".into(), body: "La pompe est réparée.".into(), ..PostWords::default()
        };
    let sent = write::Sent { words, language: Language::FRENCH, translation_of: None, tags: Vec::new() };
    let mut tx = section.db.begin().await.unwrap();
    begin::begin(&mut tx, &blog).await.unwrap().unwrap();
    let post = write::begin(&mut tx, &blog, Some(awa), &sent, now, random).await.unwrap();
    publish::now(&mut tx, &post, now, random).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    let work = async || {
        let jobs = house.pillars.jobs(section);
        let worker = Worker::new(section.db.clone(), Arc::new(SystemClock), jobs, section.clone());
        worker.run_until_idle().await.unwrap();
    };
    work().await;

    let mut tx = section.db.begin().await.unwrap();
    (blog.slug, blog.title) = ("carnet".into(), "Le carnet".into());
    blogs::update(&mut tx, &blog).await.unwrap();
    publication::tell_blog(&mut tx, blog.id).await.unwrap();
    enqueue(&mut tx, &TellBlog { blog: blog.id }).await.unwrap();
    tx.commit().await.unwrap();
    work().await;

    let mut db = section.db.read().await.unwrap();
    let line = shown::by_work(&mut db, post.id, Language::FRENCH).await.unwrap().unwrap();
    assert_eq!(line.address, "/blogs/carnet/un-billet");
    assert_eq!(line.place, Some(("/blogs/carnet".into(), "Le carnet".into())));
    let places = shown::places(&mut db, 9).await.unwrap();
    assert_eq!(places.iter().map(|place| place.address.as_str()).collect::<Vec<_>>(), ["/blogs/carnet"]);
    let filter = Filter { place: Some("/blogs/carnet".into()), ..Filter::default() };
    let found = shown::search(&mut db, None, &filter, Reading::Start, 9).await.unwrap();
    assert_eq!(found.items.iter().map(|hit| hit.line.work).collect::<Vec<_>>(), [post.id]);
    // The blog itself is found by its presentation, and is not among what was published.
    let query = Query::read("sahel");
    let found = shown::search(&mut db, query.as_ref(), &Filter::default(), Reading::Start, 9).await.unwrap();
    assert_eq!(
        found.items.iter().map(|hit| hit.line.address.as_str()).collect::<Vec<_>>(),
        ["/blogs/carnet"]
    );
    let recent = shown::recent(&mut db, Language::FRENCH, 9).await.unwrap();
    assert_eq!(recent.iter().map(|line| line.work).collect::<Vec<_>>(), [post.id]);
    drop(db);
    let front = house.get("/").await.text;
    assert!(front.contains("Le carnet") && !front.contains("Le puits"), "{front}");
}
