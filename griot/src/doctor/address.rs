//! Whether the public finds the house where its letters say that it is.

use griot_config::Config;
use griot_fetch::{Conditional, FetchError, FetchPolicy, Fetched, Fetcher};
use griot_pillar::Finding;
use url::{Host, Url};

use super::{PATIENCE, bad, said, well};
use crate::house;

/// What `/health/live` says of itself.
const LIVE: &[u8] = b"live";

/// Judges the public address, and asks there when the house is served.
pub async fn finding(config: &Config) -> Finding {
    let config = house::as_served(config);
    let url = &config.base_url;
    let found = if is_local(url) {
        if is_open_to_others(&config) {
            bad("health-found-base-url-local")
        } else if house::is_served(&config) {
            ask(url).await
        } else {
            well("health-found-base-url")
        }
    } else if url.scheme() != "https" {
        bad("health-found-base-url-bad")
    } else if house::is_served(&config) {
        ask(url).await
    } else {
        well("health-found-base-url")
    };
    Finding { detail: url.to_string(), ..found }
}

/// Whether only this machine finds the address.
fn is_local(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

/// Whether others are let in all the same: from other machines, or through a proxy on one.
fn is_open_to_others(config: &Config) -> bool {
    let proxied = config.trusted_proxies.iter().any(|net| !net.addr().is_loopback());
    !config.listen.ip().is_loopback() || proxied
}

/// Asks the house as the public does, through the proxy and its TLS. Whoever leads elsewhere is
/// not followed. The address is the operator's own, so it may be a private one.
async fn ask(url: &Url) -> Finding {
    let policy = FetchPolicy {
        allow_private: true,
        max_bytes: 1_000,
        max_redirects: 0,
        connect_timeout: PATIENCE,
        total_timeout: PATIENCE,
        ..FetchPolicy::default()
    };
    let fetcher = match Fetcher::new(policy) {
        Ok(fetcher) => fetcher,
        Err(error) => return Finding { cause: Some(said(&error)), ..bad("health-found-base-url-silent") },
    };
    let Ok(live) = url.join("/health/live") else { return bad("health-found-base-url-other") };
    match fetcher.get(&live, &Conditional::default()).await {
        Ok(Fetched::Body(body)) if *body.bytes == *LIVE => well("health-found-base-url-answers"),
        Ok(_) => bad("health-found-base-url-other"),
        Err(error @ (FetchError::Unreachable | FetchError::TooSlow | FetchError::PrivateAddress)) => {
            Finding { cause: Some(said(&error)), ..bad("health-found-base-url-silent") }
        }
        Err(error) => Finding { cause: Some(said(&error)), ..bad("health-found-base-url-other") },
    }
}
