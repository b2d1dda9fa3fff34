/// Why nothing was fetched. None of these names the address: it may be private.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    #[error("the address is malformed, or has a password or an unusual port")]
    BadAddress,
    #[error("the address is not on the public Internet")]
    PrivateAddress,
    #[error("no server answers there")]
    Unreachable,
    #[error("the server refused with status {0}")]
    Refused(u16),
    #[error("the answer is too large")]
    TooLarge,
    #[error("the answer took too long")]
    TooSlow,
    /// Another scheme, another protocol, or an encoding that was not asked for.
    #[error("what is there does not speak plain HTTP")]
    NotHttp,
    #[error("the server redirects again and again")]
    TooManyRedirects,
    /// The server says that this will never come back.
    #[error("the server says that this is gone for good")]
    Gone,
}

impl FetchError {
    /// The key of the sentence that the person reads.
    pub fn key(self) -> &'static str {
        match self {
            Self::BadAddress => "fetch-refused-bad-address",
            Self::PrivateAddress => "fetch-refused-private-address",
            Self::Unreachable => "fetch-refused-unreachable",
            Self::Refused(_) => "fetch-refused-status",
            Self::TooLarge => "fetch-refused-too-large",
            Self::TooSlow => "fetch-refused-too-slow",
            Self::NotHttp => "fetch-refused-not-http",
            Self::TooManyRedirects => "fetch-refused-too-many-redirects",
            Self::Gone => "fetch-refused-gone",
        }
    }

    /// Whether the same request may succeed later.
    pub fn may_pass(self) -> bool {
        match self {
            Self::Unreachable | Self::TooSlow => true,
            Self::Refused(status) => matches!(status, 408 | 425 | 429 | 500..=599),
            _ => false,
        }
    }
}

/// Why no fetcher could be made.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    #[error("TLS cannot be set up")]
    Tls(#[from] rustls::Error),
    #[error("the HTTP client cannot be set up")]
    Client(#[from] reqwest::Error),
}
