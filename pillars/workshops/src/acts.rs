//! What is done with trainings: each act in one transaction.

pub mod clubs;
pub mod enrol;
pub mod skills;
