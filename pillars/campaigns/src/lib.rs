#![doc = include_str!("../README.md")]

pub mod acts;
mod along;
mod answers;
mod by_mail;
mod demo;
mod duties;
mod export;
mod jobs;
pub mod kit;
mod listen;
pub mod model;
mod pillar;
mod planned;
mod proposals;
mod seizure;
mod shelves;
pub mod store;
mod web;

pub use jobs::{ROOM, RemindTasks, SendNews, TellEntry, TellTask, room_news, room_tasks};
pub use pillar::Campaigns;
pub use web::{ADOPT, ANNOUNCE, EDIT, GIVE, KEEP, LEAD, MENU, RIGHTS, STAFF, routes};

/// The tables of this pillar.
pub const SCHEMA: griot_db::Schema = griot_db::schema!(
    "campaigns",
    "0001_strategy",
    "0002_campaigns",
    "0003_roadmap",
    "0004_accounts",
    "0005_room",
    "0006_kits",
    "0007_room_files",
    "0008_reminders",
    "0009_translations",
);

/// The messages of this pillar.
pub const WORDS: griot_i18n::WordFiles = griot_i18n::words![fr: "../i18n/fr.ftl", en: "../i18n/en.ftl"];
