use griot_delivery::{BadEmail, Email, Mailbox};

#[test]
fn an_address_is_taken_as_a_browser_would() {
    let awa = Email::parse("  Awa.Diop+blog@Example.ORG \n").unwrap();

    assert_eq!(awa.as_str(), "Awa.Diop+blog@example.org");
    assert_eq!(awa.key(), "awa.diop+blog@example.org");
    assert_eq!((awa.local(), awa.domain()), ("Awa.Diop+blog", "example.org"));
    assert_eq!(Email::parse("o'neil@a-b.c-d.sn").unwrap().domain(), "a-b.c-d.sn");
}

#[test]
fn what_is_no_address_is_refused() {
    for text in [
        "",
        "awa",
        "awa@",
        "@example.org",
        "awa@localhost",
        "awa@example..org",
        "awa@-example.org",
        "awa@example.org.",
        "awa@1.2.3.4",
        "a b@example.org",
        "awa@exam ple.org",
        "a..b@example.org",
        ".a@example.org",
        "awa@example.org\r\nBcc: all@example.org",
        "awa\r\n@example.org",
        "<awa@example.org>",
        "awa@example.org,binta@example.org",
        "\"awa\"@example.org",
        "élodie@example.org",
        &format!("{}@example.org", "a".repeat(65)),
        &format!("awa@{}.org", "a.".repeat(130)),
    ] {
        assert_eq!(Email::parse(text), Err(BadEmail), "{text:?}");
    }
}

#[test]
fn a_domain_with_accents_gets_its_ascii_form() {
    let email = Email::parse("awa@sénégal.example").unwrap();
    assert_eq!(email.as_str(), "awa@xn--sngal-bsab.example");
}

#[test]
fn an_address_does_not_show_in_debug() {
    let mailbox: Mailbox = "Awa <awa@example.org>".parse().unwrap();
    assert!(!format!("{mailbox:?}").contains("awa@"));
}

#[test]
fn an_address_travels_as_text_and_is_checked_again() {
    let email = Email::parse("awa@example.org").unwrap();
    let json = serde_json::to_string(&email).unwrap();

    assert_eq!(json, "\"awa@example.org\"");
    assert_eq!(serde_json::from_str::<Email>(&json).unwrap(), email);
    assert!(serde_json::from_str::<Email>("\"awa\"").is_err());
}

#[test]
fn a_mailbox_is_read_with_and_without_a_name() {
    let named: Mailbox = "\"Griot, Dakar\" <a@example.org>".parse().unwrap();
    assert_eq!((named.name.as_str(), named.email.as_str()), ("Griot, Dakar", "a@example.org"));
    let bare: Mailbox = "a@example.org".parse().unwrap();
    assert_eq!(bare.name, "");
    assert!("Griot <a>".parse::<Mailbox>().is_err());
}
