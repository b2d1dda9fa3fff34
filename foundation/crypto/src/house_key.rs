use std::fmt;

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

use crate::keys::{Keys, Purpose, derive};

/// Bytes of a key that are said aloud to compare it.
const SAID: usize = 16;

/// The public key of a house: whoever has it can check what the house signed.
#[derive(Clone, PartialEq, Eq)]
pub struct HouseKey(VerifyingKey);

/// The text is not a public key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the public key of a house")]
pub struct NotAHouseKey;

impl HouseKey {
    /// Reads a key as [`HouseKey::text`] writes it.
    pub fn parse(text: &str) -> Result<Self, NotAHouseKey> {
        let bytes: [u8; 32] = from_hex(text).ok_or(NotAHouseKey)?;
        VerifyingKey::from_bytes(&bytes).map(Self).map_err(|_| NotAHouseKey)
    }

    /// The key in hexadecimal.
    pub fn text(&self) -> String {
        hex(self.0.as_bytes())
    }

    /// Whether the house of this key signed exactly this message.
    pub fn holds(&self, message: &[u8], signature: &str) -> bool {
        let Some(bytes) = from_hex::<64>(signature) else { return false };
        self.0.verify_strict(message, &Signature::from_bytes(&bytes)).is_ok()
    }

    /// What two houses compare by telephone: eight groups of four hexadecimal signs.
    pub fn fingerprint(&self) -> String {
        let digest = Sha256::digest(self.0.as_bytes());
        let signs = hex(digest.get(..SAID).unwrap_or_default());
        let mut said = String::new();
        for (place, sign) in signs.chars().enumerate() {
            if place > 0 && place % 4 == 0 {
                said.push(' ');
            }
            said.push(sign);
        }
        said
    }
}

impl fmt::Debug for HouseKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HouseKey({})", self.fingerprint())
    }
}

impl Keys {
    /// The public key with which others check what this house signs. Rotation does not change it:
    /// others know the house by it.
    pub fn house_key(&self, purpose: Purpose) -> HouseKey {
        HouseKey(self.signing(purpose).verifying_key())
    }

    /// Signs for whoever has the public key: 64 bytes in hexadecimal.
    pub fn house_signature(&self, purpose: Purpose, message: &[u8]) -> String {
        hex(&self.signing(purpose).sign(message).to_bytes())
    }

    fn signing(&self, purpose: Purpose) -> SigningKey {
        SigningKey::from_bytes(&derive(&self.digest, "ed25519", purpose))
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    if text.len() != N * 2 || !text.bytes().all(|sign| sign.is_ascii_hexdigit()) {
        return None;
    }
    let mut bytes = [0; N];
    for (place, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(place * 2..place * 2 + 2)?, 16).ok()?;
    }
    Some(bytes)
}
