//! Messages to telephones and from them: one trait, behind which a gateway carries them.
//!
//! The sender of every message, and whom it goes to, is known to the operators on the way and to
//! whoever may ask them. Neither a number nor a text is ever written to a log.

mod gateway;
mod kannel;
mod memory;
mod phone;
mod weight;

use std::{fmt, sync::Arc};

use async_trait::async_trait;
use griot_fetch::{CallError, FetchPolicy, Fetcher};
use url::Url;

pub use gateway::Gateway;
pub use kannel::{Kannel, Report};
pub use memory::MemorySms;
pub use phone::{BadPhone, Phone};
pub use weight::{Alphabet, Weight, transliterated};

/// A message to one telephone.
#[derive(Clone, PartialEq, Eq)]
pub struct Sms {
    /// Whose.
    pub to: Phone,
    /// The words, as they are to be read: the gateway chooses the alphabet that holds them.
    pub text: String,
    /// A name of ours for it, by which reports speak of it.
    pub name: String,
    /// Where the gateway tells what became of it, if it tells.
    pub report: Option<Url>,
}

impl fmt::Debug for Sms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sms(…)")
    }
}

/// Carries messages: through a gateway, or into a test's memory.
#[async_trait]
pub trait SmsPost: Send + Sync + fmt::Debug {
    /// Hands one message over, once. `Ok` means that the gateway answers for it now.
    async fn send(&self, sms: &Sms) -> Result<(), SmsError>;
}

/// Why a message was not handed over. The cause names nobody and may go to a log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SmsError {
    /// It was certainly not taken, and may be later.
    #[error("the message could not be handed over now: {0}")]
    Retry(String),
    /// The gateway will not take it: do not try again.
    #[error("the message was refused: {0}")]
    Refused(String),
    /// It was handed over and no answer came: it may be on its way. Sending it again may send it twice.
    #[error("nobody knows whether the message was taken")]
    Unknown,
}

/// Why the address of a gateway was not taken; each says what to write.
#[derive(Debug, thiserror::Error)]
pub enum BadGateway {
    /// It cannot be read as one.
    #[error(
        "the gateway's address must look like http://user:password@127.0.0.1:13013/cgi-bin/sendsms?from=1234"
    )]
    Unreadable,
    /// A password would be seen by everybody on the way.
    #[error("a password is not sent unencrypted: use https://, or a gateway on this machine")]
    OpenPassword,
    /// What is needed to call anybody is missing.
    #[error("calls cannot be made")]
    Setup(#[from] griot_fetch::SetupError),
}

/// Opens the gateway at this address: Kannel where the path says `sendsms`, otherwise the generic one.
pub fn open(address: &str) -> Result<Arc<dyn SmsPost>, BadGateway> {
    let url = Url::parse(address).map_err(|_| BadGateway::Unreadable)?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
        return Err(BadGateway::Unreadable);
    }
    let secret = url.password().is_some() || url.query().is_some_and(|query| query.contains("token="));
    if url.scheme() == "http" && secret && !crate::mime::is_loopback(&url) {
        return Err(BadGateway::OpenPassword);
    }
    // Whoever runs the house chose this address, which mostly is on the same machine.
    let fetcher = Fetcher::new(FetchPolicy { allow_private: true, ..FetchPolicy::default() })?;
    Ok(if url.path().ends_with("/sendsms") {
        Arc::new(Kannel::new(url, fetcher))
    } else {
        Arc::new(Gateway::new(url, fetcher))
    })
}

/// What a call that was not answered means.
fn unanswered(error: CallError) -> SmsError {
    match error {
        CallError::NotSent(cause) => SmsError::Retry(cause.to_string()),
        CallError::Unanswered(_) => SmsError::Unknown,
    }
}

/// What a user name or a password says, its percent signs undone.
fn login(url: &Url) -> (String, String) {
    let plain = |text: &str| {
        let pair = format!("x={}", text.replace('+', "%2B"));
        url::form_urlencoded::parse(pair.as_bytes()).next().map(|(_, value)| value.into_owned())
    };
    (plain(url.username()).unwrap_or_default(), url.password().and_then(plain).unwrap_or_default())
}
