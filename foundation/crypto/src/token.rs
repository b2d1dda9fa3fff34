use std::fmt;
use std::str::FromStr;

use griot_kernel::Random;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq;
use zeroize::Zeroize;

use crate::keys::chance;
use crate::text;

/// 32 bytes of chance that open a door to whoever shows them. The holder keeps
/// [`Token::text`], the database keeps [`Token::hash`].
#[derive(Clone)]
pub struct Token([u8; 32]);

impl Token {
    pub fn from_random(random: [u8; 32]) -> Self {
        Self(random)
    }

    pub fn fresh(random: &dyn Random) -> Self {
        Self(chance(random))
    }

    /// The 43 letters that the holder gets: fit for an address.
    pub fn text(&self) -> String {
        text::encode(&self.0)
    }

    /// What may be stored. It cannot be turned back into the token.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }
}

impl FromStr for Token {
    type Err = NotAToken;

    fn from_str(text: &str) -> Result<Self, NotAToken> {
        let bytes = text::decode(text.trim()).ok_or(NotAToken)?;
        bytes.try_into().map(Self).map_err(|_| NotAToken)
    }
}

/// The text has not the form of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a token")]
pub struct NotAToken;

impl PartialEq for Token {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for Token {}

impl Drop for Token {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}
