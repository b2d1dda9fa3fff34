use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A language by its BCP 47 tag (`fr`, `en`, `mos`), in lower case, 2 to 12 signs.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Language {
    bytes: [u8; 12],
    length: u8,
}

/// The text is not a language tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a language tag")]
pub struct NotALanguage;

impl Language {
    /// French, the first language of the house.
    pub const FRENCH: Self = Self { bytes: *b"fr\0\0\0\0\0\0\0\0\0\0", length: 2 };
    /// English, complete from the first day.
    pub const ENGLISH: Self = Self { bytes: *b"en\0\0\0\0\0\0\0\0\0\0", length: 2 };

    /// The tag.
    pub fn as_str(&self) -> &str {
        let length = usize::from(self.length);
        self.bytes.get(..length).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or("fr")
    }

    /// Whether its script runs from right to left.
    pub fn is_right_to_left(&self) -> bool {
        matches!(self.as_str(), "ar" | "fa" | "he" | "ur" | "ff-adlm")
    }
}

impl FromStr for Language {
    type Err = NotALanguage;
    fn from_str(text: &str) -> Result<Self, NotALanguage> {
        let mut bytes = [0_u8; 12];
        let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
        if !(2..=12).contains(&text.len()) || !text.bytes().all(plain) || text.starts_with('-') {
            return Err(NotALanguage);
        }
        for (to, from) in bytes.iter_mut().zip(text.bytes()) {
            *to = from.to_ascii_lowercase();
        }
        let length = u8::try_from(text.len()).map_err(|_| NotALanguage)?;
        Ok(Self { bytes, length })
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
impl Serialize for Language {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}
impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn a_tag_is_kept_in_lower_case_and_nonsense_is_refused() {
        assert_eq!("FR".parse(), Ok(Language::FRENCH));
        assert_eq!("mos".parse::<Language>().map(|l| l.to_string()), Ok("mos".to_owned()));
        for bad in ["", "f", "-fr", "fr_FR", "été", "aaaaaaaaaaaaa"] {
            assert!(bad.parse::<Language>().is_err(), "{bad}");
        }
    }
}
