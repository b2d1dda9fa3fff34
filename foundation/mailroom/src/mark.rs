//! Marks: what stands for an address where the address itself is not kept.

use std::{fmt, str::FromStr};

use griot_crypto::{Keys, Purpose, text};
use griot_delivery::Email;
use serde::{Deserialize, Serialize};

/// One key for the whole section: every room's letters to one address meet here.
const ADDRESS: Purpose = Purpose("section.address");
const LENGTH: usize = 16;

/// Stands for an address: the same for every spelling of it, and nobody without the key file
/// can find out which address it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Mark([u8; LENGTH]);

/// The text or the bytes are no mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a mark")]
pub struct NotAMark;

impl Mark {
    /// The mark of an address.
    pub fn of(keys: &Keys, address: &Email) -> Self {
        let digest = keys.digest(ADDRESS, &address.key());
        let mut mark = [0; LENGTH];
        mark.iter_mut().zip(digest.as_bytes()).for_each(|(to, from)| *to = *from);
        Self(mark)
    }

    /// Stands for no address: letters that only try the way back bear it.
    pub const PROBE: Self = Self([0; LENGTH]);

    /// As the databases keep it.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl TryFrom<&[u8]> for Mark {
    type Error = NotAMark;

    fn try_from(bytes: &[u8]) -> Result<Self, NotAMark> {
        bytes.try_into().map(Self).map_err(|_| NotAMark)
    }
}

impl FromStr for Mark {
    type Err = NotAMark;

    fn from_str(text: &str) -> Result<Self, NotAMark> {
        text::decode_folded(text).ok_or(NotAMark)?.as_slice().try_into()
    }
}

impl TryFrom<String> for Mark {
    type Error = NotAMark;

    fn try_from(text: String) -> Result<Self, NotAMark> {
        text.parse()
    }
}

impl From<Mark> for String {
    fn from(mark: Mark) -> Self {
        text::encode_folded(&mark.0)
    }
}

/// A mark stands for a person, so it stays out of the logs.
impl fmt::Debug for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mark(…)")
    }
}
