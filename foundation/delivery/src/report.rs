//! Machine-written reports about letters: what they have in common, and the
//! complaints among them (RFC 5965).

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};

use crate::mime;

/// Headers that may hold the address a report was sent to, surest first.
const ADDRESSED: [&str; 5] = ["Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To"];

/// Someone called a letter spam: write to them no more.
#[derive(Clone, PartialEq, Eq)]
pub struct Complaint {
    /// The letter's bounce token.
    pub token: String,
    /// What they called it: `abuse`, `fraud`, `virus`, …
    pub kind: String,
}

/// Reads a complaint that a mailbox provider passed on. `None` for any other
/// mail, for one that says a letter was no spam, and for one without our token.
pub fn complaint(raw: &[u8]) -> Option<Complaint> {
    let mail = MessageParser::default().parse(raw)?;
    let report = report_part(&mail, "feedback-report")?;
    let fields = blocks(&report).concat();
    let kind = value(&fields, "feedback-type")?.to_ascii_lowercase();
    if kind == "not-spam" {
        return None;
    }
    let sender = value(&fields, "original-mail-from").and_then(token_in);
    let token = sender.or_else(|| token_of(&mail))?;
    Some(Complaint { token, kind })
}

/// The fields of a report part `message/{subtype}`.
pub(crate) fn report_part(mail: &Message<'_>, subtype: &str) -> Option<String> {
    let part = mail.parts.iter().find(|part| {
        part.content_type().is_some_and(|kind| {
            let written = kind.subtype().unwrap_or_default();
            kind.ctype().eq_ignore_ascii_case("message")
                && (written.eq_ignore_ascii_case(subtype)
                    || written.eq_ignore_ascii_case(&format!("global-{subtype}")))
        })
    })?;
    Some(String::from_utf8_lossy(part.contents()).into_owned())
}

/// One group of fields, names in lower case, values unfolded.
pub(crate) type Block = Vec<(String, String)>;

/// The groups of fields between blank lines.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = vec![Block::new()];
    for line in text.lines() {
        let Some(block) = blocks.last_mut() else {
            continue;
        };
        if line.trim().is_empty() {
            blocks.push(Block::new());
        } else if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = block.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            block.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

pub(crate) fn value<'a>(block: &'a Block, name: &str) -> Option<&'a str> {
    let field = block.iter().find(|(field, _)| field == name)?;
    Some(&field.1)
}

/// The token of the letter that a report is about: from the address the report
/// came to, else from the returned letter's own sender.
pub(crate) fn token_of(mail: &Message<'_>) -> Option<String> {
    let to_us = ADDRESSED.iter().find_map(|name| token_in_header(mail, name));
    to_us.or_else(|| mail.parts.iter().find_map(returned_token))
}

fn returned_token(part: &MessagePart<'_>) -> Option<String> {
    if let PartType::Message(letter) = &part.body {
        return token_in_header(letter, "Return-Path");
    }
    let kind = part.content_type()?;
    let is_headers = kind.subtype()?.eq_ignore_ascii_case("rfc822-headers");
    let headers = is_headers.then(|| part.text_contents()).flatten()?;
    value(&blocks(headers).concat(), "return-path").and_then(token_in)
}

fn token_in_header(mail: &Message<'_>, name: &str) -> Option<String> {
    mail.headers_raw()
        .filter(|(written, _)| written.eq_ignore_ascii_case(name))
        .find_map(|(_, value)| token_in(value))
}

/// The token in `bounce+TOKEN@…`, as it is written.
pub(crate) fn token_in(text: &str) -> Option<String> {
    let start = text.to_ascii_lowercase().find(mime::BOUNCE)? + mime::BOUNCE.len();
    let (token, _) = text.get(start..)?.split_once('@')?;
    mime::is_token(token).then(|| token.to_owned())
}

impl std::fmt::Debug for Complaint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Complaint").field("kind", &self.kind).finish_non_exhaustive()
    }
}
