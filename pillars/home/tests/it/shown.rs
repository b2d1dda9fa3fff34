use griot_db::{DbError, Door};
use griot_home::{model::Place, store};
use griot_kernel::{Container, Language};
use griot_testkit::contract;

use crate::factory::{SCHEMAS, awa, binta, day, found, keep, publication, version, work};

/// How many blocks of the index of SQLite hold these bytes; PostgreSQL promises nothing here.
async fn index_blocks_with(db: &griot_db::Db, word: &str) -> Option<i64> {
    const SQL: &str = "select count(*) from search_data where instr(block, cast($1 as blob)) > 0";
    let mut read = db.read().await.unwrap();
    match read.door() {
        Door::Sqlite(conn) => Some(sqlx::query_scalar(SQL).bind(word).fetch_one(conn).await.unwrap()),
        Door::Postgres(_) => None,
    }
}

/// Keeps a work, unless another act came first.
async fn kept(db: &griot_db::Db, work: &griot_kernel::Publication) -> bool {
    let mut tx = db.begin().await.unwrap();
    let done = match store::keep(&mut tx, work).await {
        Ok(()) => tx.commit().await,
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => true,
        Err(DbError::Conflict(_)) => false,
        Err(error) => panic!("{error:?}"),
    }
}

contract! { SCHEMAS;
    async fn the_languages_and_the_places_of_what_is_shown_are_known(db: Db) {
        let mut two = publication(1, "L’eau", "Le puits.");
        two.versions.push(version("mos".parse().unwrap(), "Koom", "Koom ya vɩɩm."));
        keep(&db, &[two, publication(2, "Le puits", "La pompe.")]).await;
        let mut db = db.read().await.unwrap();
        let known: Vec<String> = store::languages(&mut db).await.unwrap().iter().map(ToString::to_string).collect();
        assert_eq!(known, ["fr", "mos"]);
        let place = store::place(&mut db, "/blogs/awa").await.unwrap().unwrap();
        assert_eq!((place.title.as_str(), place.works), ("Le carnet d’Awa", 2));
        assert_eq!(store::place(&mut db, "/blogs/rien").await.unwrap(), None);
    }

    async fn a_work_is_shown_as_it_stands_now(db: Db) {
        let mut one = publication(1, "L’eau à Nioko", "Le puits est à sec.");
        keep(&db, &[one.clone()]).await;
        one.revision = 2;
        one.versions = vec![version(Language::FRENCH, "L’eau revient", "Le puits coule.")];
        one.tags = vec!["puits".to_owned()];
        keep(&db, &[one.clone()]).await;

        let mut read = db.read().await.unwrap();
        assert_eq!(store::revision(&mut read, one.id).await.unwrap(), Some(2));
        let line = store::by_work(&mut read, one.id, Language::FRENCH).await.unwrap().unwrap();
        assert_eq!((line.title.as_str(), line.author), ("L’eau revient", Some(awa())));
        assert_eq!(line.published, day(1));
        assert_eq!(line.image, Some(("/files/well.jpg".to_owned(), "Un puits".to_owned())));
        assert_eq!(store::works_in(&mut read, "/blogs/awa").await.unwrap(), 1);
        drop(read);
        assert_eq!(found(&db, "sec", &Default::default()).await, []);
        assert_eq!(found(&db, "coule", &Default::default()).await, [one.id]);
    }

    async fn a_reader_gets_their_language_and_else_the_first(db: Db) {
        let mut both = publication(1, "L’eau", "…");
        both.versions.push(version(Language::ENGLISH, "Water", "…"));
        let french = publication(2, "Le vent", "…");
        keep(&db, &[both, french]).await;

        let mut read = db.read().await.unwrap();
        let titles = async |read: &mut _, language| {
            let lines = store::recent(read, language, 10).await.unwrap();
            lines.into_iter().map(|line| line.title).collect::<Vec<_>>()
        };
        assert_eq!(titles(&mut read, Language::FRENCH).await, ["Le vent", "L’eau"]);
        assert_eq!(titles(&mut read, Language::ENGLISH).await, ["Le vent", "Water"]);
        assert_eq!(titles(&mut read, "mos".parse().unwrap()).await, ["Le vent", "L’eau"]);
        assert_eq!(store::recent(&mut read, Language::FRENCH, 1).await.unwrap().len(), 1);
    }

    async fn what_is_gone_leaves_nothing_behind(db: Db) {
        let one = publication(1, "Témoignage retiré", "Un nom qui ne doit plus être trouvé.");
        keep(&db, &[one.clone(), publication(2, "Un autre", "Reste.")]).await;
        assert_ne!(index_blocks_with(&db, "temoignag").await, Some(0));
        let mut tx = db.begin().await.unwrap();
        assert!(store::remove(&mut tx, one.id).await.unwrap());
        assert!(!store::remove(&mut tx, one.id).await.unwrap());
        tx.commit().await.unwrap();

        assert_eq!(found(&db, "témoignage", &Default::default()).await, []);
        let mut read = db.read().await.unwrap();
        assert_eq!(store::by_work(&mut read, one.id, Language::FRENCH).await.unwrap(), None);
        assert_eq!(store::revision(&mut read, one.id).await.unwrap(), None);
        drop(read);
        assert_ne!(index_blocks_with(&db, "temoignag").await, Some(1), "the index holds no word of it");
    }

    async fn places_count_what_stands_there(db: Db) {
        let mut moved = publication(3, "Déménagement", "…");
        keep(&db, &[publication(1, "Un", "…"), publication(2, "Deux", "…"), moved.clone()]).await;
        moved.container = Some(Container { title: "Équipe".to_owned(), address: "/blogs/equipe".to_owned() });
        keep(&db, &[moved.clone()]).await;

        let mut read = db.read().await.unwrap();
        let place = |address: &str, title: &str, works| Place {
            address: address.to_owned(), title: title.to_owned(), works
        };
        let all = [place("/blogs/awa", "Le carnet d’Awa", 2), place("/blogs/equipe", "Équipe", 1)];
        assert_eq!(store::places(&mut read, 10).await.unwrap(), all);
        drop(read);

        let mut tx = db.begin().await.unwrap();
        store::remove(&mut tx, moved.id).await.unwrap();
        assert_eq!(store::places(&mut tx, 10).await.unwrap(), all[..1]);
        assert_eq!(store::works_in(&mut tx, "/blogs/equipe").await.unwrap(), 0);
    }

    async fn authors_and_people_come_the_last_first(db: Db) {
        let mut by_binta = publication(5, "De Binta", "…");
        by_binta.author = Some(binta());
        let mut by_nobody = publication(6, "De la section", "…");
        by_nobody.author = None;
        keep(&db, &[publication(1, "Un", "…"), publication(2, "Deux", "…"), by_binta, by_nobody]).await;
        let mut tx = db.begin().await.unwrap();
        store::meet(&mut tx, awa(), day(0)).await.unwrap();
        store::meet(&mut tx, binta(), day(1)).await.unwrap();
        store::meet(&mut tx, awa(), day(2)).await.unwrap();
        assert_eq!(store::newest_authors(&mut tx, 10).await.unwrap(), [binta(), awa()]);
        assert_eq!(store::newest_authors(&mut tx, 1).await.unwrap(), [binta()]);
        assert_eq!(store::people(&mut tx, 10).await.unwrap(), [binta(), awa()]);

        store::forget_person(&mut tx, binta()).await.unwrap();
        assert_eq!(store::people(&mut tx, 10).await.unwrap(), [awa()]);
        assert_eq!(store::newest_authors(&mut tx, 10).await.unwrap(), [awa()]);
        let line = store::by_work(&mut tx, work(5), Language::FRENCH).await.unwrap().unwrap();
        assert_eq!(line.author, None);
    }

    async fn works_of_one_day_whose_ids_share_their_bits_are_both_kept(db: Db) {
        let one = publication(1, "Premier", "Le même jour.");
        let mut two = publication(1, "Second", "Le même jour.");
        two.id = uuid::Uuid::from_u128(one.id.as_uuid().as_u128() | (1 << 80)).into();
        keep(&db, &[one.clone(), two.clone()]).await;
        let mut both = found(&db, "jour", &Default::default()).await;
        both.sort();
        assert_eq!(both, [one.id, two.id]);
    }

    async fn works_that_come_at_once_are_all_counted(db: Db) {
        let tasks: Vec<_> = (1..=8).map(|n| {
            let db = db.clone();
            tokio::spawn(async move { while !kept(&db, &publication(n, "Ensemble", "…")).await {} })
        }).collect();
        for task in tasks {
            task.await.unwrap();
        }
        let mut read = db.read().await.unwrap();
        assert_eq!(store::works_in(&mut read, "/blogs/awa").await.unwrap(), 8);
        drop(read);
        assert_eq!(found(&db, "ensemble", &Default::default()).await.len(), 8);
    }
}
