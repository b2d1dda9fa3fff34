//! Jobs and their causes, in the words of whoever keeps the house running.

use griot_i18n::Words;

/// What stands in a cause, and the message that says it.
const CAUSES: [(&str, &str); 13] = [
    ("nothing is sent to this address", "job-cause-stopped"),
    ("refused for good", "job-cause-mail-refused"),
    ("the letter could not be sent now", "job-cause-mail"),
    ("mail server", "job-cause-mail"),
    ("the disk is full", "job-cause-full"),
    ("files are kept is full", "job-cause-full"),
    ("files are kept does not answer", "job-cause-files"),
    ("the database", "job-cause-database"),
    ("another act came first", "job-cause-database"),
    ("no server answers there", "job-cause-outside"),
    ("took too long", "job-cause-outside"),
    ("the server died each time", "job-cause-died"),
    ("this server knows no such job", "job-cause-newer"),
];

/// What the job does. One that has no words of its own is called by its name.
pub(super) fn name(words: &Words, name: &str) -> String {
    let key = format!("job-{}", name.replace(['.', '/'], "-"));
    if words.knows(&key) {
        return words.t(&key);
    }
    match name.split_once('/') {
        Some((event, room)) if event != "every" => words.put("job-listener", "room", room),
        _ => name.to_owned(),
    }
}

/// Why it failed, where the house knows words for it.
pub(super) fn cause(words: &Words, cause: &str) -> String {
    let known = CAUSES.iter().find(|(part, _)| cause.contains(part));
    words.t(known.map_or("job-cause-other", |(_, key)| key))
}

#[cfg(test)]
mod tests {
    use griot_i18n::Catalog;
    use griot_kernel::Language;
    use griot_pillar::Pillar;

    use super::{cause, name};
    use crate::Admin;

    #[test]
    fn jobs_and_causes_are_said_in_both_languages() {
        let catalog = Catalog::gather(&[griot_i18n::WORDS, Admin.words()]).unwrap();
        let (french, english) = (catalog.words(Language::FRENCH), catalog.words(Language::ENGLISH));
        assert_eq!(name(&french, "people.send-reset"), "Lettre pour retrouver l’accès");
        assert_eq!(name(&english, "every/voices.digests"), "Each day: the digests");
        assert_eq!(name(&english, "people.person-erased.v1/home"), "News that “home” hears");
        assert_eq!(name(&english, "jars.fill"), "jars.fill");
        let silent = "the letter could not be sent now: the mail server did not answer in time";
        assert!(cause(&french, silent).starts_with("Le serveur de courriel n’a pas pris la lettre"));
        assert!(cause(&english, "it panicked").starts_with("The program stumbled"));
    }
}
