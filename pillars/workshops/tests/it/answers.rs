//! What others are told when all are asked: the calendar, the strategy, and new keys.

use griot_contracts::{
    campaigns::Serves,
    planning::{Moved, Scheduled},
};

use griot_kernel::Found;
use griot_pillar::Pillar;
use griot_workshops::{
    SCHEMA, Workshops,
    acts::enrol,
    model::{Contact, Enrolment, EnrolmentStage, Programme},
    store::{enrolments, programmes, workshops},
};

use crate::{
    factory::{day, enrolment, id, programme, workshop},
    house::home,
};

griot_testkit::contract! { &[SCHEMA];
    async fn the_calendar_and_the_strategy_know_of_workshops(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let serving = Programme { campaign: Some(id(0xc).into()), line: Some(id(0xd).into()), ..programme(1, "a") };
        let mut discreet = programme(2, "b");
        discreet.words.is_sensitive = true;
        for (n, one) in [(1, &serving), (2, &discreet)] {
            programmes::insert(&mut tx, one).await.unwrap();
            workshops::insert(&mut tx, &workshop(n, one, 7)).await.unwrap();
        }
        let planned = Scheduled::list(&Workshops, &mut tx, day(7), day(8)).await.unwrap();
        let titles: Vec<&str> = planned.iter().map(|one| one.title.as_str()).collect();
        assert_eq!(titles, ["Formation a", ""]);
        let work = planned[0].id;
        assert_eq!(Workshops.move_to(&mut tx, work, day(9)).await.unwrap(), Moved::NotWaiting);
        assert_eq!(Workshops.move_to(&mut tx, id(9).into(), day(9)).await.unwrap(), Moved::Unknown);
        assert_eq!(Serves::count(&Workshops, &mut tx, id(0xd).into()).await.unwrap(), 1);
        let served = Workshops.of_campaign(&mut tx, id(0xc).into(), 5).await.unwrap();
        assert_eq!((served.len(), served[0].public.as_deref()), (1, Some("/workshops/a-1")));
        assert!(Workshops.orphans(&mut tx, 5).await.unwrap().is_empty(), "what is discreet is named to nobody");
        programmes::insert(&mut tx, &programme(3, "c")).await.unwrap();
        assert_eq!(Workshops.orphans(&mut tx, 5).await.unwrap()[0].title, "Formation c");
        let Found::Here(shown) = Workshops.publication(&mut tx, work).await.unwrap() else { panic!("it is public") };
        assert_eq!((shown.kind.as_str(), shown.versions[0].title.as_str()), ("workshop", "Formation a"));
        assert_eq!(Workshops.publication(&mut tx, planned[1].id).await.unwrap(), Found::Gone, "it is discreet");
        assert_eq!(Workshops.publication(&mut tx, id(9).into()).await.unwrap(), Found::Unknown);
    }
}

#[tokio::test]
async fn a_contact_stays_readable_and_what_is_damaged_is_counted() {
    let home = home().await;
    let section = &home.house.section;
    let one = programme(1, "a");
    let kept = workshop(1, &one, 7);
    let comes = enrolment(1, &kept, EnrolmentStage::Enrolled);
    let contact = Contact { phone: "+22670000001".to_owned(), ..Contact::default() };
    let sealed = enrol::seal(section, comes.id, &contact);
    let comes = Enrolment { sealed, ..comes };
    let mut tx = section.db.begin().await.unwrap();
    programmes::insert(&mut tx, &one).await.unwrap();
    workshops::insert(&mut tx, &kept).await.unwrap();
    enrolments::insert(&mut tx, &comes).await.unwrap();
    enrolments::insert(&mut tx, &enrolment(2, &kept, EnrolmentStage::Enrolled)).await.unwrap();
    tx.commit().await.unwrap();
    let done = Workshops.reseal(section).await.unwrap();
    assert_eq!((done.sealed, done.closed), (0, 1), "one bears no key at all");
    let mut db = section.db.read().await.unwrap();
    assert_eq!(Workshops.sealed_with(&mut db, &section.keys.mark()).await.unwrap(), 1);
    assert_eq!(enrol::open(section, &comes), contact);
    assert_eq!(
        enrol::open(section, &Enrolment { id: id(7).into(), ..comes }),
        Contact::default(),
        "not another's"
    );
}
