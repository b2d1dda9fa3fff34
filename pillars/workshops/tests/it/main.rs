//! What trainings promise, on SQLite and on PostgreSQL alike.
#![cfg(test)]

mod club_pages;
mod clubs;
mod courses;
mod factory;
mod house;
mod skill_pages;
mod skills;
