//! What programs send: JSON whose every field is known and means something, or the caller is
//! told which does not.

use axum::{
    body::Bytes,
    http::{HeaderMap, StatusCode, header},
};
use griot_db::Conn;
use griot_kernel::PersonId;
use griot_web::{Visitor, once};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::problem::{ApiError, ApiProblem, changed, mend};

/// Signs of the longest key that a program may give.
const LONGEST_KEY: usize = 200;

/// What may be sent somewhere. Every field has a default: what must be there is asked for in a
/// sentence of its own.
pub(super) trait Sent: DeserializeOwned + Default {
    /// The names of its fields.
    const FIELDS: &'static [&'static str];
}

/// Reads what was sent.
pub(super) fn read<T: Sent>(v: &Visitor, headers: &HeaderMap, bytes: &Bytes) -> Result<T, ApiError> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/json") {
        let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
        return Err(ApiProblem::new(v, "not-json", status, "api-refused-kind").refuse());
    }
    let mut fields: Map<String, Value> = serde_json::from_slice(bytes)
        .map_err(|_| ApiProblem::new(v, "not-json", StatusCode::BAD_REQUEST, "api-refused-json").refuse())?;
    fields.values_mut().for_each(strip_nul);
    if let Some(unknown) = fields.keys().find(|name| !T::FIELDS.contains(&name.as_str())) {
        return Err(bad(v, "api-refused-field-unknown", unknown));
    }
    T::deserialize(Value::Object(fields.clone())).map_err(|_| {
        let alone = |(name, value): &(String, Value)| {
            T::deserialize(Value::Object([(name.clone(), value.clone())].into_iter().collect())).is_err()
        };
        let culprit = fields.into_iter().find(alone).map(|(name, _)| name).unwrap_or_default();
        bad(v, "api-refused-field", &culprit)
    })
}

/// Takes U+0000 out of every text, as it is taken out of forms: PostgreSQL does not hold it.
fn strip_nul(value: &mut Value) {
    match value {
        Value::String(text) => text.retain(|sign| sign != '\0'),
        Value::Array(all) => all.iter_mut().for_each(strip_nul),
        Value::Object(all) => all.values_mut().for_each(strip_nul),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The same where nothing need be sent.
pub(super) fn read_if_any<T: Sent>(v: &Visitor, headers: &HeaderMap, bytes: &Bytes) -> Result<T, ApiError> {
    if bytes.is_empty() || bytes.as_ref() == b"null" { Ok(T::default()) } else { read(v, headers, bytes) }
}

/// The sentence that says what is wrong with the field `name`.
pub(super) fn bad(v: &Visitor, key: &str, name: &str) -> ApiError {
    let name: String = name.chars().filter(|c| !c.is_control()).take(60).collect();
    let title = v.words.put(key, "name", &name);
    ApiProblem::said(v, "bad-field", StatusCode::BAD_REQUEST, title).about(&name).refuse()
}

/// The value of a header that may be left out, and must then stand once and be plain.
fn plain<'a>(v: &Visitor, headers: &'a HeaderMap, name: &str) -> Result<Option<&'a str>, ApiError> {
    let mut given = headers.get_all(name).iter();
    let Some(first) = given.next() else { return Ok(None) };
    match (first.to_str(), given.next()) {
        (Ok(text), None) => Ok(Some(text.trim())),
        _ => Err(bad_header(v, name)),
    }
}

fn bad_header(v: &Visitor, name: &str) -> ApiError {
    let title = v.words.put("api-refused-value", "name", name);
    let problem = ApiProblem::said(v, "bad-parameter", StatusCode::BAD_REQUEST, title);
    ApiProblem { parameter: Some(name.to_owned()), ..problem }.refuse()
}

/// The revision that a caller had before the eyes: `If-Match: "3"`, whose quotes may be forgotten.
pub(super) fn seen(v: &Visitor, headers: &HeaderMap) -> Result<Option<i64>, ApiError> {
    let Some(text) = plain(v, headers, "If-Match")? else { return Ok(None) };
    let digits = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    let digits = Some(digits).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    digits.and_then(|digits| digits.parse().ok()).map(Some).ok_or_else(|| bad_header(v, "If-Match"))
}

/// Refuses when a caller had another revision before the eyes than the one that stands there.
pub(super) fn still(v: &Visitor, seen: Option<i64>, revision: i64) -> Result<(), ApiError> {
    if seen.is_none_or(|seen| seen == revision) { Ok(()) } else { Err(changed(v)) }
}

/// The key under which a caller wants something made once: `Idempotency-Key`.
pub(super) fn key(
    v: &Visitor,
    headers: &HeaderMap,
    owner: PersonId,
    bytes: &[&[u8]],
) -> Result<Option<once::Key>, ApiError> {
    const NAME: &str = "Idempotency-Key";
    let Some(text) = plain(v, headers, NAME)? else { return Ok(None) };
    if text.is_empty() || text.len() > LONGEST_KEY || !text.bytes().all(|sign| sign.is_ascii_graphic()) {
        return Err(bad_header(v, NAME));
    }
    Ok(Some(once::Key::new(owner, text, &v.path, bytes)))
}

/// What was made under this key before, if it was given and the same was asked.
pub(super) async fn made(
    v: &Visitor,
    db: &mut Conn,
    key: Option<&once::Key>,
) -> Result<Option<Uuid>, ApiError> {
    let Some(key) = key else { return Ok(None) };
    match once::known(db, key).await? {
        once::Known::New => Ok(None),
        once::Known::Made(made) => Ok(Some(made)),
        once::Known::Other => Err(mend(v, "Idempotency-Key", "api-refused-key")),
    }
}
