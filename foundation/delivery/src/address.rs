//! Addresses as people write them, checked once, where they come in.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Longest address a mail server has to take (RFC 5321, path less its brackets).
const LONGEST: usize = 254;
const LONGEST_LOCAL: usize = 64;

/// An e-mail address that a browser's `type=email` field would take, with a dot
/// in its domain. The domain is in lower case; `Debug` does not show it.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

/// The text is not an e-mail address that a letter could reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not an e-mail address")]
pub struct BadEmail;

impl Email {
    /// Reads an address, spaces around it forgiven. A domain with accents is
    /// turned into its ASCII form.
    pub fn parse(text: &str) -> Result<Self, BadEmail> {
        let (local, domain) = text.trim().rsplit_once('@').ok_or(BadEmail)?;
        let domain = match domain.is_ascii() {
            true => domain.to_ascii_lowercase(),
            false => match url::Host::parse(domain) {
                Ok(url::Host::Domain(ascii)) => ascii,
                _ => return Err(BadEmail),
            },
        };
        let fits = local.len() <= LONGEST_LOCAL && local.len() + 1 + domain.len() <= LONGEST;
        if fits && is_local(local) && is_domain(&domain) {
            Ok(Self(format!("{local}@{domain}")))
        } else {
            Err(BadEmail)
        }
    }

    /// The address as it goes on an envelope.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same text for every spelling of one address: what a digest is made of.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }

    /// What stands before the `@`.
    pub fn local(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(local, _)| local)
    }

    /// What stands after the `@`, in lower case.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }

    pub(crate) fn address(&self) -> lettre::Address {
        // Stricter than the other crate in all but a few long-standing oddities
        // of local parts, which it would refuse to write.
        lettre::Address::new_dangerous(self.local(), self.domain())
    }
}

/// The characters HTML allows, less the dots that no server takes unquoted.
fn is_local(local: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c);
    local.chars().all(allowed) && local.split('.').all(|atom| !atom.is_empty())
}

fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    // A last label of digits alone would be half an IP address.
    let ends_well =
        domain.rsplit_once('.').is_some_and(|(_, last)| last.chars().any(|c| c.is_ascii_alphabetic()));
    ends_well && domain.split('.').all(is_label)
}

impl FromStr for Email {
    type Err = BadEmail;

    fn from_str(text: &str) -> Result<Self, BadEmail> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Email {
    type Error = BadEmail;

    fn try_from(text: String) -> Result<Self, BadEmail> {
        Self::parse(&text)
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(…)")
    }
}

/// An address with the name shown beside it: who a site's letters come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    pub name: String,
    pub email: Email,
}

impl Mailbox {
    /// A mailbox; line breaks and other control characters leave the name.
    pub fn new(name: &str, email: Email) -> Self {
        let name = crate::text::one_line(name);
        Self { name, email }
    }

    pub(crate) fn header(&self) -> lettre::message::Mailbox {
        let name = crate::text::one_line(&self.name);
        let name = (!name.is_empty()).then_some(name);
        lettre::message::Mailbox::new(name, self.email.address())
    }
}

/// Reads `Name <address>` or a bare address.
impl FromStr for Mailbox {
    type Err = BadEmail;

    fn from_str(text: &str) -> Result<Self, BadEmail> {
        match text.trim().strip_suffix('>') {
            Some(inside) => {
                let (name, address) = inside.rsplit_once('<').ok_or(BadEmail)?;
                let name = name.trim().trim_matches('"');
                Ok(Self::new(name, Email::parse(address)?))
            }
            None => Ok(Self::new("", Email::parse(text)?)),
        }
    }
}
