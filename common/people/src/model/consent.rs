//! The ledger of consents: what was agreed to or taken back, never rewritten.

use griot_kernel::{Timestamp, kept_as};

/// What was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Answer {
    /// Yes.
    Given,
    /// No more.
    Withdrawn,
}
kept_as!(Answer { Given = "given", Withdrawn = "withdrawn" });

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
