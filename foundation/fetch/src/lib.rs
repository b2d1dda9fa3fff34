#![doc = include_str!("../README.md")]

mod address;
mod call;
mod error;
mod fetcher;
mod guard;
mod lookup;
mod policy;
mod tls;

pub use address::is_public;
pub use call::{Call, CallError, Called};
pub use error::{FetchError, SetupError};
pub use fetcher::{Body, Conditional, Fetched, Fetcher};
pub use lookup::{Found, Lookup, SystemLookup};
pub use policy::FetchPolicy;
