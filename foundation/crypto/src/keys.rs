use std::fmt;
use std::path::Path;

use griot_kernel::Random;
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use subtle::{Choice, ConstantTimeEq};
use zeroize::Zeroizing;

use crate::digest::Digest;
use crate::error::KeyError;
use crate::{key_file, text};

/// What a key is used for, as `"people.contact"`. The word is part of the
/// key: it never changes once something was kept under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Purpose(pub &'static str);

/// The length of [`Keys::tag`]: 80 bits.
pub const TAG: usize = 10;

/// An array of chance, from a source that need not live for ever.
pub(crate) fn chance<const N: usize>(random: &dyn Random) -> [u8; N] {
    let mut bytes = [0; N];
    random.fill(&mut bytes);
    bytes
}

pub(crate) type Secret = Zeroizing<[u8; 32]>;

/// One master key and the number that its sealed values carry.
#[derive(Clone)]
pub(crate) struct MasterKey {
    pub(crate) id: u32,
    pub(crate) secret: Secret,
}

/// The master keys of a section. Everything kept or vouched for hangs on them.
#[derive(Clone)]
pub struct Keys {
    pub(crate) digest: Secret,
    pub(crate) current: MasterKey,
    pub(crate) older: Vec<MasterKey>,
}

impl Keys {
    /// Opens the key file, or makes one where none is.
    pub fn open_or_create(path: &Path, random: &dyn Random) -> Result<Self, KeyError> {
        key_file::open_or_create(path, random)
    }

    /// Opens a key file that must exist: where data is already sealed, a new key
    /// would only hide that the old one is lost.
    pub fn open_existing(path: &Path) -> Result<Self, KeyError> {
        key_file::open(path)
    }

    /// Adds a new current key to the file. The older ones stay, to open what they sealed.
    pub fn rotate(path: &Path, random: &dyn Random) -> Result<Self, KeyError> {
        key_file::rotate(path, random)
    }

    /// Keys that no file holds: for tests and for what need not outlive the program.
    pub fn generate(random: &dyn Random) -> Self {
        Self {
            digest: Zeroizing::new(chance(random)),
            current: MasterKey { id: 1, secret: Zeroizing::new(chance(random)) },
            older: Vec::new(),
        }
    }

    /// The same keys with a new current one.
    pub(crate) fn rotated(mut self, random: &dyn Random) -> Self {
        let id = self.all().map(|key| key.id).max().unwrap_or_default().saturating_add(1);
        let new = MasterKey { id, secret: Zeroizing::new(chance(random)) };
        self.older.insert(0, std::mem::replace(&mut self.current, new));
        self
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &MasterKey> {
        std::iter::once(&self.current).chain(&self.older)
    }

    /// Takes an older key out of the file: what it sealed stays closed from now on, and what it
    /// vouched for is void. `None` when it is the current one, or there is no such key.
    pub fn forget(path: &Path, id: u32, random: &dyn Random) -> Result<Option<Self>, KeyError> {
        key_file::forget(path, id, random)
    }

    /// The same keys without an older one.
    pub(crate) fn without(mut self, id: u32) -> Option<Self> {
        let place = self.older.iter().position(|key| key.id == id)?;
        self.older.remove(place);
        Some(self)
    }

    /// The numbers of the keys, the current one first.
    pub fn ids(&self) -> Vec<u32> {
        self.all().map(|key| key.id).collect()
    }

    /// How many keys the file holds.
    pub fn count(&self) -> usize {
        self.older.len().saturating_add(1)
    }

    /// A keyed digest of a text that is already normalised, for instance a contact
    /// point. Rotation does not change it.
    pub fn digest(&self, purpose: Purpose, text: &str) -> Digest {
        let key = derive(&self.digest, "digest", purpose);
        Digest(*blake3::keyed_hash(&key, text.as_bytes()).as_bytes())
    }

    /// Vouches for `message` with the current key.
    pub fn signature(&self, purpose: Purpose, message: &[u8]) -> [u8; 32] {
        sign(&self.current.secret, purpose, message)
    }

    /// Whether one of the keys signed this, in a time that tells nothing.
    pub fn verify(&self, purpose: Purpose, message: &[u8], signature: &[u8]) -> bool {
        let mut good = Choice::from(0);
        for key in self.all() {
            good |= sign(&key.secret, purpose, message).ct_eq(signature);
        }
        good.into()
    }

    /// The beginning of a signature, for places too narrow for a whole one. Good where a
    /// forger must ask us about each guess and gains little.
    pub fn tag(&self, purpose: Purpose, message: &[u8]) -> [u8; TAG] {
        short(&sign(&self.current.secret, purpose, message))
    }

    /// Whether one of the keys made this tag, in a time that tells nothing.
    pub fn verify_tag(&self, purpose: Purpose, message: &[u8], tag: &[u8; TAG]) -> bool {
        let mut good = Choice::from(0);
        for key in self.all() {
            good |= short(&sign(&key.secret, purpose, message)).ct_eq(tag);
        }
        good.into()
    }

    /// A signature as text that fits into an address or a form.
    pub fn signature_text(&self, purpose: Purpose, message: &[u8]) -> String {
        text::encode(&self.signature(purpose, message))
    }

    /// Whether the text is a good signature of `message`.
    pub fn verify_text(&self, purpose: Purpose, message: &[u8], signature: &str) -> bool {
        text::decode(signature).is_some_and(|bytes| self.verify(purpose, message, &bytes))
    }
}

fn short(signature: &[u8; 32]) -> [u8; TAG] {
    let mut tag = [0; TAG];
    tag.iter_mut().zip(signature).for_each(|(to, from)| *to = *from);
    tag
}

fn sign(master: &Secret, purpose: Purpose, message: &[u8]) -> [u8; 32] {
    let key = derive(master, "sign", purpose);
    // HMAC takes keys of any length, so the other arm is never reached.
    match <Hmac<Sha256> as Mac>::new_from_slice(key.as_slice()) {
        Ok(mac) => mac.chain_update(message).finalize().into_bytes().into(),
        Err(_) => unreachable!("HMAC takes a key of any length"),
    }
}

/// The key of one use and one purpose.
pub(crate) fn derive(master: &Secret, usage: &str, purpose: Purpose) -> Secret {
    let mut key = Zeroizing::new([0_u8; 32]);
    let info = [b"griot/1/".as_slice(), usage.as_bytes(), b"/", purpose.0.as_bytes()];
    match Hkdf::<Sha256>::new(None, master.as_slice()).expand_multi_info(&info, key.as_mut_slice()) {
        Ok(()) => key,
        Err(_) => unreachable!("HKDF-SHA256 gives up to 8160 bytes"),
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keys").field("ids", &self.ids()).finish_non_exhaustive()
    }
}
