//! What people say to the section, and how far its answer is.

use std::fmt;

use griot_kernel::{Id, PersonId, Timestamp, kept_as};

use super::{channel::ChannelId, network::Network};

/// Names a conversation.
pub type ConversationId = Id<Conversation>;
/// Names a message of one.
pub type InboxMessageId = Id<InboxMessage>;

/// The longest message that is kept, in signs; more than anybody types on a telephone.
pub const LONGEST: usize = 5_000;

/// Where people speak to the section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// Below a text of one of the blogs.
    Comment,
    /// By a message from a telephone.
    Sms,
    /// By mail.
    Mail,
    /// On Mastodon or whatever speaks like it.
    Mastodon,
    /// On Bluesky.
    Bluesky,
    /// To the bot on Telegram.
    Telegram,
    /// Below what a Page published.
    Facebook,
}
kept_as!(Source {
    Comment = "comment", "channels-source-comment";
    Sms = "sms", "channels-network-sms";
    Mail = "mail", "channels-source-mail";
    Mastodon = "mastodon", "channels-network-mastodon";
    Bluesky = "bluesky", "channels-network-bluesky";
    Telegram = "telegram", "channels-network-telegram";
    Facebook = "facebook", "channels-network-facebook";
});

impl Source {
    /// Where what a network brings comes from; `None` where nobody answers.
    pub fn of(network: Network) -> Option<Self> {
        Some(match network {
            Network::Mastodon => Self::Mastodon,
            Network::Bluesky => Self::Bluesky,
            Network::Telegram => Self::Telegram,
            Network::Facebook => Self::Facebook,
            Network::Sms => Self::Sms,
            _ => return None,
        })
    }

    /// The message that warns of who else learns who wrote, where others on the way do.
    pub fn warning(self) -> Option<&'static str> {
        match self {
            Self::Sms => Some("channels-inbox-sms-names"),
            Self::Mail => Some("channels-inbox-mail-names"),
            _ => None,
        }
    }
}

/// How far a conversation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Nobody took it up.
    New,
    /// Somebody answers for it.
    Assigned,
    /// It was answered; the next word is theirs.
    Waiting,
    /// Nothing is left to do.
    Done,
    /// It wants nothing but to be read by many.
    Spam,
}
kept_as!(Standing {
    New = "new", "channels-standing-new";
    Assigned = "assigned", "channels-standing-assigned";
    Waiting = "waiting", "channels-standing-waiting";
    Done = "done", "channels-standing-done";
    Spam = "spam", "channels-standing-spam";
});

impl Standing {
    /// Whether the section owes an answer.
    pub fn is_open(self) -> bool {
        matches!(self, Self::New | Self::Assigned)
    }

    /// Where it stands when they say something more.
    #[must_use]
    pub fn spoken_to(self, assigned: bool) -> Self {
        match self {
            Self::Spam => Self::Spam,
            _ if assigned => Self::Assigned,
            _ => Self::New,
        }
    }
}

/// The thread of one person, or of the place where they spoke.
#[derive(Clone, PartialEq, Eq)]
pub struct Conversation {
    /// Its id.
    pub id: ConversationId,
    /// Where they speak.
    pub source: Source,
    /// On which channel, where it is one of ours.
    pub channel: Option<ChannelId>,
    /// What its source calls it, with the channel in front where there is one.
    pub thread: String,
    /// Who speaks, as the source names them.
    pub author: String,
    /// Whether only the section reads what is said.
    pub private: bool,
    /// How far it is.
    pub standing: Standing,
    /// Who answers for it.
    pub assignee: Option<PersonId>,
    /// A word of the team's own.
    pub label: String,
    /// Whether it lies aside because the section is besieged.
    pub set_aside: bool,
    /// Whether it was a testimony: nothing of it is here any more but where the answer goes.
    pub handed_over: bool,
    /// Until when it should be answered.
    pub due_at: Option<Timestamp>,
    /// When it began.
    pub first_at: Timestamp,
    /// When something was last said.
    pub last_at: Timestamp,
}

/// Who speaks with a section of human rights is nobody's business.
impl fmt::Debug for Conversation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Conversation({}, {:?})", self.source.as_str(), self.standing)
    }
}

impl Conversation {
    /// The number under which those who may not see names know them: `Personne 4821`.
    pub fn number(&self) -> i64 {
        let bytes = self.id.as_uuid().into_bytes();
        let [.., high, low] = bytes;
        1000 + i64::from(u16::from_be_bytes([high, low])) % 9000
    }

    /// Whether an answer can be sent there so that nobody else reads it.
    pub fn can_answer_privately(&self) -> bool {
        self.private || self.source == Source::Mastodon
    }
}

/// Which way a message goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the section.
    In,
    /// From it.
    Out,
}
kept_as!(Direction { In = "in", "channels-direction-in"; Out = "out", "channels-direction-out" });

/// How far a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageState {
    /// It came.
    Come,
    /// Somebody else must say yes first.
    ToApprove,
    /// It goes out at the next turn.
    Waiting,
    /// The call that sends it is being made.
    Armed,
    /// Its network took it.
    Sent,
    /// It is on the telephone.
    Delivered,
    /// It will not go out.
    Refused,
    /// It was sent and no answer came: a person must look.
    Unknown,
}
kept_as!(MessageState {
    Come = "come", "channels-message-come";
    ToApprove = "to-approve", "channels-message-to-approve";
    Waiting = "waiting", "channels-message-waiting";
    Armed = "armed", "channels-message-armed";
    Sent = "sent", "channels-message-sent";
    Delivered = "delivered", "channels-message-delivered";
    Refused = "refused", "channels-message-refused";
    Unknown = "unknown", "channels-message-unknown";
});

/// A text on a channel, as messages name it that answer it.
pub fn about(channel: ChannelId, remote: &str) -> String {
    format!("{channel}/{remote}")
}

/// What somebody said, or what the section answers.
#[derive(Clone, PartialEq, Eq)]
pub struct InboxMessage {
    /// Its id.
    pub id: InboxMessageId,
    /// In which conversation.
    pub conversation: ConversationId,
    /// Which way it goes.
    pub direction: Direction,
    /// What its source calls it.
    pub remote: String,
    /// The subject line of a mail; empty elsewhere.
    pub subject: String,
    /// The words. A comment's are its blog's, and not kept here.
    pub body: String,
    /// How many files came with it. They stay in the mailbox.
    pub files: i64,
    /// Where it is seen; empty where there is no such place.
    pub address: String,
    /// Which text of the section it answers, as [`about`] names it; `None` where nobody knows.
    pub about: Option<String>,
    /// When it was said.
    pub at: Timestamp,
    /// Who of the section wrote it.
    pub by: Option<PersonId>,
    /// Who else said yes.
    pub approved_by: Option<PersonId>,
    /// How far it is.
    pub state: MessageState,
    /// When the call was begun.
    pub armed_at: Option<Timestamp>,
    /// Why it did not go out, as a message of the words.
    pub trouble: Option<String>,
    /// What the network said.
    pub said: String,
}

impl InboxMessage {
    /// A message of which nothing more is known yet.
    pub fn new(
        id: InboxMessageId,
        conversation: ConversationId,
        direction: Direction,
        body: String,
        at: Timestamp,
    ) -> Self {
        let state = match direction {
            Direction::In => MessageState::Come,
            Direction::Out => MessageState::Waiting,
        };
        Self {
            id,
            conversation,
            direction,
            remote: String::new(),
            subject: String::new(),
            body,
            files: 0,
            address: String::new(),
            about: None,
            at,
            by: None,
            approved_by: None,
            state,
            armed_at: None,
            trouble: None,
            said: String::new(),
        }
    }
}

impl fmt::Debug for InboxMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "InboxMessage({:?}, {:?})", self.direction, self.state)
    }
}

#[cfg(test)]
mod tests {
    use super::Standing;

    #[test]
    fn whoever_speaks_again_is_heard_again() {
        assert_eq!(Standing::Done.spoken_to(false), Standing::New);
        assert_eq!(Standing::Waiting.spoken_to(true), Standing::Assigned);
        assert_eq!(Standing::Spam.spoken_to(true), Standing::Spam, "but not what is spam");
    }
}
