//! The addresses that letters come back to.

use griot_delivery::{ReturnAddress, tokens};

#[test]
fn each_letter_has_an_address_of_its_own_to_come_back_to() {
    let returns = ReturnAddress::parse("Retours@Griot.example").unwrap();
    assert_eq!(returns.email().as_str(), "Retours@griot.example");
    let own = returns.of("k3v9").unwrap();
    assert_eq!(own.as_str(), "Retours+k3v9@griot.example");
    assert_eq!(tokens(own.as_str()), ["k3v9"]);
    let longest = "a".repeat(48);
    assert!(returns.of(&longest).is_some());
    for evil in ["", "a> SIZE=1\r\nRCPT TO:<all@example.org>", "a@b", "é", &"a".repeat(49)] {
        assert_eq!(returns.of(evil), None, "{evil:?}");
    }
}

#[test]
fn a_return_address_leaves_room_for_a_token() {
    for bad in ["", "retours", "retours+x@griot.example", "aaaaaaaaaaaaaaaa@griot.example"] {
        assert!(ReturnAddress::parse(bad).is_err(), "{bad}");
    }
    assert!(ReturnAddress::parse("aaaaaaaaaaaaaaa@griot.example").is_ok());
}

#[test]
fn whatever_may_be_a_token_is_found() {
    assert_eq!(tokens("<bounce+abc@x>, \"a+b\" <griot-bounce+DEF@y>, +abc@z, q+é@r, no+at"), ["abc", "DEF"]);
    assert_eq!(tokens("rfc822; a+b+c@x"), ["c"]);
    assert_eq!(tokens(""), Vec::<String>::new());
    let many: String = (0..1_000).map(|n| format!("a+{n}@x,")).collect();
    assert_eq!(tokens(&many).len(), 16);
}
