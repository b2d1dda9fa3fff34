//! Sentences for whoever sits at the command line, in French or English by their locale.

use griot_kernel::Language;

/// The language of the command line: English where the locale says so, else French.
pub fn language() -> Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    match locale {
        Some(locale) if locale.starts_with("en") => Language::ENGLISH,
        _ => Language::FRENCH,
    }
}

/// The sentence in the command line's language.
pub fn say<'a>(french: &'a str, english: &'a str) -> &'a str {
    if language() == Language::ENGLISH { english } else { french }
}
