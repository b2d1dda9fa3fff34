//! What trainings promise, on SQLite and on PostgreSQL alike.
#![cfg(test)]

mod answers;
mod attendance;
mod attendance_pages;
mod certificate_pages;
mod certificates;
mod club_pages;
mod clubs;
mod course_pack;
mod course_pages;
mod course_store;
mod courses;
mod enrolling;
mod evaluation;
mod evaluation_pages;
mod exercise_pages;
mod exercises;
mod factory;
mod follow_up;
mod house;
mod learn_pages;
mod learn_school;
mod learn_sync;
mod skill_pages;
mod skills;
mod stores;
mod training_rules;
mod workshop_pages;
