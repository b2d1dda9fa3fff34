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
