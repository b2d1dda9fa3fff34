use crate::fold;

/// The words of a name that someone types, folded; a single letter is none.
pub fn words_of_name(typed: &str) -> Vec<String> {
    let typed = fold(typed);
    let words = typed.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1);
    words.map(str::to_owned).collect()
}

/// Whether a name holds every one of these folded words as the beginning of a word.
pub fn begins_words_of(name: &str, words: &[String]) -> bool {
    let name = fold(name);
    let held = name.split(|c: char| !c.is_alphanumeric());
    words.iter().all(|word| held.clone().any(|part| part.starts_with(word.as_str())))
}

#[cfg(test)]
mod tests {
    use super::{begins_words_of, words_of_name};

    #[test]
    fn a_name_is_found_by_beginnings_of_its_words() {
        let holds = |typed| begins_words_of("Anne-Marie d’Ouédraogo", &words_of_name(typed));
        assert!(holds("marie") && holds("OUED an") && holds("ouedraogo, anne"));
        assert!(!holds("raogo") && !holds("marie awa"));
        assert_eq!(words_of_name(" A. Ouédraogo"), ["ouedraogo"]);
    }
}
