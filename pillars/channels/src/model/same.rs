//! Whether two texts say the same to a reader, so that nothing is said twice by oversight.

/// Marks what a text says, whatever its spaces, capitals, signs and links are.
pub fn mark(text: &str) -> [u8; 32] {
    let mut words = String::new();
    for word in text.split_whitespace().filter(|word| !word.contains("://")) {
        let word: String = griot_text::fold(word).chars().filter(|c| c.is_alphanumeric()).collect();
        if !word.is_empty() {
            words.push_str(&word);
            words.push(' ');
        }
    }
    *blake3::hash(words.as_bytes()).as_bytes()
}

#[cfg(test)]
mod tests {
    use super::mark;

    #[test]
    fn the_same_words_are_the_same_text() {
        let one = mark("L’eau est un droit ! https://a.bf/1");
        assert_eq!(one, mark("L'EAU  est un droit. https://a.bf/2"));
        assert_ne!(one, mark("L’eau est un droit humain"));
    }
}
