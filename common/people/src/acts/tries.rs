//! Tries to sign in: each counts before anything is looked at; see [`crate::model::throttle`].

use std::time::Duration;

use griot_crypto::{Keys, Purpose, text};
use griot_db::{DbError, Tx};
use griot_kernel::Timestamp;

use crate::{
    model::throttle::{FREE, FREE_FOR_ALL},
    store::failures,
};

const PLACE: Purpose = Purpose("people.sign-in-place");

/// Whence someone tries.
#[derive(Clone, Copy, Debug)]
pub enum Whence<'a> {
    /// From a browser in which the owner of the account signed in before, by its mark.
    Known(&'a str),
    /// From anywhere else: the net behind the request.
    Net(&'a str),
}

/// Where the tries of one place on one account are counted.
#[derive(Debug)]
pub struct Tries {
    place: [u8; 32],
    account: Option<[u8; 32]>,
}

impl Tries {
    /// `account` is the digest of the address that was typed, known here or not.
    pub fn new(keys: &Keys, account: &[u8; 32], whence: Whence<'_>) -> Self {
        let (kind, place) = match whence {
            Whence::Known(mark) => ("known", mark),
            Whence::Net(net) => ("net", net),
        };
        let place = keys.digest(PLACE, &format!("{kind}/{}/{place}", text::encode(account))).0;
        Self { place, account: matches!(whence, Whence::Net(_)).then_some(*account) }
    }

    /// Counts one try in the act, or says how long it must still wait.
    pub async fn begin(&self, tx: &mut Tx, now: Timestamp) -> Result<Option<Duration>, DbError> {
        let all = [Some((self.place, FREE)), self.account.map(|account| (account, FREE_FOR_ALL))];
        for (digest, free) in all.iter().flatten() {
            if let Some(wait) = failures::of(tx, digest).await?.and_then(|f| f.wait(*free, now)) {
                return Ok(Some(wait));
            }
        }
        for (digest, _) in all.iter().flatten() {
            failures::count(tx, digest, now).await?;
        }
        Ok(None)
    }

    /// The try was right: the place begins anew, and strangers elsewhere keep what they spent.
    pub async fn right(&self, tx: &mut Tx) -> Result<(), DbError> {
        failures::forget(tx, &self.place).await?;
        if let Some(account) = &self.account {
            failures::give_back(tx, account).await?;
        }
        Ok(())
    }
}
