use std::sync::Arc;

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::weakness::LONGEST;

/// 19 MiB, two passes, one lane: what OWASP recommends for Argon2id.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const AT_ONCE: usize = 2;

/// Hashes and checks passphrases, few at a time, on threads that answer no request.
#[derive(Clone, Debug)]
pub struct Passphrases {
    semaphore: Arc<Semaphore>,
}

/// Why a passphrase could be neither hashed nor checked; never that it was wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PassphraseError {
    #[error("the passphrase is too long")]
    TooLong,
    #[error("the stored hash is unreadable")]
    Damaged,
    #[error("the passphrase worker stopped")]
    Stopped,
}

impl Default for Passphrases {
    fn default() -> Self {
        Self::new()
    }
}

impl Passphrases {
    pub fn new() -> Self {
        Self { semaphore: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// The hash to store: it names its own parameters. Compatible letters count as
    /// one (é typed as one sign or as two).
    pub async fn hash(&self, secret: &str, salt: [u8; 16]) -> Result<String, PassphraseError> {
        let secret = prepared(secret)?;
        self.away(move || hash(&secret, salt)).await?
    }

    /// Whether the passphrase is the one that was hashed.
    pub async fn verify(&self, stored: &str, secret: &str) -> Result<bool, PassphraseError> {
        let Ok(secret) = prepared(secret) else {
            return Ok(false);
        };
        let stored = stored.to_owned();
        self.away(move || {
            let stored = PasswordHash::new(&stored).map_err(|_| PassphraseError::Damaged)?;
            match worker().verify_password(secret.as_bytes(), &stored) {
                Ok(()) => Ok(true),
                Err(argon2::password_hash::Error::Password) => Ok(false),
                Err(_) => Err(PassphraseError::Damaged),
            }
        })
        .await?
    }

    /// Works as long as [`Self::verify`] for an account that does not exist, so that
    /// the time of the answer tells nothing; always `false`.
    pub async fn verify_dummy(&self, secret: &str) -> Result<bool, PassphraseError> {
        let Ok(secret) = prepared(secret) else {
            return Ok(false);
        };
        self.away(move || hash(&secret, [0; 16]).map(|_| false)).await?
    }

    /// Whether a stored hash is weaker than today's, so that it should be made anew
    /// at the next sign-in.
    pub fn needs_rehash(&self, stored: &str) -> bool {
        let Ok(stored) = PasswordHash::new(stored) else { return true };
        let Ok(params) = Params::try_from(&stored) else { return true };
        stored.algorithm != Algorithm::Argon2id.ident()
            || params.m_cost() < MEMORY_KIB
            || params.t_cost() < PASSES
    }

    async fn away<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, PassphraseError> {
        let permit =
            Arc::clone(&self.semaphore).acquire_owned().await.map_err(|_| PassphraseError::Stopped)?;
        // The permit goes with the work: a request that is given up still counts until it ends.
        let work = move || {
            let answer = work();
            drop(permit);
            answer
        };
        tokio::task::spawn_blocking(work).await.map_err(|_| PassphraseError::Stopped)
    }
}

fn prepared(secret: &str) -> Result<Zeroizing<String>, PassphraseError> {
    if secret.len() > LONGEST {
        return Err(PassphraseError::TooLong);
    }
    Ok(Zeroizing::new(secret.nfkc().collect()))
}

fn worker() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn hash(secret: &str, salt: [u8; 16]) -> Result<String, PassphraseError> {
    let salt = SaltString::encode_b64(&salt).map_err(|_| PassphraseError::Damaged)?;
    let hash = worker().hash_password(secret.as_bytes(), &salt).map_err(|_| PassphraseError::Damaged)?;
    Ok(hash.to_string())
}
