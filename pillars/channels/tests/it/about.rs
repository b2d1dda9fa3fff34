//! What is said to the section is known by the text that it answers.

use griot_channels::{
    model::{
        channel::Channel,
        conversation::{Direction, InboxMessage, about},
        delivery::State,
        network::Network,
    },
    store::{channels, messages},
};
use griot_web::testing::text;
use uuid::Uuid;

use crate::{
    doubles::{self, Stage},
    factory::{channel, start},
    house::{Home, TABLES, home_on},
    storms::speaks,
    told::gone,
};

/// What somebody said, and which text it answers.
async fn answered(home: &Home, body: &str) -> Option<String> {
    let mut read = home.house.section.db.read().await.unwrap();
    let sql = "select about from inbox_message where body = $1";
    griot_db::on!(read, conn => query_scalar(sql).bind(body).fetch_one(conn)).unwrap()
}

griot_testkit::contract! { TABLES;
    async fn an_answer_on_mastodon_names_the_first_text_however_deep_it_stands(db: Db) {
        let double = doubles::mastodon::Mastodon::start(Stage::at(start())).await;
        let home = home_on(db, |_| ()).await;
        let key = doubles::mastodon::KEY;
        let one = speaks(&home, Network::Mastodon, &double.address, "section", key).await;
        double.mention("awa@m.example", "<p>Sans rien</p>", "public");
        double.reply("awa@m.example", "<p>En secret</p>", "direct", "77");
        let first = double.reply("issa@m.example", "<p>Sous le texte</p>", "public", "77");
        home.listen().await;
        assert_eq!(answered(&home, "Sans rien").await, None);
        assert_eq!(answered(&home, "En secret").await, None, "what only the section reads names nothing");
        let text = Some(about(one.id, "77"));
        assert_eq!(answered(&home, "Sous le texte").await, text);

        // Others answer him, and what the section answered him.
        let status = (first + 1_000).to_string();
        let section = &home.house.section;
        let mut tx = section.db.begin().await.unwrap();
        assert_eq!(messages::root(&mut tx, one.id, &status).await.unwrap(), Some(text.clone()));
        assert_eq!(messages::root(&mut tx, one.id, "77").await.unwrap(), None);
        assert_eq!(messages::root(&mut tx, channel(9, Network::Mastodon).id, &status).await.unwrap(), None);
        let sql = "select conversation from inbox_message where remote = $1";
        let his: Uuid =
            griot_db::on!(&mut tx, conn => query_scalar(sql).bind(&status).fetch_one(conn)).unwrap();
        let id = Uuid::from_u128(1).into();
        let ours = InboxMessage {
            remote: "555".into(),
            ..InboxMessage::new(id, his.into(), Direction::Out, "Merci".into(), section.clock.now())
        };
        assert!(messages::insert(&mut tx, &ours).await.unwrap());
        tx.commit().await.unwrap();
        double.reply("fati@m.example", "<p>Moi aussi</p>", "public", &status);
        double.reply("adama@m.example", "<p>Et moi</p>", "public", "555");
        home.listen().await;
        assert_eq!(answered(&home, "Moi aussi").await, text);
        assert_eq!(answered(&home, "Et moi").await, text);
    }

    async fn answers_below_a_page_and_on_bluesky_name_what_they_answer(db: Db) {
        let page = doubles::facebook::Facebook::start(Stage::at(start())).await;
        let sky = doubles::bluesky::Bluesky::start(Stage::at(start())).await;
        let home = home_on(db, |_| ()).await;
        let (name, key) = (doubles::facebook::PAGE, doubles::facebook::KEY);
        let on_page = speaks(&home, Network::Facebook, &page.address, name, key).await;
        let (name, key) = (doubles::bluesky::HANDLE, doubles::bluesky::PASSWORD);
        let on_sky = speaks(&home, Network::Bluesky, &sky.address, name, key).await;
        page.write("Un texte");
        let at = start().as_millisecond();
        let post = page.world.lock().unwrap().posts.first().unwrap().id.clone();
        page.world.lock().unwrap().comments.push((post.clone(), Some("42"), "Sous la Page".into(), at));
        page.world.lock().unwrap().tagged.push((Some("43"), "Bravo à vous".into(), at));
        sky.notify("reply", "Sous le ciel");
        home.listen().await;
        assert_eq!(answered(&home, "Sous la Page").await, Some(about(on_page.id, &post)));
        assert_eq!(answered(&home, "Bravo à vous").await, None);
        let root = format!("at://{}/app.bsky.feed.post/root", doubles::bluesky::DID);
        assert_eq!(answered(&home, "Sous le ciel").await, Some(about(on_sky.id, &root)));
    }

    async fn a_comment_in_the_group_of_a_channel_names_its_text_on_whichever_channel_of_the_bot(db: Db) {
        let double = doubles::telegram::Telegram::start(Stage::at(start())).await;
        let home = home_on(db, |_| ()).await;
        let (name, key) = (doubles::telegram::CHANNEL, doubles::telegram::TOKEN);
        let one = speaks(&home, Network::Telegram, &double.address, name, key).await;
        let mut tx = home.house.section.db.begin().await.unwrap();
        let other = Channel { account: "@alertes".into(), ..channel(8, Network::Telegram) };
        channels::insert(&mut tx, &other).await.unwrap();
        tx.commit().await.unwrap();
        double.write(500, "Bonjour");
        double.comment(501, "Sous le premier", Some((name.trim_start_matches('@'), 12)), 40);
        double.comment(502, "Sous l’autre", Some(("Alertes", 12)), 41);
        double.comment(503, "D’ailleurs", Some(("inconnu", 12)), 42);
        double.comment(504, "En réponse", None, 501);
        home.listen().await;
        assert_eq!(answered(&home, "Bonjour").await, None);
        assert_eq!(answered(&home, "Sous le premier").await, Some(about(one.id, "12")));
        assert_eq!(answered(&home, "Sous l’autre").await, Some(about(other.id, "12")));
        assert_eq!(answered(&home, "D’ailleurs").await, None);
        assert_eq!(answered(&home, "En réponse").await, Some(about(one.id, "12")));
    }

    async fn the_page_of_a_text_says_how_many_answered_it(db: Db) {
        let double = doubles::facebook::Facebook::start(Stage::at(start())).await;
        let home = home_on(db, |_| ()).await;
        let (name, key) = (doubles::facebook::PAGE, doubles::facebook::KEY);
        let one = speaks(&home, Network::Facebook, &double.address, name, key).await;
        let mut tx = home.house.section.db.begin().await.unwrap();
        let item = gone(&mut tx, 1, &one, start(), State::Confirmed).await;
        tx.commit().await.unwrap();
        let path = format!("/desk/items/{}", item.id);
        let fatou = home.fatou().await;
        assert!(!text(fatou.get(&path).await).await.contains("réponse"));
        double.world.lock().unwrap().posts.push(doubles::facebook::Post {
            id: "page_1".into(),
            at: start().as_millisecond(),
            body: serde_json::json!({ "message": "Texte 1" }),
        });
        for (who, words) in [("42", "Une question"), ("42", "Et encore"), ("43", "Merci")] {
            let said = ("page_1".to_owned(), Some(who), words.to_owned(), start().as_millisecond());
            double.world.lock().unwrap().comments.push(said);
        }
        home.listen().await;
        let page = text(fatou.get(&path).await).await;
        assert!(page.contains("2 réponses"), "{page}");
    }
}
