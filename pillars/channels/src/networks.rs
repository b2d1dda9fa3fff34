//! The networks to which Griot speaks by itself: one file each, behind one small trait.
//!
//! To add one: a file here with a struct that implements [`Wire`], a line in [`wire`], its words, and
//! a double of its server in the tests (or the server itself). Whatever calls a [`Wire`] keeps the
//! promise that nothing goes out twice: a wire only says truly what it knows. See CONTRIBUTING.

mod answer;
pub mod bluesky;
pub mod ear;
pub mod facebook;
pub mod mastodon;
mod multipart;
pub mod telegram;

use async_trait::async_trait;
use bytes::Bytes;
use griot_db::DbError;
use griot_fetch::Fetcher;
use griot_kernel::Timestamp;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::model::{channel::Channel, limits::Live, message::Message, network::Network};

/// The wire to a network, if Griot speaks to it by itself.
pub fn wire(network: Network) -> Option<&'static dyn Wire> {
    Some(match network {
        Network::Mastodon => &mastodon::Mastodon,
        Network::Bluesky => &bluesky::Bluesky,
        Network::Telegram => &telegram::Telegram,
        Network::Facebook => &facebook::Facebook,
        _ => return None,
    })
}

/// Whether the program can publish there by itself: over a wire, or to those who are on a list.
pub fn by_itself(network: Network) -> bool {
    to_list(network) || matches!(network, Network::Press | Network::Site) || wire(network).is_some()
}

/// Whether people may choose to publish there themselves although the program can: not on the own site, where
/// nothing can fail that a person could do better, nor letters to each who is on a list.
pub fn may_by_hand(network: Network) -> bool {
    by_itself(network) && !matches!(network, Network::Newsletter | Network::Site)
}

/// Whether what is published there goes to each who is on a list.
pub fn to_list(network: Network) -> bool {
    matches!(network, Network::Newsletter | Network::Sms)
}

/// Whether a person publishes there until somebody chooses otherwise: journalists get letters from a person
/// who looked, not from a clock.
pub fn first_by_hand(network: Network) -> bool {
    network == Network::Press || !by_itself(network)
}

/// Whether a person publishes on a channel as it stands: by choice, since nothing opens it, or since the program
/// cannot.
pub fn by_hand(channel: &Channel, has_key: bool) -> bool {
    channel.by_hand || !by_itself(channel.network) || needs_key(channel.network) && !has_key
}

/// Whether something must open the account first.
pub fn needs_key(network: Network) -> bool {
    wire(network).is_some()
}

/// By what a wire reaches the world.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Lets nobody be reached who should not be.
    pub fetcher: &'a Fetcher,
    /// This moment.
    pub now: Timestamp,
    /// How long the app that all accounts share makes no call, where a network counts by app.
    pub app: &'a dyn AppRest,
}

/// The rest of an app by which every account of the house speaks to its network. Kept, and the same for
/// every process.
#[async_trait]
pub trait AppRest: std::fmt::Debug + Send + Sync {
    /// Until when it rests, or did last.
    async fn until(&self) -> Result<Option<Timestamp>, DbError>;

    /// Lets it rest until then.
    async fn rest(&self, until: Timestamp) -> Result<(), DbError>;
}

/// An account on a network, with the key to it.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// Where its server is: `https://mastodon.example`.
    pub server: String,
    /// What the network calls it: a handle, a page's number, a channel's name.
    pub name: String,
    /// What opens it: by the names that the wire gives them.
    pub key: Key,
}

impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Account({})", self.server)
    }
}

/// What opens an account. It lies sealed in the database, and is never written to a log.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Key {
    /// What is sent with each call.
    pub access: Zeroizing<String>,
    /// By what a new one is asked for.
    pub refresh: Zeroizing<String>,
    /// What its owner typed, where the two above are made from it.
    pub typed: Zeroizing<String>,
    /// When `access` ends, as far as is known.
    pub access_ends: Option<Timestamp>,
    /// When its owner must connect the account again, as far as is known.
    pub ends: Option<Timestamp>,
    /// What the network calls the account inside.
    pub id: String,
    /// What the server calls this house, where it gave the key to the house and not to its owner.
    pub client: String,
    /// By what the house shows that it is the one, when it gives the key back.
    pub client_secret: Zeroizing<String>,
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key")
    }
}

impl Key {
    /// What an owner typed.
    pub fn typed(text: &str) -> Self {
        Self { typed: Zeroizing::new(text.trim().to_owned()), ..Self::default() }
    }

    /// The same key renewed. What comes back empty never takes the place of what is there.
    #[must_use]
    pub fn renewed(&self, fresh: Self) -> Self {
        let keep =
            |new: Zeroizing<String>, old: &Zeroizing<String>| if new.is_empty() { old.clone() } else { new };
        Self {
            access: keep(fresh.access, &self.access),
            refresh: keep(fresh.refresh, &self.refresh),
            typed: keep(fresh.typed, &self.typed),
            access_ends: fresh.access_ends,
            ends: fresh.ends.or(self.ends),
            id: if fresh.id.is_empty() { self.id.clone() } else { fresh.id },
            client: self.client.clone(),
            client_secret: self.client_secret.clone(),
        }
    }
}

/// What a check of an account found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// As the network shows it: `@section@mastodon.example`.
    pub name: String,
    /// Where people see it.
    pub address: String,
    /// When its key ends, where the network says so.
    pub ends: Option<Timestamp>,
    /// What the server says of its own limits.
    pub live: Option<Live>,
}

/// A picture to bring before a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Media {
    /// A JPEG.
    pub bytes: Bytes,
    /// What it shows.
    pub alt: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// How far a picture is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Brought {
    /// A text may name it by this.
    Ready(String),
    /// The network still works on it: ask again by this.
    Pending(String),
}

/// A picture that was brought, as it travels with its text. The picture itself comes too: one
/// network has no place where it could wait unseen, and others forget what waits too long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// What [`Brought::Ready`] said.
    pub name: String,
    /// The same that was brought.
    pub media: Media,
}

/// A text that stands on a network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remote {
    /// What the network calls it; enough to take it back.
    pub id: String,
    /// Where people see it.
    pub address: Option<String>,
}

/// What was seen when a wire looked whether a text is out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sight {
    /// It is there.
    There(Remote),
    /// It is certainly not there, and the call that may have sent it can do nothing more: it may be
    /// sent again.
    Absent,
    /// The network does not tell: a person must look.
    Unknown,
}

/// Why something was not done. Of all but [`Trouble::Unknown`] it is certain that it was not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The key opens nothing any more: its owner connects the account again. Where what its owner
    /// typed is still there, forgetting `access` and waking once more may be tried before.
    Reauth,
    /// Too often: not before this.
    Rate(Option<Timestamp>),
    /// The network will never take this as it stands. The key of a sentence that says why, and what
    /// the network itself said, to be put into it.
    Content(&'static str, String),
    /// It may work later.
    Transient,
    /// It may have been done, or not.
    Unknown,
}

impl Trouble {
    /// As kept in the database.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Reauth => "reauth",
            Self::Rate(_) => "rate",
            Self::Content(..) => "content",
            Self::Transient => "transient",
            Self::Unknown => "unknown",
        }
    }

    /// What this means of a call that changes nothing, or that may be repeated freely.
    #[must_use]
    pub fn harmless(self) -> Self {
        if self == Self::Unknown { Self::Transient } else { self }
    }
}

/// The words by which Griot knows its own text again: made and kept before the call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// For networks that take any text as a key: the same for the same content of the same delivery.
    pub key: String,
    /// For networks on which the sender names the record.
    pub name: String,
    /// When the call was first made, or will be now.
    pub at: Timestamp,
}

/// So much of something in so many seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// How many texts.
    pub most: i64,
    /// Within how many seconds.
    pub seconds: i64,
}

/// Speaks to one network.
#[async_trait]
pub trait Wire: Send + Sync {
    /// Which.
    fn network(&self) -> Network;

    /// The server when none is typed; `None` where one must be.
    fn server(&self) -> Option<&'static str>;

    /// How often texts may go out on one account, by the network's own word.
    fn budget(&self) -> Budget;

    /// Whether the network counts the calls of all accounts together, by the app that makes them
    /// ([`Line::app`]).
    fn shares_app(&self) -> bool {
        false
    }

    /// Whether a text that is out can be taken back.
    fn takes_back(&self) -> bool {
        true
    }

    /// Whether [`Wire::look`] can ever see something; if not, a person is asked at once.
    fn sees(&self) -> bool {
        true
    }

    /// Makes the key ready for use, if that needs a call. What comes back is kept before anything
    /// else is done.
    async fn wake(&self, _line: Line<'_>, _account: &Account) -> Result<Option<Key>, Trouble> {
        Ok(None)
    }

    /// Looks whether the key opens the account. Changes nothing.
    async fn check(&self, line: Line<'_>, account: &Account) -> Result<Health, Trouble>;

    /// What a server says of its own limits to whoever asks, where it says anything.
    async fn limits(&self, _line: Line<'_>, _server: &str) -> Result<Option<Live>, Trouble> {
        Ok(None)
    }

    /// Brings a picture; what is brought is seen by nobody. May be repeated freely.
    async fn bring(&self, line: Line<'_>, account: &Account, media: &Media) -> Result<Brought, Trouble>;

    /// Asks how far a picture is that was pending.
    async fn ask(&self, _line: Line<'_>, _account: &Account, name: &str) -> Result<Brought, Trouble> {
        Ok(Brought::Ready(name.to_owned()))
    }

    /// Sends a text with pictures brought before. Called once for a token; repeated only after
    /// [`Wire::look`] said [`Sight::Absent`].
    async fn send(
        &self,
        line: Line<'_>,
        account: &Account,
        message: &Message,
        pictures: &[Carried],
        token: &Token,
    ) -> Result<Remote, Trouble>;

    /// Looks whether the text of this token is out. May be repeated freely, but not sooner than a minute
    /// after the call whose answer was lost: until then a slow server may still be at work.
    async fn look(
        &self,
        line: Line<'_>,
        account: &Account,
        message: &Message,
        pictures: &[String],
        token: &Token,
    ) -> Result<Sight, Trouble>;

    /// Takes a text back; one that is not there any more counts as taken back.
    async fn take_back(&self, line: Line<'_>, account: &Account, remote: &str) -> Result<(), Trouble>;
}
