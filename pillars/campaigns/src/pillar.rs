use std::sync::Arc;

use async_trait::async_trait;
use griot_contracts::{
    campaigns::{Campaigns as AsksCampaigns, Evidences, Roadmap, Serves, Strategy, Weekly},
    duties::Duties,
    mail::MailAnswers,
    people::PersonErased,
    planning::Scheduled,
};
use griot_db::{Conn, DbError, Schema, Tx};
use griot_i18n::WordFiles;
use griot_jobs::{Jobs, Schedule};
use griot_kernel::{Found, PersonId, Publication, WorkId};
use griot_pillar::{Bundle, Export, Field, Named, NotTaken, Pillar, Silent, Story};
use griot_web::{Capability, Entry, House, Routes, Section};

use crate::{acts, along, demo, export, jobs, listen, seizure, store, web};

/// The strategy, its campaigns, and the internal room.
#[derive(Clone, Copy, Debug, Default)]
pub struct Campaigns;

#[async_trait]
impl Pillar for Campaigns {
    fn name(&self) -> &'static str {
        "campaigns"
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
        house.provide::<dyn AsksCampaigns>(Arc::new(*self));
        house.provide::<dyn Strategy>(Arc::new(*self));
        house.provide::<dyn Roadmap>(Arc::new(*self));
        house.join::<dyn Serves>(Arc::new(*self));
        house.join::<dyn Evidences>(Arc::new(*self));
        house.join::<dyn Weekly>(Arc::new(*self));
        house.join::<dyn Duties>(Arc::new(*self));
        house.join::<dyn Scheduled>(Arc::new(*self));
        house.join::<dyn MailAnswers>(Arc::new(*self));
        house.waiting.push(Arc::new(*self));
        house.shelves.push(Arc::new(*self));
    }

    fn jobs(&self, floor: &mut Jobs<Section>) {
        floor
            .add::<jobs::SendNews>()
            .add::<jobs::TellEntry>()
            .add::<jobs::TellTask>()
            .add::<jobs::RemindTasks>()
            .every(Schedule::Daily { hour: 6 }, "campaigns.room-news", jobs::room_news)
            .every(Schedule::Daily { hour: 6 }, "campaigns.room-tasks", jobs::room_tasks);
    }

    fn listen(&self, _section: &Section, ear: &mut Jobs<Section>) {
        ear.on::<PersonErased, _>("campaigns", listen::on_person_erased);
    }

    async fn publication(&self, tx: &mut Tx, id: WorkId) -> Result<Found<Publication>, DbError> {
        acts::campaign::publication(tx, id).await
    }

    async fn erase(&self, tx: &mut Tx, person: PersonId) -> Result<(), DbError> {
        store::people::erase(tx, person).await
    }

    async fn export(&self, db: &mut Conn, person: PersonId) -> Result<Export, DbError> {
        export::person(db, person).await
    }

    async fn take_along(&self, section: &Section, drafts: bool, bundle: &mut Bundle) -> Result<(), NotTaken> {
        along::all(section, drafts, bundle).await
    }

    async fn demo(&self, section: &Section, tx: &mut Tx, story: &mut Story) -> Result<(), DbError> {
        demo::tell(section, tx, story).await
    }

    async fn name_files(&self, db: &mut Conn, named: &mut Named) -> Result<(), DbError> {
        for file in store::kits::files(db).await? {
            named.read(&file);
        }
        for file in store::files::stored(db).await? {
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
