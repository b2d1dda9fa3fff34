//! As much of Fluent as is needed to compare two files.

use std::collections::{BTreeMap, BTreeSet};

/// What one file of words holds.
#[derive(Debug, Default)]
pub struct Words {
    /// Messages, and their attributes as `key.attribute`.
    pub keys: BTreeSet<String>,
    /// Keys written more than once.
    pub twice: Vec<String>,
    /// The `$variables` of each message.
    pub variables: BTreeMap<String, BTreeSet<String>>,
    /// Keys that code builds from pieces: `# used: error-*`.
    pub declared: Vec<String>,
}

impl Words {
    /// Reads the text of an `.ftl` file.
    pub fn read(text: &str) -> Self {
        let mut words = Self::default();
        let mut current = String::new();
        for line in text.lines() {
            if let Some(comment) = line.strip_prefix('#') {
                if let Some(list) = comment.trim_start_matches('#').trim().strip_prefix("used:") {
                    words
                        .declared
                        .extend(list.split([',', ' ']).filter(|one| !one.is_empty()).map(str::to_owned));
                }
                continue;
            }
            if let Some((key, _)) = line.split_once('=')
                && line.starts_with(|sign: char| sign.is_ascii_alphabetic())
            {
                current = key.trim().to_owned();
                if !words.keys.insert(current.clone()) {
                    words.twice.push(current.clone());
                }
            }
            let given = line.split('$').skip(1).map(name).filter(|name| !name.is_empty());
            words.variables.entry(current.clone()).or_default().extend(given);
        }
        words
    }
}

fn name(text: &str) -> String {
    text.chars().take_while(|sign| sign.is_ascii_alphanumeric() || *sign == '_' || *sign == '-').collect()
}

/// Whether a declared pattern, with one `*` at most, covers the key.
pub fn matches(pattern: &str, key: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == key,
        Some((before, after)) => {
            key.strip_prefix(before).is_some_and(|rest| rest.len() >= after.len() && rest.ends_with(after))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_variables_and_declarations_are_read() {
        let words = Words::read(
            "# used: error-*, role-*-name\na-key =\n    { $count ->\n       *[other] { $count }\n    }\na-key = 2\n",
        );
        assert_eq!(words.keys.len(), 1);
        assert_eq!(words.twice, ["a-key"]);
        assert_eq!(words.declared, ["error-*", "role-*-name"]);
        assert!(words.variables.get("a-key").unwrap().contains("count"));
    }

    #[test]
    fn a_pattern_covers_what_it_says() {
        assert!(matches("role-*-name", "role-editor-name"));
        assert!(!matches("role-*-name", "role-editor"));
        assert!(!matches("role-x", "role-x-y"));
    }
}
