use griot_kernel::{PageRequest, Reading};
use griot_pillar::{Pillar, Story, StoryPerson};
use griot_voices::{
    Voices,
    import::ImportState,
    store::{aims, featured, imports, lists, moderation},
};
use griot_web::testing::text;

use crate::{
    aims::{planned, water},
    factory::{at, id},
};

#[tokio::test]
async fn every_page_of_the_demo_has_something_to_show() {
    let (home, _) = planned().await;
    let section = &home.house.section;
    let people = (1..=10_u128).map(|n| StoryPerson {
        id: id(n).into(),
        handle: format!("p{n}"),
        name: format!("Personne {n}"),
        joined: at("2012-05-01T00:00:00Z"),
    });
    let mut story = Story { today: at("2013-02-14T08:00:00Z"), people: people.collect() };
    let mut tx = section.db.begin().await.unwrap();
    Voices.demo(section, &mut tx, &mut story).await.unwrap();
    tx.commit().await.unwrap();

    let mut db = section.db.read().await.unwrap();
    assert!(lists::newest(&mut db, Reading::Start, 100).await.unwrap().items.len() > 20);
    assert_eq!(featured::now(&mut db, story.today, 10).await.unwrap().len(), 3);
    assert_eq!(moderation::counts(&mut db, None).await.unwrap().all(), 2);
    assert_eq!(aims::of_campaign(&mut db, water(), 9).await.unwrap().len(), 3, "the latest of its page");
    for place in 1..=5 {
        let person = story.people[place].id;
        let brought = imports::of_person(&mut db, person, PageRequest::new(1, 9)).await.unwrap();
        let seen: Vec<_> =
            brought.iter().map(|one| (one.state, one.made > 0, one.made == one.total)).collect();
        assert_eq!(seen, [(ImportState::Done, true, true)], "one of five blogs kept elsewhere");
        let items = imports::items(&mut db, brought[0].id, "", 99).await.unwrap();
        assert_eq!(i64::try_from(items.len()).unwrap(), brought[0].made, "what came may be taken back");
    }
    drop(db);
    let page = text(home.client.get("/blogs/la-section/chacun-avait-son-blog-voici-la-maison").await).await;
    for part in
        ["<img", "hreflang=\"en\"", "Aussi en anglais\u{a0}:", "3 commentaires", "class=\"stack answers\""]
    {
        assert!(page.contains(part), "{part}");
    }
}
