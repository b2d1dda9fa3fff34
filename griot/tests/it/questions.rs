//! Whoever asks a question of `griot-contracts` gets an answer in the whole house.

use griot_contracts::{
    people::{Contacts, PublicNames, StaffLog},
    planning::{Moved, Scheduled},
    publications::{Featured, OutsidePlaces, Publications, Remarks, Showcase, Site},
};
use griot_kernel::{Timestamp, WorkId};

use crate::open::house;

#[tokio::test]
async fn every_question_has_somebody_who_answers() {
    let section = house().await.section;
    let answered = [
        section.ask::<dyn PublicNames>().is_ok(),
        section.ask::<dyn Contacts>().is_ok(),
        section.ask::<dyn StaffLog>().is_ok(),
        !section.all::<dyn Scheduled>().is_empty(),
        section.ask::<dyn Publications>().is_ok(),
        section.ask::<dyn Featured>().is_ok(),
        section.ask::<dyn Remarks>().is_ok(),
        section.ask::<dyn OutsidePlaces>().is_ok(),
        section.ask::<dyn Showcase>().is_ok(),
        section.ask::<dyn Site>().is_ok(),
    ];
    assert_eq!(answered, [true; 10]);
}

#[tokio::test]
async fn the_calendar_of_an_empty_house_is_empty() {
    let section = house().await.section;
    let [from, until] = [0, 4_000_000_000_000].map(Timestamp::from_millisecond);
    let mut tx = section.db.begin().await.unwrap();
    let nobodys: WorkId = "00000000-0000-0000-0000-000000000001".parse().unwrap();
    for planner in section.all::<dyn Scheduled>() {
        assert_eq!(planner.list(&mut tx, from, until).await.unwrap(), []);
        assert_eq!(planner.move_to(&mut tx, nobodys, until).await.unwrap(), Moved::Unknown);
    }
}

#[tokio::test]
async fn every_job_has_words_in_both_languages() {
    let open = house().await;
    for language in [griot_kernel::Language::FRENCH, griot_kernel::Language::ENGLISH] {
        let words = open.section.words(language);
        let mut jobs = open.pillars.jobs(&open.section);
        griot::unnamed::listen(&mut jobs);
        let own = jobs.names().filter(|name| !name.contains('/') || name.starts_with("every/"));
        let silent: Vec<_> =
            own.filter(|name| !words.knows(&format!("job-{}", name.replace(['.', '/'], "-")))).collect();
        assert!(silent.is_empty(), "{silent:?} in {language}");
    }
}
