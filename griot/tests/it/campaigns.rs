//! A campaign across the house: what is open is shown everywhere, what is taken back nowhere; who is
//! erased is let go of.

use std::sync::Arc;

use griot_campaigns::{
    acts::campaign,
    model::{Campaign, CampaignWords, Move},
    store::{campaigns, teams},
};
use griot_contracts::campaigns::{Campaigns, Evidences, Serves, Strategy, Weekly};
use griot_home::store as shown;
use griot_jobs::Worker;
use griot_kernel::{Language, PersonId, SystemClock};
use griot_voices::{
    acts::{aim, begin, close, publish, write},
    model::{Aim, Blog, BlogKind, BlogState, Post, PostWords, Schedule},
    store::posts,
};

use crate::open::{self, Open};

async fn work(house: &Open) {
    let section = &house.section;
    let jobs = house.pillars.jobs(section);
    let worker = Worker::new(section.db.clone(), Arc::new(SystemClock), jobs, section.clone());
    worker.run_until_idle().await.unwrap();
}

async fn opened(house: &Open, by: PersonId) -> Campaign {
    let section = &house.section;
    let mut tx = section.db.begin().await.unwrap();
    let begun = campaign::begin(section, &mut tx, "L’eau à l’école".into(), by).await.unwrap();
    let words = CampaignWords { message: "Un forage par village.".into(), ..begun.words.clone() };
    assert!(campaigns::save(&mut tx, begun.id, begun.revision, &words).await.unwrap());
    for wanted in [Move::Plan, Move::Open] {
        let stands = campaigns::by_id(&mut tx, begun.id).await.unwrap().unwrap();
        campaign::go(section, &mut tx, &stands, wanted).await.unwrap().unwrap();
    }
    let stands = campaigns::by_id(&mut tx, begun.id).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    stands
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_open_is_shown_and_found_and_what_is_taken_back_is_nowhere_at_once() {
    let house = open::house().await;
    let awa = PersonId::secret(house.section.random.as_ref());
    let campaign = opened(&house, awa).await;
    work(&house).await;
    for path in ["/", "/activity", "/search?q=forages", "/campaigns"] {
        let page = house.get(path).await.text;
        assert!(page.contains(&campaign.address()) && page.contains("L’eau à l’école"), "{path}: {page}");
    }

    let section = &house.section;
    let mut tx = section.db.begin().await.unwrap();
    campaign::go(section, &mut tx, &campaign, Move::TakeBack).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    // No news of it was heard yet.
    for path in ["/", "/activity", "/search?q=forages", "/campaigns"] {
        let page = house.get(path).await.text;
        assert!(!page.contains(&campaign.address()), "{path}: {page}");
    }
    work(&house).await;
    let mut db = section.db.read().await.unwrap();
    let kept = shown::by_work(&mut db, campaign.id.cast(), Language::FRENCH).await.unwrap();
    assert!(kept.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_erased_is_in_no_team_any_more() {
    let house = open::house().await;
    let awa = PersonId::secret(house.section.random.as_ref());
    let campaign = opened(&house, awa).await;
    let mut tx = house.section.db.begin().await.unwrap();
    house.pillars.erase(&mut tx, awa).await.unwrap();
    tx.commit().await.unwrap();
    let mut db = house.section.db.read().await.unwrap();
    assert!(teams::of_campaign(&mut db, campaign.id).await.unwrap().is_empty());
    let kept = campaigns::by_id(&mut db, campaign.id).await.unwrap().unwrap();
    assert_eq!(kept.created_by, None, "the campaign is the section’s");
}

#[tokio::test]
async fn the_questions_about_campaigns_have_somebody_who_answers() {
    let section = open::house().await.section;
    assert!(section.ask::<dyn Campaigns>().is_ok() && section.ask::<dyn Strategy>().is_ok());
    let joined = [
        section.all::<dyn Serves>().len(),
        section.all::<dyn Evidences>().len(),
        section.all::<dyn Weekly>().len(),
    ];
    assert!(joined.iter().all(|count| *count > 0), "{joined:?}");
}

/// A blog of the section, with a post that everyone reads.
async fn told(house: &Open, by: PersonId) -> (Blog, Post) {
    let section = &house.section;
    let random = section.random.as_ref();
    let mut tx = section.db.begin().await.unwrap();
    let blog = Blog {
        slug: "la-section".to_owned(),
        title: "Le blog de la section".to_owned(),
        ..begin::fresh(section, BlogKind::Section, by, Language::FRENCH)
    };
    begin::begin(&mut tx, &blog).await.unwrap().unwrap();
    let words =
        PostWords { title: "Le puits".into(), body: "Il est réparé.".into(), ..PostWords::default() };
    let sent = write::Sent { words, language: Language::FRENCH, translation_of: None, tags: Vec::new() };
    let now = section.clock.now();
    let post = write::begin(&mut tx, &blog, Some(by), &sent, now, random).await.unwrap();
    publish::now(&mut tx, &post, now, random).await.unwrap().unwrap();
    let post = posts::by_id(&mut tx, post.id).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    (blog, post)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_latest_of_a_campaign_are_its_posts_as_long_as_everyone_reads_them() {
    let house = open::house().await;
    let section = &house.section;
    let awa = PersonId::secret(section.random.as_ref());
    let campaign = opened(&house, awa).await;
    let (blog, post) = told(&house, awa).await;
    let address = campaign.address();
    let shows = async || house.get(&address).await.text.contains("href=\"/blogs/la-section/le-puits\"");
    let of_it = Aim { campaign: Some(campaign.id), line: None };
    // Each page is asked for twice, so that it lies in the cache when it changes.
    assert!(!shows().await && !shows().await);

    let mut tx = section.db.begin().await.unwrap();
    assert!(aim::set(&mut tx, &post, of_it).await.unwrap());
    tx.commit().await.unwrap();
    assert!(shows().await && shows().await, "{}", house.get(&address).await.text);
    let page = house.get(&address).await.text;
    assert!(page.contains("Les dernières nouvelles") && page.contains("billet · publié"), "{page}");

    let kept = async |tx: &mut griot_db::Tx| posts::by_id(tx, post.id).await.unwrap().unwrap();
    let mut tx = section.db.begin().await.unwrap();
    let attached = kept(&mut tx).await;
    assert!(aim::set(&mut tx, &attached, Aim::default()).await.unwrap());
    tx.commit().await.unwrap();
    assert!(!shows().await, "detached");
    let mut tx = section.db.begin().await.unwrap();
    let detached = kept(&mut tx).await;
    aim::set(&mut tx, &detached, of_it).await.unwrap();
    tx.commit().await.unwrap();
    assert!(shows().await);

    let mut tx = section.db.begin().await.unwrap();
    let attached = kept(&mut tx).await;
    publish::withdraw(section, &mut tx, &attached).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    assert!(!shows().await, "withdrawn");
    let mut tx = section.db.begin().await.unwrap();
    let withdrawn = kept(&mut tx).await;
    let soon = Schedule { at: section.clock.now() + std::time::Duration::from_secs(3_600), not_after: None };
    publish::later(&mut tx, &withdrawn, soon, section.clock.now()).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    assert!(!shows().await, "it waits for its hour");
    let mut tx = section.db.begin().await.unwrap();
    let scheduled = kept(&mut tx).await;
    publish::now(&mut tx, &scheduled, section.clock.now(), section.random.as_ref()).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    assert!(shows().await, "published again");

    let mut tx = section.db.begin().await.unwrap();
    assert!(close::set(section, &mut tx, &blog, BlogState::Withdrawn).await.unwrap());
    tx.commit().await.unwrap();
    assert!(!shows().await, "its blog was taken from the public");
}
