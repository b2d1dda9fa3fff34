//! Letters of the internal room: what is new, once a day or once a week; and an entry of which its writer
//! has people told at once. Words stay in the house: a letter lies in mailboxes for years, so it says the
//! title of what is for all members, and of the rest only that there is something.

mod tasks;

pub(crate) use tasks::is_open;
pub use tasks::{RemindTasks, TellTask, room_tasks};

use std::time::Duration;

use griot_contracts::people::{Contacts, PublicNames};
use griot_db::{Conn, DbError, Tx};
use griot_delivery::{Email, Letter, PostError};
use griot_jobs::{Job, JobError, enqueue};
use griot_kernel::PersonId;
use griot_mailroom::doors::{About, open_door};
use griot_web::Section;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::{
    model::{Audience, Entry, EntryId, Pace, Reader},
    store::{digests, entries, teams},
    web::{LEAD, STAFF},
};

/// The letters of this room that can be answered.
pub const ROOM: &str = "campaigns.room";
/// More members than a section has.
const MEMBERS: i64 = 50_000;
/// What is older is no news, to whoever comes late.
const FRESH: Duration = Duration::from_secs(8 * 86_400);
/// So many are named in one letter; the others are counted.
const NAMED: usize = 20;
/// More than is written in a week.
const MOST: i64 = 1_000;

/// Who reads, as the house knows them now.
pub(crate) async fn reader(
    db: &mut Conn,
    contacts: &dyn Contacts,
    person: PersonId,
) -> Result<Reader, DbError> {
    Ok(Reader {
        person,
        is_staff: contacts.holders(db, STAFF.name).await?.contains(&person),
        leads: contacts.holders(db, LEAD.name).await?.contains(&person),
        teams: teams::of_person(db, person).await?.into_iter().collect(),
    })
}

/// Has everybody told who wants to hear today; nobody where nothing was written.
pub async fn room_news(section: Section) -> Result<(), JobError> {
    let now = section.clock.now();
    let mut db = section.db.read().await?;
    if !digests::any_since(&mut db, now - FRESH).await? {
        return Ok(());
    }
    let names = section.ask::<dyn PublicNames>().map_err(JobError::fail)?;
    let is_monday = now.day().weekday().to_monday_zero_offset() == 0;
    let mut wanted = Vec::new();
    for member in names.members(&mut db, MEMBERS).await? {
        match digests::of(&mut db, member.person).await?.0 {
            Pace::Daily => wanted.push(member.person),
            Pace::Weekly if is_monday => wanted.push(member.person),
            Pace::Weekly | Pace::None => {}
        }
    }
    drop(db);
    let mut tx = section.db.begin().await?;
    for person in wanted {
        enqueue(&mut tx, &SendNews { person }).await?;
    }
    Ok(tx.commit().await?)
}

/// Tells a member what is new in the room.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendNews {
    /// Whom.
    pub person: PersonId,
}

impl Job<Section> for SendNews {
    const NAME: &'static str = "campaigns.send-news";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let now = section.clock.now();
        let contacts = section.ask::<dyn Contacts>().map_err(JobError::fail)?;
        let mut db = section.db.read().await?;
        let Some(reached) = contacts.email(&mut db, self.person).await? else { return Ok(()) };
        let (pace, told_at) = digests::of(&mut db, self.person).await?;
        if pace == Pace::None {
            return Ok(());
        }
        let reader = reader(&mut db, contacts.as_ref(), self.person).await?;
        let news = digests::news(&mut db, &reader, told_at.max(now - FRESH), MOST).await?;
        drop(db);
        if news.is_empty() {
            return Ok(());
        }
        // Noted before it is sent: of two letters that tell the same, one is too many.
        let mut tx = section.db.begin().await?;
        if !digests::claim(&mut tx, self.person, told_at, now).await? {
            return Ok(());
        }
        tx.commit().await?;
        let words = section.words(reached.language);
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let to = Email::parse(&reached.email).map_err(JobError::fail)?;
        let mut letter = Letter::new(to, words.count("room-mail-news-subject", count(news.len())));
        let open: Vec<&str> = news.iter().filter(|one| one.2).map(|one| one.1.as_str()).collect();
        for title in open.iter().take(NAMED) {
            letter = letter.paragraph(format!("• {title}"));
        }
        let others = news.len() - open.len().min(NAMED);
        if others > 0 {
            letter = letter.paragraph(words.count("room-mail-news-others", count(others)));
        }
        let room: Url = section.url("/me/room").parse().map_err(JobError::fail)?;
        let choice: Url = section.url("/me/room#digest").parse().map_err(JobError::fail)?;
        let letter = letter
            .language(words.language().as_str())
            .message_id(format!("room-{}-{}", self.person.as_uuid().simple(), now.as_millisecond()))
            .button(words.t("room-mail-button"), &room)
            .footer(words.put("room-mail-why", "section", &section.settings().name))
            .footer_link(words.t("room-mail-choice"), &choice);
        match section.post.send(&letter).await {
            Err(error @ PostError::Retry(_)) => {
                let mut tx = section.db.begin().await?;
                digests::give_back(&mut tx, self.person, told_at, now).await?;
                tx.commit().await?;
                Err(JobError::retry(error))
            }
            // Whatever else became of it, the page says the same.
            _ => Ok(()),
        }
    }
}

/// Has all told at once for whom an entry is, but whoever wrote it.
pub(crate) async fn tell_at_once(section: &Section, tx: &mut Tx, entry: &Entry) -> Result<(), DbError> {
    let (Ok(contacts), Ok(names)) = (section.ask::<dyn Contacts>(), section.ask::<dyn PublicNames>()) else {
        return Ok(());
    };
    let people: Vec<PersonId> = match (entry.words.audience, entry.words.campaign) {
        (Audience::Members, _) => {
            names.members(tx, MEMBERS).await?.into_iter().map(|one| one.person).collect()
        }
        (Audience::Team, Some(campaign)) => teams::of_campaign(tx, campaign).await?,
        _ => contacts.holders(tx, STAFF.name).await?,
    };
    for person in people.into_iter().filter(|person| entry.by != Some(*person)) {
        enqueue(tx, &TellEntry { entry: entry.id, person }).await?;
    }
    Ok(())
}

/// Tells somebody of an entry, which they may answer by answering the letter.
#[derive(Debug, Serialize, Deserialize)]
pub struct TellEntry {
    /// Which.
    pub entry: EntryId,
    /// Whom.
    pub person: PersonId,
}

impl Job<Section> for TellEntry {
    const NAME: &'static str = "campaigns.tell-entry";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let (now, random) = (section.clock.now(), section.random.as_ref());
        let contacts = section.ask::<dyn Contacts>().map_err(JobError::fail)?;
        let mut db = section.db.read().await?;
        let Some(entry) = entries::by_id(&mut db, self.entry).await? else { return Ok(()) };
        let Some(reached) = contacts.email(&mut db, self.person).await? else { return Ok(()) };
        if !reader(&mut db, contacts.as_ref(), self.person).await?.may_read(&entry) {
            return Ok(());
        }
        drop(db);
        let words = section.words(reached.language);
        let to = Email::parse(&reached.email).map_err(JobError::fail)?;
        let page: Url = section.url(&format!("/me/room/{}", entry.id)).parse().map_err(JobError::fail)?;
        let (subject, body) = match entry.words.audience {
            Audience::Members => (entry.words.title.clone(), words.t("room-mail-entry")),
            Audience::Staff | Audience::Team => {
                (words.t("room-mail-closed-subject"), words.t("room-mail-closed"))
            }
        };
        let mut letter = Letter::new(to.clone(), subject).paragraph(body);
        let mut tx = section.db.begin().await?;
        if !digests::tell_once(&mut tx, entry.id, self.person, now).await? {
            return Ok(());
        }
        if section.post.answers_at("re-a").is_some() {
            let thing = entry.id.as_uuid();
            let about = About { kind: ROOM, thing, person: Some(self.person), detail: "" };
            let code = open_door(&mut tx, &section.keys, about, &to, (now, random)).await?;
            if let Some(address) = section.post.answers_at(&code) {
                letter = letter.paragraph(words.t("room-mail-answer")).replies_to(address);
            }
        }
        tx.commit().await?;
        let letter = letter
            .language(words.language().as_str())
            .message_id(format!("entry-{}-{}", entry.id.as_uuid().simple(), self.person.as_uuid().simple()))
            .button(words.t("room-mail-button"), &page)
            .footer(words.put("room-mail-why", "section", &section.settings().name));
        match section.post.send(&letter).await {
            Err(error @ PostError::Retry(_)) => {
                let mut tx = section.db.begin().await?;
                digests::untell(&mut tx, entry.id, self.person).await?;
                tx.commit().await?;
                Err(JobError::retry(error))
            }
            _ => Ok(()),
        }
    }
}
