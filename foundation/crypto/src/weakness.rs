//! Passphrases that anyone would guess.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

const SHORTEST: usize = 10;
/// In bytes; a longer text is no passphrase but a way to keep the server busy.
pub(crate) const LONGEST: usize = 1024;
/// Shorter names are part of too many words.
const TELLING: usize = 4;

/// Folded, without digits around them.
const COMMON: &[&str] = &[
    "abcdefghij",
    "abcdefghijk",
    "abcdefghijkl",
    "abcdefghijklmnopqrstuvwxyz",
    "admin",
    "administrateur",
    "administrator",
    "adminadmin",
    "allahuakbar",
    "amnesty",
    "amnestyinternational",
    "azerty",
    "azertyazerty",
    "azertyuiop",
    "azertyuiopqsdfghjklm",
    "bienvenue",
    "bonjour",
    "bonjourbonjour",
    "burkina",
    "burkinafaso",
    "changeme",
    "changemenow",
    "chocolat",
    "correcthorsebatterystaple",
    "coucou",
    "doudou",
    "football",
    "griot",
    "griotgriot",
    "iloveyou",
    "iloveyousomuch",
    "jesus",
    "jesuschrist",
    "jesustaime",
    "jetaime",
    "jetaimemonamour",
    "letmein",
    "letmeinplease",
    "liberte",
    "loulou",
    "marseille",
    "monamour",
    "motdepasse",
    "motdepassesecret",
    "ouagadougou",
    "passer",
    "passphrase",
    "password",
    "passwordpassword",
    "phrasedepasse",
    "princess",
    "princesse",
    "qsdfghjklm",
    "qwerty",
    "qwertyqwerty",
    "qwertyuiop",
    "qwertyuiopasdfghjkl",
    "secret",
    "secretsecret",
    "soleil",
    "sunshine",
    "superman",
    "test",
    "testtesttest",
    "trustno",
    "welcome",
    "welcomewelcome",
];

/// Why a passphrase is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weakness {
    /// Fewer than 10 signs.
    TooShort,
    /// More than 1,024 bytes.
    TooLong,
    /// One sign, one group of signs or one word, again and again.
    Repeated,
    /// It holds the name or the address of its owner.
    OwnName,
    /// Among the first that anyone tries.
    Common,
}

impl Weakness {
    /// The key of the sentence that the person reads.
    pub fn key(self) -> &'static str {
        match self {
            Self::TooShort => "passphrase-refused-too-short",
            Self::TooLong => "passphrase-refused-too-long",
            Self::Repeated => "passphrase-refused-repeated",
            Self::OwnName => "passphrase-refused-own-name",
            Self::Common => "passphrase-refused-common",
        }
    }
}

/// Why this passphrase is too easy to guess, if it is. `about` holds what others know
/// of its owner: name, e-mail address.
pub fn weak(passphrase: &str, about: &[&str]) -> Option<Weakness> {
    if passphrase.len() > LONGEST {
        return Some(Weakness::TooLong);
    }
    if passphrase.chars().count() < SHORTEST {
        return Some(Weakness::TooShort);
    }
    let folded = folded(passphrase);
    if again_and_again(passphrase) || again_and_again(&folded) || few_words(passphrase) {
        return Some(Weakness::Repeated);
    }
    if about.iter().flat_map(|known| telling_parts(known)).any(|part| folded.contains(&part)) {
        return Some(Weakness::OwnName);
    }
    let core = folded.trim_matches(|c: char| c.is_ascii_digit());
    let bare: String = core.chars().filter(|c| c.is_alphanumeric()).collect();
    if COMMON.contains(&bare.as_str()) || counts(&folded) {
        return Some(Weakness::Common);
    }
    None
}

/// Lower case, without accents, spaces or signs.
fn folded(text: &str) -> String {
    text.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
        .collect()
}

fn telling_parts(known: &str) -> Vec<String> {
    let user = known.split_once('@').map_or(known, |(user, _)| user);
    let words = user.split(|c: char| !c.is_alphanumeric()).map(folded);
    words.chain([folded(user)]).filter(|part| part.chars().count() >= TELLING).collect()
}

fn again_and_again(text: &str) -> bool {
    (1..=text.chars().count() / 2).any(|period| repeats(text, period))
}

fn repeats(text: &str, period: usize) -> bool {
    text.chars().zip(text.chars().skip(period)).all(|(one, next)| one == next)
}

/// Whether its words, each counted once, are shorter than a passphrase may be.
fn few_words(passphrase: &str) -> bool {
    let words: BTreeSet<String> = passphrase.split_whitespace().map(folded).collect();
    let all = passphrase.split_whitespace().count();
    words.len() < all && words.iter().map(|word| word.chars().count()).sum::<usize>() < SHORTEST
}

/// 1234567890, 9876543210 and their like.
fn counts(text: &str) -> bool {
    let digits: Option<Vec<u32>> = text.chars().map(|c| c.to_digit(10)).collect();
    let Some(digits) = digits else { return false };
    let steps =
        |up: u32| digits.iter().zip(digits.iter().skip(1)).all(|(one, next)| (one + up) % 10 == *next);
    steps(1) || steps(9)
}

#[cfg(test)]
mod tests {
    use super::{Weakness, weak};

    #[test]
    fn what_anyone_would_guess_is_refused() {
        let about = ["Aïssata Ouédraogo", "a.ouedraogo@example.org"];
        let cases = [
            ("court", Some(Weakness::TooShort)),
            ("neufsigne", Some(Weakness::TooShort)),
            ("aaaaaaaaaaaa", Some(Weakness::Repeated)),
            ("ababababababa", Some(Weakness::Repeated)),
            ("123123123123", Some(Weakness::Repeated)),
            ("mangue mangue", Some(Weakness::Repeated)),
            ("Mangue mangue MANGUE", Some(Weakness::Repeated)),
            ("lune mil lune mil mil", Some(Weakness::Repeated)),
            ("!!!!!!!!!!!!", Some(Weakness::Repeated)),
            ("Aissata-2026-!", Some(Weakness::OwnName)),
            ("vive OUEDRAOGO 9", Some(Weakness::OwnName)),
            ("Mot de passe 123", Some(Weakness::Common)),
            ("motdepasse", Some(Weakness::Common)),
            ("Azertyuiop", Some(Weakness::Common)),
            ("password2026", Some(Weakness::Common)),
            ("!!Bienvenue!!", Some(Weakness::Common)),
            ("1234567890", Some(Weakness::Common)),
            ("98765432109", Some(Weakness::Common)),
            ("mangue rivière lampe", None),
            ("tortue 47 balafon", None),
        ];
        for (passphrase, expected) in cases {
            assert_eq!(weak(passphrase, &about), expected, "{passphrase}");
        }
        assert_eq!(weak(&"é7".repeat(600), &[]), Some(Weakness::TooLong));
    }
}
