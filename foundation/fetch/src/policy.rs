use std::net::IpAddr;
use std::time::Duration;

/// What a fetcher may do. The default suits feeds and pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FetchPolicy {
    /// Lifts the guard on addresses and ports: for tests only.
    pub allow_private: bool,
    /// Single addresses that may be reached although they are not public.
    pub exceptions: Vec<IpAddr>,
    /// The ports that may be reached.
    pub ports: Vec<u16>,
    /// The largest body.
    pub max_bytes: usize,
    /// The longest wait for a connection.
    pub connect_timeout: Duration,
    /// The longest wait for everything together, redirects and body included.
    pub total_timeout: Duration,
    pub max_redirects: u8,
    /// How this program names itself.
    pub user_agent: String,
}

impl Default for FetchPolicy {
    fn default() -> Self {
        Self {
            allow_private: false,
            exceptions: Vec::new(),
            ports: vec![80, 443, 8080, 8443],
            max_bytes: 5 * 1024 * 1024,
            connect_timeout: Duration::from_secs(10),
            total_timeout: Duration::from_secs(30),
            max_redirects: 5,
            user_agent: "Griot/0.1".to_owned(),
        }
    }
}
