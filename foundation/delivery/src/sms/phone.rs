//! Telephone numbers as people write them, checked once, where they come in.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A number in the international form of E.164: `+` and 7 to 15 digits. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

/// The text is not a number that a message could reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a telephone number")]
pub struct BadPhone;

impl Phone {
    /// Reads a number, with spaces, dots, hyphens and brackets as people write them. One without `+`
    /// or `00` in front is of the country with this calling code (`226`).
    pub fn parse(text: &str, home: &str) -> Result<Self, BadPhone> {
        let text = text.trim();
        let loose = |c: char| c.is_whitespace() || matches!(c, '.' | '-' | '(' | ')' | '/' | '\u{2011}');
        let digits: String = text.chars().filter(|c| !loose(*c) && *c != '+').collect();
        let plus = text.starts_with('+');
        if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit()) || text.matches('+').count() > 1 {
            return Err(BadPhone);
        }
        let whole = match digits.strip_prefix("00") {
            _ if plus => digits,
            Some(abroad) => abroad.to_owned(),
            // Short numbers are an operator's own, and gateways give what is theirs without a `+`.
            None if digits.len() > 9 || home.is_empty() => digits,
            None => format!("{home}{digits}"),
        };
        let fits = (7..=15).contains(&whole.len()) && !whole.starts_with('0');
        if fits { Ok(Self(format!("+{whole}"))) } else { Err(BadPhone) }
    }

    /// `+22670000000`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Phone {
    type Error = BadPhone;

    fn try_from(text: String) -> Result<Self, BadPhone> {
        Self::parse(&text, "")
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.0
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::Phone;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let read = |text: &str| Phone::parse(text, "226").map(|phone| phone.as_str().to_owned()).ok();
        let whole = Some("+22670000001".to_owned());
        for text in ["70 00 00 01", "+226 70-00-00-01", "0022670000001", "(226) 70.00.00.01", "22670000001"] {
            assert_eq!(read(text), whole, "{text}");
        }
        for text in ["", "abc", "12", "+226+70000001", "00", "+0226700000", "7".repeat(16).as_str()] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(format!("{:?}", Phone::parse("70000001", "226").unwrap()), "Phone(…)");
    }
}
