//! Which files are still needed.

use griot_db::Db;
use griot_files::FileKey;
use griot_kernel::Timestamp;
use griot_pillar::Named;
use griot_voices::{
    SCHEMA,
    model::{Attachment, AttachmentKind},
    store::{attachments, drafts, files, posts, revisions},
};

use crate::factory::{awa, day, id, open_house, published};

fn key(bytes: &str) -> FileKey {
    FileKey::of(bytes.as_bytes(), "jpg").unwrap()
}

async fn needed(db: &Db, key: &FileKey) -> bool {
    let mut named = Named::default();
    files::name(&mut db.read().await.unwrap(), &mut named).await.unwrap();
    named.needs(key)
}

griot_testkit::contract! { &[SCHEMA];
    async fn a_file_is_needed_while_a_row_names_it(db: Db) {
        let (blog, first) = open_house(&db).await;
        let [brought, shown, earlier, half_written] = ["brought", "shown", "earlier", "half"].map(key);
        let picture = Attachment {
            id: id(0xa7).into(),
            post: Some(first.id),
            owner: Some(awa()),
            kind: AttachmentKind::Picture,
            alt: "Un puits".into(),
            stored: format!("{{\"renditions\":[{{\"key\":\"{brought}\"}}]}}"),
            bytes: 9,
            at: Timestamp::from_millisecond(5),
        };
        let mut second = published(2, &blog, "second", day(2));
        second.body = format!("![Un puits](/files/{earlier})");
        let mut tx = db.begin().await.unwrap();
        attachments::insert(&mut tx, &picture).await.unwrap();
        posts::insert(&mut tx, &second).await.unwrap();
        revisions::add(&mut tx, &second, Some(awa())).await.unwrap();
        second.body = format!("![Un puits](/files/{shown})");
        second.revision = 2;
        assert!(posts::update_words(&mut tx, &second, 1).await.unwrap());
        let draft = drafts::SavedDraft {
            title: "T".into(),
            body: format!("![](/files/{half_written})"),
            at: day(2),
        };
        drafts::save(&mut tx, second.id, &draft, awa()).await.unwrap();
        tx.commit().await.unwrap();
        for needed_one in [&brought, &shown, &earlier, &half_written] {
            assert!(needed(&db, needed_one).await);
        }
        assert!(!needed(&db, &key("nobody's")).await);

        let mut tx = db.begin().await.unwrap();
        posts::delete(&mut tx, first.id).await.unwrap();
        posts::delete(&mut tx, second.id).await.unwrap();
        tx.commit().await.unwrap();
        for gone in [&brought, &shown, &earlier, &half_written] {
            assert!(!needed(&db, gone).await);
        }
    }
}
