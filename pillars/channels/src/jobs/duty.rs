use std::time::Duration;

use griot_contracts::people::Contacts;
use griot_delivery::{Email, Letter};
use griot_jobs::{Job, JobError, enqueue};
use griot_kernel::{PersonId, Timestamp};
use griot_web::Section;
use serde::{Deserialize, Serialize};

use super::{answer::reopened, tell::send};
use crate::{
    model::{
        channel::ChannelState,
        conversation::{InboxMessage, InboxMessageId, MessageState},
    },
    store::{channels, conversations, erased, messages, ways},
    web::rights::INBOX,
};

/// An answer that is on its way for so long does not arrive by itself.
const STUCK: Duration = Duration::from_secs(3 * 86_400);
/// So many conversations are looked at in one turn.
const TURN: i64 = 200;
/// What is done with is kept so long.
pub(super) const KEPT: Duration = Duration::from_secs(180 * 86_400);
/// What is left of a testimony, where its answer could not be sent, is kept no longer than this.
const HANDED_OVER: Duration = Duration::from_secs(2 * 86_400);

/// A source may bring a message again as long as messages of its age are taken.
const ERASED: Duration = KEPT;

/// Tells somebody, once for each conversation, that people wait longer than was promised.
#[derive(Debug, Serialize, Deserialize)]
pub struct TellWaiting {
    /// Whom.
    pub person: PersonId,
    /// How many wait.
    pub waiting: i64,
}

/// Has whoever answers for them told of those that wait too long; where nobody does, all who may.
pub async fn watch_inbox(section: Section) -> Result<(), JobError> {
    let now = section.clock.now();
    give_up(&section, now).await?;
    let untold = conversations::untold(&mut *section.db.read().await?, now, TURN).await?;
    if untold.is_empty() {
        return Ok(());
    }
    let contacts = section.ask::<dyn Contacts>().map_err(JobError::fail)?;
    let mut tx = section.db.begin().await?;
    let mut told: std::collections::BTreeMap<PersonId, i64> = std::collections::BTreeMap::new();
    for one in untold {
        if !conversations::tell_once(&mut tx, one.id, now).await? {
            continue;
        }
        let people = match one.assignee {
            Some(person) => vec![person],
            None => contacts.holders(&mut tx, INBOX.name).await?,
        };
        for person in people {
            *told.entry(person).or_default() += 1;
        }
    }
    for (person, waiting) in told {
        enqueue(&mut tx, &TellWaiting { person, waiting }).await?;
    }
    Ok(tx.commit().await?)
}

/// Of an answer that did not go for days nobody knows any more: whoever waits for it waits still.
async fn give_up(section: &Section, now: Timestamp) -> Result<(), JobError> {
    let mut db = section.db.read().await?;
    // What stands still because somebody stopped it goes on when they let it.
    if ways::get(&mut db).await?.cut_at.is_some() {
        return Ok(());
    }
    let mut stuck = Vec::new();
    for one in messages::stuck(&mut db, now - STUCK, TURN).await? {
        let Some(left) = conversations::by_id(&mut db, one.conversation).await? else { continue };
        let channel = match left.channel {
            Some(channel) => channels::by_id(&mut db, channel).await?,
            None => None,
        };
        if !left.handed_over && channel.is_none_or(|channel| channel.state != ChannelState::Paused) {
            stuck.push((one, left));
        }
    }
    drop(db);
    let mut tx = section.db.begin().await?;
    for (one, left) in stuck {
        let lost = InboxMessage { state: MessageState::Unknown, ..one.clone() };
        if messages::step(&mut tx, &lost, one.state).await? {
            conversations::update(&mut tx, &reopened(left, now)).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// Lets go of what was done with long ago.
pub async fn sweep_inbox(section: Section) -> Result<(), JobError> {
    let mut tx = section.db.begin().await?;
    let now = section.clock.now();
    conversations::sweep(&mut tx, now - KEPT, now - HANDED_OVER).await?;
    erased::sweep(&mut tx, now - ERASED).await?;
    Ok(tx.commit().await?)
}

/// Tells somebody that an answer waits for their yes.
#[derive(Debug, Serialize, Deserialize)]
pub struct TellReview {
    /// Which.
    pub message: InboxMessageId,
    /// Whom.
    pub person: PersonId,
}

impl Job<Section> for TellReview {
    const NAME: &'static str = "channels.tell-review";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let contacts = section.ask::<dyn Contacts>().map_err(JobError::fail)?;
        let mut db = section.db.read().await?;
        let message = messages::by_id(&mut db, self.message).await?;
        let Some(message) = message.filter(|one| one.state == MessageState::ToApprove) else {
            return Ok(()); // somebody was faster
        };
        let Some(reader) = contacts.email(&mut db, self.person).await? else { return Ok(()) };
        drop(db);
        let words = section.words(reader.language);
        let to = Email::parse(&reader.email).map_err(JobError::fail)?;
        // Neither who asks nor what is answered leaves the house.
        let letter = Letter::new(to, words.t("channels-mail-review-subject"))
            .paragraph(words.t("channels-mail-review"))
            .message_id(format!(
                "review-{}-{}",
                self.message.as_uuid().simple(),
                self.person.as_uuid().simple()
            ));
        send(section, letter, &words, &format!("/desk/inbox/{}", message.conversation)).await
    }
}

impl Job<Section> for TellWaiting {
    const NAME: &'static str = "channels.tell-waiting";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let contacts = section.ask::<dyn Contacts>().map_err(JobError::fail)?;
        let reader = contacts.email(&mut *section.db.read().await?, self.person).await?;
        let Some(reader) = reader else { return Ok(()) };
        let words = section.words(reader.language);
        let to = Email::parse(&reader.email).map_err(JobError::fail)?;
        // Neither who waits nor what they said leaves the house.
        let letter = Letter::new(to, words.count("channels-mail-waiting-subject", self.waiting))
            .paragraph(words.count("channels-mail-waiting", self.waiting))
            .message_id(format!(
                "waiting-{}-{}-{}",
                self.person.as_uuid().simple(),
                section.clock.now().day(),
                self.waiting
            ));
        send(section, letter, &words, "/desk/inbox").await
    }
}
