//! What the guard lets through, against servers that do not behave.
#![cfg(test)]

mod addresses;
mod answers;
mod calls;
mod redirects;
mod server;

use std::net::IpAddr;
use std::time::Duration;

use griot_fetch::{Body, Conditional, FetchError, FetchPolicy, Fetched, Fetcher};
use url::Url;

/// A policy that reaches one local address and one local port, and is strict elsewhere.
pub fn policy(port: u16) -> FetchPolicy {
    FetchPolicy {
        exceptions: vec![IpAddr::from([127, 0, 0, 1])],
        ports: vec![port],
        max_bytes: 100_000,
        connect_timeout: Duration::from_secs(2),
        total_timeout: Duration::from_secs(20),
        ..FetchPolicy::default()
    }
}

pub async fn fetch(port: u16, path: &str) -> Result<Fetched, FetchError> {
    let url = Url::parse(&format!("http://127.0.0.1:{port}{path}")).unwrap();
    Fetcher::new(policy(port)).unwrap().get(&url, &Conditional::default()).await
}

pub fn body(fetched: Fetched) -> Body {
    match fetched {
        Fetched::Body(body) => *body,
        Fetched::NotModified => panic!("a body was expected"),
    }
}
