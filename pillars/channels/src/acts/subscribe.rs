//! Asking to be on a list, confirming it, leaving.

use griot_crypto::{Keys, Purpose, TAG, text};
use griot_db::{Conn, DbError, Tx};
use griot_delivery::Email;
use griot_kernel::{Language, PersonId, Timestamp};
use griot_mailroom::{Lift, Mark, store::stops};

use crate::{
    model::audience::{AudienceId, Coming, Kind, Source, Subscriber},
    store::{audiences, letters, subscribers},
};

const CONFIRM: Purpose = Purpose("channels.newsletter-confirm");
const LEAVE: Purpose = Purpose("channels.newsletter-leave");

/// What a letter carries by which whoever reads it confirms.
pub fn confirm_mark(keys: &Keys, subscriber: i64) -> String {
    seal(keys, CONFIRM, subscriber)
}

/// What a letter carries by which whoever reads it leaves, or changes what they get.
pub fn leave_mark(keys: &Keys, subscriber: i64) -> String {
    seal(keys, LEAVE, subscriber)
}

/// Who confirms.
pub async fn by_confirm_mark(db: &mut Conn, keys: &Keys, mark: &str) -> Result<Option<Subscriber>, DbError> {
    by(db, keys, CONFIRM, mark).await
}

/// Who leaves.
pub async fn by_leave_mark(db: &mut Conn, keys: &Keys, mark: &str) -> Result<Option<Subscriber>, DbError> {
    by(db, keys, LEAVE, mark).await
}

fn seal(keys: &Keys, purpose: Purpose, subscriber: i64) -> String {
    let id = subscriber.to_be_bytes();
    text::encode_folded(&[id.as_slice(), &keys.tag(purpose, &id)].concat())
}

async fn by(db: &mut Conn, keys: &Keys, purpose: Purpose, mark: &str) -> Result<Option<Subscriber>, DbError> {
    let bytes = text::decode_folded(mark).unwrap_or_default();
    let Some((id, tag)) = bytes.split_last_chunk::<TAG>() else { return Ok(None) };
    let Ok(number) = id.try_into().map(i64::from_be_bytes) else { return Ok(None) };
    if !keys.verify_tag(purpose, id, tag) {
        return Ok(None);
    }
    subscribers::by_id(db, number).await
}

/// What somebody wishes who fills in the form.
#[derive(Clone, Debug)]
pub struct Wish {
    /// Their address, or what they say it is.
    pub address: Email,
    /// In which language they read.
    pub language: Language,
    /// On which lists.
    pub audiences: Vec<AudienceId>,
    /// Who they are, if they are signed in and the address is theirs.
    pub member: Option<PersonId>,
}

/// Notes the wish to be on lists that anybody may ask for. What comes of it nobody learns but whoever reads
/// the letters of the address: the key by which they are asked, or by which they are told that they are on
/// all of them.
pub async fn ask(tx: &mut Tx, keys: &Keys, wish: &Wish, now: Timestamp) -> Result<Option<i64>, DbError> {
    let mark = Mark::of(keys, &wish.address);
    let open = audiences::list(tx).await?;
    let open = open.into_iter().filter(|list| list.public && list.kind == Kind::Mail);
    let mut asked = None;
    for list in open.filter(|list| wish.audiences.contains(&list.id)) {
        let coming = Coming {
            audience: list.id,
            mark: mark.as_bytes().to_vec(),
            address: wish.address.as_str().to_owned(),
            language: wish.language,
            source: if wish.member.is_some() { Source::Member } else { Source::Web },
            tag: String::new(),
            consent: String::new(),
            member: wish.member,
        };
        asked = subscribers::ask(tx, &coming, now).await?.or(asked);
    }
    match asked {
        Some(id) => Ok(Some(id)),
        None => Ok(subscribers::of_mark(tx, mark.as_bytes()).await?.first().map(|one| one.id)),
    }
}

/// Whoever reads the letters of an address confirms: they get what they asked for, and letters may go there.
pub async fn confirm(tx: &mut Tx, subscriber: &Subscriber, now: Timestamp) -> Result<(), DbError> {
    subscribers::confirm(tx, &subscriber.mark, now).await?;
    if let Ok(mark) = Mark::try_from(subscriber.mark.as_slice()) {
        griot_mailroom::lift(tx, mark, Lift::Wanted, now).await?;
    }
    Ok(())
}

/// Somebody leaves one list. Their address is forgotten there, and what waits for them is not sent.
pub async fn leave(tx: &mut Tx, subscriber: &Subscriber, now: Timestamp) -> Result<(), DbError> {
    subscribers::leave(tx, subscriber.id, now).await?;
    letters::forget_waiting(tx, &subscriber.mark).await?;
    Ok(())
}

/// Keeps what somebody chose: which of the lists, and in which language. A list that is not public can be
/// left here and not joined.
pub async fn choose(
    tx: &mut Tx,
    subscriber: &Subscriber,
    wanted: &[AudienceId],
    language: Language,
    now: Timestamp,
) -> Result<(), DbError> {
    let known = subscribers::of_mark(tx, &subscriber.mark).await?;
    for one in known.iter().filter(|one| !wanted.contains(&one.audience)) {
        leave(tx, one, now).await?;
    }
    let address = known.iter().find_map(|one| one.address.clone());
    if let Some(address) = address {
        for list in audiences::list(tx).await? {
            if list.public && list.kind == Kind::Mail && wanted.contains(&list.id) {
                let coming = Coming {
                    audience: list.id,
                    mark: subscriber.mark.clone(),
                    address: address.clone(),
                    language,
                    source: Source::Web,
                    tag: String::new(),
                    consent: String::new(),
                    member: None,
                };
                subscribers::ask(tx, &coming, now).await?;
            }
        }
        // It is by a letter to this address that they came here.
        subscribers::confirm(tx, &subscriber.mark, now).await?;
    }
    subscribers::set_language(tx, &subscriber.mark, language).await
}

/// Nothing is sent to an address any more. Where its owner wished that they leave every list; where mail
/// servers said so it is kept with that.
pub async fn stopped(tx: &mut Tx, mark: Mark) -> Result<(), DbError> {
    let stop = stops::standing(tx, mark).await?;
    match stop.filter(|stop| stop.kind.is_wish()) {
        Some(stop) => {
            for one in subscribers::of_mark(tx, mark.as_bytes()).await? {
                subscribers::leave(tx, one.id, stop.last_day).await?;
            }
        }
        None => drop(subscribers::bounce(tx, mark.as_bytes()).await?),
    }
    letters::forget_waiting(tx, mark.as_bytes()).await.map(drop)
}
