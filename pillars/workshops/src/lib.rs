#![doc = include_str!("../README.md")]

pub mod acts;
mod answers;
pub mod course_pack;
mod demo;
mod duties;
mod export;
pub mod jobs;
mod listen;
pub mod model;
mod pillar;
mod planned;
mod reseal;
mod seizure;
mod serves;
mod shelves;
pub mod store;
mod web;

pub use pillar::Workshops;
pub use web::{Exercises, MENU, RIGHTS, TRAIN, routes};

/// The tables of this pillar.
pub const SCHEMA: griot_db::Schema = griot_db::schema!(
    "workshops",
    "0001_workshops",
    "0002_courses",
    "0003_learning",
    "0004_attendance",
    "0005_certificates",
    "0006_evaluation",
    "0007_skills",
    "0013_certificate_said",
    "0014_training_rules",
    "0015_answers",
    "0016_skill_gaps",
    "0017_attempt_version",
    "0018_phone_digest",
);

/// The messages of this pillar.
pub const WORDS: griot_i18n::WordFiles = griot_i18n::words![fr: "../i18n/fr.ftl", en: "../i18n/en.ftl"];
