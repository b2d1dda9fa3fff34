use std::time::Duration;

use griot_db::{DbError, Tx};
use griot_delivery::{
    Email, Letter, PostError,
    sms::{Phone, Sms, SmsError},
};
use griot_jobs::{Job, JobError, enqueue};
use griot_kernel::Timestamp;
use griot_web::Section;
use serde::{Deserialize, Serialize};

use super::SendNote;
use crate::{
    engine::{self, act},
    model::{
        channel::{ChannelId, ChannelState},
        conversation::{Conversation, InboxMessage, InboxMessageId, MessageState, Source, Standing},
    },
    networks::{
        Account, Token, Trouble,
        bluesky::tid,
        ear::{Ear, Reply, ear},
    },
    store::{channels, conversations, messages, phones, ways},
    web::sms_report,
};

/// Nobody waits longer for an answer to a call.
const LONG: Duration = Duration::from_secs(300);

/// Sends an answer: once, or nobody knows and a person is told so.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendAnswer {
    /// Which.
    pub message: InboxMessageId,
}

/// How it ended.
enum Ended {
    Sent {
        remote: String,
        address: Option<String>,
    },
    Not {
        key: &'static str,
        said: String,
    },
    /// It was certainly not taken.
    Later(JobError),
    Unknown,
}

impl Job<Section> for SendAnswer {
    const NAME: &'static str = "channels.send-answer";
    const OUTSIDE: bool = true;

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let now = section.clock.now();
        let mut db = section.db.read().await?;
        let Some(message) = messages::by_id(&mut db, self.message).await? else { return Ok(()) };
        let Some(conversation) = conversations::by_id(&mut db, message.conversation).await? else {
            return Ok(());
        };
        let channel = match conversation.channel {
            Some(channel) => channels::by_id(&mut db, channel).await?,
            None => None,
        };
        let paused = channel.is_some_and(|channel| channel.state == ChannelState::Paused);
        if paused || ways::get(&mut db).await?.cut_at.is_some() {
            return Ok(()); // whoever lets it go on asks for it again
        }
        drop(db);
        let from = message.state;
        let again = match (from, message.armed_at) {
            (MessageState::Waiting, _) => false,
            // Whoever armed it may still be at work.
            (MessageState::Armed, Some(at)) if at + LONG > now => return Err(busy()),
            (MessageState::Armed, _) => true,
            _ => return Ok(()),
        };
        let way = way(section, &conversation).await?;
        let first = message.armed_at.unwrap_or(now);
        let may_repeat = match &way {
            Way::Network(ear, _) => ear.repeats().is_some_and(|long| first + long > now),
            Way::Sms | Way::Mail | Way::Closed(_) => false,
        };
        if again && !may_repeat {
            let lost = InboxMessage { state: MessageState::Unknown, ..message };
            return settle(section, &conversation, lost, from).await;
        }
        let armed = InboxMessage { state: MessageState::Armed, armed_at: Some(first), ..message };
        if !act!(section, tx => messages::step(tx, &armed, from).await?)? {
            return Ok(()); // somebody else has it
        }
        let (state, trouble, said) = match send(section, &conversation, &armed, &way).await {
            Ended::Sent { remote, address } => {
                let sent = InboxMessage {
                    state: MessageState::Sent,
                    remote,
                    address: address.unwrap_or_default(),
                    trouble: None,
                    ..armed
                };
                return settle(section, &conversation, sent, MessageState::Armed).await;
            }
            Ended::Not { key, said } => (MessageState::Refused, Some(key.to_owned()), said),
            Ended::Unknown if may_repeat => return Err(busy()),
            Ended::Unknown => (MessageState::Unknown, None, String::new()),
            Ended::Later(error) => {
                let waits = InboxMessage { state: MessageState::Waiting, armed_at: None, ..armed };
                act!(section, tx => messages::step(tx, &waits, MessageState::Armed).await?)?;
                return Err(error);
            }
        };
        let ended = InboxMessage { state, trouble, said, ..armed };
        settle(section, &conversation, ended, MessageState::Armed).await
    }
}

fn busy() -> JobError {
    JobError::retry("the answer of another call is waited for")
}

/// By what an answer goes.
enum Way {
    Network(&'static dyn Ear, Box<Account>),
    Sms,
    Mail,
    Closed(&'static str),
}

async fn way(section: &Section, conversation: &Conversation) -> Result<Way, JobError> {
    match conversation.source {
        Source::Sms => return Ok(Way::Sms),
        Source::Mail => return Ok(Way::Mail),
        _ => {}
    }
    let channel = match conversation.channel {
        Some(id) => channels::by_id(&mut *section.db.read().await?, id).await?,
        None => None,
    };
    let Some(channel) = channel else { return Ok(Way::Closed("channels-trouble-no-channel")) };
    let Some(ear) = ear(channel.network) else { return Ok(Way::Closed("channels-trouble-no-channel")) };
    Ok(match engine::awake(section, &channel).await? {
        Ok(account) => Way::Network(ear, Box::new(account)),
        Err(Trouble::Transient | Trouble::Rate(_) | Trouble::Unknown) => return Err(busy()),
        Err(_) => Way::Closed("channels-trouble-reauth"),
    })
}

async fn send(section: &Section, conversation: &Conversation, message: &InboxMessage, way: &Way) -> Ended {
    match way {
        Way::Closed(key) => Ended::Not { key, said: String::new() },
        Way::Sms => sms(section, conversation, message).await,
        Way::Mail => mail(section, conversation, message).await,
        Way::Network(ear, account) => {
            let asked = match section.db.read().await {
                Ok(mut db) => messages::last_in(&mut db, conversation.id).await,
                Err(error) => Err(error),
            };
            let asked = match asked {
                Ok(Some(asked)) => asked,
                Ok(None) => return Ended::Not { key: "channels-trouble-no-channel", said: String::new() },
                Err(error) => return Ended::Later(error.into()),
            };
            let reply = Reply {
                to: &asked.remote,
                author: &conversation.author,
                text: &message.body,
                private: conversation.private || conversation.handed_over,
            };
            match ear.answer(engine::line(section), account, reply, &token(message)).await {
                Ok(remote) => Ended::Sent { remote: remote.id, address: remote.address },
                Err(Trouble::Unknown) => Ended::Unknown,
                Err(Trouble::Content(key, said)) => Ended::Not { key, said },
                Err(Trouble::Reauth) => Ended::Not { key: "channels-trouble-reauth", said: String::new() },
                Err(Trouble::Rate(_) | Trouble::Transient) => Ended::Later(busy()),
            }
        }
    }
}

/// The same for the same answer, whoever sends it.
fn token(message: &InboxMessage) -> Token {
    let id = message.id.as_uuid();
    let digest = blake3::hash(&[id.as_bytes().as_slice(), message.body.as_bytes()].concat());
    let [.., high, low] = id.into_bytes();
    Token {
        key: digest.to_hex().to_string(),
        name: tid(message.at, u16::from_be_bytes([high, low])),
        at: message.at,
    }
}

async fn sms(section: &Section, conversation: &Conversation, message: &InboxMessage) -> Ended {
    let Some(gateway) = &section.sms else {
        return Ended::Not { key: "channels-refused-no-gateway", said: String::new() };
    };
    let Ok(to) = Phone::parse(&conversation.author, "") else {
        return Ended::Not { key: "channels-trouble-no-number", said: String::new() };
    };
    let name = message.id.as_uuid().simple().to_string();
    let report = sms_report(section, &name).await;
    let text = griot_delivery::sms::transliterated(&message.body);
    match gateway.send(&Sms { to, text, name: name.clone(), report }).await {
        Ok(()) => Ended::Sent { remote: name, address: None },
        Err(SmsError::Refused(said)) => Ended::Not { key: "channels-trouble-refused", said },
        Err(SmsError::Retry(said)) => Ended::Later(JobError::retry(said)),
        Err(SmsError::Unknown) => Ended::Unknown,
    }
}

/// The answer stands in the thread of what it answers, and whoever answers it again writes to the section.
async fn mail(section: &Section, conversation: &Conversation, message: &InboxMessage) -> Ended {
    let Ok(to) = Email::parse(&conversation.author) else {
        return Ended::Not { key: "channels-trouble-no-address", said: String::new() };
    };
    let asked = match section.db.read().await {
        Ok(mut db) => messages::last_in(&mut db, conversation.id).await,
        Err(error) => Err(error),
    };
    let asked = match asked {
        Ok(asked) => asked,
        Err(error) => return Ended::Later(error.into()),
    };
    let settings = section.settings();
    let words = section.words(settings.language);
    let subject = asked.as_ref().map(|asked| asked.subject.as_str()).filter(|subject| !subject.is_empty());
    let subject = match subject {
        Some(subject) if subject.to_lowercase().starts_with("re:") => subject.to_owned(),
        Some(subject) => format!("Re: {subject}"),
        None => words.put("channels-mail-answer-subject", "section", &settings.name),
    };
    let name = format!("answer-{}", message.id.as_uuid().simple());
    let mut letter = Letter::new(to, subject).language(settings.language.as_str()).message_id(&name);
    letter.auto_submitted = false;
    letter.in_reply_to = asked.map(|asked| asked.remote).filter(|remote| remote.contains('@'));
    for paragraph in message.body.split("\n\n") {
        letter = letter.paragraph(paragraph);
    }
    match section.post.send(&letter.footer(&settings.name)).await {
        Ok(()) => Ended::Sent { remote: name, address: None },
        Err(PostError::Unsure(_)) => Ended::Unknown,
        Err(error @ PostError::Retry(_)) => Ended::Later(JobError::retry(error)),
        Err(PostError::Refused { cause, .. }) => Ended::Not { key: "channels-trouble-refused", said: cause },
        Err(PostError::Stopped | PostError::Unwritable) => {
            Ended::Not { key: "channels-trouble-no-address", said: String::new() }
        }
    }
}

/// Asks for the answers and the short messages that waited while everything stood still, or while this
/// channel did.
pub async fn resume_answers(tx: &mut Tx, channel: Option<ChannelId>) -> Result<(), DbError> {
    for message in messages::waiting(tx, channel).await? {
        enqueue(tx, &SendAnswer { message }).await?;
    }
    if channel.is_none() {
        for note in phones::waiting_notes(tx).await? {
            enqueue(tx, &SendNote { note }).await?;
        }
    }
    Ok(())
}

/// Writes how it ended: whoever waits for an answer that did not go waits still. Of a testimony nothing is
/// kept once its answer is out, or cannot go out.
async fn settle(
    section: &Section,
    conversation: &Conversation,
    message: InboxMessage,
    from: MessageState,
) -> Result<(), JobError> {
    act!(section, tx => {
        let held = messages::step(tx, &message, from).await?;
        let lost = held && matches!(message.state, MessageState::Refused | MessageState::Unknown);
        let left = conversations::by_id(tx, conversation.id).await?;
        let testimony = left.as_ref().is_some_and(|left| left.handed_over);
        // An answer of before may still be on its way; the safe one goes after it.
        if testimony && messages::unsent(tx, conversation.id).await? == 0 {
            conversations::forget(tx, conversation.id).await?;
        }
        if let Some(left) = left.filter(|left| lost && !left.handed_over) {
            conversations::update(tx, &reopened(left, section.clock.now())).await?;
        }
    })?;
    Ok(())
}

/// A conversation whose answer did not go, or of which nobody knows: somebody owes one again, and now.
pub(crate) fn reopened(left: Conversation, now: Timestamp) -> Conversation {
    let standing = if left.assignee.is_some() { Standing::Assigned } else { Standing::New };
    Conversation { standing, due_at: Some(now), ..left }
}
