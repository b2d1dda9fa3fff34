#![cfg(test)]

mod bluesky;
mod bluesky_real;
mod doubles;
mod facebook;
mod mastodon;
mod telegram;
mod wires;
