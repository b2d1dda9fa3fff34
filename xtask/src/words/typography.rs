//! French typography: the curly apostrophe, and a space that does not break before
//! the high signs.

/// Every line of a French file that is not set as French is set.
pub fn check(place: &str, text: &str) -> Vec<String> {
    let mut troubles = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        if line.starts_with('#') {
            continue;
        }
        let said = said(line);
        if straight_apostrophe(&said) {
            troubles.push(format!("{place}:{number}: a straight apostrophe, where ’ belongs"));
        }
        if let Some(sign) = breaking_space(&said) {
            troubles.push(format!(
                "{place}:{number}: the space beside {sign} can break: U+00A0 or U+202F belongs there"
            ));
        }
    }
    troubles
}

/// The line without its key, its placeables and its tags: only what is read.
fn said(line: &str) -> String {
    let value = match line.split_once('=') {
        Some((key, value)) if !key.contains(['{', '<', '[']) => value,
        _ => line,
    };
    let mut depth = 0_u32;
    let mut said = String::new();
    for sign in value.chars() {
        match sign {
            '{' | '<' => depth += 1,
            // A placeable reads as one word.
            '}' | '>' if depth > 0 => {
                depth -= 1;
                said.push('x');
            }
            _ if depth == 0 => said.push(sign),
            _ => {}
        }
    }
    said
}

fn straight_apostrophe(said: &str) -> bool {
    let signs: Vec<char> = said.chars().collect();
    signs.windows(3).any(
        |three| matches!(three, [before, '\'', after] if before.is_alphabetic() && after.is_alphabetic()),
    )
}

fn breaking_space(said: &str) -> Option<char> {
    let signs: Vec<char> = said.chars().collect();
    let before = signs.windows(2).find_map(|two| match two {
        [' ', sign @ (';' | ':' | '?' | '!' | '»')] => Some(*sign),
        _ => None,
    });
    before.or_else(|| signs.windows(2).find_map(|two| matches!(two, ['«', ' ']).then_some('«')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_straight_apostrophe_is_told() {
        assert_eq!(check("fr.ftl", "a = L'eau\n").len(), 1);
        assert!(check("fr.ftl", "a = L’eau\n# l'eau\n").is_empty());
    }

    #[test]
    fn a_space_that_breaks_is_told() {
        assert_eq!(check("fr.ftl", "a = Vraiment ?\nb = « oui »").len(), 2);
        assert!(
            check("fr.ftl", "a = Vraiment\u{202f}?\nb = «\u{a0}oui\u{a0}»\nc = { $n ->\n    [one] x")
                .is_empty()
        );
    }

    #[test]
    fn an_address_or_an_hour_is_left_alone() {
        assert!(check("fr.ftl", "a = Voir https://exemple.bf à 10:32").is_empty());
    }
}
