use super::text::words_of;

/// The most tags that a post carries.
const MOST: usize = 12;

/// A tag: its address and the words that people see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// `liberte-de-la-presse`.
    pub slug: String,
    /// `Liberté de la presse`.
    pub name: String,
}

/// The tags of a line that someone typed, parted by commas: each once, at most twelve.
pub fn tags(typed: &str) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::new();
    for name in typed.split([',', ';', '\n']) {
        let name: String = words_of(name).trim_start_matches('#').chars().take(50).collect();
        let slug = griot_text::slug(&name);
        if !name.is_empty() && tags.len() < MOST && tags.iter().all(|tag| tag.slug != slug) {
            tags.push(Tag { slug, name });
        }
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::tags;

    #[test]
    fn a_tag_typed_twice_in_two_ways_is_one() {
        let tags = tags("Liberté, LIBERTE,, #droits  des femmes");
        let slugs: Vec<_> = tags.iter().map(|tag| tag.slug.as_str()).collect();
        assert_eq!(slugs, ["liberte", "droits-des-femmes"]);
    }
}
