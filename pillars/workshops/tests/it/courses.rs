//! What the stores of courses and learners promise.

use griot_kernel::Language;
use griot_workshops::{
    SCHEMA,
    model::Learner,
    store::{courses, learnings, questions, units},
};

use crate::factory::{
    attempt, course, course_words, day, id, learning, question, question_words, unit, unit_words,
};

griot_testkit::contract! { &[SCHEMA];
    async fn a_learner_finishes_the_version_begun(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let one = course(1, "premiers-pas");
        courses::insert(&mut tx, &one).await.unwrap();
        courses::put_words(&mut tx, (one.id, 0), Language::FRENCH, &course_words("Premiers pas")).await.unwrap();
        units::put(&mut tx, one.id, 0, &unit(1, "a")).await.unwrap();
        units::put_words(&mut tx, (one.id, 0), "a", Language::FRENCH, &unit_words("Pourquoi")).await.unwrap();
        questions::put(&mut tx, one.id, 0, &question(1, "a", "q1")).await.unwrap();
        questions::put_words(&mut tx, (one.id, 0), "q1", Language::FRENCH, &question_words("Vrai ?")).await.unwrap();
        assert_eq!(courses::publish(&mut tx, one.id, 0, (None, "", day(0))).await.unwrap(), Some(1));
        assert_eq!(courses::publish(&mut tx, one.id, 0, (None, "", day(0))).await.unwrap(), None, "somebody did");
        units::put_words(&mut tx, (one.id, 0), "a", Language::FRENCH, &unit_words("Autrement")).await.unwrap();
        questions::remove(&mut tx, one.id, 0, "q1").await.unwrap();
        let first = units::words(&mut tx, (one.id, 1), "a").await.unwrap();
        assert_eq!(first[&Language::FRENCH].title, "Pourquoi");
        assert_eq!(questions::list(&mut tx, one.id, 1).await.unwrap(), [question(1, "a", "q1")]);
        assert!(units::remove(&mut tx, one.id, 0, "a").await.unwrap());
        assert_eq!(units::list(&mut tx, one.id, 1).await.unwrap().len(), 1);
    }

    async fn an_answer_brought_twice_is_one(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let one = course(1, "premiers-pas");
        courses::insert(&mut tx, &one).await.unwrap();
        let begun = learnings::begin(&mut tx, &learning(1, &one, id(0xb).into())).await.unwrap();
        let again = learnings::begin(&mut tx, &learning(2, &one, id(0xb).into())).await.unwrap();
        assert_eq!(begun, again, "a course is begun once");
        assert_eq!(learnings::of(&mut tx, one.id, Learner::Person(id(0xb).into())).await.unwrap(), Some(begun.clone()));
        let answer = attempt(1, &begun, "a", "q1", true);
        assert!(learnings::add_attempt(&mut tx, &answer).await.unwrap());
        assert!(!learnings::add_attempt(&mut tx, &answer).await.unwrap());
        assert_eq!(learnings::attempts(&mut tx, begun.at_version(), "a").await.unwrap(), [answer]);
    }
}
