//! What is kept of channels, items and deliveries: one file per thing, one statement per function.

pub mod approvals;
pub mod audiences;
pub mod budgets;
pub mod calendar;
pub mod channels;
pub mod days;
pub mod deliveries;
pub mod erase;
pub mod files;
pub mod items;
pub mod keys;
pub mod letters;
pub mod machine;
pub mod mailings;
pub mod newsletters;
pub mod pictures;
mod rows;
pub mod steps;
pub mod subscribers;
pub mod texts;
pub mod ways;
