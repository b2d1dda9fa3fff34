use crate::fold::fold;

/// Characters of a slug.
const MAX_SLUG: usize = 60;

/// The words of a title as part of an address: `a` to `z`, digits and single
/// hyphens, at most 60 characters, cut between two words where that is
/// possible. A title without one such letter (Arabic, an emoji) gives `n`;
/// the caller adds what makes it the only one.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    for word in words {
        if slug.is_empty() {
            slug.extend(word.chars().take(MAX_SLUG));
        } else if slug.len() + 1 + word.len() <= MAX_SLUG {
            slug.push('-');
            slug.push_str(word);
        } else {
            break;
        }
    }
    if slug.is_empty() { "n".to_owned() } else { slug }
}
