//! Which addresses may stand in a text.

use url::{ParseError, Url};

/// What a link may point at.
pub(crate) const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Longer addresses are no addresses.
const MAX_ADDRESS: usize = 4_000;

/// A link's address, resolved against `base` if there is one.
pub(crate) fn href(value: &str, base: Option<&Url>) -> Option<String> {
    address(value, base, &SCHEMES)
}

/// A picture's or a sound's address: on the web or on our own site.
pub(crate) fn source(value: &str, base: Option<&Url>) -> Option<String> {
    address(value, base, &["http", "https"]).filter(|found| !found.is_empty())
}

fn address(value: &str, base: Option<&Url>, schemes: &[&str]) -> Option<String> {
    // Browsers skip tabs and line ends inside an address, and blanks around it.
    let value: String = value.chars().filter(|c| !c.is_control()).collect();
    let value = value.trim();
    if value.len() > MAX_ADDRESS {
        return None;
    }
    match Url::parse(value) {
        Ok(url) if schemes.contains(&url.scheme()) => Some(value.to_owned()),
        // A colon so early is a broken scheme, not a name on our site.
        Err(ParseError::RelativeUrlWithoutBase)
            if value.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':')) =>
        {
            None
        }
        // A note at the foot of the same text stays within it.
        Err(ParseError::RelativeUrlWithoutBase) if value.starts_with('#') => Some(value.to_owned()),
        Err(ParseError::RelativeUrlWithoutBase) => match base {
            None => Some(value.to_owned()),
            Some(base) => {
                let url = base.join(value).ok()?;
                schemes.contains(&url.scheme()).then(|| url.to_string())
            }
        },
        _ => None,
    }
}

/// Whether following this address leaves the site. An absolute address always
/// does: a text does not know where it will be shown.
pub(crate) fn is_external(address: &str) -> bool {
    const HERE: &str = "here.invalid";
    let Ok(here) = Url::parse("https://here.invalid/") else {
        return true;
    };
    match here.join(address) {
        Ok(url) => matches!(url.scheme(), "http" | "https") && url.host_str() != Some(HERE),
        Err(_) => true,
    }
}

/// The address if it names a host.
pub(crate) fn absolute(address: &str) -> Option<&str> {
    let url = Url::parse(address).ok()?;
    matches!(url.scheme(), "http" | "https").then_some(address)
}

/// Pictures that exist to count readers.
pub(crate) fn is_counter(address: &str) -> bool {
    const HOSTS: [&str; 6] = [
        "pixel.wp.com",
        "stats.wordpress.com",
        "pixel.quantserve.com",
        "www.google-analytics.com",
        "www.facebook.com",
        "sb.scorecardresearch.com",
    ];
    let Ok(url) = Url::parse(address) else {
        return false;
    };
    let path = url.path();
    match url.host_str() {
        Some("feeds.feedburner.com" | "feeds.wordpress.com") => true,
        Some("blogger.googleusercontent.com") => path.starts_with("/tracker/"),
        // A shared picture of that network has its own host; this one counts.
        Some("www.facebook.com") => path.starts_with("/tr"),
        Some(host) => HOSTS.contains(&host),
        None => false,
    }
}
