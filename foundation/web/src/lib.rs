#![doc = include_str!("../README.md")]

mod answer;
mod app;
mod assets;
mod cache;
pub mod confirmations;
mod document;
mod doors;
pub mod download;
mod error;
mod files;
mod form;
mod guard;
mod headers;
mod limits;
mod listen;
mod menu;
pub mod once;
mod packing;
mod plain;
mod rights;
mod routes;
mod section;
pub mod sessions;
mod settings;
mod shelf;
mod tally;
#[cfg(feature = "testing")]
pub mod testing;
pub mod tokens;
mod visitor;
mod wish;

pub use answer::Answer;
pub use app::{assemble, own_routes};
pub use assets::Asset;
pub use document::{Document, http_date, midnight};
pub use doors::Doors;
pub use error::{Problem, WebError};
pub use form::{Csrf, Form, Upload, UploadedFile};
pub use headers::may_record;
pub use limits::{Limits, TooMany};
pub use listen::{Patience, listen};
pub use menu::{Drawer, Entry, Place, Waiting};
pub use packing::Encoding;
pub use rights::{Access, Capability, Doorkeeper, Grant, Member, Role, Scope, Second};
pub use routes::{Route, Routes};
pub use section::{House, NotProvided, Parts, Section};
pub use settings::Settings;
pub use shelf::{Shelf, Shelves, Thing, Way};
pub use tally::{SECONDS, describe_figures};
pub use tower_sessions::Session;
pub use visitor::Visitor;
pub use visitor::{DrawerItem, MenuItem, Translation};

/// The tables of the web edge: settings, sessions, how many letters went where today, and tokens.
pub const SCHEMA: griot_db::Schema =
    griot_db::schema!("site", "0001_site", "0002_confirmations", "0003_tokens");

/// The words of the frame around every page.
pub const WORDS: griot_i18n::WordFiles = griot_i18n::words![fr: "../i18n/fr.ftl", en: "../i18n/en.ftl"];
