use std::sync::Arc;

use async_trait::async_trait;
use griot_contracts::{campaigns::Serves, people::PersonErased, planning::Scheduled, workshops::Readiness};
use griot_db::{Conn, DbError, Schema, Tx};
use griot_i18n::WordFiles;
use griot_jobs::{Jobs, Schedule};
use griot_kernel::{Found, PersonId, Publication, WorkId};
use griot_pillar::{Export, Field, Named, Pillar, Resealed, Silent, Story};
use griot_web::{Capability, Entry, House, Routes, Section};

use crate::{acts, export, jobs, listen, reseal, seizure, store, web};

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

    fn introduce(&self, house: &mut House) {
        house.join::<dyn Scheduled>(Arc::new(*self));
        house.join::<dyn Serves>(Arc::new(*self));
        house.join::<dyn Readiness>(Arc::new(*self));
        house.waiting.push(Arc::new(web::Exercises));
    }

    fn jobs(&self, floor: &mut Jobs<Section>) {
        floor
            .add::<jobs::Tell>()
            .add::<jobs::exercises::TellExercise>()
            .every(Schedule::Hourly, "workshops.sweep", jobs::sweep)
            .every(Schedule::Daily { hour: 7 }, "workshops.reminders", jobs::reminders);
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

    async fn reseal(&self, section: &Section) -> Result<Resealed, DbError> {
        reseal::all(section).await
    }

    async fn sealed_with(&self, db: &mut Conn, mark: &[u8]) -> Result<u64, DbError> {
        reseal::left(db, mark).await
    }

    fn sealed(&self) -> &'static [Field] {
        seizure::FIELDS
    }

    fn silent(&self) -> &'static [Silent] {
        seizure::SILENT
    }
}
