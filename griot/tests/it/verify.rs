//! `griot verify` on certificates: without a network, a house or a folder.

use std::fs;

use griot::compose::CertificateStatement;
use griot_crypto::{HouseKey, Keys, Purpose};
use griot_kernel::SeededRandom;
use tempfile::TempDir;

use crate::program::command;

const PURPOSE: Purpose = Purpose("workshops.certificate");

fn keys(seed: u64) -> (Keys, HouseKey) {
    let keys = Keys::generate(&SeededRandom::new(seed));
    let key = keys.house_key(PURPOSE);
    (keys, key)
}

fn statement() -> CertificateStatement {
    CertificateStatement {
        number: "GR-7K3M-9QXW-2PTA".to_owned(),
        holder: "Awa Ouédraogo\u{1b}[2J".to_owned(),
        title: "Les médias sociaux".to_owned(),
        section: "Section du Burkina Faso".to_owned(),
        day: "2013-02-14".to_owned(),
        hours: 7,
    }
}

/// What the command says, and whether it found everything good.
fn said(words: &[&str], english: bool) -> (bool, String) {
    let place = TempDir::new().unwrap();
    let environment: &[(&str, &str)] = if english { &[("LANG", "en_GB.UTF-8")] } else { &[] };
    let output = command(words, place.path(), environment).output().unwrap();
    let all = [output.stdout, output.stderr].concat();
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0, "it makes no folder");
    (output.status.success(), String::from_utf8(all).unwrap())
}

#[test]
fn verify_says_whether_a_certificate_is_signed_and_by_whom() {
    let ((keys, key), (_, other)) = (keys(1), keys(2));
    let one = statement();
    let code = one.written(&key.text(), &keys.house_signature(PURPOSE, &one.message(&key))).unwrap();
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("lettre.txt");
    fs::write(&file, format!("Voici :\r\n{code}\r\nMerci.")).unwrap();
    let address = format!("https://section.example/certificates/{}#{code}", one.number);

    for brought in [code.as_str(), &address, file.to_str().unwrap()] {
        let (good, all) = said(&["verify", brought], false);
        assert!(good && all.contains("La signature est bonne. Comparez l’empreinte"), "{all}");
        assert!(all.contains("Awa Ouédraogo") && all.contains(&key.fingerprint()), "{all}");
        assert!(!all.contains('\u{1b}'), "nobody moves the cursor: {all}");
    }
    for wanted in [key.fingerprint(), key.text(), key.fingerprint().replace(' ', "").to_uppercase()] {
        let (good, all) = said(&["verify", &code, "--key", &wanted], true);
        assert!(good && all.contains("the key is the one given"), "{all}");
    }
    let (good, all) = said(&["verify", &code, "--key", &other.fingerprint()], false);
    assert!(!good && all.contains("ce n’est pas cette maison"), "{all}");

    let changed = CertificateStatement { holder: "Issa".to_owned(), ..one.clone() };
    let signature = keys.house_signature(PURPOSE, &one.message(&key));
    let (good, all) = said(&["verify", &changed.written(&key.text(), &signature).unwrap()], true);
    assert!(!good && all.contains("the signature is false") && !all.contains("Issa"), "{all}");
    let (good, all) = said(&["verify", &code.chars().take(60).collect::<String>()], false);
    assert!(!good && all.contains("n’est pas entier"), "{all}");
    let (good, all) = said(&["verify", folder.path().to_str().unwrap(), "--key", "x"], true);
    assert!(!good && all.contains("--key compares"), "{all}");
    let (good, all) = said(&["verify", "nowhere"], false);
    assert!(!good && all.contains("il n’y a rien à cet endroit"), "as before: {all}");
}
