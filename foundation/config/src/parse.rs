//! What each key accepts.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;

use ipnet::IpNet;
use url::Url;

use crate::error::Remedy;

pub(crate) fn folder(text: &str) -> Result<PathBuf, Remedy> {
    if text.is_empty() || text.contains('\0') {
        return Err(Remedy::Path);
    }
    Ok(PathBuf::from(text))
}

pub(crate) fn address(text: &str) -> Result<SocketAddr, Remedy> {
    let text = match text.strip_prefix("localhost:") {
        Some(port) => format!("127.0.0.1:{port}"),
        None => text.to_owned(),
    };
    text.parse().map_err(|_| Remedy::Address)
}

/// Nets or single addresses, parted by blanks or commas. All the world is no net of proxies:
/// whoever writes the header could then give any address for their own.
pub(crate) fn nets(text: &str) -> Result<Vec<IpNet>, Remedy> {
    let one = |text: &str| -> Result<IpNet, Remedy> {
        let net = text.parse().or_else(|_| text.parse::<IpAddr>().map(IpNet::from));
        net.ok().filter(|net| net.prefix_len() > 0).map(|net| net.trunc()).ok_or(Remedy::Nets)
    };
    let parts = text.split([',', ' ', '\t', '\n']).filter(|part| !part.is_empty());
    parts.map(one).collect()
}

/// The address of this machine's own listener, as a browser on it would type it.
pub(crate) fn url_of(listen: SocketAddr) -> String {
    let host = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    format!("http://{}", SocketAddr::new(host, listen.port()))
}

pub(crate) fn base_url(text: &str) -> Result<Url, Remedy> {
    let url = Url::parse(text).map_err(|_| Remedy::BaseUrl)?;
    let plain = matches!(url.scheme(), "http" | "https")
        && url.host().is_some()
        && url.username().is_empty()
        && url.password().is_none()
        && url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none();
    if plain { Ok(url) } else { Err(Remedy::BaseUrl) }
}

pub(crate) fn database(text: &str) -> Result<String, Remedy> {
    with_scheme(text, &["postgres", "postgresql"], Remedy::Postgres)
}

pub(crate) fn files(text: &str) -> Result<String, Remedy> {
    match Url::parse(text) {
        Ok(url) if url.scheme() == "file" && url.to_file_path().is_ok() => Ok(text.to_owned()),
        _ => with_scheme(text, &["s3"], Remedy::S3),
    }
}

/// `smtp+starttls://` is another way to write `smtp://…?tls=required`.
pub(crate) fn smtp(text: &str) -> Result<String, Remedy> {
    let text = with_scheme(text, &["smtp", "smtps", "smtp+starttls"], Remedy::Smtp)?;
    let url = Url::parse(&text).map_err(|_| Remedy::Smtp)?;
    if url.query_pairs().any(|(name, value)| name == "tls" && !matches!(&*value, "required" | "none")) {
        return Err(Remedy::SmtpTls);
    }
    match text.strip_prefix("smtp+starttls://") {
        Some(rest) => {
            let joint = if rest.contains('?') { '&' } else { '?' };
            Ok(format!("smtp://{rest}{joint}tls=required"))
        }
        None => Ok(text),
    }
}

pub(crate) fn gateway(text: &str) -> Result<String, Remedy> {
    with_scheme(text, &["http", "https"], Remedy::Gateway)
}

fn with_scheme(text: &str, schemes: &[&str], remedy: Remedy) -> Result<String, Remedy> {
    let url = Url::parse(text).map_err(|_| remedy)?;
    let named = url.host_str().is_some_and(|host| !host.is_empty());
    if schemes.contains(&url.scheme()) && named { Ok(text.to_owned()) } else { Err(remedy) }
}

/// `address@example.org` or `Name <address@example.org>`.
pub(crate) fn mailbox(text: &str) -> Result<String, Remedy> {
    let address = match text.split_once('<') {
        Some((_, rest)) => rest.strip_suffix('>').ok_or(Remedy::Mailbox)?,
        None => text,
    };
    let (user, domain) = address.rsplit_once('@').ok_or(Remedy::Mailbox)?;
    let strange = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '@' | ',');
    let whole = !user.is_empty()
        && !domain.is_empty()
        && !user.contains(strange)
        && !domain.contains(strange)
        && !text.contains(char::is_control);
    if whole { Ok(text.to_owned()) } else { Err(Remedy::Mailbox) }
}

/// An address whose name leaves room for `+` and a token of 48 signs before its `@`.
pub(crate) fn return_address(text: &str) -> Result<String, Remedy> {
    let (user, domain) = text.split_once('@').ok_or(Remedy::ReturnAddress)?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let whole = (1..=15).contains(&user.len())
        && user.chars().all(plain)
        && domain.contains('.')
        && domain.chars().all(plain);
    if whole { Ok(text.to_owned()) } else { Err(Remedy::ReturnAddress) }
}

pub(crate) fn filter(text: &str) -> Result<String, Remedy> {
    const LEVELS: [&str; 6] = ["off", "error", "warn", "info", "debug", "trace"];
    let directive = |part: &str| {
        let level = part.rsplit_once('=').map_or(part, |(_, level)| level).trim().to_lowercase();
        LEVELS.contains(&level.as_str())
    };
    if text.split(',').all(directive) { Ok(text.to_owned()) } else { Err(Remedy::Filter) }
}

pub(crate) fn yes_or_no(text: &str) -> Result<bool, Remedy> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "oui" | "on" | "1" => Ok(true),
        "false" | "no" | "non" | "off" | "0" => Ok(false),
        _ => Err(Remedy::YesOrNo),
    }
}

pub(crate) fn workers(text: &str) -> Result<usize, Remedy> {
    match text.parse() {
        Ok(count @ 1..=64) => Ok(count),
        _ => Err(Remedy::Workers),
    }
}
