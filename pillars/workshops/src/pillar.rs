use std::sync::Arc;

use async_trait::async_trait;
use griot_contracts::{duties::Duties, people::PersonErased};
use griot_db::{Conn, DbError, Schema, Tx};
use griot_i18n::WordFiles;
use griot_jobs::Jobs;
use griot_kernel::{Found, PersonId, Publication, WorkId};
use griot_pillar::{Export, Field, Named, Pillar, Silent, Story};
use griot_web::{Capability, Entry, House, Routes, Section};

use crate::{export, listen, seizure, store, web};

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
        house.join::<dyn Duties>(Arc::new(*self));
    }

    fn jobs(&self, _floor: &mut Jobs<Section>) {}

    fn listen(&self, _section: &Section, ear: &mut Jobs<Section>) {
        ear.on::<PersonErased, _>("workshops", listen::on_person_erased);
    }

    async fn publication(&self, _tx: &mut Tx, _id: WorkId) -> Result<Found<Publication>, DbError> {
        Ok(Found::Unknown)
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
