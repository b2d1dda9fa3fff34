#![doc = include_str!("../README.md")]

pub mod acts;
mod along;
mod answers;
pub mod commands;
pub mod copy;
pub mod demo;
pub mod jobs;
pub mod model;
pub mod passkeys;
mod pillar;
mod reseal;
pub mod second;
mod seizure;
pub mod store;
pub mod web;

pub use answers::{People, holders};
pub use griot_web::Section;

use griot_crypto::{Keys, Purpose};
use griot_db::Schema;
use griot_delivery::Email;

/// The tables of people.
pub const SCHEMA: Schema = griot_db::schema!("people", "0001_people", "0002_ways");

/// The words of people.
pub const WORDS: griot_i18n::WordFiles = griot_i18n::words![fr: "../i18n/fr.ftl", en: "../i18n/en.ftl"];

/// Under this keyed digest an address is found again.
pub fn digest(keys: &Keys, email: &Email) -> [u8; 32] {
    keys.digest(Purpose("people.contact"), &email.key()).0
}
