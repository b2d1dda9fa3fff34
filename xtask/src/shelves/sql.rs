//! As much of SQL as a migration needs to tell its own tables from another's.

/// The tables that these statements create.
pub fn created(text: &str) -> Vec<String> {
    let words = words(text);
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if word != "table" {
            continue;
        }
        let before = at.checked_sub(1).and_then(|before| words.get(before)).map(String::as_str);
        let mut rest =
            words.iter().skip(at + 1).skip_while(|word| ["if", "not", "exists"].contains(&word.as_str()));
        let made = matches!(before, Some("create" | "virtual" | "unlogged" | "temporary"));
        let Some(name) = rest.next() else { continue };
        let renamed =
            rest.next().is_some_and(|word| word == "rename") && rest.next().is_some_and(|word| word == "to");
        if made {
            found.push(name.clone());
        } else if renamed && let Some(new) = rest.next() {
            found.push(new.clone());
        }
    }
    found
}

/// The tables that foreign keys in these statements point at.
pub fn referenced(text: &str) -> Vec<String> {
    let words = words(text);
    let pairs = words.iter().zip(words.iter().skip(1));
    pairs.filter(|(word, _)| *word == "references").map(|(_, table)| table.clone()).collect()
}

/// Lower-case words without comments, quotes and signs.
fn words(text: &str) -> Vec<String> {
    let bare: Vec<&str> = text.lines().map(|line| line.split("--").next().unwrap_or_default()).collect();
    bare.join("\n")
        .to_lowercase()
        .split(|sign: char| !(sign.is_alphanumeric() || sign == '_' || sign == '.'))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_and_keys_are_read() {
        let text = "-- references nothing\ncreate table if not exists post (\n  blog blob not null references \"blog\" (id)\n);\n\
            create virtual table post_words using fts5(body);\nalter table post_new rename to note;";
        assert_eq!(created(text), ["post", "post_words", "note"]);
        assert_eq!(referenced(text), ["blog"]);
    }
}
