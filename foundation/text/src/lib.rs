#![doc = include_str!("../README.md")]

mod called;
mod clean;
mod fold;
mod forms;
mod html;
mod links;
mod markdown;
mod name;
mod paragraphs;
mod passage;
mod policy;
mod read;
mod scan;
mod slug;
mod stop_words;
mod terms;
mod tidy;
mod typeset;
mod xml;

pub use called::{begins_words_of, words_of_name};
pub use clean::{MAX_HTML, clean_html, replace_pictures, show_html};
pub use fold::fold;
pub use html::Html;
pub use markdown::{MAX_SOURCE, markdown, render};
pub use name::name;
pub use paragraphs::paragraphs;
pub use passage::{Piece, marked};
pub use read::{excerpt, pictures_of, plain, reading_minutes};
pub use slug::slug;
pub use terms::{index_text, terms};
pub use tidy::Pictures;
pub use typeset::{typeset_french, typeset_words};
pub use xml::for_xml;
