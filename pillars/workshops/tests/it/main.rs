//! What trainings promise, on SQLite and on PostgreSQL alike.
#![cfg(test)]

mod clubs;
mod courses;
mod factory;
mod house;
mod skill_pages;
mod skills;
