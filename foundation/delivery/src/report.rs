//! Machine-written reports about letters: what bounces and complaints have in common.

use mail_parser::{Message, MessagePart, MimeHeaders, PartType};

use crate::returns::tokens;

/// Headers that may hold the address a report was sent to, surest first.
const ADDRESSED: [&str; 5] = ["Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To"];
/// Headers of a returned letter that hold the address it comes back to.
const OWN: [&str; 2] = ["Return-Path", "CFBL-Address"];
/// Tokens of a mail that are worth trying.
const TOKENS: usize = 64;
/// Parts of a mail that are looked at: a report has three.
const PARTS: usize = 50;

/// The fields of a report part `message/{subtype}`.
pub(crate) fn report_part(mail: &Message<'_>, subtype: &str) -> Option<String> {
    let part = mail.parts.iter().take(PARTS).find(|part| {
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

/// What may be the token of the letter that a report is about, surest first: from the
/// address the report came to, else from the returned letter itself.
pub(crate) fn tokens_of(mail: &Message<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for name in ADDRESSED {
        found.extend(in_header(mail, name));
    }
    for part in mail.parts.iter().take(PARTS) {
        found.extend(returned(part));
    }
    found.truncate(TOKENS);
    found
}

fn returned(part: &MessagePart<'_>) -> Vec<String> {
    if let PartType::Message(letter) = &part.body {
        return OWN.iter().flat_map(|name| in_header(letter, name)).collect();
    }
    let is_headers = |part: &MessagePart<'_>| {
        part.content_type()
            .and_then(|kind| kind.subtype())
            .is_some_and(|subtype| subtype.eq_ignore_ascii_case("rfc822-headers"))
    };
    let Some(headers) = Some(part).filter(|part| is_headers(part)).and_then(|part| part.text_contents())
    else {
        return Vec::new();
    };
    let fields = blocks(headers).concat();
    let own = |name: &str| value(&fields, &name.to_ascii_lowercase()).map(tokens).unwrap_or_default();
    OWN.iter().flat_map(|name| own(name)).collect()
}

fn in_header(mail: &Message<'_>, name: &str) -> Vec<String> {
    mail.headers_raw()
        .filter(|(written, _)| written.eq_ignore_ascii_case(name))
        .flat_map(|(_, value)| tokens(value))
        .collect()
}
