//! Something was said to the section: it is kept once, somebody owes an answer, and whoever is on
//! duty has it.

use std::time::Duration;

use griot_db::{DbError, Tx};
use griot_kernel::{Id, Random, Timestamp};

use crate::{
    model::{
        channel::ChannelId,
        conversation::{Conversation, Direction, InboxMessage, LONGEST, Source, Standing},
    },
    store::{conversations, duty, inbox, messages},
};

/// Something that was said.
#[derive(Clone, Copy, Debug)]
pub struct Incoming<'a> {
    /// Where.
    pub source: Source,
    /// On which channel, where it is one of ours.
    pub channel: Option<ChannelId>,
    /// What holds it together with what else they said.
    pub thread: &'a str,
    /// Who said it.
    pub author: &'a str,
    /// What its source calls it: the same twice is one.
    pub remote: &'a str,
    /// The subject line of a mail; empty elsewhere.
    pub subject: &'a str,
    /// The words; empty where they are kept elsewhere.
    pub body: &'a str,
    /// How many files hang on it.
    pub files: i64,
    /// The words by which is judged whether it lies aside.
    pub judged: &'a str,
    /// Where it is seen; empty where there is no such place.
    pub address: &'a str,
    /// Which text of the section it answers, if that is known.
    pub about: Option<&'a str>,
    /// Whether only the section reads it.
    pub private: bool,
    /// When it was said.
    pub at: Timestamp,
}

/// Keeps what was said. The conversation it belongs to, if it is news.
pub async fn receive(
    tx: &mut Tx,
    said: &Incoming<'_>,
    (now, random): (Timestamp, &dyn Random),
) -> Result<Option<Conversation>, DbError> {
    let thread = match said.channel {
        Some(channel) => format!("{channel}/{}", said.thread),
        None => said.thread.to_owned(),
    };
    let ways = inbox::ways(tx).await?;
    let known = match ways.siege.since {
        Some(since) => conversations::is_known(tx, said.source, said.author, since).await?,
        None => true,
    };
    let aside = ways.siege.sets_aside(said.judged, known);
    let found = conversations::by_thread(tx, said.source, &thread).await?;
    let began = found.is_none();
    let mut conversation = found.unwrap_or_else(|| Conversation {
        id: Id::secret(random),
        source: said.source,
        channel: said.channel,
        thread,
        author: author_of(said.author),
        private: said.private,
        standing: Standing::New,
        assignee: None,
        label: String::new(),
        set_aside: aside,
        handed_over: false,
        due_at: None,
        first_at: said.at.min(now),
        last_at: said.at.min(now),
    });
    if began {
        conversations::insert(tx, &conversation).await?;
    }
    let body = clean(said.body, LONGEST);
    let message = InboxMessage {
        remote: said.remote.to_owned(),
        subject: clean(said.subject, 200),
        files: said.files,
        address: said.address.to_owned(),
        about: said.about.map(str::to_owned),
        ..InboxMessage::new(Id::new(now, random), conversation.id, Direction::In, body, said.at.min(now))
    };
    if !messages::insert(tx, &message).await? {
        return Ok(None);
    }
    if conversation.assignee.is_none() && !conversation.set_aside && !aside {
        let day = Timestamp::start_of(now.day());
        let on_duty = duty::between(tx, day, day + Duration::from_secs(86_400)).await?;
        conversation.assignee = on_duty.first().map(|(_, person)| *person);
    }
    conversation.standing = conversation.standing.spoken_to(conversation.assignee.is_some());
    conversation.set_aside |= aside;
    conversation.last_at = conversation.last_at.max(message.at);
    if conversation.standing.is_open() && conversation.due_at.is_none() {
        let hours = u64::try_from(ways.hours).unwrap_or(24);
        conversation.due_at = Some(now + Duration::from_secs(hours * 3_600));
    }
    conversations::update(tx, &conversation).await?;
    Ok(Some(conversation))
}

/// Who spoke, as it is kept.
pub(super) fn author_of(author: &str) -> String {
    clean(author, 200)
}

/// What others send, without the sign that no database keeps and no longer than is kept.
fn clean(text: &str, most: usize) -> String {
    text.replace('\0', "").trim().chars().take(most).collect()
}
