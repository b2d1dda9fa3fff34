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
mod limits;
mod mastodon;
mod newsletter;
mod newsletter_desk;
mod newsletter_faults;
mod newsletter_server;
mod newsletter_stores;
mod oauth;
mod packs;
mod pages;
mod press;
mod press_letters;
mod press_roster;
mod press_stores;
mod said;
mod simulation;
mod stores;
mod telegram;
mod wires;
