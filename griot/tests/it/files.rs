//! Files that nobody needs any more.

use std::{fs::File, sync::Arc, time::Duration};

use bytes::Bytes;
use griot::unnamed;
use griot_contracts::files::FilesLetGo;
use griot_db::outbox;
use griot_files::FileKey;
use griot_jobs::{Jobs, Worker};
use griot_kernel::{FixedClock, Id, Language, PersonId, Timestamp};
use griot_people::{commands as people, store::persons};
use griot_voices::{
    acts::bring,
    import::{Format, Import, ImportState},
    model::{Blog, BlogId, BlogKind, BlogState, CommentPolicy, Moderation},
    store::{blogs, imports},
};

use crate::open::{Open, house};

/// Puts a file that has been there for two hours.
async fn old_file(house: &Open, bytes: &'static str) -> FileKey {
    old_file_of(house, bytes, "jpg").await
}

async fn old_file_of(house: &Open, bytes: &'static str, extension: &str) -> FileKey {
    let key = house.section.files.put(Bytes::from_static(bytes.as_bytes()), extension).await.unwrap();
    let file = File::options().write(true).open(house.data().join("files").join(key.as_str())).unwrap();
    let written = file.metadata().unwrap().modified().unwrap();
    file.set_modified(written - Duration::from_secs(2 * 60 * 60)).unwrap();
    key
}

async fn let_go(house: &Open) {
    let mut tx = house.section.db.begin().await.unwrap();
    outbox::publish(&mut tx, &FilesLetGo {}).await.unwrap();
    tx.commit().await.unwrap();
    let mut jobs = Jobs::new();
    unnamed::listen(&mut jobs);
    let (db, clock) = (house.section.db.clone(), Arc::clone(&house.section.clock));
    Worker::new(db, clock, jobs, house.section.clone()).run_until_idle().await.unwrap();
}

#[tokio::test]
async fn the_picture_of_someone_who_leaves_goes_and_that_of_others_stays() {
    let house = house().await;
    let [stays, goes] = [old_file(&house, "stays").await, old_file(&house, "goes").await];
    let mut ids = Vec::new();
    for (name, picture) in [("Reste", &stays), ("Part", &goes)] {
        let address = format!("{}@example.org", name.to_lowercase());
        let id = people::add_person(&house.section, name, &address, Language::FRENCH).await.unwrap();
        let mut tx = house.section.db.begin().await.unwrap();
        let mut person = persons::by_id(&mut tx, id).await.unwrap().unwrap();
        person.picture = Some(picture.to_string());
        persons::change_profile(&mut tx, &person).await.unwrap();
        tx.commit().await.unwrap();
        ids.push(id);
    }
    let fresh = house.section.files.put(Bytes::from_static(b"being brought"), "jpg").await.unwrap();
    let_go(&house).await;
    for key in [&stays, &goes, &fresh] {
        assert_eq!(house.get(&format!("/files/{key}")).await.status, 200, "{key}");
    }

    let mut tx = house.section.db.begin().await.unwrap();
    house.pillars.erase(&mut tx, ids[1]).await.unwrap();
    tx.commit().await.unwrap();
    let_go(&house).await;
    assert_eq!(house.get(&format!("/files/{goes}")).await.status, 404);
    assert_eq!(house.get(&format!("/files/{stays}")).await.status, 200);
    assert_eq!(house.get(&format!("/files/{fresh}")).await.status, 200, "it may belong to a form under way");
}

#[tokio::test]
async fn what_is_put_again_is_wanted_anew() {
    let house = house().await;
    let key = old_file(&house, "again").await;
    assert_eq!(house.section.files.put(Bytes::from_static(b"again"), "jpg").await.unwrap(), key);
    let_go(&house).await;
    assert_eq!(house.get(&format!("/files/{key}")).await.status, 200);
}

/// Does everything of the house that is due at this time of the clock on the wall.
async fn work_at(house: &Open, time: Timestamp) {
    let mut jobs = house.pillars.jobs(&house.section);
    unnamed::listen(&mut jobs);
    let (db, clock) = (house.section.db.clone(), Arc::new(FixedClock::at(time)));
    Worker::new(db, clock, jobs, house.section.clone()).run_until_idle().await.unwrap();
}

fn brought(house: &Open, blog: BlogId, source: &FileKey, at: Timestamp) -> Import {
    Import {
        by: None,
        format: Some(Format::Wxr),
        source: Some(source.to_string()),
        state: ImportState::Proposed,
        at,
        updated_at: at,
        ..bring::fresh(&house.section, blog, PersonId::secret(house.section.random.as_ref()), true)
    }
}

/// The import lets go of it when it is a week old, and the house sweeps out what nobody names.
#[tokio::test]
async fn the_file_of_an_import_that_nobody_went_on_with_goes_in_one_night() {
    let house = house().await;
    let [left, fresh] = ["left", "fresh"].map(|bytes| old_file_of(&house, bytes, "import"));
    let [left, fresh] = [left.await, fresh.await];
    let now = house.section.clock.now();
    let blog = Blog {
        id: Id::secret(house.section.random.as_ref()),
        kind: BlogKind::Person,
        slug: "awa".to_owned(),
        title: "Awa".to_owned(),
        about: String::new(),
        language: Language::FRENCH,
        theme: 1,
        comments: CommentPolicy::Members,
        state: BlogState::Open,
        moderation: Moderation::Newcomers,
        owner: None,
        created_at: now,
    };
    let mut tx = house.section.db.begin().await.unwrap();
    blogs::insert(&mut tx, &blog).await.unwrap();
    for (source, at) in [(&left, now - Duration::from_secs(8 * 86_400)), (&fresh, now)] {
        imports::insert(&mut tx, &brought(&house, blog.id, source, at)).await.unwrap();
    }
    tx.commit().await.unwrap();
    let midnight = now.as_millisecond() / 86_400_000 * 86_400_000 + 86_400_000;
    work_at(&house, now).await;
    // One after the other, as in a night.
    for minutes in (0..6 * 60).step_by(30) {
        work_at(&house, Timestamp::from_millisecond(midnight + minutes * 60_000)).await;
    }
    assert!(!house.section.files.exists(&left).await.unwrap());
    assert!(house.section.files.exists(&fresh).await.unwrap(), "its owner may still go on");
}
