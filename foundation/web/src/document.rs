//! Answers for machines that come again and again: only what changed travels, and it travels packed.

use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use griot_kernel::Timestamp;

use crate::{Encoding, Section};

/// What a day has.
const DAY: i64 = 86_400_000;
/// Less than this is not worth packing.
const WORTH_PACKING: usize = 600;

/// A text for machines.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its content type.
    pub kind: &'static str,
    /// The text.
    pub body: String,
    /// The day of the last change, if it is known.
    pub day: Option<Timestamp>,
    /// What may be kept of it.
    pub cache: &'static str,
}

impl Document {
    /// The text, or that it has not changed since the reader came last.
    pub fn answer(self, section: &Section, headers: &HeaderMap) -> Response {
        let digest: String = blake3::hash(self.body.as_bytes()).to_hex().chars().take(24).collect();
        let etag = format!("W/\"{digest}\"");
        let changed = self.day.map(|day| last_modified(day, section.clock.now()));
        let known = match headers.get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok()) {
            Some(tags) => matches(tags, &etag),
            None => changed.is_some_and(|changed| not_since(headers, changed)),
        };

        let mut response =
            if known { StatusCode::NOT_MODIFIED.into_response() } else { packed(self.body, headers) };
        let mut put = |name: HeaderName, value: String| {
            if let Ok(value) = HeaderValue::try_from(value) {
                response.headers_mut().insert(name, value);
            }
        };
        put(header::ETAG, etag);
        put(header::CACHE_CONTROL, self.cache.to_owned());
        put(header::VARY, "accept-encoding".to_owned());
        if let Some(changed) = changed {
            put(header::LAST_MODIFIED, http_date(changed.at));
        }
        if !known {
            put(header::CONTENT_TYPE, self.kind.to_owned());
        }
        response
    }
}

/// When something was last changed, as far as it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Changed {
    at: Timestamp,
    settled: bool,
}

/// Only days are told. While the day of a change lasts, more may follow, so it is told as the
/// day's first moment and believed of nobody; after it, as the day's end.
fn last_modified(day: Timestamp, now: Timestamp) -> Changed {
    let start = midnight(day);
    let end = Timestamp::from_millisecond(start.as_millisecond() + DAY);
    if end <= now { Changed { at: end, settled: true } } else { Changed { at: start, settled: false } }
}

/// The first moment of the day on which `at` falls.
pub fn midnight(at: Timestamp) -> Timestamp {
    Timestamp::start_of(at.day())
}

/// A moment as HTTP writes it.
pub fn http_date(at: Timestamp) -> String {
    at.to_jiff().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

fn not_since(headers: &HeaderMap, changed: Changed) -> bool {
    let Some(since) = headers.get(header::IF_MODIFIED_SINCE).and_then(|since| since.to_str().ok()) else {
        return false;
    };
    // Readers give back what they were given, so the text itself is compared.
    changed.settled && since.trim() == http_date(changed.at)
}

/// Whether the tags that a reader knows hold this one; the mark of a weak tag does not count.
fn matches(known: &str, etag: &str) -> bool {
    let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    known.trim() == "*" || known.split(',').any(|tag| bare(tag) == bare(etag))
}

/// The text, packed as pages are.
fn packed(body: String, headers: &HeaderMap) -> Response {
    let encoding = if body.len() > WORTH_PACKING { Encoding::best(headers) } else { Encoding::Plain };
    let mut response = Body::from(encoding.pack(&body.into())).into_response();
    if let Some(name) = encoding.header() {
        response.headers_mut().insert(header::CONTENT_ENCODING, name);
    }
    response
}

#[cfg(test)]
mod tests {
    use griot_kernel::Timestamp;

    use super::{http_date, last_modified, matches};

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_hour_of_a_change_is_not_told() {
        let morning = at("2013-02-14T09:30:00Z");
        let same_day = last_modified(morning, at("2013-02-14T18:00:00Z"));
        assert_eq!(
            (http_date(same_day.at).as_str(), same_day.settled),
            ("Thu, 14 Feb 2013 00:00:00 GMT", false)
        );
        let later = last_modified(morning, at("2013-02-20T18:00:00Z"));
        assert_eq!((http_date(later.at).as_str(), later.settled), ("Fri, 15 Feb 2013 00:00:00 GMT", true));
    }

    #[test]
    fn a_known_tag_is_found_among_others() {
        assert!(matches("\"b\", W/\"a\"", "W/\"a\""));
        assert!(matches("\"a\"", "W/\"a\""));
        assert!(matches("*", "W/\"a\""));
        assert!(!matches("\"aa\"", "W/\"a\""));
    }
}
