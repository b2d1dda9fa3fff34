//! Browsers in which someone signed in before, so that tries of strangers elsewhere never make their
//! owner wait there. A browser holds a mark of its own, signed for the last person who signed in; it
//! opens nothing, and is set only once they proved who they are.

use axum::response::Response;
use griot_crypto::{Purpose, text};
use griot_kernel::PersonId;
use http::{HeaderMap, HeaderValue, header};

use crate::Section;

const COOKIE: &str = "__Host-known";
const KNOWN: Purpose = Purpose("people.known-browser");
const SECONDS_KEPT: u32 = 180 * 86_400;

/// Lets this browser be known as one of `person`'s.
pub(super) fn remember(section: &Section, answer: &mut Response, person: PersonId) {
    let mark = text::encode(&section.random.bytes::<16>());
    let signature = section.keys.signature_text(KNOWN, said(person, &mark).as_bytes());
    let cookie = format!(
        "{COOKIE}={mark}.{signature}; Path=/; Max-Age={SECONDS_KEPT}; Secure; HttpOnly; SameSite=Lax"
    );
    if let Ok(value) = HeaderValue::try_from(cookie) {
        answer.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// The mark of a browser in which `person` signed in before.
pub(super) fn mark(section: &Section, headers: &HeaderMap, person: Option<PersonId>) -> Option<String> {
    let person = person?;
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let (_, value) = pairs.find(|(name, _)| *name == COOKIE)?;
    let (mark, signature) = value.split_once('.')?;
    let good = section.keys.verify_text(KNOWN, said(person, mark).as_bytes(), signature);
    good.then(|| mark.to_owned())
}

fn said(person: PersonId, mark: &str) -> String {
    format!("{person}.{mark}")
}
