use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::header::{
    ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderName, IF_MODIFIED_SINCE, IF_NONE_MATCH,
    LAST_MODIFIED, LOCATION,
};
use reqwest::{Client, Response, redirect, retry};
use url::Url;

use crate::error::{FetchError, SetupError};
use crate::guard::{Guard, GuardedLookup, reading};
use crate::lookup::{Lookup, SystemLookup};
use crate::policy::FetchPolicy;
use crate::tls;

/// Fetches what people point at, and nothing that they should not reach.
#[derive(Clone, Debug)]
pub struct Fetcher {
    pub(crate) client: Client,
    pub(crate) guard: Guard,
    pub(crate) max_bytes: usize,
    max_redirects: u8,
    pub(crate) total_timeout: Duration,
}

/// What is already here, so that the server need not send it again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conditional {
    pub etag: Option<String>,
    pub last_modified: Option<String>,
}

/// What the server had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fetched {
    /// Nothing newer than what [`Conditional`] names.
    NotModified,
    Body(Box<Body>),
}

/// What was fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Where it was in the end.
    pub url_final: Url,
    /// Where to ask from now on: as far as the redirects said "for good".
    pub moved_to: Option<Url>,
    pub content_type: Option<String>,
    pub etag: Option<String>,
    pub last_modified: Option<String>,
    pub bytes: Bytes,
}

enum Answer {
    Redirect { to: Url, for_good: bool },
    NotModified,
    Body(Response),
}

impl Fetcher {
    pub fn new(policy: FetchPolicy) -> Result<Self, SetupError> {
        Self::with_lookup(policy, Arc::new(SystemLookup))
    }

    /// A fetcher that asks `lookup` for the addresses of names.
    pub fn with_lookup(policy: FetchPolicy, lookup: Arc<dyn Lookup>) -> Result<Self, SetupError> {
        let guard = Guard::new(&policy);
        let client = Client::builder()
            .tls_backend_preconfigured(tls::config()?)
            .dns_resolver(GuardedLookup { guard: guard.clone(), lookup })
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            .no_proxy()
            .referer(false)
            // A kept connection would not be judged again.
            .pool_max_idle_per_host(0)
            .connect_timeout(policy.connect_timeout)
            .user_agent(policy.user_agent)
            .build()?;
        Ok(Self {
            client,
            guard,
            max_bytes: policy.max_bytes,
            max_redirects: policy.max_redirects,
            total_timeout: policy.total_timeout,
        })
    }

    /// Reads an address as a person types it, with or without `https://`, and judges
    /// what can be judged without the network.
    pub fn address(&self, typed: &str) -> Result<Url, FetchError> {
        let typed = typed.trim();
        let whole = if typed.contains("://") { typed.to_owned() } else { format!("https://{typed}") };
        let mut url = Url::parse(&whole).map_err(|_| FetchError::BadAddress)?;
        self.guard.check(&url)?;
        url.set_fragment(None);
        Ok(url)
    }

    /// Fetches `url`, following redirects.
    pub async fn get(&self, url: &Url, conditional: &Conditional) -> Result<Fetched, FetchError> {
        match tokio::time::timeout(self.total_timeout, self.follow(url, conditional)).await {
            Ok(answer) => answer,
            Err(_) => Err(FetchError::TooSlow),
        }
    }

    async fn follow(&self, url: &Url, conditional: &Conditional) -> Result<Fetched, FetchError> {
        let mut url = url.clone();
        let mut moved_to = None;
        let mut always_for_good = true;
        for _ in 0..=self.max_redirects {
            match self.ask(&url, conditional).await? {
                Answer::Redirect { to, for_good } => {
                    always_for_good &= for_good;
                    if always_for_good {
                        moved_to = Some(to.clone());
                    }
                    url = to;
                }
                Answer::NotModified => return Ok(Fetched::NotModified),
                Answer::Body(response) => {
                    return self
                        .read(url, moved_to, response)
                        .await
                        .map(|body| Fetched::Body(Box::new(body)));
                }
            }
        }
        Err(FetchError::TooManyRedirects)
    }

    /// One step, judged anew.
    async fn ask(&self, url: &Url, conditional: &Conditional) -> Result<Answer, FetchError> {
        self.guard.check(url)?;
        let mut request = self.client.get(url.clone()).header(ACCEPT_ENCODING, "identity");
        if let Some(etag) = &conditional.etag {
            request = request.header(IF_NONE_MATCH, etag);
        }
        if let Some(date) = &conditional.last_modified {
            request = request.header(IF_MODIFIED_SINCE, date);
        }
        let response = request.send().await.map_err(|error| reading(&error))?;
        let was_asked = conditional.etag.is_some() || conditional.last_modified.is_some();
        match response.status().as_u16() {
            200..=299 => Ok(Answer::Body(response)),
            304 if was_asked => Ok(Answer::NotModified),
            status @ (301 | 302 | 303 | 307 | 308) => {
                let place = header(&response, LOCATION).ok_or(FetchError::Refused(status))?;
                let mut to = url.join(&place).map_err(|_| FetchError::BadAddress)?;
                to.set_fragment(None);
                Ok(Answer::Redirect { to, for_good: matches!(status, 301 | 308) })
            }
            410 => Err(FetchError::Gone),
            status => Err(FetchError::Refused(status)),
        }
    }

    async fn read(
        &self,
        url: Url,
        moved_to: Option<Url>,
        mut response: Response,
    ) -> Result<Body, FetchError> {
        let encoding = header(&response, CONTENT_ENCODING).unwrap_or_default();
        if !matches!(encoding.trim().to_ascii_lowercase().as_str(), "" | "identity") {
            return Err(FetchError::NotHttp);
        }
        let announced = response.content_length().map_or(Ok(0), usize::try_from);
        if !announced.is_ok_and(|length| length <= self.max_bytes) {
            return Err(FetchError::TooLarge);
        }
        let mut bytes = BytesMut::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| reading(&error))? {
            if bytes.len().saturating_add(chunk.len()) > self.max_bytes {
                return Err(FetchError::TooLarge);
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(Body {
            url_final: url,
            moved_to,
            content_type: header(&response, CONTENT_TYPE),
            etag: header(&response, ETAG),
            last_modified: header(&response, LAST_MODIFIED),
            bytes: bytes.freeze(),
        })
    }
}

fn header(response: &Response, name: HeaderName) -> Option<String> {
    response.headers().get(name)?.to_str().ok().map(str::to_owned)
}
