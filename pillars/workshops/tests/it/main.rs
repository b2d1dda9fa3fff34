//! What trainings promise, on SQLite and on PostgreSQL alike.
#![cfg(test)]

mod answers;
mod courses;
mod enrolling;
mod evaluation;
mod evaluation_pages;
mod factory;
mod follow_up;
mod house;
mod workshop_pages;
