//! Where the mail server is and how to speak to it, read from one address.

use url::Url;

use crate::mime::is_loopback;

/// Why the address of a mail server was not taken; each says what to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadSmtp {
    #[error("the mail server's address must look like smtps://user:password@host:465")]
    Unreadable,
    #[error("tls= in the mail server's address must be “required” or “none”")]
    Tls,
    #[error("a password is not sent unencrypted: use smtps://, or leave tls=none out")]
    OpenPassword,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encryption {
    /// TLS from the first byte.
    Whole,
    /// STARTTLS, or nothing is sent.
    Start,
    None,
}

pub(crate) struct Server {
    pub host: String,
    pub port: u16,
    pub encryption: Encryption,
    pub login: Option<(String, String)>,
    pub hello: String,
}

impl Server {
    pub fn read(address: &str, own_domain: &str) -> Result<Self, BadSmtp> {
        let url = Url::parse(address).map_err(|_| BadSmtp::Unreadable)?;
        let host = url.host_str().ok_or(BadSmtp::Unreadable)?;
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let local = is_loopback(&url);
        let tls = url.query_pairs().find(|(key, _)| key == "tls");
        let tls = tls.map(|(_, value)| value.into_owned());
        let encryption = match (url.scheme(), tls.as_deref()) {
            ("smtps", _) => Encryption::Whole,
            ("smtp", Some("required")) => Encryption::Start,
            ("smtp", Some("none")) => Encryption::None,
            ("smtp", None) if local => Encryption::None,
            ("smtp", None) => Encryption::Start,
            ("smtp", Some(_)) => return Err(BadSmtp::Tls),
            _ => return Err(BadSmtp::Unreadable),
        };
        let login = match (url.username(), url.password()) {
            ("", _) | (_, None) => None,
            (user, Some(password)) => Some((decoded(user)?, decoded(password)?)),
        };
        if login.is_some() && encryption == Encryption::None && !local {
            return Err(BadSmtp::OpenPassword);
        }
        let port = match encryption {
            Encryption::Whole => 465,
            Encryption::Start => 587,
            Encryption::None => 25,
        };
        let hello = url.path().trim_matches('/');
        Ok(Self {
            host: host.to_owned(),
            port: url.port().unwrap_or(port),
            encryption,
            login,
            hello: if hello.is_empty() { own_domain } else { hello }.to_owned(),
        })
    }
}

/// Undoes the percent signs of a user name or a password.
fn decoded(text: &str) -> Result<String, BadSmtp> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        let byte = match (first, after) {
            (b'%', [high, low, after @ ..]) => {
                rest = after;
                let digits = [*high, *low];
                let hex = std::str::from_utf8(&digits).map_err(|_| BadSmtp::Unreadable)?;
                u8::from_str_radix(hex, 16).map_err(|_| BadSmtp::Unreadable)?
            }
            (byte, _) => byte,
        };
        bytes.push(byte);
    }
    String::from_utf8(bytes).map_err(|_| BadSmtp::Unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(address: &str) -> Result<Server, BadSmtp> {
        Server::read(address, "example.org")
    }

    #[test]
    fn a_server_elsewhere_is_spoken_to_over_tls() {
        let server = read("smtp://user:p%40ss@mail.example.net").unwrap();
        assert_eq!((server.encryption, server.port), (Encryption::Start, 587));
        assert_eq!(server.login, Some(("user".into(), "p@ss".into())));
        assert_eq!(server.hello, "example.org");

        let server = read("smtps://mail.example.net/site.example.net").unwrap();
        assert_eq!((server.encryption, server.port), (Encryption::Whole, 465));
        assert_eq!(server.hello, "site.example.net");
    }

    #[test]
    fn a_server_on_this_machine_needs_no_tls() {
        let server = read("smtp://localhost").unwrap();
        assert_eq!((server.encryption, server.port), (Encryption::None, 25));
        let server = read("smtp://[::1]:2525").unwrap();
        assert_eq!((server.host.as_str(), server.port), ("::1", 2525));
    }

    #[test]
    fn a_password_never_travels_in_the_open() {
        let refusal = read("smtp://u:p@mail.example.net?tls=none").err();
        assert_eq!(refusal, Some(BadSmtp::OpenPassword));
        assert!(read("smtp://mail.example.net?tls=none").is_ok());
        assert_eq!(read("smtp://mail.example.net?tls=maybe").err(), Some(BadSmtp::Tls));
        assert_eq!(read("http://mail.example.net").err(), Some(BadSmtp::Unreadable));
    }
}
