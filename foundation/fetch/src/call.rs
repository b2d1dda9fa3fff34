use std::fmt;

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use reqwest::header::{ACCEPT_ENCODING, CONTENT_TYPE};
use url::Url;

use crate::{error::FetchError, fetcher::Fetcher, guard::reading};

/// So many bytes in a millisecond come through a slow line.
const SLOW: usize = 20;
/// Whoever calls counts on being answered by then.
const LONGEST: Duration = Duration::from_secs(240);

/// A call to the programming interface of a server that someone named. It is judged as every
/// fetched address is; redirects are not followed, and nothing is sent twice.
#[derive(Clone)]
pub struct Call {
    method: Method,
    url: Url,
    headers: HeaderMap,
    body: Bytes,
}

/// Some servers take the secret in the address: of it only the server is shown, and of the body nothing.
impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Call({} {})", self.method, self.url.host_str().unwrap_or_default())
    }
}

/// What the server answered, whatever its status.
#[derive(Clone, PartialEq, Eq)]
pub struct Called {
    /// The status.
    pub status: u16,
    /// Its headers.
    pub headers: HeaderMap,
    /// The body.
    pub bytes: Bytes,
}

/// An answer may be a new secret: only what it weighs is shown.
impl fmt::Debug for Called {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Called({}, {} bytes)", self.status, self.bytes.len())
    }
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CallError {
    /// The server never heard of it.
    #[error("the call was not made")]
    NotSent(#[source] FetchError),
    /// The server may have done what it was asked.
    #[error("the call was made and no answer came")]
    Unanswered(#[source] FetchError),
}

impl CallError {
    /// Whether the server may have done what it was asked.
    pub fn was_sent(&self) -> bool {
        matches!(self, Self::Unanswered(_))
    }

    /// What went wrong on the way.
    pub fn cause(&self) -> FetchError {
        match self {
            Self::NotSent(cause) | Self::Unanswered(cause) => *cause,
        }
    }
}

impl Call {
    /// A call without a body.
    pub fn new(method: Method, url: Url) -> Self {
        Self { method, url, headers: HeaderMap::new(), body: Bytes::new() }
    }

    /// Asks for what is there.
    pub fn get(url: Url) -> Self {
        Self::new(Method::GET, url)
    }

    /// Hands something over.
    pub fn post(url: Url) -> Self {
        Self::new(Method::POST, url)
    }

    /// With a header; one whose value no header can hold is left out.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(name, value);
        }
        self
    }

    /// With a secret that no log may show.
    #[must_use]
    pub fn bearer(mut self, secret: &str) -> Self {
        if let Ok(mut value) = HeaderValue::from_str(&format!("Bearer {secret}")) {
            value.set_sensitive(true);
            self.headers.insert(http::header::AUTHORIZATION, value);
        }
        self
    }

    /// With a user and a password, which no log may show (RFC 7617).
    #[must_use]
    pub fn basic(mut self, user: &str, password: &str) -> Self {
        use base64::{Engine as _, engine::general_purpose::STANDARD};
        let pair = STANDARD.encode(format!("{user}:{password}"));
        if let Ok(mut value) = HeaderValue::from_str(&format!("Basic {pair}")) {
            value.set_sensitive(true);
            self.headers.insert(http::header::AUTHORIZATION, value);
        }
        self
    }

    /// With a body of this kind.
    #[must_use]
    pub fn body(mut self, kind: &str, body: impl Into<Bytes>) -> Self {
        self.body = body.into();
        self.header(CONTENT_TYPE, kind)
    }

    /// With a body of JSON.
    #[must_use]
    pub fn json(self, value: &serde_json::Value) -> Self {
        self.body("application/json", value.to_string())
    }
}

impl Called {
    /// The text of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Whether the server did what it was asked.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

impl Fetcher {
    /// Makes a call and waits for the answer: at most as long as the policy says, and as a heavy body
    /// needs on a slow line, yet never longer than four minutes.
    pub async fn call(&self, call: Call) -> Result<Called, CallError> {
        self.guard.check(&call.url).map_err(CallError::NotSent)?;
        let on_a_slow_line = Duration::from_millis(u64::try_from(call.body.len() / SLOW).unwrap_or(u64::MAX));
        let patience = self.total_timeout.saturating_add(on_a_slow_line).min(LONGEST);
        let made = tokio::time::timeout(patience, self.make(call)).await;
        // Where the time ran out, nobody knows how far the call came.
        made.unwrap_or(Err(CallError::Unanswered(FetchError::TooSlow)))
    }

    async fn make(&self, call: Call) -> Result<Called, CallError> {
        let request = self
            .client
            .request(call.method, call.url)
            .headers(call.headers)
            .header(ACCEPT_ENCODING, "identity")
            .body(call.body);
        let mut response = request.send().await.map_err(|error| {
            let cause = reading(&error);
            if error.is_connect() || error.is_builder() || cause == FetchError::PrivateAddress {
                CallError::NotSent(cause)
            } else {
                CallError::Unanswered(cause)
            }
        })?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let mut bytes = BytesMut::new();
        let late = |error: reqwest::Error| CallError::Unanswered(reading(&error));
        while let Some(chunk) = response.chunk().await.map_err(late)? {
            if bytes.len().saturating_add(chunk.len()) > self.max_bytes {
                return Err(CallError::Unanswered(FetchError::TooLarge));
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(Called { status, headers, bytes: bytes.freeze() })
    }
}
