//! The invented section has a list of telephones, and an SMS in its past.

use std::sync::Arc;

use griot_channels::Channels;
use griot_pillar::{Pillar, Story, StoryPerson};

use crate::{
    factory::{person, start},
    house::home,
    pages::page,
};

#[tokio::test]
async fn the_invented_section_wrote_to_telephones_that_nobody_owns() {
    let home = home().await;
    let section = &home.house.section;
    let who = |n, handle: &str| StoryPerson {
        id: person(n),
        handle: handle.to_owned(),
        name: handle.to_owned(),
        joined: start(),
    };
    let people = vec![who(1, "fatou-traore"), who(2, "mariam-kabore")];
    let mut story = Story { today: start(), people };
    let mut tx = section.db.begin().await.unwrap();
    let room = Channels::new(Arc::clone(&section.clock), Arc::clone(&section.random));
    room.demo(section, &mut tx, &mut story).await.unwrap();
    tx.commit().await.unwrap();

    let mariam = home.mariam().await;
    let lists = page(&mariam, "/desk/newsletter").await;
    assert!(lists.contains("SMS des clubs") && lists.contains("SMS · EAU"), "{lists}");
    assert!(lists.contains("SMS partis\u{a0}: 22 sur 24") && lists.contains("Lettres parties"), "{lists}");
    let sent = lists.split("SMS partis").next().unwrap().rsplit("href=\"").next().unwrap();
    let shown = page(&mariam, sent.split('"').next().unwrap()).await;
    assert!(shown.contains("21 téléphones ont confirmé") && shown.contains("Samedi 8 h"), "{shown}");
    let list = lists.split("SMS des clubs").next().unwrap().rsplit("href=\"").next().unwrap();
    let list = list.split('"').next().unwrap();
    assert!(page(&mariam, list).await.contains("en envoyant EAU"));
    let csv = griot_web::testing::text(mariam.post(&format!("{list}/export"), &[]).await).await;
    assert_eq!(csv.matches("+2260000").count(), 24, "{csv}");
    home.work().await;
    assert!(home.house.sms.take().is_empty(), "nothing of it leaves the house");
}
