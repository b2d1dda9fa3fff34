//! What channels promise, on SQLite and on PostgreSQL alike.
#![cfg(test)]

mod factory;
mod simulation;
mod stores;
