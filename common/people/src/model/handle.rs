//! The part of an address that names a person.

/// Signs of the longest handle.
pub const LONGEST: usize = 40;

/// The handle that a public name gives, before it is made the only one:
/// `Awa Ouédraogo` gives `awa-ouedraogo`.
pub fn from_name(name: &str) -> String {
    let slug = griot_text::slug(name);
    let cut: String = slug.chars().take(LONGEST).collect();
    let cut = cut.trim_matches('-');
    if cut.len() < 2 { format!("membre-{cut}") } else { cut.to_owned() }
}

/// The `attempt`-th handle to try for a name whose first one is taken.
pub fn numbered(handle: &str, attempt: u32) -> String {
    if attempt < 2 { handle.to_owned() } else { format!("{handle}-{attempt}") }
}

#[cfg(test)]
mod tests {
    use super::{from_name, numbered};

    #[test]
    fn a_handle_is_made_from_any_name() {
        assert_eq!(from_name("Awa Ouédraogo"), "awa-ouedraogo");
        assert_eq!(from_name("  La Voix de Kaya !"), "la-voix-de-kaya");
        assert_eq!(from_name("X"), "membre-x");
        assert_eq!(from_name("أوا"), "membre-n");
        assert_eq!(numbered("awa", 1), "awa");
        assert_eq!(numbered("awa", 3), "awa-3");
    }
}
