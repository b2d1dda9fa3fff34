//! Sealed values: version (1 byte), key number (4), nonce (24), then what
//! XChaCha20-Poly1305 makes of the text.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use griot_kernel::Random;

use crate::keys::{Keys, MasterKey, Purpose, chance, derive};

const VERSION: u8 = 1;
/// The length of [`Keys::mark`].
pub const MARK: usize = 5;

/// Why a sealed value stays closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// Changed, cut short, or sealed for another purpose or place.
    #[error("the sealed value is damaged or belongs elsewhere")]
    Damaged,
    /// Its key is not in the key file any more.
    #[error("the key number {0} is not in the key file")]
    UnknownKey(u32),
}

impl Keys {
    /// Seals `plaintext` for one purpose and one place; `associated` names the place
    /// and must be given again to open it.
    pub fn seal(
        &self,
        purpose: Purpose,
        plaintext: &[u8],
        associated: &[u8],
        random: &dyn Random,
    ) -> Vec<u8> {
        let header = header(self.current.id);
        let nonce: [u8; 24] = chance(random);
        let bound = [header.as_slice(), associated].concat();
        let payload = Payload { msg: plaintext, aad: &bound };
        match cipher(&self.current, purpose).encrypt(XNonce::from_slice(&nonce), payload) {
            Ok(sealed) => [header.as_slice(), &nonce, &sealed].concat(),
            Err(_) => unreachable!("only a text of more than 256 GB cannot be sealed"),
        }
    }

    /// Opens a sealed value, with whichever key sealed it.
    pub fn open(&self, purpose: Purpose, sealed: &[u8], associated: &[u8]) -> Result<Vec<u8>, OpenError> {
        let id = key_id(sealed).ok_or(OpenError::Damaged)?;
        let key = self.all().find(|key| key.id == id).ok_or(OpenError::UnknownKey(id))?;
        let (header, rest) = sealed.split_at_checked(MARK).ok_or(OpenError::Damaged)?;
        let (nonce, text) = rest.split_at_checked(24).ok_or(OpenError::Damaged)?;
        let bound = [header, associated].concat();
        cipher(key, purpose)
            .decrypt(XNonce::from_slice(nonce), Payload { msg: text, aad: &bound })
            .map_err(|_| OpenError::Damaged)
    }

    /// Whether an older key sealed this, so that it should be opened and sealed again.
    pub fn needs_resealing(&self, sealed: &[u8]) -> bool {
        !sealed.starts_with(&self.mark())
    }

    /// With this begins everything that the current key seals.
    pub fn mark(&self) -> [u8; MARK] {
        header(self.current.id)
    }

    /// With this begins everything that the key of this number seals.
    pub fn mark_of(id: u32) -> [u8; MARK] {
        header(id)
    }
}

fn cipher(key: &MasterKey, purpose: Purpose) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(derive(&key.secret, "seal", purpose).as_slice().into())
}

fn header(id: u32) -> [u8; MARK] {
    let [a, b, c, d] = id.to_be_bytes();
    [VERSION, a, b, c, d]
}

fn key_id(sealed: &[u8]) -> Option<u32> {
    match sealed {
        [VERSION, a, b, c, d, ..] => Some(u32::from_be_bytes([*a, *b, *c, *d])),
        _ => None,
    }
}
