use std::sync::Arc;

use async_trait::async_trait;
use griot_contracts::{people::PersonErased, planning::Keywords};
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

    fn introduce(&self, house: &mut House) {
        house.join::<dyn Keywords>(Arc::new(*self));
    }

    fn keywords(&self) -> &'static [&'static str] {
        acts::spoken::WORDS
    }

    fn jobs(&self, floor: &mut Jobs<Section>) {
        floor.add::<jobs::Tell>().every(Schedule::Hourly, "workshops.sweep", jobs::sweep).every(
            Schedule::Daily { hour: 7 },
            "workshops.reminders",
            jobs::reminders,
        );
        floor.every(Schedule::Daily { hour: 3 }, "workshops.old-photos", jobs::old_photos);
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

    async fn name_files(&self, db: &mut Conn, named: &mut Named) -> Result<(), DbError> {
        for file in store::photos::files(db).await? {
            named.read(&file);
        }
        Ok(())
    }

    fn sealed(&self) -> &'static [Field] {
        seizure::FIELDS
    }

    fn silent(&self) -> &'static [Silent] {
        seizure::SILENT
    }
}
