//! What a text weighs as an SMS: its alphabet and parts (3GPP TS 23.038 and 23.040), and how it reads
//! when it is written in the cheap alphabet alone.

/// The basic alphabet of GSM 03.38 but its control signs.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// Signs of its extension: each counts twice.
const EXTENDED: &str = "^{}\\[~]|€";

/// In which alphabet a message goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alphabet {
    /// Seven bits a sign: 160 in one part, 153 in each of several.
    Gsm7,
    /// Sixteen bits a code unit: 70 in one part, 67 in each of several.
    Ucs2,
}

/// What a text weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weight {
    /// Its alphabet.
    pub alphabet: Alphabet,
    /// Septets, or code units.
    pub length: usize,
    /// As how many messages it is paid.
    pub parts: usize,
}

impl Weight {
    /// Weighs a text.
    pub fn of(text: &str) -> Self {
        let septets: Option<usize> = text.chars().map(septets).sum();
        let (alphabet, length, alone, each) = match septets {
            Some(length) => (Alphabet::Gsm7, length, 160, 153),
            None => (Alphabet::Ucs2, text.encode_utf16().count(), 70, 67),
        };
        let parts = if length <= alone { 1 } else { length.div_ceil(each) };
        Self { alphabet, length, parts }
    }
}

fn septets(c: char) -> Option<usize> {
    if BASIC.contains(c) {
        return Some(1);
    }
    EXTENDED.contains(c).then_some(2)
}

/// The same words in the cheap alphabet: what it lacks is written with its nearest signs. A script
/// for which there are none (Arabic, N’Ko) is left as it is.
pub fn transliterated(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if septets(c).is_some() => plain.push(c),
            '’' | '‘' | 'ʼ' | '`' | '´' => plain.push('\''),
            '«' | '»' | '“' | '”' | '„' => plain.push('"'),
            '\u{a0}' | '\u{202f}' | '\u{2009}' | '\t' => plain.push(' '),
            '–' | '—' | '−' | '\u{2011}' | '•' | '·' => plain.push('-'),
            '…' => plain.push_str("..."),
            'œ' => plain.push_str("oe"),
            'Œ' => plain.push_str("OE"),
            'ɛ' | 'ε' => plain.push('e'),
            'Ɛ' => plain.push('E'),
            'ɩ' | 'ı' => plain.push('i'),
            'ʋ' => plain.push('v'),
            'ɔ' => plain.push('o'),
            'ɲ' => plain.push_str("ny"),
            'ŋ' => plain.push_str("ng"),
            'ɓ' => plain.push('b'),
            'ɗ' => plain.push('d'),
            'ƴ' => plain.push('y'),
            '\u{200d}' | '\u{feff}' | '\u{ad}' => {}
            c => match base(c) {
                Some(letter) => plain.push(letter),
                None => plain.push(c),
            },
        }
    }
    plain
}

/// The letter under its marks, where it is one of the alphabet.
fn base(c: char) -> Option<char> {
    use unicode_normalization::UnicodeNormalization;
    let first = std::iter::once(c).nfd().next()?;
    (first != c && septets(first).is_some()).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::{Alphabet, Weight, transliterated};

    #[test]
    fn parts_are_counted_as_operators_count_them() {
        for (signs, parts) in [(0, 1), (160, 1), (161, 2), (306, 2), (307, 3)] {
            let sms = Weight::of(&"a".repeat(signs));
            assert_eq!((sms.alphabet, sms.parts), (Alphabet::Gsm7, parts), "{signs}");
        }
        for (signs, parts) in [(70, 1), (71, 2), (134, 2), (135, 3)] {
            let sms = Weight::of(&"ê".repeat(signs));
            assert_eq!((sms.alphabet, sms.parts), (Alphabet::Ucs2, parts), "{signs}");
        }
        assert_eq!(Weight::of("10 €").length, 5, "the euro is in the extension");
    }

    #[test]
    fn french_and_the_languages_of_the_country_stay_readable_in_the_cheap_alphabet() {
        let text = "« L’eau, c’est la vie… Êtes-vous prêts\u{202f}? » — cœur ça où Mɔgɔ ŋa";
        let plain = transliterated(text);
        assert_eq!(plain, "\" L'eau, c'est la vie... Etes-vous prets ? \" - coeur ca où Mogo nga");
        assert_eq!(Weight::of(&plain).alphabet, Alphabet::Gsm7);
        assert_eq!(Weight::of(&transliterated("ماء")).alphabet, Alphabet::Ucs2);
    }
}
