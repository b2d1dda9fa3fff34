#![doc = include_str!("../README.md")]

pub mod acts;
pub mod doors;
mod incoming;
mod mark;
mod note;
mod outgoing;
mod stop;
pub mod store;
pub mod token;

pub use acts::{AddressLetGo, AddressStopped, Heard, Lift, let_go, lift, silence};
pub use incoming::{Taken, take, take_for_inbox};
pub use mark::{Mark, NotAMark};
pub use outgoing::Outgoing;
pub use stop::{Kind, Stop};

use griot_db::Schema;

/// The tables of the mailroom.
pub const SCHEMA: Schema = griot_db::schema!("mailroom", "0001_mailroom", "0002_answers");
