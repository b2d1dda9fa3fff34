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
mod newsletter;
mod newsletter_desk;
mod newsletter_faults;
mod newsletter_server;
mod newsletter_stores;
mod packs;
mod pages;
mod press;
mod press_stores;
mod simulation;
mod sms_demo;
mod sms_desk;
mod sms_faults;
mod sms_kannel;
mod sms_stores;
mod stores;
mod telegram;
mod wires;
