//! Mail that came to the return address: what it says about the letters we sent.

use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

use crate::bounce::{self, Failed};
use crate::report::{blocks, report_part, tokens_of, value};
use crate::returns::tokens;

/// A mail that came to the return address.
#[derive(Clone, PartialEq, Eq)]
pub struct Returned {
    /// What it says.
    pub news: News,
    /// What may be the token of the letter that it is about, surest first.
    pub tokens: Vec<String>,
}

/// What such a mail says.
#[derive(Clone, PartialEq, Eq)]
pub enum News {
    /// The letter did not arrive (RFC 3464, and the older ways of saying so).
    Bounce(Failed),
    /// The letter may still arrive.
    Delay,
    /// Its reader called it spam (RFC 5965).
    Complaint,
    /// A person's answer, a holiday notice, a receipt: nothing about how it travelled.
    Other,
}

impl Returned {
    /// Reads a mail. What cannot be read says nothing.
    pub fn read(raw: &[u8]) -> Self {
        let Some(mail) = MessageParser::default().parse(raw) else {
            return Self { news: News::Other, tokens: Vec::new() };
        };
        let returned = Self::of(&mail);
        take_apart(mail);
        returned
    }

    fn of(mail: &Message<'_>) -> Self {
        if let Some(report) = report_part(mail, "feedback-report") {
            return Self::complaint(mail, &report);
        }
        let news = match report_part(mail, "delivery-status") {
            Some(report) => bounce::formal(&report, mail),
            None if is_receipt(mail) => News::Other,
            None => bounce::informal(mail),
        };
        Self { news, tokens: tokens_of(mail) }
    }

    fn complaint(mail: &Message<'_>, report: &str) -> Self {
        let fields = blocks(report).concat();
        // Some providers also tell when a letter was called no spam after all.
        let is_abuse =
            value(&fields, "feedback-type").is_some_and(|kind| !kind.eq_ignore_ascii_case("not-spam"));
        let mut found = value(&fields, "original-mail-from").map(tokens).unwrap_or_default();
        found.extend(tokens_of(mail));
        Self { news: if is_abuse { News::Complaint } else { News::Other }, tokens: found }
    }
}

/// Lets go of a mail layer by layer. Dropped whole, one with thousands of mails inside one
/// another would need a stack as deep.
fn take_apart(mail: Message<'_>) {
    let mut layers = vec![mail];
    while let Some(mail) = layers.pop() {
        layers.extend(mail.parts.into_iter().filter_map(|part| match part.body {
            PartType::Message(inner) => Some(inner),
            _ => None,
        }));
    }
}

/// Whether it tells what became of a letter after it had arrived (RFC 8098).
fn is_receipt(mail: &Message<'_>) -> bool {
    let kind = mail.content_type().and_then(|kind| kind.attribute("report-type"));
    kind.is_some_and(|kind| kind.eq_ignore_ascii_case("disposition-notification"))
        || report_part(mail, "disposition-notification").is_some()
}

impl std::fmt::Debug for Returned {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Returned").field("news", &self.news).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for News {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Bounce(failed) => failed.fmt(f),
            Self::Delay => f.write_str("Delay"),
            Self::Complaint => f.write_str("Complaint"),
            Self::Other => f.write_str("Other"),
        }
    }
}
