//! What trainings promise, on SQLite and on PostgreSQL alike.
#![cfg(test)]

mod course_pack;
mod course_pages;
mod course_store;
mod courses;
mod factory;
mod house;
