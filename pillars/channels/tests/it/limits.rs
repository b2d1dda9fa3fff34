//! What servers take, learnt anew each day, and what waits and does not fit any more.

use std::time::Duration;

use griot_channels::{SCHEMA, jobs::look_after_keys, model::network::Network, store};

use crate::{
    doubles::{self, Stage, now},
    factory::{channel, delivery, item, later, start},
    house::home,
    pages::{add_channel, approve, page, write},
};

#[tokio::test]
async fn a_limit_that_shrank_is_said_before_the_hour() {
    let home = home().await;
    let server = doubles::mastodon::Mastodon::start(Stage::at(now())).await;
    let fatou = home.fatou().await;
    let id = add_channel(&fatou, "mastodon", "Notre compte").await;
    let path = format!("/desk/channels/{id}");
    let fields = [("name", "Notre compte"), ("language", "fr"), ("server", server.address.as_str())];
    fatou.post(&path, &fields).await;
    assert!(!page(&fatou, &path).await.contains("api/v2/instance"), "nobody asked it yet");
    // Without a key, too: whoever publishes by hand wants to know as well.
    look_after_keys(home.house.section.clone()).await.unwrap();
    assert!(page(&fatou, &path).await.contains("14 février 2013"));

    let text = write(&fatou, "L’eau", "L’eau est un droit, et nous le répétons.", &[&id], &[]).await;
    fatou.post(&text, &[("act", "submit")]).await;
    approve(&home, &text).await;
    fatou.post(&text, &[("act", "schedule"), ("hour", "2013-02-18T09:00")]).await;
    assert!(!page(&fatou, "/desk/today").await.contains("Ne tient plus"));
    server.world.lock().unwrap().longest = 10;
    look_after_keys(home.house.section.clone()).await.unwrap();
    assert!(!page(&fatou, "/desk/today").await.contains("Ne tient plus"), "it was asked this morning");
    home.house.clock.advance(Duration::from_secs(86_400));
    look_after_keys(home.house.section.clone()).await.unwrap();
    let today = page(&fatou, "/desk/today").await;
    assert!(
        today.contains("Ne tient plus dans la limite") && today.contains("prend moins qu’avant"),
        "{today}"
    );
    assert!(page(&fatou, &text).await.contains("prend moins qu’avant"));
    assert!(page(&fatou, &path).await.contains("15 février 2013"));

    // A server that says nothing takes nothing of what is known.
    server.world.lock().unwrap().describes_itself = false;
    home.house.clock.advance(Duration::from_secs(86_400));
    look_after_keys(home.house.section.clone()).await.unwrap();
    assert!(page(&fatou, &path).await.contains("15 février 2013"));
}

griot_testkit::contract! { &[SCHEMA];
    async fn what_waits_is_listed_by_its_hour(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let place = channel(1, Network::Mastodon);
        store::channels::insert(&mut tx, &place).await.unwrap();
        let one = item(1);
        store::items::insert(&mut tx, &one).await.unwrap();
        for (n, minutes) in [(1, 9), (2, 3), (3, 6)] {
            let waits = delivery(n, &one, &place, later(minutes));
            store::deliveries::insert(&mut tx, &waits, &[1; 32], start()).await.unwrap();
        }
        let all = store::deliveries::waiting(&mut tx, 2).await.unwrap();
        assert_eq!(all.iter().map(|one| one.due_at).collect::<Vec<_>>(), [later(3), later(6)]);
        store::deliveries::stop(&mut tx, one.id, start()).await.unwrap();
        assert!(store::deliveries::waiting(&mut tx, 9).await.unwrap().is_empty());
    }
}
