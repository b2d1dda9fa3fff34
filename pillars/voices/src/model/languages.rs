//! The languages that a form lets one choose: those of the section's people and its neighbours.

use griot_kernel::Language;

/// Tags, and what their speakers call them.
const KNOWN: [(&str, &str); 22] = [
    ("fr", "français"),
    ("en", "English"),
    ("mos", "mooré"),
    ("dyu", "dioula"),
    ("ff", "fulfulde"),
    ("gux", "gulmancema"),
    ("bm", "bamanankan"),
    ("bib", "bissa"),
    ("dga", "dagara"),
    ("taq", "tamasheq"),
    ("ha", "hausa"),
    ("wo", "wolof"),
    ("ee", "eʋegbe"),
    ("yo", "yorùbá"),
    ("ig", "igbo"),
    ("sw", "kiswahili"),
    ("ar", "العربية"),
    ("pt", "português"),
    ("es", "español"),
    ("it", "italiano"),
    ("de", "Deutsch"),
    ("nl", "Nederlands"),
];

/// The choices of a form, with `present` among them even if it is not one of the known.
pub fn choices(present: &str) -> Vec<(String, &'static str)> {
    let known = KNOWN.iter().map(|(tag, name)| ((*tag).to_owned(), *name));
    let other = Some(present.trim())
        .filter(|tag| !tag.is_empty() && !KNOWN.iter().any(|(known, _)| known == tag))
        .map(|tag| (tag.to_owned(), ""));
    known.chain(other).collect()
}

/// The language that someone named, by its tag or as its speakers call it.
pub fn language_named(typed: &str) -> Option<Language> {
    let wanted = griot_text::fold(typed.trim());
    let known = KNOWN.iter().find(|(_, name)| griot_text::fold(name) == wanted);
    known.map_or(typed.trim(), |(tag, _)| tag).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{choices, language_named};

    #[test]
    fn a_language_is_known_by_its_tag_and_by_its_name() {
        for (typed, tag) in [("fr", "fr"), ("Français", "fr"), (" mooré ", "mos"), ("english", "en")] {
            assert_eq!(language_named(typed).map(|one| one.to_string()).as_deref(), Some(tag), "{typed}");
        }
        assert_eq!(language_named("la langue de chez nous"), None);
    }

    #[test]
    fn the_present_language_is_always_among_the_choices() {
        assert_eq!(choices("fr").len(), choices("").len());
        assert_eq!(choices("ses").last().map(|(tag, name)| (tag.as_str(), *name)), Some(("ses", "")));
    }
}
