//! What is done with trainings: each act in one transaction.

pub mod attend;
pub mod enrol;
pub mod prepare;
pub mod spoken;
