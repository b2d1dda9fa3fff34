//! Public words in another language than the one in which they were written.

use std::collections::HashMap;

use griot_kernel::{Language, kept_as};
use uuid::Uuid;

/// The strategy, among what may be translated: it is one, and has no name of its own.
pub const STRATEGY: Uuid = Uuid::nil();

/// Which words of a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// What a campaign is called.
    Title,
    /// What it tells the public. Markdown.
    Message,
    /// What people can do, or want to reach, or what a line says.
    Text,
    /// What a line says more.
    Detail,
    /// What a campaign reached.
    Reached,
    /// What was learnt from it.
    Learnt,
}
kept_as!(Part {
    Title = "title", "translate-title";
    Message = "message", "translate-message";
    Text = "text", "translate-text";
    Detail = "detail", "translate-detail";
    Reached = "reached", "translate-reached";
    Learnt = "learnt", "translate-learnt";
});

/// Words that the public reads, and of what they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    /// A campaign, a way, an objective, a line.
    pub thing: Uuid,
    /// Which of its words.
    pub part: Part,
    /// They themselves.
    pub words: String,
}

/// The same in another language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    /// Of what.
    pub thing: Uuid,
    /// Which of its words.
    pub part: Part,
    /// In which language.
    pub language: Language,
    /// The words.
    pub words: String,
    /// What was translated.
    pub original: String,
}

/// What is known in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Translations(HashMap<(Uuid, Part), Translation>);

impl Translations {
    /// Of these.
    pub fn of(all: Vec<Translation>) -> Self {
        Self(all.into_iter().map(|one| ((one.thing, one.part), one)).collect())
    }

    /// A translation, whether or not what it translates was changed since.
    pub fn kept(&self, thing: Uuid, part: Part) -> Option<&Translation> {
        self.0.get(&(thing, part))
    }

    /// These words in the language, if they were translated as they stand.
    pub fn said(&self, thing: Uuid, part: Part, original: &str) -> Option<&str> {
        let one = self.kept(thing, part).filter(|one| one.original.trim() == original.trim())?;
        Some(one.words.as_str())
    }
}

#[cfg(test)]
mod tests {
    use griot_kernel::Language;
    use uuid::Uuid;

    use super::{Part, Translation, Translations};

    #[test]
    fn what_was_changed_since_is_not_translated() {
        let thing = Uuid::from_u128(1);
        let one = Translation {
            thing,
            part: Part::Title,
            language: Language::ENGLISH,
            words: "Water".into(),
            original: "L’eau".into(),
        };
        let all = Translations::of(vec![one]);
        assert_eq!(all.said(thing, Part::Title, "L’eau "), Some("Water"));
        assert_eq!(all.said(thing, Part::Title, "L’eau pour tous"), None);
        assert_eq!(all.said(thing, Part::Message, "L’eau"), None);
        assert!(all.kept(thing, Part::Title).is_some());
    }
}
