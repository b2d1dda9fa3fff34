//! Status codes of mail servers (RFC 3463), and whose fault they say it is.

/// Whose fault it is that a letter did not arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The sender's: unwelcome, misconfigured, or the letter itself. The address is well.
    Sender,
    /// The mailbox's, for now: full, out of reach, or nobody says why.
    Mailbox,
    /// The address's: it takes no letters at all.
    Address,
}

/// What servers say of an address that does not exist, in words.
const UNKNOWN: [&str; 16] = [
    "unknown user",
    "user unknown",
    "user not found",
    "unknown recipient",
    "recipient unknown",
    "recipient not found",
    "invalid recipient",
    "no such user",
    "no such recipient",
    "no such mailbox",
    "no such address",
    "no mailbox",
    "does not exist",
    "unrouteable address",
    "utilisateur inconnu",
    "n'existe pas",
];
/// What they say of a sender whom they do not want.
const UNWELCOME: [&str; 11] = [
    "spam",
    "blocked",
    "blacklist",
    "blocklist",
    "relay",
    "policy",
    "sender",
    "authenticat",
    "reputation",
    "prohibit",
    "not permitted",
];

/// The first enhanced status code in a text, such as `5.1.1`.
pub(crate) fn find(text: &str) -> Option<String> {
    text.split(|c: char| !c.is_ascii_digit() && c != '.')
        .map(|word| word.trim_end_matches('.'))
        .find(|word| parts(word).is_some())
        .map(str::to_owned)
}

/// Whether the code says no more than that something went wrong.
pub(crate) fn is_vague(status: &str) -> bool {
    status.ends_with(".0.0")
}

/// Class, subject and detail of an enhanced status code.
fn parts(word: &str) -> Option<(u32, u32, u32)> {
    let mut numbers = word.split('.');
    let mut next = || numbers.next()?.parse::<u32>().ok();
    let all = (next()?, next()?, next()?);
    let (class, subject, detail) = all;
    let in_range = matches!(class, 2 | 4 | 5) && subject <= 7 && detail <= 999;
    (in_range && numbers.next().is_none()).then_some(all)
}

/// Whose fault a code, and the words beside it, say it is. Where both are vague it is the
/// mailbox's: an address is given up for a reason, not for want of one.
pub(crate) fn fault(status: Option<&str>, words: &str) -> Fault {
    match status.and_then(parts) {
        Some((5, 1, 7 | 8)) => Fault::Sender,
        Some((5, 1, 0)) => in_words(words),
        Some((5, 1, _) | (5, 2, 1 | 4) | (5, 4, 1 | 4 | 310)) => Fault::Address,
        Some((5, 2 | 4, _) | (4, _, _)) => Fault::Mailbox,
        Some((5, 3 | 5..=7, _)) => Fault::Sender,
        _ => in_words(words),
    }
}

fn in_words(words: &str) -> Fault {
    let words = words.to_lowercase();
    let says = |list: &[&str]| list.iter().any(|word| words.contains(word));
    if says(&UNWELCOME) {
        Fault::Sender
    } else if says(&UNKNOWN) {
        Fault::Address
    } else {
        Fault::Mailbox
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ip_address_is_no_status() {
        assert_eq!(find("host 5.1.1.9 said: 550 5.1.1 unknown"), Some("5.1.1".into()));
        assert_eq!(find("550-5.1.1 The account"), Some("5.1.1".into()));
        assert_eq!(find("(#5.1.1)"), Some("5.1.1".into()));
        assert_eq!(find("on 12.5.2026 at 550"), None);
    }

    #[test]
    fn only_an_address_that_is_said_not_to_exist_is_at_fault() {
        for (status, whose) in [
            ("5.1.1", Fault::Address),
            ("5.1.10", Fault::Address),
            ("5.2.1", Fault::Address),
            ("5.4.4", Fault::Address),
            ("5.2.2", Fault::Mailbox),
            ("5.4.6", Fault::Mailbox),
            ("4.4.1", Fault::Mailbox),
            ("5.1.8", Fault::Sender),
            ("5.3.4", Fault::Sender),
            ("5.7.26", Fault::Sender),
        ] {
            assert_eq!(fault(Some(status), "user unknown"), whose, "{status}");
        }
    }

    #[test]
    fn where_the_code_is_silent_the_words_speak() {
        for (words, whose) in [
            ("550 Invalid recipient: <awa@example.org>", Fault::Address),
            ("550 no such mailbox", Fault::Address),
            ("552 mailbox full", Fault::Mailbox),
            ("550 relay not permitted", Fault::Sender),
            ("550 Sender verify failed: user unknown", Fault::Sender),
            ("", Fault::Mailbox),
        ] {
            assert_eq!(fault(None, words), whose, "{words}");
            assert_eq!(fault(Some("5.0.0"), words), whose, "{words}");
        }
    }
}
