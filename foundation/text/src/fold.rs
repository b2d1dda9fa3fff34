use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text as search compares it: lower case, no accents, no ligatures, words
/// apart where an apostrophe stood. Folding twice is folding once.
///
/// The letters of Mooré, Dioula and Fulfulde that a telephone keyboard does
/// not have become those that people type instead.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            '\'' | '’' | '‘' | '‛' | 'ʼ' | 'ʹ' | '′' | '`' | '´' | '＇' => out.push(' '),
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            'þ' => out.push_str("th"),
            'ɲ' => out.push_str("ny"),
            'ø' | 'ɔ' => out.push('o'),
            'ɛ' | 'ǝ' | 'ə' => out.push('e'),
            'ɩ' | 'ı' => out.push('i'),
            'ʋ' => out.push('v'),
            'ʊ' => out.push('u'),
            'ɓ' => out.push('b'),
            'ɗ' | 'đ' | 'ð' => out.push('d'),
            'ƴ' => out.push('y'),
            'ŋ' => out.push('n'),
            'ł' => out.push('l'),
            'ς' => out.push('σ'),
            // Marks of direction, soft hyphens and joiners are not letters.
            '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}' => {}
            // Lower case may bring a mark of its own (İ).
            c if is_combining_mark(c) => {}
            c => out.push(c),
        }
    }
    out
}
