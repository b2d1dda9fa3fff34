//! Status codes of mail servers (RFC 3463), and what they say about an address.

/// The first enhanced status code in a text, such as `5.1.1`.
pub(crate) fn find(text: &str) -> Option<String> {
    text.split(|c: char| !c.is_ascii_digit() && c != '.')
        .map(|word| word.trim_end_matches('.'))
        .find(|word| parts(word).is_some())
        .map(str::to_owned)
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

/// Whether the code says that this very address takes no letters, rather than
/// that the mailbox is full, the sender is unwelcome or a server is unwell.
pub(crate) fn is_final_for_recipient(status: &str) -> bool {
    match parts(status) {
        Some((5, 1, detail)) => !matches!(detail, 7 | 8), // 7 and 8 blame the sender
        Some((5, 2, detail)) => detail != 2,              // 2: the mailbox is full
        Some((5, 0 | 4, _)) => true,
        _ => false,
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
    fn a_full_mailbox_is_not_the_end() {
        assert!(is_final_for_recipient("5.1.1"));
        assert!(is_final_for_recipient("5.2.1"));
        assert!(!is_final_for_recipient("5.2.2"));
        assert!(!is_final_for_recipient("5.7.26"));
        assert!(!is_final_for_recipient("4.4.1"));
    }
}
