//! "Are you sure?": what cannot be undone is asked for on a page of its own, which changes
//! nothing; its button acts.

use askama::Template;
use griot_web::Visitor;

/// The page that asks.
#[derive(Template)]
#[template(path = "sure.html")]
pub(super) struct SurePage<'a> {
    pub v: &'a Visitor,
    /// What is asked.
    pub question: String,
    /// What it is about, in its own words.
    pub quote: Option<String>,
    /// What will be lost and what stays.
    pub how: String,
    /// Where the button leads.
    pub action: String,
    /// What the button says to the handler; nothing when the address says it.
    pub act: &'static str,
    /// What the button says to the reader.
    pub button: String,
    /// The way back.
    pub back: String,
}
