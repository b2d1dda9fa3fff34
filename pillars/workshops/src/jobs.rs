//! What is done behind the pages: letters and messages to those who come, and what is swept away.

pub mod certificates;
pub mod exercises;
pub mod follow_up;
mod photos;
mod sweep;
mod tell;

pub use follow_up::AskFollowUp;
pub use photos::old_photos;
pub use sweep::{CONFIRMED_WITHIN, KNOWN_FOR, reminders, sweep};
pub use tell::{News, Tell};
