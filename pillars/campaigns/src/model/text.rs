use griot_kernel::Timestamp;

/// Why something that was typed was not taken. Each reason is a sentence that its writer reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing was written where something must be.
    NoText,
    /// More than one line of it holds.
    TooLong,
    /// A day that no calendar knows.
    NoDay,
    /// The end lies before the beginning.
    EndsFirst,
    /// A figure that is no whole number.
    NoFigure,
    /// A figure needs its unit.
    NoUnit,
    /// A figure needs a day until when.
    NoGoalDay,
    /// A value needs to say how it is known.
    NoSource,
    /// One of the choices is none of those offered.
    BadChoice,
    /// Neither a page of this site nor of the web.
    BadAddress,
    /// No languages that can be read.
    BadLanguage,
    /// Where it stands, this cannot be done.
    NotNow,
    /// An adopted step needs someone who does it, and a day.
    NoOwner,
    /// The same person twice is one person.
    SameOwner,
    /// What was chosen proves nothing any more.
    NoEvidence,
    /// A team needs its campaign.
    NoCampaign,
    /// The draft changed since the page was opened.
    DraftChanged,
    /// The draft says what the version in force says.
    NothingNew,
    /// Nothing can run without words for the public.
    NoMessage,
    /// No file was chosen, or it is empty.
    NoFile,
    /// More files than an entry holds.
    TooManyFiles,
}

impl Refusal {
    /// The key of the sentence.
    pub fn key(self) -> &'static str {
        match self {
            Self::NoText => "campaigns-refused-no-text",
            Self::TooLong => "campaigns-refused-too-long",
            Self::NoDay => "campaigns-refused-no-day",
            Self::EndsFirst => "campaigns-refused-ends-first",
            Self::NoFigure => "campaigns-refused-no-figure",
            Self::NoUnit => "campaigns-refused-no-unit",
            Self::NoGoalDay => "campaigns-refused-no-goal-day",
            Self::NoSource => "campaigns-refused-no-source",
            Self::BadChoice => "campaigns-refused-bad-choice",
            Self::BadAddress => "campaigns-refused-bad-address",
            Self::BadLanguage => "campaigns-refused-bad-language",
            Self::NotNow => "campaigns-refused-not-now",
            Self::NoOwner => "campaigns-refused-no-owner",
            Self::SameOwner => "campaigns-refused-same-owner",
            Self::NoEvidence => "campaigns-refused-no-evidence",
            Self::NoCampaign => "campaigns-refused-no-campaign",
            Self::DraftChanged => "campaigns-refused-draft-changed",
            Self::NothingNew => "campaigns-refused-nothing-new",
            Self::NoMessage => "campaigns-refused-no-message",
            Self::NoFile => "campaigns-refused-no-file",
            Self::TooManyFiles => "campaigns-refused-too-many-files",
        }
    }
}

/// One line that someone typed, without spaces at its ends and line breaks in it.
pub fn line_of(typed: &str, most: usize) -> Result<String, Refusal> {
    let line = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() > most { Err(Refusal::TooLong) } else { Ok(line) }
}

/// Lines that someone typed, ended as here.
pub fn lines_of(typed: &str, most: usize) -> Result<String, Refusal> {
    let text = typed.replace("\r\n", "\n").trim().to_owned();
    if text.chars().count() > most { Err(Refusal::TooLong) } else { Ok(text) }
}

/// The first moment of the day that was typed; nothing where nothing was.
pub fn day_of(typed: &str) -> Result<Option<Timestamp>, Refusal> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let whole = typed.len() == 10 && typed.bytes().all(|sign| sign.is_ascii_digit() || sign == b'-');
    let day = whole.then(|| format!("{typed}T00:00:00Z").parse().ok()).flatten();
    day.map(Some).ok_or(Refusal::NoDay)
}

/// The whole number that was typed, with or without the spaces that part thousands.
pub fn figure_of(typed: &str) -> Result<Option<i64>, Refusal> {
    let digits: String = typed.chars().filter(|sign| !sign.is_whitespace()).collect();
    if digits.is_empty() {
        return Ok(None);
    }
    let plain = digits.len() <= 15 && digits.bytes().all(|sign| sign.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten().map(Some).ok_or(Refusal::NoFigure)
}

#[cfg(test)]
mod tests {
    use super::{Refusal, day_of, figure_of, line_of};

    #[test]
    fn figures_are_read_as_people_write_them() {
        assert_eq!(figure_of("1 200"), Ok(Some(1_200)));
        assert_eq!(figure_of("12\u{202f}000\u{a0}000"), Ok(Some(12_000_000)));
        assert_eq!(figure_of("  "), Ok(None));
        for wrong in ["-3", "1,5", "mille", "9999999999999999"] {
            assert_eq!(figure_of(wrong), Err(Refusal::NoFigure), "{wrong}");
        }
    }

    #[test]
    fn days_are_those_of_the_calendar() {
        assert_eq!(day_of("2013-02-14").unwrap().unwrap().rfc3339(), "2013-02-14T00:00:00Z");
        assert_eq!(day_of(""), Ok(None));
        for wrong in ["2013-02-30", "14/02/2013", "+02013-02-", "demain"] {
            assert_eq!(day_of(wrong), Err(Refusal::NoDay), "{wrong}");
        }
    }

    #[test]
    fn a_line_is_one_line() {
        assert_eq!(line_of(" L’eau \n à l’école ", 40), Ok("L’eau à l’école".to_owned()));
        assert_eq!(line_of("trop long", 4), Err(Refusal::TooLong));
    }
}
