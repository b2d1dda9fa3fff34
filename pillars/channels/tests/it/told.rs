//! What this room tells others: what is somebody's, what serves a line, what a week brought.

use std::sync::Arc;

use griot_channels::{
    Channels, SCHEMA,
    model::{
        channel::{Channel, ChannelState},
        conversation::{Conversation, Direction, InboxMessage, Source, Standing, about},
        delivery::{Delivery, State},
        item::{Item, Stage},
        network::Network,
        press::{Clip, Tone},
        radio::Broadcast,
    },
    store::{
        channels, conversations, deliveries, duty, held, items, machine, messages, outcome, radio, reviews,
    },
};
use griot_contracts::{
    campaigns::{Serves, Weekly},
    duties::Duties,
};
use griot_db::Tx;
use griot_kernel::{FixedClock, Id, Timestamp};
use uuid::Uuid;

use crate::factory::{chance, channel, delivery, item, later, person, start};

const DAY: u64 = 24 * 60;

fn room() -> Channels {
    Channels::new(Arc::new(FixedClock::at(start())), Arc::new(chance()))
}

fn today() -> Timestamp {
    Timestamp::start_of(start().day())
}

/// Somebody speaks, twice, below what a Page published.
async fn spoken(tx: &mut Tx, n: u128, channel: &Channel, below: &str, standing: Standing) -> Conversation {
    let one = Conversation {
        id: Uuid::from_u128(0xe000 + n).into(),
        source: Source::Facebook,
        channel: Some(channel.id),
        thread: format!("{}/{below}/{n}", channel.id),
        author: format!("Lectrice {n}"),
        private: false,
        standing,
        assignee: None,
        label: String::new(),
        set_aside: false,
        handed_over: false,
        due_at: None,
        first_at: later(30),
        last_at: later(30),
    };
    assert!(conversations::insert(tx, &one).await.unwrap());
    for part in 0..2 {
        let id = Uuid::from_u128(0xf000 + n * 2 + part).into();
        let said = InboxMessage {
            remote: format!("{below}/{n}/{part}"),
            about: Some(about(channel.id, below)),
            ..InboxMessage::new(id, one.id, Direction::In, "Une question".into(), later(30))
        };
        assert!(messages::insert(tx, &said).await.unwrap());
    }
    one
}

fn clip(n: u128, of: &Item) -> Clip {
    Clip {
        id: Id::from(Uuid::from_u128(0x8000 + n)),
        item: Some(of.id),
        medium: "Le Quotidien inventé".into(),
        title: "L’eau".into(),
        link: String::new(),
        day: later(2 * DAY),
        tone: Tone::Neutral,
        stored: None,
        paper: None,
        by: None,
        at: start(),
    }
}

fn broadcast(n: u128, of: &Item, on: &Channel, times: i64) -> Broadcast {
    Broadcast {
        id: Id::from(Uuid::from_u128(0x9000 + n)),
        item: of.id,
        channel: on.id,
        day: today(),
        heard: n == 1,
        heard_by: String::new(),
        times,
        cost: 0,
        by: None,
        at: start(),
    }
}

/// A text that went out on a channel.
pub async fn gone(tx: &mut Tx, n: u128, on: &Channel, at: Timestamp, state: State) -> Item {
    let one = Item { stage: Stage::Published, ..item(n) };
    items::insert(tx, &one).await.unwrap();
    let waits = delivery(n, &one, on, at);
    deliveries::insert(tx, &waits, &[n.to_be_bytes()[15]; 32], start()).await.unwrap();
    let lease = Uuid::from_u128(n);
    assert!(machine::take(tx, waits.id, lease, at, later(9 * DAY)).await.unwrap());
    let sent = Delivery { state, next_at: None, remote_id: Some(format!("page_{n}")), ..waits };
    assert!(machine::step(tx, &sent, lease, None).await.unwrap());
    one
}

griot_testkit::contract! { &[SCHEMA];
    async fn whoever_leaves_hands_over_channels_days_and_texts_and_nothing_of_others(db: Db) {
        let mut tx = db.begin().await.unwrap();
        assert!(room().of(&mut tx, person(1), start()).await.unwrap().is_empty());
        let (one, closed) = (channel(1, Network::Facebook), channel(2, Network::Radio));
        for kept in [&one, &closed] {
            channels::insert(&mut tx, kept).await.unwrap();
            channels::add_keeper(&mut tx, kept.id, person(1)).await.unwrap();
        }
        channels::add_keeper(&mut tx, one.id, person(2)).await.unwrap();
        channels::update(&mut tx, &Channel { state: ChannelState::Closed, ..closed }).await.unwrap();
        for (day, who) in [(today(), 1), (today() - std::time::Duration::from_secs(86_400), 1), (later(3 * DAY), 2)] {
            duty::set(&mut tx, Timestamp::start_of(day.day()), Some(person(who))).await.unwrap();
        }
        let stages = [Stage::Draft, Stage::Scheduled, Stage::Published, Stage::Archived, Stage::Idea];
        for (n, stage) in (1..).zip(stages) {
            let planned_at = (stage == Stage::Scheduled).then(|| later(DAY));
            items::insert(&mut tx, &Item { stage, planned_at, ..item(n) }).await.unwrap();
        }
        let theirs = Item { author: Some(person(2)), ..item(9) };
        items::insert(&mut tx, &theirs).await.unwrap();

        assert_eq!(held::channels(&mut tx, person(1)).await.unwrap(), [(one.id, one.name.clone(), one.state)]);
        assert_eq!(held::days(&mut tx, person(1), today()).await.unwrap(), [today()]);
        let mine = held::items(&mut tx, person(1)).await.unwrap();
        assert_eq!(mine.first().map(|one| one.stage), Some(Stage::Scheduled), "what has an hour comes first");
        assert_eq!(mine.len(), 3);

        let told = room().of(&mut tx, person(1), start()).await.unwrap();
        let kinds: Vec<_> = told.iter().map(|one| (one.title_key, one.duties.len())).collect();
        assert_eq!(kinds, [("channels-held-channels", 1), ("channels-held-days", 1), ("channels-held-items", 3)]);
        let of = |place: usize| told[place].duties[0].clone();
        assert_eq!(of(0).address, format!("/desk/channels/{}", one.id));
        assert_eq!((of(1).label, of(1).day), (String::new(), Some(today())));
        assert_eq!((of(2).label.as_str(), of(2).day), ("Texte 2", Some(later(DAY))));
        assert_eq!(of(2).state_key, Some(Stage::Scheduled.key()));
    }

    async fn a_channel_that_names_a_line_serves_it(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let line = Id::from(Uuid::from_u128(2));
        assert_eq!(room().count(&mut tx, line).await.unwrap(), 0);
        let role = Channel { line: Some(line), ..channel(1, Network::Facebook) };
        channels::insert(&mut tx, &role).await.unwrap();
        assert_eq!(room().count(&mut tx, line).await.unwrap(), 1);
        items::insert(&mut tx, &Item { line: Some(line), ..item(1) }).await.unwrap();
        assert_eq!(room().count(&mut tx, line).await.unwrap(), 2);
    }

    async fn a_week_says_what_it_brought_where_that_is_known(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (page, station) = (channel(1, Network::Facebook), channel(2, Network::Radio));
        for one in [&page, &station] {
            channels::insert(&mut tx, one).await.unwrap();
        }
        let (from, until) = (today(), later(7 * DAY));
        assert!(room().brought(&mut tx, from, until).await.unwrap().is_empty());
        let read = gone(&mut tx, 1, &page, later(1), State::Confirmed).await;
        let heard = gone(&mut tx, 2, &station, later(2), State::Confirmed).await;
        gone(&mut tx, 3, &page, later(3), State::Confirmed).await;
        let stuck = gone(&mut tx, 4, &page, later(4), State::Rejected).await;
        let after = gone(&mut tx, 5, &page, later(8 * DAY), State::Confirmed).await;
        for (n, below, standing) in [
            (1, "page_1", Standing::New),
            (2, "page_1", Standing::Done),
            (3, "page_1", Standing::Spam),
            (4, "page_11", Standing::New),
            (5, "page_5", Standing::New),
        ] {
            spoken(&mut tx, n, &page, below, standing).await;
        }
        let aside = spoken(&mut tx, 6, &page, "page_1", Standing::New).await;
        conversations::update(&mut tx, &Conversation { set_aside: true, ..aside }).await.unwrap();
        let testimony = spoken(&mut tx, 7, &page, "page_1", Standing::Done).await;
        conversations::update(&mut tx, &Conversation { handed_over: true, ..testimony }).await.unwrap();
        // What has the same name on another channel is another text.
        spoken(&mut tx, 8, &station, "page_1", Standing::New).await;
        for (n, of) in [(1, &read), (2, &stuck), (3, &after)] {
            reviews::add_clip(&mut tx, &clip(n, of)).await.unwrap();
        }
        for (n, of, times) in [(1, &heard, 3), (2, &heard, 2)] {
            radio::add_broadcast(&mut tx, &broadcast(n, of, &station, times)).await.unwrap();
        }

        let out = outcome::out(&mut tx, from, until, 10).await.unwrap();
        assert_eq!(out.iter().map(|one| one.title.as_str()).collect::<Vec<_>>(), ["Texte 1", "Texte 2", "Texte 3"]);
        assert_eq!(outcome::out(&mut tx, from, until, 1).await.unwrap().len(), 1);
        let below = |remote: &str| outcome::names(page.id, remote);
        assert_eq!(outcome::answers(&mut tx, &below("page_1")).await.unwrap(), 2, "each person once");
        assert_eq!(outcome::answers(&mut tx, &[]).await.unwrap(), 0);
        assert_eq!(below("[12,13]"), [about(page.id, "12"), about(page.id, "13")], "an album has several");
        let work = Uuid::from_u128(7).to_string();
        assert_eq!(below(&work), [work.as_str()]);
        assert_eq!(out[0].names(), below("page_1"));
        assert_eq!(outcome::articles(&mut tx, from).await.unwrap().len(), 3);
        assert!(outcome::articles(&mut tx, later(3 * DAY)).await.unwrap().is_empty());
        assert_eq!(outcome::broadcasts(&mut tx, from).await.unwrap(), [(heard.id, 5)]);

        let told = room().brought(&mut tx, from, until).await.unwrap();
        let facts: Vec<_> = told.iter().map(|one| (one.title.as_str(), one.facts.as_slice())).collect();
        assert_eq!(
            facts,
            [
                ("Texte 1", [("channels-brought-answers", 2), ("channels-brought-articles", 1)].as_slice()),
                ("Texte 2", [("channels-brought-broadcasts", 5)].as_slice()),
            ]
        );
        assert_eq!(told[0].address, format!("/desk/items/{}", read.id));
    }
}
