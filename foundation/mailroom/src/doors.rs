//! Letters that can be answered: each opens a door of its own, for the address that it went to.

use std::time::Duration;

use griot_crypto::{Keys, Purpose, text};
use griot_db::{Db, DbError, Tx};
use griot_delivery::{Answer, Email};
use griot_kernel::{PersonId, Random, Timestamp};
use uuid::Uuid;

use crate::{
    Mark,
    store::doors::{self, Came, Door},
};

const CODE: Purpose = Purpose("mailroom.door");
/// The kind of what people write to the section without answering anything.
pub const INBOX: &str = "mailroom.inbox";
/// So long a letter can be answered.
pub const OPEN: Duration = Duration::from_secs(30 * 86_400);
/// The code of a door begins so: no return token does, since those are of one length.
const SIGN: &str = "re-";

/// What a letter is about that can be answered.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// Whose room it is, and what for: `channels.approve`.
    pub kind: &'static str,
    /// Which thing there.
    pub thing: Uuid,
    /// Who the letter goes to, where that is a member.
    pub person: Option<PersonId>,
    /// What else the room wants to know again.
    pub detail: &'a str,
}

/// Opens a door for a letter to this address, and returns the code that its answer must bear.
pub async fn open_door(
    tx: &mut Tx,
    keys: &Keys,
    about: About<'_>,
    to: &Email,
    (now, random): (Timestamp, &dyn Random),
) -> Result<String, DbError> {
    let code = format!("{SIGN}{}", text::encode_folded(&random.bytes::<16>()));
    let door = Door {
        kind: about.kind.to_owned(),
        thing: about.thing,
        person: about.person,
        mark: Mark::of(keys, to),
        detail: about.detail.to_owned(),
    };
    doors::open(tx, keys.digest(CODE, &code).as_bytes(), &door, now + OPEN).await?;
    Ok(code)
}

/// Takes a mail that bears the code of a door. Whether it came in: from the address that the letter went
/// to, and written by a person.
pub(crate) async fn come_in(
    db: &Db,
    keys: &Keys,
    raw: &[u8],
    codes: &[String],
    now: Timestamp,
) -> Result<bool, DbError> {
    let Some(answer) = Answer::read(raw).filter(|answer| !answer.words.is_empty()) else { return Ok(false) };
    for code in codes {
        // Mail servers may write an address in capitals.
        let code = code.to_lowercase();
        if !code.starts_with(SIGN) {
            continue;
        }
        let digest = keys.digest(CODE, &code);
        let door = doors::find(&mut *db.read().await?, digest.as_bytes(), now).await?;
        let Some(door) = door.filter(|door| door.mark == Mark::of(keys, &answer.from)) else { continue };
        let sender = if door.person.is_some() { String::new() } else { answer.from.as_str().to_owned() };
        // A mail server that is not sure gives the same mail again.
        let same = format!("{code} {} {}", answer.id, answer.words);
        let came = Came {
            id: keys.digest(CODE, &same).as_bytes().to_vec(),
            kind: door.kind,
            thing: door.thing,
            person: door.person,
            sender,
            detail: door.detail,
            words: answer.words,
            at: now,
        };
        let mut tx = db.begin().await?;
        doors::bring(&mut tx, &came).await?;
        tx.commit().await?;
        return Ok(true);
    }
    Ok(false)
}

/// What is known of a mail to the section beside its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Envelope {
    /// The subject line.
    pub subject: String,
    /// What its mail program calls it; empty where it calls it nothing.
    pub id: String,
    /// How many files hang on it; they are not kept.
    pub files: i64,
}

impl Envelope {
    /// As kept in [`Came::detail`].
    pub fn detail(&self) -> String {
        format!("{}\n{}\n{}", self.files, self.id, self.subject)
    }

    /// Reads [`Came::detail`] of a mail to the section.
    pub fn read(detail: &str) -> Self {
        let mut lines = detail.splitn(3, '\n');
        let mut next = || lines.next().unwrap_or_default();
        let files = next().parse().unwrap_or(0);
        Self { files, id: next().to_owned(), subject: next().to_owned() }
    }
}

/// Keeps a mail that somebody wrote to the section until the inbox takes it. Whether a person wrote it;
/// what the section wrote itself, from `own`, comes back to nobody.
pub(crate) async fn to_inbox(
    db: &Db,
    keys: &Keys,
    raw: &[u8],
    own: &Email,
    now: Timestamp,
) -> Result<bool, DbError> {
    let Some(mail) = Answer::read(raw).filter(|mail| mail.from != *own) else { return Ok(false) };
    let files = i64::try_from(mail.files).unwrap_or(i64::MAX);
    if mail.whole.is_empty() && files == 0 {
        return Ok(false);
    }
    let same = format!("{} {} {}", mail.from.as_str(), mail.id, mail.whole);
    let envelope = Envelope { subject: mail.subject, id: mail.id.replace('\n', ""), files };
    let came = Came {
        id: keys.digest(CODE, &same).as_bytes().to_vec(),
        kind: INBOX.to_owned(),
        thing: Uuid::nil(),
        person: None,
        sender: mail.from.as_str().to_owned(),
        detail: envelope.detail(),
        words: mail.whole,
        at: now,
    };
    let mut tx = db.begin().await?;
    doors::bring(&mut tx, &came).await?;
    tx.commit().await?;
    Ok(true)
}
