//! What trainings promise, on SQLite and on PostgreSQL alike.
#![cfg(test)]

mod courses;
mod enrolling;
mod factory;
mod house;
mod workshop_pages;
