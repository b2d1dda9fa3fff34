//! What trainings promise, on SQLite and on PostgreSQL alike.
#![cfg(test)]

mod certificate_pages;
mod certificates;
mod courses;
mod factory;
mod house;
