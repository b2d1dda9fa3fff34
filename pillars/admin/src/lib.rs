#![doc = include_str!("../README.md")]

mod demo;
pub mod jobs;
mod seizure;
mod web;

use std::sync::Arc;

use async_trait::async_trait;
use griot_db::{Conn, DbError, Schema, Tx};
use griot_i18n::{WordFiles, Words, words};
use griot_jobs::{Jobs, Schedule};
use griot_kernel::PersonId;
use griot_mailroom::AddressLetGo;
use griot_pillar::{Export, Field, Finding, Named, Pillar, Silent, Story};
use griot_web::{Access, Capability, Drawer, Entry, Place, Role, Routes, Section};

pub use web::routes;

/// Keeping the house running.
pub const RUN: Capability = Capability { name: "admin.house.run", roles: &[Role::Administrator] };

/// What the binary gathers from all rooms for the pages of this one.
#[async_trait]
pub trait Rooms: Send + Sync {
    /// What every room finds, as `griot doctor` says it, with days and sizes in these words.
    async fn findings(&self, section: &Section, words: &Words) -> Vec<Finding>;

    /// What a seizure reveals, room by room.
    fn fields(&self) -> Vec<(&'static str, &'static [Field])>;
}

/// The pages of whoever keeps the house running.
#[derive(Clone, Copy, Debug, Default)]
pub struct Admin;

const MENU: &[Entry] = &[
    Entry::new("/admin", "admin-menu", Place::Desk(Drawer::House), Access::Needs(&RUN), 90),
    Entry::new(
        "/seizure",
        "seizure-menu",
        Place::Foot,
        Access::Public("people must know before they write"),
        80,
    ),
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
    async fn export(&self, _db: &mut Conn, _person: PersonId) -> Result<Export, DbError> {
        Ok(Export::default())
    }
    async fn demo(&self, section: &Section, tx: &mut Tx, story: &mut Story) -> Result<(), DbError> {
        demo::tell(section, tx, story).await
    }

    fn sealed(&self) -> &'static [Field] {
        seizure::FIELDS
    }

    fn silent(&self) -> &'static [Silent] {
        seizure::SILENT
    }
}

/// The rooms, as the binary put them together.
fn rooms(section: &Section) -> Result<Arc<dyn Rooms>, griot_web::NotProvided> {
    section.ask::<dyn Rooms>()
}
