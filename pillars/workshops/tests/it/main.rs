//! What trainings promise, on SQLite and on PostgreSQL alike.
#![cfg(test)]

mod courses;
mod factory;
mod house;
mod learn_pages;
mod learn_school;
mod learn_sync;
