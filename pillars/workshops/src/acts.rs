//! What is done with trainings: each act in one transaction.

pub mod enrol;
pub mod practise;
pub mod prepare;
pub mod ready;
