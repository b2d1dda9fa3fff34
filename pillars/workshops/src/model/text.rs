/// Why something that was typed or asked for was not taken. Each reason is a sentence that its writer reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing was written where something must be.
    NoText,
    /// More than the field holds.
    TooLong,
    /// A day or an hour that no calendar knows.
    NoMoment,
    /// Clocks never show this hour on that day.
    SkippedHour,
    /// The end lies before the beginning.
    EndsFirst,
    /// A figure that is no whole number, or one too large.
    NoFigure,
    /// One of the choices is none of those offered.
    BadChoice,
    /// No languages that can be read.
    BadLanguage,
    /// Where it stands, this cannot be done.
    NotNow,
    /// Somebody changed it meanwhile.
    Stale,
    /// Nobody enrols any more: the day has passed.
    TooLate,
    /// Whoever asks does not belong to those for whom the training is.
    NotForYou,
    /// Neither an address nor a telephone.
    NoContact,
    /// Not an e-mail address.
    BadEmail,
    /// Not a telephone.
    BadPhone,
    /// Somebody under 18 needs the consent of a guardian.
    NoGuardian,
    /// The same person is enrolled already.
    Known,
    /// Nothing opens without a place and words for the public.
    NotReady,
    /// A question whose right answer is not among its choices, or that has none.
    NoRightAnswer,
    /// The file is none that a course may have.
    BadFile,
    /// No file was chosen, or it is empty.
    NoFile,
    /// What is for everyone is not discreet.
    NotDiscreet,
    /// Another course comes first.
    NeedsFirst,
    /// Some questions have no answer yet.
    Unanswered,
    /// The form holds questions that are not asked here.
    OtherQuestions,
    /// No enrolment has this code.
    NoCode,
    /// No question was answered.
    NoAnswer,
    /// The hour lies outside the meeting.
    NotDuring,
    /// Whoever is said to have left is not noted as there.
    NotThere,
    /// Nobody was ticked.
    NobodyTicked,
    /// The picture cannot be kept: the disk is full.
    Full,
    /// The learner keeps no blog in which a draft could lie.
    NoBlog,
    /// A training is asked for that nobody can take.
    NoSafetyCourse,
    /// Somebody was noted at the meeting that should go.
    HasPeople,
    /// A day that has not come yet.
    FutureDay,
    /// The same person is in the club already.
    InClub,
    /// Somebody under 18 does not answer for the others of a club.
    MinorLeads,
    /// Both somebody of the house and a name were given, where one of them is meant.
    OneOrOther,
}

impl Refusal {
    /// The key of the sentence.
    pub fn key(self) -> &'static str {
        match self {
            Self::NoText => "workshops-refused-no-text",
            Self::TooLong => "workshops-refused-too-long",
            Self::NoMoment => "workshops-refused-no-moment",
            Self::SkippedHour => "workshops-refused-skipped-hour",
            Self::EndsFirst => "workshops-refused-ends-first",
            Self::NoFigure => "workshops-refused-no-figure",
            Self::BadChoice => "workshops-refused-bad-choice",
            Self::BadLanguage => "workshops-refused-bad-language",
            Self::NotNow => "workshops-refused-not-now",
            Self::Stale => "workshops-refused-stale",
            Self::TooLate => "workshops-refused-too-late",
            Self::NotForYou => "workshops-refused-not-for-you",
            Self::NoContact => "workshops-refused-no-contact",
            Self::BadEmail => "workshops-refused-bad-email",
            Self::BadPhone => "workshops-refused-bad-phone",
            Self::NoGuardian => "workshops-refused-no-guardian",
            Self::Known => "workshops-refused-known",
            Self::NotReady => "workshops-refused-not-ready",
            Self::NoRightAnswer => "workshops-refused-no-right-answer",
            Self::BadFile => "workshops-refused-bad-file",
            Self::NoFile => "workshops-refused-no-file",
            Self::NotDiscreet => "workshops-refused-not-discreet",
            Self::NeedsFirst => "workshops-refused-needs-first",
            Self::Unanswered => "workshops-refused-unanswered",
            Self::OtherQuestions => "workshops-refused-other-questions",
            Self::NoCode => "workshops-refused-no-code",
            Self::NoAnswer => "workshops-refused-no-answer",
            Self::NotDuring => "attendance-refused-not-during",
            Self::NotThere => "attendance-refused-not-there",
            Self::NobodyTicked => "attendance-refused-nobody",
            Self::Full => "attendance-refused-full",
            Self::NoBlog => "workshops-refused-no-blog",
            Self::NoSafetyCourse => "workshops-refused-no-safety-course",
            Self::HasPeople => "workshops-refused-has-people",
            Self::FutureDay => "workshops-refused-future-day",
            Self::InClub => "workshops-refused-in-club",
            Self::MinorLeads => "workshops-refused-minor-leads",
            Self::OneOrOther => "workshops-refused-one-or-other",
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

/// A whole number between `least` and `most`, with or without spaces between its thousands.
pub fn count_of(typed: &str, least: i64, most: i64) -> Result<i64, Refusal> {
    let digits: String = typed.chars().filter(|sign| !sign.is_whitespace()).collect();
    let count: i64 = digits.parse().map_err(|_| Refusal::NoFigure)?;
    if (least..=most).contains(&count) { Ok(count) } else { Err(Refusal::NoFigure) }
}

#[cfg(test)]
mod tests {
    use super::{Refusal, count_of, line_of};

    #[test]
    fn what_is_typed_is_tidied_and_judged() {
        assert_eq!(line_of("  un\n mot ", 6), Ok("un mot".to_owned()));
        assert_eq!(line_of("trop long", 4), Err(Refusal::TooLong));
        assert_eq!(count_of(" 1\u{202f}200 ", 1, 2_000), Ok(1_200));
        for typed in ["", "0", "2001", "-3", "vingt", "1e3"] {
            assert_eq!(count_of(typed, 1, 2_000), Err(Refusal::NoFigure), "{typed}");
        }
    }
}
