//! The lines of the strategy, its versions, and where its objectives stood.

use griot_campaigns::{
    SCHEMA,
    model::{LineKind, LineWords, Measure, Version},
    store::{lines, measures, versions},
};

use crate::factory::{awa, binta, day, id, line};

griot_testkit::contract! { &[SCHEMA];
    async fn a_save_that_was_made_from_an_older_text_changes_nothing(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let first = line(1, LineKind::Objective, "Être lus");
        lines::insert(&mut tx, &first, Some(awa())).await.unwrap();
        assert_eq!(lines::by_id(&mut tx, first.id).await.unwrap().unwrap(), first);

        let words = LineWords { text: "Être lus et entendus".into(), goal: None, ..first.words.clone() };
        assert!(lines::save(&mut tx, first.id, 1, &words, binta(), day(1)).await.unwrap());
        assert!(!lines::save(&mut tx, first.id, 1, &first.words, awa(), day(2)).await.unwrap());
        let kept = lines::by_id(&mut tx, first.id).await.unwrap().unwrap();
        assert_eq!((kept.words, kept.revision, kept.changed_at), (words, 2, day(1)));

        assert!(!lines::remove(&mut tx, first.id, 1).await.unwrap());
        assert!(lines::remove(&mut tx, first.id, 2).await.unwrap());
        assert!(lines::draft(&mut tx).await.unwrap().is_empty());
    }

    async fn a_version_keeps_what_was_adopted_whatever_becomes_of_the_draft(db: Db) {
        let mut tx = db.begin().await.unwrap();
        assert!(versions::in_force(&mut tx).await.unwrap().is_none());
        let (one, two) = (line(1, LineKind::Message, "L’eau"), line(2, LineKind::Objective, "Être lus"));
        lines::insert(&mut tx, &two, None).await.unwrap();
        lines::insert(&mut tx, &one, None).await.unwrap();
        assert_eq!(lines::next_place(&mut tx, LineKind::Message).await.unwrap(), 2);
        assert_eq!(lines::next_place(&mut tx, LineKind::Channel).await.unwrap(), 1);
        let version =
            Version { number: 1, adopted_at: day(0), by: Some(awa()), note: "La première.".into() };
        versions::adopt(&mut tx, &version).await.unwrap();
        assert_eq!(versions::copy_draft(&mut tx, 1).await.unwrap(), 2);

        lines::remove(&mut tx, one.id, 1).await.unwrap();
        let kept = versions::lines(&mut tx, 1).await.unwrap();
        assert_eq!(kept.iter().map(|line| &line.words).collect::<Vec<_>>(), [&one.words, &two.words]);
        assert_eq!(kept.iter().map(|line| line.id).collect::<Vec<_>>(), [one.id, two.id]);
        assert_eq!(versions::in_force(&mut tx).await.unwrap(), Some(version.clone()));
        let second = Version { number: 2, by: None, ..version.clone() };
        versions::adopt(&mut tx, &second).await.unwrap();
        assert_eq!(versions::list(&mut tx).await.unwrap(), [second, version.clone()]);
        assert_eq!(versions::by_number(&mut tx, 1).await.unwrap(), Some(version));
        assert!(versions::by_number(&mut tx, 9).await.unwrap().is_none());
        assert!(versions::lines(&mut tx, 2).await.unwrap().is_empty());
    }

    async fn an_objective_stands_where_it_was_counted_last(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let measure = |n: u128, value, on| Measure {
            line: id(0x1000 + n).into(),
            value,
            day: day(on),
            source: "compté à la main".to_owned(),
        };
        for (n, one, written) in
            [(1, measure(1, 10, 0), 0), (2, measure(1, 40, 5), 5), (3, measure(1, 30, 5), 6), (4, measure(2, 7, 1), 1)]
        {
            measures::insert(&mut tx, id(n), &one, awa(), day(written)).await.unwrap();
        }
        let last = measures::last(&mut tx).await.unwrap();
        assert_eq!((last.len(), last[&id(0x1001).into()].value), (2, 30), "what was written later counts");
        let values: Vec<_> =
            measures::of_line(&mut tx, id(0x1001).into()).await.unwrap().into_iter().map(|m| m.value).collect();
        assert_eq!(values, [30, 40, 10]);
    }
}
