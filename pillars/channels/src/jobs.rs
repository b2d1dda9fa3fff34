//! What is done behind the acts: hours kept, deliveries carried, keys looked after, people told.

mod carry;
mod health;
mod hours;
mod press;
mod tell;

pub use carry::Carry;
pub use health::look_after_keys;
pub use hours::{LATE, keep_hours, watch};
pub use press::SendPress;
pub use tell::{TellKeeper, TellKeyEnds};
