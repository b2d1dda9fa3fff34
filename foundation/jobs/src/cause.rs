use std::error::Error;

const LONGEST: usize = 400;

/// The cause and what lies beneath it, in one line an operator can read. Mail servers
/// like to repeat the address they refuse: words that look like an address, a telephone
/// number or a token are left out, since a cause is kept and logged.
pub(crate) fn readable(cause: &(dyn Error + 'static)) -> String {
    let mut parts = vec![cause.to_string()];
    let mut next = cause.source();
    while let Some(below) = next {
        let text = below.to_string();
        if parts.last() != Some(&text) {
            parts.push(text);
        }
        next = below.source();
    }
    without_people(&parts.join(": "))
}

fn without_people(text: &str) -> String {
    let words: Vec<&str> =
        text.split_whitespace().map(|word| if names_someone(word) { "…" } else { word }).collect();
    words.join(" ").chars().take(LONGEST).collect()
}

fn names_someone(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    word.contains('@') || digits > 6 || word.chars().count() > 60
}

#[cfg(test)]
mod tests {
    use super::without_people;

    #[test]
    fn an_address_or_a_number_does_not_stay_in_a_cause() {
        let text = "550 5.1.1 <awa@example.org>: no such user, called +22670112233";
        assert_eq!(without_people(text), "550 5.1.1 … no such user, called …");
    }
}
