//! The keys an operator may write, and their defaults.

#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) default: Option<&'static str>,
    /// Whether its value may carry a password or a token.
    pub(crate) secret: bool,
}

const fn open(name: &'static str, default: Option<&'static str>) -> Key {
    Key { name, default, secret: false }
}

const fn secret(name: &'static str) -> Key {
    Key { name, default: None, secret: true }
}

pub(crate) const KEYS: &[Key] = &[
    open("data", Some("griot-data")),
    open("listen", Some("127.0.0.1:8080")),
    open("trusted_proxies", Some("127.0.0.0/8 ::1/128")),
    // An address with a password in it is refused, and the refusal may not repeat it.
    Key { name: "base_url", default: None, secret: true },
    secret("database_url"),
    secret("files_url"),
    secret("smtp_url"),
    open("mail_from", None),
    open("mail_bounce", None),
    secret("sms_url"),
    open("key_file", None),
    open("metrics_listen", None),
    open("log", Some("info")),
    open("log_json", Some("false")),
    open("allow_private_fetch", Some("false")),
    open("workers", Some("4")),
];

pub(crate) fn known(name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.name == name)
}

/// The known key that looks most like `name`, with the number of letters that differ.
pub(crate) fn nearest(name: &str) -> Option<(&'static str, usize)> {
    let name = name.to_lowercase().replace('-', "_");
    KEYS.iter()
        .map(|key| {
            // "smtp" or "[database]" is a key cut short rather than one misspelt.
            let cut_short = name.len() >= 3 && key.name.starts_with(&name);
            let distance = if cut_short { 1 } else { strsim::damerau_levenshtein(&name, key.name) };
            (key.name, distance)
        })
        .min_by_key(|(_, distance)| *distance)
}

/// All of them, for whoever wrote another.
pub(crate) fn names() -> String {
    KEYS.iter().map(|key| key.name).collect::<Vec<_>>().join(", ")
}
