//! What a person may write about themselves.

/// Signs of the longest public name.
pub const LONGEST_NAME: usize = 80;
/// Signs of the longest word about oneself.
pub const LONGEST_ABOUT: usize = 2_000;

/// Why a name or a text was not taken. Each reason is a sentence its writer reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No name at all.
    NoName,
    /// More than 80 signs.
    LongName,
    /// A name under which someone would seem to speak for the section or its staff.
    Deceives,
    /// Not one word about oneself.
    NoAbout,
    /// More than 2,000 signs.
    LongAbout,
}

impl Refusal {
    /// The key of the sentence.
    pub fn key(self) -> &'static str {
        match self {
            Self::NoName => "people-refused-no-name",
            Self::LongName => "people-refused-long-name",
            Self::Deceives => "people-refused-deceiving-name",
            Self::NoAbout => "people-refused-no-about",
            Self::LongAbout => "people-refused-long-about",
        }
    }
}

/// The public name as it is kept: on one line, without signs that cannot be seen.
pub fn name(typed: &str) -> Result<String, Refusal> {
    let name = griot_text::name(typed);
    match name.chars().count() {
        0 => Err(Refusal::NoName),
        1..=LONGEST_NAME => Ok(name),
        _ => Err(Refusal::LongName),
    }
}

/// The text about oneself as it is kept.
pub fn about(typed: &str) -> Result<String, Refusal> {
    let lines: String =
        typed.replace("\r\n", "\n").chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    let about = lines.trim().to_owned();
    if about.chars().count() > LONGEST_ABOUT { Err(Refusal::LongAbout) } else { Ok(about) }
}

/// The word by which someone asks to join: it may not be empty.
pub fn word(typed: &str) -> Result<String, Refusal> {
    let about = about(typed)?;
    if about.is_empty() { Err(Refusal::NoAbout) } else { Ok(about) }
}

#[cfg(test)]
mod tests {
    use super::{Refusal, about, name, word};

    #[test]
    fn a_name_is_brought_to_one_visible_line() {
        assert_eq!(name("  Awa \n Ouédraogo\u{202e} "), Ok("Awa Ouédraogo".to_owned()));
        assert_eq!(name("\u{200b}"), Err(Refusal::NoName));
        assert_eq!(name(&"é".repeat(81)), Err(Refusal::LongName));
        assert!(name(&"é".repeat(80)).is_ok());
    }

    #[test]
    fn a_text_keeps_its_lines_and_may_be_too_long() {
        assert_eq!(about(" un\r\ndeux\u{7} "), Ok("un\ndeux".to_owned()));
        assert_eq!(about(&"a".repeat(2_001)), Err(Refusal::LongAbout));
        assert_eq!(word("  "), Err(Refusal::NoAbout));
    }
}
