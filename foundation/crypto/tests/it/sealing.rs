use griot_crypto::{Keys, OpenError, Purpose};
use griot_kernel::SeededRandom;

use crate::{chance, keys};

const LETTERS: Purpose = Purpose("letters");
const PHONES: Purpose = Purpose("phones");

#[test]
fn what_is_sealed_is_opened() {
    let (keys, chance) = (keys(), chance());
    for text in [b"".as_slice(), b"Awa", &[0; 100_000]] {
        let sealed = keys.seal(LETTERS, text, b"letter/1", &chance);
        assert_eq!(keys.open(LETTERS, &sealed, b"letter/1").unwrap(), text);
        assert!(!keys.needs_resealing(&sealed));
    }
}

#[test]
fn the_same_text_is_never_sealed_alike() {
    let (keys, chance) = (keys(), chance());
    let seal = || keys.seal(LETTERS, b"Awa", b"", &chance);
    assert_ne!(seal(), seal());
}

#[test]
fn a_change_of_any_byte_is_noticed() {
    let keys = keys();
    let sealed = keys.seal(LETTERS, b"Awa", b"letter/1", &chance());
    for place in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[place] ^= 1;
        assert!(keys.open(LETTERS, &changed, b"letter/1").is_err(), "byte {place}");
    }
    for length in 0..sealed.len() {
        assert_eq!(keys.open(LETTERS, &sealed[..length], b"letter/1"), Err(OpenError::Damaged));
    }
}

#[test]
fn another_purpose_or_place_opens_nothing() {
    let keys = keys();
    let sealed = keys.seal(LETTERS, b"Awa", b"letter/1", &chance());
    assert_eq!(keys.open(PHONES, &sealed, b"letter/1"), Err(OpenError::Damaged));
    assert_eq!(keys.open(LETTERS, &sealed, b"letter/2"), Err(OpenError::Damaged));
}

#[test]
fn the_key_of_another_house_opens_nothing() {
    let sealed = keys().seal(LETTERS, b"Awa", b"", &chance());
    let other = Keys::generate(&SeededRandom::new(8));
    assert_eq!(other.open(LETTERS, &sealed, b""), Err(OpenError::Damaged));
}

#[test]
fn a_key_that_is_gone_is_named() {
    let mut sealed = keys().seal(LETTERS, b"Awa", b"", &chance());
    sealed[4] = 9;
    assert_eq!(keys().open(LETTERS, &sealed, b""), Err(OpenError::UnknownKey(9)));
}

#[test]
fn what_is_no_sealed_value_needs_resealing() {
    assert!(keys().needs_resealing(b""));
    assert!(keys().needs_resealing(b"plain text"));
}
