//! Text that both databases hold.
//!
//! PostgreSQL keeps no U+0000. Nobody types that sign and no page shows it, so it is taken out at
//! the door instead of being refused: no sentence could tell anyone where it stands in their text.
//! It goes the same way wherever it comes from, a passphrase too, so what was taken once is known
//! again. No address of the house bears it: see [`names_nothing`].

use std::borrow::Cow;

/// U+0000 as queries and forms write it.
const ENCODED: &[u8] = b"%00";

/// A query or the body of a form, still encoded, without U+0000.
pub(crate) fn form(encoded: &[u8]) -> Cow<'_, [u8]> {
    if !encoded.contains(&0) && !encoded.windows(ENCODED.len()).any(|three| three == ENCODED) {
        return Cow::Borrowed(encoded);
    }
    let mut plain = Vec::with_capacity(encoded.len());
    for byte in encoded.iter().copied().filter(|byte| *byte != 0) {
        plain.push(byte);
        // What stood on both sides may make another one.
        if plain.ends_with(ENCODED) {
            plain.truncate(plain.len() - ENCODED.len());
        }
    }
    Cow::Owned(plain)
}

/// A text without U+0000.
pub(crate) fn text(mut text: String) -> String {
    text.retain(|sign| sign != '\0');
    text
}

/// Whether a path bears U+0000: it leads nowhere.
pub(crate) fn names_nothing(path: &str) -> bool {
    path.contains("%00")
}

#[cfg(test)]
mod tests {
    use super::form;

    #[test]
    fn the_sign_goes_and_all_else_stays() {
        for (given, wanted) in [
            ("q=puits&lang=fr", "q=puits&lang=fr"),
            ("q=pu%00its%00", "q=puits"),
            ("q=100%2500&p=%E2%80%99", "q=100%2500&p=%E2%80%99"),
            ("q=%%000 0%%0000", "q=%0 0"),
            ("q=a\0b", "q=ab"),
            ("%00", ""),
        ] {
            assert_eq!(form(given.as_bytes()), wanted.as_bytes(), "{given}");
        }
    }
}
