use griot_db::Conn;
use griot_home::{
    model::{Filter, Mark, Query},
    store,
};
use griot_kernel::{Language, Reading, WorkId};
use griot_testkit::contract;

use crate::factory::{SCHEMAS, found, keep, publication, version, work};

/// What answers, read onwards by parts of `size`, and back again.
async fn by_parts(db: &mut Conn, query: Option<&Query>, filter: &Filter, size: u32) -> Vec<WorkId> {
    let mut reading = Reading::<Mark>::Start;
    let mut parts = Vec::new();
    loop {
        let part = store::search(db, query, filter, reading, size).await.unwrap();
        assert_eq!(part.before, !parts.is_empty());
        let (last, more) = (part.items.last().map(|hit| hit.mark), part.more);
        parts.push(part.items);
        match last.filter(|_| more) {
            Some(mark) => reading = Reading::After(mark),
            None => break,
        }
    }
    let all = parts.concat().into_iter().map(|hit| hit.line.work).collect();
    while parts.len() > 1 {
        let last = parts.pop().unwrap();
        let back = store::search(db, query, filter, Reading::Before(last[0].mark), size).await.unwrap();
        assert_eq!((&back.items, back.before, back.more), (parts.last().unwrap(), parts.len() > 1, true));
    }
    all
}

contract! { SCHEMAS;
    async fn accents_plurals_and_ligatures_make_no_difference(db: Db) {
        keep(&db, &[
            publication(1, "Les libérations", "Deux personnes sont libres."),
            publication(2, "Chronique", "La LIBÉRATION de ma sœur."),
            publication(3, "Autre chose", "Le soeur sans ligature."),
        ]).await;
        for typed in ["liberation", "libérations", "LIBÉRATION", "  « Libération » ! "] {
            assert_eq!(found(&db, typed, &Filter::default()).await, [work(1), work(2)], "{typed}");
        }
        for typed in ["sœur", "Soeurs"] {
            assert_eq!(found(&db, typed, &Filter::default()).await, [work(3), work(2)], "{typed}");
        }
        assert_eq!(found(&db, "libération soeur", &Filter::default()).await, [work(2)]);
        assert_eq!(found(&db, "les la de", &Filter::default()).await, []);
    }

    async fn a_title_comes_first_and_then_the_last_day(db: Db) {
        keep(&db, &[
            publication(1, "Une marche", "…"),
            publication(2, "Hier", "La marche fut longue."),
            publication(3, "Marche blanche", "…"),
            publication(4, "Demain", "Après la marche."),
        ]).await;
        let order = [work(3), work(1), work(4), work(2)];
        assert_eq!(found(&db, "marche", &Filter::default()).await, order);

        let mut read = db.read().await.unwrap();
        let query = Query::read("marche").unwrap();
        for size in 1..=5 {
            assert_eq!(by_parts(&mut read, Some(&query), &Filter::default(), size).await, order, "by {size}");
        }
    }

    async fn a_text_is_read_in_its_own_language(db: Db) {
        let mut english = publication(1, "Prisoners", "They were released.");
        english.versions = vec![version(Language::ENGLISH, "Prisoners", "They were released.")];
        let mut moore = publication(2, "Yel-segdɩ", "Ninsaal yel-segdɩ noy.");
        moore.versions = vec![version("mos".parse().unwrap(), "Yel-segdɩ", "Ninsaal yel-segdɩ noy.")];
        keep(&db, &[english, moore, publication(3, "Détenus", "Ils ont été relâchés.")]).await;
        assert_eq!(found(&db, "prisoner", &Filter::default()).await, [work(1)]);
        assert_eq!(found(&db, "releases", &Filter::default()).await, [work(1)]);
        assert_eq!(found(&db, "ninsaal segdi", &Filter::default()).await, [work(2)]);
        assert_eq!(found(&db, "relâchée", &Filter::default()).await, [work(3)]);
    }

    async fn filters_narrow_an_answer(db: Db) {
        let mut page = publication(1, "Eau", "…");
        page.kind = "page".to_owned();
        let mut tagged = publication(2, "Eau", "…");
        tagged.tags = vec!["puits".to_owned(), "eau".to_owned()];
        let mut elsewhere = publication(3, "Eau", "…");
        elsewhere.container = None;
        let mut english = publication(4, "Eau", "…");
        english.versions = vec![version(Language::ENGLISH, "Eau", "…")];
        let later = publication(400, "Eau", "…");
        keep(&db, &[page, tagged, elsewhere, english, later]).await;

        let by = async |filter: Filter| found(&db, "eau", &filter).await;
        assert_eq!(by(Filter::default()).await, [work(400), work(4), work(3), work(2), work(1)]);
        assert_eq!(by(Filter { kind: Some("page".into()), ..Filter::default() }).await, [work(1)]);
        assert_eq!(by(Filter { tag: Some("puits".into()), ..Filter::default() }).await, [work(2)]);
        assert_eq!(by(Filter { year: Some(2014), ..Filter::default() }).await, [work(400)]);
        assert_eq!(by(Filter { year: Some(2012), ..Filter::default() }).await, []);
        assert_eq!(by(Filter { language: Some(Language::ENGLISH), ..Filter::default() }).await, [work(4)]);
        let blog = Filter { place: Some("/blogs/awa".into()), year: Some(2013), ..Filter::default() };
        assert_eq!(by(blog).await, [work(4), work(2), work(1)]);
    }

    async fn filters_alone_show_what_they_let_through_the_last_first(db: Db) {
        let mut english = publication(2, "Wind", "…");
        english.versions = vec![version(Language::ENGLISH, "Wind", "…")];
        english.tags = vec!["vent".to_owned()];
        keep(&db, &[publication(1, "Eau", "…"), english, publication(3, "Puits", "…")]).await;
        let mut read = db.read().await.unwrap();
        let mut by = async |filter: Filter| by_parts(&mut read, None, &filter, 1).await;
        assert_eq!(by(Filter { tag: Some("eau".into()), ..Filter::default() }).await, [work(3), work(1)]);
        assert_eq!(by(Filter { language: Some(Language::ENGLISH), ..Filter::default() }).await, [work(2)]);
        assert_eq!(by(Filter { year: Some(2013), ..Filter::default() }).await, [work(3), work(2), work(1)]);
        assert_eq!(by(Filter { year: Some(2014), ..Filter::default() }).await, []);
    }

    async fn works_of_far_apart_years_stand_in_one_answer(db: Db) {
        let days = [-15_000, -14_990, 0, 1, 2, 400, 20_000, 500_000];
        let works: Vec<_> = (1..).zip(days).map(|(n, at)| {
            let mut one = publication(n, if n % 2 == 0 { "Le vent" } else { "Une lettre" }, "Il y a du vent.");
            one.published = crate::factory::day(at);
            one
        }).collect();
        keep(&db, &works).await;
        let order = [8, 6, 4, 2, 7, 5, 3, 1].map(work);
        let mut read = db.read().await.unwrap();
        let query = Query::read("vent").unwrap();
        for size in [1, 3, 20] {
            assert_eq!(by_parts(&mut read, Some(&query), &Filter::default(), size).await, order, "by {size}");
        }
        assert_eq!(by_parts(&mut read, Some(&Query::read("neige").unwrap()), &Filter::default(), 5).await, []);
    }

    async fn signs_that_mean_something_to_a_database_mean_nothing_here(db: Db) {
        keep(&db, &[publication(1, "L’eau OR le vent", "near and not; 'quoted' \"twice\" 1e5 c++ a:b")]).await;
        for typed in ["'", "\"", "eau\"", "(eau", "eau)", "eau*", "eau & !vent", "title:eau", "1e5", "-eau", "eau:*", "\\"] {
            found(&db, typed, &Filter::default()).await;
        }
        assert_eq!(found(&db, "1e5", &Filter::default()).await, [work(1)]);
        assert_eq!(found(&db, "quoted' twice", &Filter::default()).await, [work(1)]);
        let long = "mot ".repeat(5_000);
        assert_eq!(found(&db, &long, &Filter::default()).await, []);
    }

    async fn a_text_with_very_many_words_is_kept(db: Db) {
        let text: String = (0..200_000).map(|n| format!("mot{n} ")).collect();
        keep(&db, &[publication(1, "Long", &text)]).await;
        assert_eq!(found(&db, "mot77", &Filter::default()).await, [work(1)]);
    }
}
