//! The lists of the invented section: one for letters and one for SMS, those who are on them, what went and
//! what is due. Every address ends in a domain that nobody can own, and no number belongs to anybody.

use std::time::Duration;

use griot_db::{DbError, Tx};
use griot_delivery::{Email, sms::Phone};
use griot_kernel::{Id, Language, Timestamp};
use griot_mailroom::Mark;
use griot_web::Section;

use crate::{
    acts::phone,
    mailing::slug_of,
    model::{
        audience::{Audience, AudienceWords, Coming, Kind, Part, Reads, Segment, Source},
        channel::Channel,
        delivery::Delivery,
        mailing::{Counts, Mailing, PACE},
        network::Network,
        phone::PACE as SLOWLY,
    },
    store::{audiences, mailings, newsletters, subscribers},
};

/// How many invented people are on the list.
const READERS: u32 = 42;
/// How many of them live in Bobo.
const BOBO: u32 = 9;
/// How many invented telephones get SMS.
const TELEPHONES: u32 = 24;

/// Makes the list, puts people on it, and lets the channel of letters write to it.
pub async fn lists(
    section: &Section,
    tx: &mut Tx,
    channels: &[Channel],
    begun: Timestamp,
) -> Result<(), DbError> {
    let words = |language, name: &str, promise: &str| AudienceWords {
        language,
        name: name.to_owned(),
        promise: promise.to_owned(),
    };
    let list = Audience {
        id: Id::new(begun, section.random.as_ref()),
        kind: Kind::Mail,
        slug: "lettre".to_owned(),
        public: true,
        keyword: None,
        words: vec![
            words(
                Language::FRENCH,
                "La lettre de la section",
                "Une lettre par mois : ce que nous avons fait, et où nous retrouver.",
            ),
            words(
                Language::ENGLISH,
                "The letter of the section",
                "One letter a month, in French: what we did, and where to meet us.",
            ),
        ],
        created_at: begun,
    };
    audiences::insert(tx, &list).await?;
    for n in 1..=READERS {
        let address = format!("lectrice{n}@example.org");
        let Ok(email) = Email::parse(&address) else { continue };
        let (source, consent) =
            if n % 3 == 0 { (Source::Paper, "Feuille de la réunion de janvier") } else { (Source::Web, "") };
        let coming = Coming {
            audience: list.id,
            mark: Mark::of(&section.keys, &email).as_bytes().to_vec(),
            address,
            language: if n % 7 == 0 { Language::ENGLISH } else { Language::FRENCH },
            source,
            tag: if n <= BOBO { "Bobo-Dioulasso".to_owned() } else { String::new() },
            consent: consent.to_owned(),
            member: None,
        };
        subscribers::add(tx, &coming, begun + Duration::from_secs(u64::from(n) * 40_000)).await?;
    }
    let part = Part { tag: Some("Bobo-Dioulasso".to_owned()), ..Part::default() };
    let id = Id::new(begun, section.random.as_ref());
    let segment = Segment { id, audience: list.id, name: "À Bobo".to_owned(), part };
    newsletters::insert_segment(tx, &segment).await?;
    for channel in channels.iter().filter(|channel| channel.network == Network::Newsletter) {
        newsletters::put(tx, channel.id, list.id, None, ("01 BP 00, Ouagadougou 01", PACE)).await?;
    }
    Ok(())
}

/// The telephones that get the section's SMS. The country gives none of these numbers to anybody.
pub async fn telephones(
    section: &Section,
    tx: &mut Tx,
    channels: &[Channel],
    begun: Timestamp,
) -> Result<(), DbError> {
    let words = |language, name: &str, promise: &str| AudienceWords {
        language,
        name: name.to_owned(),
        promise: promise.to_owned(),
    };
    let list = Audience {
        id: Id::new(begun, section.random.as_ref()),
        kind: Kind::Sms,
        slug: "sms-clubs".to_owned(),
        public: false,
        keyword: Some("EAU".to_owned()),
        words: vec![
            words(
                Language::FRENCH,
                "SMS des clubs",
                "Un SMS avant chaque rendez-vous, deux par mois au plus.",
            ),
            words(Language::ENGLISH, "SMS of the clubs", "An SMS before each meeting, two a month at most."),
        ],
        created_at: begun,
    };
    audiences::insert(tx, &list).await?;
    for n in 1..=TELEPHONES {
        let number = format!("+2260000{:04}", 100 + n);
        let Ok(phone) = Phone::parse(&number, "") else { continue };
        let (source, consent) = if n % 4 == 0 {
            (Source::Paper, "Club de Kaya, feuille du 12 janvier")
        } else {
            (Source::Web, "Eau")
        };
        let coming = Coming {
            audience: list.id,
            mark: phone::mark(&section.keys, &phone),
            address: number,
            language: Language::FRENCH,
            source,
            tag: if n % 4 == 0 { "Kaya".to_owned() } else { String::new() },
            consent: consent.to_owned(),
            member: None,
        };
        subscribers::add(tx, &coming, begun + Duration::from_secs(u64::from(n) * 40_000)).await?;
    }
    for channel in channels.iter().filter(|channel| channel.network == Network::Sms) {
        newsletters::put(tx, channel.id, list.id, None, ("", SLOWLY)).await?;
        newsletters::set_foot(tx, channel.id, "STOP: repondez STOP").await?;
    }
    Ok(())
}

/// A letter, or an SMS, that went to them.
pub async fn sent(
    section: &Section,
    tx: &mut Tx,
    (delivery, network): (&mut Delivery, Network),
) -> Result<(), DbError> {
    let Some(newsletter) = newsletters::of(tx, delivery.channel).await? else { return Ok(()) };
    let mailing = Mailing {
        reads: Reads::Any,
        delivery: delivery.id,
        audience: Some(newsletter.audience),
        part: Part::default(),
        slug: slug_of(delivery),
        gathered_to: 0,
        gathered_at: Some(delivery.due_at),
        ended_at: delivery.ended_at,
    };
    mailings::begin(tx, &mailing).await?;
    if network == Network::Sms {
        let counts = Counts { sent: i64::from(TELEPHONES) - 2, refused: 1, unsure: 1, ..Counts::default() };
        mailings::count(tx, delivery.id, &counts, delivery.ended_at).await?;
        return mailings::recount(tx, delivery.id, (0, 0, 0, counts.sent - 1)).await;
    }
    let counts = Counts { sent: i64::from(READERS) - 3, refused: 1, ..Counts::default() };
    mailings::count(tx, delivery.id, &counts, delivery.ended_at).await?;
    delivery.remote_address = Some(section.url(&format!("/newsletter/{}", mailing.slug)));
    Ok(())
}
