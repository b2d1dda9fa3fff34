//! The keys of channels: sealed in the database, open in memory only while they are used.

use griot_crypto::{Keys, Purpose};
use griot_db::DbError;
use griot_kernel::Random;
use griot_web::Section;

use crate::{
    model::channel::{Channel, ChannelId, KeyState},
    networks::{Account, Key, Trouble, Wire, wire},
    store::keys,
};

const PURPOSE: Purpose = Purpose("channels.key");

/// Why a key cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyFault {
    /// It was sealed with a key of the house that is gone, or was changed.
    #[error("the sealed key of a channel cannot be opened")]
    Closed(#[from] griot_crypto::OpenError),
    /// What was sealed is not a key.
    #[error("the sealed key of a channel cannot be read")]
    Unreadable(#[from] serde_json::Error),
}

/// Seals a key for its channel.
pub fn seal_key(
    house: &Keys,
    channel: ChannelId,
    key: &Key,
    random: &dyn Random,
) -> Result<Vec<u8>, KeyFault> {
    let text = zeroize::Zeroizing::new(serde_json::to_vec(key)?);
    Ok(house.seal(PURPOSE, &text, channel.as_uuid().as_bytes(), random))
}

/// Opens the key of a channel.
pub fn open_key(house: &Keys, channel: ChannelId, sealed: &[u8]) -> Result<Key, KeyFault> {
    let text = zeroize::Zeroizing::new(house.open(PURPOSE, sealed, channel.as_uuid().as_bytes())?);
    Ok(serde_json::from_slice(&text)?)
}

/// The account of a channel with its key; `None` where there is no key, or it opened nothing lately.
pub(super) async fn account(section: &Section, channel: &Channel) -> Result<Option<Account>, DbError> {
    let kept = keys::of(&mut *section.db.read().await?, channel.id).await?;
    // One that opened nothing is tried again from time to time: servers have bad hours too.
    let lately = section.clock.now() - super::CLOSED;
    let closed = |key: &keys::SealedKey| {
        key.state == KeyState::Refused && key.checked_at.is_some_and(|at| at > lately)
    };
    let Some(kept) = kept.filter(|key| !closed(key)) else { return Ok(None) };
    let key = match open_key(&section.keys, channel.id, &kept.sealed) {
        Ok(key) => key,
        Err(error) => {
            tracing::error!(%error, channel = %channel.id, "the key of a channel cannot be used");
            return Ok(None);
        }
    };
    let own = Some(channel.server.as_str()).filter(|server| !server.is_empty());
    let server = own.or(wire(channel.network).and_then(|wire| wire.server())).unwrap_or_default();
    Ok(Some(Account { server: server.to_owned(), name: channel.account.clone(), key }))
}

/// The account of a channel with a key that is ready for use, or why there is none.
pub async fn awake(section: &Section, channel: &Channel) -> Result<Result<Account, Trouble>, DbError> {
    match wire(channel.network) {
        Some(wire) => awake_on(section, channel, wire).await,
        None => Ok(Err(Trouble::Reauth)),
    }
}

/// The same, on this wire.
pub(super) async fn awake_on(
    section: &Section,
    channel: &Channel,
    wire: &dyn Wire,
) -> Result<Result<Account, Trouble>, DbError> {
    let Some(account) = account(section, channel).await? else { return Ok(Err(Trouble::Reauth)) };
    Ok(match wire.wake(super::line(section), &account).await {
        Ok(None) => Ok(account),
        Ok(Some(fresh)) => {
            let fresh = account.key.renewed(fresh);
            if renew(section, channel.id, &fresh).await? {
                Ok(Account { key: fresh, ..account })
            } else {
                // Somebody else renewed it first: theirs is read at the next turn.
                Err(Trouble::Transient)
            }
        }
        Err(trouble) => Err(trouble.harmless()),
    })
}

/// Keeps a renewed key. Whether the one from which it was made was still there.
pub(super) async fn renew(section: &Section, channel: ChannelId, fresh: &Key) -> Result<bool, DbError> {
    let sealed = seal_key(&section.keys, channel, fresh, section.random.as_ref())
        .map_err(DbError::unreadable("channel_key"))?;
    super::act!(section, tx => match keys::of(tx, channel).await? {
        Some(old) => keys::renew(tx, channel, &old.sealed, &sealed, fresh.ends).await?,
        None => false,
    })
}
