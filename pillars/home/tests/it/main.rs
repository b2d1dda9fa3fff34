//! What the front page, activity and search promise, on SQLite and on PostgreSQL alike.
#![cfg(test)]

mod acts;
mod factory;
mod heard;
mod pages;
mod same_answers;
mod search;
mod shown;
mod town;
mod upgrade;
