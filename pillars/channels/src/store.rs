//! What is kept of channels, items and deliveries: one file per thing, one statement per function.

pub mod approvals;
pub mod budgets;
pub mod calendar;
pub mod channels;
pub mod communiques;
pub mod days;
pub mod deliveries;
pub mod erase;
pub mod files;
pub mod items;
pub mod journalists;
pub mod keys;
pub mod machine;
pub mod pictures;
pub mod radio;
pub mod reviews;
mod rows;
pub mod steps;
pub mod texts;
pub mod ways;
