//! What the database keeps of trainings: one file for each thing kept.

pub mod attendance;
pub mod certificates;
pub mod claims;
pub mod clubs;
pub mod courses;
pub mod devices;
pub mod enrolments;
pub mod evaluations;
pub mod exercises;
pub mod files;
pub mod follow_ups;
pub mod handouts;
pub mod learnings;
pub mod meetings;
pub mod people;
pub mod photos;
pub mod programmes;
pub mod questions;
pub mod reports;
mod rows;
pub mod skills;
pub mod training_rules;
pub mod units;
pub mod workshops;
