//! What is done behind the pages: letters and messages to those who come, and what is swept away.

mod sweep;
mod tell;

pub use sweep::{CONFIRMED_WITHIN, KNOWN_FOR, reminders, sweep};
pub use tell::{News, Tell};
pub mod exercises;
