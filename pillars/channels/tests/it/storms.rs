//! Nothing that is said to the section is lost when many speak at once.

use std::collections::HashSet;
use std::time::Duration;

use griot_channels::{
    engine::seal_key,
    model::{channel::Channel, network::Network},
    networks::{
        Account, Key, Trouble, Wire,
        bluesky::Bluesky,
        ear::{Ear, Heard, News},
        facebook::Facebook,
        mastodon::Mastodon,
        telegram::Telegram,
    },
    store,
};

use crate::{
    doubles::{self, Fault, Stage, fetcher, line, now},
    factory::{chance, channel, start},
    house::{Home, TABLES, home_on},
};

/// Has the section speak on a double.
pub async fn speaks(home: &Home, network: Network, server: &str, name: &str, key: &str) -> Channel {
    let n = network.as_str().bytes().map(u128::from).sum();
    let section = &home.house.section;
    let one = Channel { server: server.to_owned(), account: name.to_owned(), ..channel(n, network) };
    let sealed = seal_key(&section.keys, one.id, &Key::typed(key), &chance()).unwrap();
    let mut tx = section.db.begin().await.unwrap();
    store::channels::insert(&mut tx, &one).await.unwrap();
    store::keys::put(&mut tx, one.id, &sealed, None).await.unwrap();
    tx.commit().await.unwrap();
    one
}

/// What lies in the inbox, in its order.
async fn heard(home: &Home) -> Vec<String> {
    let mut read = home.house.section.db.read().await.unwrap();
    let sql = "select body from inbox_message order by at, id";
    griot_db::on!(read, conn => query_scalar(sql).fetch_all(conn)).unwrap()
}

fn words(many: std::ops::Range<usize>) -> Vec<String> {
    many.map(|n| format!("Question {n}")).collect()
}

griot_testkit::contract! { TABLES;
    async fn a_storm_below_one_text_of_a_page_is_heard_once_and_in_order(db: Db) {
        let double = doubles::facebook::Facebook::start(Stage::at(start())).await;
        let home = home_on(db, |_| ()).await;
        let (page, key) = (doubles::facebook::PAGE, doubles::facebook::KEY);
        speaks(&home, Network::Facebook, &double.address, page, key).await;
        double.write("Un texte");
        comment(&double, 0..400);
        home.listen().await;
        double.stage.fault_after(2, "/comments", Fault::Refuse(500));
        comment(&double, 400..1_900);
        for _ in 0..2 {
            home.house.clock.advance(Duration::from_secs(180));
            home.listen().await;
            for _ in 0..4 {
                home.work().await;
            }
        }
        assert_eq!(heard(&home).await, words(0..1_900));
    }

    async fn six_hundred_notifications_at_once_are_each_heard_once(db: Db) {
        let double = doubles::bluesky::Bluesky::start(Stage::at(start())).await;
        let home = home_on(db, |_| ()).await;
        let (name, key) = (doubles::bluesky::HANDLE, doubles::bluesky::PASSWORD);
        speaks(&home, Network::Bluesky, &double.address, name, key).await;
        tell(&double, 0..600);
        home.listen().await;
        assert_eq!(heard(&home).await, words(100..600), "a turn reads so much");
        // Where everything stands still nothing more is read; what was asked for is not lost.
        let section = &home.house.section;
        let mut tx = section.db.begin().await.unwrap();
        store::ways::set_cut(&mut tx, Some((start(), crate::factory::person(1)))).await.unwrap();
        tx.commit().await.unwrap();
        home.work().await;
        assert_eq!(heard(&home).await.len(), 500);
        let mut tx = section.db.begin().await.unwrap();
        store::ways::set_cut(&mut tx, None).await.unwrap();
        tx.commit().await.unwrap();
        home.listen().await;
        assert_eq!(heard(&home).await, words(0..600), "and goes on from there");
        home.listen().await;
        assert_eq!(heard(&home).await.len(), 600);
    }

    async fn a_server_that_always_has_more_is_asked_so_often_and_not_for_ever(db: Db) {
        let double = doubles::facebook::Facebook::start(Stage::at(start())).await;
        let home = home_on(db, |_| ()).await;
        let (page, key) = (doubles::facebook::PAGE, doubles::facebook::KEY);
        speaks(&home, Network::Facebook, &double.address, page, key).await;
        double.write("Un texte");
        comment(&double, 0..3);
        double.world.lock().unwrap().endless = true;
        home.listen().await;
        for _ in 0..50 {
            home.work().await;
        }
        let asked = double.stage.calls().len();
        assert!((300..=500).contains(&asked), "{asked}");
        home.work().await;
        assert_eq!(double.stage.calls().len(), asked, "nobody waits for its end");
        assert_eq!(heard(&home).await, words(0..3));
    }
}

/// Somebody asked below the last text, once a second until now.
fn comment(double: &doubles::facebook::Facebook, many: std::ops::Range<usize>) {
    let at = double.stage.now().as_millisecond() - 2_000_000;
    let mut world = double.world.lock().unwrap();
    let post = world.posts.last().unwrap().id.clone();
    for n in many {
        let after = i64::try_from(n).unwrap() * 1_000;
        world.comments.push((post.clone(), Some("42"), format!("Question {n}"), at + after));
    }
}

/// Somebody asked, a hundred times a second until now.
fn tell(double: &doubles::bluesky::Bluesky, many: std::ops::Range<usize>) {
    let begun = double.stage.now();
    for n in many {
        double.stage.turn(begun - Duration::from_millis(10_000 - u64::try_from(n).unwrap() * 10));
        double.notify("mention", &format!("Question {n}"));
    }
    double.stage.turn(begun);
}

fn texts(news: &[News]) -> Vec<&str> {
    news.iter().map(|one| one.text.as_str()).collect()
}

async fn page() -> (doubles::facebook::Facebook, Account) {
    let double = doubles::facebook::Facebook::start(Stage::at(now())).await;
    let account = doubles::account(&double.address, doubles::facebook::PAGE, doubles::facebook::KEY);
    double.write("Un texte");
    (double, account)
}

async fn hear(account: &Account, cursor: &str) -> Heard {
    Facebook.hear(line(&fetcher()), account, cursor).await.unwrap()
}

#[tokio::test]
async fn what_was_read_before_a_page_failed_is_kept_and_the_rest_comes_afterwards() {
    for fault in [Fault::Refuse(500), Fault::Refuse(429), Fault::CutBefore, Fault::HalfAnswer] {
        let (double, account) = page().await;
        comment(&double, 0..400);
        double.stage.fault_after(1, "/comments", fault);
        let first = hear(&account, "").await;
        assert_eq!((first.news.len(), first.more), (150, false), "{fault:?}: it waits for its hour");
        let rest = hear(&account, &first.cursor).await;
        assert!(!rest.more);
        let both: HashSet<_> = texts(&first.news).into_iter().chain(texts(&rest.news)).collect();
        assert_eq!(both.len(), 400, "{fault:?}");
        // Where nothing at all was read, that is said.
        double.stage.fault("/feed", Fault::Refuse(429));
        let lost = Facebook.hear(line(&fetcher()), &account, &rest.cursor).await;
        assert_eq!(lost, Err(Trouble::Rate(None)));
    }
}

#[tokio::test]
async fn one_text_whose_comments_never_come_stands_in_the_way_of_none() {
    let (double, account) = page().await;
    let begun = hear(&account, "").await.cursor;
    let mut cursor: serde_json::Value = serde_json::from_str(&begun).unwrap();
    let open = |n: u32| {
        serde_json::json!({
            "node": format!("{}_{n}", doubles::facebook::PAGE), "edge": "comments", "after": "a", "floor": 0,
            "pages": 0,
        })
    };
    // So much is open that nothing is begun before some of it is read.
    cursor["open"] = (0..60).map(open).collect();
    double.stage.fault("/comments", Fault::Refuse(500));
    let heard = hear(&account, &cursor.to_string()).await;
    assert!(heard.news.is_empty() && !heard.more);
    let after: serde_json::Value = serde_json::from_str(&heard.cursor).unwrap();
    assert_eq!((&after["open"][0], &after["open"][59]), (&cursor["open"][1], &cursor["open"][0]));
}

#[tokio::test]
async fn the_address_that_a_page_gives_for_the_next_is_never_called() {
    let (double, account) = page().await;
    let other = doubles::facebook::Facebook::start(Stage::at(now())).await;
    double.world.lock().unwrap().next_host = other.address.clone();
    comment(&double, 0..200);
    assert_eq!(hear(&account, "").await.news.len(), 200);
    assert!(other.stage.calls().is_empty());
}

#[tokio::test]
async fn a_page_that_was_forgotten_with_its_comment_is_asked_for_anew() {
    let (double, account) = page().await;
    comment(&double, 0..200);
    double.world.lock().unwrap().forgets = 1;
    let heard = hear(&account, "").await;
    let all: HashSet<_> = texts(&heard.news).into_iter().collect();
    assert_eq!((all.len(), heard.more), (200, false));
}

#[tokio::test]
async fn comments_below_older_texts_are_heard_and_those_from_before_are_not() {
    let (double, account) = page().await;
    let old = double.world.lock().unwrap().posts.first().unwrap().id.clone();
    for n in 0..140 {
        double.write(&format!("Texte {n}"));
    }
    let first = hear(&account, "").await;
    assert!(first.news.is_empty());
    let at = now().as_millisecond();
    double.world.lock().unwrap().comments.extend([
        (old.clone(), Some("42"), "Il y a un an".to_owned(), at - 365 * 86_400_000),
        (old, Some("42"), "Et maintenant ?".to_owned(), at),
    ]);
    let mut cursor = first.cursor;
    let mut all = Vec::new();
    let fetcher = fetcher();
    for minutes in [10, 20, 30] {
        let line = griot_channels::networks::Line {
            now: now() + Duration::from_secs(minutes * 60),
            ..line(&fetcher)
        };
        let heard = Facebook.hear(line, &account, &cursor).await.unwrap();
        all.extend(heard.news.into_iter().map(|one| one.text));
        cursor = heard.cursor;
    }
    all.dedup();
    assert_eq!(all, ["Et maintenant ?"]);
    // Between them only the last texts are asked for.
    let before = double.stage.calls().len();
    hear(&account, &cursor).await;
    assert_eq!(double.stage.calls().len(), before + 1);
}

#[tokio::test]
async fn a_cursor_from_before_is_still_understood() {
    let (double, account) = page().await;
    let at = now().as_millisecond();
    let post = double.world.lock().unwrap().posts.first().unwrap().id.clone();
    double.world.lock().unwrap().comments.extend([
        (post.clone(), Some("42"), "Avant".to_owned(), at - 3_600_000),
        (post, Some("42"), "Après".to_owned(), at),
    ]);
    let cursor = (at / 1_000 - 60).to_string();
    assert_eq!(texts(&hear(&account, &cursor).await.news), ["Après"]);
}

#[tokio::test]
async fn whoever_names_the_page_is_heard_where_the_app_may_know() {
    let (double, account) = page().await;
    let at = now().as_millisecond();
    for n in 0..60 {
        let said = (None, format!("Bravo {n}"), at + n * 1_000);
        double.world.lock().unwrap().tagged.push(said);
    }
    let own = (Some(doubles::facebook::PAGE), "Nous".to_owned(), at);
    double.world.lock().unwrap().tagged.push(own);
    let heard = hear(&account, "").await;
    assert_eq!(heard.news.len(), 60);
    let threads: HashSet<_> = heard.news.iter().map(|one| one.thread.as_str()).collect();
    assert_eq!(threads.len(), 60, "each is a conversation of its own");

    let (double, account) = page().await;
    double.world.lock().unwrap().may_read_tagged = false;
    comment(&double, 0..3);
    let heard = hear(&account, "").await;
    assert_eq!((heard.news.len(), heard.more), (3, false), "without that permission all else is heard");
    let later =
        griot_channels::networks::Line { now: now() + Duration::from_secs(3_600), ..line(&fetcher()) }.now;
    let fetcher = fetcher();
    let line = griot_channels::networks::Line { now: later, ..line(&fetcher) };
    Facebook.hear(line, &account, &heard.cursor).await.unwrap();
    assert_eq!(double.stage.count("/tagged"), 1, "and it is not asked for again the same day");
}

async fn bluesky() -> (doubles::bluesky::Bluesky, Account) {
    let double = doubles::bluesky::Bluesky::start(Stage::at(now())).await;
    let account = doubles::account(&double.address, doubles::bluesky::HANDLE, doubles::bluesky::PASSWORD);
    let fresh = Bluesky.wake(line(&fetcher()), &account).await.unwrap().unwrap();
    let key = account.key.renewed(fresh);
    (double, Account { key, ..account })
}

#[tokio::test]
async fn notifications_that_were_not_read_back_to_come_at_the_next_turn() {
    for fault in [Fault::Refuse(500), Fault::Refuse(429), Fault::CutBefore, Fault::HalfAnswer] {
        let (double, account) = bluesky().await;
        let fetcher = fetcher();
        tell(&double, 0..450);
        double.stage.fault_after(2, "listNotifications", fault);
        let first = Bluesky.hear(line(&fetcher), &account, "").await.unwrap();
        assert_eq!((first.news.len(), first.more), (200, false), "{fault:?}");
        tell(&double, 450..460);
        let rest = Bluesky.hear(line(&fetcher), &account, &first.cursor).await.unwrap();
        let last = Bluesky.hear(line(&fetcher), &account, &rest.cursor).await.unwrap();
        let parts = [first.news, rest.news, last.news];
        let all: HashSet<_> = parts.iter().flat_map(|news| texts(news)).collect();
        assert_eq!(all.len(), 460, "{fault:?}");
        double.stage.fault("listNotifications", Fault::Refuse(429));
        let lost = Bluesky.hear(line(&fetcher), &account, &last.cursor).await;
        assert_eq!(lost, Err(Trouble::Rate(None)));
    }
}

#[tokio::test]
async fn a_server_of_bluesky_that_lies_is_left_in_the_end() {
    let (double, account) = bluesky().await;
    tell(&double, 0..2);
    double.world.lock().unwrap().endless = true;
    let (fetcher, mut cursor, mut turns) = (fetcher(), String::new(), 0);
    loop {
        let heard = Bluesky.hear(line(&fetcher), &account, &cursor).await.unwrap();
        (cursor, turns) = (heard.cursor, turns + 1);
        if !heard.more {
            break;
        }
    }
    assert_eq!(turns, 80);
    assert!(cursor.starts_with("2026-"), "{cursor}");
}

#[tokio::test]
async fn where_a_hundred_came_it_is_asked_again_at_once() {
    let double = doubles::telegram::Telegram::start(Stage::at(now())).await;
    let account = doubles::account(&double.address, doubles::telegram::CHANNEL, doubles::telegram::TOKEN);
    let fetcher = fetcher();
    for n in 0..130 {
        double.write(500 + n, "Bonjour");
    }
    let first = Telegram.hear(line(&fetcher), &account, "").await.unwrap();
    assert_eq!((first.news.len(), first.more), (100, true));
    let rest = Telegram.hear(line(&fetcher), &account, &first.cursor).await.unwrap();
    assert_eq!((rest.news.len(), rest.more), (30, false));

    let double = doubles::mastodon::Mastodon::start(Stage::at(now())).await;
    let account = doubles::account(&double.address, "section", doubles::mastodon::KEY);
    double.mention("awa@m.example", "<p>Bonjour</p>", "public");
    let mut heard = Mastodon.hear(line(&fetcher), &account, "").await.unwrap();
    assert!(!heard.more);
    for n in 0..90 {
        double.mention("awa@m.example", &format!("<p>Question {n}</p>"), "public");
    }
    let mut all = Vec::new();
    loop {
        heard = Mastodon.hear(line(&fetcher), &account, &heard.cursor).await.unwrap();
        all.extend(heard.news.iter().map(|one| one.text.clone()));
        if !heard.more {
            break;
        }
    }
    assert_eq!(all, words(0..90));
}
