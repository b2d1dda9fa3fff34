use async_trait::async_trait;
use griot_contracts::people::PersonErased;
use griot_db::{Conn, DbError, Schema, Tx};
use griot_i18n::WordFiles;
use griot_jobs::{Jobs, Schedule};
use griot_kernel::{Found, PersonId, Publication, WorkId};
use griot_pillar::{Export, Field, Named, Pillar, Silent, Story};
use griot_web::{Capability, Entry, House, Routes, Section};

use crate::{acts, export, jobs, listen, seizure, store, web};

/// Trainings: programmes, workshops, courses, attendance, certificates, and what comes of them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Workshops;

#[async_trait]
impl Pillar for Workshops {
    fn name(&self) -> &'static str {
        "workshops"
    }

    fn schema(&self) -> Schema {
        crate::SCHEMA
    }

    fn words(&self) -> WordFiles {
        crate::WORDS
    }

    fn routes(&self) -> Routes {
        web::routes()
    }

    fn rights(&self) -> &'static [&'static Capability] {
        web::RIGHTS
    }

    fn menu(&self) -> &'static [Entry] {
        web::MENU
    }

    fn introduce(&self, _house: &mut House) {}

    fn jobs(&self, floor: &mut Jobs<Section>) {
        floor.add::<jobs::Tell>().every(Schedule::Hourly, "workshops.sweep", jobs::sweep).every(
            Schedule::Daily { hour: 7 },
            "workshops.reminders",
            jobs::reminders,
        );
    }

    fn listen(&self, _section: &Section, ear: &mut Jobs<Section>) {
        ear.on::<PersonErased, _>("workshops", listen::on_person_erased);
    }

    async fn publication(&self, tx: &mut Tx, id: WorkId) -> Result<Found<Publication>, DbError> {
        acts::prepare::publication(tx, id).await
    }

    async fn erase(&self, tx: &mut Tx, person: PersonId) -> Result<(), DbError> {
        store::people::erase(tx, person).await
    }

    async fn export(&self, db: &mut Conn, person: PersonId) -> Result<Export, DbError> {
        export::person(db, person).await
    }

    async fn demo(&self, _section: &Section, _tx: &mut Tx, _story: &mut Story) -> Result<(), DbError> {
        Ok(())
    }

    async fn name_files(&self, _db: &mut Conn, _named: &mut Named) -> Result<(), DbError> {
        Ok(())
    }

    fn sealed(&self) -> &'static [Field] {
        seizure::FIELDS
    }

    fn silent(&self) -> &'static [Silent] {
        seizure::SILENT
    }
}
