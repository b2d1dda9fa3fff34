//! What a house signs for others.

use griot_crypto::{HouseKey, Keys, Purpose};
use griot_kernel::SeededRandom;

use crate::{chance, keys};

const KIT: Purpose = Purpose("test.kit");

#[test]
fn others_check_what_a_house_signed_with_its_public_key_alone() {
    let keys = keys();
    let signature = keys.house_signature(KIT, b"un kit");
    let key = HouseKey::parse(&keys.house_key(KIT).text()).unwrap();

    assert!(key.holds(b"un kit", &signature));
    assert!(!key.holds(b"un kiT", &signature));
    assert!(!key.holds(b"un kit", &keys.house_signature(Purpose("test.other"), b"un kit")));
    let stranger = Keys::generate(&SeededRandom::new(8)).house_key(KIT);
    assert!(!stranger.holds(b"un kit", &signature));
    for bad in ["", "00", "é", &"g".repeat(128), &"0".repeat(128)] {
        assert!(!key.holds(b"un kit", bad), "{bad}");
    }
}

#[test]
fn a_house_keeps_its_key_and_says_it_in_groups_of_four() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys");
    let before = Keys::open_or_create(&path, &chance()).unwrap().house_key(KIT);
    let after = Keys::rotate(&path, &SeededRandom::new(9)).unwrap().house_key(KIT);
    assert_eq!(before, after);

    let said = before.fingerprint();
    let groups: Vec<&str> = said.split(' ').collect();
    assert_eq!(groups.len(), 8, "{said}");
    assert!(groups.iter().all(|group| group.len() == 4), "{said}");
    for bad in ["", "zz", &"é".repeat(32)] {
        assert!(HouseKey::parse(bad).is_err(), "{bad}");
    }
}
