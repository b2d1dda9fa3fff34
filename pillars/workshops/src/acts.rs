//! What is done with trainings: each act in one transaction.

pub mod course;
pub mod enrol;
