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
