use griot_crypto::{Digest, Purpose, TAG, Token, text};
use griot_kernel::SeededRandom;

use crate::keys;

const LINKS: Purpose = Purpose("links");
const FORMS: Purpose = Purpose("forms");

#[test]
fn a_signature_is_good_for_its_message_and_purpose_only() {
    let keys = keys();
    let signature = keys.signature(LINKS, b"/report/7");
    assert!(keys.verify(LINKS, b"/report/7", &signature));
    assert!(!keys.verify(LINKS, b"/report/8", &signature));
    assert!(!keys.verify(FORMS, b"/report/7", &signature));
    assert!(!keys.verify(LINKS, b"/report/7", &signature[..31]));
    assert!(!keys.verify(LINKS, b"/report/7", b""));
    let mut changed = signature;
    changed[0] ^= 1;
    assert!(!keys.verify(LINKS, b"/report/7", &changed));
}

#[test]
fn a_tag_is_the_beginning_of_a_signature() {
    let keys = keys();
    let tag = keys.tag(LINKS, b"letter 7");
    assert_eq!(tag[..], keys.signature(LINKS, b"letter 7")[..TAG]);
    assert!(keys.verify_tag(LINKS, b"letter 7", &tag));
    assert!(!keys.verify_tag(LINKS, b"letter 8", &tag));
    assert!(!keys.verify_tag(FORMS, b"letter 7", &tag));
    let mut changed = tag;
    changed[TAG - 1] ^= 1;
    assert!(!keys.verify_tag(LINKS, b"letter 7", &changed));
}

#[test]
fn a_signature_travels_as_text() {
    let keys = keys();
    let text = keys.signature_text(LINKS, b"x");
    assert_eq!(text.len(), 43);
    assert!(text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'));
    assert!(keys.verify_text(LINKS, b"x", &text));
    for bad in ["", "é", "====", text.get(..42).unwrap(), &format!("{text}A"), &format!("{text}=")] {
        assert!(!keys.verify_text(LINKS, b"x", bad), "{bad}");
    }
}

#[test]
fn a_digest_finds_the_same_text_again_for_one_purpose() {
    let keys = keys();
    let digest = keys.digest(LINKS, "awa@example.org");
    assert_eq!(digest, keys.digest(LINKS, "awa@example.org"));
    assert_ne!(digest, keys.digest(LINKS, "awe@example.org"));
    assert_ne!(digest, keys.digest(FORMS, "awa@example.org"));
    assert_eq!(Digest::try_from(digest.as_bytes()).unwrap(), digest);
    assert!(Digest::try_from([0; 31].as_slice()).is_err());
    assert_eq!(format!("{digest:?}"), "Digest(…)");
}

#[test]
fn a_token_is_shown_to_its_holder_only() {
    let token = Token::from_random([5; 32]);
    assert_eq!(format!("{token:?}"), "Token(…)");
    let back: Token = token.text().parse().unwrap();
    assert_eq!(back, token);
    assert_eq!(back.hash(), token.hash());
    assert_ne!(token.hash(), [5; 32]);
    assert_ne!(Token::fresh(&SeededRandom::new(1)), Token::fresh(&SeededRandom::new(2)));
    for bad in ["", "abc", &text::encode(&[1; 31]), &text::encode(&[1; 33])] {
        assert!(bad.parse::<Token>().is_err(), "{bad}");
    }
}
