//! Mail that comes to the return address.

use griot_crypto::Keys;
use griot_db::{Db, DbError};
use griot_delivery::{Email, Failed, Fault, News, Returned, tokens};
use griot_kernel::Timestamp;

use crate::{
    Heard, Kind, Mark, doors,
    note::Note,
    store::tally::What,
    token::{self, Sent},
};

/// What was done about a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It was news of an address of ours.
    News(What, Heard),
    /// It was about a letter of ours, and nothing follows from it.
    Noted(What),
    /// It is a person's answer to a letter of ours, and waits for the room that it belongs to.
    Answer,
    /// Somebody wrote to the section, and it waits for the inbox.
    Inbox,
    /// It bears no token of ours: somebody else's, forged, or far too old.
    Strange,
}

/// Takes a mail that came to the return address. `to` is where the mail server says that it
/// came, when it says so: surer than what is written inside.
pub async fn take(db: &Db, keys: &Keys, raw: &[u8], to: &[String], now: Timestamp) -> Result<Taken, DbError> {
    let returned = Returned::read(raw);
    let mut written: Vec<String> = to.iter().flat_map(|address| tokens(address)).collect();
    written.extend(returned.tokens);
    let sent = written.iter().find_map(|text| token::open(keys, text, now));

    if sent.is_none() && doors::come_in(db, keys, raw, &written, now).await? {
        Note::of(What::Other).keep(db, now).await?;
        return Ok(Taken::Answer);
    }

    let (what, news) = match (&returned.news, sent) {
        (_, Some(Sent { to: Mark::PROBE, .. })) => (What::Probe, None),
        (News::Bounce(failed), Some(sent)) => weigh(keys, failed, sent),
        (News::Complaint, Some(sent)) => (What::Complaint, Some((sent, Kind::Complaint))),
        (News::Delay, Some(_)) => (What::Late, None),
        (News::Other, _) | (_, None) => (What::Other, None),
    };
    let news = news.map(|(sent, kind)| (sent.to, kind, sent.at));
    let heard = Note { news, ..Note::of(what) }.keep(db, now).await?;
    Ok(match (heard, sent) {
        (Some(heard), _) => Taken::News(what, heard),
        (None, Some(_)) => Taken::Noted(what),
        (None, None) => Taken::Strange,
    })
}

/// Takes a mail that came to the section's own address, at which it also gets answers and notices. `own`
/// is that address.
pub async fn take_for_inbox(
    db: &Db,
    keys: &Keys,
    raw: &[u8],
    (to, own): (&[String], &Email),
    now: Timestamp,
) -> Result<Taken, DbError> {
    match take(db, keys, raw, to, now).await? {
        Taken::Strange if doors::to_inbox(db, keys, raw, own, now).await? => Ok(Taken::Inbox),
        taken => Ok(taken),
    }
}

/// How much a failed delivery weighs. A letter that was passed on fails at another address
/// than its own: that its target is gone is soon repeated, and until then nothing is certain.
fn weigh(keys: &Keys, failed: &Failed, sent: Sent) -> (What, Option<(Sent, Kind)>) {
    let named = &failed.recipients;
    let is_own = named.is_empty() || named.iter().any(|one| Mark::of(keys, one) == sent.to);
    match failed.fault {
        Fault::Address if is_own => (What::Dead, Some((sent, Kind::Hard))),
        Fault::Address | Fault::Mailbox => (What::Passing, Some((sent, Kind::Soft))),
        Fault::Sender => (What::Unwelcome, None),
    }
}
