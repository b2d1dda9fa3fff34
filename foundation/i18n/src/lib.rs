//! The words of the house: Fluent messages, one bundle for each language.
//!
//! Every room brings its own messages ([`WordFiles`]); [`Catalog`] gathers them
//! and hands out [`Words`] in the reader's language. A message that a language
//! lacks is taken from French. Dates, numbers and sizes are messages too, so
//! that another language comes by adding files.

mod catalog;
mod dates;
mod words;

pub use catalog::{BadWords, Catalog, WordFiles};
pub use fluent_bundle::FluentValue;
pub use words::Words;

/// The messages that dates, numbers and sizes are made of.
pub const WORDS: WordFiles = words![fr: "../i18n/fr.ftl", en: "../i18n/en.ftl"];
