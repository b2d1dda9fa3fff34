#![cfg(test)]

mod bluesky;
mod doubles;
mod facebook;
mod mastodon;
mod telegram;
