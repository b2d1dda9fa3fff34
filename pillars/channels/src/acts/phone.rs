//! Telephones join lists and leave them by what they write. It goes before the words of other rooms and
//! before the inbox, and none of it becomes a conversation.

use griot_crypto::{Keys, Purpose};
use griot_db::{DbError, Tx};
use griot_delivery::sms::{Phone, transliterated};
use griot_jobs::enqueue;
use griot_kernel::{Language, Timestamp};
use griot_web::Section;
use uuid::Uuid;

use super::subscribe;
use crate::{
    jobs::SendNote,
    model::{
        audience::{Audience, Coming, Kind, Source, Standing, Subscriber},
        delivery::DeliveryId,
        mailing::LetterState,
        phone::{Asked, asked},
    },
    store::{
        audiences, letters, mailings,
        phones::{self, Note},
        subscribers,
    },
};

/// One key for the numbers of the whole section.
const PHONE: Purpose = Purpose("channels.phone");
const HEARD: Purpose = Purpose("channels.phone-heard");
/// As long as the mark of an address.
const LENGTH: usize = 16;

/// Stands for a number where the number itself is not kept.
pub fn mark(keys: &Keys, phone: &Phone) -> Vec<u8> {
    digest(keys, PHONE, phone.as_str())
}

fn digest(keys: &Keys, purpose: Purpose, text: &str) -> Vec<u8> {
    keys.digest(purpose, text).as_bytes().iter().copied().take(LENGTH).collect()
}

/// A message that a gateway brought.
#[derive(Clone, Copy, Debug)]
pub struct Brought<'a> {
    /// Whose.
    pub from: &'a Phone,
    /// Its words.
    pub text: &'a str,
    /// What the gateway calls it: the same twice is one.
    pub remote: &'a str,
}

/// Does what a telephone asks of the lists. Whether it asked something: then nobody else has to read it.
pub async fn hear(
    section: &Section,
    tx: &mut Tx,
    brought: Brought<'_>,
    now: Timestamp,
) -> Result<bool, DbError> {
    let lists: Vec<Audience> =
        audiences::list(tx).await?.into_iter().filter(|list| list.kind == Kind::Sms).collect();
    let keywords: Vec<String> = lists.iter().filter_map(|list| list.keyword.clone()).collect();
    let Some((what, word)) = asked(brought.text, &keywords) else { return Ok(false) };
    let (from, keys) = (brought.from, &section.keys);
    let mark = mark(keys, from);
    let own = subscribers::of_mark(tx, &mark).await?;
    // Who writes is asked of once a day: each answer is paid.
    let once = if what == Asked::Info { now.day().to_string() } else { brought.remote.to_owned() };
    let heard = digest(keys, HEARD, &format!("{}/{}/{once}", from.as_str(), what.as_str()));
    let speaks = own.first().map(|one| one.language);
    if what == Asked::Stop {
        // Whatever a gateway repeats: who says STOP is off, and is told so once.
        phones::hear(tx, &heard, what, now).await?;
        let news = phones::stop(tx, &mark, now).await?;
        for one in own.iter().filter(|one| one.standing != Standing::Left) {
            subscribe::leave(tx, one, now).await?;
        }
        if news {
            let words = section.words(speaks.unwrap_or(section.settings().language));
            let body = words.put("channels-sms-left", "section", &section.settings().name);
            say(section, tx, from.as_str(), &body, None, now).await?;
        }
        return Ok(true);
    }
    if phones::was_heard(tx, &heard).await? {
        return Ok(true);
    }
    match what {
        Asked::Stop => Ok(true),
        Asked::Yes => {
            let waits: Vec<&Subscriber> =
                own.iter().filter(|one| one.standing == Standing::Pending).collect();
            if waits.is_empty() {
                return Ok(false);
            }
            if !phones::hear(tx, &heard, what, now).await? {
                return Ok(true);
            }
            subscribers::confirm(tx, &mark, now).await?;
            let joined = waits.iter().filter_map(|one| lists.iter().find(|list| list.id == one.audience));
            let joined: Vec<&Audience> = joined.collect();
            welcome(section, tx, from, &joined, speaks, now).await?;
            Ok(true)
        }
        Asked::Join => {
            let Some(list) = lists.iter().find(|list| list.keyword.as_deref() == Some(word.as_str())) else {
                return Ok(false);
            };
            if !phones::hear(tx, &heard, what, now).await? {
                return Ok(true);
            }
            phones::lift(tx, &mark).await?;
            let spoken = list.words.first().map(|words| words.language);
            let language = speaks.or(spoken).unwrap_or(section.settings().language);
            let coming = Coming {
                audience: list.id,
                mark,
                address: from.as_str().to_owned(),
                language,
                source: Source::Web,
                tag: String::new(),
                consent: brought.text.replace('\0', "").trim().chars().take(160).collect(),
                member: None,
            };
            if subscribers::join(tx, &coming, now).await? {
                welcome(section, tx, from, &[list], Some(language), now).await?;
            }
            Ok(true)
        }
        Asked::Info => {
            if keywords.is_empty() && own.is_empty() {
                return Ok(false);
            }
            if !phones::hear(tx, &heard, what, now).await? {
                return Ok(true);
            }
            let words = section.words(speaks.unwrap_or(section.settings().language));
            let name = section.settings().name.clone();
            let body = if keywords.is_empty() {
                words.put("channels-sms-info-closed", "section", name)
            } else {
                let said = [("section", name.into()), ("keywords", keywords.join(", ").into())];
                words.with("channels-sms-info", said)
            };
            say(section, tx, from.as_str(), &body, None, now).await?;
            Ok(true)
        }
    }
}

/// Tells somebody on which lists they are now.
async fn welcome(
    section: &Section,
    tx: &mut Tx,
    from: &Phone,
    lists: &[&Audience],
    speaks: Option<Language>,
    now: Timestamp,
) -> Result<(), DbError> {
    let language = speaks.unwrap_or(section.settings().language);
    let words = section.words(language);
    let names: Vec<&str> = lists.iter().map(|list| list.name_in(language)).collect();
    let said = [("lists", names.join(", ").into()), ("section", section.settings().name.clone().into())];
    let body = words.with("channels-sms-joined", said);
    say(section, tx, from.as_str(), &body, None, now).await
}

/// A gateway said what became of one reader's message: it arrived at `arrived`, or never will.
pub async fn reported(
    tx: &mut Tx,
    delivery: DeliveryId,
    subscriber: i64,
    arrived: Option<Timestamp>,
) -> Result<(), DbError> {
    let Some((from, known)) = letters::state_of(tx, delivery, subscriber).await? else { return Ok(()) };
    // What arrived did, whatever was thought of it, and is not sent again.
    let to = match (arrived, from) {
        _ if known => return Ok(()),
        (Some(_), _) => LetterState::Sent,
        (None, LetterState::Armed | LetterState::Sent | LetterState::Unsure) => LetterState::Refused,
        (None, LetterState::Waiting | LetterState::Refused) => return Ok(()),
    };
    if letters::reported(tx, delivery, subscriber, (from, to), arrived).await? {
        let change = |of: &[LetterState]| i64::from(of.contains(&to)) - i64::from(of.contains(&from));
        let unsure = change(&[LetterState::Unsure, LetterState::Armed]);
        let numbers = (change(&[LetterState::Sent]), change(&[LetterState::Refused]), unsure);
        let delivered = i64::from(arrived.is_some());
        mailings::recount(tx, delivery, (numbers.0, numbers.1, numbers.2, delivered)).await?;
    }
    Ok(())
}

/// Asks somebody whom staff put down whether they want to be on a list: only their own word puts them on it.
pub async fn question(
    section: &Section,
    tx: &mut Tx,
    list: &Audience,
    (subscriber, address, language): &(i64, Phone, Language),
    now: Timestamp,
) -> Result<(), DbError> {
    let words = section.words(*language);
    let said = [
        ("list", list.name_in(*language).to_owned().into()),
        ("section", section.settings().name.clone().into()),
    ];
    let body = words.with("channels-sms-question", said);
    say(section, tx, address.as_str(), &body, Some(*subscriber), now).await
}

/// Has a short message sent, where there is a gateway. It is written in the cheap alphabet.
pub async fn say(
    section: &Section,
    tx: &mut Tx,
    address: &str,
    body: &str,
    subscriber: Option<i64>,
    now: Timestamp,
) -> Result<(), DbError> {
    if section.sms.is_none() {
        return Ok(());
    }
    let note = Note {
        id: Uuid::from_bytes(section.random.bytes()),
        subscriber,
        address: address.to_owned(),
        body: transliterated(body),
        armed_at: None,
    };
    phones::put_note(tx, &note, now).await?;
    enqueue(tx, &SendNote { note: note.id }).await
}
