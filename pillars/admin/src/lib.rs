#![doc = include_str!("../README.md")]

mod web;

use std::sync::Arc;

use async_trait::async_trait;
use griot_db::{Conn, DbError, Schema, Tx};
use griot_i18n::{WordFiles, words};
use griot_jobs::{JobError, Jobs, Schedule};
use griot_kernel::PersonId;
use griot_pillar::{Export, Field, Finding, Named, Pillar, Seen};
use griot_web::{Access, Capability, Entry, Place, Role, Routes, Section, confirmations, sessions};

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
        jobs.every(Schedule::Daily { hour: 4 }, "admin.sessions", forget);
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
    /// What the web edge keeps, which is no room of its own.
    fn sealed(&self) -> &'static [Field] {
        &[
            Field {
                table: "session",
                column: "person_id",
                key: "seizure-session-person",
                seen: Seen::Revealed,
            },
            Field { table: "session", column: "device", key: "seizure-session-device", seen: Seen::Revealed },
            Field { table: "session", column: "id_hash", key: "seizure-session-token", seen: Seen::Nothing },
            Field {
                table: "confirmation_letter",
                column: "digest",
                key: "seizure-confirmation-digest",
                seen: Seen::Guessable,
            },
        ]
    }
}

/// Removes the sessions that ended by time, and what was counted of letters before today.
async fn forget(section: Section) -> Result<(), JobError> {
    let mut tx = section.db.begin().await?;
    let now = section.clock.now();
    sessions::forget_expired(&mut tx, now).await?;
    confirmations::forget(&mut tx, now).await?;
    Ok(tx.commit().await?)
}

/// The rooms, as the binary put them together.
fn rooms(section: &Section) -> Result<Arc<dyn Rooms>, griot_web::NotProvided> {
    section.ask::<dyn Rooms>()
}
