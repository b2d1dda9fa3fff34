use griot_crypto::{HouseKey, text};

/// Begins every statement, so that one is found in a longer text.
const MARK: &str = "GRIOT1-";
/// The first line of what is signed.
const VERSION: &str = "griot certificate 1";
/// No honest statement is longer than this many bytes.
const LONGEST: usize = 4_000;
/// Nobody breaks one into more lines.
const MOST_PIECES: usize = 40;
/// Bytes of a key, and of a signature.
const KEY: usize = 32;
const SIGNATURE: usize = 64;

/// What a certificate says, in a form that is checked without a network.
#[derive(Clone, PartialEq, Eq)]
pub struct Statement {
    /// The number of the certificate.
    pub number: String,
    /// The name on it.
    pub holder: String,
    /// For what it is.
    pub title: String,
    /// The section that gave it.
    pub section: String,
    /// The day, as `2013-02-14`.
    pub day: String,
    /// How many hours it stands for.
    pub hours: i64,
}

impl std::fmt::Debug for Statement {
    /// Names nobody.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Statement(…)")
    }
}

/// A statement, and who signed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// What it says.
    pub statement: Statement,
    /// The house whose key it names.
    pub key: HouseKey,
    /// Whether that house signed exactly this.
    pub is_good: bool,
}

impl Statement {
    /// The words that are signed together with the key that signs them.
    fn words(&self) -> String {
        [&self.number, &self.holder, &self.title, &self.section, &self.day, &self.hours.to_string()]
            .map(|line| line.replace('\n', " "))
            .join("\n")
    }

    fn of_words(words: &str) -> Option<Self> {
        let mut lines = words.split('\n');
        let mut next = || lines.next().map(str::to_owned);
        let one = Self {
            number: next()?,
            holder: next()?,
            title: next()?,
            section: next()?,
            day: next()?,
            hours: next()?.parse().ok()?,
        };
        // What is written otherwise than here was not written here.
        (lines.next().is_none() && one.words() == words).then_some(one)
    }

    /// What the house signs.
    pub fn message(&self, key: &HouseKey) -> Vec<u8> {
        format!("{VERSION}\n{}\n{}", self.words(), key.text()).into_bytes()
    }

    /// The statement with its key and signature, in signs that a QR code holds tightly.
    pub fn written(&self, key: &str, signature: &str) -> Option<String> {
        let mut bytes = bytes_of(key).filter(|bytes| bytes.len() == KEY)?;
        bytes.extend(bytes_of(signature).filter(|bytes| bytes.len() == SIGNATURE)?);
        bytes.extend(self.words().into_bytes());
        Some(format!("{MARK}{}", text::encode_folded(&bytes).to_uppercase()))
    }

    /// Whether a text speaks of a statement, whole or not.
    pub fn is_in(text: &str) -> bool {
        text.to_ascii_uppercase().contains(MARK)
    }

    /// Finds a statement in what somebody brought: its text, the address that holds it, or a file with either.
    /// `None` where there is none that can be read; one that was changed is read, and not good.
    pub fn check(brought: &str) -> Option<Checked> {
        let upper = brought.to_ascii_uppercase();
        let (_, rest) = upper.split_once(MARK)?;
        let sign = |sign: &char| sign.is_ascii_uppercase() || ('2'..='7').contains(sign);
        let (mut signs, mut best) = (String::new(), None);
        // Whoever copies it from a page or a letter brings line ends along, and perhaps words that follow.
        for piece in rest.split_whitespace().take(MOST_PIECES) {
            let whole: String = piece.chars().take_while(sign).collect();
            signs.push_str(&whole);
            match Self::read(&signs) {
                Some(checked) if checked.is_good => return Some(checked),
                checked => best = best.or(checked),
            }
            if whole.len() < piece.len() || signs.len() > LONGEST {
                break;
            }
        }
        best
    }

    fn read(signs: &str) -> Option<Checked> {
        if signs.len() > LONGEST {
            return None;
        }
        let bytes = text::decode_folded(signs)?;
        let (key, rest) = bytes.split_at_checked(KEY)?;
        let (signature, words) = rest.split_at_checked(SIGNATURE)?;
        let key = HouseKey::parse(&hex(key)).ok()?;
        let statement = Self::of_words(std::str::from_utf8(words).ok()?)?;
        let is_good = key.holds(&statement.message(&key), &hex(signature));
        Some(Checked { statement, key, is_good })
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes_of(hex: &str) -> Option<Vec<u8>> {
    let digits = hex.as_bytes().chunks(2);
    digits.map(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use griot_crypto::{Keys, Purpose};
    use griot_kernel::SeededRandom;

    use super::{super::certificate::number_of, Statement};

    const PURPOSE: Purpose = Purpose("workshops.certificate");

    fn statement() -> Statement {
        Statement {
            number: number_of([7; 16]),
            holder: "Awa Ouédraogo".to_owned(),
            title: "Les médias sociaux".to_owned(),
            section: "Section du Burkina Faso".to_owned(),
            day: "2013-02-14".to_owned(),
            hours: 7,
        }
    }

    fn keys(seed: u64) -> Keys {
        Keys::generate(&SeededRandom::new(seed))
    }

    fn written(one: &Statement, keys: &Keys) -> String {
        let key = keys.house_key(PURPOSE);
        one.written(&key.text(), &keys.house_signature(PURPOSE, &one.message(&key))).unwrap()
    }

    #[test]
    fn a_statement_is_found_in_whatever_somebody_brings() {
        let one = statement();
        let code = written(&one, &keys(1));
        let broken: String = code
            .chars()
            .enumerate()
            .flat_map(|(n, c)| if n > 7 && n % 40 == 0 { vec!['\n', c] } else { vec![c] })
            .collect();
        for brought in [
            code.clone(),
            code.to_lowercase(),
            format!("https://section.example/certificates/GR-1#{code}"),
            format!("Bonjour, voici : {code} merci"),
            format!("{broken} merci beaucoup"),
            broken,
        ] {
            let checked = Statement::check(&brought).unwrap();
            assert!(checked.is_good, "{brought}");
            assert_eq!(checked.statement, one);
            assert_eq!(checked.key, keys(1).house_key(PURPOSE));
        }
        for none in
            ["", "GRIOT1-", "GRIOT1-AAAA", "GR-7K3M-9QXW-2PTA", &format!("GRIOT1-{}", "A".repeat(9_000))]
        {
            assert_eq!(Statement::check(none), None, "{none}");
        }
        assert!(code.len() < 420, "a telephone reads it: {}", code.len());
    }

    #[test]
    fn a_statement_that_was_changed_in_any_field_is_not_good() {
        let (one, keys) = (statement(), keys(1));
        let key = keys.house_key(PURPOSE);
        let signature = keys.house_signature(PURPOSE, &one.message(&key));
        let changed = [
            Statement { number: number_of([8; 16]), ..one.clone() },
            Statement { holder: "Issa Sawadogo".to_owned(), ..one.clone() },
            Statement { title: "Autre chose".to_owned(), ..one.clone() },
            Statement { section: "Une autre section".to_owned(), ..one.clone() },
            Statement { day: "2013-02-15".to_owned(), ..one.clone() },
            Statement { hours: 70, ..one.clone() },
        ];
        for other in changed {
            let code = other.written(&key.text(), &signature).unwrap();
            assert!(!Statement::check(&code).unwrap().is_good, "{other:?}");
        }
        let foreign = self::keys(2).house_key(PURPOSE);
        let code = one.written(&foreign.text(), &signature).unwrap();
        assert!(!Statement::check(&code).unwrap().is_good, "the key of another house");
        let elsewhere = keys.house_signature(Purpose("elsewhere"), &one.message(&key));
        assert!(!Statement::check(&one.written(&key.text(), &elsewhere).unwrap()).unwrap().is_good);
        assert_eq!(one.written("zz", &signature), None);
    }

    #[test]
    fn no_single_sign_of_a_statement_can_be_changed() {
        let code = written(&statement(), &keys(1));
        for place in 7..code.len() {
            let mut signs: Vec<char> = code.chars().collect();
            signs[place] = if signs[place] == 'A' { 'B' } else { 'A' };
            let changed: String = signs.into_iter().collect();
            assert!(Statement::check(&changed).is_none_or(|checked| !checked.is_good), "{place}");
        }
    }
}
