//! What trainings promise, on SQLite and on PostgreSQL alike.
#![cfg(test)]

mod courses;
mod evaluation;
mod evaluation_pages;
mod factory;
mod follow_up;
mod house;
