//! The name of a file, drawn from what it holds.

use std::fmt;
use std::io::{self, Read};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

const DIGEST: usize = 64;
const LONGEST_EXTENSION: usize = 8;

/// The address of a file: `ab/abcd….ext`, from the BLAKE3 digest of its bytes.
///
/// A key that exists is safe to use as a path: lower-case hexadecimal, one
/// slash, one dot, a short extension.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FileKey(String);

/// The text is not the address of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not the address of a file")]
pub struct NotAFileKey;

impl FileKey {
    /// The key of these bytes. The extension is one to eight lower-case letters
    /// or digits.
    pub fn of(bytes: &[u8], extension: &str) -> Result<Self, NotAFileKey> {
        if !is_extension(extension) {
            return Err(NotAFileKey);
        }
        Ok(Self::named(&blake3::hash(bytes), extension))
    }

    /// The key of all that is read, which may be too much for memory.
    pub(crate) fn of_all(from: impl Read, extension: &str) -> io::Result<Result<Self, NotAFileKey>> {
        if !is_extension(extension) {
            return Ok(Err(NotAFileKey));
        }
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(from)?;
        Ok(Ok(Self::named(&hasher.finalize(), extension)))
    }

    fn named(digest: &blake3::Hash, extension: &str) -> Self {
        let digest = digest.to_hex();
        let folder: String = digest.chars().take(2).collect();
        Self(format!("{folder}/{digest}.{extension}"))
    }

    /// Reads a key written by [`FileKey::as_str`], and nothing else.
    pub fn parse(text: &str) -> Result<Self, NotAFileKey> {
        let (folder, name) = text.split_once('/').ok_or(NotAFileKey)?;
        let (digest, extension) = name.split_once('.').ok_or(NotAFileKey)?;
        let whole = digest.len() == DIGEST
            && digest.bytes().all(is_hex)
            && folder.len() == 2
            && digest.starts_with(folder)
            && is_extension(extension);
        whole.then(|| Self(text.to_owned())).ok_or(NotAFileKey)
    }

    /// The key as text, as it is kept in a database or shown in an address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The extension, without its dot.
    pub fn extension(&self) -> &str {
        self.0.split_once('.').map_or("", |(_, extension)| extension)
    }

    /// Whether these are the bytes that the key names.
    pub fn names(&self, bytes: &[u8]) -> bool {
        Self::of(bytes, self.extension()).is_ok_and(|key| key == *self)
    }
}

fn is_hex(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'f')
}

fn is_extension(text: &str) -> bool {
    (1..=LONGEST_EXTENSION).contains(&text.len())
        && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'z'))
}

impl fmt::Display for FileKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl FromStr for FileKey {
    type Err = NotAFileKey;

    fn from_str(text: &str) -> Result<Self, NotAFileKey> {
        Self::parse(text)
    }
}

impl TryFrom<String> for FileKey {
    type Error = NotAFileKey;

    fn try_from(text: String) -> Result<Self, NotAFileKey> {
        Self::parse(&text)
    }
}

impl From<FileKey> for String {
    fn from(key: FileKey) -> Self {
        key.0
    }
}
