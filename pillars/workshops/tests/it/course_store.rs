//! What the stores of the files and drafts of courses promise.

use griot_kernel::Language;
use griot_workshops::{
    SCHEMA,
    model::{CourseFile, FileKind},
    store::{courses, files, learnings, units},
};

use crate::factory::{course, course_words, day, id, learning, unit};

griot_testkit::contract! { &[SCHEMA];
    async fn files_stay_in_what_was_published(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let one = course(1, "premiers-pas");
        courses::insert(&mut tx, &one).await.unwrap();
        courses::put_words(&mut tx, (one.id, 0), Language::FRENCH, &course_words("Pas")).await.unwrap();
        units::put(&mut tx, one.id, 0, &unit(1, "a")).await.unwrap();
        let file = CourseFile {
            id: id(9).into(),
            unit: "a".to_owned(),
            place: 1,
            kind: FileKind::Pdf,
            language: Some(Language::FRENCH),
            name: "fiche.pdf".to_owned(),
            stored: "ab/cd.pdf".to_owned(),
            bytes: 1_000,
            alt: String::new(),
        };
        files::put(&mut tx, one.id, 0, &file).await.unwrap();
        let renamed = CourseFile { name: "autre.pdf".to_owned(), language: None, ..file.clone() };
        files::put(&mut tx, one.id, 0, &renamed).await.unwrap();
        assert_eq!(files::list(&mut tx, one.id, 0).await.unwrap(), std::slice::from_ref(&renamed));
        courses::publish(&mut tx, one.id, 0, (None, "", day(0))).await.unwrap();
        assert!(files::remove(&mut tx, one.id, 0, file.id).await.unwrap());
        assert!(!files::remove(&mut tx, one.id, 0, file.id).await.unwrap());
        assert_eq!(files::list(&mut tx, one.id, 1).await.unwrap(), [renamed]);
        courses::clear_draft(&mut tx, one.id).await.unwrap();
        assert!(units::list(&mut tx, one.id, 0).await.unwrap().is_empty());
        assert_eq!(units::list(&mut tx, one.id, 1).await.unwrap().len(), 1);
        assert_eq!(files::stored(&mut tx).await.unwrap(), ["ab/cd.pdf"], "a version needs it");
    }

    async fn learners_are_counted_by_course(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let one = course(1, "premiers-pas");
        courses::insert(&mut tx, &one).await.unwrap();
        assert!(courses::learners(&mut tx).await.unwrap().is_empty());
        learnings::begin(&mut tx, &learning(1, &one, id(0xb).into())).await.unwrap();
        learnings::begin(&mut tx, &learning(2, &one, id(0xc).into())).await.unwrap();
        assert_eq!(courses::learners(&mut tx).await.unwrap()[&one.id], 2);
    }
}
