//! What the smaller stores promise.

use griot_kernel::Language;
use griot_workshops::{
    SCHEMA,
    model::{Course, CourseAudience, EnrolmentStage, Programme},
    store::{courses, enrolments, learnings, meetings, programmes, questions, units, workshops},
};

use crate::factory::{
    course, course_words, day, enrolment, id, learning, meeting, programme, question, question_words, unit,
    unit_words, workshop,
};

griot_testkit::contract! { &[SCHEMA];
    async fn a_course_is_found_by_all_its_names(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (one, other) = (course(1, "premiers-pas"), course(2, "suite"));
        for course in [&one, &other] {
            courses::insert(&mut tx, course).await.unwrap();
        }
        courses::put_words(&mut tx, (one.id, 0), Language::FRENCH, &course_words("Premiers pas")).await.unwrap();
        assert_eq!(courses::by_id(&mut tx, one.id).await.unwrap(), Some(one.clone()));
        assert_eq!(courses::by_slug(&mut tx, "suite").await.unwrap(), Some(other.clone()));
        assert_eq!(courses::by_mark(&mut tx, "mark-1").await.unwrap(), Some(one.clone()));
        assert_eq!(courses::list(&mut tx).await.unwrap().len(), 2);
        let words = courses::words(&mut tx, one.id, 0).await.unwrap();
        assert_eq!(words[&Language::FRENCH], course_words("Premiers pas"));
        let members = Course { audience: CourseAudience::Members, ..one.clone() };
        assert!(courses::save(&mut tx, &members, 1, day(1)).await.unwrap());
        assert!(!courses::save(&mut tx, &members, 1, day(1)).await.unwrap(), "somebody changed it meanwhile");
        assert_eq!(courses::touch(&mut tx, one.id, day(2)).await.unwrap(), Some(3));
        assert_eq!(courses::touch(&mut tx, id(9).into(), day(2)).await.unwrap(), None);
        courses::set_needs(&mut tx, other.id, &[one.id]).await.unwrap();
        assert_eq!(courses::needs(&mut tx, other.id).await.unwrap(), [one.id]);
        courses::set_needs(&mut tx, other.id, &[]).await.unwrap();
        assert!(courses::needs(&mut tx, other.id).await.unwrap().is_empty());
        courses::publish(&mut tx, one.id, 0, (None, "Première", day(3))).await.unwrap();
        let versions = courses::versions(&mut tx, one.id).await.unwrap();
        assert_eq!((versions.len(), versions[0].note.as_str()), (1, "Première"));
    }

    async fn units_and_questions_say_their_words_in_each_language(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let one = course(1, "premiers-pas");
        courses::insert(&mut tx, &one).await.unwrap();
        units::put(&mut tx, one.id, 0, &unit(1, "a")).await.unwrap();
        for (language, title) in [(Language::FRENCH, "Pourquoi"), (Language::ENGLISH, "Why")] {
            units::put_words(&mut tx, (one.id, 0), "a", language, &unit_words(title)).await.unwrap();
        }
        let titles = units::titles(&mut tx, one.id, 0).await.unwrap();
        assert_eq!(titles[&("a".to_owned(), Language::ENGLISH)], "Why");
        questions::put(&mut tx, one.id, 0, &question(1, "a", "q")).await.unwrap();
        questions::put_words(&mut tx, (one.id, 0), "q", Language::FRENCH, &question_words("Vrai ?")).await.unwrap();
        let words = questions::words(&mut tx, one.id, 0).await.unwrap();
        assert_eq!(words[&("q".to_owned(), Language::FRENCH)], question_words("Vrai ?"));
    }

    async fn what_a_learner_did_is_found(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let one = course(1, "premiers-pas");
        courses::insert(&mut tx, &one).await.unwrap();
        let begun = learnings::begin(&mut tx, &learning(1, &one, id(0xb).into())).await.unwrap();
        assert!(learnings::unit_done(&mut tx, begun.id, "a", day(0)).await.unwrap());
        assert!(!learnings::unit_done(&mut tx, begun.id, "a", day(1)).await.unwrap());
        assert_eq!(learnings::units_done(&mut tx, begun.id).await.unwrap(), ["a"]);
        assert_eq!(learnings::by_id(&mut tx, begun.id).await.unwrap(), Some(begun));
        assert_eq!(learnings::by_id(&mut tx, id(1).into()).await.unwrap(), None);
    }

    async fn what_was_asked_and_never_confirmed_goes(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let one = programme(1, "reseaux");
        programmes::insert(&mut tx, &one).await.unwrap();
        let found: Option<Programme> = programmes::by_id(&mut tx, one.id).await.unwrap();
        assert_eq!(found, Some(one.clone()));
        let kept = workshop(1, &one, 7);
        workshops::insert(&mut tx, &kept).await.unwrap();
        assert_eq!(workshops::touch(&mut tx, kept.id).await.unwrap(), Some(2));
        meetings::put(&mut tx, &meeting(1, &kept)).await.unwrap();
        let met = meetings::by_id(&mut tx, meeting(1, &kept).id).await.unwrap();
        assert_eq!(met, Some(meeting(1, &kept)));
        for (n, stage) in [(1, EnrolmentStage::Asked), (2, EnrolmentStage::Enrolled)] {
            enrolments::insert(&mut tx, &enrolment(n, &kept, stage)).await.unwrap();
        }
        // Whoever had withdrawn and asks again has the same time as anybody.
        let again = enrolment(3, &kept, EnrolmentStage::Cancelled);
        enrolments::insert(&mut tx, &again).await.unwrap();
        let stages = (EnrolmentStage::Cancelled, EnrolmentStage::Asked);
        assert!(enrolments::go(&mut tx, again.id, stages, day(0)).await.unwrap());
        assert_eq!(enrolments::drop_unconfirmed(&mut tx, day(-1)).await.unwrap(), 1);
        assert_eq!(enrolments::of(&mut tx, kept.id).await.unwrap().len(), 2);
        enrolments::erase(&mut tx, again.id).await.unwrap();
        assert_eq!(enrolments::of(&mut tx, kept.id).await.unwrap().len(), 1);
    }
}
