//! What trainings promise, on SQLite and on PostgreSQL alike.
#![cfg(test)]

mod attendance;
mod attendance_pages;
mod courses;
mod enrolling;
mod factory;
mod house;
mod workshop_pages;
