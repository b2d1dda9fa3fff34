//! Channels, items and deliveries as tests need them.

use std::time::Duration;

use griot_channels::{
    acts::{phone, propose},
    engine::seal_key,
    model::{
        audience::{Audience, AudienceWords, Coming, Kind, Source},
        channel::{Channel, ChannelState},
        delivery::{Delivery, State},
        item::{Item, Stage, Text},
        message::{Message, Visibility},
        network::Network,
        picture::{Consent, Picture},
    },
    networks::Key,
    store,
};
use griot_db::Tx;
use griot_delivery::sms::Phone;
use griot_files::{FileKey, StoredPicture, StoredRendition};
use griot_kernel::{Language, PersonId, SeededRandom, Timestamp};
use griot_web::Section;
use uuid::Uuid;

pub fn start() -> Timestamp {
    "2013-02-14T09:00:00Z".parse().unwrap()
}

pub fn later(minutes: u64) -> Timestamp {
    start() + Duration::from_secs(minutes * 60)
}

pub fn chance() -> SeededRandom {
    SeededRandom::new(27)
}

pub fn person(n: u128) -> PersonId {
    Uuid::from_u128(0xa000 + n).into()
}

pub fn channel(n: u128, network: Network) -> Channel {
    Channel {
        id: Uuid::from_u128(0xc000 + n).into(),
        network,
        name: format!("{network} {n}"),
        address: String::new(),
        server: "https://reseau.example".to_owned(),
        account: format!("section{n}"),
        language: Language::FRENCH,
        by_hand: false,
        state: ChannelState::Open,
        tiers: None,
        line: None,
        cost: None,
        live: None,
        live_at: None,
        created_at: start(),
    }
}

pub fn item(n: u128) -> Item {
    Item {
        id: Uuid::from_u128(0x1_0000 + n).into(),
        stage: Stage::Draft,
        author: Some(person(1)),
        ..propose::blank(&format!("Texte {n}"), Language::FRENCH, (start(), &chance()))
    }
}

pub fn text(body: &str) -> Text {
    Text { language: Language::FRENCH, body: body.to_owned(), warning: String::new(), link: String::new() }
}

pub fn message(body: &str) -> Message {
    Message {
        text: body.to_owned(),
        language: Language::FRENCH,
        warning: None,
        visibility: Visibility::Public,
        link: None,
        pictures: Vec::new(),
    }
}

pub fn delivery(n: u128, item: &Item, channel: &Channel, due_at: Timestamp) -> Delivery {
    Delivery {
        id: Uuid::from_u128(0xd_0000_0000 + n).into(),
        item: item.id,
        channel: channel.id,
        state: State::Waiting,
        by_hand: false,
        message: message(&format!("Message {n}")),
        due_at,
        not_after: Some(due_at + Duration::from_secs(86_400)),
        next_at: Some(due_at),
        tries: 0,
        looks: 0,
        brought: Vec::new(),
        token: None,
        trouble: None,
        trouble_key: None,
        said: String::new(),
        remote_id: None,
        remote_address: None,
        ended_at: None,
        ended_by: None,
        back: None,
    }
}

/// Keeps a channel with a key that opens.
pub async fn open_channel(section: &Section, tx: &mut Tx, channel: &Channel) {
    store::channels::insert(tx, channel).await.unwrap();
    let sealed = seal_key(&section.keys, channel.id, &Key::typed("clé"), &chance()).unwrap();
    store::keys::put(tx, channel.id, &sealed, None).await.unwrap();
}

/// A public list of letters.
pub fn audience(n: u128) -> Audience {
    let words = AudienceWords {
        language: Language::FRENCH,
        name: format!("Nouvelles {n}"),
        promise: "Une lettre par mois.".to_owned(),
    };
    Audience {
        id: Uuid::from_u128(0xe000 + n).into(),
        kind: Kind::Mail,
        slug: format!("nouvelles-{n}"),
        public: true,
        keyword: None,
        words: vec![words],
        created_at: later(u64::try_from(n).unwrap()),
    }
}

/// Somebody who comes to a list.
pub fn coming(list: &Audience, n: u128) -> Coming {
    Coming {
        audience: list.id,
        mark: n.to_be_bytes().to_vec(),
        address: format!("lectrice{n}@example.org"),
        language: Language::FRENCH,
        source: Source::Paper,
        tag: String::new(),
        consent: "Feuille du 14 février".to_owned(),
        member: None,
    }
}

/// A list with so many readers, a channel that writes to it as fast as it can, and a text that is due.
pub async fn mailing(tx: &mut Tx, many: u128) -> (Audience, Channel, Delivery) {
    let list = audience(1);
    store::audiences::insert(tx, &list).await.unwrap();
    for n in 0..many {
        assert!(store::subscribers::add(tx, &coming(&list, n), start()).await.unwrap());
    }
    let channel = channel(7, Network::Newsletter);
    store::channels::insert(tx, &channel).await.unwrap();
    store::newsletters::put(tx, channel.id, list.id, None, ("BP 12, Ouagadougou", 0)).await.unwrap();
    let item = Item { stage: Stage::Scheduled, ..item(7) };
    store::items::insert(tx, &item).await.unwrap();
    let due = Delivery {
        message: message("# L’eau\n\nL’eau est un *droit*."),
        ..delivery(7, &item, &channel, start())
    };
    store::deliveries::insert(tx, &due, &[1; 32], start()).await.unwrap();
    (list, channel, due)
}

/// A number of a range that nobody owns.
pub fn number(n: u128) -> Phone {
    Phone::parse(&format!("+2260000{n:04}"), "").unwrap()
}

/// A list of telephones that is joined by `EAU`.
pub fn phones(n: u128) -> Audience {
    let keyword = (n == 1).then(|| "EAU".to_owned());
    Audience { kind: Kind::Sms, public: false, slug: format!("sms-{n}"), keyword, ..audience(n) }
}

/// Somebody with a telephone who comes to a list.
pub fn calling(section: &Section, list: &Audience, n: u128) -> Coming {
    let phone = number(n);
    let mark = phone::mark(&section.keys, &phone);
    Coming { mark, address: phone.as_str().to_owned(), ..coming(list, n) }
}

/// A list with so many telephones, a channel of SMS that writes to it as fast as it can, and a text that is
/// due.
pub async fn messages(section: &Section, tx: &mut Tx, many: u128) -> (Audience, Channel, Delivery) {
    let list = phones(1);
    store::audiences::insert(tx, &list).await.unwrap();
    for n in 1..=many {
        assert!(store::subscribers::add(tx, &calling(section, &list, n), start()).await.unwrap());
    }
    let channel = Channel { cost: Some(15), ..channel(8, Network::Sms) };
    store::channels::insert(tx, &channel).await.unwrap();
    store::newsletters::put(tx, channel.id, list.id, None, ("", 0)).await.unwrap();
    let item = Item { stage: Stage::Scheduled, ..item(8) };
    store::items::insert(tx, &item).await.unwrap();
    let due = Delivery {
        message: message("Samedi 8 h: nettoyage du puits.\nSTOP: repondez STOP"),
        ..delivery(8, &item, &channel, start())
    };
    store::deliveries::insert(tx, &due, &[2; 32], start()).await.unwrap();
    (list, channel, due)
}

/// A picture of the library on which nobody can be recognised.
pub fn picture(n: u128, alt: &str) -> Picture {
    let key = FileKey::of(&n.to_be_bytes(), "jpg").unwrap();
    let file = StoredRendition { width: 320, height: 200, bytes: 9_000, key };
    Picture {
        id: Uuid::from_u128(0xb000 + n).into(),
        stored: StoredPicture { width: 320, height: 200, renditions: vec![file] },
        alt: alt.to_owned(),
        language: Language::FRENCH,
        alts: Vec::new(),
        credit: String::new(),
        consent: Consent::Nobody,
        consent_who: String::new(),
        consent_for: String::new(),
        consent_until: None,
        by: None,
        at: start(),
    }
}
