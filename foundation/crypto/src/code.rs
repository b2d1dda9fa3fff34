//! Short codes that people read aloud, write on paper and type again.

/// No 0, O, 1, I or L: they are taken for one another.
const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/// Beyond this the chance of 16 bytes would no longer be spread evenly.
const LONGEST: usize = 20;

/// A code of `length` signs (at most 20) out of 31; each sign is worth almost 5 bits.
pub fn code(random: [u8; 16], length: usize) -> String {
    let mut rest = u128::from_be_bytes(random);
    let mut code = String::with_capacity(length);
    for _ in 0..length.min(LONGEST) {
        let place = usize::try_from(rest % 31).unwrap_or_default();
        code.push(ALPHABET.get(place).copied().map_or('2', char::from));
        rest /= 31;
    }
    code
}

/// A code as its owner typed it, brought back to the form of [`code`]: capitals,
/// without spaces or dashes.
pub fn typed_code(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::{code, typed_code};

    #[test]
    fn a_code_has_no_sign_that_is_taken_for_another() {
        for seed in 0..=255 {
            let code = code([seed; 16], 8);
            assert_eq!(code.len(), 8);
            assert!(!code.contains(['0', 'O', '1', 'I', 'L']), "{code}");
        }
        assert_eq!(code([255; 16], 99).len(), 20);
        assert_ne!(code([1; 16], 8), code([2; 16], 8));
    }

    #[test]
    fn a_code_is_read_however_it_was_typed() {
        assert_eq!(typed_code(" abcd-2345 "), "ABCD2345");
    }
}
