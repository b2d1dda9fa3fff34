//! Asking to be told of comments, and asking not to be.

use griot_crypto::{Keys, Purpose};
use griot_db::{Conn, DbError, Tx};
use griot_delivery::Email;
use griot_kernel::{Id, Language, Random, Timestamp};
use griot_mailroom::{Lift, Mark};
use uuid::Uuid;

use crate::{
    model::{Pace, Post, Recipient, Subscription, SubscriptionId, Target, TargetKind, Writer},
    store::{
        alerts,
        guests::{self, Guest},
        subscriptions,
    },
};

const STOP: Purpose = Purpose("voices.unsubscribe");
const STOP_DAILY: Purpose = Purpose("voices.unsubscribe-daily");
const START: Purpose = Purpose("voices.confirm-follow");
const GUEST: Purpose = Purpose("voices.guest");
const ADDRESS: Purpose = Purpose("voices.guest-address");
/// The bytes of the digest before a sealed address.
const DIGEST: usize = 32;

/// The wish to be told of the comments of a post.
pub fn wish_for_post(post: &Post, recipient: Recipient, pace: Pace, random: &dyn Random) -> Subscription {
    let target = Target { kind: TargetKind::Post, id: post.id.as_uuid() };
    Subscription { id: Id::secret(random), target, recipient, pace, active: true }
}

/// Proposes to tell someone of the answers to their own comments.
pub async fn propose_replies(
    tx: &mut Tx,
    recipient: Recipient,
    now: Timestamp,
    random: &dyn Random,
) -> Result<(), DbError> {
    let target = subscriptions::replies_to(recipient);
    let wish =
        Subscription { id: Id::secret(random), target, recipient, pace: Pace::Immediate, active: true };
    subscriptions::propose(tx, &wish, now).await
}

/// Keeps what `recipient` wishes of `target`: mails at this pace, or none.
pub async fn set(
    tx: &mut Tx,
    recipient: Recipient,
    target: Target,
    pace: Option<Pace>,
    now: Timestamp,
    random: &dyn Random,
) -> Result<(), DbError> {
    match pace {
        Some(pace) => {
            let wish = Subscription { id: Id::secret(random), target, recipient, pace, active: true };
            subscriptions::follow(tx, &wish, now).await
        }
        None => match subscriptions::of_recipient(tx, recipient, target).await? {
            Some(wish) => end(tx, wish.id, now).await.map(drop),
            None => Ok(()),
        },
    }
}

/// Ends a wish; what it would still have told is dropped. Returns whether it stood.
pub async fn end(tx: &mut Tx, id: SubscriptionId, now: Timestamp) -> Result<bool, DbError> {
    alerts::drop_of(tx, id).await?;
    subscriptions::end(tx, id, now).await
}

/// Ends the daily letter to someone, a member or a guest, with all that it gathers.
pub async fn end_daily(tx: &mut Tx, recipient: Uuid, now: Timestamp) -> Result<(), DbError> {
    alerts::drop_at(tx, recipient, Pace::Daily).await?;
    subscriptions::end_all_at(tx, recipient, Pace::Daily, now).await.map(drop)
}

/// Keeps a guest's address, sealed, and returns the id under which it is known.
pub async fn guest(
    tx: &mut Tx,
    keys: &Keys,
    address: &Email,
    language: Language,
    now: Timestamp,
    random: &dyn Random,
) -> Result<Id<Writer>, DbError> {
    let digest = digest(keys, address);
    let sealed = keys.seal(ADDRESS, address.as_str().as_bytes(), &digest, random);
    // The place that the seal is bound to is kept with it.
    let sealed = [digest.as_slice(), sealed.as_slice()].concat();
    let guest = Guest { id: Id::secret(random), sealed, language, confirmed_at: None };
    guests::insert(tx, &guest, &digest, Mark::of(keys, address), now).await
}

/// A guest's address sealed by the current key, in the same place. Nothing when no key opens it.
pub fn sealed_anew(keys: &Keys, guest: &Guest, random: &dyn Random) -> Option<Vec<u8>> {
    let (digest, sealed) = guest.sealed.split_at_checked(DIGEST)?;
    let plain = keys.open(ADDRESS, sealed, digest).ok()?;
    Some([digest, keys.seal(ADDRESS, &plain, digest, random).as_slice()].concat())
}

/// Under this keyed digest an address is known, whoever's it is.
pub fn digest(keys: &Keys, address: &Email) -> [u8; 32] {
    keys.digest(ADDRESS, &address.key()).0
}

/// A guest's address gets no letters any more: they follow nothing, and nobody is told.
pub async fn silence_guest(tx: &mut Tx, guest: Id<Writer>) -> Result<(), DbError> {
    alerts::drop_of_recipient(tx, guest.as_uuid()).await?;
    subscriptions::end_all_of_guest(tx, guest).await.map(drop)
}

/// A guest has confirmed the address in a letter: letters may go there.
pub async fn guest_wants_letters(
    tx: &mut Tx,
    keys: &Keys,
    guest: Id<Writer>,
    now: Timestamp,
) -> Result<(), DbError> {
    let found = guests::by_id(tx, guest).await?;
    match found.and_then(|guest| address(keys, &guest)) {
        Some(address) => {
            griot_mailroom::lift(tx, Mark::of(keys, &address), Lift::Wanted, now).await.map(drop)
        }
        None => Ok(()),
    }
}

/// A guest's address, opened.
pub fn address(keys: &Keys, guest: &Guest) -> Option<Email> {
    let (digest, sealed) = guest.sealed.split_at_checked(DIGEST)?;
    let plain = keys.open(ADDRESS, sealed, digest).ok()?;
    String::from_utf8(plain).ok()?.parse().ok()
}

/// The mark that ends a wish with one click.
pub fn stop_mark(keys: &Keys, id: SubscriptionId) -> String {
    mark(keys, STOP, id)
}

/// The mark that ends someone's daily letter with one click.
pub fn daily_mark(keys: &Keys, recipient: Uuid) -> String {
    mark(keys, STOP_DAILY, Id::<Recipient>::from(recipient))
}

/// Whose daily letter a mark ends.
pub fn by_daily_mark(keys: &Keys, text: &str) -> Option<Uuid> {
    read_mark::<Recipient>(keys, STOP_DAILY, text).map(Id::as_uuid)
}

/// The mark by which a guest confirms a wish.
pub fn start_mark(keys: &Keys, id: SubscriptionId) -> String {
    mark(keys, START, id)
}

/// The mark by which a guest sees and erases what is kept of them.
pub fn guest_mark(keys: &Keys, guest: Id<Writer>) -> String {
    mark(keys, GUEST, guest)
}

/// The guest behind such a mark, while anything is kept of them.
pub async fn by_guest_mark(db: &mut Conn, keys: &Keys, text: &str) -> Result<Option<Guest>, DbError> {
    match read_mark(keys, GUEST, text) {
        Some(id) => guests::by_id(db, id).await,
        None => Ok(None),
    }
}

/// Erases all that is kept of a guest.
pub async fn erase_guest(tx: &mut Tx, guest: Id<Writer>) -> Result<(), DbError> {
    guests::erase(tx, guest).await?;
    tx.public_changed().await
}

/// The wish behind a mark that ends it.
pub async fn by_stop_mark(db: &mut Conn, keys: &Keys, text: &str) -> Result<Option<Subscription>, DbError> {
    by_mark(db, keys, STOP, text).await
}

/// The wish behind a mark that confirms it.
pub async fn by_start_mark(db: &mut Conn, keys: &Keys, text: &str) -> Result<Option<Subscription>, DbError> {
    by_mark(db, keys, START, text).await
}

fn mark<T>(keys: &Keys, purpose: Purpose, id: Id<T>) -> String {
    format!("{}.{}", id.as_uuid().simple(), keys.signature_text(purpose, id.as_uuid().as_bytes()))
}

async fn by_mark(
    db: &mut Conn,
    keys: &Keys,
    purpose: Purpose,
    text: &str,
) -> Result<Option<Subscription>, DbError> {
    match read_mark(keys, purpose, text) {
        Some(id) => subscriptions::by_id(db, id).await,
        None => Ok(None),
    }
}

fn read_mark<T>(keys: &Keys, purpose: Purpose, text: &str) -> Option<Id<T>> {
    let (id, signature) = text.split_once('.')?;
    let id: Id<T> = id.parse().ok()?;
    keys.verify_text(purpose, id.as_uuid().as_bytes(), signature).then_some(id)
}
