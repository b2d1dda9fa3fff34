//! What an older program kept is found after the step forward, and read again by the new rules.

use griot_db::{Db, Schema, change};
use griot_home::{SCHEMA, model::Filter, store};
use griot_kernel::{Language, WorkId};
use griot_testkit::contract;
use uuid::Uuid;

use crate::{
    factory::{day, found, publication, work},
    town::Town,
};

const BEFORE: &[Schema] =
    &[griot_web::SCHEMA, griot_jobs::SCHEMA, Schema { name: SCHEMA.name, steps: SCHEMA.steps.split_at(1).0 }];

/// A work as the first program kept it, with words made by its rules.
async fn kept_before(db: &Db, n: u32, title: &str, body: &str) -> WorkId {
    const SHOWN: &str = "insert into shown (work, revision, kind, container_title, container_address, author,
        image, image_alt, published) values ($1, 1, 'post', 'Le carnet d’Awa', '/blogs/awa', null, null, null, $2)";
    const VERSION: &str =
        "insert into shown_version (id, work, language, position, title, address, summary, passage)
        values ($1, $2, 'fr', 0, $3, '/blogs/awa/x', '', '')";
    const TAG: &str = "insert into shown_tag (work, tag) values ($1, 'eau'), ($1, 'l’été')";
    const WORDS: &str = "insert into search_words (id, title, body) values ($1, $2, $3)";

    let id: Uuid = work(n.into()).as_uuid();
    let at = day(n.into()).as_millisecond();
    let row = (at / 86_400_000) << 43 | i64::from(n);
    let mut tx = db.begin().await.unwrap();
    change!(tx, conn => query(SHOWN).bind(id).bind(at).execute(conn)).unwrap();
    change!(tx, conn => query(VERSION).bind(row).bind(id).bind(title).execute(conn)).unwrap();
    change!(tx, conn => query(TAG).bind(id).execute(conn)).unwrap();
    change!(tx, conn => query(WORDS).bind(row).bind(title).bind(body).execute(conn)).unwrap();
    tx.commit().await.unwrap();
    id.into()
}

contract! { BEFORE;
    async fn what_was_kept_before_is_found_after_the_step(db: Db) {
        let one = kept_before(&db, 1, "eau puit", "sec").await;
        let two = kept_before(&db, 2, "", "puit").await;
        let three = kept_before(&db, 3, "vent", "").await;
        db.migrate(&[SCHEMA]).await.unwrap();

        assert_eq!(found(&db, "puits", &Filter::default()).await, [one, two], "the title comes first");
        assert_eq!(found(&db, "sec eau", &Filter::default()).await, [one]);
        assert_eq!(found(&db, "vents", &Filter::default()).await, [three]);
        for (filter, all) in [
            (Filter { tag: Some("l’été".into()), ..Filter::default() }, true),
            (Filter { place: Some("/blogs/awa".into()), ..Filter::default() }, true),
            (Filter { language: Some(Language::FRENCH), kind: Some("post".into()), ..Filter::default() }, true),
            (Filter { tag: Some("autre".into()), ..Filter::default() }, false),
        ] {
            assert_eq!(found(&db, "puits", &filter).await.len(), if all { 2 } else { 0 }, "{filter:?}");
        }
    }

    async fn every_work_is_read_again_as_its_owner_has_it(db: Db) {
        let ids = [1, 2, 3].map(|n| (n, work(n.into())));
        for (n, _) in ids {
            kept_before(&db, n, "ancien", "mot").await;
        }
        db.migrate(&[SCHEMA]).await.unwrap();
        let town = Town::on(db).await;
        let db = &town.section.db;
        // The third is gone meanwhile.
        for (n, id) in &ids[..2] {
            town.others.works.lock().unwrap().insert(*id, publication(*n, "Nouveau", "Le texte entier."));
        }
        assert_eq!(store::count_outdated(&mut db.read().await.unwrap()).await.unwrap(), 3);
        assert_eq!(store::outdated(&mut db.read().await.unwrap(), 2).await.unwrap().len(), 2);
        let told = town.doctor().await;
        assert_eq!((told.len(), told[0].detail.as_str(), told[0].well), (1, "3", true));

        let before = db.generation();
        town.reread().await;
        assert_eq!(store::count_outdated(&mut db.read().await.unwrap()).await.unwrap(), 0);
        assert_eq!(found(db, "nouveau", &Filter::default()).await, [work(2), work(1)]);
        assert_eq!(found(db, "entier", &Filter::default()).await, [work(2), work(1)]);
        assert_eq!(found(db, "ancien", &Filter::default()).await, []);
        assert!(db.generation() > before, "cached pages go");
        assert_eq!(town.doctor().await, []);
    }
}
