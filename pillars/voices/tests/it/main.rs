//! What blogs, posts and comments promise, on SQLite and on PostgreSQL alike.
#![cfg(test)]

mod alerts;
mod api;
mod api_writes;
mod at_once;
mod blogs;
mod comments;
mod daily;
mod demo;
mod export;
mod factory;
mod featured;
mod feeds;
mod files;
mod guests;
mod guide;
mod house;
mod import_files;
mod import_house;
mod import_jobs;
mod import_pages;
mod import_signs;
mod letters;
mod machines;
mod markup;
mod moderating;
mod planned;
mod posts;
mod public;
mod reading;
mod settings;
mod sources;
mod talking;
mod threads;
mod writing;
