//! The one family of letters that the program brings along.

use std::sync::Arc;

use parley::{
    FontContext, LayoutContext,
    fontique::{Blob, Collection, CollectionOptions},
};
use skrifa::{FontRef, MetadataProvider, charmap::Charmap};

use crate::{colour::Colour, sheet::Style};

/// How the font calls itself.
pub(crate) const FAMILY: &str = "Noto Sans";

static REGULAR: &[u8] = include_bytes!("../fonts/NotoSans-Regular.ttf");
static BOLD: &[u8] = include_bytes!("../fonts/NotoSans-Bold.ttf");
static ITALIC: &[u8] = include_bytes!("../fonts/NotoSans-Italic.ttf");

/// What stands for a letter that the font does not have.
const UNKNOWN: char = '\u{fffd}';

/// The file of a style.
pub(crate) fn file(style: Style) -> &'static [u8] {
    match style {
        Style::Plain => REGULAR,
        Style::Bold => BOLD,
        Style::Italic => ITALIC,
    }
}

/// The font, ready to lay out lines.
pub(crate) struct Fonts {
    pub context: FontContext,
    pub layout: LayoutContext<Colour>,
    faces: Vec<(u64, Style)>,
}

impl Fonts {
    /// The font and nothing of the machine's.
    pub fn new() -> Self {
        let options = CollectionOptions { shared: false, system_fonts: false };
        let mut context =
            FontContext { collection: Collection::new(options), source_cache: Default::default() };
        let mut faces = Vec::new();
        for style in [Style::Plain, Style::Bold, Style::Italic] {
            let blob = Blob::new(Arc::new(file(style)));
            faces.push((blob.id(), style));
            context.collection.register_fonts(blob, None);
        }
        Self { context, layout: LayoutContext::new(), faces }
    }

    /// The style of the file that the layout chose.
    pub fn style_of(&self, blob: u64) -> Style {
        let found = self.faces.iter().find(|(id, _)| *id == blob);
        found.map_or(Style::Plain, |(_, style)| *style)
    }
}

/// Letters that direct others and are not seen themselves.
fn is_unseen(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{e0000}'..='\u{e0fff}')
}

fn letters() -> Option<Charmap<'static>> {
    FontRef::new(REGULAR).ok().map(|font| font.charmap())
}

/// The letters of a text that the font does not have, each once, in the order in which they come.
pub fn missing(text: &str) -> Vec<char> {
    let Some(known) = letters() else { return Vec::new() };
    let mut found = Vec::new();
    for letter in text.chars() {
        let is_plain = letter.is_control() || letter.is_whitespace() || is_unseen(letter);
        if !is_plain && known.map(letter).is_none() && !found.contains(&letter) {
            found.push(letter);
        }
    }
    found
}

/// A text that the font can draw: what is not seen is dropped, what it does not have becomes the sign that says so.
pub(crate) fn drawable(text: &str) -> String {
    let Some(known) = letters() else { return String::new() };
    let replaced = text.chars().filter_map(|letter| match letter {
        '\n' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\t' => Some(' '),
        _ if letter.is_control() || is_unseen(letter) => None,
        _ if known.map(letter).is_some() => Some(letter),
        _ if letter.is_whitespace() => Some(' '),
        _ => Some(UNKNOWN),
    });
    replaced.collect()
}

#[cfg(test)]
mod tests {
    use super::{drawable, missing};

    #[test]
    fn the_letters_of_the_country_are_there() {
        let text = "ɓ ɗ ŋ ƴ ɛ ɔ ʋ ɩ Ɓ Ɗ Ŋ Ƴ Ɛ Ɔ Ʋ Ɩ ã ẽ ĩ õ ũ ɛ̃ œ Œ ç « » … – — ’ \u{fffd}";
        assert_eq!(missing(text), Vec::<char>::new());
    }

    #[test]
    fn every_file_has_them() {
        use skrifa::{FontRef, MetadataProvider};
        for style in [super::Style::Plain, super::Style::Bold, super::Style::Italic] {
            let font = FontRef::new(super::file(style)).unwrap();
            for letter in "ɓɗŋƴɛɔʋɩÉœ\u{fffd}".chars() {
                assert!(font.charmap().map(letter).is_some(), "{letter} in {style:?}");
            }
        }
    }

    #[test]
    fn what_is_unknown_is_shown_to_be_and_what_is_unseen_goes() {
        assert_eq!(drawable("a\u{0}b\u{202e}c\u{200d}\td\u{2028}e"), "abc d\ne");
        assert_eq!(drawable("✊🏾 سلام"), "\u{fffd}\u{fffd} \u{fffd}\u{fffd}\u{fffd}\u{fffd}");
        assert_eq!(missing("✊ a ✊"), ['✊']);
    }
}
