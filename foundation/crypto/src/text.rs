//! Bytes as text that fits into an address: base64url without padding, or base32 where
//! the case of letters may be lost.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Writes bytes as text made of letters, digits, `-` and `_`.
pub fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Reads what [`encode`] wrote; each text has one reading only.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

/// The letters of base32 (RFC 4648), in lower case: none of them changes its meaning
/// where a mail server folds the case of an address.
const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// Writes bytes as lower-case letters and the digits 2 to 7, for places where capitals
/// and small letters are the same.
pub fn encode_folded(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(5).saturating_mul(8));
    let (mut held, mut bits) = (0_u32, 0_u32);
    let mut put = |index: u32| {
        let index = usize::try_from(index & 31).unwrap_or_default();
        text.extend(LETTERS.get(index).map(|letter| char::from(*letter)));
    };
    for byte in bytes {
        held = (held << 8 | u32::from(*byte)) & 0xfff;
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            put(held >> bits);
        }
    }
    if bits > 0 {
        put(held << (5 - bits));
    }
    text
}

/// Reads what [`encode_folded`] wrote, in either case.
pub fn decode_folded(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let (mut held, mut bits) = (0_u32, 0_u32);
    for sign in text.bytes() {
        let sign = sign.to_ascii_lowercase();
        let index = LETTERS.iter().position(|letter| *letter == sign)?;
        held = (held << 5 | u32::try_from(index).ok()?) & 0xfff;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xff).ok()?);
        }
    }
    // What is left over is padding: less than a letter, and empty.
    let clean = bits < 5 && held & ((1 << bits) - 1) == 0;
    clean.then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::{decode_folded, encode_folded};

    #[test]
    fn folded_text_has_one_reading_in_either_case() {
        // The examples of RFC 4648, without padding and in lower case.
        for (bytes, text) in [
            ("", ""),
            ("f", "my"),
            ("fo", "mzxq"),
            ("foo", "mzxw6"),
            ("foob", "mzxw6yq"),
            ("fooba", "mzxw6ytb"),
            ("foobar", "mzxw6ytboi"),
        ] {
            assert_eq!(encode_folded(bytes.as_bytes()), text);
            assert_eq!(decode_folded(text).as_deref(), Some(bytes.as_bytes()));
            assert_eq!(decode_folded(&text.to_uppercase()).as_deref(), Some(bytes.as_bytes()));
        }
        for bad in ["m", "mz1q", "mzxr", "my======", "é"] {
            assert_eq!(decode_folded(bad), None, "{bad}");
        }
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(decode_folded(&encode_folded(&all)), Some(all));
    }
}
