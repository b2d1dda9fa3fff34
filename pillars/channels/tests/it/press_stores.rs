//! What the stores of press and radio promise.

use griot_channels::{
    SCHEMA,
    acts::press,
    acts::{propose, show::Whole},
    model::{
        delivery::{Delivery, State},
        item::{Item, Stage},
        network::Network,
        press::{
            Clip, Communique, Cutting, Journalist, LetterState, PressWays, Recipients, Reply, ReplyState,
            Tone,
        },
        radio::{Aired, Broadcast, Sound, Station, StoredSound},
    },
    store::{
        channels, communiques, deliveries, erase, files, items, journalists, radio, recipients, reviews,
        texts,
    },
};
use griot_db::{Db, DbError, Tx};
use griot_kernel::{Id, Language, SeededRandom};
use griot_pillar::Named;
use uuid::Uuid;

use crate::factory::{chance, channel, delivery, item, later, person, start, text};

fn journalist(n: u128, email: &str) -> Journalist {
    Journalist {
        id: Id::from(Uuid::from_u128(0x7000 + n)),
        name: format!("Journaliste {n}"),
        medium: "Le Quotidien inventé".into(),
        beat: "eau".into(),
        language: Language::FRENCH,
        email: email.into(),
        phone: String::new(),
        consent: "par téléphone".into(),
        consent_at: Some(start()),
        consent_until: None,
        open: true,
        stopped_at: None,
        created_at: start(),
    }
}

/// A text that goes to the press, as it is kept.
async fn to_press(tx: &mut Tx, n: u128) -> Item {
    let one = channel(9, Network::Press);
    if channels::by_id(tx, one.id).await.unwrap().is_none() {
        channels::insert(tx, &one).await.unwrap();
    }
    let draft = item(n);
    items::insert(tx, &draft).await.unwrap();
    texts::put(tx, draft.id, &text("L’eau est un droit.")).await.unwrap();
    texts::put_variant(tx, draft.id, &propose::plain_variant(&one, Language::FRENCH)).await.unwrap();
    draft
}

async fn number(db: Db, n: u128) -> Result<(), DbError> {
    let chance = SeededRandom::new(u64::try_from(n).unwrap());
    loop {
        let done = async {
            let mut tx = db.begin().await?;
            let whole = Whole::load(&mut tx, item(n).id).await?.unwrap();
            press::number(&mut tx, &whole, (start(), &chance)).await?;
            tx.commit().await
        };
        match done.await {
            Err(DbError::Conflict(_)) => {}
            done => return done,
        }
    }
}

fn clip(n: u128, of: &Item, day: u64, tone: Tone) -> Clip {
    Clip {
        id: Id::from(Uuid::from_u128(0x8000 + n)),
        item: Some(of.id),
        medium: "Radio inventée".into(),
        title: format!("Article {n}"),
        link: String::new(),
        day: later(day * 1440),
        tone,
        stored: None,
        paper: None,
        by: Some(person(1)),
        at: start(),
    }
}

fn broadcast(n: u128, of: &Item, heard: bool, times: i64, cost: i64) -> Broadcast {
    Broadcast {
        id: Id::from(Uuid::from_u128(0x9000 + n)),
        item: of.id,
        channel: channel(4, Network::Radio).id,
        day: later(60),
        heard,
        heard_by: "Awa".into(),
        times,
        cost,
        by: Some(person(1)),
        at: start(),
    }
}

griot_testkit::contract! { &[SCHEMA];
    async fn a_communique_keeps_its_number_and_its_key(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let one = to_press(&mut tx, 1).await;
        assert_eq!(communiques::of(&mut tx, one.id).await.unwrap(), None);
        let ways = PressWays { about: "Qui nous sommes.".into(), place: "Ouagadougou".into(), reply_days: 8 };
        communiques::set_ways(&mut tx, &ways).await.unwrap();
        assert_eq!(communiques::ways(&mut tx).await.unwrap(), ways);

        let whole = Whole::load(&mut tx, one.id).await.unwrap().unwrap();
        for _ in 0..2 {
            press::number(&mut tx, &whole, (start(), &chance())).await.unwrap();
        }
        let kept = communiques::of(&mut tx, one.id).await.unwrap().unwrap();
        assert_eq!((kept.name().as_deref(), kept.place.as_str(), kept.key.len()), (Some("2013-01"), "Ouagadougou", 32));
        let changed = Communique { key: "other".into(), number: None, speaker: "Awa".into(), ..kept.clone() };
        communiques::put(&mut tx, one.id, &changed).await.unwrap();
        let after = communiques::of(&mut tx, one.id).await.unwrap().unwrap();
        assert_eq!(after, Communique { speaker: "Awa".into(), ..kept });
        assert!(!communiques::set_number(&mut tx, one.id, 2013, 9).await.unwrap());
        assert_eq!(communiques::by_number(&mut tx, 2013, 1).await.unwrap(), Some(one.id));
        assert_eq!(communiques::by_number(&mut tx, 2013, 2).await.unwrap(), None);
        assert_eq!(communiques::list(&mut tx, 10).await.unwrap(), [one.id]);
        assert_eq!(communiques::next_number(&mut tx, 2013).await.unwrap(), 2);
        assert_eq!(communiques::next_number(&mut tx, 2014).await.unwrap(), 1);
    }

    async fn numbers_given_at_once_are_neither_shared_nor_left_out(db: Db) {
        let mut tx = db.begin().await.unwrap();
        for n in 1..=6 {
            to_press(&mut tx, n).await;
        }
        tx.commit().await.unwrap();
        // One act that gives a number and is taken back leaves no hole.
        let mut tx = db.begin().await.unwrap();
        let whole = Whole::load(&mut tx, item(1).id).await.unwrap().unwrap();
        press::number(&mut tx, &whole, (start(), &chance())).await.unwrap();
        drop(tx);
        let all: Vec<_> = (1..=6).map(|n| tokio::spawn(number(db.clone(), n))).collect();
        for one in all {
            one.await.unwrap().unwrap();
        }
        let mut given = Vec::new();
        for n in 1..=6 {
            let kept = communiques::of(&mut db.read().await.unwrap(), item(n).id).await.unwrap().unwrap();
            given.push(kept.number.unwrap().1);
        }
        given.sort_unstable();
        assert_eq!(given, [1, 2, 3, 4, 5, 6]);
    }

    async fn the_public_reads_what_was_sent_and_is_under_no_embargo(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let one = to_press(&mut tx, 1).await;
        let whole = Whole::load(&mut tx, one.id).await.unwrap().unwrap();
        press::number(&mut tx, &whole, (start(), &chance())).await.unwrap();
        let way = delivery(1, &one, &channel(9, Network::Press), start());
        deliveries::insert(&mut tx, &way, &[1; 32], start()).await.unwrap();
        assert!(communiques::public(&mut tx, later(1), 10).await.unwrap().is_empty());
        deliveries::say_out(&mut tx, way.id, person(1), None, later(1)).await.unwrap();
        assert!(communiques::public(&mut tx, later(1), 10).await.unwrap().is_empty(), "its stage is not out");
        let out = Item { stage: Stage::Published, embargo_until: Some(later(100)), ..one.clone() };
        items::update(&mut tx, &out, start()).await.unwrap();
        assert!(communiques::public(&mut tx, later(99), 10).await.unwrap().is_empty());
        assert_eq!(communiques::public(&mut tx, later(100), 10).await.unwrap(), [one.id]);
        assert!(!communiques::is_public(&mut tx, one.id, later(99)).await.unwrap());
        assert!(communiques::is_public(&mut tx, one.id, later(100)).await.unwrap());
        assert!(communiques::untold(&mut tx, later(99)).await.unwrap().is_empty());
        assert_eq!(communiques::untold(&mut tx, later(100)).await.unwrap(), [(one.id, true)]);
        communiques::set_shown(&mut tx, one.id, Some(later(100))).await.unwrap();
        assert_eq!(communiques::shown_at(&mut tx, one.id).await.unwrap(), Some(later(100)));
        assert!(communiques::untold(&mut tx, later(101)).await.unwrap().is_empty());
        items::set_stage(&mut tx, one.id, Stage::Published, Stage::Withdrawn, start()).await.unwrap();
        assert!(communiques::public(&mut tx, later(100), 10).await.unwrap().is_empty());
        assert_eq!(communiques::untold(&mut tx, later(101)).await.unwrap(), [(one.id, false)]);
        assert_eq!(deliveries::by_id(&mut tx, way.id).await.unwrap().unwrap().state, State::Confirmed);
    }

    async fn a_journalist_is_known_once_and_forgotten_wholly(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let one = journalist(1, "a@exemple.bf");
        assert!(journalists::put(&mut tx, &one).await.unwrap());
        assert!(!journalists::put(&mut tx, &journalist(2, "a@exemple.bf")).await.unwrap());
        assert!(journalists::put(&mut tx, &journalist(3, "")).await.unwrap());
        assert!(journalists::put(&mut tx, &journalist(4, "")).await.unwrap(), "no address is nobody's");
        let paused = Journalist { open: false, consent_until: Some(later(9)), ..one.clone() };
        assert!(journalists::put(&mut tx, &paused).await.unwrap());
        assert_eq!(journalists::by_id(&mut tx, one.id).await.unwrap(), Some(paused));
        assert_eq!(journalists::list(&mut tx).await.unwrap().len(), 3);

        let item = to_press(&mut tx, 1).await;
        let way = delivery(1, &item, &channel(9, Network::Press), start());
        deliveries::insert(&mut tx, &way, &[1; 32], start()).await.unwrap();
        assert!(journalists::add_letter(&mut tx, way.id, one.id, start()).await.unwrap());
        assert!(!journalists::add_letter(&mut tx, way.id, one.id, start()).await.unwrap(), "once for each");
        assert_eq!(journalists::waiting(&mut tx, way.id).await.unwrap(), [(one.id, start())]);
        let id = (way.id, one.id);
        let armed = journalists::move_letter(&mut tx, id, LetterState::Waiting, LetterState::Armed, start()).await;
        assert!(armed.unwrap());
        let again = journalists::move_letter(&mut tx, id, LetterState::Waiting, LetterState::Armed, start()).await;
        assert!(!again.unwrap());
        assert_eq!(journalists::give_up_armed(&mut tx, way.id, start()).await.unwrap(), 0);
        assert_eq!(journalists::give_up_armed(&mut tx, way.id, later(1)).await.unwrap(), 1);
        let letters = journalists::letters(&mut tx, way.id).await.unwrap();
        assert_eq!(letters.iter().map(|one| one.state).collect::<Vec<_>>(), [LetterState::Unknown]);
        assert!(journalists::forget(&mut tx, one.id).await.unwrap());
        assert!(!journalists::forget(&mut tx, one.id).await.unwrap());
        assert!(journalists::letters(&mut tx, way.id).await.unwrap().is_empty());
    }

    async fn who_gets_it_is_kept_and_who_left_is_in_no_list(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let item = to_press(&mut tx, 1).await;
        let [one, two] = [(1, "a@exemple.bf"), (2, "b@exemple.bf")].map(|(n, email)| journalist(n, email));
        for reader in [&one, &two] {
            journalists::put(&mut tx, reader).await.unwrap();
        }
        assert_eq!(recipients::of(&mut tx, item.id).await.unwrap(), None);
        let everybody = Recipients::default();
        recipients::choose(&mut tx, item.id, &everybody).await.unwrap();
        assert_eq!(recipients::of(&mut tx, item.id).await.unwrap(), Some(everybody));
        let gone = Id::from(Uuid::from_u128(99));
        let chosen = Recipients {
            language: Some(Language::FRENCH),
            beat: "eau".into(),
            left_out: vec![two.id, gone],
        };
        recipients::choose(&mut tx, item.id, &chosen).await.unwrap();
        let kept = recipients::of(&mut tx, item.id).await.unwrap().unwrap();
        assert_eq!(kept, Recipients { left_out: vec![two.id], ..chosen }, "who is not known is not left out");
        let all = journalists::list(&mut tx).await.unwrap();
        assert_eq!(kept.of(&all, start()).iter().map(|one| one.id).collect::<Vec<_>>(), [one.id]);

        let press = channel(9, Network::Press);
        assert!(!recipients::attaches(&mut tx, press.id).await.unwrap(), "light, until somebody chooses");
        for attach in [true, false, true] {
            recipients::set_attaches(&mut tx, press.id, attach).await.unwrap();
            assert_eq!(recipients::attaches(&mut tx, press.id).await.unwrap(), attach);
        }

        let way = Delivery { state: State::Waiting, ..delivery(1, &item, &press, start()) };
        deliveries::insert(&mut tx, &way, &[1; 32], start()).await.unwrap();
        journalists::add_letter(&mut tx, way.id, one.id, start()).await.unwrap();
        assert_eq!(journalists::unsent(&mut tx).await.unwrap(), [], "it is not out");
        deliveries::say_out(&mut tx, way.id, person(1), None, start()).await.unwrap();
        assert_eq!(journalists::unsent(&mut tx).await.unwrap(), [(way.id, press.id)]);
        let id = (way.id, one.id);
        journalists::move_letter(&mut tx, id, LetterState::Waiting, LetterState::Sent, start()).await.unwrap();
        assert_eq!(journalists::unsent(&mut tx).await.unwrap(), []);

        assert_eq!(journalists::stop(&mut tx, "a@exemple.bf", later(1)).await.unwrap(), 1);
        assert_eq!(journalists::stop(&mut tx, "a@exemple.bf", later(2)).await.unwrap(), 0, "it is known");
        assert_eq!(journalists::stop(&mut tx, "", later(2)).await.unwrap(), 0);
        let stopped = journalists::by_id(&mut tx, one.id).await.unwrap().unwrap();
        assert_eq!((stopped.stopped_at, stopped.takes_letters(start())), (Some(later(1)), false));
        journalists::forget(&mut tx, two.id).await.unwrap();
        assert!(recipients::of(&mut tx, item.id).await.unwrap().unwrap().left_out.is_empty());
    }

    async fn a_cutting_is_named_while_its_article_is_there(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let item = to_press(&mut tx, 1).await;
        let key = griot_files::FileKey::of(b"coupure", "inside").unwrap();
        let paper = Cutting { key: key.as_str().into(), kind: "pdf".into(), bytes: 7 };
        let one = Clip { paper: Some(paper), ..clip(1, &item, 0, Tone::For) };
        reviews::add_clip(&mut tx, &one).await.unwrap();
        assert_eq!(reviews::clip(&mut tx, one.id).await.unwrap(), Some(one.clone()));
        let mut named = Named::default();
        files::name(&mut tx, &mut named).await.unwrap();
        assert!(named.needs(&key));
        reviews::remove_clip(&mut tx, one.id).await.unwrap();
        assert_eq!(reviews::clip(&mut tx, one.id).await.unwrap(), None);
        let mut named = Named::default();
        files::name(&mut tx, &mut named).await.unwrap();
        assert!(!named.needs(&key), "nobody needs it any more");
    }

    async fn articles_and_replies_are_kept_without_who_left(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let item = to_press(&mut tx, 1).await;
        for one in [clip(1, &item, 0, Tone::For), clip(2, &item, 1, Tone::Against), clip(3, &item, 40, Tone::Neutral)] {
            reviews::add_clip(&mut tx, &one).await.unwrap();
        }
        let month = reviews::clips(&mut tx, start(), later(20 * 1440)).await.unwrap();
        assert_eq!(month.iter().map(|one| one.title.as_str()).collect::<Vec<_>>(), ["Article 2", "Article 1"]);
        assert_eq!(reviews::clips_of(&mut tx, item.id).await.unwrap().len(), 3);
        assert!(reviews::remove_clip(&mut tx, clip(3, &item, 40, Tone::Neutral).id).await.unwrap());

        let reply = Reply {
            id: Id::from(Uuid::from_u128(0x8100)),
            said: "Faux".into(),
            medium: "Journal inventé".into(),
            who: String::new(),
            said_on: start(),
            due_on: later(1440),
            state: ReplyState::Asked,
            item: None,
            by: Some(person(1)),
            at: start(),
        };
        reviews::add_reply(&mut tx, &reply).await.unwrap();
        assert!(reviews::set_reply_item(&mut tx, reply.id, item.id).await.unwrap());
        assert!(!reviews::set_reply_item(&mut tx, reply.id, item.id).await.unwrap());
        assert!(reviews::set_reply_state(&mut tx, reply.id, ReplyState::Published).await.unwrap());
        erase::person(&mut tx, person(1)).await.unwrap();
        let after = Reply { item: Some(item.id), state: ReplyState::Published, by: None, ..reply };
        assert_eq!(reviews::replies(&mut tx).await.unwrap(), std::slice::from_ref(&after));
        assert_eq!(reviews::reply(&mut tx, after.id).await.unwrap(), Some(after));
        assert!(reviews::clips_of(&mut tx, item.id).await.unwrap().iter().all(|one| one.by.is_none()));
    }

    async fn broadcasts_are_summed_by_item_station_and_campaign(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let station = channel(4, Network::Radio);
        channels::insert(&mut tx, &station).await.unwrap();
        let about = Station { frequency: "98.4".into(), price: Some(5_000), ..Station::default() };
        assert_eq!(radio::station(&mut tx, station.id).await.unwrap(), None);
        radio::put_station(&mut tx, station.id, &Station::default()).await.unwrap();
        radio::put_station(&mut tx, station.id, &about).await.unwrap();
        assert_eq!(radio::station(&mut tx, station.id).await.unwrap(), Some(about));

        let campaign = Id::from(Uuid::from_u128(0xe0));
        let one = Item { campaign: Some(campaign), ..item(1) };
        let other = item(2);
        for item in [&one, &other] {
            items::insert(&mut tx, item).await.unwrap();
        }
        assert_eq!(radio::of_item(&mut tx, one.id).await.unwrap(), Aired::default());
        let all = [broadcast(1, &one, true, 12, 40_000), broadcast(2, &one, false, 3, 5_000), broadcast(3, &other, true, 1, 0)];
        for line in &all {
            radio::add_broadcast(&mut tx, line).await.unwrap();
        }
        let sum = Aired { heard: 12, declared: 3, cost: 45_000 };
        assert_eq!(radio::of_item(&mut tx, one.id).await.unwrap(), sum);
        assert_eq!(radio::broadcasts(&mut tx, one.id).await.unwrap().len(), 2);
        let both = Aired { heard: 13, ..sum };
        assert_eq!(radio::of_station(&mut tx, station.id, start(), later(61)).await.unwrap(), both);
        assert_eq!(radio::of_station(&mut tx, station.id, start(), later(60)).await.unwrap(), Aired::default());
        let campaigns = radio::of_campaigns(&mut tx, start(), later(61)).await.unwrap();
        assert!(campaigns.contains(&(Some(campaign), sum)) && campaigns.len() == 2, "{campaigns:?}");
        assert!(!radio::remove_broadcast(&mut tx, one.id, all[2].id).await.unwrap(), "it is of another item");
        assert!(radio::remove_broadcast(&mut tx, other.id, all[2].id).await.unwrap());

        let sound = |key: &str| Sound {
            item: one.id,
            language: "mos".parse().unwrap(),
            stored: StoredSound { key: key.into(), mime: "audio/mpeg".into(), bytes: 9 },
            by: Some(person(1)),
            at: start(),
        };
        let key = griot_files::FileKey::of(b"son", "mp3").unwrap();
        radio::put_sound(&mut tx, &sound("aa/old.mp3")).await.unwrap();
        radio::put_sound(&mut tx, &sound(key.as_str())).await.unwrap();
        assert_eq!(radio::sounds(&mut tx, one.id).await.unwrap(), [sound(key.as_str())]);
        let mut named = Named::default();
        files::name(&mut tx, &mut named).await.unwrap();
        assert!(named.needs(&key), "a file that a row names is not swept");
        erase::person(&mut tx, person(1)).await.unwrap();
        assert!(radio::broadcasts(&mut tx, one.id).await.unwrap().iter().all(|line| line.by.is_none()));
    }
}
