//! The judgement itself: of an address as written, and of what a name resolves to.

use std::error::Error;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

use crate::address::is_public;
use crate::error::FetchError;
use crate::lookup::Lookup;
use crate::policy::FetchPolicy;

/// Longer addresses are attacks or mistakes.
const LONGEST: usize = 2048;

#[derive(Clone, Debug)]
pub(crate) struct Guard {
    allow_private: bool,
    exceptions: Arc<[IpAddr]>,
    ports: Arc<[u16]>,
}

impl Guard {
    pub(crate) fn new(policy: &FetchPolicy) -> Self {
        Self {
            allow_private: policy.allow_private,
            exceptions: policy.exceptions.as_slice().into(),
            ports: policy.ports.as_slice().into(),
        }
    }

    /// Judges an address before each step. A name is judged later, by [`GuardedLookup`].
    pub(crate) fn check(&self, url: &Url) -> Result<(), FetchError> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(FetchError::NotHttp);
        }
        let port = url.port_or_known_default().ok_or(FetchError::BadAddress)?;
        let crowded = !url.username().is_empty() || url.password().is_some();
        if crowded || url.as_str().len() > LONGEST || !(self.allow_private || self.ports.contains(&port)) {
            return Err(FetchError::BadAddress);
        }
        let literal = match url.host() {
            Some(Host::Ipv4(address)) => IpAddr::V4(address),
            Some(Host::Ipv6(address)) => IpAddr::V6(address),
            Some(Host::Domain(name)) if !name.is_empty() => return Ok(()),
            _ => return Err(FetchError::BadAddress),
        };
        if self.admits(literal) { Ok(()) } else { Err(FetchError::PrivateAddress) }
    }

    fn admits(&self, address: IpAddr) -> bool {
        self.allow_private || is_public(address) || self.exceptions.contains(&address)
    }
}

/// Resolves names for the client, and hides from it every address that is not admitted.
#[derive(Debug)]
pub(crate) struct GuardedLookup {
    pub(crate) guard: Guard,
    pub(crate) lookup: Arc<dyn Lookup>,
}

/// The name has addresses, but none that may be reached.
#[derive(Debug, thiserror::Error)]
#[error("the name has no public address")]
struct OnlyPrivate;

impl Resolve for GuardedLookup {
    fn resolve(&self, name: Name) -> Resolving {
        let (guard, lookup) = (self.guard.clone(), Arc::clone(&self.lookup));
        Box::pin(async move {
            let found = lookup.addresses(name.as_str()).await?;
            if found.is_empty() {
                return Err(std::io::Error::from(std::io::ErrorKind::NotFound).into());
            }
            let admitted: Vec<_> = found
                .into_iter()
                .filter(|address| guard.admits(*address))
                // The port 0 stands for the one of the address that was asked for.
                .map(|address| SocketAddr::new(address, 0))
                .collect();
            if admitted.is_empty() {
                return Err(OnlyPrivate.into());
            }
            let admitted: Addrs = Box::new(admitted.into_iter());
            Ok(admitted)
        })
    }
}

/// What the client's error means to the person who gave the address.
pub(crate) fn reading(error: &reqwest::Error) -> FetchError {
    let mut cause: Option<&(dyn Error + 'static)> = error.source();
    let mut network = error.is_connect();
    while let Some(inner) = cause {
        if inner.is::<OnlyPrivate>() {
            return FetchError::PrivateAddress;
        }
        network |= inner.is::<std::io::Error>();
        cause = inner.source();
    }
    if network {
        FetchError::Unreachable
    } else if error.is_timeout() {
        FetchError::TooSlow
    } else {
        FetchError::NotHttp
    }
}
