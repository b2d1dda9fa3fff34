//! Files that nobody needs any more.

use std::{fs::File, sync::Arc, time::Duration};

use bytes::Bytes;
use griot::unnamed;
use griot_contracts::files::FilesLetGo;
use griot_db::outbox;
use griot_files::FileKey;
use griot_jobs::{Jobs, Worker};
use griot_kernel::Language;
use griot_people::{commands as people, store::persons};

use crate::open::{Open, house};

/// Puts a file that has been there for two hours.
async fn old_file(house: &Open, bytes: &'static str) -> FileKey {
    let key = house.section.files.put(Bytes::from_static(bytes.as_bytes()), "jpg").await.unwrap();
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
