//! Answering people: who has to say yes, and what is written before anything is sent.

use griot_contracts::{people::Contacts, voices::Comments};
use griot_db::{Conn, DbError, Tx};
use griot_jobs::enqueue;
use griot_kernel::{Id, PersonId, Random, Timestamp};
use griot_web::{Member, Section};

use crate::{
    acts::erased,
    jobs::{SendAnswer, TellReview},
    model::{
        approval::Preset,
        channel::{Channel, ChannelId},
        conversation::{Conversation, Direction, InboxMessage, LONGEST, MessageState, Source, Standing},
        measure,
        rumour::Rumour,
    },
    networks::ear::FEW,
    store::{canned, channels, conversations, inbox, messages, ways},
    web::rights::{APPROVE, INBOX, WRITE},
};

/// What came of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answered {
    /// It goes out.
    OnItsWay,
    /// It stands there already.
    Out,
    /// Somebody else must say yes first.
    ToApprove,
    /// It is not answered, for this reason.
    Refused(&'static str),
}

/// A canned answer as it is sent.
pub fn filled(body: &str, section: &Section) -> String {
    body.replace("{section}", &section.settings().name).replace("{site}", &section.url(""))
}

/// Answers a conversation. A reply to a comment stands at once; every other is sent by a job, once.
pub async fn answer(
    section: &Section,
    tx: &mut Tx,
    conversation: &Conversation,
    by: PersonId,
    typed: &str,
) -> Result<Answered, DbError> {
    let moment = (section.clock.now(), section.random.as_ref());
    let body = typed.replace("\r\n", "\n").replace('\0', "").trim().to_owned();
    if body.is_empty() {
        return Ok(Answered::Refused("channels-refused-answer-empty"));
    }
    if body.chars().count() > LONGEST {
        return Ok(Answered::Refused("channels-refused-answer-long"));
    }
    let channel = match conversation.channel {
        Some(channel) => channels::by_id(tx, channel).await?,
        None => None,
    };
    if channel.is_some_and(|channel| !fits(&body, &channel)) {
        return Ok(Answered::Refused("channels-refused-answer-network"));
    }
    if conversation.source == Source::Sms && section.sms.is_none() {
        return Ok(Answered::Refused("channels-refused-no-gateway"));
    }
    let Some(tiers) = tiers(tx, conversation).await? else {
        return Ok(Answered::Refused("channels-refused-no-ways"));
    };
    let approved_beforehand = canned::list(tx)
        .await?
        .into_iter()
        .any(|one| one.approved_by.is_some() && filled(&one.body, section).trim() == body);
    let needs = tiers > 0 && !approved_beforehand;
    if !needs && conversation.source == Source::Comment && ways::get(tx).await?.cut_at.is_some() {
        return Ok(Answered::Refused("channels-refused-answer-cut-now"));
    }
    let state = if needs { MessageState::ToApprove } else { MessageState::Waiting };
    let message = draft(conversation, Some(by), &body, state, moment);
    messages::insert(tx, &message).await?;
    if needs {
        tell_review(section, tx, conversation, &message).await?;
        return Ok(Answered::ToApprove);
    }
    send(section, tx, conversation, message).await
}

/// Whether a network takes so long an answer, as it counts.
fn fits(body: &str, channel: &Channel) -> bool {
    let limits = channel.limits();
    let most = limits.bytes.unwrap_or(usize::MAX);
    measure::length(limits.unit, body) <= limits.longest(false) && body.len() <= most
}

/// Who may say yes to an answer as to a text: everywhere, on its channel, or in a team of two whoever writes.
async fn approvers(
    contacts: &dyn Contacts,
    db: &mut Conn,
    conversation: &Conversation,
) -> Result<Vec<PersonId>, DbError> {
    let mut people = contacts.holders(db, APPROVE.name).await?;
    if let Some(channel) = conversation.channel {
        people.extend(channels::approvers(db, channel).await?);
    }
    if ways::get(db).await?.preset == Some(Preset::Two) {
        people.extend(contacts.holders(db, WRITE.name).await?);
    }
    // Whoever may not read the inbox has nowhere to say it.
    let readers = contacts.holders(db, INBOX.name).await?;
    people.retain(|person| readers.contains(person));
    people.sort_unstable();
    people.dedup();
    Ok(people)
}

/// To which answers somebody who reads the inbox may say yes, as [`approvers`] says.
#[derive(Clone, Debug)]
pub struct Approves {
    everywhere: bool,
    channels: Vec<ChannelId>,
}

impl Approves {
    /// Looks it up.
    pub async fn of(db: &mut Conn, member: &Member) -> Result<Self, DbError> {
        let of_two = member.may(&WRITE) && ways::get(db).await?.preset == Some(Preset::Two);
        let everywhere = member.may(&APPROVE) || of_two;
        let channels = if everywhere { Vec::new() } else { channels::approved_by(db, member.id).await? };
        Ok(Self { everywhere, channels })
    }

    /// Whether those of this conversation are among them.
    pub fn has(&self, conversation: &Conversation) -> bool {
        self.everywhere || conversation.channel.is_some_and(|channel| self.channels.contains(&channel))
    }
}

/// Has those who may say yes told that an answer waits for it.
async fn tell_review(
    section: &Section,
    tx: &mut Tx,
    conversation: &Conversation,
    message: &InboxMessage,
) -> Result<(), DbError> {
    let Ok(contacts) = section.ask::<dyn Contacts>() else { return Ok(()) };
    for person in approvers(contacts.as_ref(), tx, conversation).await? {
        if message.by != Some(person) {
            enqueue(tx, &TellReview { message: message.id, person }).await?;
        }
    }
    Ok(())
}

/// How many must approve an answer; `None` where nobody chose how the section works.
async fn tiers(tx: &mut Tx, conversation: &Conversation) -> Result<Option<u8>, DbError> {
    let own = match conversation.channel {
        Some(channel) => channels::by_id(tx, channel).await?.and_then(|channel| channel.tiers),
        None => None,
    };
    Ok(ways::get(tx).await?.preset.map(|preset| own.unwrap_or(preset.tiers())))
}

fn draft(
    conversation: &Conversation,
    by: Option<PersonId>,
    body: &str,
    state: MessageState,
    (now, random): (Timestamp, &dyn Random),
) -> InboxMessage {
    let blank =
        InboxMessage::new(Id::new(now, random), conversation.id, Direction::Out, body.to_owned(), now);
    InboxMessage { by, state, ..blank }
}

/// Lets an answer go that needs nobody's yes any more.
async fn send(
    section: &Section,
    tx: &mut Tx,
    conversation: &Conversation,
    message: InboxMessage,
) -> Result<Answered, DbError> {
    let moment = (section.clock.now(), section.random.as_ref());
    if conversation.source == Source::Comment {
        // It would stand there at once; what others send waits by itself.
        if ways::get(tx).await?.cut_at.is_some() {
            return Ok(Answered::Refused("channels-refused-answer-cut"));
        }
        let Ok(comments) = section.ask::<dyn Comments>() else {
            return Ok(Answered::Refused("channels-refused-comment-closed"));
        };
        let asked = messages::last_in(tx, conversation.id).await?.and_then(|last| last.remote.parse().ok());
        let (Some(asked), Some(by)) = (asked, message.by) else {
            return Ok(Answered::Refused("channels-refused-comment-closed"));
        };
        let Some(comment) = comments.answer(tx, asked, by, &message.body, moment).await? else {
            return Ok(Answered::Refused("channels-refused-comment-closed"));
        };
        // The words are the blog's own.
        let out = InboxMessage { state: MessageState::Sent, remote: comment.to_string(), ..message.clone() };
        messages::step(tx, &out, message.state).await?;
        answered(tx, conversation, moment.0).await?;
        return Ok(Answered::Out);
    }
    enqueue(tx, &SendAnswer { message: message.id }).await?;
    answered(tx, conversation, moment.0).await?;
    Ok(Answered::OnItsWay)
}

/// The next word is theirs.
async fn answered(tx: &mut Tx, conversation: &Conversation, now: Timestamp) -> Result<(), DbError> {
    let waits = Conversation {
        standing: Standing::Waiting,
        due_at: None,
        last_at: conversation.last_at.max(now),
        ..conversation.clone()
    };
    conversations::update(tx, &waits).await
}

/// Somebody else says yes to an answer that waits.
pub async fn approve(
    section: &Section,
    tx: &mut Tx,
    message: &InboxMessage,
    by: PersonId,
) -> Result<Answered, DbError> {
    if message.state != MessageState::ToApprove {
        return Ok(Answered::Refused("channels-refused-changed-meanwhile"));
    }
    if message.by == Some(by) {
        return Ok(Answered::Refused("channels-refused-own"));
    }
    let Some(conversation) = conversations::by_id(tx, message.conversation).await? else {
        return Ok(Answered::Refused("channels-refused-changed-meanwhile"));
    };
    if messages::said_yes(tx, message.id, by).await? {
        return Ok(Answered::Refused("channels-refused-yes-already"));
    }
    let needed = tiers(tx, &conversation).await?.unwrap_or(1);
    if messages::say_yes(tx, message.id, by).await? < i64::from(needed) {
        return Ok(Answered::ToApprove);
    }
    let approved = InboxMessage { state: MessageState::Waiting, approved_by: Some(by), ..message.clone() };
    if !messages::step(tx, &approved, MessageState::ToApprove).await? {
        return Ok(Answered::Refused("channels-refused-changed-meanwhile"));
    }
    let sent = send(section, tx, &conversation, approved.clone()).await?;
    if let Answered::Refused(_) = sent {
        messages::step(tx, message, MessageState::Waiting).await?;
    }
    Ok(sent)
}

/// A testimony: what they said is erased here, and where that can be done so that nobody else reads
/// it, they are told a safe way. What stays is where the answer goes, until it is out. Whether they
/// are told.
pub async fn hand_over(
    section: &Section,
    tx: &mut Tx,
    conversation: &Conversation,
    by: PersonId,
    words: &str,
) -> Result<bool, DbError> {
    let moment = (section.clock.now(), section.random.as_ref());
    let asked = messages::last_in(tx, conversation.id).await?;
    if conversation.source == Source::Comment {
        if let Ok(comments) = section.ask::<dyn Comments>() {
            for said in messages::of(tx, conversation.id).await? {
                if let (Direction::In, Ok(comment)) = (said.direction, said.remote.parse()) {
                    comments.erase(tx, comment).await?;
                }
            }
        }
        conversations::forget(tx, conversation.id).await?;
        return Ok(false);
    }
    note_erased(section, tx, conversation, moment.0).await?;
    forget_beside(section, tx, conversation, moment.0).await?;
    let has_gateway = conversation.source != Source::Sms || section.sms.is_some();
    let answers = conversation.can_answer_privately() && has_gateway;
    let Some(asked) = asked.filter(|_| answers) else {
        conversations::forget(tx, conversation.id).await?;
        return Ok(false);
    };
    messages::forget_words(tx, conversation.id).await?;
    // By its name alone it is answered; the words are gone.
    let blank = InboxMessage {
        subject: String::new(),
        body: String::new(),
        address: String::new(),
        id: Id::new(moment.0, moment.1),
        ..asked
    };
    messages::insert(tx, &blank).await?;
    let kept = Conversation {
        handed_over: true,
        standing: Standing::Done,
        due_at: None,
        label: String::new(),
        // From now on counts how long the answer may take.
        last_at: moment.0,
        ..conversation.clone()
    };
    conversations::update(tx, &kept).await?;
    let answer = draft(conversation, Some(by), words, MessageState::Waiting, moment);
    messages::insert(tx, &answer).await?;
    enqueue(tx, &SendAnswer { message: answer.id }).await?;
    Ok(true)
}

/// What they said is known again, and is not believed, when its source brings it once more.
async fn note_erased(
    section: &Section,
    tx: &mut Tx,
    conversation: &Conversation,
    now: Timestamp,
) -> Result<(), DbError> {
    for said in messages::of(tx, conversation.id).await? {
        if said.direction == Direction::In {
            let erased = (conversation.source, conversation.author.as_str(), said.remote.as_str());
            erased::note(tx, &section.keys, erased, now).await?;
        }
    }
    Ok(())
}

/// Whoever told few what everybody may not read, or everybody what few should have heard, has two conversations
/// on one network: what they said in the other goes too.
async fn forget_beside(
    section: &Section,
    tx: &mut Tx,
    conversation: &Conversation,
    now: Timestamp,
) -> Result<(), DbError> {
    let thread = match conversation.thread.strip_suffix(FEW) {
        Some(open) => open.to_owned(),
        None => format!("{}{FEW}", conversation.thread),
    };
    let Some(beside) = conversations::by_thread(tx, conversation.source, &thread).await? else {
        return Ok(());
    };
    note_erased(section, tx, &beside, now).await?;
    conversations::forget(tx, beside.id).await
}

/// A rumour made of what somebody said, without who said it.
pub fn rumour(claim: &str, seen: String, owner: PersonId, section: &Section) -> Rumour {
    Rumour {
        id: Id::secret(section.random.as_ref()),
        claim: claim.chars().take(1_000).collect(),
        language: section.settings().language,
        seen,
        state: crate::model::rumour::RumourState::Claim,
        verdict: None,
        answer: String::new(),
        item: None,
        owner: Some(owner),
        at: section.clock.now(),
    }
}

/// The answer to a testimony: the section's own words, or the house's until it wrote some.
pub async fn testimony_words(section: &Section, tx: &mut Tx) -> Result<String, DbError> {
    let language = section.settings().language;
    let own = inbox::text(tx, inbox::TextKind::Testimony, language).await?;
    let words = section.words(language);
    Ok(own.unwrap_or_else(|| words.put("channels-testimony-answer", "section", &section.settings().name)))
}
