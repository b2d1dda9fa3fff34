//! What channels promise, on SQLite and on PostgreSQL alike.
#![cfg(test)]

mod bluesky;
mod bluesky_real;
mod doubles;
mod facebook;
mod factory;
mod mastodon;
mod simulation;
mod stores;
mod telegram;
mod wires;
