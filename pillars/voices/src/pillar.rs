use std::sync::Arc;

use async_trait::async_trait;
use griot_contracts::{
    campaigns::{Evidences, Serves, Weekly},
    duties::Duties,
    people::PersonErased,
    planning::{Drafts, Scheduled},
    publications::{Featured, OutsidePlaces, Remarks, Site},
    voices::Comments,
};
use griot_db::{Conn, DbError, Schema, Tx};
use griot_i18n::WordFiles;
use griot_jobs::{Jobs, Schedule};
use griot_kernel::{Found, PersonId, Publication, WorkId};
use griot_mailroom::AddressStopped;
use griot_pillar::{Bundle, Export, Field, Named, NotTaken, Pillar, Resealed, Silent, Story};
use griot_web::{Capability, Entry, House, Routes, Section};

use crate::{acts, api, demo, export, feeds, jobs, listen, reseal, seizure, store, web};

/// Blogs, posts, comments and alerts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Voices;

#[async_trait]
impl Pillar for Voices {
    fn name(&self) -> &'static str {
        "voices"
    }

    fn schema(&self) -> Schema {
        crate::SCHEMA
    }

    fn words(&self) -> WordFiles {
        crate::WORDS
    }

    fn routes(&self) -> Routes {
        web::routes().merge(feeds::routes()).merge(api::routes()).merge(export::routes())
    }

    fn rights(&self) -> &'static [&'static Capability] {
        web::RIGHTS
    }

    fn menu(&self) -> &'static [Entry] {
        web::MENU
    }

    fn introduce(&self, house: &mut House) {
        house.provide::<dyn Featured>(Arc::new(*self));
        house.provide::<dyn Remarks>(Arc::new(*self));
        house.provide::<dyn Comments>(Arc::new(*self));
        house.provide::<dyn OutsidePlaces>(Arc::new(*self));
        house.provide::<dyn Site>(Arc::new(*self));
        house.join::<dyn Scheduled>(Arc::new(*self));
        house.join::<dyn Drafts>(Arc::new(*self));
        house.join::<dyn Serves>(Arc::new(*self));
        house.join::<dyn Evidences>(Arc::new(*self));
        house.join::<dyn Weekly>(Arc::new(*self));
        house.join::<dyn Duties>(Arc::new(*self));
        house.waiting.push(Arc::new(*self));
        house.shelves.push(Arc::new(*self));
        house.powers.push(Arc::new(*self));
    }

    fn jobs(&self, floor: &mut Jobs<Section>) {
        floor
            .add::<jobs::SendAlert>()
            .add::<jobs::SendDigest>()
            .add::<jobs::ConfirmComment>()
            .add::<jobs::ConfirmFollow>()
            .add::<jobs::TellAuthor>()
            .add::<jobs::TellModerator>()
            .add::<jobs::TellMissed>()
            .add::<jobs::TellBlog>()
            .add::<jobs::import::LookAtImport>()
            .add::<jobs::import::RunImport>()
            .add::<jobs::import::FetchPictures>()
            .add::<jobs::import::UndoImport>()
            .add::<jobs::import::LookElsewhere>()
            .every(Schedule::Daily { hour: 2 }, "voices.sweep-imports", jobs::import::sweep)
            .every_outside(Schedule::Minutes(5), "voices.follow-feeds", jobs::import::follow_feeds)
            .every_outside(Schedule::Minutes(5), "voices.follow-elsewhere", jobs::import::follow_elsewhere)
            .every(Schedule::Minutes(1), "voices.keep-hours", jobs::keep_hours)
            .every(Schedule::Minutes(5), "voices.tell-moderators", jobs::tell_moderators)
            .every(Schedule::Minutes(5), "voices.tell-old-blogs", jobs::tell_old_blogs)
            .every(Schedule::Daily { hour: 6 }, "voices.digests", jobs::digests)
            .every(Schedule::Daily { hour: 3 }, "voices.forget", jobs::forget);
    }

    fn listen(&self, _section: &Section, ear: &mut Jobs<Section>) {
        ear.on::<PersonErased, _>("voices", listen::on_person_erased)
            .on::<AddressStopped, _>("voices", listen::on_address_stopped);
    }

    async fn publication(&self, tx: &mut Tx, id: WorkId) -> Result<Found<Publication>, DbError> {
        acts::publication::get(tx, id).await
    }

    async fn erase(&self, tx: &mut Tx, person: PersonId) -> Result<(), DbError> {
        store::erase::person(tx, person).await
    }

    async fn export(&self, db: &mut Conn, person: PersonId) -> Result<Export, DbError> {
        acts::export::person(db, person).await
    }

    async fn take_along(&self, section: &Section, drafts: bool, bundle: &mut Bundle) -> Result<(), NotTaken> {
        export::along::blogs(section, drafts, bundle).await
    }

    async fn demo(&self, section: &Section, tx: &mut Tx, story: &mut Story) -> Result<(), DbError> {
        demo::tell(section, tx, story).await
    }

    async fn name_files(&self, db: &mut Conn, named: &mut Named) -> Result<(), DbError> {
        store::files::name(db, named).await
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
