#![doc = include_str!("../README.md")]

mod demo;
pub mod jobs;
mod web;

use std::sync::Arc;

use async_trait::async_trait;
use griot_db::{Conn, DbError, Schema, Tx};
use griot_i18n::{WordFiles, words};
use griot_jobs::{Jobs, Schedule};
use griot_kernel::PersonId;
use griot_mailroom::AddressLetGo;
use griot_pillar::{Export, Field, Finding, Named, Pillar, Seen, Story};
use griot_web::{Access, Capability, Entry, Place, Role, Routes, Section};

pub use web::routes;

/// Keeping the house running.
pub const RUN: Capability = Capability { name: "admin.house.run", roles: &[Role::Administrator] };

/// What the binary gathers from all rooms for the pages of this one.
#[async_trait]
pub trait Rooms: Send + Sync {
    /// What every room finds, as `griot doctor` says it.
    async fn findings(&self, section: &Section) -> Vec<Finding>;

    /// What a seizure reveals, room by room.
    fn fields(&self) -> Vec<(&'static str, &'static [Field])>;
}

/// The pages of whoever keeps the house running.
#[derive(Clone, Copy, Debug, Default)]
pub struct Admin;

const MENU: &[Entry] = &[
    Entry { path: "/admin", key: "admin-menu", place: Place::Desk, access: Access::Needs(&RUN), order: 90 },
    Entry {
        path: "/seizure",
        key: "seizure-menu",
        place: Place::Foot,
        access: Access::Public("people must know before they write"),
        order: 80,
    },
];

#[async_trait]
impl Pillar for Admin {
    fn name(&self) -> &'static str {
        "admin"
    }
    fn schema(&self) -> Schema {
        Schema { name: "admin", steps: &[] }
    }
    fn words(&self) -> WordFiles {
        words![fr: "../i18n/fr.ftl", en: "../i18n/en.ftl"]
    }
    fn routes(&self) -> Routes {
        web::routes()
    }
    fn rights(&self) -> &'static [&'static Capability] {
        &[&RUN]
    }
    fn menu(&self) -> &'static [Entry] {
        MENU
    }
    fn jobs(&self, jobs: &mut Jobs<Section>) {
        jobs.add::<jobs::TryWayBack>()
            .add::<jobs::ForgetLetters>()
            .every(Schedule::Daily { hour: 4 }, "admin.sessions", jobs::forget)
            .every(Schedule::Daily { hour: 4 }, "admin.mail", jobs::forget_mail)
            .every(Schedule::Daily { hour: 4 }, "admin.kept-letters", jobs::sweep_kept);
    }
    fn listen(&self, _section: &Section, ear: &mut Jobs<Section>) {
        ear.on::<AddressLetGo, _>("admin", jobs::on_address_let_go);
    }
    async fn erase(&self, _tx: &mut Tx, _person: PersonId) -> Result<(), DbError> {
        Ok(())
    }
    async fn name_files(&self, _db: &mut Conn, _named: &mut Named) -> Result<(), DbError> {
        Ok(())
    }
    async fn export(&self, _tx: &mut Tx, _person: PersonId) -> Result<Export, DbError> {
        Ok(Export::default())
    }
    async fn demo(&self, section: &Section, tx: &mut Tx, story: &mut Story) -> Result<(), DbError> {
        demo::tell(section, tx, story).await
    }

    fn sealed(&self) -> &'static [Field] {
        SEIZURE
    }
}

const fn field(table: &'static str, column: &'static str, key: &'static str, seen: Seen) -> Field {
    Field { table, column, key, seen }
}

/// The tables of the web edge and of the mailroom, which are no rooms of their own.
const SEIZURE: &[Field] = &[
    field("session", "person_id", "seizure-session-person", Seen::Revealed),
    field("session", "device", "seizure-session-device", Seen::Revealed),
    field("session", "id_hash", "seizure-session-token", Seen::Nothing),
    field("api_token", "person_id", "seizure-token-person", Seen::Revealed),
    field("api_token", "name", "seizure-token-name", Seen::Revealed),
    field("api_token", "used_day", "seizure-token-day", Seen::Revealed),
    field("api_token", "hash", "seizure-token-hash", Seen::Nothing),
    field("api_once", "person_id", "seizure-once-person", Seen::Revealed),
    field("confirmation_letter", "digest", "seizure-confirmation-digest", Seen::Guessable),
    field("mail_stop", "mark", "seizure-mail-mark", Seen::Guessable),
    field("mail_stop", "kind", "seizure-mail-kind", Seen::Guessable),
    field("mail_stop", "last_day", "seizure-mail-kind", Seen::Guessable),
    field("mail_stop", "tried_on", "seizure-mail-tried", Seen::Guessable),
    field("mail_tally", "count", "seizure-mail-tally", Seen::Revealed),
];

/// The rooms, as the binary put them together.
fn rooms(section: &Section) -> Result<Arc<dyn Rooms>, griot_web::NotProvided> {
    section.ask::<dyn Rooms>()
}
