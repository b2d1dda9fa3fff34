//! A letter as the bytes of a mail (RFC 5322), and the sender on its envelope.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::{Duration, SystemTime};

use lettre::Message;
use lettre::message::header::{
    ContentDisposition, ContentTransferEncoding, ContentType, HeaderName, HeaderValue,
};
use lettre::message::{Body, MultiPart, SinglePart};
use url::Url;

use crate::text::{flow, one_line};
use crate::{Attachment, Letter, Mailbox, PostError};

/// Longest subject: no list shows more, and no header line may grow too long.
const SUBJECT: usize = 200;
/// Letters of a long thread that are still named.
const REFERENCES: usize = 10;
/// Longest word on a header line, well under the 998 that RFC 5322 allows.
const WORD: usize = 900;

/// The mail, in ASCII with CRLF line ends.
pub(crate) fn bytes(letter: &Letter, from: &Mailbox) -> Result<Vec<u8>, PostError> {
    let domain = from.email.domain();
    let own_id = match letter.message_id.is_empty() {
        true => digest(letter),
        false => letter.message_id.clone(),
    };

    let mut message = Message::builder()
        .from(from.header())
        .to(lettre::message::Mailbox::new(None, letter.to.address()))
        .subject(subject(&letter.subject))
        .raw_header(ready("Message-ID", id(&own_id, domain))?);
    if let Some(ms) = letter.written_at.and_then(|ms| u64::try_from(ms).ok()) {
        message = message.date(SystemTime::UNIX_EPOCH + Duration::from_millis(ms));
    }
    for (name, value) in headers(letter, domain) {
        message = message.raw_header(ready(name, value)?);
    }

    // A quoted-printable body never holds "=_", so no text can forge the boundary.
    let boundary = format!("=_{:.60}", atom(&own_id));
    let mut parts = MultiPart::alternative()
        .boundary(boundary)
        .singlepart(part("text/plain; charset=utf-8; format=flowed", flow(&letter.text))?)
        .singlepart(part("text/html; charset=utf-8", letter.light_html())?);
    if !letter.attachments.is_empty() {
        // A colon stands in no id, so this is not the beginning of the boundary inside, nor it of this.
        let mut whole = MultiPart::mixed().boundary(format!("=_:{:.60}", atom(&own_id))).multipart(parts);
        for file in &letter.attachments {
            whole = whole.singlepart(attached(file)?);
        }
        parts = whole;
    }
    let message = message.envelope(envelope(letter, from)?).multipart(parts);
    Ok(message.map_err(|_| PostError::Unwritable)?.formatted())
}

/// The envelope: where the letter goes, and where it comes back to.
pub(crate) fn envelope(letter: &Letter, from: &Mailbox) -> Result<lettre::address::Envelope, PostError> {
    let sender = letter.returns_to.as_ref().unwrap_or(&from.email).address();
    lettre::address::Envelope::new(Some(sender), vec![letter.to.address()]).map_err(|_| PostError::Unwritable)
}

/// The headers that a letter may or may not have, ready to be written.
fn headers(letter: &Letter, domain: &str) -> Vec<(&'static str, String)> {
    let mut headers = Vec::new();
    if let Some(parent) = &letter.in_reply_to {
        headers.push(("In-Reply-To", id(parent, domain)));
    }
    if let Some(thread) = thread(letter, domain) {
        headers.push(("References", thread));
    }
    if let Some(url) = letter.unsubscribe.as_ref().filter(|url| is_written(url)) {
        headers.push(("List-Unsubscribe", format!("<{url}>")));
        if is_one_click(url) {
            headers.push(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".into()));
        }
    }
    if let Some(list) = letter.list_id.as_deref().filter(|list| !list.is_empty()) {
        headers.push(("List-Id", format!("<{}.{domain}>", atom(list))));
    }
    if let Some(address) = &letter.replies_to {
        headers.push(("Reply-To", address.as_str().to_owned()));
    }
    if let Some(address) = &letter.returns_to {
        // Where a provider may tell that this letter was called spam (RFC 9477). Reports
        // quote headers more often than envelopes.
        headers.push(("CFBL-Address", format!("{}; report=arf", address.as_str())));
    }
    if !letter.language.is_empty() {
        headers.push(("Content-Language", atom(&letter.language)));
    }
    if letter.auto_submitted {
        headers.push(("Auto-Submitted", "auto-generated".into()));
        // The same word for servers that know no RFC 3834.
        headers.push(("X-Auto-Response-Suppress", "All".into()));
    }
    headers
}

/// The first letter of the thread and the latest ones, the parent at the end.
fn thread(letter: &Letter, domain: &str) -> Option<String> {
    let mut ids: Vec<String> = Vec::new();
    for local in letter.references.iter().chain(&letter.in_reply_to) {
        let id = id(local, domain);
        ids.retain(|known| *known != id);
        ids.push(id);
    }
    while ids.len() > REFERENCES {
        ids.remove(1);
    }
    (!ids.is_empty()).then(|| ids.join("\r\n "))
}

fn is_written(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.as_str().len() <= WORD
}

/// RFC 8058 asks for https; a site tried out at home has none.
fn is_one_click(url: &Url) -> bool {
    url.scheme() == "https" || is_loopback(url)
}

/// Whether the address stays on this machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let ip: Option<std::net::IpAddr> = bare.parse().ok();
    host == "localhost" || ip.is_some_and(|ip| ip.is_loopback())
}

fn subject(text: &str) -> String {
    let line = one_line(text);
    match line.char_indices().nth(SUBJECT) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}

/// A Message-ID between its brackets. A whole one of elsewhere stays whole.
fn id(local: &str, domain: &str) -> String {
    let bare = local.trim_start_matches('<').trim_end_matches('>');
    match bare.rsplit_once('@') {
        Some((left, right)) => format!("<{}@{}>", atom(left), atom(right)),
        None => format!("<{}@{domain}>", atom(bare)),
    }
}

/// Only characters that need no quoting, in a length that needs no folding.
fn atom(text: &str) -> String {
    let safe = |c: char| match c {
        c if c.is_ascii_alphanumeric() => c,
        '.' | '-' | '_' | '+' | '=' | '/' => c,
        _ => '-',
    };
    text.chars().take(200).map(safe).collect()
}

/// The same text for the same letter, for callers that name no id.
fn digest(letter: &Letter) -> String {
    let mut hasher = DefaultHasher::new();
    (&letter.to, &letter.subject, &letter.text, letter.written_at).hash(&mut hasher);
    format!("letter-{:016x}", hasher.finish())
}

fn part(kind: &str, text: String) -> Result<SinglePart, PostError> {
    let kind = ContentType::parse(kind).map_err(|_| PostError::Unwritable)?;
    let body = Body::new_with_encoding(text, ContentTransferEncoding::QuotedPrintable)
        .map_err(|_| PostError::Unwritable)?;
    Ok(SinglePart::builder().header(kind).body(body))
}

/// A file as a part of the mail.
fn attached(file: &Attachment) -> Result<SinglePart, PostError> {
    let kind = ContentType::parse(file.kind).map_err(|_| PostError::Unwritable)?;
    let body = Body::new_with_encoding(file.bytes.to_vec(), ContentTransferEncoding::Base64)
        .map_err(|_| PostError::Unwritable)?;
    let shown = ContentDisposition::attachment(&atom(&file.name));
    Ok(SinglePart::builder().header(kind).header(shown).body(body))
}

/// A header whose value is already safe: made of atoms and web addresses.
fn ready(name: &str, value: String) -> Result<HeaderValue, PostError> {
    let name = HeaderName::new_from_ascii(name.to_owned()).map_err(|_| PostError::Unwritable)?;
    Ok(HeaderValue::dangerous_new_pre_encoded(name, value.clone(), value))
}
