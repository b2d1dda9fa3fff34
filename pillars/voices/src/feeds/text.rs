//! The text of a post as it travels: full, clean, with addresses that work anywhere.

use griot_text::{Html, clean_html, markdown};
use griot_web::Section;

use crate::model::{Format, Post};

/// The whole text with full addresses.
pub(crate) fn html_of(section: &Section, post: &Post) -> Html {
    let html = match post.format {
        Format::Markdown => markdown(&post.body),
        Format::Html => clean_html(&post.body, None),
    };
    clean_html(html.as_str(), Some(&section.url("/")))
}

/// The same words without what XML cannot hold.
pub(crate) fn for_xml(text: &str) -> String {
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
