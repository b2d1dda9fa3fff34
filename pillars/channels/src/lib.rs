#![doc = include_str!("../README.md")]

pub mod acts;
mod answers;
mod brought;
mod demo;
mod duties;
pub mod engine;
pub mod jobs;
pub mod letter;
mod listen;
pub mod mailing;
pub mod model;
pub mod networks;
mod packs;
mod pillar;
pub mod posting;
mod reseal;
mod seizure;
pub mod store;
pub mod web;

pub use pillar::Channels;
pub use web::{MENU, routes};

/// The tables of this pillar.
pub const SCHEMA: griot_db::Schema = griot_db::schema!(
    "channels",
    "0001_channels",
    "0002_inbox",
    "0003_newsletter",
    "0004_press",
    "0005_sms_lists",
    "0006_press_more",
    "0007_second_eyes",
    "0008_languages",
    "0009_app_rest",
    "0010_agreed",
    "0011_shown",
    "0012_about",
    "0013_left_out",
    "0014_letters",
    "0015_off_hours",
);

/// The messages of this pillar.
pub const WORDS: griot_i18n::WordFiles = griot_i18n::words![fr: "../i18n/fr.ftl", en: "../i18n/en.ftl"];
