/// A name on one line, without signs that cannot be seen: controls, direction marks and fillers
/// would let one name pass for another.
pub fn name(typed: &str) -> String {
    let visible: String = typed.chars().filter(|c| !is_hidden(*c)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_hidden(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn a_name_is_brought_to_one_visible_line() {
        assert_eq!(name("  Awa \n Ouédraogo\u{202e} "), "Awa Ouédraogo");
        assert_eq!(name("A\u{200b}wa\u{2066}\u{feff}\u{e0041}"), "Awa");
        assert_eq!(name("\u{200b} \u{3164}"), "");
        assert_eq!(name("أوا"), "أوا");
    }
}
