//! Voices.

pub mod acts;
pub mod feeds;
pub mod import;
pub mod jobs;
pub mod model;
pub mod store;
mod web;

/// The tables of this pillar.
pub const SCHEMA: griot_db::Schema = griot_db::schema!("voices", "0001_blogs", "0002_comments");
