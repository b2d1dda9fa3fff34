//! What is kept of channels, items and deliveries: one file per thing, one statement per function.

pub mod approvals;
pub mod budgets;
pub mod calendar;
pub mod canned;
pub mod channels;
pub mod conversations;
pub mod days;
pub mod deliveries;
pub mod duty;
pub mod ears;
pub mod erase;
pub mod fakes;
pub mod files;
pub mod inbox;
pub mod items;
pub mod keys;
pub mod machine;
pub mod messages;
pub mod pictures;
mod rows;
pub mod rumours;
pub mod steps;
pub mod texts;
pub mod ways;
