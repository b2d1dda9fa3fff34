//! Vouching with a secret that is kept beside the thing it belongs to, instead of with the keys of the section: it
//! travels along where the thing goes.

use crate::Purpose;

/// What nobody makes of `message` who does not hold `secret`. Secrets of any length do; what one purpose made is
/// nothing for another one.
pub fn keyed(secret: &[u8], purpose: Purpose, message: &[u8]) -> [u8; 32] {
    let mut key = blake3::Hasher::new_derive_key("griot/1/keyed");
    // The length keeps a purpose from running into a secret.
    key.update(&u64::try_from(purpose.0.len()).unwrap_or(u64::MAX).to_le_bytes());
    key.update(purpose.0.as_bytes());
    key.update(secret);
    *blake3::keyed_hash(key.finalize().as_bytes(), message).as_bytes()
}

#[cfg(test)]
mod tests {
    use super::keyed;
    use crate::Purpose;

    #[test]
    fn secret_purpose_and_message_each_change_it() {
        let (one, two) = (Purpose("a.b"), Purpose("a.bc"));
        let made = keyed(b"cdef", one, b"message");
        assert_eq!(made, keyed(b"cdef", one, b"message"));
        assert_ne!(made, keyed(b"def", two, b"message"), "a purpose does not run into a secret");
        assert_ne!(made, keyed(b"cdef", two, b"message"));
        assert_ne!(made, keyed(b"cdeg", one, b"message"));
        assert_ne!(made, keyed(b"cdef", one, b"messages"));
    }
}
