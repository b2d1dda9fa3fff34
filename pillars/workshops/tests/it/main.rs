//! What trainings promise, on SQLite and on PostgreSQL alike.
#![cfg(test)]

mod answers;
mod courses;
mod enrolling;
mod exercise_pages;
mod exercises;
mod factory;
mod house;
mod training_rules;
mod workshop_pages;
