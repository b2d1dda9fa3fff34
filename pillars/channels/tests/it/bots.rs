//! One bot of Telegram that speaks on several channels.

use griot_channels::{
    engine::seal_key,
    model::{
        channel::{Channel, ChannelState},
        network::Network,
    },
    networks::Key,
    store,
};

use crate::{
    doubles::{
        Stage,
        telegram::{CHANNEL, TOKEN, Telegram},
    },
    factory::{chance, channel, start},
    house::{Home, TABLES, home_on},
};

/// Has the bot speak on one more channel.
async fn speaks(home: &Home, double: &Telegram, n: u128, name: &str) -> Channel {
    let section = &home.house.section;
    let one = Channel {
        name: name.to_owned(),
        server: double.address.clone(),
        account: CHANNEL.to_owned(),
        ..channel(n, Network::Telegram)
    };
    let sealed = seal_key(&section.keys, one.id, &Key::typed(TOKEN), &chance()).unwrap();
    let mut tx = section.db.begin().await.unwrap();
    store::channels::insert(&mut tx, &one).await.unwrap();
    store::keys::put(&mut tx, one.id, &sealed, None).await.unwrap();
    tx.commit().await.unwrap();
    one
}

/// What lies in the inbox.
async fn heard(home: &Home) -> Vec<String> {
    let mut read = home.house.section.db.read().await.unwrap();
    griot_db::on!(read, conn => query_scalar("select body from inbox_message order by body").fetch_all(conn))
        .unwrap()
}

griot_testkit::contract! { TABLES;
    async fn what_is_written_to_the_bot_of_two_channels_is_heard_once(db: Db) {
        let double = Telegram::start(Stage::at(start())).await;
        let home = home_on(db, |_| ()).await;
        speaks(&home, &double, 1, "Notre canal").await;
        speaks(&home, &double, 2, "Urgences").await;
        double.write(500, "Bonjour");
        home.listen().await;
        assert_eq!(double.stage.count("getUpdates"), 1, "one bot is asked once");
        double.write(501, "Êtes-vous là ?");
        for _ in 0..2 {
            home.listen().await;
        }
        assert_eq!(heard(&home).await, ["Bonjour", "Êtes-vous là ?"]);
    }

    async fn whichever_channel_listens_for_the_bot_goes_on_where_the_other_was(db: Db) {
        let double = Telegram::start(Stage::at(start())).await;
        let home = home_on(db, |_| ()).await;
        let first = speaks(&home, &double, 1, "Notre canal").await;
        double.write(500, "Bonjour");
        home.listen().await;
        // Telegram tells again what nobody asked beyond; another channel comes before the first now.
        let other = speaks(&home, &double, 2, "Alertes").await;
        home.listen().await;
        assert_eq!(heard(&home).await, ["Bonjour"]);
        double.write(501, "Êtes-vous là ?");
        home.listen().await;
        let mut tx = home.house.section.db.begin().await.unwrap();
        store::channels::update(&mut tx, &Channel { state: ChannelState::Closed, ..other }).await.unwrap();
        tx.commit().await.unwrap();
        home.listen().await;
        assert_eq!(heard(&home).await, ["Bonjour", "Êtes-vous là ?"]);
        let mut read = home.house.section.db.read().await.unwrap();
        assert_eq!(store::ears::of(&mut read, first.id).await.unwrap().cursor, "502");
    }
}
