//! What channels promise, on SQLite and on PostgreSQL alike.
#![cfg(test)]

mod at_once;
mod bluesky;
mod bluesky_real;
mod by_mail;
mod carrying;
mod consents;
mod doubles;
mod ears;
mod facebook;
mod factory;
mod house;
mod inbox;
mod inbox_stores;
mod mastodon;
mod packs;
mod pages;
mod simulation;
mod stores;
mod telegram;
mod wires;
