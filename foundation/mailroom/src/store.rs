//! What is kept of letters: stopped addresses, and numbers by day.

pub mod stops;
pub mod tally;
