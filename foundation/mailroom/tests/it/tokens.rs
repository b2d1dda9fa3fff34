//! Tokens and marks.

use griot_crypto::Keys;
use griot_kernel::SeededRandom;
use griot_mailroom::{AddressStopped, Mark, token};

use crate::{day, email, keys, mark};

#[test]
fn a_mark_is_the_same_for_every_spelling_and_shows_nothing() {
    assert_eq!(mark("Awa@Example.org"), mark("awa@example.org"));
    assert_ne!(mark("awa@example.org"), mark("awe@example.org"));
    assert_eq!(format!("{:?}", mark("awa@example.org")), "Mark(…)");
    let other = Keys::generate(&SeededRandom::new(2));
    assert_ne!(Mark::of(&other, &email("awa@example.org")), mark("awa@example.org"));
}

#[test]
fn news_of_an_address_travels_as_text() {
    let news = AddressStopped { mark: mark("awa@example.org") };
    let json = serde_json::to_string(&news).unwrap();
    assert!(!json.contains("awa"));
    assert_eq!(serde_json::from_str::<AddressStopped>(&json).unwrap(), news);
    assert!(serde_json::from_str::<AddressStopped>("{\"mark\":\"abc\"}").is_err());
}

#[test]
fn a_token_opens_in_either_case_for_us_alone() {
    let token = token::seal(&keys(), mark("awa@example.org"), day(0));
    assert_eq!(token.len(), 48);
    assert!(token.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
    let sent = token::open(&keys(), &token, day(1)).unwrap();
    assert_eq!((sent.to, sent.at), (mark("awa@example.org"), day(0)));
    assert_eq!(token::open(&keys(), &token.to_uppercase(), day(1)), Some(sent));
    let elsewhere = Keys::generate(&SeededRandom::new(2));
    assert_eq!(token::open(&elsewhere, &token, day(1)), None);
}

#[test]
fn a_forged_or_old_token_opens_nothing() {
    let token = token::seal(&keys(), mark("awa@example.org"), day(0));
    for place in 0..token.len() {
        let mut forged: Vec<char> = token.chars().collect();
        forged[place] = if forged[place] == 'a' { 'b' } else { 'a' };
        let forged: String = forged.into_iter().collect();
        assert_eq!(token::open(&keys(), &forged, day(1)), None, "{place}");
    }
    for bad in ["", "a", token.get(..47).unwrap(), &format!("{token}a"), &"a".repeat(48)] {
        assert_eq!(token::open(&keys(), bad, day(1)), None, "{bad}");
    }
    assert!(token::open(&keys(), &token, day(60)).is_some());
    assert_eq!(token::open(&keys(), &token, day(61)), None);
    assert_eq!(token::open(&keys(), &token, day(-3)), None);
}

#[test]
fn the_link_that_stops_letters_is_no_return_token() {
    let stop = token::seal_stop(&keys(), mark("awa@example.org"));
    assert_eq!(token::open_stop(&keys(), &stop), Some(mark("awa@example.org")));
    assert_eq!(token::open(&keys(), &stop, day(0)), None);
    let back = token::seal(&keys(), mark("awa@example.org"), day(0));
    assert_eq!(token::open_stop(&keys(), &back), None);
    assert_eq!(token::open_stop(&keys(), "x"), None);
}
