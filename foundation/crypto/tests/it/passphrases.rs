use griot_crypto::{PassphraseError, Passphrases};

#[tokio::test]
async fn a_passphrase_is_known_again_and_another_is_not() {
    let passphrases = Passphrases::new();
    let stored = passphrases.hash("mangue rivière lampe", [3; 16]).await.unwrap();
    assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    assert_eq!(passphrases.verify(&stored, "mangue rivière lampe").await, Ok(true));
    assert_eq!(passphrases.verify(&stored, "mangue riviere lampe").await, Ok(false));
    assert_eq!(passphrases.verify(&stored, "").await, Ok(false));
    assert!(!passphrases.needs_rehash(&stored));
    let decomposed = "mangue rivie\u{300}re lampe";
    assert_eq!(passphrases.verify(&stored, decomposed).await, Ok(true), "one sign or two");
}

#[tokio::test]
async fn an_unknown_account_is_refused_after_the_same_work() {
    let passphrases = Passphrases::new();
    assert_eq!(passphrases.verify_dummy("mangue rivière lampe").await, Ok(false));
}

#[tokio::test]
async fn weaker_or_unreadable_hashes_are_to_be_made_anew() {
    let passphrases = Passphrases::new();
    let tail = "AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    assert!(passphrases.needs_rehash(&format!("$argon2id$v=19$m=4096,t=2,p=1${tail}")));
    assert!(passphrases.needs_rehash(&format!("$argon2id$v=19$m=19456,t=1,p=1${tail}")));
    assert!(passphrases.needs_rehash(&format!("$argon2i$v=19$m=19456,t=2,p=1${tail}")));
    assert!(passphrases.needs_rehash("plain"));
    assert_eq!(passphrases.verify("plain", "x").await, Err(PassphraseError::Damaged));
}

#[tokio::test]
async fn an_endless_passphrase_costs_nothing() {
    let passphrases = Passphrases::new();
    let endless = "a".repeat(1025);
    assert_eq!(passphrases.hash(&endless, [0; 16]).await, Err(PassphraseError::TooLong));
    assert_eq!(passphrases.verify("plain", &endless).await, Ok(false));
    assert_eq!(passphrases.verify_dummy(&endless).await, Ok(false));
}

#[tokio::test]
async fn many_at_once_are_all_answered() {
    let passphrases = Passphrases::new();
    let turns: Vec<_> = (0..6)
        .map(|salt| {
            let passphrases = passphrases.clone();
            tokio::spawn(async move { passphrases.hash("mangue rivière lampe", [salt; 16]).await })
        })
        .collect();
    for turn in turns {
        assert!(turn.await.unwrap().is_ok());
    }
}
