//! Connecting an account by its owner's yes on the server itself, and giving its key back.

use std::time::Duration;

use futures::future::join_all;
use griot_crypto::{Purpose, text};
use griot_db::{DbError, Tx};
use griot_web::Section;
use url::Url;

use super::connect::{self, CheckError, NotOpen, sentence};
use crate::{
    engine::{KeyFault, line, open_key},
    model::{
        channel::{Channel, ChannelId},
        network::Network,
    },
    networks::{Account, mastodon::oauth},
    store::{channels, keys, oauth as asks},
};

const MARK: Purpose = Purpose("channels.oauth-mark");
const SEALED: Purpose = Purpose("channels.oauth-ask");
/// Whoever went to a server comes back within so long.
const LIVES: Duration = Duration::from_secs(600);
/// So long it is still said that they came too late.
const REMEMBERED: Duration = Duration::from_secs(86_400);
/// So long a server is waited for that should forget a key.
const PATIENCE: Duration = Duration::from_secs(8);

/// Whether accounts of this network are opened this way.
pub fn is_known(network: Network) -> bool {
    network == Network::Mastodon
}

/// What stands for somebody's way to a server: it is worth something to the session that went, and to no
/// other.
fn mark(section: &Section, state: &str, session: &str) -> [u8; 32] {
    section.keys.digest(MARK, &format!("{state}\n{session}")).0
}

/// Makes the house known to a server. Where its owner is to be sent, with `session` as the mark of theirs.
pub async fn begin(
    section: &Section,
    channel: &Channel,
    server: &str,
    session: &str,
) -> Result<Result<Url, NotOpen>, CheckError> {
    let (name, website) = (section.settings().name.clone(), section.url("/"));
    let redirect = section.url("/desk/channels/oauth");
    let random = section.random.as_ref();
    let asked = oauth::register(line(section), server, (&name, &website), &redirect, random).await;
    let state = text::encode(&random.bytes::<32>());
    let ready = asked.and_then(|asked| oauth::authorize(&asked, &state).map(|url| (asked, url)));
    let (asked, url) = match ready {
        Ok(ready) => ready,
        Err(trouble) => return Ok(Err(sentence(&trouble))),
    };
    let plain = zeroize::Zeroizing::new(serde_json::to_vec(&asked).map_err(KeyFault::from)?);
    let sealed = section.keys.seal(SEALED, &plain, channel.id.as_uuid().as_bytes(), random);
    let now = section.clock.now();
    let mut tx = section.db.begin().await?;
    asks::sweep(&mut tx, now - REMEMBERED).await?;
    asks::add(&mut tx, &mark(section, &state, session), channel.id, &sealed, now + LIVES).await?;
    tx.commit().await?;
    Ok(Ok(url))
}

/// What came of somebody's way to a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Back {
    /// Nobody of this session went there, or they came back before.
    Unknown,
    /// The account is not connected, and what was there stays.
    Not(ChannelId, NotOpen),
    /// The account is connected. Whether a key that was there before may still open it.
    Connected(ChannelId, bool),
}

fn not(channel: ChannelId, key: &'static str, said: &str) -> Back {
    Back::Not(channel, NotOpen { key, said: said.chars().take(200).collect() })
}

/// Takes somebody who comes back from a server: with a code, or with the reason why there is none. Each way
/// is worth something once.
pub async fn come_back(
    section: &Section,
    session: &str,
    state: &str,
    brought: Result<&str, &str>,
) -> Result<Back, CheckError> {
    let now = section.clock.now();
    let mut tx = section.db.begin().await?;
    let Some((id, sealed, until)) = asks::take(&mut tx, &mark(section, state, session)).await? else {
        return Ok(Back::Unknown);
    };
    let channel = channels::by_id(&mut tx, id).await?;
    let before = keys::of(&mut tx, id).await?;
    tx.commit().await?;
    let Some(channel) = channel else { return Ok(Back::Unknown) };
    if until < now {
        return Ok(not(id, "channels-trouble-oauth-late", ""));
    }
    let code = match brought {
        Ok(code) => code,
        Err("access_denied") => return Ok(not(id, "channels-trouble-oauth-denied", "")),
        Err(said) => return Ok(not(id, "channels-trouble-oauth-refused", said)),
    };
    // Where the house changed its own key meanwhile, the way begins anew.
    let Ok(plain) = section.keys.open(SEALED, &sealed, id.as_uuid().as_bytes()) else {
        return Ok(not(id, "channels-trouble-oauth-late", ""));
    };
    let plain = zeroize::Zeroizing::new(plain);
    let asked: oauth::Asked = serde_json::from_slice(&plain).map_err(KeyFault::from)?;
    let key = match oauth::exchange(line(section), &asked, code).await {
        Ok(key) => key,
        Err(trouble) => return Ok(Back::Not(id, sentence(&trouble))),
    };
    let there = Channel { server: asked.server.clone(), ..channel.clone() };
    if let Err(refusal) = connect::connect_key(section, &there, key.clone()).await? {
        // A key that is not kept is not left open either.
        let account = Account { server: asked.server, name: String::new(), key };
        drop(tokio::time::timeout(PATIENCE, oauth::revoke(line(section), &account)).await);
        return Ok(Back::Not(id, refusal));
    }
    let before = before.map(|key| Parting { channel, sealed: key.sealed });
    Ok(Back::Connected(id, part(section, before.into_iter().collect()).await > 0))
}

/// A key that the house forgot, and whose server should, too.
#[derive(Debug)]
pub struct Parting {
    channel: Channel,
    sealed: Vec<u8>,
}

/// Forgets the key of a channel here. What comes back is for [`part`], once the act is done.
pub async fn forget(tx: &mut Tx, channel: &Channel) -> Result<Option<Parting>, DbError> {
    let kept = keys::of(tx, channel.id).await?;
    keys::remove(tx, channel.id).await?;
    Ok(kept.map(|key| Parting { channel: channel.clone(), sealed: key.sealed }))
}

/// Has servers forget keys that they gave to this house. How many did not say that they did: those keys may
/// still open their account, until its owner takes them back there.
pub async fn part(section: &Section, all: Vec<Parting>) -> usize {
    let each = all.into_iter().map(|one| async move {
        let Ok(key) = open_key(&section.keys, one.channel.id, &one.sealed) else { return true };
        if key.client.is_empty() {
            return true;
        }
        let account = Account { server: one.channel.server, name: one.channel.account, key };
        let told = tokio::time::timeout(PATIENCE, oauth::revoke(line(section), &account)).await;
        matches!(told, Ok(Ok(())))
    });
    join_all(each).await.into_iter().filter(|done| !done).count()
}
