/// The same words without what XML cannot hold.
pub fn for_xml(text: &str) -> String {
    text.chars().filter(|c| is_xml(*c)).collect()
}

fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::for_xml;

    #[test]
    fn signs_that_break_xml_are_left_out() {
        assert_eq!(for_xml("a\u{0}\u{8}b\u{ffff}c\té\u{1f600}"), "abc\té\u{1f600}");
    }
}
