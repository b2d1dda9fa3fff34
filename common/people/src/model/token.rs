//! What a member may say of a token for programs.

use std::time::Duration;

/// Tokens that one member may have at once.
pub const MOST: usize = 20;
/// For how many days a token may be made. None is for ever: what was forgotten ends by itself.
pub const DAYS: [u16; 3] = [30, 90, 365];
/// Signs of the longest name.
pub const LONGEST_NAME: usize = 60;

/// A token as its owner wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// What they call it.
    pub name: String,
    /// The names of the capabilities that it is given.
    pub allows: Vec<String>,
    /// For how many days.
    pub days: u16,
}

/// Why a token was not made. Each reason is a sentence its owner reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No name at all.
    NoName,
    /// More than 60 signs.
    LongName,
    /// Nothing that it may do, or something that its owner may not hand on.
    Nothing,
    /// None of the ends that are offered.
    NoEnd,
    /// Its owner has twenty.
    Many,
}

impl Refusal {
    /// The key of the sentence.
    pub fn key(self) -> &'static str {
        match self {
            Self::NoName => "people-refused-token-no-name",
            Self::LongName => "people-refused-token-long-name",
            Self::Nothing => "people-refused-token-nothing",
            Self::NoEnd => "people-refused-token-no-end",
            Self::Many => "people-refused-token-many",
        }
    }
}

impl Wish {
    /// What was typed and ticked, if it may be had: of what it allows, all must be among `offered`.
    pub fn judged(name: &str, allows: &[String], days: &str, offered: &[&str]) -> Result<Self, Refusal> {
        let name = griot_text::name(name);
        match name.chars().count() {
            0 => return Err(Refusal::NoName),
            1..=LONGEST_NAME => {}
            _ => return Err(Refusal::LongName),
        }
        if allows.is_empty() || !allows.iter().all(|one| offered.contains(&one.as_str())) {
            return Err(Refusal::Nothing);
        }
        let days = DAYS.into_iter().find(|known| known.to_string() == days).ok_or(Refusal::NoEnd)?;
        // In the order of the page, each once.
        let ticked = |one: &&&str| allows.iter().any(|wanted| wanted == **one);
        let allows = offered.iter().filter(ticked).map(|one| (*one).to_owned()).collect();
        Ok(Self { name, allows, days })
    }

    /// How long it lasts.
    pub fn lasts(&self) -> Duration {
        Duration::from_secs(u64::from(self.days) * 86_400)
    }
}

#[cfg(test)]
mod tests {
    use super::{Refusal, Wish};

    #[test]
    fn a_token_is_given_some_of_what_is_offered_and_an_end() {
        let offered = ["a.read", "a.write"];
        let ticked = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let wish =
            |name: &str, names: &[&str], days: &str| Wish::judged(name, &ticked(names), days, &offered);
        let fine = wish("  Mon\u{200b} site ", &["a.write", "a.read", "a.write"], "90").unwrap();
        assert_eq!((fine.name.as_str(), fine.allows, fine.days), ("Mon site", ticked(&offered), 90));
        assert_eq!(wish(" ", &["a.read"], "30"), Err(Refusal::NoName));
        assert_eq!(wish(&"é".repeat(61), &["a.read"], "30"), Err(Refusal::LongName));
        assert_eq!(wish("x", &[], "30"), Err(Refusal::Nothing));
        assert_eq!(wish("x", &["a.read", "a.rule"], "30"), Err(Refusal::Nothing));
        for never in ["", "0", "31", "36500", "-30"] {
            assert_eq!(wish("x", &["a.read"], never), Err(Refusal::NoEnd));
        }
    }
}
