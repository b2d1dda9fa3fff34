//! The roles that need the training in digital safety.

use griot_contracts::workshops::Readiness;
use griot_kernel::Language;
use griot_web::testing::text;
use griot_workshops::{
    SCHEMA, Workshops,
    model::{Course, EnrolmentStage, Learner, Learning},
    store::{courses, enrolments, learnings, programmes, training_rules, workshops},
};

use crate::{
    factory::{course, course_words, day, enrolment, id, learning, programme, workshop},
    house::{adama, home, main_of, mariam, to},
};

const REQUIRED: &str = "/desk/courses/required";

fn safety() -> Course {
    Course { is_safety: true, version: 1, ..course(1, "securite") }
}

griot_testkit::contract! { &[SCHEMA];
    async fn a_role_waits_for_the_training_where_the_section_asks_for_it(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (awa, one) = (id(0xb).into(), safety());
        assert_eq!(training_rules::course(&mut tx).await.unwrap(), None);
        assert_eq!(Workshops.lacking(&mut tx, awa, "monitor").await.unwrap(), None, "nobody asked for it");
        training_rules::set(&mut tx, &["monitor", "monitor"]).await.unwrap();
        assert_eq!(training_rules::list(&mut tx).await.unwrap(), ["monitor"]);
        let lacking = Workshops.lacking(&mut tx, awa, "monitor").await.unwrap().unwrap();
        assert_eq!(lacking.address, "/desk/courses/required", "the rule holds though nobody can keep it");

        courses::insert(&mut tx, &one).await.unwrap();
        courses::put_words(&mut tx, (one.id, 1), Language::FRENCH, &course_words("Sécurité")).await.unwrap();
        assert_eq!(training_rules::course(&mut tx).await.unwrap(), Some(one.id));
        let lacking = Workshops.lacking(&mut tx, awa, "monitor").await.unwrap().unwrap();
        assert_eq!((lacking.title.as_str(), lacking.address.as_str()), ("Sécurité", "/learn/securite"));
        assert_eq!(Workshops.lacking(&mut tx, awa, "publisher").await.unwrap(), None);

        let begun = learnings::begin(&mut tx, &learning(1, &one, awa)).await.unwrap();
        assert!(Workshops.lacking(&mut tx, awa, "monitor").await.unwrap().is_some(), "begun is not finished");
        learnings::seen(&mut tx, begun.id, day(1), Some(day(1))).await.unwrap();
        assert!(training_rules::is_trained(&mut tx, awa).await.unwrap());
        assert_eq!(Workshops.lacking(&mut tx, awa, "monitor").await.unwrap(), None);
        training_rules::set(&mut tx, &[]).await.unwrap();
        assert!(training_rules::list(&mut tx).await.unwrap().is_empty());
    }

    async fn other_courses_do_not_count_and_neither_does_what_was_done_by_a_code(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (one, other) = (safety(), course(2, "ecrire"));
        for each in [&one, &other] {
            courses::insert(&mut tx, each).await.unwrap();
        }
        let begun = learnings::begin(&mut tx, &learning(1, &other, id(0xb).into())).await.unwrap();
        learnings::seen(&mut tx, begun.id, day(1), Some(day(1))).await.unwrap();
        assert!(!training_rules::is_trained(&mut tx, id(0xb).into()).await.unwrap());

        let given = programme(1, "reseaux");
        programmes::insert(&mut tx, &given).await.unwrap();
        let held = workshop(1, &given, 0);
        workshops::insert(&mut tx, &held).await.unwrap();
        let mut place = enrolment(1, &held, EnrolmentStage::Enrolled);
        place.person = Some(id(0xb).into());
        enrolments::insert(&mut tx, &place).await.unwrap();
        let by_code = Learning { learner: Some(Learner::Enrolment(place.id)), ..learning(2, &one, id(0xb).into()) };
        let begun = learnings::begin(&mut tx, &by_code).await.unwrap();
        learnings::seen(&mut tx, begun.id, day(1), Some(day(1))).await.unwrap();
        assert!(!training_rules::is_trained(&mut tx, id(0xb).into()).await.unwrap());
    }
}

#[tokio::test]
async fn a_director_decides_and_only_what_somebody_can_keep() {
    let home = home().await;
    let (trainer, director) = (home.as_one(adama()).await, home.as_one(mariam()).await);
    let page = main_of(&text(trainer.get(REQUIRED).await).await);
    assert!(page.contains("pas demandée") && !page.contains("<form"), "{page}");
    assert_eq!(trainer.post(REQUIRED, &[("monitor", "1")]).await.status(), 403);

    let refused = director.post(REQUIRED, &[("monitor", "1")]).await;
    assert_eq!(refused.status(), 422, "no course could be finished");
    let page = main_of(&text(refused).await);
    assert!(
        page.contains("Publiez d’abord un tel cours")
            && page.contains("name=\"monitor\" value=\"1\" checked")
    );

    let mut tx = home.house.section.db.begin().await.unwrap();
    courses::insert(&mut tx, &safety()).await.unwrap();
    tx.commit().await.unwrap();
    let done = director.post(REQUIRED, &[("publisher", "1"), ("administrator", "1")]).await;
    assert_eq!(to(&done), "/desk/courses/required?done=saved");
    assert_eq!(home.log.take(), ["workshops-log-training-required"]);
    let mut db = home.house.section.db.read().await.unwrap();
    assert_eq!(training_rules::list(&mut db).await.unwrap(), ["publisher"]);
    drop(db);
    assert!(main_of(&text(director.get(&to(&done)).await).await).contains("C’est enregistré"));
}
