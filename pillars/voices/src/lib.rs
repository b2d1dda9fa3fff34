#![doc = include_str!("../README.md")]

pub mod acts;
mod answers;
pub mod api;
pub mod commands;
mod demo;
pub mod export;
pub mod feeds;
pub mod import;
pub mod jobs;
mod listen;
pub mod model;
mod pillar;
mod reseal;
mod seizure;
mod shelves;
pub mod store;
mod web;

#[doc(hidden)]
pub use demo::draw as demo_picture;
pub use pillar::Voices;
pub use web::{EDIT_ALL, ELSEWHERE, FEATURE, MENU, MODERATE, RIGHTS, SECTION_BLOG, SERVE, routes};

/// The tables of this pillar.
pub const SCHEMA: griot_db::Schema = griot_db::schema!(
    "voices",
    "0001_blogs",
    "0002_comments",
    "0003_imports",
    "0004_safety",
    "0005_moderation",
    "0006_imports",
    "0007_blog_state",
    "0008_guest_mark",
    "0009_growth",
    "0010_talking",
    "0011_posts",
    "0012_states",
    "0013_aims"
);

/// The messages of this pillar.
pub const WORDS: griot_i18n::WordFiles = griot_i18n::words![fr: "../i18n/fr.ftl", en: "../i18n/en.ftl"];
