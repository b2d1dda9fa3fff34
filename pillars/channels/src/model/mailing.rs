//! One text on its way to all who are on a list: a delivery made of letters.

use griot_kernel::{Timestamp, kept_as};

use super::{
    audience::{AudienceId, Part, Reads, SegmentId},
    channel::ChannelId,
    delivery::DeliveryId,
};

/// So many letters are armed at once: what may be unsure after a crash.
pub const BATCH: i64 = 50;
/// So many letters a minute where nobody chose: what most mail servers take from a small sender.
pub const PACE: i64 = 600;
/// How long it is kept who got which letter, in days. Then numbers are left.
pub const KEPT_DAYS: u64 = 30;

/// How far a letter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LetterState {
    /// Its turn comes.
    Waiting,
    /// It is about to be handed over, or was.
    Armed,
    /// It was handed over, and nobody knows whether it was taken.
    Unsure,
    /// The mail server has it.
    Sent,
    /// The mail server will not take it for this address, or nothing is sent there.
    Refused,
}
kept_as!(LetterState { Waiting = "waiting", Armed = "armed", Unsure = "unsure", Sent = "sent", Refused = "refused" });

/// To whom a channel of letters or messages writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newsletter {
    /// Which channel.
    pub channel: ChannelId,
    /// To which list.
    pub audience: AudienceId,
    /// To which part of it; to all without.
    pub segment: Option<SegmentId>,
    /// The postal address of whoever writes.
    pub postal: String,
    /// So many letters a minute; as fast as the mail server takes them when 0.
    pub pace: i64,
    /// The last minute in which letters went …
    pub minute: i64,
    /// … and how many.
    pub used: i64,
    /// The line that says how to stop, under each message to a telephone.
    pub foot: String,
}

impl Newsletter {
    /// How many letters may still go in the minute of `now`.
    pub fn left_in(&self, now: Timestamp) -> i64 {
        match (self.pace, self.minute == minute(now)) {
            (0, _) => i64::MAX,
            (pace, true) => (pace - self.used).max(0),
            (pace, false) => pace,
        }
    }
}

/// The number of the minute of a moment.
pub fn minute(now: Timestamp) -> i64 {
    now.as_millisecond().div_euclid(60_000)
}

/// When the next minute begins.
pub fn next_minute(now: Timestamp) -> Timestamp {
    Timestamp::from_millisecond((minute(now) + 1) * 60_000)
}

/// A delivery made of letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailing {
    /// Which delivery.
    pub delivery: DeliveryId,
    /// To which list; `None` when that is gone.
    pub audience: Option<AudienceId>,
    /// To whom of it …
    pub part: Part,
    /// … by their language.
    pub reads: Reads,
    /// Its name in addresses of the site.
    pub slug: String,
    /// Up to which subscriber its letters are written down.
    pub gathered_to: i64,
    /// Since when they all are.
    pub gathered_at: Option<Timestamp>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
}

/// How many letters of a mailing are how far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Their turn comes.
    pub waiting: i64,
    /// About to be handed over.
    pub armed: i64,
    /// Handed over without an answer.
    pub unsure: i64,
    /// Taken by the mail server.
    pub sent: i64,
    /// Not taken, for good.
    pub refused: i64,
}

impl Counts {
    /// All letters.
    pub fn total(&self) -> i64 {
        self.waiting + self.armed + self.unsure + self.sent + self.refused
    }

    /// Whether some of them may have been read.
    pub fn any_gone(&self) -> bool {
        self.sent + self.unsure + self.armed > 0
    }
}

/// The subject of a letter, and what stands below: its first line is a heading.
pub fn opened(text: &str) -> (&str, &str) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    match first.strip_prefix("# ") {
        Some(subject) => (subject.trim(), rest.trim_start()),
        None => ("", text),
    }
}

/// By what staff know a text again: its subject, or how it begins where it has none.
pub fn named(text: &str) -> String {
    match opened(text) {
        ("", body) if body.chars().count() > 60 => body.chars().take(60).chain(['…']).collect(),
        ("", body) => body.to_owned(),
        (subject, _) => subject.to_owned(),
    }
}

/// A letter with its subject as a heading: what is approved names what stands in the mailbox.
pub fn with_subject(subject: &str, text: &str) -> String {
    if text.starts_with("# ") { text.to_owned() } else { format!("# {}\n\n{text}", subject.trim()) }
}

#[cfg(test)]
mod tests {
    use griot_kernel::Timestamp;

    use super::{LetterState, Newsletter, named, next_minute, opened, with_subject};

    #[test]
    fn a_minute_has_its_letters() {
        let at = Timestamp::from_millisecond;
        let some = Newsletter {
            channel: uuid::Uuid::nil().into(),
            audience: uuid::Uuid::nil().into(),
            segment: None,
            postal: String::new(),
            pace: 100,
            minute: 2,
            used: 70,
            foot: String::new(),
        };
        assert_eq!(some.left_in(at(150_000)), 30);
        assert_eq!(some.left_in(at(180_000)), 100, "a new minute");
        assert_eq!(Newsletter { used: 130, ..some.clone() }.left_in(at(150_000)), 0);
        assert_eq!(Newsletter { pace: 0, ..some }.left_in(at(150_000)), i64::MAX);
        assert_eq!(next_minute(at(150_000)), at(180_000));
        assert!(LetterState::ALL.iter().all(|one| one.as_str().parse() == Ok(*one)));
    }

    #[test]
    fn the_first_line_of_a_letter_is_its_subject() {
        assert_eq!(opened("# L’eau\n\nElle est rare."), ("L’eau", "Elle est rare."));
        assert_eq!(opened("Sans titre\n# non"), ("", "Sans titre\n# non"));
        assert_eq!((named("# L’eau\n\nElle"), named("Samedi")), ("L’eau".to_owned(), "Samedi".to_owned()));
        assert_eq!(named(&"a".repeat(70)).chars().count(), 61);
        assert_eq!(with_subject("L’eau", "Elle"), "# L’eau\n\nElle");
        assert_eq!(with_subject("Autre", "# L’eau\n\nElle"), "# L’eau\n\nElle");
    }
}
