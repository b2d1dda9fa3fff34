//! What is done with trainings: each act in one transaction.

pub mod course;
pub mod course_files;
pub mod course_pack;
pub mod enrol;
