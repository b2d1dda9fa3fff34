//! The lines at the head of a Markdown file that say what it is.

/// What the head says: names in lower case, each with its values.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct FrontMatter(Vec<(String, Vec<String>)>);

impl FrontMatter {
    /// The head of a text and what follows it. A text without one is all text.
    pub fn split(text: &str) -> (Self, &str) {
        let text = text.trim_start_matches('\u{feff}');
        for mark in ["---", "+++"] {
            let Some(after) = text
                .strip_prefix(mark)
                .and_then(|rest| rest.trim_start_matches(' ').strip_prefix(['\n', '\r']))
            else {
                continue;
            };
            let mut length = 0;
            for line in after.split_inclusive('\n') {
                if matches!(line.trim_end(), end if end == mark || (mark == "---" && end == "...")) {
                    let (head, rest) = after.split_at(length);
                    let body = rest.get(line.len()..).unwrap_or_default();
                    return (Self::read(head), body);
                }
                length += line.len();
            }
        }
        (Self::default(), text)
    }

    fn read(head: &str) -> Self {
        let mut all: Vec<(String, Vec<String>)> = Vec::new();
        for line in head.lines() {
            let item = line.trim_start().strip_prefix("- ");
            match (item, all.last_mut()) {
                (Some(item), Some((_, values))) => values.push(bare(item)),
                // What stands deeper belongs to something that nobody asks for.
                _ if line.starts_with([' ', '\t', '#', '[']) || line.trim().is_empty() => {}
                _ => {
                    let Some((name, value)) = line
                        .split_once(':')
                        .filter(|(name, _)| !name.contains('='))
                        .or_else(|| line.split_once('='))
                    else {
                        continue;
                    };
                    all.push((name.trim().to_ascii_lowercase(), values(value)));
                }
            }
        }
        Self(all)
    }

    /// The first value under one of these names.
    pub fn one(&self, names: &[&str]) -> Option<&str> {
        self.all(names).first().map(String::as_str)
    }

    /// All values under the first of these names that has any.
    pub fn all(&self, names: &[&str]) -> &[String] {
        let found = names.iter().find_map(|name| {
            self.0
                .iter()
                .find(|(known, values)| known == name && !values.is_empty())
                .map(|(_, values)| values)
        });
        found.map(Vec::as_slice).unwrap_or_default()
    }
}

fn values(value: &str) -> Vec<String> {
    let value = value.trim();
    if let Some(list) = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return list.split(',').map(bare).filter(|one| !one.is_empty()).collect();
    }
    let value = bare(value);
    if value.is_empty() { Vec::new() } else { vec![value] }
}

fn bare(value: &str) -> String {
    let value = value.trim();
    for quote in ['"', '\''] {
        if let Some(inside) = value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)) {
            return inside.replace("\\\"", "\"").replace("''", "'");
        }
    }
    value.split(" #").next().unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::FrontMatter;

    #[test]
    fn a_head_in_yaml_or_toml_says_what_the_text_is() {
        for text in [
            "---\ntitle: \"L’eau : un droit\"\ndate: 2013-02-14 # jeudi\ntags:\n  - eau\n  - 'droits'\nlang: fr\nextra:\n  title: non\n---\n\nTexte --- ici\n",
            "+++\r\ntitle = 'L’eau : un droit'\ndate = 2013-02-14\ntags = [\"eau\", \"droits\"]\nlang = \"fr\"\n[extra]\n+++\n\nTexte --- ici\n",
        ] {
            let (head, body) = FrontMatter::split(text);
            assert_eq!(head.one(&["title"]), Some("L’eau : un droit"), "{text}");
            assert_eq!(head.one(&["day", "date"]), Some("2013-02-14"));
            assert_eq!(head.all(&["tags"]), ["eau", "droits"]);
            assert_eq!(head.one(&["lang"]), Some("fr"));
            assert_eq!(body.trim(), "Texte --- ici");
        }
    }

    #[test]
    fn a_text_without_a_head_is_all_text() {
        for text in ["# Titre\n\n---\nfin", "---\njamais fermé", "--- pas une tête\n---\n", ""] {
            assert_eq!(FrontMatter::split(text), (FrontMatter::default(), text));
        }
    }
}
