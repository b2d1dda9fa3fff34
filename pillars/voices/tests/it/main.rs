//! What blogs, posts and comments promise, on SQLite and on PostgreSQL alike.
#![cfg(test)]

mod blogs;
mod comments;
mod factory;
mod house;
mod import_files;
mod posts;
mod alerts;
mod feeds;
mod machines;
mod public;
mod api;
mod reading;
mod talking;
mod writing;
mod demo;
