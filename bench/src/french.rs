//! French that nobody wrote: words as often and as rare as in a language, in plausible order.

use crate::chance::Dice;

/// Words that are in every text.
const SMALL: [&str; 36] = [
    "de", "la", "le", "et", "les", "des", "en", "un", "du", "une", "que", "est", "pour", "qui", "dans", "a",
    "par", "plus", "pas", "au", "sur", "ne", "se", "ce", "il", "sont", "avec", "ou", "son", "aux", "leur",
    "ses", "mais", "comme", "elle", "nous",
];

/// Words of the subject, the most frequent first.
const SUBJECT: [&str; 64] = [
    "droits",
    "humains",
    "personnes",
    "liberté",
    "section",
    "campagne",
    "justice",
    "femmes",
    "membres",
    "pays",
    "défense",
    "pétition",
    "violence",
    "enfants",
    "atelier",
    "signature",
    "action",
    "presse",
    "prison",
    "jeunes",
    "village",
    "école",
    "santé",
    "libération",
    "témoignage",
    "gouvernement",
    "tribunal",
    "police",
    "loi",
    "peine",
    "mort",
    "torture",
    "expression",
    "réunion",
    "marche",
    "lettre",
    "soutien",
    "solidarité",
    "éducation",
    "formation",
    "rapport",
    "enquête",
    "victimes",
    "familles",
    "avocat",
    "procès",
    "opinion",
    "égalité",
    "mariage",
    "maternelle",
    "accouchement",
    "logement",
    "terre",
    "eau",
    "réfugiés",
    "paix",
    "dignité",
    "sœur",
    "frère",
    "cœur",
    "œuvre",
    "journaliste",
    "blogueuse",
    "cybermilitant",
];

const BEGINNINGS: [&str; 24] = [
    "ba", "bou", "dé", "di", "fa", "gou", "ka", "ko", "la", "lé", "ma", "mou", "na", "né", "ou", "pa", "ré",
    "sa", "sou", "ta", "tra", "va", "wen", "zon",
];
const MIDDLES: [&str; 20] = [
    "ba", "cou", "dra", "fi", "gna", "ka", "li", "lo", "man", "mi", "no", "pi", "ra", "ri", "sa", "ta", "ti",
    "vi", "wa", "zo",
];
const ENDS: [&str; 18] = [
    "ment", "tion", "té", "eur", "euse", "age", "isme", "iste", "able", "é", "er", "ance", "ouré", "ogo",
    "dé", "go", "lisation", "rité",
];

/// Different words that a text may hold.
const WORDS: u64 = 40_000;

/// The word of this rank: the lower, the more frequent.
pub fn word(rank: u64) -> String {
    let known = SMALL.iter().chain(&SUBJECT).nth(usize::try_from(rank).unwrap_or(usize::MAX));
    if let Some(known) = known {
        return (*known).to_owned();
    }
    // The rank itself makes the word, so that one rank is one word for ever.
    let mut dice = Dice::new(rank);
    let mut made = dice.one_of(&BEGINNINGS).unwrap_or_default().to_owned();
    for _ in 0..=dice.below(2) {
        made.push_str(dice.one_of(&MIDDLES).unwrap_or_default());
    }
    made.push_str(dice.one_of(&ENDS).unwrap_or_default());
    made
}

/// A word as often as a text would have it: its frequency falls with its rank.
pub fn any_word(dice: &mut Dice) -> String {
    let exponent = dice.fraction() * f64::from(u32::try_from(WORDS).unwrap_or(u32::MAX)).ln();
    // Log-uniform ranks are Zipf's law; the whole part is found without a cast.
    let rank = format!("{:.0}", exponent.exp().floor() - 1.0);
    word(rank.parse().unwrap_or(0))
}

/// `count` words in sentences.
pub fn prose(dice: &mut Dice, count: usize) -> String {
    let mut text = String::with_capacity(count * 8);
    let mut left = 0;
    for place in 0..count {
        let mut next = any_word(dice);
        if left == 0 {
            if place > 0 {
                text.push_str(". ");
            }
            left = 6 + dice.below(14);
            next = capital(&next);
        } else {
            text.push(' ');
        }
        left -= 1;
        text.push_str(&next);
    }
    text.push('.');
    text
}

/// A title of a few words.
pub fn title(dice: &mut Dice) -> String {
    let count = 3 + dice.below(5);
    let words: Vec<String> = (0..count).map(|_| any_word(dice)).collect();
    capital(&words.join(" "))
}

fn capital(word: &str) -> String {
    let mut signs = word.chars();
    signs.next().map(|first| first.to_uppercase().chain(signs).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{any_word, prose};
    use crate::chance::Dice;

    #[test]
    fn words_are_as_often_and_as_rare_as_in_a_language() {
        let mut dice = Dice::new(1);
        let mut seen: HashMap<String, u32> = HashMap::new();
        for _ in 0..50_000 {
            *seen.entry(any_word(&mut dice)).or_default() += 1;
        }
        assert!(seen["de"] > 2_000, "the first word is everywhere");
        assert!(seen.len() > 8_000, "most words are rare: {}", seen.len());
    }

    #[test]
    fn the_same_seed_writes_the_same_text() {
        let text = |seed| prose(&mut Dice::new(seed), 40);
        assert_eq!(text(3), text(3));
        assert_ne!(text(3), text(4));
        assert_eq!(text(3).split_whitespace().count(), 40);
    }
}
