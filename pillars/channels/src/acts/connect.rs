//! Connecting channels to their accounts, and looking whether their keys still open.

use griot_db::DbError;
use griot_kernel::Timestamp;
use griot_web::Section;

use crate::{
    engine::{KeyFault, line, open_key, seal_key},
    model::channel::{Channel, KeyState},
    networks::{Account, Key, Trouble, wire},
    store::{channels, keys, machine},
};

/// Why an account was not connected, or does not open. The class of error, and the key of the
/// sentence where the network refused for a reason of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotOpen {
    /// The sentence.
    pub key: &'static str,
    /// What the network said, put into it.
    pub said: String,
}

/// What went wrong, as a sentence.
pub fn sentence(trouble: &Trouble) -> NotOpen {
    let (key, said) = match trouble {
        Trouble::Reauth => ("channels-trouble-reauth", String::new()),
        Trouble::Rate(_) => ("channels-trouble-rate", String::new()),
        Trouble::Content(key, said) => (*key, said.clone()),
        Trouble::Transient => ("channels-trouble-transient", String::new()),
        Trouble::Unknown => ("channels-trouble-unknown", String::new()),
    };
    NotOpen { key, said }
}

/// A failure of the house itself, or a refusal of the network.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The key cannot be sealed or opened.
    #[error(transparent)]
    Key(#[from] KeyFault),
}

/// Tries a key that somebody typed and, where it opens the account, keeps it sealed in the place of
/// the one before. What waited for it goes on.
pub async fn connect(
    section: &Section,
    channel: &Channel,
    typed: &str,
) -> Result<Result<(), NotOpen>, CheckError> {
    look(section, channel, Key::typed(typed), None).await
}

/// Tries a key that a server gave to this house, as [`connect`] does with a typed one. The channel is kept
/// with it, as it stands here: a key never meets another server than its own.
pub async fn connect_key(
    section: &Section,
    channel: &Channel,
    key: Key,
) -> Result<Result<(), NotOpen>, CheckError> {
    look(section, channel, key, None).await
}

/// Looks whether the key of a channel still opens; nothing where there is none.
pub async fn check(section: &Section, channel: &Channel) -> Result<Result<(), NotOpen>, CheckError> {
    let Some(kept) = keys::of(&mut *section.db.read().await?, channel.id).await? else { return Ok(Ok(())) };
    let key = open_key(&section.keys, channel.id, &kept.sealed)?;
    look(section, channel, key, Some(kept.sealed)).await
}

async fn look(
    section: &Section,
    channel: &Channel,
    key: Key,
    kept: Option<Vec<u8>>,
) -> Result<Result<(), NotOpen>, CheckError> {
    let Some(wire) = wire(channel.network) else { return Ok(Ok(())) };
    let own = Some(channel.server.as_str()).filter(|server| !server.is_empty());
    let server = own.or(wire.server()).unwrap_or_default().to_owned();
    let mut account = Account { server, name: channel.account.clone(), key };
    let line = line(section);
    let found = match wire.wake(line, &account).await {
        Ok(fresh) => {
            if let Some(fresh) = fresh {
                account.key = account.key.renewed(fresh);
            }
            wire.check(line, &account).await
        }
        Err(trouble) => Err(trouble),
    };
    let now = section.clock.now();
    match found {
        Ok(health) => {
            let ends = health.ends.or(account.key.ends);
            let sealed = seal_key(&section.keys, channel.id, &account.key, section.random.as_ref())?;
            let mut tx = section.db.begin().await?;
            let stands = match &kept {
                Some(old) => keys::renew(&mut tx, channel.id, old, &sealed, ends).await?,
                None => {
                    keys::put(&mut tx, channel.id, &sealed, ends).await?;
                    true
                }
            };
            if stands {
                keys::checked(&mut tx, channel.id, KeyState::Well, ends, now).await?;
                machine::hasten(&mut tx, channel.id, now).await?;
                if kept.is_none() {
                    machine::want_back_again(&mut tx, channel.id, now).await?;
                }
            }
            if let Some(live) = &health.live {
                channels::set_live(&mut tx, channel.id, live, now).await?;
            }
            let fresh = Channel {
                address: if health.address.is_empty() { channel.address.clone() } else { health.address },
                ..channel.clone()
            };
            if kept.is_none() || fresh.address != channel.address {
                channels::update(&mut tx, &fresh).await?;
            }
            tx.commit().await?;
            Ok(Ok(()))
        }
        Err(trouble) => {
            let state = match &trouble {
                Trouble::Reauth => Some(KeyState::Refused),
                Trouble::Content(..) => Some(KeyState::Doubtful),
                // It says nothing of the key that nobody answered.
                Trouble::Rate(_) | Trouble::Transient | Trouble::Unknown => None,
            };
            if let Some(state) = state.filter(|_| kept.is_some()) {
                note(section, channel, state, now).await?;
            }
            Ok(Err(sentence(&trouble)))
        }
    }
}

async fn note(section: &Section, channel: &Channel, state: KeyState, now: Timestamp) -> Result<(), DbError> {
    let mut tx = section.db.begin().await?;
    keys::checked(&mut tx, channel.id, state, None, now).await?;
    tx.commit().await
}
