//! What the words promise.
#![cfg(test)]

use griot_i18n::{Catalog, FluentValue, WORDS, WordFiles};
use griot_kernel::{Language, Timestamp};

const POSTS: WordFiles = &[
    (
        "fr",
        "posts = { $count ->\n    [0] Aucun billet\n    [one] { $count } billet\n   *[other] { $count } billets\n }\nonly-french = Maison",
    ),
    ("en", "posts = { $count ->\n    [one] { $count } post\n   *[other] { $count } posts\n }"),
];

fn catalog() -> Catalog {
    Catalog::gather(&[WORDS, POSTS]).unwrap()
}

fn first_workshop() -> Timestamp {
    "2013-02-14T09:30:00Z".parse().unwrap()
}

#[test]
fn dates_are_said_as_people_say_them() {
    let (fr, en) = (catalog().words(Language::FRENCH), catalog().words(Language::ENGLISH));
    assert_eq!(fr.date(first_workshop()), "jeudi 14 février 2013");
    assert_eq!(en.date(first_workshop()), "Thursday 14 February 2013");
    assert_eq!(fr.short_day(first_workshop()), "14 févr.");
    assert_eq!(fr.moment(first_workshop()), "14 février 2013, 9\u{a0}h\u{a0}30");
    assert_eq!(fr.day("2013-02-01T00:00:00Z".parse().unwrap()), "1er février 2013");
    assert_eq!(fr.month(2013, 8), "août 2013");
}

#[test]
fn numbers_and_plurals_follow_the_language() {
    let (fr, en) = (catalog().words(Language::FRENCH), catalog().words(Language::ENGLISH));
    assert_eq!(fr.number(142_240), "142\u{202f}240");
    assert_eq!(en.number(142_240), "142,240");
    assert_eq!(fr.count("posts", 0), "Aucun billet");
    assert_eq!(fr.count("posts", 1), "1 billet");
    assert_eq!(fr.count("posts", 1_200), "1\u{202f}200 billets");
    assert_eq!(en.count("posts", 0), "0 posts");
    assert_eq!(fr.bytes(8_400), "9\u{a0}Ko");
    assert_eq!(fr.bytes(1_540_000), "1,6\u{a0}Mo");
    assert_eq!(fr.bytes(53_755_100_000), "53,8\u{a0}Go");
    assert_eq!(en.bytes(1_540_000), "1.6\u{a0}MB");
}

#[test]
fn a_missing_message_falls_back_to_french_and_then_to_its_key() {
    let en = catalog().words(Language::ENGLISH);
    assert_eq!(en.t("only-french"), "Maison");
    assert_eq!(en.t("nobody-wrote-this"), "nobody-wrote-this");
    assert_eq!(en.with("number-plain", [("count", FluentValue::from(3))]), "3");
}

#[test]
fn the_language_of_the_reader_is_found() {
    let catalog = catalog();
    assert_eq!(catalog.negotiate("en-GB,en;q=0.9,fr;q=0.8"), Some(Language::ENGLISH));
    assert_eq!(catalog.negotiate("de, fr-BF;q=0.5, en;q=0.4"), Some(Language::FRENCH));
    assert_eq!(catalog.negotiate("mos, en;q=0"), None);
    assert_eq!(catalog.languages(), [Language::FRENCH, Language::ENGLISH]);
    assert_eq!(catalog.words("mos".parse().unwrap()).language(), Language::FRENCH);
}

#[test]
fn a_message_given_twice_or_badly_is_refused() {
    assert!(Catalog::gather(&[POSTS, POSTS]).is_err());
    assert!(Catalog::gather(&[&[("fr", "broken = {")]]).is_err());
}
