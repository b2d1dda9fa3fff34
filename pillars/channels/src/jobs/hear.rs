use std::collections::HashSet;

use griot_db::{Conn, DbError};
use griot_jobs::{Job, JobError, enqueue};
use griot_web::Section;
use serde::{Deserialize, Serialize};

use super::duty::KEPT;
use crate::{
    acts::{
        erased,
        receive::{Incoming, receive},
    },
    engine::{self, act},
    model::{
        channel::{Channel, ChannelId, ChannelState},
        conversation::{self, Source},
        network::Network,
    },
    networks::{
        Trouble,
        ear::{About, FRESH, Heard, ear},
    },
    store::{
        channels, ears,
        keys::{self, SealedKey},
        messages, ways,
    },
};

/// So many times one goes on at once where there is more; then it waits for its next hour, also where a server
/// always says that there is more.
const TURNS: u32 = 40;

/// Listens what people answer on a channel.
#[derive(Debug, Serialize, Deserialize)]
pub struct Hear {
    /// Which.
    pub channel: ChannelId,
    /// How often it went on at once already, because there was more.
    #[serde(default)]
    pub turn: u32,
}

/// Asks for every channel that has a key to be listened to; none while everything stands still.
pub async fn hear_all(section: Section) -> Result<(), JobError> {
    let mut db = section.db.read().await?;
    if ways::get(&mut db).await?.cut_at.is_some() {
        return Ok(());
    }
    let keys = keys::list(&mut db).await?;
    let all = channels::list(&mut db).await?;
    drop(db);
    let mut bots: HashSet<String> = HashSet::new();
    let mut tx = section.db.begin().await?;
    for channel in all {
        let Some(key) = keys.iter().find(|key| key.channel == channel.id) else { continue };
        let listens = ear(channel.network).is_some() && channel.state != ChannelState::Closed;
        // One bot may speak on several channels: what people write to it is heard once.
        if listens && bot(&section, &channel, key).is_none_or(|bot| bots.insert(bot)) {
            enqueue(&mut tx, &Hear { channel: channel.id, turn: 0 }).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// Which bot of Telegram opens a channel: what stands before the colon of its token
/// (<https://core.telegram.org/bots/api#authorizing-your-bot>).
fn bot(section: &Section, channel: &Channel, key: &SealedKey) -> Option<String> {
    if channel.network != Network::Telegram {
        return None;
    }
    let key = engine::open_key(&section.keys, channel.id, &key.sealed).ok()?;
    let (bot, _) = key.typed.split_once(':')?;
    Some(bot.to_owned())
}

/// How far the bot of a channel was read, on whichever of its channels that was. Telegram tells once more
/// what nobody asked beyond, also where another channel listens for the bot now.
async fn furthest(section: &Section, db: &mut Conn, channel: &Channel, own: &str) -> Result<String, DbError> {
    let keys = keys::list(db).await?;
    let bot_of = |one: &Channel| bot(section, one, keys.iter().find(|key| key.channel == one.id)?);
    let Some(ours) = bot_of(channel) else { return Ok(own.to_owned()) };
    let mut furthest = own.to_owned();
    for one in channels::list(db).await? {
        if bot_of(&one).is_some_and(|bot| bot == ours) {
            let cursor = ears::of(db, one.id).await?.cursor;
            if cursor.parse::<i64>().ok() > furthest.parse::<i64>().ok() {
                furthest = cursor;
            }
        }
    }
    Ok(furthest)
}

/// Which text of the section is answered by something that was said on a channel: of an answer to an answer,
/// that of the first. `None` where it is known to be none.
async fn answered(db: &mut Conn, channel: &Channel, about: &About) -> Result<Option<String>, DbError> {
    if about.on.is_empty() {
        let root = messages::root(db, channel.id, &about.id).await?;
        return Ok(root.unwrap_or_else(|| Some(conversation::about(channel.id, &about.id))));
    }
    // A bot of several channels is heard on one.
    let is_there = |one: &Channel| {
        let account = one.account.trim();
        one.network == channel.network && about.on.iter().any(|name| name.eq_ignore_ascii_case(account))
    };
    let there = channels::list(db).await?.into_iter().find(is_there);
    Ok(there.map(|there| conversation::about(there.id, &about.id)))
}

impl Job<Section> for Hear {
    const NAME: &'static str = "channels.hear";
    const OUTSIDE: bool = true;

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let mut db = section.db.read().await?;
        // Whoever lets everything stand still waits for no storm to end.
        if self.turn > 0 && ways::get(&mut db).await?.cut_at.is_some() {
            return Ok(());
        }
        let Some(channel) = channels::by_id(&mut db, self.channel).await? else { return Ok(()) };
        let (Some(ear), Some(source)) = (ear(channel.network), Source::of(channel.network)) else {
            return Ok(());
        };
        let before = ears::of(&mut db, channel.id).await?;
        let from = match channel.network {
            Network::Telegram => furthest(section, &mut db, &channel, &before.cursor).await?,
            _ => before.cursor.clone(),
        };
        drop(db);
        let heard = match engine::awake(section, &channel).await? {
            Ok(account) => ear.hear(engine::line(section), &account, &from).await,
            Err(trouble) => Err(trouble),
        };
        let now = section.clock.now();
        let (heard, trouble, said) = match heard {
            Ok(heard) => (heard, None, String::new()),
            Err(trouble) => {
                let silent = Heard { cursor: before.cursor.clone(), ..Heard::default() };
                match trouble {
                    // It is listened to again in some minutes.
                    Trouble::Transient | Trouble::Unknown | Trouble::Rate(_) => return Ok(()),
                    Trouble::Reauth => (silent, Some("channels-trouble-reauth"), String::new()),
                    Trouble::Content(key, said) => (silent, Some(key), said),
                }
            }
        };
        let after = ears::Ear {
            cursor: heard.cursor,
            heard_at: Some(now),
            trouble: trouble.map(str::to_owned),
            said,
        };
        let random = section.random.as_ref();
        act!(section, tx => {
            // What was said and how far it was read are kept together, or neither is.
            if ears::set(tx, channel.id, &before.cursor, &after).await? {
                // What was heard before may come again also after it was let go of.
                let young = if before.heard_at.is_none() { FRESH } else { KEPT };
                for one in heard.news.iter().filter(|one| one.at + young > now) {
                    if erased::was(tx, &section.keys, (source, &one.author, &one.remote)).await? {
                        continue;
                    }
                    let about = match one.about.as_ref().filter(|_| !one.private) {
                        Some(about) => answered(tx, &channel, about).await?,
                        None => None,
                    };
                    let incoming = Incoming {
                        source,
                        channel: Some(channel.id),
                        thread: &one.thread,
                        author: &one.author,
                        remote: &one.remote,
                        subject: "",
                        body: &one.text,
                        files: one.files,
                        judged: &one.text,
                        address: &one.address,
                        about: about.as_deref(),
                        private: one.private,
                        at: one.at,
                    };
                    receive(tx, &incoming, (now, random)).await?;
                }
                if heard.more && self.turn < TURNS {
                    enqueue(tx, &Hear { channel: channel.id, turn: self.turn + 1 }).await?;
                }
            }
        })?;
        Ok(())
    }
}
