//! What is done with trainings: each act in one transaction.

pub mod attend;
pub mod certify;
pub mod clubs;
pub mod course;
pub mod course_files;
pub mod course_pack;
pub mod enrol;
pub mod evaluate;
pub mod follow_up;
pub mod learn;
pub mod practise;
pub mod prepare;
pub mod ready;
pub mod skills;
pub mod spoken;
pub mod sync;
