//! What all networks have in common: how a call is made, and how its answer is read.

use std::time::Duration;

use griot_fetch::{Call, CallError, Called, FetchError};
use griot_kernel::Timestamp;
use jiff::SignedDuration;
use serde::de::DeserializeOwned;
use url::Url;

use super::{Account, Line, Trouble};

/// The longest sentence of a network that is shown.
const LONGEST: usize = 200;
/// By so much a text may seem older than it is, what is known of the server's clock put aside.
const SKEW: SignedDuration = SignedDuration::from_mins(10);

/// An address of the account's server.
pub(super) fn at(account: &Account, path: &str) -> Result<Url, Trouble> {
    let whole = format!("{}{path}", account.server.trim().trim_end_matches('/'));
    Url::parse(&whole).map_err(|_| no_server(account))
}

/// What stands at the address of the server is not the network, or nothing that may be reached.
pub(super) fn no_server(account: &Account) -> Trouble {
    Trouble::Content("channels-trouble-server", said(account, &account.server))
}

/// Makes a call. Where nobody answered the telephone, nothing was said.
pub(super) async fn call(line: Line<'_>, account: &Account, call: Call) -> Result<Called, Trouble> {
    let answer = line.fetcher.call(call).await.map_err(|error| match error {
        // What is forbidden today is forbidden tomorrow.
        CallError::NotSent(FetchError::BadAddress | FetchError::PrivateAddress | FetchError::NotHttp) => {
            no_server(account)
        }
        CallError::NotSent(_) => Trouble::Transient,
        CallError::Unanswered(_) => Trouble::Unknown,
    })?;
    // A key follows nobody to another address; what redirects is not the server that was meant.
    if (300..400).contains(&answer.status) { Err(no_server(account)) } else { Ok(answer) }
}

/// An answer as JSON; one that cannot be read leaves open what was done.
pub(super) fn read<T: DeserializeOwned>(answer: &Called) -> Result<T, Trouble> {
    serde_json::from_slice(&answer.bytes).map_err(|_| Trouble::Unknown)
}

/// What a network said, short enough to be shown, and without the key if it was said back.
pub(super) fn said(account: &Account, text: &str) -> String {
    let mut plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let key = &account.key;
    for secret in [&key.access, &key.refresh, &key.typed, &key.client_secret] {
        if !secret.is_empty() {
            plain = plain.replace(secret.as_str(), "…");
        }
    }
    plain.chars().take(LONGEST).collect()
}

/// What a network said with its refusal, or at least the number that it gave. A sentence of ours goes
/// around it, which brings its own full stop.
pub(super) fn quoted(account: &Account, answer: &Called, text: &str) -> String {
    let words = said(account, text.trim_end().trim_end_matches('.'));
    if words.is_empty() { format!("HTTP {}", answer.status) } else { words }
}

/// How far ahead of ours a server's clock is, by its own word.
fn ahead(answer: &Called, now: Timestamp) -> SignedDuration {
    let said = answer.header("date").and_then(|date| jiff::fmt::rfc2822::parse(date).ok());
    said.map_or(SignedDuration::ZERO, |theirs| theirs.timestamp().duration_since(now.to_jiff()))
}

/// A moment on the server's clock as a moment on ours.
pub(super) fn ours(answer: &Called, now: Timestamp, theirs: jiff::Timestamp) -> Timestamp {
    let ours = theirs.checked_sub(ahead(answer, now)).unwrap_or(theirs);
    Timestamp::from_millisecond(ours.as_millisecond())
}

/// The earliest moment, on the server's clock, that a text may bear which went out at `sent`.
pub(super) fn earliest(answer: &Called, now: Timestamp, sent: Timestamp) -> jiff::Timestamp {
    let sent = sent.to_jiff();
    let theirs = sent.checked_add(ahead(answer, now)).unwrap_or(sent);
    theirs.checked_sub(SKEW).unwrap_or(theirs)
}

/// So many seconds from now.
pub(super) fn after(now: Timestamp, seconds: i64) -> Timestamp {
    now + Duration::from_secs(u64::try_from(seconds).unwrap_or_default())
}

/// What stands before a text that has a warning, for networks that know no warnings.
pub(super) fn before(warning: Option<&str>) -> String {
    let warning = warning.map(str::trim).filter(|warning| !warning.is_empty());
    warning.map(|warning| format!("{warning}\n\n")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{super::Key, Account, said};

    #[test]
    fn a_key_that_is_said_back_is_not_shown() {
        let key = Key::typed("123:SECRET");
        let account = Account { server: "https://a.example".into(), name: "a".into(), key };
        assert_eq!(said(&account, "no  route\n/bot123:SECRET/getMe"), "no route /bot…/getMe");
        assert_eq!(said(&account, &"é".repeat(500)).chars().count(), 200);
    }
}
