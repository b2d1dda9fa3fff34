use std::sync::Arc;

use fluent_bundle::{FluentArgs, FluentValue};
use griot_kernel::{Language, Zone};

use crate::catalog::Bundle;

/// The words of the house in one reader's language. Cheap to clone.
#[derive(Clone)]
pub struct Words {
    language: Language,
    bundle: Option<Arc<Bundle>>,
    fallback: Option<Arc<Bundle>>,
    pub(crate) zone: Zone,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words({})", self.language)
    }
}

impl Words {
    pub(crate) fn new(
        language: Language,
        bundle: Option<Arc<Bundle>>,
        fallback: Option<Arc<Bundle>>,
    ) -> Self {
        Self { language, bundle, fallback, zone: Zone::UTC }
    }

    /// These words, with hours as clocks show them there.
    pub fn in_zone(self, zone: Zone) -> Self {
        Self { zone, ..self }
    }

    /// The language spoken here.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Where clocks show the hours of these words.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The message `key`, as it is.
    pub fn t(&self, key: &str) -> String {
        self.say(key, None)
    }

    /// The message `key` with `$count`.
    pub fn count(&self, key: &str, count: impl Into<FluentValue<'static>>) -> String {
        self.with(key, [("count", count.into())])
    }

    /// The message `key` with one text put in under `name`.
    pub fn put(&self, key: &str, name: &str, text: impl ToString) -> String {
        self.with(key, [(name, FluentValue::from(text.to_string()))])
    }

    /// The message `key` with these values put in.
    pub fn with<'a>(
        &self,
        key: &str,
        values: impl IntoIterator<Item = (&'a str, FluentValue<'a>)>,
    ) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set(name.to_owned(), value);
        }
        self.say(key, Some(&args))
    }

    /// What a language is called here; its tag where nobody wrote that.
    pub fn language_name(&self, language: Language) -> String {
        let key = format!("language-name-{language}");
        if self.knows(&key) { self.t(&key) } else { language.to_string() }
    }

    /// Whether some language holds the message.
    pub fn knows(&self, key: &str) -> bool {
        [&self.bundle, &self.fallback].into_iter().flatten().any(|b| b.has_message(key))
    }

    /// A message that nobody wrote is shown by its key, so that it is seen and mended;
    /// `cargo xtask words` keeps it from happening.
    fn say(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        for bundle in [&self.bundle, &self.fallback].into_iter().flatten() {
            if let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) {
                return bundle.format_pattern(pattern, args, &mut vec![]).into_owned();
            }
        }
        key.to_owned()
    }
}
