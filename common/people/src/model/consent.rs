//! The ledger of consents: what was agreed to or taken back, never rewritten.

use griot_kernel::Timestamp;

use super::words_of;

words_of! {
    /// What was said.
    pub enum Answer {
        /// Yes.
        Given = "given",
        /// No more.
        Withdrawn = "withdrawn",
    }
}

/// What people are asked to agree to. Each has a sentence `people-consent-…`.
pub const PURPOSES: &[&str] = &["newsletter", "picture"];

/// The version of the sentences that are agreed to; a new wording is a new version.
pub const TEXT_VERSION: &str = "2026-11";

/// One line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// For what.
    pub purpose: String,
    /// What was said.
    pub answer: Answer,
    /// To which wording.
    pub text_version: String,
    /// By which way: `web`, `paper`, `sms`.
    pub channel: String,
    /// When.
    pub at: Timestamp,
}
