//! What may be shown of a value that can carry a secret.

use crate::keys;

const HIDDEN: &str = "•••";

/// The value as it may be shown to anyone: whole for ordinary keys; for others
/// without user, password, or anything said after `?`.
pub(crate) fn hide(key: &str, value: &str) -> String {
    if !keys::known(key).is_some_and(|key| key.secret) {
        return value.to_owned();
    }
    // A value that is no address at all may well be a password in the wrong place.
    let Some((scheme, rest)) = value.split_once("://") else {
        return HIDDEN.to_owned();
    };
    let (rest, tail) = match rest.split_once(['?', '#']) {
        // An unescaped "?" inside a password: what stands before it is a part of it.
        Some((_, tail)) if tail.contains('@') => return format!("{scheme}://{HIDDEN}"),
        Some((rest, _)) => (rest, format!("?{HIDDEN}")),
        None => (rest, String::new()),
    };
    // An unescaped "/" or "@" inside a password must not let its end through.
    let (user, rest) = match rest.rsplit_once('@') {
        Some((_, rest)) => (format!("{HIDDEN}@"), rest),
        None => (String::new(), rest),
    };
    let (host, path) = match rest.split_once('/') {
        // Gateways put their token in the path.
        Some((host, path)) if key == "sms_url" && !path.is_empty() => (host, format!("/{HIDDEN}")),
        Some((host, path)) => (host, format!("/{path}")),
        None => (rest, String::new()),
    };
    format!("{scheme}://{user}{host}{path}{tail}")
}

#[cfg(test)]
mod tests {
    use super::hide;

    #[test]
    fn secrets_are_hidden_and_the_rest_is_shown() {
        let cases = [
            ("log", "info", "info"),
            ("database_url", "postgres://u:p@db:5432/griot", "postgres://•••@db:5432/griot"),
            ("database_url", "postgres://db/griot?password=p", "postgres://db/griot?•••"),
            ("database_url", "postgres://u:p/x@y@db/griot", "postgres://•••@db/griot"),
            ("smtp_url", "s3cret", "•••"),
            ("smtp_url", "smtps://mail.example.org:465", "smtps://mail.example.org:465"),
            ("sms_url", "https://sms.example.org/v1/token", "https://sms.example.org/•••"),
            ("sms_url", "https://sms.example.org", "https://sms.example.org"),
            ("database_url", "postgres://u:p?q@db/griot", "postgres://•••"),
        ];
        for (key, value, shown) in cases {
            assert_eq!(hide(key, value), shown, "{value}");
        }
    }
}
