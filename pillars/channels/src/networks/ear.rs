//! What people answer on a network, and how they are answered there.

use std::time::Duration;

use async_trait::async_trait;
use griot_kernel::Timestamp;

use super::{Account, Line, Remote, Token, Trouble, bluesky, facebook, mastodon, telegram};
use crate::model::network::Network;

/// Who listens on a network, if Griot does.
pub fn ear(network: Network) -> Option<&'static dyn Ear> {
    Some(match network {
        Network::Mastodon => &mastodon::Mastodon,
        Network::Bluesky => &bluesky::Bluesky,
        Network::Telegram => &telegram::Telegram,
        Network::Facebook => &facebook::Facebook,
        _ => return None,
    })
}

/// When a channel is listened to for the first time, what was said there before this is no news: people
/// had it in their own program.
pub const FRESH: Duration = Duration::from_secs(3 * 86_400);

/// Ends the name of a thread that few read, where the same person has one that everybody reads.
pub const FEW: &str = "/direct";

/// Something that somebody said to the section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// What the network calls it; enough to answer it.
    pub remote: String,
    /// What holds it together with what else they said: mostly who they are.
    pub thread: String,
    /// Who said it, as the network shows them.
    pub author: String,
    /// The words; empty where it is a picture or a sound alone.
    pub text: String,
    /// How many pictures, sounds or other files came with it. They stay on the network.
    pub files: i64,
    /// Where it is seen; empty where there is no such place.
    pub address: String,
    /// What it answers, as far as the network says.
    pub about: Option<About>,
    /// Whether only the section reads it.
    pub private: bool,
    /// When it was said.
    pub at: Timestamp,
}

/// What something answers: a text of the section, or something that was said below one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// What the network calls the account where that text stands: a name, a number. None where it is the account
    /// that listens.
    pub on: Vec<String>,
    /// What the network calls it, as [`Remote::id`] or [`News::remote`] do.
    pub id: String,
}

impl About {
    /// Something on the account that listens.
    pub fn here(id: String) -> Self {
        Self { on: Vec::new(), id }
    }
}

/// What was heard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// The oldest first. What was heard before may come again.
    pub news: Vec<News>,
    /// Where to go on next time: a text that only its network's own ear understands.
    pub cursor: String,
    /// Whether there was more than is read at once: it goes on from there without waiting.
    pub more: bool,
}

/// An answer to something that was heard.
#[derive(Clone, Copy, Debug)]
pub struct Reply<'a> {
    /// [`News::remote`] of what it answers.
    pub to: &'a str,
    /// Who is answered, as the network shows them.
    pub author: &'a str,
    /// The words.
    pub text: &'a str,
    /// Whether only they may read it.
    pub private: bool,
}

/// Listens on one network, and answers there.
#[async_trait]
pub trait Ear: Send + Sync {
    /// What was said since `cursor`, which is empty the first time; so much of it as one turn reads. Where
    /// something fails half-way, what was read before that is told, and the cursor leads on to the rest. Changes
    /// nothing that is not kept before it is called again.
    async fn hear(&self, line: Line<'_>, account: &Account, cursor: &str) -> Result<Heard, Trouble>;

    /// For how long the same answer with the same token stays one answer, so that it may be sent again
    /// where nobody knows whether it arrived. `None`: never.
    fn repeats(&self) -> Option<Duration> {
        None
    }

    /// Sends an answer. Called once for a token, and again only as [`Ear::repeats`] allows.
    async fn answer(
        &self,
        line: Line<'_>,
        account: &Account,
        reply: Reply<'_>,
        token: &Token,
    ) -> Result<Remote, Trouble>;
}

/// Remote HTML as the words that it shows.
pub(super) fn words_of(html: &str) -> String {
    griot_text::plain(&griot_text::clean_html(html, None))
}

/// A moment of the network as ours.
pub(super) fn moment(at: jiff::Timestamp) -> Timestamp {
    Timestamp::from_millisecond(at.as_millisecond())
}
