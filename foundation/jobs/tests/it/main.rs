//! What the queue promises, on SQLite and on PostgreSQL alike.
#![cfg(test)]

mod factory;
mod jobs;
mod kills;
mod listeners;
mod schedules;
mod workers;
