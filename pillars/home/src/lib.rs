#![doc = include_str!("../README.md")]

mod home;
mod listen;
pub mod model;
mod reread;
mod seizure;
pub mod store;
mod web;

pub use home::Home;

/// The tables of the read model.
pub const SCHEMA: griot_db::Schema = griot_db::schema!("home", "0001_home", "0002_search", "0003_languages");

/// The words of its pages.
pub const WORDS: griot_i18n::WordFiles = griot_i18n::words![fr: "../i18n/fr.ftl", en: "../i18n/en.ftl"];
