//! What is kept of letters: stopped addresses, numbers by day, and doors for answers.

pub mod doors;
pub mod stops;
pub mod tally;
