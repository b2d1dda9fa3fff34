use std::sync::Arc;

use async_trait::async_trait;
use griot_contracts::{
    campaigns::{Evidences, Serves, Weekly},
    duties::Duties,
    people::PersonErased,
    planning::{Keywords, Scheduled},
    workshops::Readiness,
};
use griot_db::{Conn, DbError, Schema, Tx};
use griot_i18n::WordFiles;
use griot_jobs::{Jobs, Schedule};
use griot_kernel::{Found, PersonId, Publication, WorkId};
use griot_pillar::{Export, Field, Named, Pillar, Resealed, Silent, Story};
use griot_web::{Capability, Entry, House, Routes, Section};

use crate::{acts, demo, export, jobs, listen, reseal, seizure, store, web};

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
        house.join::<dyn Evidences>(Arc::new(*self));
        house.join::<dyn Keywords>(Arc::new(*self));
        house.join::<dyn Readiness>(Arc::new(*self));
        house.join::<dyn Scheduled>(Arc::new(*self));
        house.join::<dyn Serves>(Arc::new(*self));
        house.join::<dyn Weekly>(Arc::new(*self));
        house.shelves.push(Arc::new(*self));
        house.waiting.push(Arc::new(web::Exercises));
    }

    fn keywords(&self) -> &'static [&'static str] {
        acts::spoken::WORDS
    }

    fn jobs(&self, floor: &mut Jobs<Section>) {
        let daily = |hour| Schedule::Daily { hour };
        floor
            .add::<jobs::certificates::TellCertificate>()
            .add::<jobs::exercises::TellExercise>()
            .add::<jobs::Tell>()
            .add::<jobs::AskFollowUp>()
            .every(Schedule::Hourly, "workshops.sweep", jobs::sweep)
            .every(daily(2), "workshops.blend-answers", jobs::follow_up::blend)
            .every(daily(3), "workshops.old-photos", jobs::old_photos)
            .every(daily(7), "workshops.reminders", jobs::reminders)
            .every(daily(7), "workshops.follow-up", jobs::follow_up::ask);
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

    async fn demo(&self, section: &Section, tx: &mut Tx, story: &mut Story) -> Result<(), DbError> {
        demo::tell(section, tx, story).await
    }

    async fn name_files(&self, db: &mut Conn, named: &mut Named) -> Result<(), DbError> {
        for file in store::files::stored(db).await? {
            named.read(&file);
        }
        for file in store::photos::files(db).await? {
            named.read(&file);
        }
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
